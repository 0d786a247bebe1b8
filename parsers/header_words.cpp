// Labels of quoted header blocks. One row a language; '|' between words of the same meaning.
#include <array>
#include <bit>

#include "parsers/assert_that.hpp"
#include "parsers/quote_words.hpp"
#include "parsers/word_table.hpp"

namespace parsers {
namespace {

/// In the order in which a tie between languages is decided.
constexpr std::array<std::string_view, 39> languages = {"en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb",
                                                        "fi", "pl", "cs", "sk", "hu", "ro", "hr", "sl", "sr", "ru",
                                                        "uk", "bg", "tr", "el", "et", "lt", "lv", "ca", "is", "he",
                                                        "ar", "fa", "zh", "ja", "ko", "vi", "th", "id", "hi"};

struct HeaderWords {
  std::string_view language, from, date, to, cc, subject, reply_to, other;
};

// clang-format off
constexpr HeaderWords header_words[] = {
    {"en", "From", "Date|Sent|Sent at|Sent on", "To|Recipient|Recipients", "Cc|Copy", "Subject", "Reply-To|Reply To", "Bcc|Sender|Received|Importance|Attachments|Attachment|Priority|Categories|Organization|Organisation|Sensitivity|Message-ID|In-Reply-To|References|Resent-From|X-Mailer|Mailed-by|Signed-by|Security|Newsgroups|Followup-To|Return-Path|Envelope-To|Delivered-To|Mime-Version|Content-Type|Content-Transfer-Encoding"},
    {"de", "Von|Absender", "Gesendet|Gesendet am|Datum|Verschickt", "An|Empfänger", "Cc|Kopie|Kopie (CC)|Kopie an", "Betreff|Betrifft", "Antwort an|Antworten an|Antwortadresse", "Blindkopie|Wichtigkeit|Priorität|Anlagen|Anlage|Anhänge|Kategorien|Organisation|Vertraulichkeit"},
    {"fr", "De|Expéditeur|De la part de", "Envoyé|Envoyé le|Envoyé à|Date|Message du|Date d'envoi", "À|Pour|Destinataire|Destinataires", "Cc|Copie|Copie à", "Objet|Sujet", "Répondre à|Réponse à", "Cci|Importance|Pièces jointes|Pièce jointe|Priorité"},
    {"es", "De|Remitente", "Enviado|Enviado el|Enviada|Enviada el|Fecha|Fecha de envío", "Para|A|Destinatario|Destinatarios", "CC|Copia", "Asunto", "Responder a|Responder-a", "CCO|Importancia|Datos adjuntos|Adjuntos|Prioridad"},
    {"it", "Da|Mittente", "Inviato|Inviato il|Data|Spedito|Data invio", "A|Destinatario|Destinatari", "Cc|Copia", "Oggetto", "Rispondi a|Rispondi|Risposta", "Ccn|Priorità|Allegati|Importanza"},
    {"pt", "De|Remetente", "Enviado|Enviado em|Enviada|Enviada em|Data|Data de envio", "Para|Destinatário|Destinatários", "Cc|Com cópia", "Assunto", "Responder a|Responder para", "Cco|Importância|Anexos|Prioridade"},
    {"nl", "Van|Afzender", "Verzonden|Verzonden op|Datum|Verstuurd|Verzenddatum", "Aan|Ontvanger|Naar", "CC|Kopie", "Onderwerp", "Antwoord aan|Antwoorden aan|Beantwoorden|Beantwoorden aan", "Urgentie|Bijlagen|Bijlage|Prioriteit|Belang"},
    {"sv", "Från|Avsändare", "Skickat|Datum|Sänt|Skickat den", "Till|Mottagare", "Kopia|Kopia till|Cc", "Ämne", "Svara till|Svar till", "Hemlig kopia|Prioritet|Bilagor|Bifogade filer"},
    {"da", "Fra|Afsender", "Sendt|Dato|Sendt den", "Til|Modtager", "Cc|Kopi", "Emne", "Svar til|Besvar til", "Prioritet|Vedhæftede filer|Vigtighed"},
    {"nb", "Fra|Avsender", "Sendt|Dato|Sendt den", "Til|Mottaker", "Kopi|Kopi til|Cc", "Emne", "Svar til", "Blindkopi|Prioritet|Vedlegg|Viktighet"},
    {"fi", "Lähettäjä", "Lähetetty|Päivämäärä|Päiväys|Pvm|Lähetyspäivä", "Vastaanottaja|Vastaanottajat|Kenelle", "Kopio|Kopiot|CC", "Aihe", "Vastausosoite|Vastaus", "Piilokopio|Tärkeys|Liitteet|Liite|Prioriteetti"},
    {"pl", "Od|Nadawca", "Wysłano|Wysłane|Wysłany|Data|Data wysłania|Data nadania", "Do|Adresat|Odbiorca", "DW|Kopia|Do wiadomości", "Temat", "Odpowiedz do|Odpowiedź do", "UDW|Ważność|Załączniki|Priorytet"},
    {"cs", "Od|Odesílatel", "Odesláno|Datum|Posláno|Odesláno dne", "Komu|Příjemce", "Kopie", "Předmět|Věc", "Odpovědět komu|Odpověď komu|Odpovědět", "Skrytá|Skrytá kopie|Důležitost|Přílohy|Priorita"},
    {"sk", "Od|Odosielateľ", "Odoslané|Dátum|Poslané|Odoslaná", "Komu|Pre|Príjemca", "Kópia", "Predmet|Vec", "Odpovedať komu|Odpovedať", "Skrytá kópia|Dôležitosť|Prílohy|Priorita"},
    {"hu", "Feladó|Küldő", "Elküldve|Dátum|Küldve|Küldés dátuma|Küldés ideje", "Címzett|Címzettek", "Másolat|Másolatot kap", "Tárgy", "Válaszcím", "Titkos másolat|Fontosság|Mellékletek|Mellékelt fájlok"},
    {"ro", "De la|Expeditor|Expeditorul", "Trimis|Dată|Data|Trimis la|Trimisă", "Către|Catre|Destinatar|Destinatarul", "Cc|Copie", "Subiect|Subiectul", "Răspuns către|Răspundeți la", "Importanță|Atașări|Prioritate"},
    {"hr", "Šalje|Od|Pošiljatelj", "Poslano|Datum|Poslana", "Prima|Za|Primatelj", "Kopija|Cc", "Predmet|Naslov", "Odgovori na|Odgovor na", "Važnost|Privici|Prioritet"},
    {"sl", "Od|Pošiljatelj", "Poslano|Datum", "Za|Prejemnik", "Kp|Kopija", "Zadeva", "Odgovori na", "Pomembnost|Priloge"},
    {"sr", "Od|Од|Шаље|Šalje|Pošiljalac", "Poslato|Послато|Datum|Датум", "Za|За|Prima|Прима", "Kopija|Копија", "Naslov|Наслов|Tema", "Odgovor na", "Važnost|Prilozi"},
    {"ru", "От|От кого|Отправитель", "Отправлено|Дата|Послано|Дата отправки", "Кому|Получатель", "Копия", "Тема", "Ответить|Обратный адрес|Кому ответить", "Важность|Вложения|Скрытая копия"},
    {"uk", "Від|Від кого|Відправник", "Надіслано|Дата|Відправлено|Надісланий", "Кому|Одержувач|Отримувач", "Копія", "Тема", "Відповісти", "Важливість|Вкладення|Прихована копія"},
    {"bg", "От|Подател", "Изпратено|Дата|Изпратен", "До|Към|Получател", "Копие|Як", "Тема|Относно", "Отговор до", "Важност|Прикачени файлове"},
    {"tr", "Kimden|Gönderen", "Gönderildi|Tarih|Gönderilme zamanı|Gönderme tarihi", "Kime|Alıcı", "Bilgi|CC", "Konu", "Yanıtla|Yanıt adresi|Yanıt", "Gizli|Önem|Ekler"},
    {"el", "Από|Αποστολέας", "Εστάλη|Στάλθηκε|Ημερομηνία|Αποστολή", "Προς|Παραλήπτης", "Κοιν|Κοιν.|Κοινοποίηση", "Θέμα", "Απάντηση σε", "Σημασία|Συνημμένα"},
    {"et", "Saatja|Kellelt", "Saadetud|Kuupäev|Saatmisaeg", "Adressaat|Saaja|Kellele", "Koopia", "Teema", "Vasta|Vastus", "Tähtsus|Manused"},
    {"lt", "Nuo|Siuntėjas", "Išsiųsta|Data|Siųsta", "Kam|Gavėjas", "Kopija", "Tema", "Atsakyti", "Svarba|Priedai"},
    {"lv", "No|Sūtītājs", "Nosūtīts|Datums|Sūtīts", "Kam|Adresāts|Saņēmējs", "Kopija", "Temats|Tēma", "Atbildēt", "Svarīgums|Pielikumi"},
    {"ca", "De|Remitent", "Enviat|Enviat el|Data", "Per a|A|Destinatari", "A/c|Còpia", "Assumpte", "Respon a|Respondre a", "Importància|Fitxers adjunts"},
    {"is", "Frá", "Dagsetning|Sent", "Til|Viðtakandi", "Afrit", "Efni", "Svara til", "Viðhengi"},
    {"he", "מאת|מ", "נשלח|תאריך|נשלח בתאריך", "אל|נמען", "עותק|העתק", "נושא", "השב אל", "עותק מוסתר|קבצים מצורפים"},
    {"ar", "من|المرسل", "تم الإرسال|التاريخ|تاريخ|أرسلت|مرسل|تاريخ الإرسال", "إلى|المستلم", "نسخة|نسخة إلى|نسخة كربونية", "الموضوع|موضوع", "الرد على|الرد إلى", "الأهمية|المرفقات"},
    {"fa", "از|فرستنده", "ارسال شده|تاریخ", "به|گیرنده", "رونوشت", "موضوع", "پاسخ به", "پیوست"},
    {"zh", "发件人|寄件者|寄件人|發件人|发信人|发送者|自|从|從|由", "发送时间|日期|傳送時間|已傳送|寄件日期|发送日期|時間|时间|發送時間|發件日期|发送|日期时间", "收件人|收件者|至|到", "抄送|副本|副本抄送|抄送人", "主题|主旨|主題|標題|标题", "回复|答复|回覆|回信地址", "密件抄送|密件副本|重要性|附件|优先级"},
    {"ja", "差出人|送信元|送信者|発信者|From", "送信日時|日付|日時|送信日|送信済み", "宛先|送信先|あて先|受信者", "CC|写し", "件名|題名", "返信先", "重要度|添付ファイル|優先度"},
    {"ko", "보낸 사람|보낸사람|발신|발신인|보낸이|발신자", "보낸 날짜|보낸날짜|날짜|보낸 시간|받은 날짜|일시|발신일|보냄", "받는 사람|받는사람|수신|받는이|수신인|수신자", "참조", "제목", "회신", "숨은참조|첨부|중요도"},
    {"vi", "Từ|Người gửi", "Đã gửi|Ngày|Ngày gửi|Gửi lúc|Thời gian", "Đến|Tới|Người nhận|Gửi tới", "Cc|Đồng gửi", "Chủ đề|Tiêu đề", "Trả lời tới|Trả lời đến", "Tệp đính kèm"},
    {"th", "จาก|ผู้ส่ง", "ส่ง|วันที่|ส่งเมื่อ|ส่งวันที่", "ถึง|ผู้รับ", "สำเนา|สำเนาถึง", "เรื่อง|หัวเรื่อง|หัวข้อ|ชื่อเรื่อง", "ตอบกลับถึง|ตอบกลับ", "สิ่งที่แนบมา"},
    {"id", "Dari|Pengirim|Daripada", "Terkirim|Tanggal|Dikirim|Tarikh|Dihantar", "Kepada|Ke|Untuk", "Tembusan|Cc|Salinan", "Subjek|Perihal|Judul", "Balas ke|Balas Ke", "Lampiran"},
    {"hi", "प्रेषक|से|द्वारा", "भेजा गया|दिनांक|भेजा|तारीख", "प्रति|को|प्राप्तकर्ता", "प्रतिलिपि", "विषय", "उत्तर दें", "अनुलग्नक"},
};
// clang-format on

WordTable<LabelWord> build_labels() {
  WordTable<LabelWord> table;
  const auto add = [&table](std::string_view row, HeaderLabel label, std::string_view language) {
    for_each_phrase(row, [&](std::string_view phrase) {
      LabelWord& word = table[phrase];
      assert_that(word.languages.empty() || word.label == label, "a header label has one meaning");
      word.label = label;
      word.languages.add(LanguageSet(language));
    });
  };
  for (const HeaderWords& row : header_words) {
    add(row.from, HeaderLabel::from, row.language);
    add(row.date, HeaderLabel::date, row.language);
    add(row.to, HeaderLabel::to, row.language);
    add(row.cc, HeaderLabel::cc, row.language);
    add(row.subject, HeaderLabel::subject, row.language);
    add(row.reply_to, HeaderLabel::reply_to, row.language);
    add(row.other, HeaderLabel::other, row.language);
  }
  return table;
}

} // namespace

LanguageSet::LanguageSet(std::string_view code) {
  for (std::size_t i = 0; i < languages.size(); ++i)
    if (languages[i] == code) bits_ = std::uint64_t{1} << i;
}

LanguageSet LanguageSet::narrowed_by(LanguageSet other) const {
  LanguageSet both;
  both.bits_ = bits_ & other.bits_;
  if (both.bits_ == 0) both.bits_ = bits_ != 0 ? bits_ : other.bits_;
  return both;
}

std::string_view LanguageSet::first() const {
  return bits_ == 0 ? std::string_view{} : languages[static_cast<std::size_t>(std::countr_zero(bits_))];
}

const LabelWord* find_label(std::string_view folded) {
  static const WordTable<LabelWord> table = build_labels();
  return table.find(folded);
}

} // namespace parsers
