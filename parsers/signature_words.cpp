// What stands below a person's words and is none of them: device lines, closing phrases, notices of gateways.
#include <algorithm>
#include <array>

#include "parsers/ascii.hpp"
#include "parsers/phrase_set.hpp"
#include "parsers/quote_words.hpp"
#include "parsers/signature_line.hpp"
#include "parsers/word_table.hpp"

namespace parsers {
namespace {

// clang-format off
/// A whole line that closes a letter.
constexpr std::string_view sign_offs[] = {
    "Regards|Best regards|Kindly|Yours|Yours kindly|Yours respectfully|Talk soon|Speak soon|Looking forward to hearing from you|With thanks|With kindest regards|With warm regards|With gratitude|In kind regards|Good day|Ciao|Xoxo|Love|Peace|Kind regards|Warm regards|Best|Best wishes|All the best|Sincerely|Yours sincerely|Yours truly|Yours faithfully|Sincerely yours|Cheers|With regards|With kind regards|With best regards|Many thanks and regards|Thanks and regards|Thanks & regards|Thank you and regards|Respectfully|Cordially|Take care|Warmly|Warmest regards|Kindest regards|Very best regards|Very truly yours|Rgds|Brgds|BR|KR|Br,|Kind regards / Mit freundlichen Grüßen|Have a nice day|Have a great day",
    "Mit freundlichen Grüßen|Mit freundlichen Grüssen|Mit besten Grüssen|Beste Grüsse|Viele Grüsse|Herzliche Grüsse|Liebe Grüsse|Schöne Grüße aus|Mit freundlichem Gruss|Besten Gruß|Grüße aus|Ganz liebe Grüße|Alles Gute|Servus|Tschüss|Ciao|Mit freundlichem Gruß|Freundliche Grüße|Freundlichen Gruß|Viele Grüße|Liebe Grüße|Beste Grüße|Herzliche Grüße|Schöne Grüße|Mit besten Grüßen|Mit herzlichen Grüßen|Mit lieben Grüßen|Mit vielen Grüßen|Gruß|Grüße|Hochachtungsvoll|MfG|LG|VG|BG|Mit freundlichen Gruessen|Freundliche Gruesse|Viele Gruesse|Liebe Gruesse|Beste Gruesse|Vielen Dank und viele Grüße|Danke und Gruß|Danke und viele Grüße|Auf Wiedersehen|Herzlichst|Bis bald|Mit kollegialen Grüßen|Es grüßt|Grüsse|Gruss|Freundliche Grüsse|Mit freundlichen Grüssen|Schönen Gruß|Besten Gruß|Viele liebe Grüße|Mit sonnigen Grüßen|Mit bestem Gruß|Mit freundlicher Empfehlung",
    "Cordialement|Bien à vous tous|Belle soirée|Excellente journée|Bonne fin de journée|Bonne réception|Veuillez agréer|Avec mes meilleures salutations|Mes salutations|Bonnes salutations|Bisous|À plus|À plus tard|Crdlt|Bien cordialement|Très cordialement|Bien à vous|Bien à toi|Sincères salutations|Salutations|Meilleures salutations|Salutations distinguées|Amicalement|À bientôt|Bonne journée|Bonne soirée|Respectueusement|Cdlt|Cdt|Bien sincèrement|Au revoir|Avec mes salutations|Belle journée|Bises|Merci et bonne journée|Dans l'attente de votre réponse",
    "Saludos|Un saludo|Un fuerte abrazo|Salu2|Sin otro particular|Respetuosamente|Que tenga un buen día|Feliz día|Buen día|Quedo atento|Quedo atenta|Saludos cordiales|Atentamente|Cordialmente|Un cordial saludo|Un abrazo|Reciba un cordial saludo|Atte|Atte.|Saludos y gracias|Gracias y saludos|Muy atentamente|Quedo a la espera|Adiós|Saludos atentos|Mis mejores deseos",
    "Cordiali saluti|Cordialità|Con cordialità|Un abbraccio|Buon lavoro|Buona giornata e grazie|Saluti cordiali|Distinti saluti|Saluti|Un saluto|Cordialmente|Buona giornata|Buona serata|A presto|Un cordiale saluto|I migliori saluti|Con i migliori saluti|Grazie e saluti|Tanti saluti|Cari saluti|Arrivederci|Sinceramente|Ringraziando|In fede",
    "Atenciosamente|Cumprimentos|Melhores saudações|Um forte abraço|Fico no aguardo|Com os melhores cumprimentos|Melhores cumprimentos|Abraços|Abraço|Atentamente|Cordialmente|Saudações|Att|Att.|Com os meus cumprimentos|Os meus cumprimentos|Respeitosamente|Grato|Grata|Adeus|Um abraço",
    "Met vriendelijke groet|Met de meeste hoogachting|Fijne dag|Prettige dag|Gr|Gr.|Grt|Grtz|Vriendelijke groetjes|Met vriendelijke groeten|Vriendelijke groet|Vriendelijke groeten|Groeten|Groet|Hartelijke groet|Hartelijke groeten|Mvg|Hoogachtend|Met hartelijke groet|Met groet|Groetjes|Beste groeten|Tot ziens|M.v.g.",
    "Med vänlig hälsning|Bästa hälsning|Med bästa hälsning|Med bästa hälsningar|Hälsn|Hälsn.|Trevlig dag|Kram|Med vänliga hälsningar|Vänliga hälsningar|Hälsningar|Mvh|Vänligen|Bästa hälsningar|Hälsar|Med vänlig hälsning / Best regards|Hälsning|Vh|Allt gott|Ha det bra|Varma hälsningar",
    "Med venlig hilsen|Med venlige hilsner|Venlig hilsen|Venlige hilsner|Hilsen|Mange hilsner|Mvh|Vh|Bedste hilsner|Kh|Kærlig hilsen|De bedste hilsner|Hilsner|Med hilsen|Dbh",
    "Med venleg helsing|Venleg helsing|Helsing|Med vennlig hilsen|Vennlig hilsen|Vennlige hilsener|Hilsen|Beste hilsen|Mvh|Med hilsen|Beste hilsener|Hjertelig hilsen",
    "Ystävällisin terveisin|T.|Terv.|Parhain yhteistyöterveisin|Aurinkoisin terveisin|Terveisin|Parhain terveisin|Kunnioittavasti|Yt|Terv|Terveiset|Kiittäen|Yst. terv.|Ystävällisesti|Hyvää päivänjatkoa",
    "Pozdrawiam|Pozdrawiamy|Z pozdrowieniem|Łączę pozdrowienia|Z uszanowaniem|Ukłony|Z poważaniem|Pozdrowienia|Z wyrazami szacunku|Serdecznie pozdrawiam|Pozdrawiam serdecznie|Łączę wyrazy szacunku|Miłego dnia|Do widzenia|Dziękuję i pozdrawiam|Pozdr|Z pozdrowieniami|Pozdrawiam,",
    "S pozdravem|Se srdečným pozdravem|Přeji hezký den|Přeji pěkný den|Děkuji a jsem s pozdravem|Srdečně zdravím|S pozdravom a prianím pekného dňa|Prajem pekný deň|S přátelským pozdravem|Děkuji a přeji hezký den|Hezký den|Zdravím|S úctou|Mějte se hezky|Na shledanou|S pozdravom|S priateľským pozdravom|Pekný deň|Pozdravujem|S úctou,|Srdečne pozdravujem|Dovidenia",
    "Üdvözlettel|Szívélyes üdvözlettel|Tisztelettel és üdvözlettel|További szép napot|Jó munkát|Tisztelettel|Köszönettel|Üdv|Üdvözlöm|Baráti üdvözlettel|Szép napot|Viszontlátásra",
    "Cu stimă|Cu deosebită stimă|Cu prietenie|Cu cele mai bune gânduri|O seară frumoasă|Cu respect|O zi bună|Toate cele bune|Cu drag|Numai bine|Salutări|O zi frumoasă|La revedere|Cu considerație",
    "Lijep pozdrav|Srdačan pozdrav|S poštovanjem|Срдачан поздрав|Lijepi pozdrav|Lep pozdrav vsem|Lepo vas pozdravljam|Lp|Pozdrav|Lep pozdrav|Prijazen pozdrav|S spoštovanjem|Srdačno|Pozdravi|С поштовањем|Поздрав|Hvala unapred",
    "С уважением|С наилучшими пожеланиями и уважением|Искренне Ваш|С благодарностью|Всех благ|Хорошего вечера|З найкращими|З вдячністю|Щиро|Усього найкращого|Приятен ден|С уважение и поздрави|С наилучшими пожеланиями|Всего доброго|С наилучшими|Хорошего дня|С почтением|До свидания|Удачи|С ув.|З повагою|З найкращими побажаннями|Гарного дня|На все добре|С уважение|Поздрави|Поздрав|Хубав ден|Сърдечни поздрави",
    "Saygılarımla|En iyi dileklerimle|İyi akşamlar|Sevgi ve saygılarımla|Saygı ve sevgilerimle|Saygılarımızla|İyi çalışmalar|Sevgiler|İyi günler|Selamlar|Saygılar|Kolay gelsin|Hoşça kalın",
    "Με εκτίμηση|Με σεβασμό|Θερμούς χαιρετισμούς|Με θερμούς χαιρετισμούς|Χαιρετισμούς|Φιλικά|Με φιλικούς χαιρετισμούς|Με τιμή|Καλή συνέχεια",
    "Lugupidamisega|Tervitades|Parimate soovidega|Kõike head|Heade soovidega|Pagarbiai|Geriausi linkėjimai|Su pagarba|Linkėjimai|Geros dienos|Ar laba vēlējumiem|Visu labu|Ar cieņu|Ar sveicieniem|Labu vēlot|Jau iepriekš paldies",
    "Salutacions|Salutacions cordials|Cordials salutacions|Una abraçada|Un saúdo|Saúdos|Un cordial saúdo|Agur bero bat|Agur|Ondo izan|Groete|Vriendelike groete|Beste groete|Með kveðju|Með bestu kveðju|Virðingarfyllst|Atentament|Una salutació|Cordialment|Bestu kveðjur|Kær kveðja|Kveðja|Takk fyrir",
    "בברכה|בכבוד רב|בתודה|יום טוב|مع التحية|تحياتي|شكراً|مع خالص التحية|مع الشكر|مع أطيب التحيات|والسلام|مع فائق الاحترام|وتقبلوا فائق الاحترام|مع خالص التقدير|مع التقدير|تقبلوا تحياتي|أطيب التحيات|خالص التحيات|با آرزوی موفقیت|ارادتمند|با تقدیم احترام|בברכה רבה|בידידות|שבוע טוב|תודה ויום טוב|با احترام|با تشکر|سپاس",
    "此致|敬礼|此致敬礼|祝好|顺颂商祺|順頌商祺|敬祝|祝您工作愉快|顺祝商祺|順祝商祺|祝商祺|祝 商祺|即颂|谨启|顺颂|商祺|此致敬禮|谢谢！|敬上|以上|よろしくお願いいたします|よろしくお願いします|以上、よろしくお願いいたします|以上、よろしくお願いいたします。|以上よろしくお願いいたします|敬具|よろしくお願い致します|宜しくお願いいたします|宜しくお願いします|宜しくお願い致します|よろしくお願いいたします。|よろしくお願いします。|宜しくお願い致します。|以上、よろしくお願いします。|何卒よろしくお願いいたします。|何卒よろしくお願い申し上げます。|以上です。|以上です|드림|올림|안녕히 계세요|수고하세요|수고하세요.",
    "Trân trọng|Trân trọng kính chào|Thân ái|Kính thư|ขอแสดงความนับถือ|ด้วยความเคารพ|Salam|Yang ikhlas|Sekian|Salam hormat|Salam sejahtera|Yang menurut perintah|Salam dan terima kasih|Hormat saya|Hormat kami|Salam hangat|Yang benar|सादर|आपका|शुभकामनाएँ|भवदीय",
};

/// The same, but a person may also mean it: it closes the letter only when a name follows.
constexpr std::string_view thanks[] = {
    "Thanks|Thank you|Many thanks|Thanks in advance|Thanks again|Thx|Thanks a lot|Vielen Dank|Danke|Besten Dank|Herzlichen Dank|Vielen Dank im Voraus|Merci|Merci d'avance|Merci beaucoup|Muchas gracias",
    "Gracias|Grazie|Grazie mille|Grazie in anticipo|Obrigado|Obrigada|Muito obrigado|Muito obrigada|Desde já obrigado|Alvast bedankt|Bedankt|Dank u|Dank je|Dank je wel|Bij voorbaat dank|Tack",
    "Tack på förhand|På forhånd tak|Mange tak|Tak|Takk|På forhånd takk|Tusen takk|Kiitos|Kiitos etukäteen|Dziękuję|Dzięki|Z góry dziękuję|Děkuji|Díky|Předem děkuji|Ďakujem|Vopred ďakujem",
    "Köszönöm|Előre is köszönöm|Mulțumesc|Vă mulțumesc|Mulțumesc anticipat|Hvala|Unaprijed hvala|Hvala lepa|Хвала|Спасибо|Заранее спасибо|Благодарю|Дякую|Щиро дякую|Дякую заздалегідь|Благодаря",
    "Благодаря предварително|Teşekkürler|Teşekkür ederim|Şimdiden teşekkürler|Ευχαριστώ|Ευχαριστώ πολύ|Aitäh|Tänan|Ačiū|Paldies|Gràcies|Moltes gràcies|תודה|תודה רבה|תודה מראש|شكرا|وشكرا|شكرا لكم",
    "ممنون|谢谢|謝謝|多谢|ありがとうございます。|ありがとうございました。|감사합니다|감사합니다.|고맙습니다|고맙습니다.|Cảm ơn|Xin cảm ơn|Xin chân thành cảm ơn|ขอบคุณ|ขอบคุณครับ|ขอบคุณค่ะ|Terima kasih|धन्यवाद|Goodbye|Bye",
};

/// First words of banners that gateways put above mail from outside.
constexpr std::string_view banners[] = {
    "[External]|[Ext]|External email|External message|This message is from an external|This message is from outside|This message came from outside|This email came from outside|This email is from outside|This email is from an external|ZjQcmQRYFpfptBannerStart|Be careful with this message|Think before you click|External email|External e-mail|External sender|[External email]|[External sender]|Caution: This|Caution: External|Warning: This email|Warning: External|This email originated|This message originated|This message was sent from outside|This email was sent from outside|This is an external|You don't often get|You don't often receive|Some people who received this message|Attention: This|Attention: External",
    "Achtung: Externe|Achtung: Diese|Externe E-Mail|Extern:|[Extern]|Vorsicht: Diese|Vorsicht: Externe|Warnung: Diese|Diese E-Mail stammt|Diese E-Mail kommt von|Sie erhalten nicht oft|Sie erhalten nicht häufig",
    "[Externe]|Attention : ce|Attention: ce|Courriel externe|Message externe|Expéditeur externe|Vous n'obtenez pas souvent|Vous ne recevez pas souvent|Ce message provient|Cet e-mail provient|Attention, ce",
    "[Externo]|Correo externo|Precaución: este|Atención: este|Este correo proviene|No suele recibir|No sueles recibir|Este mensaje proviene|E-mail externo|Cuidado: este|Atenção: este|Você não costuma receber|Normalmente não recebe",
    "[Esterno]|Attenzione: questa|Email esterna|Mittente esterno|Non si ricevono|Non ricevi spesso|[Extern]|Let op: deze|Externe e-mail|Dit bericht is afkomstig van|Dit bericht komt van buiten|U ontvangt niet vaak|Deze e-mail is afkomstig|Varning: detta|Externt e-postmeddelande|Du får inte ofta|OBS: denne|Ekstern e-mail|Du får ikke ofte|Huomio: tämä|Ulkoinen viesti|Et saa usein",
    "Uwaga: wiadomość|Wiadomość zewnętrzna|[Zewnętrzny]|Nie otrzymujesz często|Upozornění: tento|Externí e-mail|Внимание: внешнее|Внешняя почта|[Внешний]|Dikkat: bu|Harici e-posta|外部邮件|【外部邮件】|外部メール|【外部メール】|注意：此邮件",
};

/// First words that only warn; then "outside" has to follow on the line.
constexpr std::string_view banner_alerts[] = {
    "Caution|Warning|Attention|Alert|External|Achtung|Vorsicht|Warnung|Extern|Avertissement|Externe|Prudence|Precaución|Atención|Advertencia|Externo|Cuidado|Atenção|Attenzione|Esterno|Let op|Opgelet|Waarschuwing|Varning|Obs|Advarsel|Forsigtig|Huomio|Varoitus|Uwaga|Ostrzeżenie|Pozor|Upozornění|Upozornenie|Figyelem|Atenție|Pažnja|Внимание|Увага|Dikkat|Uyarı|Προσοχή|تنبيه|تحذير|זהירות|注意|警告|주의|Cảnh báo|Perhatian|คำเตือน",
};
constexpr std::string_view banner_words[] = {
    "extern", "outside your", "outside of your", "outside our", "outside of our", "outside the org", "outside of the org", "outside the com", "outside of the com", "exterieur", "fuera de", "fora d", "esterno", "esterna", "dall'esterno", "buiten de organ", "buiten onze", "utanfor organ", "udefra", "utenfra", "ulkopuol", "ulkois", "zewnatrz", "zewnetrz", "mimo organizac", "kulso", "kivulrol", "izvan organ", "внешн", "зовнішн", "зовнишн", "външ", "dis kaynak", "kurum disi", "harici", "disaridan", "εξωτερικ", "خارج", "חיצונ", "外部", "外来", "외부", "ben ngoai", "luar organ", "ภายนอก", "do not click", "keine links", "ne cliquez",
};

/// First words of confidentiality notices.
constexpr std::string_view disclaimers[] = {
    "This email and any|This e-mail and any|This message and any|This email message and any|This communication and any|This email is confidential|This e-mail is confidential|This message is confidential|This email may contain|This e-mail may contain|This message may contain|This message contains confidential|This email contains confidential|The information contained in this|The information in this|The contents of this|Confidentiality notice|Disclaimer:|If you are not the intended|This email is intended|This e-mail is intended|This message is intended|This transmission|Privileged and confidential|Please consider the environment",
    "Diese E-Mail enthält|Diese E-Mail kann|Diese Nachricht enthält|Diese Nachricht ist vertraulich|Diese E-Mail ist vertraulich|Der Inhalt dieser|Vertraulichkeitshinweis|Dieses E-Mail|Diese Mail enthält|Wenn Sie nicht der richtige|Sollten Sie nicht der|Bitte denken Sie an die Umwelt",
    "Ce message et toutes|Ce message et ses|Ce message est confidentiel|Ce courriel et|Ce mail et|Ce message est établi|Ce message contient|Cet e-mail et|Avis de confidentialité|Si vous n'êtes pas le destinataire|L'information contenue dans|Les informations contenues dans|Pensez à l'environnement",
    "Este mensaje y|Este mensaje contiene|Este correo electrónico y|Este correo electrónico contiene|Este mensaje se dirige|La información contenida en|Aviso legal|Aviso de confidencialidad|Este mensaje es confidencial|Esta mensagem pode|Esta mensagem e|Esta mensagem contém|Esta mensagem é|Este e-mail e|Este e-mail contém|Aviso de confidencialidade|As informações contidas",
    "Le informazioni contenute|Questo messaggio e|Questo messaggio contiene|Questa e-mail|Il contenuto di questa|Ai sensi del|Informativa privacy|Avviso di riservatezza|Dit bericht is|Dit bericht kan|De informatie in dit|Deze e-mail en|Dit e-mailbericht|De inhoud van dit|Disclaimer",
    "Detta meddelande är|Detta e-postmeddelande|Informationen i detta|Denne e-mail|Denne e-posten|Denne meddelelse|Denne meldingen|Tämä viesti|Tämä sähköposti|Ta wiadomość|Niniejsza wiadomość|Treść tej wiadomości|Tento e-mail a|Tato zpráva|Táto správa|Ez az e-mail|Ez az üzenet|Acest mesaj|Acest e-mail|Ova poruka|To sporočilo",
    "Это сообщение|Данное сообщение|Настоящее сообщение|Информация, содержащаяся|Це повідомлення|Bu e-posta|Bu mesaj|Το μήνυμα αυτό|Αυτό το μήνυμα|本邮件|此邮件|この電子メール|本メール|이 메일은|본 메일은|Email này|Pesan ini",
};
// clang-format on

template <std::size_t size>
WordTable<bool> build(const std::string_view (&rows)[size]) {
  WordTable<bool> table;
  for (const std::string_view row : rows)
    for_each_phrase(row, [&table](std::string_view phrase) { table[phrase] = true; });
  return table;
}

bool is_known(const WordTable<bool>& table, std::string_view folded) { return table.find(folded) != nullptr; }

} // namespace

bool starts_with_phrase(const WordTable<bool>& table, std::string_view folded) {
  constexpr int longest = 7;
  std::size_t end = 0;
  for (int words = 0; words < longest && end < folded.size(); ++words) {
    end = std::min(folded.find(' ', end + 1), folded.size());
    if (is_known(table, folded.substr(0, end))) return true;
  }
  return false;
}

std::string_view without_punctuation(std::string_view folded) {
  constexpr std::string_view before = "(<[*-_\"/~ ";
  constexpr std::string_view behind = ")>]*_,;.!-\"~: ";
  while (!folded.empty() && before.find(folded.front()) != std::string_view::npos) folded.remove_prefix(1);
  while (!folded.empty() && behind.find(folded.back()) != std::string_view::npos) folded.remove_suffix(1);
  return folded;
}

std::size_t count_words(std::string_view folded) {
  std::size_t count = folded.empty() ? 0 : 1;
  for (const char c : folded) count += c == ' ' ? 1 : 0;
  return count;
}

SignOff read_phrase(std::string_view folded) {
  static const WordTable<bool> phrases = build(sign_offs);
  static const WordTable<bool> gratitude = build(thanks);
  const std::string_view words = without_punctuation(folded);
  if (is_known(gratitude, folded) || is_known(gratitude, words)) return SignOff::thanks;
  return is_known(phrases, folded) || is_known(phrases, words) ? SignOff::closing : SignOff::none;
}

SignOff read_sign_off(std::string_view folded) {
  constexpr std::size_t longest = 120;
  if (folded.size() > longest) return SignOff::none;
  if (const SignOff whole = read_phrase(folded); whole != SignOff::none) return whole;
  // "Thank you, and kind regards": two of them.
  for (const std::string_view joint :
       {", ",    " / ",  " - ",  " & ", " and ", " und ", " et ", " y ", " e ", " en ",
        " och ", " og ", " ja ", " i ", " a ",   " es ",  " si ", " и ", " і ", " και "}) {
    const std::size_t at = folded.find(joint);
    if (at == std::string_view::npos) continue;
    const SignOff first = read_phrase(folded.substr(0, at));
    const SignOff second = read_phrase(folded.substr(at + joint.size()));
    if (first == SignOff::none || second == SignOff::none) continue;
    return first == SignOff::closing || second == SignOff::closing ? SignOff::closing : SignOff::thanks;
  }
  return SignOff::none;
}

bool is_external_banner(std::string_view folded) {
  static const WordTable<bool> phrases = build(banners);
  static const WordTable<bool> alerts = build(banner_alerts);
  static const PhraseSet outside(banner_words);
  // Gateways decorate with signs that no table can list.
  const auto is_word = [](char c) { return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0xC3; };
  const auto first = std::find_if(folded.begin(), folded.end(), is_word);
  std::string_view words = without_punctuation(folded.substr(static_cast<std::size_t>(first - folded.begin())));
  while (words.starts_with("\xE2") || words.starts_with("\xEF") || words.starts_with(' '))
    words.remove_prefix(words.front() == ' ' ? 1 : 3);
  if (starts_with_phrase(phrases, folded) || starts_with_phrase(phrases, words)) return true;
  const std::size_t end = std::min(words.find_first_of(" :!,;-."), words.size());
  return is_known(alerts, words.substr(0, end)) && outside.any_in(words.substr(end));
}

bool is_disclaimer(std::string_view folded) {
  static const WordTable<bool> phrases = build(disclaimers);
  return starts_with_phrase(phrases, without_punctuation(folded));
}

} // namespace parsers
