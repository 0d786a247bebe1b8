// Words of the line that introduces a quotation, "On … wrote:", by language.
#include "parsers/quote_words.hpp"
#include "parsers/word_table.hpp"

namespace parsers {
namespace {

struct AttributionWords {
  std::string_view language, opens, says, fills, clock, weekdays;
};

// clang-format off
constexpr AttributionWords attribution_words[] = {
    {"en", "On|At|In a message dated", "wrote|writes", "at|from|a", "am|pm|a.m.|p.m.|gmt|utc|cet|cest|est|edt|pst|pdt|cdt|cst|mst|mdt|bst|ist", "mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday"},
    {"de", "Am|Den", "schrieb|schrieben|geschrieben|schreibt", "um|folgendes|hat|von", "uhr|nachm.|vorm.|mez|mesz", "mo|di|mi|do|fr|sa|so|mo.|di.|mi.|do.|fr.|sa.|so.|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"},
    {"fr", "Le", "écrit|a écrit", "à|a|de|par", "", "lun.|mar.|mer.|jeu.|ven.|sam.|dim.|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"},
    {"es", "El|En|El día", "escribió|escribio|escribe", "a las|a la|las|la|de|del", "a.m.|p.m.|h|horas", "lun|mar|mié|jue|vie|sáb|dom|lun.|mar.|mié.|jue.|vie.|sáb.|dom.|lunes|martes|miércoles|jueves|viernes|sábado|domingo"},
    {"it", "Il|In data|Il giorno|Il dì|Al", "scritto|scrive|scriveva|scrisse", "alle|ore|ha|da|ora|alle ore", "", "lun|mar|mer|gio|ven|sab|dom|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"},
    {"pt", "Em|No dia", "escreveu|escreve", "às|as|de|da|do", "h", "seg|ter|qua|qui|sex|sáb|dom|seg.|ter.|qua.|qui.|sex.|sáb.|dom.|segunda|terça|quarta|quinta|sexta|sábado|domingo|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira"},
    {"nl", "Op", "schreef|geschreven|schrijft", "om|heeft|van|het|volgende", "uur", "ma|di|wo|do|vr|za|zo|ma.|di.|wo.|do.|vr.|za.|zo.|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"},
    {"sv", "Den|På", "skrev|skriver|skrevs", "kl|kl.|klockan|följande", "", "mån|tis|ons|tors|fre|lör|sön|mån.|tis.|ons.|tors.|fre.|lör.|sön.|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag"},
    {"da", "Den|D.|D", "skrev|skriver", "kl|kl.|følgende|den", "", "man|tir|ons|tor|fre|lør|søn|man.|tir.|ons.|tor.|fre.|lør.|søn.|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|tors."},
    {"nb", "Den|På", "skrev|skriver|skreiv", "kl|kl.|følgende|den|følgjande", "", "man.|tir.|ons.|tor.|fre.|lør.|søn.|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag"},
    {"fi", "", "kirjoitti|kirjoittaa|lähetti", "klo|kello", "", "ma|ti|ke|to|pe|la|su|maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai|maanantaina|tiistaina|keskiviikkona|torstaina|perjantaina|lauantaina|sunnuntaina"},
    {"pl", "Dnia|W dniu|Dn.|Wiadomość napisana przez", "napisał|napisała|napisał(a)|pisze|napisał/a|napisali", "użytkownik|o|godz.|o godz.|r.|od", "", "pon.|wt.|śr.|czw.|pt.|sob.|niedz.|niedz|pon|wt|śr|czw|pt|sob|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela"},
    {"cs", "Dne|V", "napsal|napsala|napsal(a)|píše|napsal/a|napsali", "v|odesílatel|uživatel|od", "", "po|út|st|čt|pá|so|ne|pondělí|úterý|středa|čtvrtek|pátek|sobota|neděle"},
    {"sk", "Dňa|V|Dna", "napísal|napísala|napísal(a)|píše|napísal/a|napísali", "o|používateľ|od", "", "po|ut|st|št|pi|so|ne|pondelok|utorok|streda|štvrtok|piatok|sobota|nedeľa"},
    {"hu", "", "írta|ezt írta|írt|írja", "időpontban|ezt|dátummal|keltezéssel|időpont|a következőt|következőt", "", "hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap|h|k|sze|cs|p|szo|v"},
    {"ro", "În|În data de|Pe|La data de|Pe data de", "scris|a scris|scria|scrie", "la|a|ora|de|în", "", "lun.|mar.|mie.|joi|vin.|sâm.|dum.|luni|marți|miercuri|vineri|sâmbătă|duminică"},
    {"hr", "Dana|Dne", "napisao|napisala|napisao/la|piše|napisao(la)|napisali", "je|u|korisnik", "sati", "pon|uto|sri|čet|pet|sub|ned|pon.|uto.|sri.|čet.|pet.|sub.|ned."},
    {"sl", "Dne|V", "napisal|napisala|je oseba napisala|napisal/a|napisal(a)|napisal(-a)|piše", "je|ob|oseba", "", "pon.|tor.|sre.|čet.|pet.|sob.|ned."},
    {"sr", "Дана|Dana", "написао|написала|написао/ла|написао(ла)|napisao|napisala|napisao/la|пише|napisa|написа|piše", "је|у|корисник|je|u", "", "пон|уто|сре|чет|пет|суб|нед"},
    {"ru", "В", "написал|написала|написал(а)|пишет|писал|писал(а)|писала|писали|написали|пишете|от", "в|пользователь|г.|г", "", "пн|вт|ср|чт|пт|сб|вс|пн.|вт.|ср.|чт.|пт.|сб.|вс.|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"},
    {"uk", "В|У", "пише|написав|написала|написав(ла)|написав(-ла)|писав|написав/ла|від", "о|користувач|р.|р", "", "пн|вт|ср|чт|пт|сб|нд|пн.|вт.|ср.|чт.|пт.|сб.|нд.|понеділок|вівторок|середа|четвер|субота|неділя"},
    {"bg", "На", "написа|пише|написал|написала|написа/а", "в|г.|от", "ч.", "пн|вт|ср|чт|пт|сб|нд|понеделник|вторник|сряда|четвъртък|петък|събота|неделя"},
    {"tr", "", "yazdı|şunu yazdı|yazmış|yazdi|yazıyor", "tarihinde|şunu|saat|tarihli|kişi|kullanıcı", "", "pzt|sal|çar|per|cum|cmt|paz|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar"},
    {"el", "Στις|Την|Τις", "έγραψε|έγραψαν|γράφει", "ο|η|χρήστης|στις", "μ.μ.|π.μ.", "δευ|τρι|τετ|πεμ|παρ|σαβ|κυρ|δευτέρα|τρίτη|τετάρτη|πέμπτη|παρασκευή|σάββατο|κυριακή"},
    {"et", "", "kirjutas", "kell|kuupäeval|kirjutas", "", "e|t|k|n|r|l|p"},
    {"lt", "", "rašė|parašė|rašo", "val.|d.|m.", "", "pr|an|tr|kt|pn|št|sk"},
    {"lv", "Rakstīja", "rakstīja|raksta", "plkst.|lietotājs", "", "pirmd.|otrd.|trešd.|ceturtd.|piektd.|sestd.|svētd."},
    {"ca", "El|El dia|Missatge de", "escrit|va escriure|escriure", "a les|les|ha|va", "", "dl.|dt.|dc.|dj.|dv.|ds.|dg."},
    {"is", "Þann|Hinn", "skrifaði", "kl.", "", "mán.|þri.|mið.|fim.|fös.|lau.|sun."},
    {"he", "בתאריך|ב", "כתב|כתבה|כתב/ה|מאת|כתב(ה)|כתבו", "בשעה|יום|מאת", "", "ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת"},
    {"ar", "في|بتاريخ", "كتب|كتبت|كتب/كتبت|كتب(ت)", "الساعة|بواسطة", "ص|م", "الأحد|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت"},
    {"fa", "در|در تاریخ", "نوشت|نوشته|نوشته است", "ساعت", "", "شنبه|یکشنبه|دوشنبه|سه‌شنبه|چهارشنبه|پنجشنبه|جمعه"},
    {"zh", "在|于|於", "写道|寫道|写到|寫到|来信|写|写信|撰写|已写|写入|寫入|提到|写了|寫了|說|说", "上午|下午|于|於", "", "周一|周二|周三|周四|周五|周六|周日|星期一|星期二|星期三|星期四|星期五|星期六|星期日|週一|週二|週三|週四|週五|週六|週日"},
    {"ja", "", "のメッセージ|書きました|さんは書きました|のメール|は書きました|が書きました|が書き込みました|書き込みました|さんが書きました|からのメール", "に|午前|午後|さん|さんが", "", "月|火|水|木|金|土|日"},
    {"ko", "", "작성|작성함|썼습니다|글|씀|작성했습니다|작성하였습니다", "오전|오후|님이|님", "", "월|화|수|목|금|토|일"},
    {"vi", "Vào|Vào ngày|Lúc|Ngày", "viết|đã viết|đã gửi|gửi", "đã|lúc|vào|ngày|vào lúc", "", "th|t2|t3|t4|t5|t6|t7|cn"},
    {"th", "ในวันที่|เมื่อ|วันที่|เมื่อวันที่|ใน", "เขียนว่า|เขียน|ได้เขียน", "เวลา|ผู้เขียน|ที่", "น.", "จ.|อ.|พ.|พฤ.|ศ.|ส.|อา."},
    {"id", "Pada|Pada tanggal|Pada hari", "menulis|berkata|tulis", "pukul|jam|tanggal|pada", "", "sen|sel|rab|kam|jum|sab|min|senin|selasa|rabu|kamis|jumat|sabtu|minggu"},
    {"ms", "Pada", "menulis|tulis", "pada", "pg|ptg", "isn|sel|rab|kha|jum|sab|ahd|isnin|selasa|rabu|khamis|jumaat|sabtu|ahad"},
    {"nn", "Den|På", "skreiv|skriv", "kl|kl.|følgjande", "", "mån.|tys.|ons.|tors.|fre.|laur.|søn.|måndag|tysdag|onsdag|torsdag|fredag|laurdag|søndag"},
    {"eu", "", "idatzi|idatzi du", "erabiltzaileak|hau|du|or.", "", "al.|ar.|az.|og.|or.|lr.|ig."},
    {"gl", "O|O día", "escribiu|escrito", "ás|de|do", "", "lun|mar|mér|xov|ven|sáb|dom|luns|martes|mércores|xoves|venres|sábado|domingo"},
    {"af", "Op", "geskryf|skryf", "om|het", "", "ma.|di.|wo.|do.|vr.|sa.|so."},
    {"sq", "Më", "shkroi|shkruajti|ka shkruar", "në|ka", "", "hën|mar|mër|enj|pre|sht|die"},
    {"mk", "На", "напиша|пишува", "во|г.", "", "пон.|вт.|сре.|чет.|пет.|саб.|нед."},
    {"az", "", "yazdı|yazıb", "tarixində", "", "b.e.|ç.a.|ç.|c.a.|cü|ş.|b."},
    {"hi", "", "लिखा|ने लिखा", "को|ने|पर", "बजे", "सोम|मंगल|बुध|गुरु|शुक्र|शनि|रवि"},
};

/// Webmail of the Horde family: "Quoting X <x@y>:".
constexpr std::string_view citing_words =
    "Quoting|Citing|Zitat|Zitiere|Quote|Citando|Citato|Citeren|Citát|Cytat|Cytowanie|Citerar|Citat|Citation|Lainaus|Idézet|Цитирование|Цитирую|Alıntı|引用|引用自";
// clang-format on

WordTable<AttributionWord> build_words() {
  WordTable<AttributionWord> table;
  const auto add = [&table](std::string_view row, bool AttributionWord::*role, std::string_view language) {
    for_each_phrase(row, [&](std::string_view phrase) {
      AttributionWord& word = table[phrase];
      word.*role = true;
      if (role == &AttributionWord::opens || role == &AttributionWord::says) word.languages.add(LanguageSet(language));
    });
  };
  for (const AttributionWords& row : attribution_words) {
    add(row.opens, &AttributionWord::opens, row.language);
    add(row.says, &AttributionWord::says, row.language);
    add(row.fills, &AttributionWord::fills, row.language);
    add(row.clock, &AttributionWord::tells_time, row.language);
    add(row.weekdays, &AttributionWord::weekday, row.language);
  }
  for_each_phrase(citing_words, [&table](std::string_view word) { table[word].cites = true; });
  return table;
}

} // namespace

const AttributionWord* find_attribution_word(std::string_view folded) {
  static const WordTable<AttributionWord> table = build_words();
  return table.find(folded);
}

} // namespace parsers
