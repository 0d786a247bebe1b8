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
    {"en", "Forwarded message|Forwarded mail|Forwarded email|Forwarded e-mail|Fwd.Msg|Forwarded message follows", "Begin forwarded message", "Original message|Original mail|Original email|Original e-mail|Reply message|Original appointment"},
    {"de", "Weitergeleitete Nachricht|Weitergeleitete E-Mail|Weitergeleitete Mail|Weitergeleitete Message", "Anfang der weitergeleiteten Nachricht|Anfang der weitergeleiteten E-Mail", "Ursprüngliche Nachricht|Originalnachricht|Original-Nachricht|Original Nachricht|Ursprüngliche E-Mail|Ursprüngliche Mail|Original-Mail|Originale Nachricht"},
    {"fr", "Message transféré|Message transmis|Message réexpédié|Mail transféré|Courriel transféré|E-mail transféré", "Début du message réexpédié|Début du message transféré", "Message d'origine|Message original|Message initial|Mail original|Courriel original|E-mail d'origine"},
    {"es", "Mensaje reenviado|Correo reenviado", "Inicio del mensaje reenviado|Comienzo del mensaje reenviado", "Mensaje original|Correo original"},
    {"it", "Messaggio inoltrato|Mail inoltrata|E-mail inoltrata", "Inizio messaggio inoltrato|Inizio del messaggio inoltrato", "Messaggio originale|Messaggio originario|Messaggio d'origine|Mail originale"},
    {"pt", "Mensagem encaminhada|Mensagem reencaminhada|E-mail encaminhado", "Início da mensagem encaminhada|Início da mensagem reencaminhada", "Mensagem original|E-mail original"},
    {"nl", "Doorgestuurd bericht|Doorgestuurde e-mail|Doorgezonden bericht", "Begin doorgestuurd bericht", "Oorspronkelijk bericht|Origineel bericht|Originele bericht|Oorspronkelijke e-mail"},
    {"sv", "Vidarebefordrat meddelande|Vidarebefordrat mejl|Vidarebefordrat brev", "Vidarebefordrat mejl|Vidarebefordrat brev|Början på vidarebefordrat brev", "Ursprungligt meddelande|Originalmeddelande|Ursprungsmeddelande"},
    {"da", "Videresendt meddelelse|Videresendt besked|Videresendt e-mail", "Start på videresendt besked|Begyndelse på videresendt besked", "Oprindelig meddelelse|Oprindelig besked|Original meddelelse|Oprindelig mail|Originalmeddelelse"},
    {"nb", "Videresendt melding|Videresendt e-post", "Videresendt melding|Start på videresendt melding", "Opprinnelig melding|Original melding|Originalmelding"},
    {"fi", "Välitetty viesti|Välitetty viesti / Fwd.Msg|Edelleenlähetetty viesti|Edelleen lähetetty viesti", "Välitetty viesti alkaa|Lähetetyn viestin alku", "Alkuperäinen viesti"},
    {"pl", "Przekazana wiadomość|Treść przekazanej wiadomości|Wiadomość przesłana dalej|Przesłana wiadomość|Wiadomość przekazana", "Początek przekazywanej wiadomości", "Wiadomość oryginalna|Oryginalna wiadomość|Wiadomość pierwotna|Treść oryginalnej wiadomości|Treść wiadomości"},
    {"cs", "Přeposlaná zpráva|Přeposlaný e-mail", "Začátek přeposílané zprávy|Začátek přeposlané zprávy", "Původní zpráva|Původní e-mail|Původní email"},
    {"sk", "Preposlaná správa|Preposlaný e-mail", "Začiatok preposlanej správy", "Pôvodná správa|Pôvodný e-mail"},
    {"hu", "Továbbított üzenet|Továbbított levél", "Továbbított levél kezdete|Továbbított üzenet kezdete", "Eredeti üzenet|Eredeti levél"},
    {"ro", "Mesaj redirecționat|Mesaj redirectionat|Mesaj redirecţionat|Mesaj înaintat", "Începe mesajul redirecționat|Începutul mesajului redirecționat", "Mesaj original|Mesajul original|Mesaj inițial"},
    {"hr", "Proslijeđena poruka|Proslijeđeno", "Započni proslijeđenu poruku|Početak proslijeđene poruke", "Izvorna poruka|Originalna poruka"},
    {"sl", "Posredovano sporočilo", "Začetek posredovanega sporočila", "Izvirno sporočilo|Prvotno sporočilo"},
    {"sr", "Прослеђена порука|Prosleđena poruka", "Почетак прослеђене поруке", "Оригинална порука|Originalna poruka"},
    {"ru", "Пересылаемое сообщение|Перенаправленное сообщение|Пересланное сообщение|Пересланное письмо|Пересылаемое письмо", "Начало переадресованного сообщения|Начало пересылаемого сообщения", "Исходное сообщение|Оригинальное сообщение|Исходное письмо|Первоначальное сообщение"},
    {"uk", "Переслане повідомлення|Перенаправлене повідомлення|Повідомлення, що пересилається|Переслане письмо", "Початок листа, що пересилається|Початок переадресованого повідомлення", "Оригінальне повідомлення|Вихідне повідомлення|Початкове повідомлення"},
    {"bg", "Препратено съобщение|Препратено писмо", "Начало на препратеното съобщение", "Оригинално съобщение|Оригинално писмо|Първоначално съобщение"},
    {"tr", "İletilen İleti|İletilmiş Mesaj|İletilen Mesaj|Yönlendirilmiş mesaj|İletilmiş ileti", "İleti başlangıcı|İletilen ileti başlangıcı", "Özgün İleti|Orijinal İleti|Orijinal Mesaj|Özgün Mesaj|Orjinal Mesaj"},
    {"el", "Προωθημένο μήνυμα|Προωθούμενο μήνυμα", "Αρχή προωθημένου μηνύματος|Έναρξη προωθούμενου μηνύματος", "Αρχικό μήνυμα|Πρωτότυπο μήνυμα"},
    {"et", "Edastatud kiri|Edasisaadetud kiri|Edastatud sõnum", "", "Algne kiri|Algne sõnum|Originaalkiri"},
    {"lt", "Persiųstas laiškas|Persiunčiamas laiškas|Persiųsta žinutė", "", "Pradinis laiškas|Originalus laiškas|Pradinė žinutė"},
    {"lv", "Pārsūtīts ziņojums|Pārsūtītā vēstule|Pārsūtīta ziņa", "", "Sākotnējais ziņojums|Oriģinālais ziņojums"},
    {"ca", "Missatge reenviat", "Inici del missatge reenviat", "Missatge original"},
    {"is", "Framsend skilaboð", "", "Upprunaleg skilaboð|Upphafleg skilaboð"},
    {"he", "הודעה שהועברה|הודעה מועברת|הודעה מועברת הלאה", "תחילת ההודעה שהועברה", "הודעה מקורית|ההודעה המקורית"},
    {"ar", "رسالة معاد توجيهها|الرسالة المعاد توجيهها|رسالة مُعاد توجيهها|رسالة تم تمريرها", "بداية الرسالة المعاد توجيهها|بدء الرسالة المعاد توجيهها", "الرسالة الأصلية|رسالة أصلية"},
    {"fa", "پیام ارجاع شده|پیام فوروارد شده", "", "پیام اصلی"},
    {"zh", "转发的邮件|转发邮件|转发邮件信息|转发的消息|已转发的邮件|轉寄的郵件|轉寄郵件|已轉寄的郵件|轉寄信件|被转发的邮件|转发的信息", "下面是被转发的邮件|以下是轉寄的郵件|以下是轉寄的信件|开始转发的邮件", "原始邮件|原始郵件|邮件原件|原始信件|原邮件|原郵件|原始訊息|原始消息|回复的原邮件"},
    {"ja", "転送メッセージ|転送されたメッセージ|メッセージを転送|転送されたメール|転送メール", "転送されたメッセージ|転送メッセージの先頭", "元のメッセージ|オリジナルメッセージ|元のメール|元のメッセージ（ここから）"},
    {"ko", "전달된 메시지|전달된 메일|전달한 메시지|전달된 이메일|전달 메시지", "전달된 메시지 시작|전달된 메시지", "원본 메시지|원본 메일|원본 이메일|원본메시지|원본메일"},
    {"vi", "Thư được chuyển tiếp|Tin nhắn được chuyển tiếp|Thư đã chuyển tiếp|Thư chuyển tiếp", "Bắt đầu thư được chuyển tiếp|Bắt đầu thư chuyển tiếp", "Thư gốc|Tin nhắn gốc|Thư ban đầu"},
    {"th", "ข้อความที่ส่งต่อ|ข้อความส่งต่อ", "เริ่มต้นข้อความที่ส่งต่อ", "ข้อความต้นฉบับ|ข้อความเดิม"},
    {"id", "Pesan terusan|Pesan yang diteruskan|Pesan diteruskan", "Mulai pesan yang diteruskan|Awal pesan terusan", "Pesan asli|Pesan Awal"},
    {"hi", "अग्रेषित संदेश|फ़ॉरवर्ड किया गया संदेश", "", "मूल संदेश"},
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
