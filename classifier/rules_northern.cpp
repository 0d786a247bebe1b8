// Languages of the north and the east: the plain keywords and the commonest phrases.
#include <array>

#include "classifier/rule.hpp"

namespace classifier {

namespace {

using enum Effect;

// clang-format off
constexpr Rule danish_norwegian[]{
  {"afmeld",          "afmeld|afmelde|avmeld|avmelde|frameld|framelde mig|meg|os|oss|nyhedsbrev~|nyhetsbrev~|fra|venligst|vennligst|tak|takk|min", opt_out, 0.93},
  {"meld_mig_af",     "meld mig|meg|os|oss (venligst|vennligst) af|av|fra|ut (nyhedsbrev~|nyhetsbrev~)", opt_out, 0.94},
  {"vil_afmelde",     "vil|ønsker|gerne|gjerne|vennligst|venligst (at|å|gerne|gjerne) (at|å) (bli) afmelde|avmelde|afmeldes|avmeldes|avmeldt|afmeldt|fjernes|fjernet|framelde|frameldes", opt_out, 0.93},
  {"fjern_mig",       "fjern|slet|slett|stryk (venligst|vennligst) mig|meg|os|oss|min|mitt|vores|vår (adresse|email|epost|mail|navn)", opt_out, 0.93},
  {"tag_mig_af",      "tag|ta mig|meg|os|oss (venligst|vennligst) (væk|bort|av|af|ut) (fra|af|av) (jeres|din|denne|deres|alle|mail|e) liste~|mailliste~|epostliste~|nyhedsbrev~|nyhetsbrev~", opt_out, 0.94},
  {"ingen_flere",     "ingen|ikke (modtage|motta|få|ha|have|sende|send) flere|fler mails|emails|eposter|epost|nyhedsbreve|nyhetsbrev|mail|henvendelser|beskeder|meldinger", opt_out, 0.93},
  {"ikke_modtage",    "ønsker|vil (jeg|vi) ikke (længere|lenger|mere|mer) (å|at) modtage|motta|få (flere|jeres|deres|disse) (mails|epost|nyhed~|nyhet~)", opt_out, 0.92},
  {"stop_med",        "stop|stopp med at|å sende|skrive|maile|kontakte|spamme", opt_out, 0.94},
  {"kontakt_ikke",    "kontakt|skriv (til) mig|meg|os|oss ikke|aldri|aldrig (mere|mer|igen|igjen)", opt_out, 0.92},
  {"slet_data",       "slet|slett (alle|alt) mine|vores|våre (person) data|oplysninger|opplysninger|personopplysninger|persondata", erasure, 0.93},
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
  {"avregistrera",    "avregistrera|avprenumerera|avanmäl|avanmäla mig|oss|min|mitt|från|nyhetsbrev~|prenumeration~", opt_out, 0.93},
  {"vill_avregistrera", "vill|önskar|vänligen (jag|vi) (bli) avregistrera~|avprenumerera|avanmäla|borttagen", opt_out, 0.92},
  {"ta_bort",         "ta|tag (gärna) bort mig|oss|min|mitt",                                                                opt_out, 0.93},
  {"stryk_mig",       "stryk|radera|avför mig|oss",                                                                          opt_out, 0.90},
  {"inga_fler",       "inga|inte (vill|ha|få|skicka) fler|flera mejl|mail|epost|utskick|nyhetsbrev|meddelanden", opt_out, 0.93},
  {"inte_fa",         "vill|önskar (jag|vi) inte|ej (längre) (få|ha|motta|erhålla) (fler|era|dessa|några|er) (fler) mejl|mail|epost|utskick|nyhetsbrev", opt_out, 0.93},
  {"sluta",           "sluta (att) skicka|maila|mejla|kontakta|spamma|höra",                                                 opt_out, 0.94},
  {"kontakta_inte",   "kontakta|maila|mejla (mig|oss) inte|aldrig (mig|oss|fler|igen|mer)", opt_out, 0.86},
  {"radera_data",     "radera|ta (bort) (alla|all) mina|min (person) uppgifter|data|personuppgifter", erasure, 0.93},
  {"inte_intresserad", "inte|ej|inget|inga (är) intresserad|intresserade|intresse|intressant|aktuellt|behov",               not_interested, 0.92},
  {"nej_tack",        "nej tack",                                                                                            not_interested, 0.92},
  {"intresserad",     "intresserad|intresserade|intressant|gärna",                                                           interested, 0.76},
  {"semester",        "semester|föräldraledig|tjänsteresa|frånvarande|frånvaro|autosvar",                                    out_of_office, 0.86},
  {"slutat",          "slutat",                                                                                              left_company, 0.84},
  {"jobbar_inte",     "jobbar|arbetar|är inte|ej (längre) kvar|här|hos|på|anställd",                                         left_company, 0.86},
};

constexpr Rule finnish[]{
  {"poista_minut",    "poista|poistakaa minut|meidät|osoitteeni|sähköpostiosoitteeni|sähköpostini",                           opt_out, 0.95},
  {"listalta",        "postituslistalta|sähköpostilistalta|postituslistaltanne|jakelulistalta|listaltanne", opt_out, 0.70},
  {"minut_listalta",  "minut|meidät|osoitteeni|sähköpostini * postituslistalta|sähköpostilistalta|postituslistaltanne|jakelulistalta|listaltanne|listalta", opt_out, 0.94},
  {"peruuta",         "peruuta|peru|peruutan|peruuttakaa|lopettakaa|lopeta|lopettaa uutiskirje~|tilaus|tilauksen|tilaukseni|viestit|lähettäminen|mainosten", opt_out, 0.84},
  {"en_halua",        "en|emme (enää) halua|haluaisi|haluamme (enää) (saada|vastaanottaa) (enää) viestejä|sähköpostia|postia|mainoksia|uutiskirjeitä|sähköposteja|viestejänne|uutiskirjettä|postianne", opt_out, 0.94},
  {"alkaa_lahettako", "älkää|älä lähettäkö|lähetä|lähetelkö (enää|minulle|meille) (enää|minulle) (viestejä|sähköpostia|postia|mainoksia|uutiskirjeitä|sähköposteja)", opt_out, 0.88},
  {"tiedot",          "poista|poistakaa (kaikki) tietoni|tietomme|henkilötietoni", erasure, 0.93},
  {"kiinnosta",       "ei|emme|en (ole|nyt|valitettavasti|me) (ole) kiinnosta|kiinnostunut|kiinnostuneita|tarvetta|kiinnostuneet|tarvitse|kiitos", not_interested, 0.92},
  {"kiinnostaa",      "kiinnostaa|kiinnostaisi|kiinnostunut|kiinnostuneita|mielenkiintoinen|mielellään|mielelläni",           interested, 0.80},
  {"lomalla",         "lomalla|poissa|vuosilomalla|äitiyslomalla|vanhempainvapaalla|toimistolta",                             out_of_office, 0.86},
  {"ei_enaa_toissa",  "ei|en (ole) enää * töissä|työskentele|palveluksessa",                                                   left_company, 0.90},
};

constexpr Rule polish[]{
  {"wypisz_mnie",     "wypisz|wypiszcie|wypisać|wypisanie|usuń|usuńcie|usunąć|usunięcie|wykreślcie|wykreślić mnie|nas|mój|mojego|naszego", opt_out, 0.94},
  {"z_listy",         "wypisać|wypisanie|usunięcie|usunąć|wykreślenie|wypisz|wypiszcie (się|mnie) z listy|newslettera|bazy|subskrypcji|mailingu", opt_out, 0.94},
  {"mnie_wypisac",    "mnie|nas (z|o) (listy) wypisać|usunąć|wykreślić|wypisanie", opt_out, 0.94},
  {"rezygnuje",       "rezygnuję|rezygnujemy|rezygnacja|anuluję (z) newslettera|subskrypcji|subskrypcję|otrzymywania|newsletter", opt_out, 0.94},
  {"nie_otrzymywac",  "nie (chcę|życzę|chcemy|życzymy|chciałbym) (sobie) (więcej|już) otrzymywać|dostawać",                     opt_out, 0.94},
  {"nie_wysylajcie",  "nie wysyłajcie|przysyłajcie|piszcie|kontaktujcie (mi|do|się|już|więcej) (mnie|już|więcej|maili|wiadomości|newslettera)", opt_out, 0.82},
  {"prosze_nie_wysylac", "proszę (już|więcej|mi|do) (mnie) (więcej|już) nie (już|więcej|mi) wysyłać|przysyłać|pisać|kontaktować", opt_out, 0.90},
  {"przestancie",     "przestańcie|przestań (mi|do) (mnie) wysyłać|przysyłać|pisać|spamować", opt_out, 0.94},
  {"danych",          "usunięcie|usunąć|usuńcie|usuń (wszystkich|wszystkie|proszę) moich|moje (osobowych|osobowe) danych|dane", erasure, 0.93},
  {"nie_jestem",      "nie|brak (jestem|jesteśmy|mamy|mam) (obecnie) zainteresowany|zainteresowana|zainteresowani|zainteresowania|potrzeby|potrzebujemy", not_interested, 0.93},
  {"nie_dziekuje",    "nie dziękuję|dziękujemy",                                                                                not_interested, 0.92},
  {"jestem",          "zainteresowany|zainteresowana|zainteresowani|interesujące|chętnie",                                     interested, 0.80},
  {"urlop",           "urlopie|urlop|nieobecny|nieobecna|nieobecność|nieobecności",                                             out_of_office, 0.88},
  {"juz_nie_pracuje", "nie|już (już|nie) pracuje|pracuję",                                                                      left_company, 0.88},
};

constexpr Rule czech_slovak[]{
  {"odhlaste_me",     "odhlaste|odhlašte|odhláste|vyřaďte|vyraďte|odstraňte|odstráňte|vymažte|vyškrtněte mě|me|ma|nás|mne|můj|môj|moji|moju", opt_out, 0.95},
  {"chci_odhlasit",   "chci|chceme|chcem|přeji|prosím|žádám|želám (se|sa|o|si) odhlásit|odhlásiť|odhlášení|vyřazení|odhlásenie|vyradenie", opt_out, 0.94},
  {"dostavat",        "nechci|nechceme|nechcem|nepřeji|neželám|nepřejeme (si) (již|už) (dále) (od) (vás) dostávat|dostávať|odebírat", opt_out, 0.93},
  {"neposilejte",     "nezasílejte|neposílejte|neposielajte (mi|nám) (již|už) (žádné|další|ďalšie|žiadne) emaily|maily|nabídky|newsletter~|zprávy|správy|už|reklam~|obchodní", opt_out, 0.93},
  {"neposilejte_mi",  "nezasílejte|neposílejte|neposielajte|nekontaktujte|neoslovujte mi|nám|mě|mne|ma|nás (již|už|další|více)", opt_out, 0.86},
  {"udaje",           "vymažte|smažte|odstraňte|výmaz (prosím) (všechny|všetky|všech) mé|moje|mých|mojich (osobní|osobné|osobních) údaje|údajů", erasure, 0.93},
  {"nezajem",         "nemáme|nemám|bez|není|nie (teď|momentálně|o|to) zájem|záujem",                                            not_interested, 0.93},
  {"nezajima",        "nezajímá|nezaujíma|nepotřebujeme|nepotrebujeme|nepotřebuji",                                              not_interested, 0.88},
  {"ne_dekuji",       "ne|nie děkuji|děkujeme|dekuji|ďakujem",                                                                   not_interested, 0.90},
  {"zajem",           "máme|mám|zájem|zajímá|zaujíma (zájem|záujem|nás|mě)",                                                      interested, 0.60},
  {"mame_zajem",      "máme|mám (velký|o) zájem|záujem",                                                                         interested, 0.90},
  {"dovolena",        "dovolené|dovolená|dovolenka|dovolenke|nepřítomen|nepřítomna|nepřítomnost|neprítomný|mimo",                out_of_office, 0.84},
  {"jiz_nepracuje",   "nepracuje|nepracuji|nepracujem",                                                                           left_company, 0.88},
};

constexpr Rule hungarian[]{
  {"leiratkozni",     "leiratkozni|leiratkoznék|leiratkoznánk (szeretnék|kívánok|akarok)", opt_out, 0.88},
  {"kerem_torolni",   "kérem|kérném|kérjük|kérek (a) törlésemet|leiratkozást|leiratkozásomat|leiratkoztatni", opt_out, 0.93},
  {"vegyenek_le",     "vegyenek|vegyen|töröljenek|töröljön|iratkoztassanak le|ki|engem|a|az (a|az) (listáról|listájukról|levelezőlistáról|hírlevélről|adatbázisból)", opt_out, 0.92},
  {"ne_kuldjon",      "ne küldjenek|küldjön|írjanak|keressenek|zaklassanak",                                                    opt_out, 0.92},
  {"nem_kerek",       "nem kérek|szeretnék|kérünk (több|kapni|további) levelet|emailt|hírlevelet|üzenetet|hírleveleket|emailt|leveleket|emaileket", opt_out, 0.93},
  {"adatok",          "töröljék|törölje|törlését (kérem|az|minden) (összes|az) (személyes) adataim|adatomat|adataimat",        erasure, 0.93},
  {"nem_erdekel_minket", "nem (minket|engem) érdekel|érdekli|érdekelt|érdeklődünk|aktuális|érdekelne",                         not_interested, 0.93},
  {"koszonom_nem",    "köszönöm|köszönjük nem",                                                                                  not_interested, 0.90},
  {"erdekel",         "érdekel|érdekelne|érdekes|érdeklődnék",                                                                   interested, 0.80},
  {"szabadsag",       "szabadságon|távol|szabadság|házon",                                                                       out_of_office, 0.84},
};

constexpr Rule romanian[]{
  {"doresc_dezabonare", "doresc|vreau|rog|aș|vă (să) (mă|ma|dori|vrea) (să|mă) (mă) dezabon~", opt_out, 0.94},
  {"dezabonati_ma",   "dezabonațimă|dezabonatima|dezabonaține", opt_out, 0.95},
  {"stergeti",        "ștergețimă|stergetima|scoatețimă|scoatetima|eliminațimă (din|de)", opt_out, 0.94},
  {"nu_mai",          "nu mai (doresc|vreau) (să) (îmi|imi|ne) primesc|primi|trimiteți|trimiteti|contactați|emailuri|mailuri|newsletter~", opt_out, 0.93},
  {"nu_sunt",         "nu (mă|sunt|suntem|ne) interesat|interesată|interesează|interesați|interesa",                             not_interested, 0.93},
  {"interesat",       "interesat|interesată|interesați|interesează|interesant",                                                  interested, 0.80},
  {"concediu",        "concediu|absent",                                                                                         out_of_office, 0.84},
};

constexpr Rule turkish[]{
  {"cikarin",         "listenizden|listeden|aboneliğimi|üyeliğimi|aboneliğimin|üyelikten çıkarın|çıkar|iptal|silin|çıkmak|çıkarınız|sonlandırın|sil|ayrılmak", opt_out, 0.93},
  {"beni_cikarin",    "beni|adresimi|mailimi|emailimi * çıkarın|çıkarınız|silin|siliniz|çıkartın",                               opt_out, 0.94},
  {"gondermeyin",     "mail|eposta|mesaj|email|bülten|bana|artık|mailler|epostalar (artık|lütfen|bana) (mail|eposta|mesaj) göndermeyin|göndermeyiniz|atmayın|yazmayın|istemiyorum", opt_out, 0.92},
  {"verilerimi",      "verilerimi|bilgilerimi silin|siliniz|silinmesini|sil", erasure, 0.92},
  {"ilgilenmiyorum",  "ilgilenmiyorum|ilgilenmiyoruz|ihtiyacımız|gerek (yok)",                                                  not_interested, 0.88},
  {"ilgileniyorum",   "ilgileniyorum|ilgileniyoruz|ilginç|isterim|isteriz",                                                      interested, 0.84},
  {"izindeyim",       "izindeyim|izinde|izinliyim|tatildeyim|ofis (dışındayım)",                                                  out_of_office, 0.88},
};

constexpr Rule russian_ukrainian[]{
  {"otpishite",       "отпис~|отпиш~|відпис~|відпиш~ (меня|нас|мене) от|меня|нас|мене|пожалуйста|від|вашей", opt_out, 0.95},
  {"hochu_otpisatsya", "хочу|хотел|прошу|хотим|желаю (бы|меня) (меня) отпис~|отпиш~|відпис~|відпиш~", opt_out, 0.93},
  {"menya_otpishite", "меня|нас|мене отпис~|отпиш~|відпис~|відпиш~", opt_out, 0.93},
  {"udalite_menya",   "удалите|исключите|уберите|вычеркните|видаліть|виключіть|удалить|исключить|убрать (пожалуйста|будь) (ласка) меня|мой|нас|наш|мене|мою|мій", opt_out, 0.94},
  {"iz_rassylki",     "отмените|отменить|прекратите|отключите|уберите|исключите (мою|эту|вашу|меня|из) (из) (вашей) рассыл~|розсилк~|подписку", opt_out, 0.94},
  {"ne_pishite",      "не (больше|мне|нам|більше|мені) (мне|больше|більше) присылайте|пишите|шлите|беспокойте|надсилайте|пишіть (мне|нам|больше|мені|більше) (больше|более|писем|письма|рассылку)", opt_out, 0.86},
  {"perestante",      "перестаньте|прекратите|хватит|припиніть (мне|нам) присылать|писать|слать|надсилати|спамить|отправлять|писати", opt_out, 0.95},
  {"ne_poluchat",     "не хочу|желаю|хотим|хотел|бажаю|хочемо (больше|бы|більше) (больше) получать|отримувати", opt_out, 0.95},
  {"dannye",          "удалите|удалить|видаліть (все|всі) мои|мої|наши (персональные|персональні) данные|дані", erasure, 0.94},
  {"ne_interesno",    "не (очень|нас|меня|нам|мне|нас) интересует|интересно|заинтересованы|нужно|актуально|требуется|цікавить|цікаво|заинтересован|потрібно", not_interested, 0.92},
  {"net_spasibo",     "нет|ні спасибо|дякую",                                                                                   not_interested, 0.90},
  {"interesno",       "интересно|интересует|заинтересован|заинтересованы|цікаво|цікавить",                                     interested, 0.84},
  {"prishlite",       "пришлите|вышлите|отправьте|надішліть|позвоните|свяжитесь",                                               interested, 0.72},
  {"otpusk",          "отпуске|отпуск|отсутствую|відпустці|отсутствии|командировке",                                            out_of_office, 0.86},
  {"ne_rabotaet",     "больше|уже|не|вже (не|больше|уже) работает|працює",                                                       left_company, 0.88},
  {"uvolilsya",       "уволился|уволилась|уволен|звільнився",                                                                    left_company, 0.90},
};

constexpr Rule greek[]{
  {"diagrafi",        "διαγραφή|διαγράψτε|διαγραφείτε|διαγραφώ|απεγγραφή|απεγγραφώ με|μου|από|τη|μας", opt_out, 0.93},
  {"min_stelnete",    "μην|σταματήστε (μου|μας|να) (ξανά|μου|μας) στέλνετε|στείλετε|επικοινωνείτε|ξαναστείλετε", opt_out, 0.93},
  {"den_thelo",       "δεν θέλω|επιθυμώ|θέλουμε (πλέον|άλλο) να λαμβάνω|λαμβάνουμε", opt_out, 0.92},
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
