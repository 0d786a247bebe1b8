// What machines write in the languages beyond English and German: that a message arrived, that somebody is away.
#include <array>

#include "classifier/rule.hpp"

namespace classifier {

namespace {

using enum Effect;
using enum Place;

// clang-format off
constexpr Rule rules[]{
  {"received_fr", "avons|ai (bien) reçu|enregistré|pris (en) (compte) votre|vos (e) demande|message|mail|courriel|candidature|email|commande|requête", auto_ack, 0.88},
  {"received_fr_passive", "votre (e) demande|message|mail|courriel|candidature|email|requête|ticket (a|est) (bien) (été) (bien) reçu|reçue|enregistré|enregistrée|pris|prise|transmis|créé|parvenu|parvenue", auto_ack, 0.86},
  {"received_es", "hemos|he recibido (correctamente) (su|tu) (solicitud|mensaje|consulta|correo|candidatura|petición)", auto_ack, 0.88},
  {"received_es_passive", "su|tu solicitud|mensaje|consulta|correo|petición|candidatura|ticket ha sido|se recibido|recibida|registrado|registrada|creado", auto_ack, 0.86},
  {"received_it", "abbiamo|ho ricevuto (correttamente) (la|il) (sua|suo|tua|tuo|vostra|vostro) (richiesta|messaggio|email|candidatura)", auto_ack, 0.88},
  {"received_it_passive", "richiesta|messaggio|segnalazione|candidatura|email è (stata|stato) (correttamente) ricevuta|ricevuto|presa|preso|registrata|inoltrata", auto_ack, 0.86},
  {"received_pt", "recebemos (a|o) (sua|seu|vossa) mensagem|pedido|contato|contacto|email|solicitação|candidatura",  auto_ack, 0.88},
  {"received_pt_passive", "sua|seu|vossa mensagem|pedido|solicitação|email|candidatura foi (devidamente) recebida|recebido|registrada|registrado|encaminhada", auto_ack, 0.88},
  {"received_nl", "hebben|heb uw|je|jouw bericht|aanvraag|mail|email|vraag|verzoek|sollicitatie (in) (goede) (orde) ontvangen|geregistreerd", auto_ack, 0.90},
  {"received_nl_passive", "uw|je bericht|aanvraag|melding|verzoek is (in) (goede) (orde) ontvangen|geregistreerd|aangemaakt", auto_ack, 0.88},
  {"received_da", "har modtaget|mottatt|registreret|registrert (din|deres|ditt) (henvendelse|besked|mail|melding|epost|forespørsel|ansøgning|søknad)", auto_ack, 0.88},
  {"received_da_passive", "din|deres henvendelse|besked|mail|melding|epost|sag|sak er modtaget|mottatt|registreret|registrert|oprettet|opprettet", auto_ack, 0.88},
  {"thanks_da",   "tak|takk for din|deres henvendelse|mail|besked|melding|epost",                                     auto_ack, 0.50},
  {"received_sv", "har (nu) tagit|mottagit|fått|registrerat (emot) ditt|din|er meddelande|ärende|mejl|förfrågan|ansökan|mail", auto_ack, 0.88},
  {"received_sv_passive", "ditt|din meddelande|ärende|mejl|förfrågan|ansökan är|har (blivit) (nu) mottaget|mottagen|registrerat|registrerats|mottagits", auto_ack, 0.88},
  {"received_fi", "olemme|olen|on vastaanottaneet|vastaanottanut|vastaanotettu|saaneet|kirjanneet (viestisi|viestinne|yhteydenottosi|pyyntösi|hakemuksesi|sähköpostisi)", auto_ack, 0.90},
  {"received_fi_passive", "viestisi|viestinne|yhteydenottosi|pyyntösi|hakemuksesi|tukipyyntösi on (nyt) vastaanotettu|kirjattu|rekisteröity|saapunut|luotu", auto_ack, 0.90},
  {"thanks_fi",   "kiitos yhteydenotostasi|viestistäsi|yhteydenotostanne",                                             auto_ack, 0.70},
  {"received_pl", "otrzymaliśmy|otrzymałem|przyjęliśmy|zarejestrowaliśmy (twoją|państwa|pana|twoje) (wiadomość|zgłoszenie|zapytanie|mail|prośbę)", auto_ack, 0.88},
  {"confirm_pl",  "potwierdzamy|potwierdzenie otrzymanie|otrzymania|przyjęcie|przyjęcia",                              auto_ack, 0.90},
  {"received_pl_passive", "zgłoszenie|wiadomość|zapytanie|prośba (nr|numer) (zostało|została) (przyjęte|otrzymane|zarejestrowane|utworzone|przyjęta|otrzymana|zarejestrowana) przez|zarejestrowane|przyjęte|utworzone|otrzymana|przyjęta", auto_ack, 0.80},
  {"received_cs", "přijali|obdrželi|zaregistrovali|prijali|dostali (jsme|sme) (váš|vaši|vašu) (zprávu|požadavek|dotaz|správu|požiadavku|email)", auto_ack, 0.88},
  {"received_cs_passive", "zpráva|požadavek|dotaz|správa|požiadavka|email byl~|bol~ * přijat~|doručen~|zaregistrován~|prijat~|doručen~|vytvořen~", auto_ack, 0.88},
  {"request_cs",  "požadavek|zprávu|dotaz|požiadavku|správu jsme|sme (v) (pořádku) přijali|obdrželi|zaregistrovali|prijali", auto_ack, 0.90},
  {"received_hu", "megkaptuk|rögzítettük|fogadtuk|megérkezett (az) (üzenetét|megkeresését|levelét|kérését|önhöz|üzenete)", auto_ack, 0.88},
  {"received_hu_passive", "üzenetét|megkeresését|levelét|kérését|jelentkezését megkaptuk|rögzítettük|fogadtuk",       auto_ack, 0.90},
  {"received_ro", "am primit|înregistrat (solicitarea|mesajul|cererea|emailul)",                                       auto_ack, 0.86},
  {"received_ro_passive", "solicitarea|mesajul|cererea (dvs|dumneavoastră|ta) a fost (primit|primită|înregistrată|înregistrat)", auto_ack, 0.88},
  {"received_bg", "получихме|регистрирахме (вашето|вашата) (съобщение|запитване|заявка|писмо)",                        auto_ack, 0.88},
  {"received_bg_passive", "вашето|вашата съобщение|запитване|заявка (беше|е) (успешно) получено|получена|регистрирана|прието", auto_ack, 0.88},
  {"received_el", "λάβαμε|παραλάβαμε (το|την) (μήνυμά|μήνυμα|αίτημά|αίτημα|αίτησή|email) (σας)",                       auto_ack, 0.88},
  {"received_ru", "ваше|ваш|ваша|твое обращение|сообщение|письмо|запрос|заявка|заявку (номер|успешно) (было) зарегистрировано|получено|принято|зарегистрирован|получен|принят|принята|зарегистрирована", auto_ack, 0.90},
  {"received_ru_active", "получили|приняли|зарегистрировали ваше|ваш|вашу обращение|сообщение|письмо|запрос|заявку", auto_ack, 0.88},
  {"received_uk", "ваше|ваш|ваша звернення|повідомлення|лист|запит|заявка|заявку (було|успішно) зареєстровано|отримано|прийнято|зареєстрована|отримали", auto_ack, 0.90},
  {"received_uk_active", "отримали|прийняли|зареєстрували ваше|ваш|вашу звернення|повідомлення|лист|запит|заявку",  auto_ack, 0.88},
  {"received_tr", "mesajınız|talebiniz|epostanız|başvurunuz|mailiniz (bize) (başarıyla) alınmıştır|ulaşmıştır|ulaştı|alındı|oluşturuldu|kaydedilmiştir", auto_ack, 0.92},
  {"received_tr_active", "mesajınızı|talebinizi|epostanızı|başvurunuzu aldık",                                         auto_ack, 0.90},
  {"received_ar", "تم|لقد (تم) استلام|تلقينا|استلمنا|تسجيل (رسالت~|طلب~|رسالتكم|طلبكم)",                                  auto_ack, 0.86},
  {"received_he", "פנייתך|פנייתכם|הודעתך|בקשתך התקבלה|נקלטה|נרשמה|התקבלו",                                                auto_ack, 0.90},
  {"received_hi", "आपका|आपकी|आपके संदेश|ईमेल|अनुरोध|शिकायत|मेल (हमें) प्राप्त|मिल|दर्ज",                                        auto_ack, 0.88},
  {"received_ja", "お 問 (い) 合 (わ) せ (を|は|の) (受|ご|内) (け) (容) (付|を)",                                       auto_ack, 0.70},
  {"accepted_ja", "受 け 付 け (い|ま|致) (た|し|た) (し|た)",                                                        auto_ack, 0.84},
  {"arrived_zh",  "邮|郵|来|來|申|信|咨|请|留 件|信|请|息|询|求|言 (我) (们) 已 (经) (成) (功) 收|受 到|理",            auto_ack, 0.88},
  {"received_zh", "已 (经|經) 收 到 (您|你) (的)",                                                                  auto_ack, 0.84},
  {"received_ko", "접 수 되 었|어|습",                                                                               auto_ack, 0.88},
  {"received_id", "telah|sudah kami terima",                                                                         auto_ack, 0.86},
  {"received_id_active", "kami telah|sudah menerima",                                                                auto_ack, 0.88},
  {"received_vi", "đã (tiếp) nhận (được) (yêu|thư|tin|email) (cầu|nhắn)",                                             auto_ack, 0.80},
};
// clang-format on

} // namespace

RuleTable notices_of_machines() { return {.language = "", .slots = {}, .rules = rules}; }

} // namespace classifier
