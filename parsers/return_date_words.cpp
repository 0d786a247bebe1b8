#include "parsers/return_date_words.hpp"

namespace parsers {
namespace {

// clang-format off
constexpr CueWords before[] = {
  // English
  {DateCue::until, "until|untill|till|til|'til|away to|before|up to"}, {DateCue::inclusive, "thru|through|up to and including|until and including"},
  {DateCue::back, "back on|back in the office|back at work|back at my desk|be back|am back|back in|back from|back|return on|returning on|return to the office|returning to the office|returning|return|returns|available again|resume|reopen|reopens|reopening|open again|in the office again|available from|available on|reachable from"},
  // German
  {DateCue::inclusive, "bis einschließlich|bis einschl.|bis inkl.|bis inklusive|bis und mit"}, {DateCue::until, "bis|bis zum"},
  {DateCue::back, "wieder am|wieder ab|zurück am|zurück|ab dem|wieder im büro|wieder im haus|wieder erreichbar|wieder für sie da|wieder für dich da|wieder da|erst am|erst wieder|erst|wieder|ab|öffnen|rückkehr"},
  // French
  {DateCue::until, "jusqu'au|jusqu'à|jusqu'en|jusque"}, {DateCue::back, "de retour le|de retour|à partir du|à compter du|dès le|dès|mon retour|retour|retour au bureau|reviens|reviendrai|rentre|rentrerai|reprends|reprendrai|rouvrirons|rouvre|à nouveau"},
  // Spanish
  {DateCue::until, "hasta el|hasta"}, {DateCue::back, "de vuelta el|de vuelta|a partir del|a partir de|regreso|regresaré|regresando|volveré|vuelvo|vuelta|reincorporo|reincorporaré|reabrimos|estaré disponible"},
  // Italian
  {DateCue::until, "fino al|sino al|fino a|fino|sino a"}, {DateCue::back, "rientro|rientrerò|tornerò|torno|a partire dal|dal|di ritorno|di nuovo|riapriamo|riapriremo|rientriamo"},
  // Portuguese
  {DateCue::until, "até o dia|até ao dia|até"}, {DateCue::back, "de volta|retorno|retornarei|voltarei|volto|regresso|regressarei|a partir de|a partir do"},
  // Dutch
  {DateCue::inclusive, "tot en met|t/m"}, {DateCue::until, "tot"}, {DateCue::back, "weer aanwezig|weer terug|terug op|terug|vanaf|weer|pas op|pas"},
  // Danish, Norwegian, Swedish
  {DateCue::inclusive, "til og med|t.o.m.|t.o.m|till och med|til og med den"}, {DateCue::until, "indtil|frem til|til|till|fram till|inntil"}, {DateCue::back, "tilbage|tilbake|tillbaka|åter|tilbage på kontoret|igen|igjen|fra|från|är tillbaka"},
  // Finnish
  {DateCue::back, "palaan|takaisin|jälleen|palaamme|tavoitettavissa|taas"},
  // Polish, Czech, Slovak
  {DateCue::until, "do dnia|do|až do"}, {DateCue::back, "wracam|wrócę|będę dostępny od|będę dostępna od|powrót|powrotem|ponownie|od|zpět|zpátky|vrátím se|vracím se|opět|späť|vrátim sa|opäť|znovu|dostupný|dostupná"},
  // Hungarian, Romanian
  {DateCue::back, "visszatérek|ismét|újra|legközelebb|vissza"}, {DateCue::until, "până pe|până la|până în|până"}, {DateCue::back, "revin|mă întorc|voi reveni|din nou|începând cu|reîncep"},
  // Bulgarian, Greek
  {DateCue::until, "до|μέχρι|έως|ως|μέχρι και"}, {DateCue::back, "връщам се|ще се върна|отново|обратно|επιστρέφω|θα επιστρέψω|πίσω|ξανά|και πάλι"},
  // Russian, Ukrainian
  {DateCue::inclusive, "по"}, {DateCue::back, "вернусь|возвращаюсь|выйду|выхожу на работу|буду|снова|доступен с|с|со|повернуся|повертаюся|знову|з|із"},
  // Turkish
  {DateCue::back, "döneceğim|tekrar"},
  // Arabic, Hebrew, Hindi
  {DateCue::until, "حتى|إلى|لغاية|עד|עד ה"}, {DateCue::back, "سأعود|أعود|العودة|من جديد|אחזור|חוזר|חוזרת|אשוב|החל מ|वापस"},
  // "not before Monday"
  {DateCue::until, "vor|erst nach|avant|antes|prima|voor|før|innan|ennen|przed|před|pred|înainte de|преди|πριν|перед|раньше|önce"},
  // Japanese, Chinese, Korean
  {DateCue::until, "到|至|直到|截至"}, {DateCue::back, "次回は|復帰は|将于|預計|预计|返回时间|回来时间"},
  // Indonesian, Vietnamese
  {DateCue::until, "sampai|sampai dengan|hingga|s/d|s.d.|đến|đến hết|cho đến|tới"}, {DateCue::back, "kembali|masuk lagi|trở lại|quay lại|đi làm lại"},
};

constexpr CueWords right_after[] = {
  {DateCue::inclusive, "まで|迄|日まで|日迄|末まで|까지|일까지|일 까지|止|日止|为止|日为止|asti|saakka|-ig|ig|tarihine kadar|a kadar|e kadar|ye kadar|ya kadar|kadar|तक|'a kadar|'e kadar|'ye kadar|'ya kadar"},
  {DateCue::until, "之前|以前|前|日前|日之前|号之前|号前"},
  {DateCue::back, "以降|日以降|から|日から|より|日より|に復帰|日に復帰|に戻|日に戻|부터|일부터|이후|일 이후|에 복귀|일에 복귀|回来|日回来|号回来|返回|日返回|恢复|日恢复|起|日起|号起|后|日后|以后|日以后|后回|回公司|回到|復工|复工|-től|-tól|-tol|-án|-én|-jén|-ján|alkaen|lähtien|itibariyle|itibaren|'den itibaren|'dan itibaren|'te|'ta|'de|'da|te döneceğim|ta döneceğim|को वापस|से"},
};

constexpr CueWords later[] = {
  {DateCue::back, "back|return|returning|reopen|available again|wieder|zurück|erreichbar|de retour|nouveau|disponible|de vuelta|rientro|rientrerò|tornerò|di nuovo|de volta|weer|terug|tilbage|tilbake|igen|igjen|tillbaka|åter|palaan|takaisin|jälleen|tavoitettavissa|wracam|wrócę|ponownie|od|zpět|zpátky|opět|späť|opäť|vissza|újra|ismét|revin|mă întorc|din nou|отново|обратно|връщам|επιστρέφω|θα επιστρέψω|вернусь|снова|на работе|выйду|знову|повернуся|на роботі|döneceğim|dönüyorum|tekrar|ofiste olacağım|ofisteyim|سأعود|אחזור|אשוב|वापस|लौट|ご連絡|ご返信|返信いたし|回答いたし|出社|戻り|复工|回来|上班|回复|복귀|출근|회신|kembali|trở lại|quay lại|ismét"},
};
// clang-format on

} // namespace

std::span<const CueWords> cues_before() { return before; }
std::span<const CueWords> cues_right_after() { return right_after; }
std::span<const CueWords> cues_later() { return later; }

std::string_view words_of_inclusion() {
  return "inclusive|included|incl|einschließlich|einschl|inklusive|inkl|inclus|compris|inclusivement|incluido|"
         "inclusive|"
         "inclusivo|incluso|compreso|inbegrepen|inclusief|inkluderet|inkludert|mukaan lukien|włącznie|včetně|vrátane|"
         "bezárólag|inclusiv|включително|και|включительно|включно|dahil|ضمنا|כולל|含|当天";
}

std::string_view words_of_span() {
  return "-|to|au|al|a|do|bis|bis zum|bis einschließlich|tot|tot en met|t/m|até|ao|à|to the|and|and "
         "ending|~|から|日から|"
         "부터|일부터|日至|日到|至|到|до|по|til|til og med|till|till och med|до|έως|μέχρι|până la|până "
         "pe|la|ile|sampai|"
         "hingga|đến|s/d|until|till|through|thru|jusqu'au|hasta el|fino al|حتى|إلى|עד|से|asti";
}

std::string_view words_of_length() {
  return "for|in|in about|for the next|the next|next|für|für die nächsten|in etwa|die nächsten|pour|pendant|dans|por|"
         "durante|en|dentro de|durante as próximas|los próximos|las próximas|per|tra|fra|tra circa|voor|over|gedurende|"
         "de komende|i|om|de næste|de kommende|de neste|de närmaste|de kommande|de närmsta|på|przez|za|po dobu|na|cez|"
         "peste|pentru|timp de|след|за|για|σε|через|на|протягом|впродовж|لمدة|بعد|خلال|למשך|בעוד|selama|dalam|trong|"
         "trong vòng|sau|seuraavat|the coming|another|noch";
}

} // namespace parsers
