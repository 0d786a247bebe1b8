#include "parsers/return_date_words.hpp"

namespace parsers {
namespace {

// clang-format off
constexpr NumberWord months[] = {
  // English
  {"january", 1}, {"february", 2}, {"march", 3}, {"april", 4}, {"may", 5}, {"june", 6}, {"july", 7}, {"august", 8},
  {"september", 9}, {"october", 10}, {"november", 11}, {"december", 12},
  {"jan", 1}, {"feb", 2}, {"mar", 3}, {"apr", 4}, {"jun", 6}, {"jul", 7}, {"aug", 8}, {"sep", 9}, {"sept", 9}, {"oct", 10}, {"nov", 11}, {"dec", 12},
  // German
  {"januar", 1}, {"jänner", 1}, {"februar", 2}, {"feber", 2}, {"märz", 3}, {"maerz", 3}, {"mai", 5}, {"juni", 6}, {"juli", 7}, {"oktober", 10}, {"dezember", 12}, {"okt", 10}, {"dez", 12},
  // French
  {"janvier", 1}, {"février", 2}, {"fevrier", 2}, {"mars", 3}, {"avril", 4}, {"juin", 6}, {"juillet", 7}, {"août", 8}, {"aout", 8}, {"septembre", 9}, {"octobre", 10}, {"novembre", 11}, {"décembre", 12}, {"decembre", 12},
  // Spanish
  {"enero", 1}, {"febrero", 2}, {"marzo", 3}, {"abril", 4}, {"mayo", 5}, {"junio", 6}, {"julio", 7}, {"agosto", 8}, {"septiembre", 9}, {"octubre", 10}, {"noviembre", 11}, {"diciembre", 12},
  // Italian
  {"gennaio", 1}, {"febbraio", 2}, {"aprile", 4}, {"maggio", 5}, {"giugno", 6}, {"luglio", 7}, {"settembre", 9}, {"ottobre", 10}, {"dicembre", 12},
  // Portuguese
  {"janeiro", 1}, {"fevereiro", 2}, {"março", 3}, {"maio", 5}, {"junho", 6}, {"julho", 7}, {"setembro", 9}, {"outubro", 10}, {"novembro", 11}, {"dezembro", 12},
  // Dutch
  {"januari", 1}, {"februari", 2}, {"maart", 3}, {"mei", 5}, {"augustus", 8},
  // Danish, Norwegian, Swedish
  {"marts", 3}, {"maj", 5}, {"augusti", 8}, {"desember", 12},
  // Polish
  {"stycznia", 1}, {"lutego", 2}, {"marca", 3}, {"kwietnia", 4}, {"maja", 5}, {"czerwca", 6}, {"lipca", 7}, {"sierpnia", 8}, {"września", 9}, {"października", 10}, {"listopada", 11}, {"grudnia", 12},
  // Czech
  {"ledna", 1}, {"února", 2}, {"března", 3}, {"dubna", 4}, {"května", 5}, {"června", 6}, {"července", 7}, {"srpna", 8}, {"září", 9}, {"října", 10}, {"listopadu", 11}, {"prosince", 12},
  // Russian
  {"января", 1}, {"февраля", 2}, {"марта", 3}, {"апреля", 4}, {"мая", 5}, {"июня", 6}, {"июля", 7}, {"августа", 8}, {"сентября", 9}, {"октября", 10}, {"ноября", 11}, {"декабря", 12},
  // Turkish
  {"ocak", 1}, {"şubat", 2}, {"mart", 3}, {"nisan", 4}, {"mayıs", 5}, {"haziran", 6}, {"temmuz", 7}, {"ağustos", 8}, {"eylül", 9}, {"ekim", 10}, {"kasım", 11}, {"aralık", 12},
  // Finnish
  {"tammikuuta", 1}, {"helmikuuta", 2}, {"maaliskuuta", 3}, {"huhtikuuta", 4}, {"toukokuuta", 5}, {"kesäkuuta", 6}, {"heinäkuuta", 7}, {"elokuuta", 8}, {"syyskuuta", 9}, {"lokakuuta", 10}, {"marraskuuta", 11}, {"joulukuuta", 12},
};

constexpr NumberWord weekdays[] = {
  {"monday", 1}, {"tuesday", 2}, {"wednesday", 3}, {"thursday", 4}, {"friday", 5}, {"saturday", 6}, {"sunday", 7},
  {"montag", 1}, {"dienstag", 2}, {"mittwoch", 3}, {"donnerstag", 4}, {"freitag", 5}, {"samstag", 6}, {"sonnabend", 6}, {"sonntag", 7},
  {"lundi", 1}, {"mardi", 2}, {"mercredi", 3}, {"jeudi", 4}, {"vendredi", 5}, {"samedi", 6}, {"dimanche", 7},
  {"lunes", 1}, {"martes", 2}, {"miércoles", 3}, {"jueves", 4}, {"viernes", 5}, {"sábado", 6}, {"domingo", 7},
  {"lunedì", 1}, {"martedì", 2}, {"mercoledì", 3}, {"giovedì", 4}, {"venerdì", 5}, {"sabato", 6}, {"domenica", 7},
  {"maandag", 1}, {"dinsdag", 2}, {"woensdag", 3}, {"donderdag", 4}, {"vrijdag", 5}, {"zaterdag", 6}, {"zondag", 7},
  {"segunda-feira", 1}, {"terça-feira", 2}, {"quarta-feira", 3}, {"quinta-feira", 4}, {"sexta-feira", 5},
  {"poniedziałku", 1}, {"mandag", 1}, {"måndag", 1}, {"понедельника", 1},
};

constexpr CueWord cues[] = {
  // English
  {"until", DateCue::until}, {"till", DateCue::until}, {"til", DateCue::until}, {"thru", DateCue::inclusive}, {"through", DateCue::inclusive}, {"up to and including", DateCue::inclusive}, {"until and including", DateCue::inclusive},
  {"back on", DateCue::back}, {"back in the office", DateCue::back}, {"back at work", DateCue::back}, {"back at my desk", DateCue::back}, {"be back", DateCue::back}, {"am back", DateCue::back}, {"back in", DateCue::back}, {"back from", DateCue::back},
  {"return on", DateCue::back}, {"returning on", DateCue::back}, {"return to the office", DateCue::back}, {"returning to the office", DateCue::back}, {"returning", DateCue::back}, {"return", DateCue::back}, {"available again", DateCue::back}, {"away to", DateCue::until}, {"resume", DateCue::back}, {"before", DateCue::until},
  // German
  {"bis einschließlich", DateCue::inclusive}, {"bis einschl.", DateCue::inclusive}, {"bis inkl.", DateCue::inclusive}, {"bis inklusive", DateCue::inclusive}, {"bis und mit", DateCue::inclusive}, {"bis", DateCue::until},
  {"wieder am", DateCue::back}, {"wieder ab", DateCue::back}, {"zurück am", DateCue::back}, {"ab dem", DateCue::back}, {"wieder im büro", DateCue::back}, {"wieder im haus", DateCue::back}, {"wieder erreichbar", DateCue::back}, {"wieder für sie da", DateCue::back}, {"erst am", DateCue::back}, {"erst wieder", DateCue::back}, {"wieder", DateCue::back}, {"ab", DateCue::back},
  // French
  {"jusqu'au", DateCue::until}, {"jusqu'à", DateCue::until}, {"de retour le", DateCue::back}, {"de retour", DateCue::back}, {"à partir du", DateCue::back}, {"dès le", DateCue::back}, {"mon retour", DateCue::back}, {"retour au bureau", DateCue::back}, {"inclus", DateCue::span},
  // Spanish
  {"hasta el", DateCue::until}, {"hasta", DateCue::until}, {"de vuelta el", DateCue::back}, {"a partir del", DateCue::back}, {"regreso", DateCue::back}, {"regresaré", DateCue::back}, {"volveré", DateCue::back}, {"vuelta", DateCue::back},
  // Italian
  {"fino al", DateCue::until}, {"sino al", DateCue::until}, {"fino a", DateCue::until}, {"rientro", DateCue::back}, {"rientrerò", DateCue::back}, {"tornerò", DateCue::back}, {"a partire dal", DateCue::back}, {"di ritorno", DateCue::back},
  // Portuguese
  {"até o dia", DateCue::until}, {"até ao dia", DateCue::until}, {"até", DateCue::until}, {"de volta", DateCue::back}, {"retorno", DateCue::back}, {"retornarei", DateCue::back}, {"voltarei", DateCue::back}, {"regressarei", DateCue::back},
  // Dutch
  {"tot en met", DateCue::inclusive}, {"t/m", DateCue::inclusive}, {"tot", DateCue::until}, {"weer aanwezig", DateCue::back}, {"weer terug", DateCue::back}, {"terug op", DateCue::back}, {"terug", DateCue::back}, {"vanaf", DateCue::back},
  // Danish, Norwegian, Swedish
  {"til og med", DateCue::inclusive}, {"till och med", DateCue::inclusive}, {"t.o.m", DateCue::inclusive}, {"tilbage", DateCue::back}, {"tilbake", DateCue::back}, {"tillbaka", DateCue::back}, {"åter", DateCue::back},
  // Polish, Czech, Russian, Turkish, Finnish
  {"do dnia", DateCue::until}, {"wracam", DateCue::back}, {"wrócę", DateCue::back}, {"do", DateCue::until}, {"zpět", DateCue::back}, {"до", DateCue::until}, {"вернусь", DateCue::back}, {"tarihine kadar", DateCue::span}, {"palaan", DateCue::back}, {"asti", DateCue::span},
};

constexpr NumberWord days[] = {
  {"tomorrow", 1}, {"morgen", 1}, {"demain", 1}, {"mañana", 1}, {"domani", 1}, {"amanhã", 1}, {"übermorgen", 2}, {"the day after tomorrow", 2},
};
// clang-format on

} // namespace

std::span<const NumberWord> month_words() { return months; }
std::span<const NumberWord> weekday_words() { return weekdays; }
std::span<const CueWord> date_cues() { return cues; }
std::span<const NumberWord> relative_days() { return days; }

} // namespace parsers
