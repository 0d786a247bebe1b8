// What holds the words of an opt-out and is none, in the languages beyond English and German: "do not remove me",
// "cancel my order", "unsubscribed by mistake". English and German have theirs beside their wishes.
#include <array>

#include "classifier/rule.hpp"

namespace classifier {

namespace {

using enum Effect;
using enum Place;

// clang-format off
constexpr Rule french[]{
  {"ne_pas_retirer",  "ne (me|nous|surtout|pas) désabonnez|désinscrivez|supprimez|retirez|enlevez|rayez|désabonne|désinscris|supprime|retire (moi|nous|surtout) pas|jamais|surtout", other, 0.92},
  {"ne_pas_me_retirer", "ne pas|jamais|surtout (surtout|jamais) (me|nous) désabonner|désinscrire|supprimer|retirer|enlever|rayer", other, 0.92},
  {"veux_rester",     "veux|souhaite|voulons|souhaitons|voudrais pas|surtout (surtout|pas) (me|nous|être) désabonner|désinscrire|désabonné|désinscrit|retirer|retiré|supprimé", other, 0.90},
  {"narretez_pas",    "narrêtez|narrête|narrêter pas|surtout|jamais",                                             other, 0.88},
  {"annuler_commande", "annuler|annulez|annulation|annule|reporter|décaler|déplacer|résilier (de) (ma|mon|la|le|notre|une|l) (petite|dernière) commande|rendezvous|rdv|réunion|réservation|contrat|livraison|vol|billet|facture|démo|séance|entretien|achat|lachat|lentretien", other, 0.86},
  {"par_erreur",      "par erreur|mégarde|accident * désabonn~|désinscri~|cliqué|supprim~",                       retraction, 0.90},
  {"desinscrit_erreur", "désabonn~|désinscri~|cliqué|supprim~ * par erreur|mégarde|accident",                     retraction, 0.90},
  {"reinscrire",      "réinscrire|réinscrivez|réinscrivezmoi|réabonner|réabonnez|réabonnezmoi|remettezmoi|réinscription", retraction, 0.90},
  {"resilier_quand",  "peuton|puisje|peutil|comment|est|estce (on|il|je|que) * résilier|annuler|arrêter",          question, 0.75},
};

constexpr Rule spanish[]{
  {"no_me_quiten",    "no me|nos eliminen|elimine|borren|borre|quiten|quite|saquen|saque|retiren|cancelen|borréis|quitéis", other, 0.92},
  {"no_quiero_salir", "no quiero|queremos|deseo|quisiera|quería (que) (me) darme|dejar|cancelar|salir|borrarme|den|eliminen|borren|quiten|saquen (de|mi|la) (baja|recibir|suscripción|lista)", other, 0.90},
  {"no_dar_de_baja",  "no (me|nos) (quiero|queremos|quería) (que) (me) den|dar|darme|darnos|dé|deis de baja",     other, 0.92},
  {"no_cancelar",     "no (quiero|cancelen|cancele|canceléis|deseo) (cancelar) (mi|la) suscripción",              other, 0.88},
  {"cancelar_pedido", "cancelar|cancele|cancelen|anular|anule|anulen|cambiar|aplazar|posponer (mi|el|la|nuestro|nuestra|un|una) (último|próxima) pedido|reserva|cita|reunión|compra|contrato|vuelo|factura|entrega|orden|demo|llamada|sesión", other, 0.88},
  {"por_error",       "por error|equivocación|accidente * baja|cancel~|eliminé|suscripción",                       retraction, 0.90},
  {"baja_por_error",  "baja|cancelé|suscripción * por error|equivocación|accidente",                              retraction, 0.90},
  {"otra_vez",        "volver|vuelvan|vuelve|vuelva a suscribirme|suscribir|darme|incluirme|añadirme|apuntarme|inscribirme", retraction, 0.90},
};

constexpr Rule italian[]{
  {"non_toglietemi",  "non (mi|vi|di|ci) (prego) cancellate|cancellatemi|cancellarmi|disiscrivetemi|disiscrivermi|disiscrivere|rimuovetemi|rimuovermi|toglietemi|togliermi|eliminatemi|eliminarmi|togliete|rimuovete|eliminate", other, 0.92},
  {"non_voglio_uscire", "non voglio|vogliamo|vorrei|desidero|intendo (essere|che) (mi) disiscrivermi|cancellarmi|cancellato|cancellata|rimosso|disiscritto|cancelliate|annullare|disdire (liscrizione)", other, 0.90},
  {"annullare_ordine", "annullare|annullate|annulla|disdire|disdite|spostare|rimandare|cancellare|annullamento (il|la|un|mio|mia|nostro|del|lordine|il) (mio|mia|nostro) ordine|lordine|appuntamento|lappuntamento|prenotazione|riunione|contratto|consegna|acquisto|volo|incontro|lincontro|demo", other, 0.88},
  {"per_errore",      "per errore|sbaglio * cancellat~|disiscritt~|rimoss~|cliccato|disiscrizione",                retraction, 0.90},
  {"cancellato_per_errore", "cancellat~|disiscritt~|rimoss~|cliccato * per errore|sbaglio",                          retraction, 0.90},
  {"reiscrivere",     "reiscrivetemi|reiscrivermi|riscrivetemi|riscrivermi|reiscrivere|rimettetemi",               retraction, 0.90},
};

constexpr Rule portuguese[]{
  {"nao_me_removam",  "não me|nos removam|remova|retirem|retire|excluam|exclua|tirem|tire|descadastrem|descadastre|apaguem|eliminem|cancelem", other, 0.92},
  {"nao_removam_me",  "não removamme|retiremme|removamnos|excluamme|tiremme",                                      other, 0.92},
  {"nao_quero_sair",  "não quero|queremos|desejo|pretendo|gostaria|queria (de) (ser) (que) (me) sair|removido|removida|descadastrar|descadastrado|excluído|retirado|retirem|removam|cancelar (a) (minha) (inscrição|subscrição|assinatura|da|lista)", other, 0.90},
  {"cancelar_pedido", "cancelar|cancele|cancelem|anular|desmarcar|adiar|remarcar|cancelamento (o|a|do|da|um|meu|minha) (meu|minha|nosso|nossa|último|última) pedido|encomenda|reserva|reunião|consulta|compra|contrato|voo|entrega|fatura|conta|demonstração|agendamento", other, 0.88},
  {"por_engano",      "por engano|erro|acidente * cancel~|remov~|descadastr~|inscrição|subscrição|cliquei",        retraction, 0.90},
  {"cancelei_por_engano", "cancel~|remov~|descadastr~|inscrição|subscrição|cliquei * por engano|erro|acidente",     retraction, 0.90},
  {"de_novo",         "voltar|volte|voltem (a) subscrever|inscrever|receber|cadastrar|adicionar|adicionarme|incluirme", retraction, 0.88},
  {"reinscrever",     "reinscrever|reinscrevamme|readicionar|recadastrar",                                        retraction, 0.90},
};

constexpr Rule dutch[]{
  {"schrijf_niet_uit", "schrijf|schrijft|haal|haalt|meld|meldt|verwijder|verwijdert|gooi (u) me|mij|ons (aub|alsjeblieft|alstublieft|er|toch) niet", other, 0.92},
  {"wil_niet_af",     "wil|willen|hoef|wilde (ik|we|wij) (me|mij|ons) (helemaal|zeker|echt) niet (van|voor) (de|het|jullie|uw) (lijst|nieuwsbrief|mailinglijst) uitgeschreven|afgemeld|verwijderd|uitschrijven|afmelden", other, 0.90},
  {"niet_verwijderen", "niet (van|uit|voor) (de|het|jullie|uw) (lijst|nieuwsbrief|bestand) afmelden|uitschrijven|verwijderen|uitgeschreven|afgemeld", none},
  {"bestelling_annuleren", "bestelling|afspraak|reservering|vergadering|order|boeking|contract|vlucht|levering|meeting|demo * annuleren|afzeggen|verzetten|opzeggen|cancelen|stoppen|verplaatsen", other, 0.88},
  {"annuleer_bestelling", "annuleer|annuleren|verzet|cancel (aub) (mijn|onze|de|het) bestelling|afspraak|reservering|vergadering|order|boeking|contract|vlucht|levering", other, 0.88},
  {"per_ongeluk",     "per ongeluk|vergissing|abuis * afgemeld|uitgeschreven|geklikt|verwijderd",                  retraction, 0.90},
  {"afgemeld_ongeluk", "afgemeld|uitgeschreven|geklikt * per ongeluk|abuis|vergissing",                            retraction, 0.90},
  {"weer_inschrijven", "weer|opnieuw (aan) (de|het) (lijst) (aan|op) inschrijven|aanmelden|toevoegen|toegevoegd|zetten", retraction, 0.88},
};

constexpr Rule danish_norwegian[]{
  {"ikke_afmeld",     "ikke|aldrig|aldri|ej afmeld|avmeld|frameld|fjern|slet|slett|stryk mig|meg|os|oss",          other, 0.92},
  {"afmeld_ikke",     "afmeld|avmeld|frameld|fjern|slet|slett|stryk|meld mig|meg|os|oss (venligst|vennligst|endelig) ikke|aldrig", other, 0.92},
  {"lad_vaere",       "lad|la|vær være|vere|snill med|med|å (at) (å) afmelde|fjerne|slette|framelde|stoppe|avmelde", other, 0.88},
  {"vil_ikke_afmeldes", "vil|ønsker|skal (jeg|vi) (helst) ikke (at|å) (bli|blive) afmeldes|afmelde|avmelde|avmeldes|avmeldt|afmeldt|fjernes|fjernet|slettes|slettet|framelde", other, 0.90},
  {"stop_ikke",       "stop|stopp ikke|endelig (endelig) (med|å)",                                                 other, 0.88},
  {"annullere_ordre", "annullere|annuller|kansellere|kanseller|aflyse|avlyse|avbestille|afbestille|udsætte|utsette|flytte|aflys|avlys (min|mit|mitt|vores|vår|den|det|mødet|møtet) (seneste|siste) (ordre|bestilling|møde|møte|aftale|avtale|booking|bestillingen|ordren|mødet|møtet|timen|reservation|reservasjon|levering|kontrakt)", other, 0.88},
  {"ved_en_fejl",     "ved|med (en|et) fejl|feil|uheld|fejltagelse|feiltakelse * (afmeldt|avmeldt|frameldt|fjernet|slettet|klikket)", retraction, 0.88},
  {"afmeldt_fejl",    "afmeldt|avmeldt|frameldt|fjernet|trykkede|klikket|meldt * ved (en|et) fejl|feil|uheld|fejltagelse|feiltakelse", retraction, 0.90},
  {"tilmeld_igen",    "tilmeld|tilmelde|meld|skriv|sæt|sett|legg mig|meg|os|oss (til|på|inn|ind) (listen) igen|igjen", retraction, 0.90},
};

constexpr Rule swedish[]{
  {"avregistrera_inte", "avregistrera|avprenumerera|avanmäl|stryk|radera|avsluta (bort) (mig|oss|min|prenumerationen) inte", other, 0.92},
  {"ta_inte_bort",    "ta|tag (gärna) inte (mig) bort",                                                             other, 0.92},
  {"ta_bort_inte",    "ta|tag bort mig|oss inte|ej",                                                                other, 0.92},
  {"vill_inte_bort",  "vill|önskar (jag|vi) inte|ej (bli|att) (ni) avregistreras|avregistrerad|avregistrera|avprenumerera|borttagen|raderad|avsluta|tas", other, 0.90},
  {"sluta_inte",      "sluta|stoppa|upphör inte|aldrig (att|med)",                                                  other, 0.88},
  {"avboka",          "avboka|avbeställa|ställa|annullera|boka|avbryta|skjuta|flytta|avbokar (in|om|upp|av) (min|mitt|vår|vårt|mötet|tiden|en|den|beställningen|ordern) (senaste) (order|beställning|möte|tid|bokning|resa|leverans|avtal|demo)", other, 0.86},
  {"av_misstag",      "av|på misstag * (avregistrera~|avprenumerera~|avanmäl~|klick~|tagit)",                       retraction, 0.88},
  {"avregistrerade_misstag", "avregistrera~|avprenumerera~|avanmäl~|klick~|raderade * av misstag",                  retraction, 0.90},
};

constexpr Rule finnish[]{
  {"alkaa_poistako",  "älä|älkää poista|poistako|peru|peruko|peruuta|peruuttako|lopeta|lopettako|irtisano|irtisanoko", other, 0.93},
  {"en_halua_poistua", "en|emme halua|haluaisi (että) (minut|meidät|minua) poistetaan|poistaa|poistua|erota|perua|peruuttaa|lopettaa|poistettavaksi (tilausta|tilaustani|listalta)", other, 0.90},
  {"peruuttaa_tilaus", "peruuttaa|perua|peruutan|siirtää|peru|peruuttakaa|peruisin (minun) tilaukseni|tilauksen|ajan|aikani|varauksen|varaukseni|tapaamisen|kokouksen|sopimuksen|toimituksen|lennon numero|nro|nr|huomiselle|varaus|no", other, 0.88},
  {"peruuttaa_tapaaminen", "peruuttaa|perua|peruutan|siirtää|peru|peruuttakaa ajan|aikani|varauksen|varaukseni|tapaamisen|tapaamisemme|kokouksen|toimituksen|lennon|palaverin", other, 0.88},
  {"vahingossa",      "vahingossa|epähuomiossa * (peruin|poistin|peruutin|painoin|klikkasin|poistettu|peruttu)",    retraction, 0.88},
  {"peruin_vahingossa", "peruin|poistin|peruutin|painoin|klikkasin * vahingossa|epähuomiossa",                      retraction, 0.90},
};

constexpr Rule polish[]{
  {"nie_wypisujcie",  "nie (proszę) (mnie|nas) wypisywać|wypisujcie|wypisuj|usuwać|usuwajcie|usuwaj|wykreślać|wykreślajcie|skreślać|kasować|kasujcie", other, 0.92},
  {"mnie_nie_wypisywac", "mnie|nas nie (proszę) wypisywać|wypisujcie|usuwać|usuwajcie|wykreślać",                   other, 0.92},
  {"nie_chce_rezygnowac", "nie chcę|chcemy|zamierzam|planuję|chciałbym (się) (być) rezygnować|zrezygnować|wypisywać|wypisać|wypisany|wypisana|usunięty|usunięta", other, 0.90},
  {"nie_rezygnuje",   "nie rezygnuję|rezygnujemy",                                                                  other, 0.88},
  {"anulowac_zamowienie", "anulować|anuluję|anulujcie|odwołać|odwołuję|przełożyć|zrezygnować|anulowanie (z) (moje|mój|nasze|naszego|mojego|to|swoje) (ostatnie) zamówienie|zamówienia|spotkanie|wizytę|rezerwację|umowę|dostawę|lot|zakup|termin|demo", other, 0.88},
  {"przez_pomylke",   "przez|omyłkowo|przypadkiem|przypadkowo (pomyłkę) * wypis~|usun~|kliknął~|kliknęł~|zrezygnował~", retraction, 0.90},
  {"wypisalem_pomylka", "wypisał~|usunął~|kliknął~|kliknęł~|zrezygnował~ * przez|omyłkowo|przypadkiem|przypadkowo (pomyłkę)", retraction, 0.90},
  {"ponownie_zapisac", "ponownie|znowu|znów|powrotem (mnie|się) (na) (listę) zapisać|zapiszcie|dodać|dodajcie|wpisać|dopisać", retraction, 0.88},
};

constexpr Rule czech_slovak[]{
  {"neodhlasujte",    "neodhlašujte|neodhlásujte|neodhlasovat|neodhlašovat|nevyřazujte|nevyraďujte|neodstraňujte|neodstraňovat|nemažte|nevymazávejte|nerušte|nevyškrtávejte|neodhlašuj|nevyradujte", other, 0.93},
  {"nechci_odhlasit", "nechci|nechceme|nechcem|nepřeji (se|si|sa|být|aby) (se|být|jste) odhlásit|odhlašovat|odhlášen|odhlásiť|odhlašovať|vyřadit|vyřazen|smazat|odhlásili", other, 0.90},
  {"zrusit_objednavku", "zrušit|zrušte|zrušiť|stornovat|stornovať|storno|odvolat|přesunout|presunúť|odložit|zruším (svou|mou|moji|naši|moju|našu|dnešní|zítřejší|tu|svoji) objednávku|objednávky|schůzku|stretnutie|rezervaci|rezerváciu|termín|smlouvu|zmluvu|let|dodávku|jednání|poradu", other, 0.88},
  {"omylem",          "omylem|nechtěně|nechtiac|nedopatřením * odhlá~|klikl~|klikol|zrušil~|smazal~",               retraction, 0.90},
  {"odhlasil_omylem", "odhlásil~|odhlášen~|odhlaseny|klikl~|zrušil~ * omylem|nechtěně|nechtiac|nedopatřením",       retraction, 0.90},
  {"znovu_prihlasit", "znovu|opět|opäť|zpátky|späť (mě|ma|se|sa|do) (na|do) (seznamu) přihlásit|přihlaste|přidat|přidejte|prihláste|zařaďte|zaraďte|zařadit", retraction, 0.88},
};

constexpr Rule hungarian[]{
  {"ne_toroljenek",   "ne|se töröljenek|töröljön|töröljetek|törölj|iratkoztassanak|iratkoztasson|vegyenek|vegyen|szedjenek|távolítsanak (le|ki|el) (engem|a|minket) (a) listáról|listájukról|hírlevélről|levelezőlistáról|engem|le|minket", other, 0.93},
  {"nem_akar_leiratkozni", "nem szeretnék|akarok|kívánok|szeretném|akarom leiratkozni|leiratkozást|lemondani|kikerülni", other, 0.90},
  {"nem_leiratkozni", "nem leiratkozni szeretnék|akarok|kívánok",                                                   other, 0.86},
  {"lemondani_rendelest", "rendelésemet|rendelést|rendelésem|találkozót|időpontot|foglalásomat|foglalást|megbeszélést|szerződést|időpontomat (szeretném|szeretnénk|kérem|le) (lemondani|törölni|mondani|lemondom|törölném|áttenni)", other, 0.86},
  {"veletlenul",      "véletlenül|tévedésből * leiratkoz~|töröl~|kattintott~",                                      retraction, 0.90},
};

constexpr Rule romanian[]{
  {"nu_ma_dezabonati", "nu (doresc|vreau) (să) mă|ne dezabonați|dezabona|dezabonez|dezabonăm|ștergeți|scoateți|eliminați|excludeți", other, 0.92},
  {"nu_vreau_sa_fiu", "nu doresc|vreau|dorim (să) (fiu) (mă) dezabonez|dezabonat|dezabonată|scos|șters|eliminat",    other, 0.90},
  {"anulez_comanda",  "anulez|anula|anulați|anularea|amân|reprogramez|reprogramați (comanda|o) (mea) comanda|comenzii|întâlnirea|rezervarea|programarea|contractul|ședința|livrarea|zborul|comandă", other, 0.88},
  {"din_greseala",    "din greșeală|eroare * dezabonat|dezabonare|apăsat|șters",                                    retraction, 0.90},
  {"dezabonat_greseala", "dezabonat|dezabonată|apăsat|șters * din greșeală|eroare",                                 retraction, 0.90},
};

constexpr Rule bulgarian[]{
  {"ne_me_otpisvayte", "не (моля) (ме|ни) отписвайте|премахвайте|изтривайте|махайте|изваждайте|отписвай",           other, 0.93},
  {"ne_iskam_da_se_otpisha", "не искам|желая|искаме да (се|бъда) отпиша|отписвам|отписан|отписана|премахнат|изтрит", other, 0.90},
  {"otkazha_porachka", "откажа|отмените|отменя|анулирайте|анулирам|отказвам|отложа|преместя (си) (моята|нашата|последната) поръчка|поръчката|среща|срещата|резервация|резервацията|договора|час|полета", other, 0.88},
  {"po_greshka",      "по|погрешка|неволно (грешка) * отписа~|изтри~|натиснах|отказах",                             retraction, 0.88},
  {"otpisah_greshka", "отписах|отписан~|натиснах|изтрих * по|погрешка|неволно (грешка)",                            retraction, 0.90},
};

constexpr Rule greek[]{
  {"min_me_diagrafete", "μη|μην (σας) (παρακαλώ) με|μας διαγράφετε|διαγράψετε|αφαιρείτε|αφαιρέσετε|βγάζετε|βγάλετε", other, 0.93},
  {"den_thelo_diagrafi", "δεν θέλω|επιθυμώ|θέλουμε να (με) διαγραφώ|απεγγραφώ|διαγράψετε|αφαιρεθώ|διαγραφούμε",      other, 0.90},
  {"akyroso_parangelia", "ακυρώσω|ακυρώσετε|ακυρώστε|ακύρωση|αναβάλω|μεταθέσω (την|το|της|τη) παραγγελία|παραγγελίας|ραντεβού|κράτηση|συνάντηση|κράτησης|συμβόλαιο|πτήση", other, 0.88},
  {"kata_lathos",     "κατά|από λάθος * διαγρ~|απεγγρ~|πάτησα",                                                      retraction, 0.90},
  {"diagraftika_lathos", "διαγρ~|απεγγρ~|πάτησα * κατά|από λάθος",                                                   retraction, 0.90},
};

constexpr Rule russian_ukrainian[]{
  {"ne_otpisyvayte",  "не (надо|нужно|треба|пожалуйста) (меня|нас|мене) отписывайте|отписывать|удаляйте|удалять|исключайте|исключать|убирайте|убирать|вычёркивайте|відписуйте|відписувати|видаляйте|видаляти|виключайте|прибирайте", other, 0.93},
  {"menya_ne",        "меня|нас|мене не (надо|нужно|треба) отписывайте|отписывать|удаляйте|удалять|исключайте|убирайте|відписуйте|видаляйте", other, 0.92},
  {"ne_hochu_otpisat", "не хочу|хотел|хотела|собираюсь|планирую|хотим|збираюся|хотів (бы|би) отписываться|отписаться|отказываться|відписуватися|відписатися", other, 0.90},
  {"otmenit_zakaz",   "отменить|отмените|отменяю|аннулировать|перенести|отмена|скасувати|скасуйте|перенесіть|відмінити (мой|мою|наш|нашу|сегодняшнюю|завтрашнюю|моє|моє|мій|зустріч) (последний) (заказ|заказа|встречу|бронь|бронирование|запись|доставку|договор|рейс|звонок|покупку|замовлення|зустріч|доставку|бронювання)", other, 0.86},
  {"po_oshibke",      "по|случайно|помилково|випадково|ошибочно (ошибке) * отписал~|нажал~|удалил~|відписа~|натисну~", retraction, 0.88},
  {"otpisalsya_sluchayno", "отписал~|нажал~|удалил~|відписа~|натисну~ * по|случайно|помилково|випадково|ошибочно (ошибке)", retraction, 0.88},
  {"snova_podpisat",  "снова|обратно|заново|опять|знову|назад (меня|мене) (в) (рассылку) подпишите|подписать|добавьте|включите|вернуть|верните|підпишіть|додайте", retraction, 0.90},
};

constexpr Rule turkish[]{
  {"cikarmayin",      "çıkarmayın|silmeyin|çıkarmayınız|silmeyiniz|kaldırmayın|kaldırmayınız|çıkartmayın|durdurmayın|kesmeyin|sonlandırmayın", other, 0.92},
  {"iptal_etmeyin",   "iptal etmeyin|etmeyiniz",                                                                       other, 0.92},
  {"cikmak_istemiyorum", "ayrılmak|çıkmak|çıkarılmak|silinmek istemiyorum|istemiyoruz",                              other, 0.92},
  {"iptal_etmek_istemiyorum", "iptal etmek|ettirmek istemiyorum|istemiyoruz",                                          other, 0.92},
  {"siparis_iptal",   "siparişimi|siparişi|randevumu|randevuyu|rezervasyonumu|rezervasyonu|toplantıyı|toplantımızı|sözleşmemi|sözleşmeyi|teslimatı|siparişimin|uçuşumu * iptal|iptalini|ertele~|değiştir~", other, 0.90},
  {"yanlislikla",     "yanlışlıkla|kazara * (çıktım|iptal|sildim|bastım|tıkladım|ayrıldım)",                          retraction, 0.90},
};

constexpr Rule arabic[]{
  {"la_tahdhifuni",   "لا|لن (أريد|نريد|أرغب) (أن) (في) تحذف~|تلغوا|تلغي|تزيلوني|تزيلوا|تشطبوا|إلغاء|الغاء|حذفي",        other, 0.90},
  {"ilgha_talab",     "إلغاء|الغاء|ألغوا|الغي|تأجيل طلبي|الطلب|طلبيتي|الطلبية|موعدي|الموعد|حجزي|الحجز|الاجتماع|العقد", other, 0.88},
  {"bilkhata",        "بالخطأ|خطأ * (اشتراكي|الاشتراك|ضغطت)",                                                          retraction, 0.80},
};

constexpr Rule hebrew[]{
  {"al_tasiru",       "אל (נא) תסיר~|תמחק~|תוציאו|תורידו|תבטלו",                                                      other, 0.93},
  {"lo_lehasir",      "לא (נא) להסיר|למחוק|להוציא|לבטל|להוריד",                                                     other, 0.88},
  {"lo_rotse",        "לא רוצה|רוצים|מעוניין|מעוניינת|מבקש להסיר|לבטל|לצאת|לרדת|שתסירו",                                 other, 0.90},
  {"levatel_hazmana", "לבטל|ביטול|בטלו|לדחות|להזיז (את) (ה) ההזמנה|הזמנה|התור|הפגישה|פגישה|החוזה|המשלוח|הטיסה|ההזמנה", other, 0.88},
  {"betaut",          "בטעות * (הסרתי|ביטלתי|לחצתי|הוסרתי|ירדתי)",                                                     retraction, 0.84},
};

constexpr Rule hindi[]{
  {"mat_hatao",       "मत|न|ना हटा~|निकाल~|मिटा~",                                                                     other, 0.92},
  {"band_mat",        "हटाएं|हटाएँ|हटाइए|निकालें|बंद|रद्द|अनसब्सक्राइब मत|न|ना",                                              other, 0.90},
  {"order_radd",      "ऑर्डर|आर्डर|अपॉइंटमेंट|मीटिंग|बुकिंग * रद्द|कैंसिल",                                                    other, 0.88},
  {"galti_se",        "गलती|ग़लती|भूल से * (अनसब्सक्राइब|हट|बंद)",                                                           retraction, 0.84},
};

constexpr Rule japanese[]{
  {"haishin_tomenaide", "配|登|購|メ 信|録|読 (を|は) 停|解|削|止 止|除|め し|さ|な (な) い で",               other, 0.93},
  {"shinaide",        "停|解|削 止|除 (を) し|さ (な) (れ) な|く い|な で|い",                                other, 0.90},
  {"yamenaide",       "や め な い で",                                                                    other, 0.90},
  {"tsuzukete",       "続 け て (ほ|く|送|配|い)",                                                          other, 0.75},
  {"chumon_kyanseru", "注 文|予 (を|の) キ|取 ャ|り|消",                                                     other, 0.86},
  {"yoyaku_kyanseru", "注|予|会|打 文|約|議|合 (を|の|せ) (を|の) キ|取|変 ャ|り|消|更",                       other, 0.86},
  {"ayamatte",        "誤|間 っ|違 て|え (て)",                                                            retraction, 0.84},
  {"saitouroku",      "再|も 登|度|う (録) (一) (度) (登)",                                                   retraction, 0.70},
};

constexpr Rule chinese[]{
  {"bie_shanchu",     "别|別|勿|莫 (把) (将) (我) (从) (们) 删|刪|移|退|取 除|掉|出|订|訂|消",                  other, 0.93},
  {"buyao_shanchu",   "不 要|用|想|必 (把|將|将|被) (我) (们) (从|從) 删|刪|移|退|取 除|掉|出|订|訂|消",           other, 0.93},
  {"buyao_ba_wo",     "不 要 把|将|將 我 (们) * * 删|刪|移 除|掉|出",                                         other, 0.92},
  {"quxiao_dingdan",  "取 消 (我|这|這|本|那|一|的|了) (的|们|个|個|次|下) (的) 订|訂|会|會|预|預|合|航|行 单|單|议|議|约|約|同|班|程", other, 0.92},
  {"wu_tuiding",      "误|誤|错|錯 (操) (作) (点) (了) 退|取 订|訂|消",                                       retraction, 0.90},
  {"chongxin",        "重 新 订|訂|加 阅|閱|入",                                                            retraction, 0.90},
};

constexpr Rule korean[]{
  {"chwisohaji_mal",  "구|수|해|취|삭|제|탈 독|신|지|소|제|외|퇴 (을|를) (취|해|거) (소|지|부) (를|를) 하|시 지 (는) 마|말|않", other, 0.93},
  {"haji_mal",        "해|취|삭|제 지|소|제|외 (를) 하|시 지 (는) 마|말",                                       other, 0.92},
  {"ppaeji_mal",      "빼 지 (는) 마|말",                                                                  other, 0.92},
  {"jumun_chwiso",    "주|예|회|미|약|계 문|약|의|팅|속 (을|를|건) (을) 취|변|미 소|경|루",                       other, 0.90},
};

constexpr Rule indonesian[]{
  {"jangan_hapus",    "jangan|tidak (perlu) hapus|keluarkan|hentikan|unsubscribe|batalkan|berhenti (saya|kami|langganan) (dari)", other, 0.92},
  {"tidak_ingin_berhenti", "tidak ingin|mau|berniat (untuk) berhenti|keluar (berlangganan)",                         other, 0.90},
  {"batalkan_pesanan", "batalkan|membatalkan|pembatalan|menunda|jadwal (ulang) (pesanan|order) (saya) pesanan|order|janji|pertemuan|rapat|reservasi|kontrak|penerbangan", other, 0.88},
};

constexpr Rule vietnamese[]{
  {"dung_xoa",        "đừng|không (cần|nên) xóa|hủy|gỡ|loại|xoá (bỏ) (tôi|đăng|email|chúng)",                        other, 0.92},
  {"khong_muon_huy",  "không muốn|định (bị) hủy|ngừng|xóa|dừng",                                                       other, 0.90},
  {"huy_don",         "hủy|huỷ|dời|hoãn (bỏ) (đơn|cuộc|lịch|đặt|hợp|chuyến) hàng|hẹn|họp|chỗ|đồng|bay|phòng",        other, 0.90},
};
// clang-format on

} // namespace

std::span<const RuleTable> near_misses() {
  static constexpr std::array tables{
      RuleTable{.language = "fr", .slots = {}, .rules = french},
      RuleTable{.language = "es", .slots = {}, .rules = spanish},
      RuleTable{.language = "it", .slots = {}, .rules = italian},
      RuleTable{.language = "pt", .slots = {}, .rules = portuguese},
      RuleTable{.language = "nl", .slots = {}, .rules = dutch},
      RuleTable{.language = "da", .slots = {}, .rules = danish_norwegian},
      RuleTable{.language = "sv", .slots = {}, .rules = swedish},
      RuleTable{.language = "fi", .slots = {}, .rules = finnish},
      RuleTable{.language = "pl", .slots = {}, .rules = polish},
      RuleTable{.language = "cs", .slots = {}, .rules = czech_slovak},
      RuleTable{.language = "hu", .slots = {}, .rules = hungarian},
      RuleTable{.language = "ro", .slots = {}, .rules = romanian},
      RuleTable{.language = "bg", .slots = {}, .rules = bulgarian},
      RuleTable{.language = "el", .slots = {}, .rules = greek},
      RuleTable{.language = "ru", .slots = {}, .rules = russian_ukrainian},
      RuleTable{.language = "tr", .slots = {}, .rules = turkish},
      RuleTable{.language = "ar", .slots = {}, .rules = arabic},
      RuleTable{.language = "he", .slots = {}, .rules = hebrew},
      RuleTable{.language = "hi", .slots = {}, .rules = hindi},
      RuleTable{.language = "ja", .slots = {}, .rules = japanese},
      RuleTable{.language = "zh", .slots = {}, .rules = chinese},
      RuleTable{.language = "ko", .slots = {}, .rules = korean},
      RuleTable{.language = "id", .slots = {}, .rules = indonesian},
      RuleTable{.language = "vi", .slots = {}, .rules = vietnamese},
  };
  return tables;
}

} // namespace classifier
