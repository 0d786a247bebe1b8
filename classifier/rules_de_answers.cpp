// German: answers to an offer, questions, and notices of absence, departure and machines.
#include "classifier/rule.hpp"

namespace classifier {

namespace {

using enum Effect;
using enum Place;

// clang-format off
constexpr Slot slots[]{
  {"me",    "mir|mich|uns"},
  {"thing", "angebot|angebote|informationen|infos|unterlagen|preise|preisliste|details|termin|termine|demo|katalog|prospekt|link|broschüre|muster|kostenvoranschlag|material|infomaterial|präsentation|preis|konditionen|vorschlag|einladung|testzugang"},
  {"day",   "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|ende|anfang|mitte|einschließlich|zum|den|dem|1~|2~|3~|4~|5~|6~|7~|8~|9~|0~"},
};

constexpr Rule rules[]{
  // -- not interested -----------------------------------------------------------------------------------------------
  {"kein_interesse",     "kein|keine|keinerlei|null|wenig (weiteres|großes) interesse|bedarf|budget|verwendung|kapazitäten|kapazität|notwendigkeit", not_interested, 0.92},
  {"nicht_interessiert", "nicht|kaum|wenig (wirklich|weiter|daran|mehr) interessiert|interessant|relevant",            not_interested, 0.92},
  {"interessiert_nicht", "interessiert {me} (leider|das|überhaupt|gar) nicht",                                         not_interested, 0.92},
  {"nein_danke",         "nein|nö|ne (vielen) (herzlichen) dank|danke",                                                refusal,        0.92},
  {"nein",               "nein|nö|nee",                                                                                refusal,        0.75, message},
  {"danke_nein",         "danke (aber) (dafür|dankend) nein|nicht",                                                    not_interested, 0.88},
  {"lehnen_ab",          "lehne|lehnen|verzichte|verzichten (wir|ich|das|ihr|dankend|daher|leider) * ab|dankend|darauf", not_interested, 0.86},
  {"brauchen_nicht",     "brauche|brauchen|benötige|benötigen (wir|ich) (das|es|so|dies|derzeit|aktuell|momentan|zur) (zeit|etwas|aktuell|derzeit|leider|zurzeit) nicht|keine|keinen|nichts", not_interested, 0.88},
  {"bereits_versorgt",   "bereits|schon|bestens|gut (mit|einen|ein|eine|einem|sehr) (anderen|anderem|festen|eigenen|gut|bestens) anbieter|lösung|partner|system|versorgt|dienstleister|aufgestellt|lieferanten|vertrag", not_interested, 0.86},
  {"machen_intern",      "machen|erledigen|lösen|decken (wir) (das|dies|alles|es) (alles) intern|selbst|selber|inhouse", not_interested, 0.86},
  {"passt_nicht",        "passt|passen|kommt|kommen (für|das|leider|es|zu) (uns|mich|leider|für|das) (leider|aktuell|derzeit|uns|mich|gerade) nicht (infrage|in|frage)", not_interested, 0.88},
  {"nicht_jetzt",        "derzeit|aktuell|momentan|zurzeit|vorerst|jetzt (leider|ist|haben|sind|besteht|gerade) (wir|es) nicht|keine|keinen|kein", not_interested, 0.78},
  {"anderer_anbieter",   "für|mit (einen|einem) anderen|anderem|andere anbieter|lösung|partner|produkt|dienstleister (entschieden)", not_interested, 0.84},
  {"zu_teuer",           "zu teuer|kostspielig",                                                                       not_interested, 0.72},
  // -- interested -----------------------------------------------------------------------------------------------------
  {"interesse",          "habe|haben|hätte|hätten|besteht|großes|grundsätzlich|mit|unser|mein|geweckt (ich|wir|durchaus|sehr|großes|grundsätzlich|schon|bei) (großes|uns|mir) interesse", interested, 0.88},
  {"interessiert",       "interessiert|neugierig (uns|mich|sehr) (an|sehr)",                                           interested, 0.78},
  {"klingt_gut",         "klingt|hört|sieht|liest (das|sich|ja|doch|alles|sehr|wirklich) (sehr|sich|ja|echt|wirklich|richtig) (sehr) interessant|gut|spannend|super|toll|vielversprechend|prima|klasse|verlockend|perfekt", interested, 0.90},
  {"interessant",        "interessant|spannend",                                                                       interested, 0.66},
  {"schicken_sie",       "schicken|senden|schickt|sendet|schick|sende|übersenden|mailen|lassen|machen|unterbreiten (sie|ihr|du) (mir|uns|gerne|bitte|doch) (bitte|gerne|doch|mal) (mal|ein|das|die|weitere|mehr|nähere|eine|den|einen|ihr|ihre|euer) (weitere|mehr|unverbindliches|konkretes|detaillierte) {thing}", interested, 0.90},
  {"bitte_thing",        "bitte|gerne|gern (um) (ein|weitere|mehr|das|die|einen|nähere|eine) {thing}",                 interested, 0.80},
  {"mehr_infos",         "mehr|weitere|nähere|detaillierte {thing}",                                                   interested, 0.76},
  {"gerne",              "sehr|ja|würden|würde|möchten|möchte|wir|ich|können|kann|nehme|nehmen|komme|kommen (wir|ich) gerne|gern", interested, 0.78},
  {"ja_bitte",           "ja|jawohl|klar|natürlich|okay|ok bitte|gerne|gern|das|wir|ich|schicken|sehr|unbedingt|natürlich|klar|interesse|klingt|machen|passt", interested, 0.86},
  {"ja",                 "ja|klar|gerne|gern|jawohl",                                                                  interested, 0.82, sentence},
  {"ja_start",           "^ ja",                                                                                       interested, 0.60},
  {"rufen_an",           "rufen|melden|kontaktieren|ruft|meldet sie|ihr|du (sich|mich|uns|mir|gerne|doch) (bitte|gerne|doch|mal) (bei|morgen|mal|unter|am|nächste|an) (mir|uns|an|woche)", interested, 0.78},
  {"ruf_an",             "ruf|meld mich|uns|dich (doch|gerne|mal|bitte) (an|bei|morgen)",                              interested, 0.76},
  {"mich_anrufen",       "mich|uns (gerne|gern|morgen|bitte|auch) (gerne|morgen|mal|jederzeit) anrufen|zurückrufen",    interested, 0.84},
  {"termin",             "termin|gespräch|telefonat|demo|probezugang|testversion|call vereinbaren|ausmachen|machen|buchen|vorschlagen|bekommen|passt", interested, 0.80},
  {"wann_telefonieren",  "telefonieren|kennenlernen",                                                                  interested, 0.60},
  {"reservieren",        "reservieren|buchen|reserviere|buche|bestellen|bestelle (sie) (mir|uns|bitte|einen|zwei) (bitte|einen|zwei|drei) platz|plätze|teilnehmer|stück|tickets|ticket", interested, 0.86},
  {"melden_an",          "melden|melde (sie) mich|uns (bitte|gerne) * an",                                             interested, 0.80},
  {"dabei",              "bin|sind|wäre|wären (ich|wir) (gerne|gern|auf|sehr) (jeden) (fall) dabei",                   interested, 0.88},
  {"freue_mich",         "freue|freuen mich|uns (schon|sehr) auf",                                                     interested, 0.60},
  // -- questions ------------------------------------------------------------------------------------------------------
  {"was_kostet",         "was|wieviel|wie (viel) kostet|kosten|kostete|teuer",                                         question, 0.84},
  {"fragewort",          "^ wie|was|wann|wo|wer|welche|welcher|welches|warum|wieso|weshalb|gibt|können|könnten|kann|haben|ist|sind|bieten|liefern|funktioniert|geht|wäre|habt|könnt|hat|darf|muss|wird|unterstützt * ?", question, 0.74},
  {"habe_frage",         "habe|hätte|haben|noch|eine|kurze|einige|paar (ich|noch|wir|eine|mal|da) (eine|noch|paar|kurze|einige) (kurze|andere|technische) frage|fragen", question, 0.86},
  {"mich_interessieren", "würde|mich|uns (mich|uns) interessieren ob|wie|was|wann|welche",                             question, 0.80},
  // -- out of office --------------------------------------------------------------------------------------------------
  {"abwesend",           "abwesend|abwesenheit|abwesenheitsnotiz|abwesenheitsmeldung|abwesenheitsassistent|ortsabwesend", out_of_office, 0.88},
  {"nicht_im_buero",     "nicht im|am büro|haus|hause|dienst|arbeitsplatz|schreibtisch",                               out_of_office, 0.90},
  {"ausser_haus",        "außer haus|hauses",                                                                          out_of_office, 0.90},
  {"im_urlaub",          "im|in|den|meinem|wohlverdienten|jahres (wohlverdienten|meinem) urlaub|elternzeit|mutterschutz|betriebsferien|ferien|elternurlaub|sonderurlaub|betriebsurlaub|weihnachtsurlaub", out_of_office, 0.88},
  {"elternzeit",         "elternzeit|mutterschutz|betriebsferien|betriebsurlaub|sabbatical",                           out_of_office, 0.84},
  {"auf_reise",          "auf dienstreise|geschäftsreise|messe|reisen",                                                out_of_office, 0.80},
  {"krank",              "bin|ist|sind (ich|diese|leider|zurzeit|derzeit|heute|bis) (woche|zurzeit|derzeit|leider) krank|erkrankt|krankgeschrieben", out_of_office, 0.80},
  {"wieder_da",          "ab|am|erst|wieder (dem|ab|am|wieder|zum) {day} * wieder|zurück|erreichbar|da|büro|persönlich|verfügbar", out_of_office, 0.84},
  {"wieder_erreichbar",  "wieder (für|persönlich|im|voll|per|ab|am|erst) * erreichbar|da|büro|zurück|verfügbar",       out_of_office, 0.70},
  {"bin_zurueck",        "bin|kehre|werde|komme (ich) (ab|am|erst|wieder|dann) * zurück|wieder|erreichbar",            out_of_office, 0.70},
  {"bis_nicht",          "bis {day} * nicht|abwesend|urlaub|erreichbar|unterwegs|reise",                               out_of_office, 0.86},
  {"nicht_erreichbar",   "nicht|nur|eingeschränkt|schlecht|kaum (persönlich|per|sporadisch|eingeschränkt) (mail|email|telefonisch) erreichbar|verfügbar", out_of_office, 0.84},
  {"keinen_zugriff",     "keinen|nur|unregelmäßig|eingeschränkt|eingeschränkten|kein|sporadisch (unregelmäßigen|sporadischen|eingeschränkten|sporadisch) zugriff|zugang (auf) (meine|mein) (mails|emails|postfach|mail)", out_of_office, 0.90},
  {"nicht_gelesen",      "nicht (bearbeitet|gelesen) (und|oder) (auch) (nicht) (automatisch) weitergeleitet|gelesen|bearbeitet", out_of_office, 0.86},
  {"vertretung",         "dringenden|dringend|dringende|vertretung|vertritt fällen|angelegenheiten|anliegen|fragen|mich|wenden|übernimmt|ist|an", out_of_office, 0.60},
  {"automatische",       "automatische|automatisierte antwort|abwesenheitsnotiz",                                      out_of_office, 0.60},
  {"nach_rueckkehr",     "nach|bei (meiner) (meinem) rückkehr|urlaub|wiederkehr",                                      out_of_office, 0.84},
  {"geschlossen",        "büro|firma|betrieb|geschäft (ist|bleibt|hat|haben) (vom|bis|von|über|vorübergehend|zwischen) * geschlossen", out_of_office, 0.86},
  {"war_weg",            "war|waren|hatte|hatten|aus|komme|kam|nach (ich|wir|bis|letzte|dem|gerade|meinem|gestern) (im|in|auf|krank|woche|aus) (urlaub|krank|dienstreise|elternzeit|abwesend)", none},
  // -- left the company -----------------------------------------------------------------------------------------------
  {"nicht_mehr_taetig",  "nicht mehr * tätig|beschäftigt|angestellt|arbeitet|arbeiten|angestellte",                     left_company, 0.92},
  {"nicht_mehr_bei_uns", "nicht mehr (hier|länger) bei|für|in|im uns|unserem|unser|unserer|unternehmen|haus|der",       left_company, 0.88},
  {"nicht_mehr_hier",    "arbeitet|arbeite|ist|bin|sind|arbeiten (leider|hier|da|dort|seit) * nicht mehr (hier|da|dort|bei|für|im)", left_company, 0.84},
  {"verlassen",          "unternehmen|firma|haus|unser|uns (leider|zum|bereits|seit|per|inzwischen) (ende|unternehmen|team) verlassen|verlässt", left_company, 0.93},
  {"ausgeschieden",      "ausgeschieden|verstorben|pensioniert|ruhestand",                                             left_company, 0.86},
  {"gewechselt",         "unternehmen|firma|arbeitgeber|stelle|abteilung gewechselt",                                  left_company, 0.84},
  {"in_rente",           "in (den|die) rente|ruhestand|pension",                                                       left_company, 0.86},
  {"falsche_adresse",    "falsche|falschen|falscher|falsch (die|der) ansprechpartner|adresse|person|empfänger|mailadresse|verbunden|ansprechpartnerin|emailadresse|abteilung|mensch", left_company, 0.84},
  {"nicht_zustaendig",   "nicht (mehr|dafür|der|die|hierfür) (richtige|richtiger) zuständig|ansprechpartner|ansprechpartnerin|verantwortlich|person", left_company, 0.86},
  {"neue_adresse",       "neue|neuen|neuer|geänderte|aktuelle (email|mail|e|kontakt) (mail) adresse|mailadresse|emailadresse|adressen (lautet|ist|verwenden|nutzen|für)", left_company, 0.84},
  {"adresse_ungueltig",  "adresse|mailadresse|emailadresse|postfach|email * nicht mehr (genutzt|gültig|aktiv|verwendet|abgerufen|gelesen|aktuell|existent|verwenden)", left_company, 0.86},
  {"adresse_geaendert",  "adresse|mailadresse|emailadresse (hat|haben) (sich) geändert",                               left_company, 0.86},
  {"nachfolger",         "nachfolger|nachfolgerin ist|von|wird|hat",                                                   left_company, 0.72},
  // -- answering machines, small talk -----------------------------------------------------------------------------------
  {"automatisch_erstellt", "automatisch|automatische|automatisierte|maschinell|automatisiert (generierte|erzeugte|erstellte) nachricht|mail|email|antwort|eingangsbestätigung|bestätigung|erstellt|generiert|erzeugt|versendet", auto_ack, 0.84},
  {"nicht_antworten",    "antworten|antworte|antwortet (sie) (bitte) nicht (direkt) auf diese",                        auto_ack, 0.92},
  {"ist_eingegangen",    "anfrage|nachricht|mail|email|anliegen|ticket|bewerbung * eingegangen|erhalten|registriert|angelegt|erfasst|aufgenommen|eingetroffen|erstellt", auto_ack, 0.82},
  {"eingangsbestaetigung", "eingangsbestätigung|empfangsbestätigung|ticketnummer|vorgangsnummer|bearbeitungsnummer",   auto_ack, 0.84},
  {"dank_fuer_anfrage",  "dank|danke für|fur (ihre|deine|eure|die) nachricht|anfrage|mail|email|kontaktaufnahme|interesse", auto_ack, 0.42},
  {"schnellstmoeglich",  "schnellstmöglich|umgehend|baldmöglichst|zeitnah|werktagen|innerhalb bei|melden|bearbeiten|kümmern|von|beantworten (ihnen|melden|antworten|uns|darum)", auto_ack, 0.50},
  {"melden_uns",         "melden|bearbeiten|beantworten|kümmern (wir) uns|diese|sie|ihr (so) (schnell|schnellstmöglich|bald|umgehend|zeitnah|anliegen) (wie|als|bei) (möglich|ihnen)", auto_ack, 0.45},
  {"danke",              "danke|dank|ok|okay|alles|verstanden|super|prima|gut|passt|erledigt|notiert|perfekt (ihnen|dir|euch|schön|vielmals|klar|für|die|info|information|sehr|nachricht|rückmeldung|das|notiert) (die|info|information|rückmeldung|nachricht|klar)", other, 0.80, message},
  // -- the end of a mail ------------------------------------------------------------------------------------------------
  {"gruesse",            "^ (mit) (freundlichen|besten|vielen|viele|liebe|lieben|beste|herzliche|herzlichen|schöne|schönen|freundliche|sonnigen|sonnige) grüßen|grüße|gruß|gruessen|gruesse|grüssen|grüsse", sign_off},
  {"mfg",                "^ mfg|lg|vg|hochachtungsvoll|bg",                                                           sign_off},
  {"gesendet_von",       "^ von|gesendet (von) meinem|meiner|outlook", sign_off},
};
// clang-format on

} // namespace

RuleTable german_answers() { return {.language = "de", .slots = slots, .rules = rules}; }

} // namespace classifier
