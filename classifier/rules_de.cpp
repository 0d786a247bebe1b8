// German: what people ask for about mail and data. Other answers are in rules_de_answers.cpp.
#include "classifier/rule.hpp"

namespace classifier {

namespace {

using enum Effect;
using enum Place;

// clang-format off
constexpr Slot slots[]{
  {"me",     "mich|uns|mir"},
  {"please", "bitte|bite|umgehend|sofort|unverzüglich|hiermit|endlich"},
  {"my",     "meine|meiner|meinen|mein|meines|unsere|unser|unserer|unseren|diese|dieser|dieses"},
  {"your",   "ihre|ihrem|ihren|ihrer|eure|eurem|euren|eurer|deine|deinem|deinen|deiner|die|den|dem|der|das|diese|diesen|dieser|diesem|allen|alle|allem|jeglichen|sämtlichen|künftigen|weiteren|irgendwelchen|solche|solchen"},
  {"list",   "verteiler~|mailverteiler|emailverteiler|liste|listen|mailingliste|mailinglisten|adressliste|newsletter~|datenbank|datenbanken|verteilerliste|rundmail|rundmails|mailing|mailings|newsletterliste|emailliste|mailliste|system|kartei|adressbuch|abo"},
  {"mail",   "mail|mails|email|emails|newsletter~|nachricht|nachrichten|werbung|werbemails|werbemail|mailings|mailing|rundmails|rundmail|infomails|spam|spammails|angebote|post|werbepost|zusendungen|mitteilungen|informationen|infos|werbeemails|anschreiben|zuschriften"},
  {"away",   "abmelden|austragen|streichen|entfernen|löschen|abbestellen|rausnehmen|herausnehmen|auszutragen|abzumelden|ausgetragen|abgemeldet|gestrichen|entfernt|gelöscht|herausgenommen|rausgenommen|loschen"},
  {"not",    "nicht|nie|niemals|keinesfalls|ungern"},
};

constexpr Rule rules[]{
  // -- the one word -------------------------------------------------------------------------------------------------
  {"keyword",           "abmelden|abmeldung|abbestellen|abbestellung|austragen|stopp|stop|löschen|streichen|abmeld|kündigen|austragung|entfernen", opt_out, 0.98, message},
  {"keyword_sentence",  "abmelden|abbestellen|austragen|abmeldung|abbestellung",                                     opt_out, 0.90, sentence},
  {"stop_sentence",     "stopp|stop|aufhören|schluss (damit|jetzt)",                                                 opt_out, 0.85, sentence},
  {"newsletter_keyword", "newsletter~ (bitte) (wieder) abmelden|abbestellen|abmeldung|abbestellung|kündigen|stornieren|stoppen|beenden|löschen|abstellen|einstellen", opt_out, 0.93, sentence},
  // -- unsubscribe --------------------------------------------------------------------------------------------------
  {"melden_ab",         "melden|meldet|tragen|tragt sie|ihr (bitte) {me} (bitte) (sofort|umgehend|wieder) (aus|vom|von) ({your}) ({your}) ({list}) ab|aus", opt_out, 0.95},
  {"melde_ab",          "bitte meld|melde|trag|trage mich|uns * ab|aus",                                             opt_out, 0.93},
  {"meld_bitte_ab",     "meld|melde|trag|trage mich|uns bitte * ab|aus",                                             opt_out, 0.93},
  {"nehmen_raus",       "nehmen|nehmt|nimm|lösch|löschen|löscht|lösche|streichen|streicht|streich|entfernen|entfernt|entferne (sie|ihr|du) (bitte) {me} (bitte) (sofort|umgehend|endlich) (aus|von|vom) ({your}) ({your}) {list}", opt_out, 0.96},
  {"aus_liste_away",    "aus|von|vom ({your}) ({your}) {list} (bitte) (wieder|sofort|umgehend) {away}",              opt_out, 0.95},
  {"loeschen_mich",     "löschen|löscht|lösche|streichen|streicht|streiche|entfernen|entfernt|entferne sie|ihr|bitte (bitte) mich|uns", opt_out, 0.94},
  {"nehmt_mich_raus",   "nehmt|nimm|nehmen (sie) {me} (bitte|endlich|doch) (da) raus|heraus|aus",                    opt_out, 0.93},
  {"mich_bitte_away",   "mich|uns bitte (wieder|sofort|umgehend|endlich) {away}",                                    opt_out, 0.92},
  {"mich_aus_away",     "mich|uns (wieder|sofort|umgehend|endlich) (aus|von|vom) {your} ({your}) {list} {away}",     opt_out, 0.94},
  {"bitte_mich_away",   "bitte mich|uns * {away}",                                                                   opt_out, 0.95},
  {"bitte_away",        "bitte (sofort|umgehend|hiermit) abmelden|austragen|abbestellen|streichen|rausnehmen|herausnehmen", opt_out, 0.94},
  {"bitte_aus_liste",   "bitte|mich|uns (sofort|umgehend) aus|von|vom ({your}) ({your}) verteiler~|mailverteiler|emailverteiler|liste|mailingliste|newsletter|datenbank", opt_out, 0.90},
  {"moechte_abmelden",  "möchte|moechte|will|wollen|möchten|würde|hätte|wünsche (mich|uns|gerne|gern|hiermit|auch) * abmelden|abbestellen|austragen|abgemeldet|abzumelden|gelöscht|austragen|entfernt|ausgetragen|gestrichen|abbestelle", opt_out, 0.94},
  {"bestelle_ab",       "bestelle|kündige|storniere (ich|wir) (hiermit) ({your}|{my}) newsletter~|newsletterabonnement|mailings (ab)", opt_out, 0.92},
  {"newsletter_ab",     "bestellen|bestellt|bestelle|stellen|stellt|stell|meldet|melden (sie|ihr|ich) (bitte) ({your}) ({your}) newsletter~|mailings|mails|emails|werbung (bitte) (sofort) ab|ein", opt_out, 0.94},
  {"abbestellen_des",   "abbestellen|abbestellung|abmeldung|abmelden|kündigung (des|vom|von|der|ihres) ({your}) newsletter~|mailings|abos|verteiler~|abonnements", opt_out, 0.90},
  {"adresse_away",      "{my} (email|mail|e|kontakt) (mail) adresse|mailadresse|emailadresse|adressen|kontakt|daten|kontaktdaten|namen|name|email|emailadressen * {away}", opt_out, 0.92},
  {"loesche_adresse",   "löschen|löscht|lösche|streichen|streicht|streiche|entfernen|entfernt|entferne|nehmen|nehmt|nimm (sie|ihr|du) (bitte) {my} (email|mail|e) (mail) adresse|mailadresse|emailadresse|adressen|kontakt|kontaktdaten|namen|name|email", opt_out, 0.93},
  {"nicht_im_verteiler", "möchte|moechte|will|wollen|möchten (ich|wir) {not} (mehr|länger) (in|im|auf) ({your}) verteiler~|mailverteiler|liste|mailingliste (stehen|sein|bleiben)", opt_out, 0.90},
  {"opt_out",           "optout|opt (out)",                                                                          opt_out, 0.80, message},
  // -- stop it ------------------------------------------------------------------------------------------------------
  {"keine_mails_mehr",  "keine|keinen|keinerlei|kein (weiteren|weitere|solchen|solche) {mail} mehr",                 opt_out, 0.94},
  {"keine_mails_senden", "keine|keinen|keinerlei|kein (weiteren|weitere|solchen|solche) {mail} zusenden|schicken|senden|zuzusenden|erwünscht", opt_out, 0.85},
  {"nicht_bekommen",    "habe|haben|hatte|hatten|wurde|wurden|kam|kamen (ich|wir|leider|bisher|noch|bei|uns) (leider|bisher|noch|immer) (noch) keine|keinen|kein {mail} * (erhalten|bekommen|empfangen|angekommen)", other, 0.85},
  {"keine_mails",       "keine|keinen|keinerlei|kein (weiteren|weitere|weiterer) mail|mails|email|emails|newsletter~|werbung|werbemails|werbemail|rundmails|infomails|zusendungen|werbeemails (bitte)", opt_out, 0.90, sentence},
  {"keine_weiteren",    "keine|keinerlei weiteren|weitere|weiterer {mail}|kontaktaufnahme|kontaktaufnahmen|kontakte|kontaktversuche", opt_out, 0.93},
  {"keine_mails_von",   "keine|keinen|kein {mail} * von ihnen|euch|dir (mehr)",                                       opt_out, 0.92},
  {"moechte_keine",     "möchte|moechte|will|wollen|möchten|wünsche|wünschen|wollte (ich|wir|von|ab|in|auch|künftig|zukünftig|bitte|ihnen|euch|sofort) (von|zukunft|wir|ich) (ihnen|euch) (ab|auch) (sofort) keine|keinen|kein ({your}|weiteren|weitere) {mail}|kontakt", opt_out, 0.93},
  {"nicht_mehr_erhalten", "{not} (mehr|länger|weiter) (von) (ihnen|euch) (mehr) angeschrieben|kontaktiert|belästigt|angemailt|beworben|zugemailt|zugespamt", opt_out, 0.88},
  {"nicht_mehr_bekommen", "möchte|moechte|will|wollen|möchten ({your}) ({your}) {mail} nicht (mehr|länger) (erhalten|bekommen|haben|empfangen)", opt_out, 0.93},
  {"das_nicht_mehr",    "möchte|moechte|will|wollen|möchten (ich|wir) das|dies|diese|die|so nicht (mehr|länger) erhalten|bekommen|haben|empfangen", opt_out, 0.86},
  {"schreiben_nicht",   "schreiben|schreibt|schreib|kontaktieren|kontaktiert|kontaktiere|mailen|mailt|belästigen|belästigt|senden|sendet|schicken|schickt|schick|sende (sie|ihr|du) mir|mich|uns (bitte) (mails|emails|mail|email) nicht|nichts|nie (mehr|wieder|weiter)", opt_out, 0.88},
  {"nicht_kontaktieren", "bitte|künftig|zukünftig|mich|uns (uns|mich) nicht|nie (mehr|wieder|länger|weiter) kontaktieren|anschreiben|anmailen|belästigen|kontaktiert|angeschrieben", opt_out, 0.92},
  {"schicken_keine",    "schreiben|schreibt|schreib|senden|sendet|schicken|schickt|schick|sende (sie|ihr|du) (bitte) (mir|mich|uns) (bitte) keine|keinen|kein|keinerlei (weitere|weiteren|solchen|solche) {mail} (mehr)", opt_out, 0.94},
  {"hoeren_auf",        "hören|hört|hör (sie|ihr|du) (bitte) (endlich|sofort) (damit) auf",                           opt_out, 0.90},
  {"unterlassen",       "unterlassen|unterlasst (sie|ihr) (bitte) es|das|künftig|weitere|die|jegliche|dies", opt_out, 0.88},
  {"einstellen",        "stellen|stellt|stell (sie|ihr|du) (bitte) (die|das|den|diese|ihre) zusendung|versand|mails|emails|werbung|newsletter|kontaktaufnahme|mailings (sofort|umgehend|bitte) ein", opt_out, 0.93},
  {"zusendung_stop",    "zusendung|versand|zusendungen (von|weiterer|ihrer|der|des|ihres) * einstellen|stoppen|einzustellen|beenden|unterlassen|unerwünscht", opt_out, 0.92},
  {"stoppen_sie",       "stoppen|stoppt|stoppe (sie|ihr) (bitte) (diese|die|den|ihre) mails|emails|newsletter|werbung|spam|zusendung|versand", opt_out, 0.90},
  {"in_ruhe",           "lassen|lasst|lass (sie|ihr|du) mich|uns (bitte|endlich|einfach) in ruhe|frieden",        opt_out, 0.92},
  {"verschonen",        "verschonen|verschont|verschone (sie|ihr) mich|uns",                                        opt_out, 0.90},
  {"widerspruch",       "widerspreche|widersprechen|widerrufe|widerrufen (ich|wir|hiermit) * werbung|nutzung|verwendung|verarbeitung|einwilligung|zusendung|direktwerbung|datennutzung|daten|werbezwecken", opt_out, 0.94},
  {"unerwuenscht",      "unerwünscht|unerwünschte|unaufgefordert|ungebeten|unerwünschter (zugesandte|zugesendete) {mail}",   opt_out, 0.60},
  {"weiter_mails",      "von (weiteren|solchen|künftigen) {mail} abzusehen|absehen|absehen|verschont|abstand",        opt_out, 0.92},
  {"wie_abmelden",      "wie|wo (kann|könnte|können|melde|bestelle) (ich|man|wir) * ab|abmelden|abbestellen|austragen|raus", opt_out, 0.65},
  {"kann_nicht_abmelden", "kann|konnte|können|lässt (ich|man|mich|uns|sich) (mich|uns|leider) (leider|einfach) nicht (vom|von) ({your}) (newsletter) abmelden|abbestellen|austragen", opt_out, 0.85},
  {"nie_angemeldet",    "nie|nicht|niemals (für|zu|bei) * angemeldet|abonniert|bestellt|eingetragen|registriert|zugestimmt", opt_out, 0.60},
  // -- everything ---------------------------------------------------------------------------------------------------
  {"nie_wieder",        "nie|niemals|nicht wieder|mehr (mehr) (zu) kontaktieren|anschreiben|schreiben|kontaktiert|anrufen|belästigen|anzuschreiben", opt_out_of_everything, 0.91},
  {"schreiben_nie",     "schreiben|schreibt|schreib|kontaktieren|kontaktiert|kontaktiere|belästigen (sie|ihr|du) (mir|mich|uns) (bitte) nie|niemals (wieder|mehr)", opt_out_of_everything, 0.94},
  {"keinerlei_kontakt", "keinerlei|keinen|kein|jegliche|jeglichen (weiteren|weitere) kontakt|kontaktaufnahme mehr|wünsche|wünschen|erwünscht|unterlassen|aufnehmen", opt_out_of_everything, 0.92},
  // -- erasure, access ----------------------------------------------------------------------------------------------
  {"daten_loeschen",    "meine|unsere|meiner (bei|gespeicherten|personenbezogenen|persönlichen) (ihnen|gespeicherten) (gespeicherten|personenbezogenen|persönlichen) daten (bitte|umgehend|sofort|bei|aus) (ihnen|ihrem) (system) (zu) löschen|gelöscht|löscht|entfernen", erasure, 0.92},
  {"loeschen_daten",    "löschen|löscht|lösche|entfernen (sie|ihr|du) (bitte) (umgehend|sofort|unverzüglich) (alle|sämtliche) meine|unsere|mich (bei|persönlichen|gespeicherten|personenbezogenen) (ihnen) (gespeicherten|personenbezogenen) daten", erasure, 0.92},
  {"loeschung_daten",   "löschung (aller|sämtlicher|der) meiner|unserer|mich (personenbezogenen|gespeicherten) daten", erasure, 0.92},
  {"artikel_17",        "art|artikel 17 (abs) (1) dsgvo",                                                                            erasure, 0.90},
  {"recht_vergessen",   "recht auf vergessenwerden|löschung|vergessen",                                              erasure, 0.70},
  {"woher",             "woher haben|habt|hast|kennen|kommen|stammen|stammt|kommt|nehmen sie|ihr|du|meine|unsere",    access, 0.90},
  {"wie_an_adresse",    "wie sind|kommen|seid|kommt|bist sie|ihr|du an|zu meine|meiner|unsere|meinen|diese",   access, 0.80},
  {"welche_daten",      "welche (personenbezogenen|meiner|persönlichen) daten * mich|mir|uns|meiner (person|gespeichert)", access, 0.90},
  {"auskunft",          "auskunft über|gemäß|nach|gem * daten|dsgvo|mich", access, 0.88},
  {"artikel_15",        "art|artikel 15 (abs) (1) dsgvo",                                                                            access, 0.90},
  // -- complaint ----------------------------------------------------------------------------------------------------
  {"ist_spam",          "das|dies ist|sind (reiner|nur|doch|einfach|ja|purer) (nur) spam|belästigung",               complaint, 0.88},
  {"reiner_spam",       "reiner|reine|reines|purer spam|belästigung",                                                complaint, 0.86},
  {"spam",              "spam|spammer|scheiß|scheiss|betrug",                                                        complaint, 0.85, sentence},
  {"abmahnung",         "abmahnung|abmahnen|abgemahnt|unterlassungserklärung|strafanzeige|anzeige (drohen|erstatten|rechnen)", complaint, 0.60},
  {"anwalt",            "anwalt|rechtsanwalt|rechtsanwältin einschalten|übergeben|weiterleiten|einzuschalten|übergebe|beauftragen", complaint, 0.72},
  {"rechtliche_schritte", "rechtliche|juristische schritte|konsequenzen",                                            complaint, 0.88},
  {"melden_behoerde",   "datenschutzbehörde|aufsichtsbehörde|verbraucherzentrale|bundesnetzagentur|wettbewerbszentrale|landesdatenschutz~", complaint, 0.60},
  {"beschwerde_behoerde", "bei|an der|die datenschutzbehörde|aufsichtsbehörde|verbraucherzentrale|bundesnetzagentur|wettbewerbszentrale|landesdatenschutz~ (melden|beschweren|anzeigen|beschwerde|wenden)", complaint, 0.70},
  {"als_spam",          "als spam|junk markiert|markieren|melden|gemeldet|markiere|melde|einstufen|kennzeichnen",  complaint, 0.85},
  {"verstoss",          "verstoß|verstößt|verstoßen gegen (die|das|den) dsgvo|uwg|datenschutz~|recht|gesetz", complaint, 0.70},
  {"beschwerde",        "beschwerde einreichen|einlegen|einzureichen|einreiche",                               complaint, 0.80},
  // -- what looks like an opt-out and is none -------------------------------------------------------------------------
  {"nicht_abmelden",    "{not} (mich|uns|vom|von|den|aus|wieder|einfach|versehentlich|ungewollt) (bitte|newsletter|der|dem|ihrem) (newsletter|liste|verteiler) {away}|abmelden", other, 0.60},
  {"nicht_melden_ab",   "melden|tragen|nehmen|löschen|bestellen (sie) (mich|uns|den|bitte) (bitte|newsletter) nicht * ab|aus|raus|newsletter|verteiler", other, 0.92},
  {"keinesfalls",       "möchte|will|wollen|möchten (mich|den|uns) (newsletter) (nicht|keinesfalls|nie) * abmelden|abbestellen|abgemeldet|austragen", other, 0.90},
  {"abmelden_event",    "(möchte|moechte|will|wollen|möchten|muss|kann|würde) (ich|mich|uns|wir) (mich|uns) (leider|gerne|hiermit) zum|zur|beim|für|vom|von (das|den|die|der|dem|ihrem) webinar|termin|veranstaltung|seminar|meeting|kurs|event|workshop|schulung|demo|messe|call * abmelden|abmelde|abgemeldet|absagen|abzumelden", other, 0.85},
  {"anmelden_event",    "zum|zur|beim|für|vom|von (das|den|die|der|dem|ihrem) webinar|termin|veranstaltung|seminar|kurs|event|workshop|schulung|demo * anmelden|an|teilnehmen|dabei", interested, 0.70},
  {"absagen",           "termin|meeting|bestellung|auftrag|webinar|buchung|reservierung|rechnung|gespräch|vertrag * stornieren|absagen|verschieben|verlegen|löschen|kündigen|abgesagt|umbuchen|korrigieren|storniert", other, 0.85},
  {"dritter",           "{my} kollegen|kollegin|kollege|chef|chefin|mitarbeiter|mitarbeiterin|frau|mann|vorgänger|vorgängerin|kunden|partner|sohn|tochter * {away}|aus|ab|verteiler", other, 0.75},
  {"ihn_sie",           "ihn|herrn|frau (!mich|uns) * aus|vom|von ({your}) ({your}) {list} {away}",                   other, 0.75},
  {"anderer",           "löschen|streichen|entfernen|nehmen|tragen (sie) (bitte) herrn|frau|ihn (!mich|uns) * aus|vom|von|ab", other, 0.75},
  {"adresse_genannt",   "löschen|löscht|streichen|entfernen|entfernt|nehmen|nehmt|tragen (sie|ihr) (bitte) (die|diese|auch|folgende|folgenden) (adresse|mailadresse|emailadresse|email|adressen) <address> (und|sowie) (<address>)", opt_out_of_others, 0.93},
  {"adresse_genannt_away", "<address> (und|sowie) (<address>) (bitte) (aus|vom|von) ({your}) ({list}) (bitte) {away}",  opt_out_of_others, 0.92},
  // -- footers and second thoughts ------------------------------------------------------------------------------------
  {"hier_klicken",      "klicken|klicke|klick|klickt (sie) (bitte|einfach) (bitte|einfach) hier|auf",  instruction},
  {"hier_abmelden",     "hier|jederzeit|unter|über (können|kann|sie|ihr|du|bitte|jederzeit) (sich) abmelden|abbestellen|austragen", instruction},
  {"antworten_mit",     "antworten|antworte|antwortet (sie) (bitte|einfach|auf) (einfach|diese) (mail|email) mit",                     instruction},
  {"angebot",           "antworten|antworte|antwortet|schreiben|schreib (sie|mir|uns) (einfach|kurz|bitte) (nur) (mit) nein (danke)", offer},
  {"wenn_sie",          "wenn|falls|sollten|möchten|wollen sie|du * keine|nicht|abmelden|abbestellen * möchten|erhalten|wünschen|möchtest|wollen|klicken", instruction},
  {"sie_erhalten",      "sie|du|ihr erhalten|erhältst|bekommen|bekommst|erhaltet diese",                             instruction},
  {"sie_koennen",       "sie|du|ihr können|kannst|könnt (sich|dich|den|diesen) (newsletter) (jederzeit) * abmelden|abbestellen|austragen",                           instruction},
  {"versehen",          "versehentlich|irrtümlich|fälschlicherweise|versehen|ungewollt|unabsichtlich (vom|aus) (newsletter|verteiler) abgemeldet|gelöscht|ausgetragen|abbestellt", retraction, 0.90},
  {"wieder_aufnehmen",  "wieder (in|auf) ({your}) (verteiler|liste|newsletter) aufnehmen|anmelden|eintragen|aufgenommen|hinzufügen|einschreiben|reinnehmen|abonnieren|angemeldet", retraction, 0.92},
  {"abonnieren",        "abonnieren|anmelden|anmeldung",                                                             retraction, 0.80, sentence},
};
// clang-format on

} // namespace

RuleTable german_wishes() { return {.language = "de", .slots = slots, .rules = rules}; }

} // namespace classifier
