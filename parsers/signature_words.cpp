// What stands below a person's words and is none of them: device lines, closing phrases, notices of gateways.
#include <array>

#include "parsers/ascii.hpp"
#include "parsers/quote_words.hpp"
#include "parsers/word_table.hpp"

namespace parsers {
namespace {

// clang-format off
/// First words of lines that a device or program adds.
constexpr std::string_view device_openings[] = {
    "Sent from my|Sent from|Sent using|Sent via mobile|Sent via my|Sent via BlackBerry|Sent via the Samsung|Sent via Samsung|Sent with Airmail|Sent with Proton|Sent with ProtonMail|Sent with Spark|Sent with Tutanota|Sent with Mailtrack|Sent securely with|From my iPhone|From my iPad|From my Android|Get Outlook for|Get [Outlook for|Download Outlook for|Yahoo Mail:",
    "Gesendet von|Gesendet mit|Gesendet über|Gesendet aus|Gesendet vom|Outlook für Android|Outlook für iOS|Holen Sie sich Outlook|Versendet mit|Versandt mit|Mobil gesendet",
    "Envoyé de mon|Envoyé depuis|Envoyé de|Envoyé à partir de|Envoyé avec|Envoyé par mon|Obtenir Outlook pour|Obtenez Outlook pour|Télécharger Outlook pour|Téléchargez Outlook pour",
    "Enviado desde|Enviado con|Enviado del|Obtener Outlook para|Obtén Outlook para|Descargar Outlook para",
    "Inviato da|Inviato dal|Inviato con|Inviato tramite|Ottieni Outlook per|Scarica Outlook per",
    "Enviado do|Enviado de|Enviado a partir|Enviado pelo|Enviado via|Enviada do|Obter o Outlook|Obtenha o Outlook|Baixe o Outlook",
    "Verzonden vanaf|Verzonden met|Verstuurd vanaf|Verstuurd met|Verzonden via|Verstuurd via|Outlook voor iOS|Outlook voor Android|Download Outlook voor",
    "Skickat från|Skickat med|Skickades från|Hämta Outlook för|Skaffa Outlook för",
    "Sendt fra|Sendt med|Sendt via|Hent Outlook til|Hent Outlook for|Få Outlook til|Skaff deg Outlook|Last ned Outlook",
    "Lähetetty iPhonesta|Lähetetty iPadista|Lähetetty laitteesta|Lähetetty minun|Lähetetty puhelimesta|Lähetetty Androidista|Lähetetty Samsung|Hanki Outlook|Lataa Outlook",
    "Wysłane z|Wysłano z|Wysłany z|Pobierz Outlook|Pobierz aplikację Outlook|Wysłane za pomocą|Wysłane przez",
    "Odesláno z|Odesláno ze|Posláno z|Odesláno pomocí|Získat Outlook|Získejte Outlook|Stáhnout Outlook",
    "Odoslané z|Odoslané zo|Poslané z|Odoslané pomocou|Získať Outlook|Získajte Outlook",
    "Az iPhone-omról|iPhone-omról|Küldve az iPhone|Az Outlook letöltése|Androidos telefonomról",
    "Trimis de pe|Trimis din|Trimis cu|Trimis prin|Obțineți Outlook|Descărcați Outlook",
    "Poslano s|Poslano sa|Poslano iz|Poslato sa|Poslato s|Послато са|Preuzmite Outlook|Nabavite Outlook|Poslano z",
    "Отправлено с|Отправлено из|Отправлено от|Отправлено со|Послано с|Скачать Outlook|Получить Outlook|Отправлено через",
    "Надіслано з|Надіслано із|Відправлено з|Відправлено із|Надіслано через|Отримати Outlook|Завантажити Outlook",
    "Изпратено от моя|Изпратено от|Изтеглете Outlook|Вземете Outlook",
    "Gönderen iPhone|iOS için Outlook|Android için Outlook|Outlook'u indirin",
    "Στάλθηκε από|Εστάλη από|Αποστολή από|Λήψη του Outlook|Αποκτήστε το Outlook",
    "Saadetud minu|Hankige Outlook",
    "Išsiųsta iš|Siųsta iš|Gaukite Outlook",
    "Nosūtīts no|Sūtīts no|Iegūstiet Outlook",
    "Enviat des de|Obteniu l'Outlook",
    "נשלח מה-iPhone|נשלח מהאייפון|נשלח מ|נשלח מה|נשלח באמצעות|השג את Outlook",
    "أرسلت من|أُرسلت من|تم الإرسال من|مرسل من|احصل على Outlook|الحصول على Outlook",
    "从我的|從我的|发自我的|發自我的|我的手机发自|发送自|來自我的|获取 Outlook|取得 Outlook|获取适用于",
    "iPhoneから送信|iPadから送信|私のiPhoneから|Android から送信|Androidから送信|Outlook for",
    "나의 iPhone에서|내 iPhone에서|iPhone에서 보냄|나의 iPad에서|내 Galaxy에서|Galaxy에서|Android용 Outlook|iOS용 Outlook",
    "Đã gửi từ|Được gửi từ|Gửi từ|Tải Outlook|Nhận Outlook",
    "ส่งจาก iPhone|ส่งจากของฉัน|ส่งจาก|รับ Outlook",
    "Dikirim dari|Terkirim dari|Dapatkan Outlook",
    "मेरे iPhone से|भेजा गया मेरे",
};

/// First words of those lines in which the verb comes last; alone they would also start a sentence.
constexpr std::string_view device_half_openings[] = {
    "Von meinem|Von meiner|Von Mobilgerät|Diese Nachricht wurde|Diese E-Mail wurde|Diese Mail wurde|Az iPhone-omról|Az én|Az Android",
};

/// Last words of such lines, where the verb comes last.
constexpr std::string_view device_endings[] = {
    "gesendet|gönderildi|küldve|から送信|から送信されました|发送|傳送|发出|보냄|에서 보냄|herunterladen|downloaden",
};

/// A whole line that closes a letter.
constexpr std::string_view sign_offs[] = {
    "Regards|Best regards|Kind regards|Warm regards|Best|Best wishes|All the best|Sincerely|Yours sincerely|Yours truly|Yours faithfully|Sincerely yours|Cheers|With regards|With kind regards|With best regards|Many thanks and regards|Thanks and regards|Thanks & regards|Thank you and regards|Respectfully|Cordially|Take care|Warmly|Warmest regards|Kindest regards|Very best regards|Very truly yours|Rgds|Brgds|BR|KR|Br,|Kind regards / Mit freundlichen Grüßen|Have a nice day|Have a great day",
    "Mit freundlichen Grüßen|Mit freundlichem Gruß|Freundliche Grüße|Freundlichen Gruß|Viele Grüße|Liebe Grüße|Beste Grüße|Herzliche Grüße|Schöne Grüße|Mit besten Grüßen|Mit herzlichen Grüßen|Mit lieben Grüßen|Mit vielen Grüßen|Gruß|Grüße|Hochachtungsvoll|MfG|LG|VG|BG|Mit freundlichen Gruessen|Freundliche Gruesse|Viele Gruesse|Liebe Gruesse|Beste Gruesse|Vielen Dank und viele Grüße|Danke und Gruß|Danke und viele Grüße|Auf Wiedersehen|Herzlichst|Bis bald|Mit kollegialen Grüßen|Es grüßt|Grüsse|Gruss|Freundliche Grüsse|Mit freundlichen Grüssen|Schönen Gruß|Besten Gruß|Viele liebe Grüße|Mit sonnigen Grüßen|Mit bestem Gruß|Mit freundlicher Empfehlung",
    "Cordialement|Bien cordialement|Très cordialement|Bien à vous|Bien à toi|Sincères salutations|Salutations|Meilleures salutations|Salutations distinguées|Amicalement|À bientôt|Bonne journée|Bonne soirée|Respectueusement|Cdlt|Cdt|Bien sincèrement|Au revoir|Avec mes salutations|Belle journée|Bises|Merci et bonne journée|Dans l'attente de votre réponse",
    "Saludos|Un saludo|Saludos cordiales|Atentamente|Cordialmente|Un cordial saludo|Un abrazo|Reciba un cordial saludo|Atte|Atte.|Saludos y gracias|Gracias y saludos|Muy atentamente|Quedo a la espera|Adiós|Saludos atentos|Mis mejores deseos",
    "Cordiali saluti|Distinti saluti|Saluti|Un saluto|Cordialmente|Buona giornata|Buona serata|A presto|Un cordiale saluto|I migliori saluti|Con i migliori saluti|Grazie e saluti|Tanti saluti|Cari saluti|Arrivederci|Sinceramente|Ringraziando|In fede",
    "Atenciosamente|Cumprimentos|Com os melhores cumprimentos|Melhores cumprimentos|Abraços|Abraço|Atentamente|Cordialmente|Saudações|Att|Att.|Com os meus cumprimentos|Os meus cumprimentos|Respeitosamente|Grato|Grata|Adeus|Um abraço",
    "Met vriendelijke groet|Met vriendelijke groeten|Vriendelijke groet|Vriendelijke groeten|Groeten|Groet|Hartelijke groet|Hartelijke groeten|Mvg|Hoogachtend|Met hartelijke groet|Met groet|Groetjes|Beste groeten|Tot ziens|M.v.g.",
    "Med vänlig hälsning|Med vänliga hälsningar|Vänliga hälsningar|Hälsningar|Mvh|Vänligen|Bästa hälsningar|Hälsar|Med vänlig hälsning / Best regards|Hälsning|Vh|Allt gott|Ha det bra|Varma hälsningar",
    "Med venlig hilsen|Med venlige hilsner|Venlig hilsen|Venlige hilsner|Hilsen|Mange hilsner|Mvh|Vh|Bedste hilsner|Kh|Kærlig hilsen|De bedste hilsner|Hilsner|Med hilsen|Dbh",
    "Med vennlig hilsen|Vennlig hilsen|Vennlige hilsener|Hilsen|Beste hilsen|Mvh|Med hilsen|Beste hilsener|Hjertelig hilsen",
    "Ystävällisin terveisin|Terveisin|Parhain terveisin|Kunnioittavasti|Yt|Terv|Terveiset|Kiittäen|Yst. terv.|Ystävällisesti|Hyvää päivänjatkoa",
    "Pozdrawiam|Z poważaniem|Pozdrowienia|Z wyrazami szacunku|Serdecznie pozdrawiam|Pozdrawiam serdecznie|Łączę wyrazy szacunku|Miłego dnia|Do widzenia|Dziękuję i pozdrawiam|Pozdr|Z pozdrowieniami|Pozdrawiam,",
    "S pozdravem|S přátelským pozdravem|Děkuji a přeji hezký den|Hezký den|Zdravím|S úctou|Mějte se hezky|Na shledanou|S pozdravom|S priateľským pozdravom|Pekný deň|Pozdravujem|S úctou,|Srdečne pozdravujem|Dovidenia",
    "Üdvözlettel|Tisztelettel|Köszönettel|Üdv|Üdvözlöm|Baráti üdvözlettel|Szép napot|Viszontlátásra",
    "Cu stimă|Cu respect|O zi bună|Toate cele bune|Cu drag|Numai bine|Salutări|O zi frumoasă|La revedere|Cu considerație",
    "Lijep pozdrav|Srdačan pozdrav|S poštovanjem|Lp|Pozdrav|Lep pozdrav|Prijazen pozdrav|S spoštovanjem|Srdačno|Pozdravi|С поштовањем|Поздрав|Hvala unapred",
    "С уважением|С наилучшими пожеланиями|Всего доброго|С наилучшими|Хорошего дня|С почтением|До свидания|Удачи|С ув.|З повагою|З найкращими побажаннями|Гарного дня|На все добре|С уважение|Поздрави|Поздрав|Хубав ден|Сърдечни поздрави",
    "Saygılarımla|Saygılarımızla|İyi çalışmalar|Sevgiler|İyi günler|Selamlar|Saygılar|Kolay gelsin|Hoşça kalın",
    "Με εκτίμηση|Χαιρετισμούς|Φιλικά|Με φιλικούς χαιρετισμούς|Με τιμή|Καλή συνέχεια",
    "Lugupidamisega|Tervitades|Parimate soovidega|Kõike head|Heade soovidega|Pagarbiai|Geriausi linkėjimai|Su pagarba|Ar cieņu|Ar sveicieniem|Labu vēlot|Jau iepriekš paldies",
    "Salutacions|Atentament|Una salutació|Cordialment|Bestu kveðjur|Kær kveðja|Kveðja|Takk fyrir",
    "בברכה|בכבוד רב|בתודה|יום טוב|مع التحية|تحياتي|شكراً|مع خالص التحية|مع الشكر|مع أطيب التحيات|والسلام|مع فائق الاحترام|با احترام|با تشکر|سپاس",
    "此致|敬礼|此致敬礼|祝好|顺颂商祺|順頌商祺|敬祝|祝您工作愉快|商祺|此致敬禮|谢谢！|敬上|以上|よろしくお願いいたします|よろしくお願いします|以上、よろしくお願いいたします|以上、よろしくお願いいたします。|以上よろしくお願いいたします|敬具|よろしくお願い致します|宜しくお願いいたします|宜しくお願いします|宜しくお願い致します|よろしくお願いいたします。|よろしくお願いします。|宜しくお願い致します。|以上、よろしくお願いします。|何卒よろしくお願いいたします。|何卒よろしくお願い申し上げます。|以上です。|以上です|드림|올림|안녕히 계세요|수고하세요|수고하세요.",
    "Trân trọng|Trân trọng kính chào|Thân ái|Kính thư|ขอแสดงความนับถือ|ด้วยความเคารพ|Salam|Salam hormat|Hormat saya|Hormat kami|Salam hangat|Yang benar|सादर|आपका|शुभकामनाएँ|भवदीय",
};

/// The same, but a person may also mean it: it closes the letter only when a name follows.
constexpr std::string_view thanks[] = {
    "Thanks|Thank you|Many thanks|Thanks in advance|Thanks again|Thx|Thanks a lot|Vielen Dank|Danke|Besten Dank|Herzlichen Dank|Vielen Dank im Voraus|Merci|Merci d'avance|Merci beaucoup|Muchas gracias",
    "Gracias|Grazie|Grazie mille|Grazie in anticipo|Obrigado|Obrigada|Muito obrigado|Muito obrigada|Desde já obrigado|Alvast bedankt|Bedankt|Dank u|Dank je|Dank je wel|Bij voorbaat dank|Tack",
    "Tack på förhand|På forhånd tak|Mange tak|Tak|Takk|På forhånd takk|Tusen takk|Kiitos|Kiitos etukäteen|Dziękuję|Dzięki|Z góry dziękuję|Děkuji|Díky|Předem děkuji|Ďakujem|Vopred ďakujem",
    "Köszönöm|Előre is köszönöm|Mulțumesc|Vă mulțumesc|Mulțumesc anticipat|Hvala|Unaprijed hvala|Hvala lepa|Хвала|Спасибо|Заранее спасибо|Благодарю|Дякую|Щиро дякую|Дякую заздалегідь|Благодаря",
    "Благодаря предварително|Teşekkürler|Teşekkür ederim|Şimdiden teşekkürler|Ευχαριστώ|Ευχαριστώ πολύ|Aitäh|Tänan|Ačiū|Paldies|Gràcies|Moltes gràcies|תודה|תודה רבה|תודה מראש|شكرا|وشكرا|شكرا لكم",
    "ممنون|谢谢|謝謝|多谢|ありがとうございます。|ありがとうございました。|감사합니다|감사합니다.|고맙습니다|고맙습니다.|Cảm ơn|Xin cảm ơn|Xin chân thành cảm ơn|ขอบคุณ|ขอบคุณครับ|ขอบคุณค่ะ|Terima kasih|धन्यवाद|Goodbye|Bye",
};

/// First words of banners that gateways put above mail from outside.
constexpr std::string_view banners[] = {
    "[External]|[Ext]|External email|External e-mail|External sender|[External email]|[External sender]|Caution: This|Caution: External|Warning: This email|Warning: External|This email originated|This message originated|This message was sent from outside|This email was sent from outside|This is an external|You don't often get|You don't often receive|Some people who received this message|Attention: This|Attention: External",
    "Achtung: Externe|Achtung: Diese|Externe E-Mail|Extern:|[Extern]|Vorsicht: Diese|Vorsicht: Externe|Warnung: Diese|Diese E-Mail stammt|Diese E-Mail kommt von|Sie erhalten nicht oft|Sie erhalten nicht häufig",
    "[Externe]|Attention : ce|Attention: ce|Courriel externe|Message externe|Expéditeur externe|Vous n'obtenez pas souvent|Vous ne recevez pas souvent|Ce message provient|Cet e-mail provient|Attention, ce",
    "[Externo]|Correo externo|Precaución: este|Atención: este|Este correo proviene|No suele recibir|No sueles recibir|Este mensaje proviene|E-mail externo|Cuidado: este|Atenção: este|Você não costuma receber|Normalmente não recebe",
    "[Esterno]|Attenzione: questa|Email esterna|Mittente esterno|Non si ricevono|Non ricevi spesso|[Extern]|Let op: deze|Externe e-mail|U ontvangt niet vaak|Deze e-mail is afkomstig|Varning: detta|Externt e-postmeddelande|Du får inte ofta|OBS: denne|Ekstern e-mail|Du får ikke ofte|Huomio: tämä|Ulkoinen viesti|Et saa usein",
    "Uwaga: wiadomość|Wiadomość zewnętrzna|[Zewnętrzny]|Nie otrzymujesz często|Upozornění: tento|Externí e-mail|Внимание: внешнее|Внешняя почта|[Внешний]|Dikkat: bu|Harici e-posta|外部邮件|【外部邮件】|外部メール|【外部メール】|注意：此邮件",
};

/// First words of confidentiality notices.
constexpr std::string_view disclaimers[] = {
    "This email and any|This e-mail and any|This message and any|This email message and any|This communication and any|This email is confidential|This e-mail is confidential|This message is confidential|This email may contain|This e-mail may contain|This message may contain|This message contains confidential|This email contains confidential|The information contained in this|The information in this|The contents of this|Confidentiality notice|Disclaimer:|If you are not the intended|This email is intended|This e-mail is intended|This message is intended|This transmission|Privileged and confidential|Please consider the environment",
    "Diese E-Mail enthält|Diese E-Mail kann|Diese Nachricht enthält|Diese Nachricht ist vertraulich|Diese E-Mail ist vertraulich|Der Inhalt dieser|Vertraulichkeitshinweis|Dieses E-Mail|Diese Mail enthält|Wenn Sie nicht der richtige|Sollten Sie nicht der|Bitte denken Sie an die Umwelt",
    "Ce message et toutes|Ce message et ses|Ce message est confidentiel|Ce courriel et|Ce mail et|Ce message est établi|Ce message contient|Cet e-mail et|Avis de confidentialité|Si vous n'êtes pas le destinataire|L'information contenue dans|Les informations contenues dans|Pensez à l'environnement",
    "Este mensaje y|Este mensaje contiene|Este correo electrónico y|Este correo electrónico contiene|Este mensaje se dirige|La información contenida en|Aviso legal|Aviso de confidencialidad|Este mensaje es confidencial|Esta mensagem pode|Esta mensagem e|Esta mensagem contém|Esta mensagem é|Este e-mail e|Este e-mail contém|Aviso de confidencialidade|As informações contidas",
    "Le informazioni contenute|Questo messaggio e|Questo messaggio contiene|Questa e-mail|Il contenuto di questa|Ai sensi del|Informativa privacy|Avviso di riservatezza|Dit bericht is|Dit bericht kan|De informatie in dit|Deze e-mail en|Dit e-mailbericht|De inhoud van dit|Disclaimer",
    "Detta meddelande är|Detta e-postmeddelande|Informationen i detta|Denne e-mail|Denne e-posten|Denne meddelelse|Denne meldingen|Tämä viesti|Tämä sähköposti|Ta wiadomość|Niniejsza wiadomość|Treść tej wiadomości|Tento e-mail a|Tato zpráva|Táto správa|Ez az e-mail|Ez az üzenet|Acest mesaj|Acest e-mail|Ova poruka|To sporočilo",
    "Это сообщение|Данное сообщение|Настоящее сообщение|Информация, содержащаяся|Це повідомлення|Bu e-posta|Bu mesaj|Το μήνυμα αυτό|Αυτό το μήνυμα|本邮件|此邮件|この電子メール|本メール|이 메일은|본 메일은|Email này|Pesan ini",
};
// clang-format on

template <std::size_t size>
WordTable<bool> build(const std::string_view (&rows)[size]) {
  WordTable<bool> table;
  for (const std::string_view row : rows)
    for_each_phrase(row, [&table](std::string_view phrase) { table[phrase] = true; });
  return table;
}

bool is_known(const WordTable<bool>& table, std::string_view folded) { return table.find(folded) != nullptr; }

/// Whether `folded` starts with a phrase of the table, of at most seven words.
bool starts_with_phrase(const WordTable<bool>& table, std::string_view folded) {
  constexpr int longest = 7;
  std::size_t end = 0;
  for (int words = 0; words < longest && end < folded.size(); ++words) {
    end = std::min(folded.find(' ', end + 1), folded.size());
    if (is_known(table, folded.substr(0, end))) return true;
  }
  return false;
}

std::string_view without_punctuation(std::string_view folded) {
  constexpr std::string_view before = "(<[*-_\"/~ ";
  constexpr std::string_view behind = ")>]*_,;.!-\"~: ";
  while (!folded.empty() && before.find(folded.front()) != std::string_view::npos) folded.remove_prefix(1);
  while (!folded.empty() && behind.find(folded.back()) != std::string_view::npos) folded.remove_suffix(1);
  return folded;
}

std::size_t count_words(std::string_view folded) {
  std::size_t count = folded.empty() ? 0 : 1;
  for (const char c : folded) count += c == ' ' ? 1 : 0;
  return count;
}

} // namespace

bool is_device_line(std::string_view folded) {
  static const WordTable<bool> openings = build(device_openings);
  static const WordTable<bool> half_openings = build(device_half_openings);
  static const WordTable<bool> endings = build(device_endings);
  constexpr std::size_t most_words = 10; // "Sent from my desk, is much easier than …" is a person's
  constexpr std::size_t most_octets = 250;
  if (folded.size() > most_octets) return false;
  const std::string_view words = without_punctuation(folded);
  const std::size_t count = count_words(words);
  if (count <= most_words && starts_with_phrase(openings, words)) return true;
  const std::size_t last = words.find_last_of(' ');
  const bool ends_so = last != std::string_view::npos && is_known(endings, words.substr(last + 1));
  return ends_so && (count <= 4 || (count <= 12 && starts_with_phrase(half_openings, words)));
}

SignOff read_sign_off(std::string_view folded) {
  static const WordTable<bool> phrases = build(sign_offs);
  static const WordTable<bool> gratitude = build(thanks);
  constexpr std::size_t longest = 120;
  if (folded.size() > longest) return SignOff::none;
  const std::string_view words = without_punctuation(folded);
  if (is_known(gratitude, folded) || is_known(gratitude, words)) return SignOff::thanks;
  return is_known(phrases, folded) || is_known(phrases, words) ? SignOff::closing : SignOff::none;
}

bool is_external_banner(std::string_view folded) {
  static const WordTable<bool> phrases = build(banners);
  return starts_with_phrase(phrases, folded);
}

bool is_disclaimer(std::string_view folded) {
  static const WordTable<bool> phrases = build(disclaimers);
  return starts_with_phrase(phrases, without_punctuation(folded));
}

} // namespace parsers
