// Lines that stand between a person's words and the mail that follows, without their dashes.
#include "parsers/quote_words.hpp"
#include "parsers/word_table.hpp"

namespace parsers {
namespace {

struct SeparatorWords {
  std::string_view language;
  std::string_view forwarded; // within dashes
  std::string_view begin;     // Apple Mail's line, which ends with a colon
  std::string_view original;  // within dashes; a reply or a forward, as the subject says
};

// clang-format off
constexpr SeparatorWords separator_words[] = {
    {"en", "Forwarded message|Forwarded messages|Forward message|Forwarded this message|Message forwarded|Fwd message|Forwarded mail|Forwarded email|Forwarded e-mail|Fwd.Msg|Forwarded message follows", "Begin forwarded message|Begin forwarded email|Forwarded message follows", "Original message|Original mail|Original email|Original e-mail|Reply message|Original appointment|Message original|Previous message|Reply to message|Replied message|Original message follows|Origin message|Quoted message"},
    {"de", "Weitergeleitete Nachricht|Weitergeleitete E-Mail|Weitergeleitete Mail|Weitergeleitete Message|Weitergeleitete Nachrichten|Weitergeleitet", "Anfang der weitergeleiteten Nachricht|Anfang der weitergeleiteten E-Mail", "Ursprüngliche Nachricht|Ursprungsnachricht|Ursprünglicher Termin|Originaltermin|Original-E-Mail|Originalmail|Originalnachricht|Original-Nachricht|Original Nachricht|Ursprüngliche E-Mail|Ursprüngliche Mail|Original-Mail|Originale Nachricht"},
    {"fr", "Message transféré|Message transmis|Message réexpédié|Mail transféré|Courriel transféré|E-mail transféré|Message renvoyé|Courriel réexpédié|Message acheminé|Message suivi", "Début du message réexpédié|Début du message transféré|Début du courriel réexpédié|Début du courriel transféré|Message transféré", "Message d'origine|Message original|Message initial|Mail original|Courriel original|E-mail d'origine|Courriel d'origine|Message précédent|Rendez-vous d'origine|Message d'origine / Original Message|Message initial / Original Message"},
    {"es", "Mensaje reenviado|Correo reenviado|Mensaje remitido|Mensaje de reenvío|Correo electrónico reenviado", "Inicio del mensaje reenviado|Comienzo del mensaje reenviado|Inicia el mensaje reenviado|Mensaje reenviado", "Mensaje original|Correo original|Mensaje inicial|Correo electrónico original|Cita original"},
    {"it", "Messaggio inoltrato|Messaggi inoltrati|Inizio messaggio inoltrato|Mail inoltrata|E-mail inoltrata", "Inizio messaggio inoltrato|Inizio del messaggio inoltrato", "Messaggio originale|Messaggio originario|Messaggio d'origine|Mail originale"},
    {"pt", "Mensagem encaminhada|Mensagem reencaminhada|Mensagem reenviada|E-mail reencaminhado|Email encaminhado|E-mail encaminhado", "Início da mensagem encaminhada|Início da mensagem reencaminhada", "Mensagem original|E-mail original|Email original|Mensagem inicial|Compromisso original"},
    {"nl", "Doorgestuurd bericht|Doorgestuurde bericht|Doorgestuurde mail|Doorgezonden e-mail|Doorgestuurde e-mail|Doorgezonden bericht", "Begin doorgestuurd bericht", "Oorspronkelijk bericht|Origineel bericht|Originele bericht|Oorspronkelijke e-mail|Oorspronkelijke mail|Origineel e-mailbericht|Oorspronkelijk e-mailbericht"},
    {"sv", "Vidarebefordrat meddelande|Vidarebefordrad e-post|Vidarebefordrade meddelanden|Vidaresänt meddelande|Vidarebefordrat mejl|Vidarebefordrat brev", "Vidarebefordrat mejl|Vidarebefordrat brev|Början på vidarebefordrat brev", "Ursprungligt meddelande|Originalmeddelande|Ursprungsmeddelande|Ursprungligt mejl|Ursprunglig e-post"},
    {"da", "Videresendt meddelelse|Videresendte meddelelser|Videresendt mail|Videresendt besked|Videresendt e-mail", "Start på videresendt besked|Begyndelse på videresendt besked", "Oprindelig meddelelse|Oprindelig besked|Original meddelelse|Oprindelig mail|Originalmeddelelse|Oprindelig e-mail|Den oprindelige meddelelse|Original besked"},
    {"nb", "Videresendt melding|Videresendt e-post", "Videresendt melding|Start på videresendt melding", "Opprinnelig melding|Original melding|Originalmelding|Opprinnelig e-post"},
    {"fi", "Välitetty viesti|Välitetty viesti / Fwd.Msg|Edelleenlähetetty viesti|Edelleen lähetetty viesti|Välitetty sähköposti|Alkuperäinen välitetty viesti", "Välitetty viesti alkaa|Lähetetyn viestin alku", "Alkuperäinen viesti|Alkuperäinen sähköposti|Alkuperäinen sähköpostiviesti"},
    {"pl", "Przekazana wiadomość|Treść przekazanej wiadomości|Wiadomość przesłana dalej|Przesłana wiadomość|Wiadomość przekazana", "Początek przekazywanej wiadomości", "Wiadomość oryginalna|Oryginalna wiadomość|Wiadomość pierwotna|Treść oryginalnej wiadomości|Treść wiadomości"},
    {"cs", "Přeposlaná zpráva|Předaná zpráva|Přeposlaný email|Přeposílaná zpráva|Přeposlaný e-mail", "Začátek přeposílané zprávy|Začátek přeposlané zprávy", "Původní zpráva|Původní e-mail|Původní email|Originální zpráva"},
    {"sk", "Preposlaná správa|Preposlaná správa --- forwarded message|Preposlaný email|Ďalej poslaná správa|Preposlaný e-mail", "Začiatok preposlanej správy", "Pôvodná správa|Pôvodný e-mail|Pôvodný email|Originálna správa"},
    {"hu", "Továbbított üzenet|Továbbított levél|Továbbított e-mail|Továbbküldött üzenet|Továbbított email", "Továbbított levél kezdete|Továbbított üzenet kezdete", "Eredeti üzenet|Eredeti levél|Eredeti e-mail|Eredeti email"},
    {"ro", "Mesaj redirecționat|Mesaj redirectionat|Mesaj redirecţionat|Mesaj înaintat|Mesaj redirecţionat|Mesaj redirijat|Mesaj retrimis|Mesaj transmis", "Începe mesajul redirecționat|Începutul mesajului redirecționat", "Mesaj original|Mesajul original|Mesaj inițial|Mesajul inițial|E-mail original"},
    {"hr", "Proslijeđena poruka|Proslijeđeno|Prosljeđena poruka|Proslijedjena poruka|Proslijeđeni e-mail", "Započni proslijeđenu poruku|Početak proslijeđene poruke", "Izvorna poruka|Originalna poruka|Izvornik poruke|Izvorni e-mail"},
    {"sl", "Posredovano sporočilo|Posredovana sporočila|Preposlano sporočilo|Posredovana e-pošta", "Začetek posredovanega sporočila", "Izvirno sporočilo|Prvotno sporočilo|Originalno sporočilo"},
    {"sr", "Прослеђена порука|Prosleđena poruka|Прослеђено|Prosledjena poruka|Прослеђена е-порука", "Почетак прослеђене поруке|Početak prosleđene poruke", "Оригинална порука|Originalna poruka|Изворна порука|Izvorna poruka"},
    {"ru", "Пересылаемое сообщение|Перенаправленное сообщение|Пересланное сообщение|Пересланное письмо|Пересылаемое письмо|Пересылка сообщения|Переадресованное сообщение|Пересланное сообщение от|Перенаправленное письмо", "Начало переадресованного сообщения|Начало пересылаемого сообщения", "Исходное сообщение|Оригинальное сообщение|Исходное письмо|Первоначальное сообщение|Исходное сообщение (original message)|Оригинал сообщения|Оригинальное письмо|Первичное сообщение"},
    {"uk", "Переслане повідомлення|Перенаправлене повідомлення|Повідомлення, що пересилається|Переслане письмо|Пересилане повідомлення|Переадресоване повідомлення|Переслане повідомлення (forwarded message)|Перенаправлений лист|Пересланий лист", "Початок листа, що пересилається|Початок переадресованого повідомлення", "Оригінальне повідомлення|Вихідне повідомлення|Початкове повідомлення|Оригінальний лист|Початковий лист|Вихідний лист"},
    {"bg", "Препратено съобщение|Препратено писмо|Препратен имейл|Препращано съобщение|Пренасочено съобщение", "Начало на препратеното съобщение|Начало на препратено съобщение|Начало на препратеното писмо", "Оригинално съобщение|Оригинално писмо|Първоначално съобщение"},
    {"tr", "İletilen İleti|İletilmiş Mesaj|İletilen Mesaj|Yönlendirilmiş mesaj|İletilmiş ileti|Yönlendirilen mesaj|Yönlendirilmiş ileti|İletilen e-posta|Yönlendirilen ileti", "İleti başlangıcı|Yönlendirilen ileti başlangıcı|İletilmiş ileti başlangıcı|İletilen ileti başlangıcı", "Özgün İleti|Orijinal İleti|Orijinal Mesaj|Özgün Mesaj|Orjinal Mesaj"},
    {"el", "Προωθημένο μήνυμα|Προωθούμενο μήνυμα|Προωθηθέν μήνυμα|Μήνυμα που προωθήθηκε|Προώθηση μηνύματος", "Αρχή προωθημένου μηνύματος|Έναρξη προωθημένου μηνύματος|Αρχή προωθούμενου μηνύματος|Έναρξη προωθούμενου μηνύματος", "Αρχικό μήνυμα|Πρωτότυπο μήνυμα"},
    {"et", "Edastatud kiri|Edasisaadetud kiri|Edastatud sõnum|Edasi saadetud kiri|Edastatud e-kiri|Edasisaadetud sõnum", "Edastatud kirja algus|Edastatud kiri algab", "Algne kiri|Algne sõnum|Originaalkiri"},
    {"lt", "Persiųstas laiškas|Persiunčiamas laiškas|Persiųsta žinutė|Persiųstas pranešimas|Persiųstas el. laiškas", "Persiųsto laiško pradžia|Persiunčiamo laiško pradžia", "Pradinis laiškas|Originalus laiškas|Pradinė žinutė"},
    {"lv", "Pārsūtīts ziņojums|Pārsūtītais ziņojums|Pārsūtītā vēstule|Pārsūtīta vēstule|Pārsūtīta ziņa|Pārsūtītā ziņa", "Pārsūtītā ziņojuma sākums|Sākas pārsūtītais ziņojums", "Sākotnējais ziņojums|Oriģinālais ziņojums"},
    {"ca", "Missatge reenviat|Correu reenviat", "Inici del missatge reenviat|Comença el missatge reenviat", "Missatge original"},
    {"is", "Framsend skilaboð|Áframsent skeyti|Áframsendur póstur|Áframsend skilaboð", "", "Upprunaleg skilaboð|Upphafleg skilaboð"},
    {"he", "הודעה שהועברה|הודעה מועברת|הודעה מועברת הלאה|ההודעה שהועברה|הודעה שנשלחה הלאה", "תחילת ההודעה שהועברה|תחילת הודעה שהועברה|התחלת הודעה מועברת|תחילת הודעה מועברת", "הודעה מקורית|ההודעה המקורית"},
    {"ar", "رسالة معاد توجيهها|رسالة محولة|الرسالة الممررة|رسالة ممررة|رسالة موجهة|بريد معاد توجيهه|الرسالة المحولة|الرسالة المعاد توجيهها|رسالة مُعاد توجيهها|رسالة تم تمريرها", "بداية الرسالة المعاد توجيهها|بدء الرسالة المعاد توجيهها|بداية رسالة معاد توجيهها|بدء الرسالة التي أعيد توجيهها|بداية الرسالة التي تمت إعادة توجيهها", "الرسالة الأصلية|رسالة أصلية"},
    {"fa", "پیام ارجاع شده|پیام فوروارد شده|پیام هدایت‌شده|پیغام ارجاعی|نامه ارسال شده|پیام ارسال شده|پیام ارجاعی", "شروع پیام ارسال شده|آغاز پیام ارجاع شده", "پیام اصلی"},
    {"zh", "转发的邮件|转发邮件|转发邮件信息|转发的消息|已转发的邮件|轉寄的郵件|轉寄郵件|已轉寄的郵件|轉寄信件|被转发的邮件|转发的信息|轉寄訊息|轉寄的訊息|转发消息|轉發郵件|轉發的郵件|转发邮件的原文|轉發訊息|转发的邮件信息", "下面是被转发的邮件|以下是转发的邮件|开始转发邮件|開始轉寄郵件|開始轉寄的郵件|开始被转发的邮件|轉寄郵件開始|以下是轉寄的郵件|以下是轉寄的信件|开始转发的邮件", "原始邮件|原始郵件|邮件原件|原始信件|原邮件|原郵件|原始訊息|原始消息|回复的原邮件|原来的邮件|原始电子邮件|原始電子郵件|原信|原始約會|原始约会|原信息"},
    {"ja", "転送メッセージ|転送するメッセージ|転送メール（ここから）|転送元メッセージ|転送されたメッセージ|メッセージを転送|転送されたメール|転送メール", "転送されたメッセージ|転送メッセージの先頭|転送メッセージ|転送されたメール", "元のメッセージ|元のメール（ここから）|オリジナルのメッセージ|元メッセージ|元の電子メール|オリジナルメッセージ|元のメール|元のメッセージ（ここから）"},
    {"ko", "전달된 메시지|전달된 메일|전달한 메시지|전달된 이메일|전달 메시지|전달메시지|전달 메일|전달된 메세지|포워드된 메시지", "전달된 메시지 시작|다음 메시지를 전달합니다|전달할 메시지 시작|전달받은 메시지 시작|전달된 메시지", "원본 메시지|원본 메일|원본 이메일|원본메시지|원본메일|원래 메시지|원본 메세지|원본 편지|원본내용|원본 내용"},
    {"vi", "Thư được chuyển tiếp|Tin nhắn được chuyển tiếp|Thư đã chuyển tiếp|Thư chuyển tiếp|Tin nhắn chuyển tiếp|Email được chuyển tiếp|Tin đã chuyển tiếp", "Bắt đầu thư được chuyển tiếp|Bắt đầu tin nhắn được chuyển tiếp|Bắt đầu tin nhắn chuyển tiếp|Bắt đầu thư chuyển tiếp", "Thư gốc|Tin nhắn gốc|Thư ban đầu|Email gốc|Tin gốc"},
    {"th", "ข้อความที่ส่งต่อ|ข้อความส่งต่อ|จดหมายที่ส่งต่อ|ข้อความที่ถูกส่งต่อ|อีเมลที่ส่งต่อ", "เริ่มข้อความที่ส่งต่อ|เริ่มข้อความส่งต่อ|เริ่มต้นข้อความส่งต่อ|เริ่มต้นข้อความที่ส่งต่อ", "ข้อความต้นฉบับ|ข้อความเดิม|จดหมายต้นฉบับ|อีเมลต้นฉบับ"},
    {"id", "Pesan terusan|Pesan yang diteruskan|Pesan diteruskan|Email terusan|Pesan penerusan|Pesan yang di teruskan", "Mulai pesan terusan|Mulai meneruskan pesan|Memulai pesan terusan|Mulai pesan yang diteruskan|Awal pesan terusan", "Pesan asli|Pesan Awal|Email asli|Pesan orisinal"},
    {"hi", "अग्रेषित संदेश|फ़ॉरवर्ड किया गया संदेश|अग्रेषित किया गया संदेश|फ़ॉरवर्ड संदेश|फॉरवर्ड किया गया संदेश", "अग्रेषित संदेश आरंभ करें|अग्रेषित संदेश शुरू|फ़ॉरवर्ड किया गया संदेश प्रारंभ करें", "मूल संदेश"},
    {"ms", "Mesej dimajukan|Mesej yang dimajukan|Mesej dikirim semula", "Mulakan mesej dimajukan|Mulakan mesej dikirim semula|Mula mesej dimajukan", "Mesej asal"},
    {"nn", "Vidaresend melding|Vidaresendt melding", "Byrjinga på vidaresend melding", "Opphavleg melding"},
    {"eu", "Birbidalitako mezua", "", "Jatorrizko mezua"},
    {"gl", "Mensaxe reenviada|Mensaxe reencamiñada", "Inicio da mensaxe reenviada", "Mensaxe orixinal"},
    {"af", "Aangestuurde boodskap|Aangestuurde e-pos", "", "Oorspronklike boodskap"},
    {"sq", "Mesazh i përcjellë|Mesazhi i përcjellë", "", "Mesazhi origjinal|Mesazh origjinal"},
    {"mk", "Препратена порака|Проследена порака", "", "Оригинална порака|Изворна порака"},
    {"az", "Yönləndirilmiş mesaj|Göndərilmiş mesaj", "", "Orijinal mesaj"},
};

/// Phrases in which a name follows: mutt, Lotus Notes.
constexpr SeparatorWords named_separator_words[] = {
    {"en", "Forwarded message from|Forwarded by|Forwarded mail from", "", ""},
    {"de", "Weitergeleitet von|Weitergeleitete Nachricht von", "", ""},
    {"fr", "Réacheminé par|Transféré par", "", ""},
    {"es", "Reenviado por|Remitido por", "", ""},
    {"it", "Inoltrato da", "", ""},
    {"pt", "Encaminhado por", "", ""},
    {"nl", "Doorgestuurd door", "", ""},
};

/// What mutt, Yandex and some webmail print below the forwarded text.
constexpr std::string_view end_words[] = {
    "End forwarded message|End of forwarded message|End forwarded mail|End original message|End of original message|End forwarded text",
    "Ende der weitergeleiteten Nachricht|Ende weitergeleitete Nachricht|Ende der weitergeleiteten E-Mail|Fin du message transféré|Fin du message réexpédié|Fin del mensaje reenviado|Fine messaggio inoltrato|Fine del messaggio inoltrato",
    "Fim da mensagem encaminhada|Fim da mensagem reencaminhada|Einde doorgestuurd bericht|Slut på vidarebefordrat meddelande|Slut på videresendt meddelelse|Slutt på videresendt melding|Koniec przekazanej wiadomości|Konec přeposlané zprávy|Koniec preposlanej správy",
    "Конец пересылаемого сообщения|Конец пересылаемого письма|Конец перенаправленного сообщения|Кінець пересланого повідомлення|Край на препратеното съобщение|İletilen iletinin sonu|转发邮件结束|転送メッセージ終わり|Välitetty viesti päättyy",
};
/// What ticket systems print above their mail.
constexpr std::string_view reply_lines[] = {
    "Reply above this line|Reply above this line to leave a comment|Please reply above this line|Please type your reply above this line|Please do not write below this line|Write your reply above this line|Type your response above this line|Reply above this line to add a comment",
    "Antwort über dieser Linie|Bitte antworten Sie oberhalb dieser Linie|Bitte antworten Sie über dieser Zeile|Antworten Sie oberhalb dieser Zeile|Bitte geben Sie Ihre Antwort über dieser Zeile ein|Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein",
    "Répondre au-dessus de cette ligne|Veuillez répondre au-dessus de cette ligne|Veuillez saisir votre réponse au-dessus de cette ligne|Merci de répondre au-dessus de cette ligne",
    "Responda por encima de esta línea|Por favor, responda por encima de esta línea|Por favor, escriba su respuesta por encima de esta línea|Responder por encima de esta línea",
    "Rispondi sopra questa riga|Rispondere sopra questa riga|Scrivi la tua risposta sopra questa riga|Si prega di rispondere sopra questa riga",
    "Responda acima desta linha|Por favor, responda acima desta linha|Digite sua resposta acima desta linha",
    "Antwoord boven deze regel|Antwoord boven deze lijn|Typ uw antwoord boven deze regel|Svara ovanför den här raden|Svar over denne linje|Svar over denne linjen|Vastaa tämän rivin yläpuolelle|Odpowiedz powyżej tej linii|Odpovězte nad tímto řádkem|Ответьте выше этой линии|Пожалуйста, отвечайте над этой чертой|Bu satırın üstüne yanıt yazın|この行より上に返信してください|请在此行上方回复",
};
// clang-format on

WordTable<bool> build_reply_lines() {
  WordTable<bool> table;
  for (const std::string_view row : reply_lines)
    for_each_phrase(row, [&table](std::string_view phrase) { table[phrase] = true; });
  return table;
}

class Separators {
 public:
  Separators() {
    for (const SeparatorWords& row : separator_words) add(row);
    for (const SeparatorWords& row : named_separator_words) add(row);
    for (const std::string_view row : end_words) add(row, SeparatorKind::end, "", "");
  }
  [[nodiscard]] const SeparatorWord* find(std::string_view folded) const { return table_.find(folded); }

