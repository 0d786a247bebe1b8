// Other languages: the plain keywords and the commonest phrases, where a few words are safe. Everything else in these
// languages goes to review.
#include <array>

#include "classifier/rule.hpp"

namespace classifier {

namespace {

using enum Effect;
using enum Place;

// clang-format off
constexpr Rule any_rules[]{
  {"keyword", "arret|arrêt|arrêter|stopp|baja|sair|parar|cancelar|remover|désabonner|désinscrire|désabonnement|désinscription|desinscribir|alto|basta|disiscrivimi|cancellami|disiscrizione|afmelden|uitschrijven|afmeld|avmeld|avmelding|avregistrera|avsluta|avprenumerera|odhlásit|odhlasit|wypisz|wypisać|rezygnuję|leiratkozás|leiratkozom|dezabonare|dezabonați|отписаться|отпишите|отписка|відписатися|відписка|διαγραφή|çıkış|iptal|lopeta|peruuta|odjava|odjavi|odhlásiť|tilbake", opt_out, 0.96, message},
};

constexpr Rule dutch[]{
  {"uitschrijven",     "schrijf|schrijft|meld|haal|haalt (mij|me|ons) (aub|alstublieft) (van|uit) (de|uw|jullie|deze|alle) (mailinglijst|lijst|nieuwsbrief|verzendlijst|mailing|mailinglist|bestand) uit|af|eruit", opt_out, 0.95},
  {"uit_lijst",        "verwijder|verwijderen|haal|schrap|schrijf (mij|me|ons|mijn) (adres|mailadres|emailadres|naam|gegevens) (aub) uit|van|af", opt_out, 0.92},
  {"verwijder_mij",    "verwijder|schrap mij|me|ons|mijn (adres|emailadres|mailadres)",                               opt_out, 0.90},
  {"afmelden",         "graag|wil|aub|alsjeblieft|alstublieft|wens|gelieve (mij|me|ons|ik) (mij|me|ons|aub) (van|voor) (de|deze|uw|jullie) (nieuwsbrief|mailing|lijst) afmelden|uitschrijven|uitgeschreven|afgemeld", opt_out, 0.94},
  {"geen_mails",       "geen (enkele|verdere) (mail|mails|email|emails|nieuwsbrief|nieuwsbrieven|berichten|reclame|mailings) meer|ontvangen|sturen|aub", opt_out, 0.94},
  {"stop_met",         "stop|stoppen (aub|alstublieft|svp) (met) (mailen|mails|emails|sturen|spammen|deze|het)",       opt_out, 0.88},
  {"niet_mailen",      "niet|nooit (meer) mailen|benaderen|contacteren|emailen|benaderd",                                opt_out, 0.86},
  {"gegevens",         "verwijder|wis|verwijderen (aub) (al|alle) (mijn|onze) (persoonlijke) (persoons) gegevens|persoonsgegevens|data", erasure, 0.93},
  {"hoe_gegevens",     "hoe|waar (komt|komen|heb|hebben|hebt) (u|je|jullie) (aan) (mijn) (gegevens|adres|emailadres|mailadres|email)", access, 0.80},
  {"niet_afmelden",    "niet|nooit (mij|me|willen|af) afmelden|uitschrijven",                                            none},
  {"klik_hier",        "klik|klikt (dan|op) hier|onderstaande",                                                         instruction},
  {"geen_interesse",   "geen|niet (echt) geïnteresseerd|interesse|belangstelling|behoefte|budget",  not_interested, 0.90},
  {"nee_bedankt",      "nee bedankt|dank|dankje|hoor",                                                                   not_interested, 0.90},
  {"interesse",        "(heb|hebben|wel|zeker|klinkt|lijkt) (ik|wij|we|me|mij|ons) (wel|zeker|erg) interessant|interesse|geïnteresseerd|goed|leuk", interested, 0.84},
  {"stuur",            "stuur|stuurt|mail|bel (u|mij|me|maar|gerust) (maar|de|een|meer|mij|uw|het) (offerte|informatie|info|voorstel|prijzen|meer|morgen|even|terug)", interested, 0.82},
  {"afwezig",          "afwezig|afwezigheid|buiten kantoor|vakantie|verlof",                                            out_of_office, 0.80},
  {"met_vakantie",     "(op|met) vakantie|verlof|zwangerschapsverlof|ouderschapsverlof",                                 out_of_office, 0.86},
  {"niet_aanwezig",    "niet (op) (kantoor|aanwezig|bereikbaar)",                                                        out_of_office, 0.80},
  {"werkt_niet_meer",  "niet (hier|langer) meer werkzaam|hier|bij|in",                                                   left_company, 0.88},
  {"werkt_hier_niet",  "werkt|werk|is (hier) (helaas) niet|hier niet|meer (meer)",                                        left_company, 0.88},
  {"uit_dienst",       "uit dienst",                                                                                     left_company, 0.92},
};

constexpr Rule french[]{
  {"desabonnez",       "désabonne~|désinscri~|désabonez~ (moi|nous|svp)",                                                opt_out, 0.92},
  {"me_desabonner",    "me|nous|m'|veuillez|merci|souhaite|veux|voudrais|puis (de) (me|nous) désabonner|désinscrire|désabonnement", opt_out, 0.95},
  {"retirer",          "retirez|retirer|supprimez|supprimer|enlevez|enlever|effacez|rayez|ôtez (moi|nous|mon|notre) (adresse|mail|email|nom|de|des) (mail|email|de|électronique|des) (vos|votre|la|cette|de|mon|votre) (liste|listes|base|fichiers|fichier|diffusion|mailing)", opt_out, 0.93},
  {"retirez_moi",      "retirezmoi|supprimezmoi|enlevezmoi|retireznous|rayezmoi",                                         opt_out, 0.95},
  {"plus_recevoir",    "plus|pas|jamais recevoir|reçevoir|recevoire (de|vos|d'|ces|aucun|aucune|votre|cette)",           opt_out, 0.94},
  {"plus_contacter",   "plus|pas|jamais (me|nous|être|m') (plus) contacter|contactée|contacté|écrire|envoyer|sollicité|sollicitée|solliciter|m'envoyer|m'écrire|m'importuner|déranger", opt_out, 0.92},
  {"menvoyez_plus",    "envoyez|contactez|écrivez|m'envoyez|m'écrivez|sollicitez (moi) plus|jamais|pas (de|rien|vos)",    opt_out, 0.93},
  {"arretez",          "arrêtez|arreter|cessez|stoppez|arrête (de|d'|vos|ces|les|immédiatement|m') (me|m'envoyer|nous|envoyer|m'écrire|ces|vos|m'importuner|spammer|contacter|mails|emails|messages|spam|envois)", opt_out, 0.92},
  {"arretez_denvoyer", "arrêtez|cessez d'envoyer|d'envoi|m'envoyer",                                                      opt_out, 0.92},
  {"donnees",          "supprimer|supprimez|effacer|effacez|suppression|effacement (de) (toutes|tous|l'ensemble) (de) (mes|nos) données", erasure, 0.93},
  {"comment_adresse",  "comment|où avezvous|avez (vous) (obtenu|eu|trouvé) (mon|mes|notre)",                              access, 0.88},
  {"negation",         "ne|n'|pas|me (me|nous) (pas) désabonnez|désabonner|désinscrivez|désinscrire (pas|surtout)",       none},
  {"ne_desabonnez_pas", "ne (me|nous) désabonne~|désinscri~ (surtout) pas",                                               none},
  {"cliquez",          "cliquez|cliquer (sur|simplement) ici|lien|ce|cidessous",                                        instruction},
  {"pour_desabonner",  "pour (vous|ne) (plus|désabonner|désinscrire)",                                                     instruction},
  {"pas_interesse",    "pas|plus|aucunement|guère (du|très) (tout) intéressé~|intéresse|interesse|interessé~|intérêt",    not_interested, 0.92},
  {"aucun_besoin",     "pas|aucun|sans (de|le|d') (besoin|budget|intérêt|suite)",                                         not_interested, 0.84},
  {"non_merci",        "non merci",                                                                                       not_interested, 0.92},
  {"interesse",        "intéressé|intéressée|intéressés|intéresse|intéressant|volontiers",                                 interested, 0.80},
  {"envoyez",          "envoyez|envoyer|appelez|rappelez|contactez (moi|nous) (le|la|un|une|votre|plus|demain|svp)",      interested, 0.70},
  {"envoyez_moi",      "envoyezmoi|appelezmoi|rappelezmoi|contactezmoi|inscrivezmoi",                                      interested, 0.84},
  {"absent",           "absent|absente|absence|congé|congés|vacances (du|jusqu'au|jusqu'|maternité|parental|annuels)",    out_of_office, 0.84},
  {"de_retour",        "(serai|reviendrai|suis) (de) retour|absente|absent (le|au|du)",                                    out_of_office, 0.84},
  {"hors_bureau",      "hors|absent|absente du|de bureau",                                                                out_of_office, 0.90},
  {"a_quitte",         "quitté (la|l'|notre|le) (société|entreprise|l'entreprise|groupe|poste|fonctions)",               left_company, 0.92},
  {"ne_travaille_plus", "travaille|fait|est|travaillant (plus) plus|partie (chez|ici|dans|de|pour)",                      left_company, 0.86},
  {"accuse",           "accusé|accuse (de) réception",                                                                    auto_ack, 0.86},
  {"message_auto",     "message|réponse|courriel automatique|automatisé",                                                 auto_ack, 0.80},
};

constexpr Rule spanish[]{
  {"baja",             "dar|darme|darse|dame|den|denme|deme|dadme|dé|solicito|quiero|deseo|pido|favor (me|la|de) (de|la|mi) baja", opt_out, 0.94},
  {"de_baja",          "dar|darme|darnos|dame|denme|deme|dadme|dé de baja",                                             opt_out, 0.95},
  {"baja_medica",      "baja médica|laboral|maternal|maternidad|paternidad|temporal|por",                                 out_of_office, 0.84},
  {"de_baja_medica",   "de baja médica|laboral|maternal|por|hasta",                                                        out_of_office, 0.86},
  {"cancelar",         "cancelar|cancele|cancelen|anular (mi|la|esta) suscripción",                                       opt_out, 0.92},
  {"no_recibir",       "no|nunca (quiero|deseo|queremos|deseamos|quisiera|me|nos) (quiero) recibir (más|ningún|ninguna|sus|este|estos|correos|publicidad|emails|mensajes)", opt_out, 0.94},
  {"no_me_envien",     "no me|nos (vuelvan|vuelva|más) (a) envíen|envíe|enviar|enviéis|manden|mande|mandar|escriban|contacten|contactar|molesten|escribir|escriba|contacte|escribáis|mandéis", opt_out, 0.93},
  {"dejen_de",         "dejen|deje|deja|dejad|paren|pare de enviar~|mandar~|escribir~|contactar~|molestar~|spam",          opt_out, 0.94},
  {"eliminar",         "elimine|eliminen|elimíname|eliminarme|borre|borren|bórrame|bórrenme|quítenme|quítame|quite|quiten|sáquenme|sácame|saquen|elimínenme|retírenme|bórreme|quíteme (me|mi|de) (correo|email|dirección|nombre|de|la|esta|su) (de|su|lista|correo) (su|la|lista|sus) (lista|base|listas|correos)", opt_out, 0.88},
  {"no_mas",           "no más correos|emails|mensajes|publicidad|mails",                                                 opt_out, 0.93},
  {"datos",            "eliminar|eliminen|elimine|borrar|borren|borre|supriman|suprimir|supresión (de) (todos) (mis|nuestros) datos", erasure, 0.93},
  {"de_donde",         "(de) dónde|cómo (han|ha|habéis|obtuvieron|sacaron|consiguieron) (sacado|obtenido|conseguido) mi|mis", access, 0.88},
  {"no_dar_baja",      "no (me|quiero|queremos|nos) (den|dar|darme|dé|que) (de|me) (den|baja) (de) (baja)",              none},
  {"pulse",            "pulse|haga|clic|presione (clic) aquí",                                                             instruction},
  {"si_no_desea",      "si no desea|desean|quiere|deseas",                                                                 instruction},
  {"no_me_interesa",   "no (me|nos|le|estoy|estamos|tengo|tenemos|hay|es) interesa|interesado|interesada|interesados|interés|necesitamos|necesito|presupuesto", not_interested, 0.92},
  {"no_gracias",       "no (muchas) gracias",                                                                              not_interested, 0.92},
  {"me_interesa",      "interesa|interesado|interesada|interesados|interesante",                                          interested, 0.80},
  {"envieme",          "envíeme|envíenme|mándeme|mándame|envíame|reserve|resérveme|llámeme|llámame|apúntame|apúnteme|cuente|inscríbame (un|una|el|la|más|conmigo|mañana|plaza)", interested, 0.84},
  {"fuera",            "fuera (de) (la) oficina",                                                                           out_of_office, 0.92},
  {"vacaciones",       "(de) vacaciones|ausente|permiso (hasta|del|desde)",                                                out_of_office, 0.84},
  {"ya_no_trabaja",    "ya no|trabaja (trabaja|forma|está|pertenece) (en|aquí|parte|con)",                                 left_company, 0.88},
  {"dejo_empresa",     "dejado|dejó|abandonado la|esta empresa|compañía",                                                 left_company, 0.90},
  {"automatico",       "mensaje|respuesta|correo automático|automática|automatizado",                                      auto_ack, 0.80},
};

constexpr Rule italian[]{
  {"disiscrivi",       "disiscriv~|cancellami|cancellatemi|cancellarmi|rimuovetemi|rimuovimi|toglietemi|toglimi|eliminatemi|disiscrizione", opt_out, 0.93},
  {"cancellare",       "cancellare|cancellate|rimuovere|rimuovete|eliminare|togliere|togliete (il|la|mio|mia|questo) (mio|mia) (indirizzo|email|mail|nominativo|iscrizione|contatto)", opt_out, 0.92},
  {"non_ricevere",     "non|più|smettere (voglio|vogliamo|desidero|vorrei|desideriamo|intendo|di) (più) (ricevere|essere) (più|contattato|contattata|ricevere|vostre|altre|le|email|mail|newsletter|contattati)", opt_out, 0.90},
  {"non_inviate",      "non (mi|ci) (inviate|mandate|scrivete|contattate|inviatemi|mandatemi|scrivetemi|contattatemi) (più|altre)", opt_out, 0.92},
  {"smettete",         "smettete|smettetela|basta|smetti (di|con) (inviare|mandarmi|mandare|scrivermi|inviarmi|email|mail|spam|queste|contattarmi)", opt_out, 0.90},
  {"dati",             "cancellare|cancellate|cancellazione|eliminare|eliminate (di|tutti|dei) (tutti|i|miei) (i|miei) (miei) dati", erasure, 0.92},
  {"clicca",           "clicca|cliccare|cliccate qui",                                                                       instruction},
  {"non_interessa",    "non (mi|ci|sono|siamo|è|di) (nostro) (interessa|interessato|interessata|interessati|interesse)",    not_interested, 0.92},
  {"no_grazie",        "no grazie",                                                                                          not_interested, 0.92},
  {"interessa",        "interessa|interessato|interessata|interessati|interessante|volentieri",                              interested, 0.80},
  {"mandatemi",        "mandatemi|inviatemi|mandami|inviami|chiamatemi|chiamami|mandi|invii",                                interested, 0.80},
  {"fuori_sede",       "fuori sede|ufficio",                                                                                 out_of_office, 0.92},
  {"ferie",            "(in) ferie|assente|vacanza|maternità",                                                               out_of_office, 0.84},
  {"non_lavora_piu",   "non (lavora|fa|collabora|è) (più) (più|parte|qui|presso|con|in)",                                    left_company, 0.84},
  {"automatico",       "messaggio|risposta|email automatico|automatica",                                                      auto_ack, 0.80},
};

constexpr Rule portuguese[]{
  {"cancelar",         "cancelar|cancele|cancelem|anular (a|minha|da|esta) (minha) inscrição|subscrição|assinatura",          opt_out, 0.92},
  {"remover",          "remover|remova|removam|removerem|retirar|retire|retirem|tirem|tire|excluir|exclua|excluam|descadastrar|descadastre|descadastrem|eliminem|apaguem (me|o|meu|da|de) (meu|email|da|de|o) (email|da|de|nome|contato|contacto|sua|vossa) (lista|da|de|sua|vossa)", opt_out, 0.86},
  {"remover_me",       "removame|removamme|retirarme|retiremme|tiremme|removerme|descadastrarme|retireme|tireme",             opt_out, 0.95},
  {"nao_receber",      "não (quero|desejo|queremos|pretendo|gostaria|desejamos|pretendemos) (mais) (de) receber",             opt_out, 0.93},
  {"nao_me_enviem",    "não|parem|pare|deixem (de|me|nos|mais) (me|de) envie|enviem|mande|mandem|enviar|mandar|enviarme|contactar|contatem|contactem|contatar|escrevam|escrever|mandarme|contactarme", opt_out, 0.93},
  {"dados",            "apagar|apaguem|eliminar|eliminem|excluir|excluam|exclusão|remover|eliminação|apagamento (de|dos|todos) (todos|os|meus) (os|meus) dados", erasure, 0.90},
  {"nao_cancelar",     "não (cancele|cancelem|quero|me) (cancelar|cancele|removam) (a|minha) (inscrição|subscrição)",        none},
  {"clique",           "clique aqui",                                                                                         instruction},
  {"sem_interesse",    "não|sem (tenho|temos|há|estou|estamos|me) (interesse|interessado|interessada|interessados|interessa)", not_interested, 0.92},
  {"nao_obrigado",     "não (muito) obrigado|obrigada",                                                                        not_interested, 0.92},
  {"tenho_interesse",  "tenho|temos|estou|há (muito) interesse|interessado|interessada|interessados",                         interested, 0.90},
  {"enviem",           "envie|enviem|mande|mandem|envieme|enviemme|liguem|ligar|ligue (me|a|uma|mais|o) (proposta|informações|orçamento|detalhes|amanhã)", interested, 0.80},
  {"fora",             "fora (do|da) (escritório|empresa)",                                                                    out_of_office, 0.90},
  {"ferias",           "(de) férias|ausente|licença",                                                                         out_of_office, 0.84},
  {"ja_nao",           "(já) não|mais trabalha|trabalho|colabora|faz (mais|aqui|na|connosco|conosco|parte)",                  left_company, 0.86},
  {"automatica",       "mensagem|resposta|email automática|automático",                                                      auto_ack, 0.80},
};
// clang-format on

} // namespace

std::span<const RuleTable> southern_and_dutch_rules() {
  static constexpr std::array tables{
      RuleTable{.language = "", .slots = {}, .rules = any_rules},
      RuleTable{.language = "nl", .slots = {}, .rules = dutch},
      RuleTable{.language = "fr", .slots = {}, .rules = french},
      RuleTable{.language = "es", .slots = {}, .rules = spanish},
      RuleTable{.language = "it", .slots = {}, .rules = italian},
      RuleTable{.language = "pt", .slots = {}, .rules = portuguese},
  };
  return tables;
}

} // namespace classifier
