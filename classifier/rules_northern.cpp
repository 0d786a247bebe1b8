// Languages of the north and the east: the plain keywords and the commonest phrases.
#include <array>

#include "classifier/rule.hpp"

namespace classifier {

namespace {

using enum Effect;

// clang-format off
constexpr Rule danish_norwegian[]{
  {"afmeld",          "afmeld|afmelde|avmeld|avmelde|frameld|framelde|meld (meg|mig|os|oss) (af|av|nyhedsbrev~|nyhetsbrev~|fra) (nyhedsbrev~|nyhetsbrev~)", opt_out, 0.92},
  {"fjern_mig",       "fjern|slet|slett|stryk|tag|ta mig|meg|os|oss|min|vores|vår (adresse|email|epost|mail|navn) (fra|af|av)", opt_out, 0.93},
  {"ingen_flere",     "ingen|ikke (modtage|motta|få|ha|have) (flere|fler) mails|emails|eposter|epost|nyhedsbreve|nyhetsbrev|mail|henvendelser", opt_out, 0.92},
  {"ikke_modtage",    "ikke (længere|lenger|mere|mer) modtage|motta (flere|mails|epost|jeres|deres|disse|nyhed~|nyhet~)",  opt_out, 0.88},
  {"stop_med",        "stop|stopp med",                                                                                  opt_out, 0.85},
  {"kontakt_ikke",    "kontakt|skriv|send (mig|meg|os|oss) ikke|aldri|aldrig (mere|mer|igen|igjen)",                       opt_out, 0.90},
  {"slet_data",       "slet|slett (alle|alt) (mine|vores|våre) (person) data|oplysninger|opplysninger|personopplysninger|persondata", erasure, 0.93},
  {"ikke_interesseret", "ikke|ingen (er) interesseret|interessert|interesse|aktuelt|behov",                                not_interested, 0.92},
  {"nej_tak",         "nej|nei tak|takk",                                                                                  not_interested, 0.92},
  {"interesseret",    "interesseret|interessert|interessant|spændende|spennende|gerne|gjerne",                             interested, 0.76},
  {"ferie",           "ferie|fraværende|barsel|permisjon|orlov|kontoret",                                                  out_of_office, 0.70},
  {"pa_ferie",        "på|har|holder ferie|barsel|orlov",                                                                   out_of_office, 0.86},
  {"ikke_pa_kontoret", "ikke|ude|ute|væk|borte (på|fra|af) kontoret",                                                       out_of_office, 0.92},
  {"autosvar",        "autosvar|fraværsbesked|fraværsmelding",                                                             out_of_office, 0.86},
  {"stoppet",         "er|har (desværre|dessverre|nu|ikke|længere) stoppet|sluttet|fratrådt|slutta|opsagt",                left_company, 0.90},
  {"ikke_laengere",   "ikke længere|lenger (ansat|ansatt) her|hos|i|ansat|ansatt|på",                                       left_company, 0.90},
};

constexpr Rule swedish[]{
  {"avregistrera",    "avregistrera|avprenumerera|avanmäl|avanmäla|avsluta (mig|oss|min|mitt|prenumeration~)",              opt_out, 0.88},
  {"ta_bort",         "ta|tag (gärna) bort mig|oss|min|mitt",                                                                opt_out, 0.93},
  {"stryk_mig",       "stryk|radera|avför mig|oss",                                                                          opt_out, 0.90},
  {"inga_fler",       "inga|inte (vill|ha|få) (fler|flera) mejl|mail|epost|utskick|nyhetsbrev|meddelanden",                  opt_out, 0.92},
  {"inte_fa",         "inte (längre) få|ha|motta|erhålla (fler|era|dessa|några) (fler) mejl|mail|epost|utskick|nyhetsbrev",   opt_out, 0.90},
  {"sluta",           "sluta (att) skicka|maila|mejla|kontakta|spamma|höra",                                                 opt_out, 0.94},
  {"kontakta_inte",   "kontakta|skicka|maila|mejla (mig|oss) inte|aldrig",                                                    opt_out, 0.90},
  {"radera_data",     "radera|ta (bort) (alla|all) (mina|min) (person) uppgifter|data|personuppgifter",                      erasure, 0.92},
  {"inte_intresserad", "inte|ej|inget|inga (är) intresserad|intresserade|intresse|intressant|aktuellt|behov",               not_interested, 0.92},
  {"nej_tack",        "nej tack",                                                                                            not_interested, 0.92},
  {"intresserad",     "intresserad|intresserade|intressant|gärna",                                                           interested, 0.76},
  {"semester",        "semester|föräldraledig|tjänsteresa|frånvarande|frånvaro|autosvar",                                    out_of_office, 0.86},
  {"slutat",          "slutat",                                                                                              left_company, 0.84},
  {"jobbar_inte",     "jobbar|arbetar|är inte|ej (längre) kvar|här|hos|på|anställd",                                         left_company, 0.86},
};

constexpr Rule finnish[]{
  {"poista_minut",    "poista|poistakaa minut|meidät|osoitteeni|sähköpostiosoitteeni|sähköpostini",                           opt_out, 0.95},
  {"listalta",        "postituslistalta|sähköpostilistalta|listalta|postituslistaltanne|jakelulistalta",                      opt_out, 0.80},
  {"peruuta",         "peruuta|peru|peruutan|peruuttakaa|lopettakaa|lopeta|lopettaa uutiskirje~|tilaus|tilauksen|tilaukseni|viestit|lähettäminen|mainosten", opt_out, 0.84},
  {"en_halua",        "en|emme|älkää|älä (enää) (halua|lähettäkö|lähetä|haluaisi) (enää|minulle|saada|vastaanottaa) (enää) viestejä|sähköpostia|postia|mainoksia|uutiskirjeitä|sähköposteja|viestejänne", opt_out, 0.93},
  {"tiedot",          "poista|poistakaa (kaikki) tietoni|tiedot",                                                              erasure, 0.90},
  {"kiinnosta",       "ei|emme|en (ole|nyt|valitettavasti|me) (ole) kiinnosta|kiinnostunut|kiinnostuneita|tarvetta|kiinnostuneet|tarvitse|kiitos", not_interested, 0.92},
  {"kiinnostaa",      "kiinnostaa|kiinnostaisi|kiinnostunut|kiinnostuneita|mielenkiintoinen|mielellään|mielelläni",           interested, 0.80},
  {"lomalla",         "lomalla|poissa|vuosilomalla|äitiyslomalla|vanhempainvapaalla|toimistolta",                             out_of_office, 0.86},
  {"ei_enaa_toissa",  "ei|en (ole) enää * töissä|työskentele|palveluksessa",                                                   left_company, 0.90},
};

constexpr Rule polish[]{
  {"wypisz_mnie",     "wypisz|wypiszcie|wypisać|wypisanie|usuń|usuńcie|usunąć|usunięcie|wykreślcie|wykreślić mnie|nas|mój|mojego|naszego", opt_out, 0.94},
  {"z_listy",         "wypisać|wypisanie|usunięcie|usunąć|wykreślenie|wypisz (się) z (listy|newslettera|bazy|subskrypcji)",   opt_out, 0.92},
  {"rezygnuje",       "rezygnuję|rezygnujemy|rezygnacja|anuluję (z) newslettera|subskrypcji|subskrypcję|otrzymywania|newsletter", opt_out, 0.94},
  {"nie_otrzymywac",  "nie (chcę|życzę|chcemy|życzymy|chciałbym) (sobie) (więcej|już) otrzymywać|dostawać",                     opt_out, 0.94},
  {"nie_wysylajcie",  "nie|przestańcie|proszę (już|więcej|mi|do) (nie|mnie) wysyłajcie|wysyłać|przysyłać|przysyłajcie|pisać|piszcie|kontaktować", opt_out, 0.84},
  {"danych",          "usunięcie|usunąć|usuńcie|usuń (wszystkich|wszystkie|proszę) (moich|moje) (osobowych) danych|dane",     erasure, 0.92},
  {"nie_jestem",      "nie|brak (jestem|jesteśmy|mamy|mam) (obecnie) zainteresowany|zainteresowana|zainteresowani|zainteresowania|potrzeby|potrzebujemy", not_interested, 0.93},
  {"nie_dziekuje",    "nie dziękuję|dziękujemy",                                                                                not_interested, 0.92},
  {"jestem",          "zainteresowany|zainteresowana|zainteresowani|interesujące|chętnie",                                     interested, 0.80},
  {"urlop",           "urlopie|urlop|nieobecny|nieobecna|nieobecność|nieobecności",                                             out_of_office, 0.88},
  {"juz_nie_pracuje", "nie|już (już|nie) pracuje|pracuję",                                                                      left_company, 0.88},
};

constexpr Rule czech_slovak[]{
  {"odhlaste_me",     "odhlaste|odhlašte|odhláste|vyřaďte|vyraďte|odstraňte|odstráňte|vymažte|vyškrtněte mě|me|ma|nás|mne|můj|môj|moji|moju", opt_out, 0.95},
  {"chci_odhlasit",   "chci|chceme|chcem|přeji|prosím|žádám|želám (se|sa|o|si) odhlásit|odhlásiť|odhlášení|vyřazení|odhlásenie|vyradenie", opt_out, 0.94},
  {"dostavat",        "nechci|nechceme|nechcem|nepřeji|neželám (si) (již|už) (dále) dostávat|dostávať|zasílat|odebírat",         opt_out, 0.93},
  {"neposilejte",     "nezasílejte|neposílejte|neposielajte|nekontaktujte|neoslovujte",                                         opt_out, 0.88},
  {"neodhlasujte",    "neodhlašujte|neodhlasujte|neodhlasovat",                                                                 none},
  {"udaje",           "vymažte|smažte|odstraňte|výmaz (prosím) (všechny|všetky) (mé|moje) (osobní|osobné) údaje|údajů",          erasure, 0.93},
  {"nezajem",         "nemáme|nemám|bez|není|nie (teď|momentálně|o|to) zájem|záujem",                                            not_interested, 0.93},
  {"nezajima",        "nezajímá|nezaujíma|nepotřebujeme|nepotrebujeme|nepotřebuji",                                              not_interested, 0.88},
  {"ne_dekuji",       "ne|nie děkuji|děkujeme|dekuji|ďakujem",                                                                   not_interested, 0.90},
  {"zajem",           "máme|mám|zájem|zajímá|zaujíma (zájem|záujem|nás|mě)",                                                      interested, 0.60},
  {"mame_zajem",      "máme|mám (velký|o) zájem|záujem",                                                                         interested, 0.90},
  {"dovolena",        "dovolené|dovolená|dovolenka|dovolenke|nepřítomen|nepřítomna|nepřítomnost|neprítomný|mimo",                out_of_office, 0.84},
  {"jiz_nepracuje",   "nepracuje|nepracuji|nepracujem",                                                                           left_company, 0.88},
};

constexpr Rule hungarian[]{
  {"leiratkozas",     "leiratkozni|leiratkozom|leiratkozás|leiratkoznék|leiratkozást|leiratkozna",                             opt_out, 0.90},
  {"torles",          "törlésemet|töröljenek|leiratkoztatni|iratkoztassanak|vegyenek",                                         opt_out, 0.84},
  {"ne_kuldjon",      "ne küldjenek|küldjön|írjanak|keressenek|zaklassanak",                                                    opt_out, 0.92},
  {"nem_kerek",       "nem kérek|szeretnék|kérünk (több|kapni|további) levelet|emailt|hírlevelet|üzenetet|hírleveleket|emailt|leveleket|emaileket", opt_out, 0.93},
  {"adatok",          "töröljék|törölje|törlését (kérem|az|minden) (összes|az) (személyes) adataim|adatomat|adataimat",        erasure, 0.93},
  {"nem_erdekel_minket", "nem (minket|engem) érdekel|érdekli|érdekelt|érdeklődünk|aktuális|érdekelne",                         not_interested, 0.93},
  {"koszonom_nem",    "köszönöm|köszönjük nem",                                                                                  not_interested, 0.90},
  {"erdekel",         "érdekel|érdekelne|érdekes|érdeklődnék",                                                                   interested, 0.80},
  {"szabadsag",       "szabadságon|távol|szabadság|házon",                                                                       out_of_office, 0.84},
};

constexpr Rule romanian[]{
  {"dezabonare",      "dezabon~",                                                                                                opt_out, 0.92},
  {"stergeti",        "ștergeți|eliminați|scoateți|scoatețimă|stergetima|ștergețimă (mă|adresa|vă) (din|mea|rog)",               opt_out, 0.80},
  {"nu_mai",          "nu mai (doresc|vreau|îmi|imi) (să) (primesc|trimiteți|trimiteti|contactați|primi)",                       opt_out, 0.90},
  {"nu_sunt",         "nu (mă|sunt|suntem|ne) interesat|interesată|interesează|interesați|interesa",                             not_interested, 0.93},
  {"interesat",       "interesat|interesată|interesați|interesează|interesant",                                                  interested, 0.80},
  {"concediu",        "concediu|absent",                                                                                         out_of_office, 0.84},
};

constexpr Rule turkish[]{
  {"cikarin",         "listenizden|listeden|aboneliğimi|üyeliğimi|aboneliği|üyelikten (çıkarın|çıkar|iptal|silin|çıkmak|çıkarınız|sonlandırın|sil)", opt_out, 0.90},
  {"beni_cikarin",    "beni|adresimi|mailimi|emailimi * çıkarın|çıkarınız|silin|siliniz|çıkartın",                               opt_out, 0.94},
  {"gondermeyin",     "göndermeyin|göndermeyiniz|atmayın|yazmayın|istemiyorum (lütfen)",                                        opt_out, 0.84},
  {"cikarmayin",      "çıkarmayın|silmeyin|çıkarmayınız",                                                                        none},
  {"verilerimi",      "verilerimi|bilgilerimi (silin|siliniz|silinmesini)",                                                     erasure, 0.90},
  {"ilgilenmiyorum",  "ilgilenmiyorum|ilgilenmiyoruz|ihtiyacımız|gerek (yok)",                                                  not_interested, 0.88},
  {"ilgileniyorum",   "ilgileniyorum|ilgileniyoruz|ilginç|isterim|isteriz",                                                      interested, 0.84},
  {"izindeyim",       "izindeyim|izinde|izinliyim|tatildeyim|ofis (dışındayım)",                                                  out_of_office, 0.88},
};

constexpr Rule russian_ukrainian[]{
  {"otpisat",         "отпис~|відпис~",                                                                                         opt_out, 0.94},
  {"ne_otpisyvat",    "не|ні (надо|хочу|нужно) отпис~|відпис~|удаляйте",                                                        none},
  {"udalite_menya",   "удалите|исключите|уберите|вычеркните|видаліть|виключіть|удалить|исключить|убрать (пожалуйста|будь) (ласка) меня|мой|нас|наш|мене|мою|мій", opt_out, 0.94},
  {"iz_rassylki",     "из|от|вашей|отмените|отменить (вашей|этой|всех|рассылки) рассыл~|розсилк~|подписку",                     opt_out, 0.85},
  {"ne_pishite",      "не|перестаньте|прекратите|хватит|припиніть (больше|мне|нам|надо|нужно|більше|мені) (не|мне|больше) присылайте|присылать|пишите|писать|отправляйте|слать|шлите|беспокойте|надсилайте|надсилати|пишіть|спамить|рассылку", opt_out, 0.92},
  {"ne_poluchat",     "не (хочу|желаю|хотим|хотел|бажаю) (больше|бы|більше) (больше) получать|отримувати",                      opt_out, 0.94},
  {"dannye",          "удалите|удалить|видаліть (все|всі) (мои|мої) (персональные|персональні) данные|дані",                     erasure, 0.93},
  {"ne_interesno",    "не (очень|нас|меня|нам|мне|нас) интересует|интересно|заинтересованы|нужно|актуально|требуется|цікавить|цікаво|заинтересован|потрібно", not_interested, 0.92},
  {"net_spasibo",     "нет|ні спасибо|дякую",                                                                                   not_interested, 0.90},
  {"interesno",       "интересно|интересует|заинтересован|заинтересованы|цікаво|цікавить",                                     interested, 0.84},
  {"prishlite",       "пришлите|вышлите|отправьте|надішліть|позвоните|свяжитесь",                                               interested, 0.72},
  {"otpusk",          "отпуске|отпуск|отсутствую|відпустці|отсутствии|командировке",                                            out_of_office, 0.86},
  {"ne_rabotaet",     "больше|уже|не|вже (не|больше|уже) работает|працює",                                                       left_company, 0.88},
  {"uvolilsya",       "уволился|уволилась|уволен|звільнився",                                                                    left_company, 0.90},
};

constexpr Rule greek[]{
  {"diagrafi",        "διαγραφή|διαγράψτε|διαγραφείτε|διαγραφώ|απεγγραφή|απεγγραφείτε (με|μου|από|τη)",                          opt_out, 0.88},
  {"min_stelnete",    "μην|δεν|σταματήστε (μου|θέλω|επιθυμώ|να) (ξανά|να|πλέον|μου) στέλνετε|στείλετε|λαμβάνω|επικοινωνείτε|ξαναστείλετε", opt_out, 0.92},
  {"den_endiaferei",  "δεν (με|μας) ενδιαφέρει|ενδιαφερόμαστε|ενδιαφέρομαι",                                                     not_interested, 0.93},
  {"endiaferei",      "ενδιαφέρει|ενδιαφέρομαι|ενδιαφερόμαστε|ενδιαφέρον",                                                       interested, 0.84},
  {"adeia",           "άδεια|εκτός|απουσιάζω",                                                                                    out_of_office, 0.80},
};
// clang-format on

} // namespace

std::span<const RuleTable> northern_and_eastern_rules() {
  static constexpr std::array tables{
      RuleTable{.language = "da", .slots = {}, .rules = danish_norwegian},
      RuleTable{.language = "sv", .slots = {}, .rules = swedish},
      RuleTable{.language = "fi", .slots = {}, .rules = finnish},
      RuleTable{.language = "pl", .slots = {}, .rules = polish},
      RuleTable{.language = "cs", .slots = {}, .rules = czech_slovak},
      RuleTable{.language = "hu", .slots = {}, .rules = hungarian},
      RuleTable{.language = "ro", .slots = {}, .rules = romanian},
      RuleTable{.language = "tr", .slots = {}, .rules = turkish},
      RuleTable{.language = "ru", .slots = {}, .rules = russian_ukrainian},
      RuleTable{.language = "el", .slots = {}, .rules = greek},
  };
  return tables;
}

} // namespace classifier