 private:
  void add(const SeparatorWords& row) {
    add(row.forwarded, SeparatorKind::forwarded, "", row.language);
    add(row.begin, SeparatorKind::forwarded, "apple_mail", row.language);
    add(row.original, SeparatorKind::original, "", row.language);
  }
  void add(std::string_view phrases, SeparatorKind kind, std::string_view client, std::string_view language) {
    for_each_phrase(phrases, [&](std::string_view phrase) {
      SeparatorWord& word = table_[phrase];
      if (word.languages.empty()) {
        word.kind = kind;
        word.client = client;
      } else if (word.client != client) {
        word.client = ""; // several programs print it
      }
      word.languages.add(LanguageSet(language));
    });
  }
  WordTable<SeparatorWord> table_;
};

} // namespace

const SeparatorWord* find_separator(std::string_view folded) {
  static const Separators separators;
  return separators.find(folded);
}

bool is_reply_line(std::string_view folded) {
  static const WordTable<bool> table = build_reply_lines();
  constexpr std::string_view decoration = "-=_*~#+. ";
  const std::size_t first = folded.find_first_not_of(decoration);
  if (first == std::string_view::npos) return false;
  return table.find(folded.substr(first, folded.find_last_not_of(decoration) - first + 1)) != nullptr;
}

} // namespace parsers
