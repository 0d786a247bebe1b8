// Dutch and the Romance languages: the plain keywords and the commonest phrases. A row of an opt-out names the list,
// the mail or the person, so that nothing is suppressed for a verb alone.
#include <array>

#include "classifier/rule.hpp"

namespace classifier {

namespace {

using enum Effect;
using enum Place;

// clang-format off
constexpr Rule keywords[]{
  {"keyword", "arret|arrêt|arrêter|stopp|baja|sair|parar|remover|désabonner|désinscrire|désabonnement|désinscription|desinscribir|disiscrivimi|cancellami|disiscrizione|afmelden|uitschrijven|afmeld|avmeld|avmelding|avregistrera|avprenumerera|odhlásit|odhlásiť|wypisz|wypisać|rezygnuję|leiratkozás|leiratkozom|dezabonare|отписаться|отпишите|отписка|відписатися|відписка|διαγραφή|iptal|odjava|odjavi|arretez|arrete|unsub|unreg|stopsms|pare|cancelar|cancela|salir|alto|borrar|descadastrar|descadastro|cancelamento|disiscrivi|cancella|annulla|rimuovimi|afmelding|uitschrijving|avregistrering|avprenumerering|avanmälan|avslutt|avslutte|frameld|framelding|peruuta|lopeta|peru|poista|wypis|rezygnacja|odhlášení|odhlásenie|odhlásit|leiratkozni|dezabonează|отписвам|отпиши|отписване|στοπ|διαγράψτε|απεγγραφή|ret|iptalet|стоп|отмена|припинити|توقف|إلغاء|ايقاف|إيقاف|הסר|הסירו|להסיר|הסרה|בטל|अनसब्सक्राइब|बंद|berhenti|keluar|huy|hủy|dừng|td|tc", opt_out, 0.96, message},
  {"two_words", "stop|opt|unsub|stopp sms|all|out|promo|mail|mails|now", opt_out, 0.96, message},
  {"vietnamese", "hủy|dừng|ngừng đăng|nhận|gửi (ký|tin)", opt_out, 0.96, message},
  {"indonesian", "berhenti berlangganan", opt_out, 0.96, message},
  {"arabic", "الغاء|إلغاء الاشتراك|اشتراك|اشتراكي", opt_out, 0.96, message},
  {"start", "start|unstop|resume", other, 0.95, message},
};

constexpr Slot dutch_slots[]{
  {"me",   "mij|me|ons"},
  {"your", "de|uw|jullie|deze|alle|je|dit|die"},
  {"list", "mailinglijst|mailinglijsten|lijst|lijsten|nieuwsbrief|nieuwsbrieven|verzendlijst|mailing|mailinglist|bestand|adressenbestand|maillijst|database|mailings|emaillijst"},
  {"mail", "mail|mails|email|emails|nieuwsbrief|nieuwsbrieven|berichten|reclame|mailings|mailtjes|post|spam"},
};

constexpr Rule dutch[]{
  {"schrijf_uit",      "schrijf|schrijft|meld|haal|haalt {me} (aub|alstublieft|alsjeblieft) (van|uit|voor) ({your}) ({list}) (aub) uit|af|eruit", opt_out, 0.95},
  {"haal_van_lijst",   "haal|verwijder|verwijderen|schrap|schrijf|halen {me}|mijn (adres|mailadres|emailadres|naam|gegevens) (aub) uit|van ({your}) ({your}) {list}", opt_out, 0.95},
  {"verwijder_mij",    "verwijder|schrap {me}|mijn (adres|emailadres|mailadres)",                                       opt_out, 0.90},
  {"afmelden",         "graag|wil|aub|alsjeblieft|alstublieft|wens|gelieve|wilt ({me}|ik|u) ({me}) (graag) (van|voor) ({your}) ({list}) afmelden|uitschrijven|uitgeschreven|afgemeld", opt_out, 0.93},
  {"afmelden_van",     "afmelden|uitschrijven|afmelding (van|voor) ({your}) {list}",                                    opt_out, 0.92},
  {"geen_mails_meer",  "geen (enkele|verdere) {mail} (van) ({your}|u) (meer|ontvangen)",                                opt_out, 0.70},
  {"geen_mails_meer_wil", "geen (enkele|verdere) {mail} (van) (u|jullie) meer",                                         opt_out, 0.93},
  {"wil_geen",         "wil|wens|willen|wensen (ik|wij) geen (enkele|verdere) {mail}",                                  opt_out, 0.92},
  {"stop_met",         "stop|stoppen (aub|alstublieft) met mailen|sturen|mails|emails|spammen|{your} (mails|emails|reclame)", opt_out, 0.92},
  {"niet_meer_mailen", "niet|nooit meer mailen|benaderen|contacteren|emailen|benaderd|gemaild",                         opt_out, 0.92},
  {"gegevens",         "verwijder|wis|verwijderen (aub) (al|alle) mijn|onze (persoonlijke) gegevens|persoonsgegevens|data", erasure, 0.93},
  {"hoe_aan_gegevens", "hoe|waar komt|komen|heb|hebben|hebt|heeft (u|je|jullie) (aan) mijn",                            access, 0.88},
  {"klik_hier",        "klik|klikt (dan|op) hier|onderstaande",                                                         instruction},
  {"geen_interesse",   "geen|niet (echt) geïnteresseerd|interesse|belangstelling|behoefte|budget",                      not_interested, 0.92},
  {"nee_bedankt",      "nee bedankt|dank|dankje",                                                                       refusal, 0.90},
  {"interesse",        "interessant|interesse|geïnteresseerd",                                                          interested, 0.80},
  {"klinkt_goed",      "klinkt|lijkt ({me}) (erg|heel) goed|leuk|interessant",                                          interested, 0.88},
  {"stuur",            "stuur|stuurt|mail|bel ({me}|u) (maar|gerust|even|aub) (de|een|meer|uw|het) offerte|informatie|info|voorstel|prijzen|morgen|terug", interested, 0.84},
  {"afwezig",          "afwezig|afwezigheid|zwangerschapsverlof|ouderschapsverlof",                                     out_of_office, 0.86},
  {"buiten_kantoor",   "buiten|niet (op|aanwezig) kantoor",                                                             out_of_office, 0.90},
  {"met_vakantie",     "op|met vakantie|verlof|zakenreis",                                                              out_of_office, 0.90},
  {"niet_meer_bij",    "niet (langer) meer werkzaam|hier|bij|in",                                                       left_company, 0.88},
  {"werkt_hier_niet",  "werkt|werk|is (hier) (helaas) niet meer",                                                       left_company, 0.86},
  {"werkt_hier_niet_meer", "werkt|werk hier niet",                                                                      left_company, 0.88},
  {"uit_dienst",       "uit dienst",                                                                                    left_company, 0.92},
  {"automatisch",      "automatisch|automatische (gegenereerd) bericht|antwoord|ontvangstbevestiging",                  auto_ack, 0.84},
};

constexpr Slot french_slots[]{
  {"list", "liste|listes|base|fichiers|fichier|mailing|newsletter|newsletters|diffusion|données"},
  {"your", "vos|votre|la|cette|de|d'envoi|des|les|mon|toutes|ces|ce"},
  {"mail", "mails|mail|emails|email|courriels|courriel|messages|newsletters|newsletter|publicités|publicité|pub|spam|sollicitations|envois|offres"},
};

constexpr Rule french[]{
  {"desabonnez_moi",   "désabonnez|désinscrivez|désabonner|désabonnermoi|désinscrire moi|nous|svp|de",                  opt_out, 0.94},
  {"desabonnezmoi",    "désabonnezmoi|désinscrivezmoi|désabonneznous|désinscriveznous|désabonnemoi",                    opt_out, 0.96},
  {"me_desabonner",    "me|nous|veuillez|merci|souhaite|veux|voudrais|m' (de) (me|nous|bien) (vouloir) (me|nous) désabonner|désinscrire|désabonnement", opt_out, 0.94},
  {"retirez_moi",      "retirezmoi|supprimezmoi|enlevezmoi|retireznous|rayezmoi",                                       opt_out, 0.94},
  {"me_retirer",       "me|nous|mon (adresse) retirer|supprimer|enlever|radier|rayer de ({your}) ({your}) {list}",      opt_out, 0.95},
  {"retirer_de_liste", "retirez|retirer|supprimez|supprimer|enlevez|enlever|rayez|ôtez (moi|nous) (mon|notre) (adresse|mail|email|nom) (mail|email) de|des ({your}) ({your}) {list}", opt_out, 0.94},
  {"retirer_adresse",  "retirez|retirer|supprimez|supprimer|enlevez|enlever|rayez mon|notre adresse|mail|email|nom",    opt_out, 0.92},
  {"plus_recevoir",    "souhaite|veux|désire|souhaitons|voulons|voudrais|souhaiterais (pas|plus|ne) (pas|plus|jamais) recevoir|être", opt_out, 0.93},
  {"ne_plus_recevoir", "ne plus (jamais) (rien) recevoir|être|me (contacté|sollicité|contacter)",                       opt_out, 0.93},
  {"ne_me_contactez",  "ne (me|nous) contactez|écrivez|sollicitez|envoyez plus|jamais|pas (de|vos|rien)",               opt_out, 0.94},
  {"ne_plus_envoyer",  "ne plus|pas|jamais (me|nous) m'envoyer|m'écrire|m'importuner|contacter|solliciter|envoyer|écrire (de|d'|vos)", opt_out, 0.93},
  {"ne_menvoyez",      "ne m'envoyez|m'écrivez plus|jamais|pas (de|vos|rien)",                                          opt_out, 0.94},
  {"arretez_de",       "arrêtez|cessez|arrête|arrêter de (me|nous|m'envoyer|m'écrire) envoyer|contacter|m'envoyer|m'écrire|spammer|solliciter|m'importuner|déranger|des|vos", opt_out, 0.93},
  {"arretez_mails",    "arrêtez|cessez|stoppez|arrêter ({your}) ({your}) {mail}",                                       opt_out, 0.92},
  {"plus_de_mails",    "plus|pas|aucun de|d'|autre {mail} (svp|merci)",                                                 opt_out, 0.75},
  {"donnees",          "supprimer|supprimez|effacer|effacez|suppression|effacement (de) (toutes|tous|l'ensemble) (de) mes|nos données", erasure, 0.93},
  {"comment_adresse",  "comment|où avez|avezvous (vous) (obtenu|eu|trouvé) (mon|mes|notre)",                            access, 0.86},
  {"cliquez",          "cliquez|cliquer (sur|simplement) ici|lien|ce|cidessous",                                        instruction},
  {"pour_desabonner",  "pour (vous|ne) (plus) désabonner|désinscrire|recevoir",                                         instruction},
  {"pas_interesse",    "pas|plus|aucunement|guère (du|très) (tout) intéressé~|intéresse|interesse|interessé~|intérêt",  not_interested, 0.92},
  {"pas_besoin",       "pas|aucun|sans (de|le|d') besoin|budget|intérêt|suite",                                         not_interested, 0.84},
  {"non_merci",        "non merci",                                                                                     refusal, 0.92},
  {"interesse",        "intéressé|intéressée|intéressés|intéresse|intéressant|volontiers",                               interested, 0.80},
  {"envoyez_moi",      "envoyezmoi|appelezmoi|rappelezmoi|contactezmoi|inscrivezmoi",                                    interested, 0.84},
  {"absent",           "absent|absente|absence|congé|congés|vacances (du|jusqu'au|jusqu'|maternité|parental|annuels)",  out_of_office, 0.84},
  {"de_retour",        "serai|reviendrai|suis (de) retour|absente|absent (le|au|du)",                                   out_of_office, 0.84},
  {"hors_bureau",      "hors|absent|absente du|de bureau",                                                              out_of_office, 0.90},
  {"a_quitte",         "quitté (la|l'|notre|le) société|entreprise|l'entreprise|groupe|poste|fonctions",                left_company, 0.92},
  {"ne_travaille_plus", "ne|n' travaille|fait|est|travaillant plus (partie|chez|ici|dans|de|pour|en)",                   left_company, 0.88},
  {"accuse",           "accusé|accuse (de) réception",                                                                  auto_ack, 0.86},
  {"message_auto",     "message|réponse|courriel automatique|automatisé",                                               auto_ack, 0.80},
};

constexpr Slot spanish_slots[]{
  {"list", "lista|listas|base|boletín|newsletter|correos|suscripción|distribución|envíos|datos"},
  {"your", "su|sus|la|las|esta|este|tu|vuestra|el|de|los|estos|más|ningún|otro|otros"},
  {"mail", "correos|correo|emails|email|mensajes|publicidad|boletines|boletín|newsletter|mails|mail|spam|promociones|propaganda|información"},
};

constexpr Rule spanish[]{
  {"de_baja",          "dar|darme|darnos|dame|denme|deme|dadme|dé|den|darse (me|nos) de baja",                          opt_out, 0.95},
  {"quiero_baja",      "solicito|quiero|deseo|pido|solicitar (la|mi|darme) (de) baja",                                  opt_out, 0.93},
  {"baja_de_lista",    "baja de|en ({your}) ({your}) {list}",                                                           opt_out, 0.93},
  {"esta_de_baja",     "estoy|está de baja",                                                                            out_of_office, 0.86},
  {"baja_laboral",     "baja (por) médica|laboral|maternal|maternidad|paternidad|enfermedad",                           out_of_office, 0.84},
  {"cancelar",         "cancelar|cancele|cancelen|anular|anulen (mi|la|esta) suscripción",                              opt_out, 0.90},
  {"no_quiero_recibir", "no (quiero|deseo|queremos|deseamos|quisiera|me|nos) (interesa) (seguir) recibir|recibiendo ({your}) ({your}) {mail}|nada|más", opt_out, 0.94},
  {"no_me_envien",     "no (me|nos) (vuelvan|vuelva|vuelvas) a enviar|enviarme|mandar|mandarme|escribir|escribirme|contactar|contactarme|molestar|molestarme", opt_out, 0.95},
  {"no_envien_mas",    "no me|nos envíen|envíe|enviéis|manden|mande|escriban|contacten|molesten|escriba|contacte|envíes más|{your}|nunca|{mail}", opt_out, 0.94},
  {"dejen_de",         "dejen|deje|deja|dejad|paren|pare de enviar~|mandar~|escribir~|contactar~|molestar~",            opt_out, 0.95},
  {"eliminenme",       "elimínenme|elimíname|bórrame|bórrenme|quítenme|quítame|sáquenme|sácame|bórreme|quíteme|retírenme|sáqueme de ({your}) ({your}) {list}", opt_out, 0.96},
  {"eliminenme_solo",  "elimínenme|elimíname|bórrame|bórrenme|quítenme|quítame|sáquenme|sácame|bórreme|quíteme",        opt_out, 0.88, sentence},
  {"eliminar_correo",  "eliminar|elimine|eliminen|borre|borren|quiten|quite|saquen (a) mi (dirección|correo|email|nombre|contacto|de) (de) (correo)", opt_out, 0.92},
  {"no_mas",           "no más {mail}",                                                                                 opt_out, 0.93},
  {"datos",            "eliminar|eliminen|elimine|borrar|borren|borre|supriman|suprimir|supresión (de) (todos) mis|nuestros datos", erasure, 0.93},
  {"de_donde",         "dónde|cómo han|ha|habéis|obtuvieron|sacaron|consiguieron (sacado|obtenido|conseguido) mi|mis",  access, 0.90},
  {"pulse",            "pulse|haga|presione (clic) aquí",                                                               instruction},
  {"si_no_desea",      "si no desea|desean|quiere|deseas",                                                              instruction},
  {"no_me_interesa",   "no (me|nos|le|estoy|estamos|tengo|tenemos|hay|es) interesa|interesado|interesada|interesados|interés|necesitamos|necesito|presupuesto", not_interested, 0.92},
  {"no_gracias",       "no (muchas) gracias",                                                                           refusal, 0.92},
  {"me_interesa",      "interesa|interesado|interesada|interesados|interesante",                                        interested, 0.80},
  {"envieme",          "envíeme|envíenme|mándeme|mándame|envíame|reserve|resérveme|llámeme|llámame|apúntame|apúnteme|inscríbame", interested, 0.84},
  {"fuera",            "fuera de (la) oficina",                                                                         out_of_office, 0.92},
  {"vacaciones",       "de vacaciones|permiso",                                                                         out_of_office, 0.88},
  {"ausente",          "ausente (hasta|del|desde)",                                                                     out_of_office, 0.80},
  {"ya_no_trabaja",    "ya no trabaja|trabajo|forma|está|pertenece",                                                    left_company, 0.88},
  {"dejo_empresa",     "dejado|dejó|abandonado la|esta empresa|compañía",                                               left_company, 0.90},
  {"automatico",       "mensaje|respuesta|correo automático|automática|automatizado",                                   auto_ack, 0.80},
};

constexpr Slot italian_slots[]{
  {"list", "lista|liste|mailing|newsletter|database|indirizzi|elenco"},
  {"your", "la|vostra|vostre|sua|questa|le|altre|dalla|dalle|della|alla|i|vostri|queste"},
  {"mail", "email|mail|newsletter|comunicazioni|messaggi|pubblicità|spam|proposte|promozioni"},
};

constexpr Rule italian[]{
  {"disiscrivetemi",   "disiscriv~|cancellami|cancellatemi|rimuovetemi|rimuovimi|toglietemi|toglimi|eliminatemi dalla|dalle|dal|da|per|subito|immediatamente", opt_out, 0.95},
  {"disiscrivetemi_solo", "disiscrivetemi|disiscrivermi|disiscrivimi|cancellatemi|cancellarmi|rimuovetemi|toglietemi|cancellami", opt_out, 0.92, sentence},
  {"voglio_disiscrivermi", "vorrei|voglio|desidero|chiedo (di) (essere) disiscrivermi|cancellarmi|cancellato|cancellata|rimosso|rimossa|disiscritto", opt_out, 0.94},
  {"cancellare_indirizzo", "cancellare|cancellate|rimuovere|rimuovete|eliminare|eliminate|togliere|togliete (il|la) mio|mia|nostro (indirizzo|email|mail|nominativo|iscrizione|contatto)", opt_out, 0.92},
  {"cancellare_iscrizione", "cancellare|annullare|disdire (la|l'iscrizione) (mia) iscrizione|l'iscrizione|newsletter",  opt_out, 0.90},
  {"non_ricevere_piu", "non (voglio|vogliamo|desidero|vorrei|desideriamo|intendo) più ricevere|essere",                opt_out, 0.95},
  {"non_voglio_ricevere", "non voglio|vogliamo|desidero|vorrei|desideriamo|intendo ricevere (più) ({your}) ({your}) {mail}", opt_out, 0.94},
  {"non_scrivetemi",   "non (mi|ci) inviate|inviatemi|mandate|mandatemi|scrivete|scrivetemi|contattate|contattatemi più|altre", opt_out, 0.95},
  {"smettete",         "smettete|smettetela|smetti di inviar~|mandar~|scriver~|contattar~|spammar~|disturbar~",         opt_out, 0.95},
  {"basta_mail",       "basta (con) ({your}) ({your}) {mail}",                                                          opt_out, 0.90},
  {"miei_dati",        "cancellare|cancellate|cancellazione|eliminare|eliminate (di|tutti|dei) (tutti|i) miei dati",    erasure, 0.93},
  {"clicca",           "clicca|cliccare|cliccate qui",                                                                  instruction},
  {"non_interessa",    "non (mi|ci|sono|siamo|è|di) (nostro) interessa|interessato|interessata|interessati|interesse",  not_interested, 0.92},
  {"no_grazie",        "no grazie",                                                                                     refusal, 0.92},
  {"interessa",        "interessa|interessato|interessata|interessati|interessante|volentieri",                         interested, 0.80},
  {"mandatemi",        "mandatemi|inviatemi|mandami|inviami|chiamatemi|chiamami",                                       interested, 0.80},
  {"fuori_sede",       "fuori sede|ufficio",                                                                            out_of_office, 0.92},
  {"ferie",            "(in) ferie|assente|maternità",                                                                  out_of_office, 0.84},
  {"non_lavora_piu",   "non lavora|lavoro|fa|collabora|è più (più|parte|qui|presso|con|in)",                            left_company, 0.86},
  {"automatico",       "messaggio|risposta|email automatico|automatica",                                                auto_ack, 0.80},
};

constexpr Slot portuguese_slots[]{
  {"list", "lista|listas|mailing|newsletter|base|cadastro|boletim"},
  {"your", "sua|vossa|a|da|desta|dessa|esta|suas|vossas|de|mais|os|seus|vossos|estes"},
  {"mail", "emails|email|mensagens|newsletter|newsletters|publicidade|spam|contatos|contactos|propaganda|comunicações"},
};

constexpr Rule portuguese[]{
  {"cancelar",         "cancelar|cancele|cancelem|anular|anulem (a|minha|da|esta) (minha) inscrição|subscrição|assinatura", opt_out, 0.90},
  {"removam_me",       "removame|removamme|retiremme|tiremme|removerme|descadastrarme|retireme|tireme|descadastreme|removeme", opt_out, 0.94},
  {"me_remova",        "me remova|remover|removam|retire|retirem|retirar|tirem|tire|exclua|descadastre|descadastrem|tirar", opt_out, 0.92},
  {"remover_email",    "remover|remova|removam|retirar|retire|retirem|tirem|excluir|exclua|excluam|eliminem|apaguem (o) meu|nosso (email|nome|contato|contacto|endereço|cadastro)", opt_out, 0.92},
  {"remover_de_lista", "remover|remova|removam|retirar|retire|retirem|tirem|tire|descadastrar (me) da|desta|dessa|de ({your}) ({your}) {list}", opt_out, 0.93},
  {"nao_quero_receber", "não (quero|desejo|queremos|pretendo|gostaria|desejamos|pretendemos) (mais) (de) receber ({your}) ({your}) {mail}|mais|nada", opt_out, 0.94},
  {"nao_quero_mais_receber", "não quero|desejo|queremos|pretendo mais receber",                                         opt_out, 0.94},
  {"nao_me_enviem",    "não me|nos envie|enviem|mande|mandem|contatem|contactem|contacte|escrevam mais|{your}|{mail}|novamente", opt_out, 0.94},
  {"parem_de",         "parem|pare|deixem de (me) enviar|mandar|enviarme|contactar|contatar|mandarme|contactarme|escrever", opt_out, 0.95},
  {"dados",            "apagar|apaguem|eliminar|eliminem|excluir|excluam|exclusão|remover|removam|eliminação|apagamento (de|dos|todos) (todos|os) meus dados", erasure, 0.93},
  {"clique",           "clique aqui",                                                                                   instruction},
  {"para_cancelar",    "para cancelar * clique",                                                                        instruction},
  {"sem_interesse",    "não|sem (tenho|temos|há|estou|estamos|me) interesse|interessado|interessada|interessados|interessa", not_interested, 0.92},
  {"nao_obrigado",     "não (muito) obrigado|obrigada",                                                                 refusal, 0.92},
  {"tenho_interesse",  "tenho|temos|estou|há (muito) interesse|interessado|interessada|interessados",                   interested, 0.90},
  {"enviem",           "envie|enviem|mande|mandem|envieme|enviemme|liguem|ligar|ligue (me|a|uma|mais|o) (a) proposta|informações|orçamento|detalhes|amanhã|me", interested, 0.80},
  {"fora",             "fora do|da escritório|empresa",                                                                 out_of_office, 0.90},
  {"ferias",           "(de) férias|ausente|licença",                                                                   out_of_office, 0.84},
  {"ja_nao",           "já|não não|mais trabalha|trabalho|colabora|faz",                                                left_company, 0.88},
  {"nao_trabalha_mais", "não trabalha|trabalho|colabora (mais) (aqui|na|connosco|conosco)",                             left_company, 0.84},
  {"automatica",       "mensagem|resposta|email automática|automático",                                                 auto_ack, 0.80},
};
// clang-format on

} // namespace

std::span<const RuleTable> southern_and_dutch_rules() {
  static constexpr std::array tables{
      RuleTable{.language = "", .slots = {}, .rules = keywords},
      RuleTable{.language = "nl", .slots = dutch_slots, .rules = dutch},
      RuleTable{.language = "fr", .slots = french_slots, .rules = french},
      RuleTable{.language = "es", .slots = spanish_slots, .rules = spanish},
      RuleTable{.language = "it", .slots = italian_slots, .rules = italian},
      RuleTable{.language = "pt", .slots = portuguese_slots, .rules = portuguese},
  };
  return tables;
}

} // namespace classifier
