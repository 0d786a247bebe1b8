// The rows: one for each meaning, languages one after another (en de fr es it pt nl da nb sv fi pl cs sk hu ro bg el
// ru uk tr ar he hi ja zh ko id vi). Written with their accents; looked up without.
#include "parsers/date_words.hpp"

namespace parsers {
namespace {

// clang-format off
constexpr DateWords<unsigned> months[] = {
  {1, "january|jan|januar|jänner|janvier|janv|enero|ene|gennaio|gen|janeiro|januari|tammiku~|stycznia|styczeń|styczniu|ledna|leden|lednu|január~|ianuarie|ian|януари|ιανουαρίου|ιανουάριο|января|январь|січня|ocak~|يناير|ינואר|בינואר|जनवरी|januari|tháng giêng"},
  {2, "february|feb|februar|feber|février|fevr|febrero|febbraio|fevereiro|fev|februari|helmiku~|lutego|luty|lutym|února|únor|únoru|február~|februarie|февруари|φεβρουαρίου|φεβρουάριο|февраля|февраль|лютого|şubat~|فبراير|פברואר|בפברואר|फरवरी"},
  {3, "march|mar|märz|maerz|mrz|mars|marzo|março|maart|mrt|marts|maalisku~|marca|marzec|marcu|března|březen|březnu|marec|márc~|martie|март|μαρτίου|μάρτιο|марта|березня|mart|martta|martın|مارس|מרץ|במרץ|मार्च|maret"},
  {4, "april|apr|avril|avr|abril|abr|aprile|huhtiku~|kwietnia|kwiecień|kwietniu|dubna|duben|dubnu|apríla|apríl|ápr~|aprilie|април|απριλίου|απρίλιο|апреля|апрель|квітня|nisan~|أبريل|ابريل|אפריל|באפריל|अप्रैल"},
  {5, "may|mai|mayo|maggio|mag|maio|mei|maj|touko~|maja|maju|května|květen|květnu|mája|máj~|май|μαΐου|μάιο|мая|травня|mayıs~|مايو|מאי|במאי|मई"},
  {6, "june|jun|juni|juin|junio|giugno|giu|junho|kesäku~|czerwca|czerwiec|czerwcu|června|červen|červnu|júna|jún~|iunie|юни|ιουνίου|ιούνιο|июня|июнь|червня|haziran~|يونيو|יוני|ביוני|जून"},
  {7, "july|jul|juli|juillet|juil|julio|luglio|lug|julho|heinäku~|lipca|lipiec|lipcu|července|červenec|červenci|júla|júl~|iulie|юли|ιουλίου|ιούλιο|июля|июль|липня|temmuz~|يوليو|יולי|ביולי|जुलाई"},
  {8, "august|aug|août|agosto|ago|augustus|augusti|eloku~|sierpnia|sierpień|sierpniu|srpna|srpen|srpnu|augusta|augusztus~|август|αυγούστου|αύγουστο|августа|серпня|ağustos~|أغسطس|אוגוסט|באוגוסט|अगस्त|agustus"},
  {9, "september|sep|sept|septembre|septiembre|settembre|setembro|syysku~|września|wrzesień|wrześniu|září|septembra|szept~|septembrie|септември|σεπτεμβρίου|σεπτέμβριο|сентября|сентябрь|вересня|eylül~|سبتمبر|ספטמבר|בספטמבר|सितंबर|सितम्बर"},
  {10, "october|oct|oktober|okt|octobre|octubre|ottobre|ott|outubro|lokaku~|października|październik|październiku|října|říjen|říjnu|októbra|októb~|octombrie|октомври|οκτωβρίου|οκτώβριο|октября|октябрь|жовтня|ekim~|أكتوبر|אוקטובר|באוקטובר|अक्टूबर"},
  {11, "november|nov|novembre|noviembre|novembro|marrasku~|listopada|listopad|listopadzie|listopadu|novembra|novemb~|noiembrie|ноември|νοεμβρίου|νοέμβριο|ноября|ноябрь|листопада|kasım~|نوفمبر|נובמבר|בנובמבר|नवंबर"},
  {12, "december|dec|dezember|dez|décembre|diciembre|dic|dicembre|dezembro|desember|des|jouluku~|grudnia|grudzień|grudniu|prosince|prosinec|prosinci|decembra|decemb~|decembrie|декември|δεκεμβρίου|δεκέμβριο|декабря|декабрь|грудня|aralık~|ديسمبر|דצמבר|בדצמבר|दिसंबर"},
};

constexpr DateWords<unsigned> weekdays[] = {
  {1, "monday|mon|montag|montags|lundi|lunes|lunedì|segunda|maandag|mandag|måndag|maanantai~|poniedział~|pondělí|pondelok|pondelka|hétfő~|luni|понеделник|δευτέρα|понедельник~|понеділ~|pazartesi~|الاثنين|الإثنين|שני|सोमवार|월요일|星期一|周一|週一|月曜|senin|thứ hai"},
  {2, "tuesday|tue|tues|dienstag|dienstags|mardi|martes|martedì|terça|dinsdag|tirsdag|tisdag|tiistai~|wtorek|wtorku|úterý|utorok|utorka|kedd~|marți|вторник~|τρίτη|вівтор~|salı~|الثلاثاء|שלישי|मंगलवार|화요일|星期二|周二|週二|火曜|selasa|thứ ba"},
  {3, "wednesday|wed|mittwoch|mittwochs|mercredi|miércoles|mercoledì|quarta|woensdag|onsdag|keskiviikko~|keskiviikon|środa|środę|środy|středa|středu|středy|streda|stredu|szerd~|miercuri|сряда|τετάρτη|среда|среду|среды|середа|середу|середи|çarşamba~|الأربعاء|الاربعاء|רביעי|बुधवार|수요일|星期三|周三|週三|水曜|rabu|thứ tư"},
  {4, "thursday|thu|thur|thurs|donnerstag|donnerstags|jeudi|jueves|giovedì|quinta|donderdag|torsdag|torstai~|czwart~|čtvrtek|čtvrtka|štvrtok|štvrtka|csütörtök~|joi|четвъртък|πέμπτη|четверг~|четвер~|perşembe~|الخميس|חמישי|गुरुवार|목요일|星期四|周四|週四|木曜|kamis|thứ năm"},
  {5, "friday|fri|freitag|freitags|vendredi|viernes|venerdì|sexta|vrijdag|fredag|perjantai~|piątek|piątku|pátek|pátku|piatok|piatka|péntek~|vineri|петък|παρασκευή|пятница|пятницу|пятницы|п'ятни~|cuma|cumaya|cuma'ya|الجمعة|שישי|शुक्रवार|금요일|星期五|周五|週五|金曜|jumat|thứ sáu"},
  {6, "saturday|sat|samstag|sonnabend|samedi|sábado|sabato|zaterdag|lørdag|lördag|lauantai~|sobota|sobotę|soboty|sobotu|szombat~|sâmbătă|събота|σάββατο|суббота|субботу|субботы|субота|суботу|суботи|cumartesi~|السبت|शनिवार|토요일|星期六|周六|週六|土曜|sabtu|thứ bảy"},
  {7, "sunday|sun|sonntag|dimanche|domingo|domenica|zondag|søndag|söndag|sunnuntai~|niedziela|niedzielę|niedzieli|neděle|neděli|nedeľa|nedele|vasárnap~|duminică|неделя|κυριακή|воскресенье|воскресенья|неділя|неділю|неділі|pazar~|الأحد|ראשון|रविवार|일요일|星期日|星期天|周日|週日|日曜|minggu|chủ nhật"},
};

constexpr DateWords<unsigned> numbers[] = {
  {1, "one|a|an|einer|einem|eine|ein|une|un|una|uno|um|uma|een|en|et|ett|yhden|jeden|egy|un|o|един|една|одну|один|bir|一"},
  {2, "two|zwei|deux|dos|due|dois|duas|twee|to|två|kahden|kaksi|dwa|dwóch|dwa|dva|dvou|dve|dvoch|két|kettő|două|doi|две|два|δύο|iki|二|两|兩|두|dua|hai|couple"},
  {3, "three|drei|trois|tres|tre|três|drie|kolmen|trzy|trzech|tři|tri|három|trei|три|τρεις|три|üç|三|세|tiga|ba"},
  {4, "four|vier|quatre|cuatro|quattro|quatro|fire|fyra|neljän|cztery|czterech|čtyři|štyri|négy|patru|четири|τέσσερις|четыре|чотири|dört|四|네|empat|bốn"},
  {5, "five|fünf|cinq|cinco|cinque|vijf|fem|viiden|pięć|pět|päť|öt|cinci|пет|πέντε|пять|п'ять|beş|五|lima|năm"},
  {6, "six|sechs|seis|sei|zes|seks|sex|kuuden|sześć|šest|šesť|hat|șase|шест|έξι|шесть|шість|altı|六|enam|sáu"},
  {7, "seven|sieben|sept|siete|sette|sete|zeven|syv|sju|seitsemän|siedem|sedm|sedem|hét|șapte|седем|επτά|семь|сім|yedi|七|tujuh"},
  {8, "eight|acht|huit|ocho|otto|oito|otte|åtte|åtta|osiem|osm|osem|восемь|вісім|sekiz|八|delapan"},
  {10, "ten|zehn|dix|diez|dieci|dez|tien|ti|tio|kymmenen|dziesięć|deset|desať|tíz|zece|десет|δέκα|десять|on|十|열|sepuluh|mười"},
  {12, "twelve|zwölf|douze|doce|dodici|doze|twaalf|tolv"},
};

constexpr DateWords<TimeUnit> units[] = {
  {TimeUnit::day, "day|days|tag|tage|tagen|jour|jours|día|días|giorno|giorni|dia|dias|dag|dagen|dage|dager|dagar|päivä~|dzień|dni|den|dny|dnů|dní|nap|napig|zi|zile|ден|дни|дня|дней|днів|ημέρα|ημέρες|μέρες|gün|günlüğüne|أيام|ימים|दिन|日間|天|일간|일 후|일 동안|hari|ngày"},
  {TimeUnit::week, "week|weeks|woche|wochen|semaine|semaines|semana|semanas|settimana|settimane|weken|uge|uger|uke|uker|vecka|veckor|viikko~|viikon|viikkoa|tydzień|tygodnie|tygodni|týden|týdny|týdnů|týždeň|týždne|týždňov|hét|hétig|hétre|săptămână|săptămâni|седмица|седмици|εβδομάδα|εβδομάδες|неделю|недели|недель|тиждень|тижні|тижнів|hafta|أسبوع|أسابيع|שבוע|שבועות|सप्ताह|हफ्ते|週間|周|星期|주간|주 후|주일|minggu|tuần"},
  {TimeUnit::month, "month|months|monat|monate|monaten|mois|mes|meses|mese|mesi|mês|maand|maanden|måned|måneder|månad|månader|kuukau~|miesiąc|miesiące|miesięcy|měsíc|měsíce|měsíců|mesiac|mesiace|mesiacov|hónap~|lună|luni|месец|месеца|μήνα|μήνες|месяц|месяца|месяцев|місяць|місяці|місяців|ay|شهر|أشهر|חודש|חודשים|महीने|か月|ヶ月|个月|個月|개월|bulan|tháng"},
};

constexpr DateWords<NearTime> near_times[] = {
  {NearTime::today, "today|heute|aujourd'hui|hoy|oggi|hoje|vandaag|i dag|idag|tänään|dzisiaj|dziś|dnes|astăzi|azi|днес|σήμερα|сегодня|сьогодні|bugün|اليوم|היום|आज|本日|今日|今天|오늘|hari ini|hôm nay"},
  {NearTime::tomorrow, "tomorrow|morgen|demain|mañana|domani|amanhã|i morgen|imorgen|i morgon|imorgon|huomenna|huomiseen|jutro|jutra|zítra|zajtra|holnap|mâine|утре|αύριο|завтра|yarın|غدا|מחר|कल|明日|明天|내일|besok|ngày mai"},
  {NearTime::day_after_tomorrow, "day after tomorrow|übermorgen|après-demain|pasado mañana|dopodomani|depois de amanhã|overmorgen|i overmorgen|i övermorgon|ylihuomenna|pojutrze|pozítří|pozajtra|holnapután|poimâine|вдругиден|μεθαύριο|послезавтра|післязавтра|öbür gün|بعد غد|מחרתיים|परसों|明後日|あさって|后天|後天|모레|lusa|ngày kia"},
  {NearTime::this_week, "this week|all week|the whole week|rest of the week|diese woche|die ganze woche|dieser woche|cette semaine|toute la semaine|esta semana|toda la semana|questa settimana|tutta la settimana|toda a semana|deze week|hele week|denne uge|hele ugen|denne uken|hele uken|denna vecka|den här veckan|hela veckan|tällä viikolla|koko viikon|w tym tygodniu|cały tydzień|tento týden|celý týden|tento týždeň|ezen a héten|egész héten|săptămâna aceasta|săptămâna asta|тази седмица|αυτή την εβδομάδα|на этой неделе|эту неделю|цього тижня|bu hafta|هذا الأسبوع|השבוע|इस सप्ताह|इस हफ्ते|今週|本周|这周|本週|這週|이번 주|minggu ini|tuần này"},
  {NearTime::next_week, "next week|the following week|coming week|nächste woche|nächster woche|kommende woche|kommender woche|la semaine prochaine|semaine prochaine|próxima semana|semana que viene|semana que vem|la prossima settimana|prossima settimana|settimana prossima|volgende week|komende week|næste uge|neste uke|nästa vecka|ensi viikolla|ensi viikkoon|przyszłym tygodniu|przyszłego tygodnia|przyszły tydzień|příští týden|příštího týdne|budúci týždeň|budúceho týždňa|jövő héten|jövő hétig|jövő hét|săptămâna viitoare|следващата седмица|την επόμενη εβδομάδα|επόμενη εβδομάδα|следующей неделе|следующей недели|следующую неделю|наступного тижня|gelecek hafta|haftaya|önümüzdeki hafta|الأسبوع القادم|الأسبوع المقبل|השבוע הבא|שבוע הבא|अगले सप्ताह|अगले हफ्ते|来週の|来週|下周|下週|下星期|下个星期|다음 주|다음주|minggu depan|tuần sau|tuần tới"},
  {NearTime::this_month, "this month|diesen monat|ce mois-ci|ce mois|este mes|questo mese|este mês|deze maand|denne måned|denne måneden|denna månad|tässä kuussa|w tym miesiącu|tento měsíc|tento mesiac|ebben a hónapban|luna aceasta|този месец|αυτόν τον μήνα|в этом месяце|цього місяця|bu ay|هذا الشهر|החודש|इस महीने|今月|本月|这个月|이번 달|bulan ini|tháng này"},
  {NearTime::next_month, "next month|nächsten monat|nächster monat|nächsten monats|le mois prochain|mois prochain|próximo mes|mes que viene|il prossimo mese|prossimo mese|mese prossimo|próximo mês|mês que vem|volgende maand|næste måned|neste måned|nästa månad|ensi kuussa|ensi kuuhun|przyszłym miesiącu|przyszłego miesiąca|příští měsíc|příštího měsíce|budúci mesiac|jövő hónap~|luna viitoare|следващия месец|τον επόμενο μήνα|επόμενο μήνα|следующем месяце|следующего месяца|наступного місяця|gelecek ay|önümüzdeki ay|الشهر القادم|חודש הבא|अगले महीने|来月|下月|下个月|다음 달|다음달|bulan depan|tháng sau|tháng tới"},
  {NearTime::end_of_week, "end of the week|end of this week|end of week|ende der woche|ende dieser woche|wochenende|la fin de la semaine|fin de la semaine|fin de semaine|fin de semana|fine settimana|fine della settimana|fim da semana|final da semana|final de la semana|einde van de week|eind van de week|ugens udgang|slutten av uken|ut uken|slutet av veckan|viikon loppuun|końca tygodnia|konce týdne|konca týždňa|hét végéig|sfârșitul săptămânii|края на седмицата|τέλος της εβδομάδας|конца недели|кінця тижня|hafta sonuna|نهاية الأسبوع|סוף השבוע|सप्ताह के अंत|今週末|本周末|周末|주말|akhir minggu|cuối tuần"},
  {NearTime::end_of_month, "end of the month|end of this month|end of month|month's end|ende des monats|ende dieses monats|monatsende|la fin du mois|fin du mois|fin de mes|final de mes|finales de mes|fine mese|fine del mese|fim do mês|final do mês|einde van de maand|eind van de maand|eind deze maand|månedens udgang|udgangen af måneden|slutten av måneden|ut måneden|slutet av månaden|månadens slut|månadsskiftet|kuun loppuun|kuukauden loppuun|końca miesiąca|konce měsíce|konca mesiaca|hónap végéig|sfârșitul lunii|края на месеца|τέλος του μήνα|τέλη του μήνα|конца месяца|кінця місяця|ay sonuna|نهاية الشهر|סוף החודש|महीने के अंत|今月末|月末|本月底|月底|이달 말|월말|akhir bulan|cuối tháng"},
  {NearTime::end_of, "the end of|end of|late|ende|la fin|fin|finales de|final de|fine|fim de|final de|eind|einde|udgangen af|slutningen af|slutten av|utgangen av|slutet av|slutet på|końca|koniec|konce|koncem|konca|sfârșitul lunii|края на|τέλη|τέλος|конца|кінця|نهاية|סוף|akhir|cuối"},
  {NearTime::middle_of, "the middle of|middle of|mid|mitte|mi|mediados de|metà|meados de|half|midten af|midten av|mitten av|połowy|połowie|polovině|poloviny|polovice|mijlocul lunii|средата на|μέσα|середины|середини|منتصف|אמצע|pertengahan|giữa"},
  {NearTime::beginning_of, "the beginning of|beginning of|early|the start of|start of|anfang|début|principios de|inizio|início de|begin|starten af|begynnelsen av|början av|początku|začátku|začiatku|începutul lunii|началото на|αρχές|начала|початку|بداية|תחילת|awal|đầu"},
};
// clang-format on

} // namespace

std::span<const DateWords<unsigned>> month_rows() { return months; }
std::span<const DateWords<unsigned>> weekday_rows() { return weekdays; }
std::span<const DateWords<unsigned>> number_rows() { return numbers; }
std::span<const DateWords<TimeUnit>> unit_rows() { return units; }
std::span<const DateWords<NearTime>> near_time_rows() { return near_times; }

} // namespace parsers
