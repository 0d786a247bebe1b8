// French, Spanish, Italian, Portuguese, Romanian.
#include <array>

#include "classifier/concepts/concepts.hpp"

namespace classifier {

namespace {

// clang-format off
constexpr Concept french[]{
  {"not", "ne|pas|jamais|aucun~|non|rien|sans|ni|n'ai|n'est|n'y"}, {"more", "plus|encore|davantage|désormais|dorénavant|à nouveau"}, {"stop", "stop~|arrêt~|cess~|assez|suffit|fin|mettre fin"},
  {"unsubscribe", "désabonn~|désinscri~|résili~|se désabonner|me désinscrire"}, {"remove", "retir~|supprim~|enlev~|effac~|radi~|rayez~|ôter|sortez~"}, {"list", "liste~|base|fichier~|diffusion|données de"},
  {"mail", "mail~|email~|courriel~|message~|newsletter~|infolettre|sms|envoi~|courrier~|e mail"}, {"me", "me|moi|nous|m'envoyer"}, {"my", "mon|ma|mes|notre|nos"}, {"i", "je|j'ai|nous|on"}, {"you", "vous|votre|vos|tu|tes"},
  {"want", "veux|souhait~|voudr~|désire~|merci de|veuillez|svp|s'il|demande|exige"}, {"send", "envoy~|contact~|écri~|solicit~|sollicit~|démarch~|importun~"}, {"receive", "recev~|reçoi~|recevoir|entendre"},
  {"spam", "spam~|pourriel|indésirable~|arnaque|harcèl~|intempestif~"}, {"advertising", "pub|publicit~|promo~|offres|démarchage|commercial~|prospection"}, {"report", "signal~|plainte|cnil|dénonc~|signale"},
  {"law", "loi|légal~|illégal~|avocat|justice|rgpd|juridique~|tribunal|amende|poursuit~|poursuite~|mise en demeure"}, {"consent", "consent~|accord|inscrit~|autoris~|accepté|oppose|opposition"}, {"data", "données|personnelles|informations personnelles"},
  {"source", "comment avez|où avez|d'où|comment vous|qui vous a"}, {"interest", "intéress~|curieux|intérêt"}, {"need", "besoin~|utile|correspond"}, {"have", "déjà|en interne|fournisseur~|prestataire~|interne|satisfait~|équipé~"},
  {"budget", "budget~|argent|cher|moyens|gelé"}, {"price", "prix|tarif~|coût~|coûte|devis|combien|remise"}, {"call", "appel~|rappel~|téléphon~|rendez vous|rdv|réunion|démo|parler|demain|échang~|dispo~"},
  {"yes", "oui|volontiers|avec plaisir|d'accord|parfait|super|très bien|bien sûr|ok pour|ravi|partant"}, {"info", "information~|infos|détails|brochure|documentation|proposition|essai|catalogue"},
  {"later", "plus tard|l'année prochaine|actuellement|en ce moment|pour l'instant|pour le moment|trimestre|rentrée|prochaine"}, {"away", "absen~|congé~|vacances|hors du bureau|déplacement|maternité|parental|malad~|arrêt maladie"},
  {"back", "retour|jusqu'au|jusqu'à|reviendrai|reprendrai|à partir du"}, {"access", "accès limité|consulter|joignable|limité"}, {"left", "quitté|ne travaille plus|ne fait plus partie|retraite|décédé~|parti|n'est plus|démission~|plus dans"},
  {"company", "société|entreprise|service|équipe|maison|groupe"}, {"instead", "contacter|adress~|successeur|remplac~|désormais|écrire à|collègue|transmet~|transfér~|merci de vous"}, {"wrong", "mauvaise|erreur de|pas la bonne|responsable|interlocut~|bonne personne"},
  {"changed", "nouvelle adresse|changé|nouveau mail|plus utilisée|plus valable|n'est plus active"}, {"automatic", "automatique~|automatisé"}, {"ticket", "ticket|demande|dossier|référence|candidature|requête|assistance"},
  {"received", "reçu~|bien reçu|accus~|nous vous remercions|merci pour votre|merci de votre|enregistré~|pris en compte"}, {"reply", "répon~|réponse|dans les|meilleurs délais|sous|reviendrons|jours ouvrés|heures|traitée"}, {"thanks", "merci|remerci~"},
  {"ask", "comment|quel~|quand|qui|pourquoi|où|pouvez|pourriez|avez vous|est ce|y a"}, {"order", "commande|facture|rendez|réservation|compte|contrat|livraison|paiement|colis|abonnement"}, {"cancel", "annul~"},
  {"third", "collègue~|il|elle|lui|monsieur|madame|patron"}, {"mistake", "erreur|réinscri~|réabonn~|mégarde|par erreur"}, {"keep", "garder|continu~|rester|gardez|apprécie|adore"}, {"block", "bloqu~|poubelle|corbeille"},
  {"angry", "foutez|tranquille|paix|merde|marre|ras le bol|dégag~|fiche~|pénible|lâchez|chier"}, {"refuse", "non merci|pas intéress~|déclin~|refus~|sans suite|pas suite"}, {"urgent", "urgen~"},
  {"month", "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|lundi|mardi|mercredi|jeudi|vendredi|semaine"},
};

constexpr Concept spanish[]{
  {"not", "no|nunca|ningun~|ningún|nada|sin|jamás|ni|tampoco"}, {"more", "más|otra vez|de nuevo|nuevamente|adelante|vuelv~"}, {"stop", "stop|par~ de|dej~ de|basta|cesen|alto|suficiente|paren|pare"},
  {"unsubscribe", "baja|desuscrib~|darme de baja|desinscrib~|anular suscripción|cancelar suscripción|desapunt~|desubscri~"}, {"remove", "elimin~|borr~|quit~|sáqu~|saqu~|sác~|remov~|suprim~|retir~"}, {"list", "lista~|base de datos|registro~|envíos|difusión|boletín"},
  {"mail", "correo~|email~|mail~|mensaje~|boletin~|boletín|newsletter~|sms|comunicacion~|comunicación"}, {"me", "me|nos|mí|darme|enviarme"}, {"my", "mi|mis|nuestro~|nuestra~"}, {"i", "yo|nosotros|quiero|deseo|estoy"}, {"you", "usted~|su|sus|vosotros|vuestr~|tú|tu"},
  {"want", "quier~|dese~|solicit~|favor|pido|exijo|gustaría|querría|queremos"}, {"send", "envi~|enví~|mand~|escrib~|contact~|molest~"}, {"receive", "recib~|llegu~|lleg~"}, {"spam", "spam~|basura|no deseado~|no solicitado~|estafa|acos~"},
  {"advertising", "publicidad|promocion~|promoción|ofertas|propaganda|comercial~|marketing"}, {"report", "denunci~|aepd|reclam~|reportar~|profeco|queja|agencia española|reporté"}, {"law", "ley|legal~|ilegal~|abogad~|rgpd|lopd|juzgado|multa|demanda|lssi|judicial~|gdpr|tribunal~"},
  {"consent", "consentimiento|autori~|permiso|suscrit~|registr~|oposición|inscri~"}, {"data", "datos|personales"}, {"source", "de dónde|cómo consigui~|cómo obtuv~|cómo han|quién les|de donde"}, {"interest", "interes~|interés"},
  {"need", "necesit~|necesidad|encaja"}, {"have", "ya tenemos|internamente|ya contamos|proveedor~|content~|satisfech~|interno|propio"}, {"budget", "presupuesto~|dinero|caro"}, {"price", "precio~|cuánto|cuesta|tarifa~|cotización|coste~|costo~|descuento"},
  {"call", "llam~|reunión|teléfono|cita|demo|hablar|mañana|agend~|hablamos|videollamada"}, {"yes", "sí|claro|perfecto|encantad~|de acuerdo|genial|por supuesto|adelante|vale|suena|dale"}, {"info", "información|info|detalles|folleto|propuesta|catálogo|muestra|prueba|dossier"},
  {"later", "más adelante|próximo año|año que viene|ahora mismo|por ahora|de momento|por el momento|actualmente|en este momento|trimestre|más tarde"}, {"away", "fuera de la oficina|vacaciones|ausen~|baja médica|permiso|maternidad|paternidad|viaje|enferm~|fuera de"}, {"back", "vuelt~|regres~|hasta el|volver~|reincorpor~|retorno|a partir del"},
  {"access", "acceso limitado|limitado|no podré|revisaré"}, {"left", "ya no trabaja|dejó|ya no forma|ya no está|jubil~|falleci~|no pertenece|se fue|ya no"}, {"company", "empresa|compañía|equipo|departamento|organización|firma"}, {"instead", "contacte|contactar|diríjase|sustitu~|en su lugar|escriba a|compañer~|reemplaz~|reenví~|escríbanle"},
  {"wrong", "equivocad~|responsable|persona correcta|no soy|incorrect~|persona indicada|encargad~"}, {"changed", "nueva dirección|nuevo correo|cambi~|nuevo email|ya no se utiliza|ya no uso"}, {"automatic", "automátic~|automatizad~"}, {"ticket", "ticket|solicitud|caso|consulta|incidencia|candidatura|petición"},
  {"received", "recibido|hemos recibido|recibimos|gracias por su|gracias por tu|gracias por contactar|acuse|registrad~|confirm~"}, {"reply", "respond~|respuesta|contestar~|plazo|brevedad|lo antes posible|horas|días hábiles|en breve|pronto"}, {"thanks", "gracias|agradec~"},
  {"ask", "cómo|qué|cuándo|cuál~|quién|por qué|dónde|puede|podría~|pueden|tienen|hay|puedo"}, {"order", "pedido|factura|reserva|cuenta|contrato|entrega|pago|paquete|cita|orden"}, {"cancel", "cancel~|anul~"},
  {"third", "compañer~|él|ella|señor~|jefe|colega"}, {"mistake", "error|equivocación|volver a suscrib~|por error|sin querer"}, {"keep", "mantener|seguir|siga~|sigan|continu~|encanta~"}, {"block", "bloque~|papelera"}, {"angry", "paz|harto|hart~|joder|mierda|coño|cansad~|pesad~|dejadme|déjenme"},
  {"refuse", "no gracias|no me interesa|no nos interesa|declin~|rechaz~|paso"}, {"urgent", "urgen~"}, {"month", "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|lunes|martes|miércoles|jueves|viernes|semana"},
};

constexpr Concept italian[]{
  {"not", "non|nessun~|mai|niente|no|senza|né|nulla"}, {"more", "più|ulterior~|ancora|di nuovo|futuro"}, {"stop", "stop|smett~|basta|cess~|ferm~|finit~|piantatela|piantala"}, {"unsubscribe", "disiscri~|cancellatemi|cancellami|disdi~|disattiv~|annullare iscrizione|cancellarmi|disabbon~|cancellazione"},
  {"remove", "rimuov~|cancell~|togli~|elimin~|toglietemi|toglimi|depenn~"}, {"list", "lista|liste|elenco|database|mailing|rubrica"}, {"mail", "email~|mail~|messagg~|newsletter~|sms|comunicazion~|posta"}, {"me", "mi|ci|me|inviarmi"}, {"my", "mio|mia|miei|mie|nostr~"}, {"i", "io|noi|sono|vorrei|voglio"},
  {"you", "voi|vostr~|lei|suo|sua|tuo|tua"}, {"want", "vogli~|vorrei|desider~|favore|cortesia|chied~|prego|richied~|pregherei"}, {"send", "invi~|mand~|contatt~|scriv~|disturb~|spedi~"}, {"receive", "ricev~|ricevere|arriv~"}, {"spam", "spam~|indesiderat~|spazzatura|truffa|molest~|non richiest~"},
  {"advertising", "pubblicit~|promozion~|offerte|commerciale|marketing|réclame"}, {"report", "segnal~|garante|denunc~|reclamo|esposto|querela"}, {"law", "legge|legal~|illegal~|avvocat~|gdpr|privacy|tribunale|sanzion~|diffid~|normativa|giudiziari~"}, {"consent", "consenso|autorizz~|iscritt~|permesso|registrat~|acconsent~"},
  {"data", "dati|personali"}, {"source", "come avete|dove avete|chi vi ha|come ha avuto|da dove"}, {"interest", "interess~|curios~"}, {"need", "bisogno|necessit~|serve|servono|esigenz~"}, {"have", "già|ce ne occupiamo|fornitore|fornitori|internamente|soddisfatt~|partner"}, {"budget", "budget|soldi|caro|costoso"},
  {"price", "prezz~|quanto|cost~|preventivo|tariff~|sconto|listino"}, {"call", "chiam~|telefon~|riunione|appuntamento|incontr~|demo|parl~|domani|sentir~|call"}, {"yes", "sì|si|certo|volentieri|perfetto|va bene|ottimo|d'accordo|con piacere|certamente"}, {"info", "informazion~|info|dettagli|brochure|proposta|catalogo|offerta|materiale|prova"},
  {"later", "più avanti|prossimo anno|anno prossimo|al momento|per ora|attualmente|adesso no|trimestre|in questo momento|più tardi"}, {"away", "fuori ufficio|ferie|assen~|fuori sede|maternità|congedo|malattia|trasferta|vacanza"}, {"back", "rientr~|ritorn~|fino al|tornerò|sarò di|a partire dal"}, {"access", "accesso limitato|limitato|non potrò"},
  {"left", "non lavora più|lasciato|non fa più|pension~|decedut~|non è più|mancato|dimess~"}, {"company", "azienda|società|ditta|ufficio|team"}, {"instead", "contattare|rivolger~|sostitu~|scrivere a|collega|al suo posto|inoltr~|contatti|successore"}, {"wrong", "sbagliat~|responsabile|persona giusta|errat~|non sono io|non mi occupo"},
  {"changed", "nuovo indirizzo|nuova email|cambiat~|nuova mail|non è più attiv~|dismess~"}, {"automatic", "automatic~|automatizzat~"}, {"ticket", "ticket|richiesta|pratica|segnalazione|candidatura|assistenza|caso"}, {"received", "ricevut~|grazie per averci|grazie per la|presa in carico|conferm~|registrat~|abbiamo ricevuto"},
  {"reply", "rispond~|risposta|entro|prima possibile|al più presto|ore|giorni lavorativi|ricontatt~"}, {"thanks", "grazie|ringrazi~"}, {"ask", "come|cosa|quando|quale|quali|chi|perché|dove|può|potete|potrebbe|avete|c'è|è possibile|fate"}, {"order", "ordine|fattura|appuntamento|prenotazione|account|contratto|consegna|pagamento|pacco"},
  {"cancel", "annull~|disdir~|disdett~"}, {"third", "collega|lui|lei|signor~|capo"}, {"mistake", "errore|sbaglio|reiscriv~|riscriv~|per errore"}, {"keep", "mantener~|continu~|restare|rimaner~|piace|tenetemi"}, {"block", "blocc~|cestino"}, {"angry", "stuf~|pace|cazzo|rompe~|vaffanculo|lasciatemi|merda|scocciat~|palle"},
  {"refuse", "no grazie|non mi interessa|non siamo interessat~|declin~|rifiut~|passo"}, {"urgent", "urgen~"}, {"month", "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|lunedì|martedì|mercoledì|giovedì|venerdì|settimana"},
};

constexpr Concept portuguese[]{
  {"not", "não|nao|nunca|nenhum~|nada|sem|jamais|nem"}, {"more", "mais|novamente|de novo|outra vez|futuro"}, {"stop", "stop|par~ de|pare~|chega|cess~|basta|deixe~ de"}, {"unsubscribe", "descadastr~|desinscrev~|cancelar inscrição|cancelar a inscrição|cancelar subscrição|cancelar a subscrição|sair|desuscrev~|desubscrev~|descadast~"},
  {"remove", "remov~|retir~|apag~|elimin~|exclu~|tir~|delet~"}, {"list", "lista~|base de dados|banco de dados|cadastro|mailing"}, {"mail", "email~|mail~|mensage~|mensagem|newsletter~|sms|correio|comunicaç~|e mail"}, {"me", "me|nos|mim"}, {"my", "meu~|minha~|nosso~|nossa~"}, {"i", "eu|nós|estou|quero"},
  {"you", "você~|vocês|seu|sua|seus|suas|vosso~|vossa~|vcs"}, {"want", "quer~|desej~|gostaria|favor|solicit~|peço|exijo|pretendo"}, {"send", "envi~|mand~|contact~|contat~|escrev~|incomod~|perturb~"}, {"receive", "receb~|chegu~"}, {"spam", "spam~|lixo|indesejad~|não solicitad~|golpe|fraude|assédio"},
  {"advertising", "publicidade|promoç~|ofertas|propaganda|marketing|comercia~"}, {"report", "denunci~|denúncia|procon|anpd|cnpd|queixa|reclam~|reportar~"}, {"law", "lei|legal~|ilegal~|advogad~|lgpd|rgpd|justiça|multa|processo|judicia~|tribunal"}, {"consent", "consentimento|autoriz~|permissão|inscrev~|inscrit~|cadastr~"}, {"data", "dados|pessoais"},
  {"source", "onde conseguir~|como conseguir~|como obtiver~|onde obtiver~|de onde|quem vos|quem lhes|como é que"}, {"interest", "interess~|curios~"}, {"need", "precis~|necess~|necessidade"}, {"have", "já temos|já tenho|fornecedor~|satisfeit~|interno|próprio|já"}, {"budget", "orçamento|verba|dinheiro|caro"},
  {"price", "preço~|quanto|custa|valor|cotação|custo~|desconto|tabela"}, {"call", "lig~|reunião|telefon~|chamada|demo~|falar|amanhã|agend~|conversar|marcar"}, {"yes", "sim|claro|perfeito|com certeza|ótimo|de acordo|com prazer|pode ser|vamos|aceito|combinado"}, {"info", "informaç~|info|detalhes|folheto|proposta|catálogo|amostra|teste|apresentação"},
  {"later", "mais tarde|próximo ano|ano que vem|no momento|neste momento|por agora|de momento|por enquanto|atualmente|trimestre|mais para frente"}, {"away", "fora do escritório|férias|ausen~|licença|maternidade|viagem|doente|fora da"}, {"back", "regress~|retorn~|volt~|até|a partir de"}, {"access", "acesso limitado|limitado|não poderei"},
  {"left", "não trabalha mais|já não trabalha|deixou|não faz mais|reform~|aposent~|falec~|já não faz|saiu|não está mais"}, {"company", "empresa|companhia|equipa|equipe|departamento|organização"}, {"instead", "contacte|contate|contatar|contactar|em vez|substitu~|escreva para|colega|encaminh~|sucessor|entre em contato"},
  {"wrong", "errad~|responsável|pessoa certa|não sou|engano"}, {"changed", "novo endereço|novo email|mud~|alterad~|não é mais|desativad~"}, {"automatic", "automátic~|automatizad~"}, {"ticket", "ticket|chamado|pedido|protocolo|solicitação|candidatura|atendimento"}, {"received", "recebemos|recebida|recebido|obrigado por|obrigada por|agradecemos|confirm~|registad~|registrad~"},
  {"reply", "respond~|resposta|prazo|em breve|horas|dias úteis|assim que possível|brevidade|retornaremos|entraremos"}, {"thanks", "obrigad~|agradeç~"}, {"ask", "como|que|quando|qual|quais|quem|porque|por que|onde|pode|podem|poderia~|têm|tem|há|vocês têm"}, {"order", "encomenda|pedido|fatura|reserva|conta|contrato|entrega|pagamento|consulta|nota fiscal"},
  {"cancel", "cancel~|anul~"}, {"third", "colega|ele|ela|senhor~|chefe|dele|dela"}, {"mistake", "erro|engano|sem querer|reinscrev~|inscrever novamente|por engano"}, {"keep", "manter|continu~|ficar|gosto|adoro|mantenham"}, {"block", "bloque~|lixeira"}, {"angry", "paz|saco|porra|merda|farto|cansad~|deixem|chat~|cheg~|caralho"},
  {"refuse", "não obrigad~|sem interesse|não tenho interesse|declin~|recus~|dispenso|dispensamos"}, {"urgent", "urgen~"}, {"month", "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|segunda|terça|quarta|quinta|sexta|semana"},
};

constexpr Concept romanian[]{
  {"not", "nu|niciodată|niciun|nicio|fără|nimic|nici"}, {"more", "mai|din nou|iar|pe viitor"}, {"stop", "stop~|opriți|oprește|încetați|încetează|gata|ajunge|terminați"}, {"unsubscribe", "dezabon~|dezabonare|renunț~|anulați abonarea"}, {"remove", "șterge~|ștergeți|elimin~|scoate~|scoateți~"}, {"list", "list~|bază de date|baza de date"},
  {"mail", "mail~|email~|mesaj~|newsletter~|buletin~|sms|corespondență"}, {"me", "mă|mi|ne|mie|scoateți-mă"}, {"my", "mea|meu|mele|noastr~|nostru"}, {"i", "eu|noi|sunt|vreau"}, {"you", "voi|dumneavoastră|dvs|vă|tău"}, {"want", "vreau|doresc|dorim|rog|vrem|solicit|cer|aș"}, {"send", "trimit~|contacta~|scrie~|deranja~"}, {"receive", "primi~|primesc"},
  {"spam", "spam~|nesolicitat~|gunoi|înșelăt~|hărțui~"}, {"advertising", "reclam~|promoț~|oferte|publicit~|marketing"}, {"report", "reclama~|raport~|anspdcp|anpc|plânger~|sesiz~"}, {"law", "lege~|legal~|ilegal~|avocat|gdpr|instanț~|amend~|judec~"}, {"consent", "consimțăm~|acord~|permisiun~|înscris|abonat"}, {"data", "date|datele|personale"},
  {"source", "de unde|cum ați obținut|cum ați|cine v"}, {"interest", "interes~"}, {"need", "nevoie|avem nevoie|necesar~"}, {"have", "deja|furnizor~|mulțumiți|intern"}, {"budget", "buget~|bani|scump"}, {"price", "preț~|cost~|cât|ofertă de preț|tarif~|reducere"}, {"call", "sun~|telefon~|întâlnire|discut~|demo|vorbi~|mâine|apel"}, {"yes", "da|sigur|perfect|cu plăcere|desigur|sună bine|de acord|bucuros"},
  {"info", "informați~|detalii|broșur~|propuner~|ofert~|catalog"}, {"later", "mai târziu|anul viitor|momentan|deocamdată|în acest moment|acum nu|trimestru~|în prezent"}, {"away", "concediu|vacanț~|absent~|nu sunt la birou|birou|medical|delegați~|lips~"}, {"back", "revin|întorc|până|înapoi|revenire|începând"}, {"access", "acces limitat|limitat"}, {"left", "nu mai lucrează|a plecat|nu mai face|pension~|decedat|a părăsit|plecat"},
  {"company", "compani~|firm~|echip~|departament~|organizați~"}, {"instead", "contactați|adresa~|înlocui~|în locul|scrieți la|coleg~|succesor|redirecțion~"}, {"wrong", "greșit~|responsabil~|persoana potrivit~|nu sunt eu"}, {"changed", "adresă nouă|noua adresă|schimbat|nu mai este folosit~|nu mai e"}, {"automatic", "automat~"}, {"ticket", "tichet|ticket|solicitar~|cerer~|caz|sesizar~"},
  {"received", "primit|am primit|vă mulțumim pentru|mulțumim pentru|confirm~|înregistrat~"}, {"reply", "răspund~|răspuns|reveni|cel mai scurt|ore|zile lucrătoare|în curând|cât mai"}, {"thanks", "mulțum~|mersi"}, {"ask", "cum|ce|când|care|cine|de ce|unde|puteți|aveți|există|se poate"}, {"order", "comand~|factur~|rezervar~|cont|contract~|livrare|plat~|colet~|programar~"}, {"cancel", "anul~"},
  {"third", "coleg~|el|ea|lui|domnul|șef~"}, {"mistake", "greșeal~|din greșeală|reabon~|eroare"}, {"keep", "păstra~|continu~|rămân|place"}, {"block", "bloc~|coș"}, {"angry", "lăsați|pace|sătul|dracu~|enerv~|naiba"}, {"refuse", "nu mulțumesc|nu sunt interesat~|nu suntem interesa~|refuz~|declin~"}, {"urgent", "urgent~|urgenț~"},
  {"month", "ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie|luni|marți|miercuri|joi|vineri|săptămân~"},
};

constexpr std::array tables{ConceptTable{"fr", french}, ConceptTable{"es", spanish}, ConceptTable{"it", italian},
                            ConceptTable{"pt", portuguese}, ConceptTable{"ro", romanian}};
// clang-format on

} // namespace

std::span<const ConceptTable> romance_concepts() { return tables; }

} // namespace classifier
