// Labels of quoted header blocks. One row a language; '|' between words of the same meaning.
#include <array>
#include <bit>

#include "parsers/assert_that.hpp"
#include "parsers/quote_words.hpp"
#include "parsers/word_table.hpp"

namespace parsers {
namespace {

/// In the order in which a tie between languages is decided.
constexpr std::array<std::string_view, 47> languages = {
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro",
    "hr", "sl", "sr", "ru", "uk", "bg", "tr", "el", "et", "lt", "lv", "ca", "is", "he", "ar", "fa",
    "zh", "ja", "ko", "vi", "th", "id", "hi", "ms", "nn", "eu", "gl", "af", "sq", "mk", "az"};

struct HeaderWords {
  std::string_view language, from, date, to, cc, subject, reply_to, other;
};

// clang-format off
constexpr HeaderWords header_words[] = {
    {"en", "From", "Date|Sent|Sent at|Sent on", "To|Recipient|Recipients", "Cc|Copy", "Subject", "Reply-To|Reply To", "Bcc|Sender|Received|Importance|Attachments|Attachment|Priority|Categories|Organization|Organisation|Sensitivity|Message-ID|In-Reply-To|References|Resent-From|X-Mailer|Mailed-by|Signed-by|Security|Newsgroups|Followup-To|Return-Path|Envelope-To|Delivered-To|Mime-Version|Content-Type|Content-Transfer-Encoding|User-Agent|DKIM-Signature|Authentication-Results|Received-SPF|ARC-Seal|ARC-Message-Signature|ARC-Authentication-Results|List-Unsubscribe|List-Unsubscribe-Post|List-Id|Precedence|Auto-Submitted|Thread-Topic|Thread-Index|Content-Language|Accept-Language|Feedback-ID|Errors-To|Disposition-Notification-To|Sent by|Mailing list|Folder|Flags|Status"},
    {"de", "Von|Absender|Absenderin", "Gesendet|Gesendet am|Datum|Verschickt|Sendedatum|Datum/Uhrzeit|Zeit", "An|Empfänger|Empfänger/-in", "Cc|Kopie|Kopie (CC)|Kopie an|Kopien", "Betreff|Betrifft", "Antwort an|Antworten an|Antwortadresse", "Blindkopie|Wichtigkeit|Priorität|Anlagen|Anlage|Anhänge|Kategorien|Organisation|Vertraulichkeit"},
    {"fr", "De|Expéditeur|De la part de|Émetteur", "Envoyé|Envoyée|Transmis|Envoyé le|Envoyé à|Date|Message du|Date d'envoi", "À|Pour|Destinataire|Destinataires", "Cc|Copie|Copie à|Copies à|Copie(s) à", "Objet|Sujet", "Répondre à|Réponse à", "Cci|Importance|Pièces jointes|Pièce jointe|Priorité"},
    {"es", "De|Remitente", "Enviado|Enviado el|Enviada|Enviada el|Fecha|Fecha de envío|Fecha y hora|Enviado a las", "Para|A|Destinatario|Destinatarios", "CC|Copia", "Asunto", "Responder a|Responder-a", "CCO|Importancia|Datos adjuntos|Adjuntos|Prioridad"},
    {"it", "Da|Mittente", "Inviato|Inviato il|Data|Spedito|Data invio|Inviata|Data di invio|Inviata il", "A|Destinatario|Destinatari", "Cc|Copia", "Oggetto|Ogg", "Rispondi a|Rispondi|Risposta", "Ccn|Priorità|Allegati|Importanza"},
    {"pt", "De|Remetente", "Enviado|Enviado em|Enviada|Enviada em|Data|Data de envio|Enviado a|Data/Hora", "Para|Destinatário|Destinatários", "Cc|Com cópia|Cópia|C/C", "Assunto", "Responder a|Responder para", "Cco|Importância|Anexos|Prioridade"},
    {"nl", "Van|Afzender", "Verzonden|Verzonden op|Datum|Verstuurd|Verzenddatum|Datum/tijd", "Aan|Ontvanger|Naar", "CC|Kopie", "Onderwerp", "Antwoord aan|Antwoorden aan|Beantwoorden|Beantwoorden aan", "Urgentie|Bijlagen|Bijlage|Prioriteit|Belang"},
    {"sv", "Från|Avsändare", "Skickat|Datum|Sänt|Skickat den|Skickades", "Till|Mottagare", "Kopia|Kopia till|Cc", "Ämne", "Svara till|Svar till", "Hemlig kopia|Prioritet|Bilagor|Bifogade filer"},
    {"da", "Fra|Afsender", "Sendt|Dato|Sendt den|Afsendt", "Til|Modtager", "Cc|Kopi|Kopi til", "Emne", "Svar til|Besvar til", "Prioritet|Vedhæftede filer|Vigtighed"},
    {"nb", "Fra|Avsender", "Sendt|Dato|Sendt den", "Til|Mottaker", "Kopi|Kopi til|Cc", "Emne", "Svar til", "Blindkopi|Prioritet|Vedlegg|Viktighet"},
    {"fi", "Lähettäjä", "Lähetetty|Päivämäärä|Päiväys|Pvm|Lähetyspäivä", "Vastaanottaja|Vastaanottajat|Kenelle", "Kopio|Kopiot|CC|Kopio:", "Aihe", "Vastausosoite|Vastaus", "Piilokopio|Tärkeys|Liitteet|Liite|Prioriteetti"},
    {"pl", "Od|Nadawca", "Wysłano|Wysłane|Wysłany|Data|Data wysłania|Data nadania", "Do|Adresat|Odbiorca", "DW|Kopia|Do wiadomości|Do wiad.", "Temat", "Odpowiedz do|Odpowiedź do", "UDW|Ważność|Załączniki|Priorytet"},
    {"cs", "Od|Odesílatel", "Odesláno|Datum|Posláno|Odesláno dne", "Komu|Příjemce", "Kopie", "Předmět|Věc", "Odpovědět komu|Odpověď komu|Odpovědět", "Skrytá|Skrytá kopie|Důležitost|Přílohy|Priorita"},
    {"sk", "Od|Odosielateľ", "Odoslané|Dátum|Poslané|Odoslaná", "Komu|Pre|Príjemca", "Kópia", "Predmet|Vec", "Odpovedať komu|Odpovedať", "Skrytá kópia|Dôležitosť|Prílohy|Priorita"},
    {"hu", "Feladó|Küldő|Kitől|Felado", "Elküldve|Dátum|Küldve|Küldés dátuma|Küldés ideje", "Címzett|Címzettek|Kinek", "Másolat|Másolatot kap|Másolatot kapnak", "Tárgy", "Válaszcím", "Titkos másolat|Fontosság|Mellékletek|Mellékelt fájlok"},
    {"ro", "De la|Expeditor|Expeditorul", "Trimis|Dată|Data|Trimis la|Trimisă|Trimis pe", "Către|Catre|Destinatar|Destinatarul", "Cc|Copie", "Subiect|Subiectul", "Răspuns către|Răspundeți la", "Importanță|Atașări|Prioritate"},
    {"hr", "Šalje|Od|Pošiljatelj", "Poslano|Datum|Poslana|Vrijeme slanja", "Prima|Za|Primatelj", "Kopija|Cc|Kopija (CC)", "Predmet|Naslov", "Odgovori na|Odgovor na", "Važnost|Privici|Prioritet"},
    {"sl", "Od|Pošiljatelj", "Poslano|Datum", "Za|Prejemnik|Prejemniki", "Kp|Kopija|Kp.", "Zadeva", "Odgovori na", "Pomembnost|Priloge"},
    {"sr", "Od|Од|Шаље|Šalje|Pošiljalac|Пошиљалац", "Poslato|Послато|Datum|Датум|Послато на", "Za|За|Prima|Прима", "Kopija|Копија|Коп|Коп.|Kop.", "Naslov|Наслов|Tema|Тема|Предмет|Predmet", "Odgovor na", "Važnost|Prilozi"},
    {"ru", "От|От кого|Отправитель", "Отправлено|Дата|Послано|Дата отправки|Время|Дата и время", "Кому|Получатель|Получатели", "Копия|Копии", "Тема|Тема письма", "Ответить|Обратный адрес|Кому ответить", "Важность|Вложения|Скрытая копия"},
    {"uk", "Від|Від кого|Відправник|Від імені", "Надіслано|Дата|Відправлено|Надісланий|Дата надсилання", "Кому|Одержувач|Отримувач", "Копія", "Тема", "Відповісти", "Важливість|Вкладення|Прихована копія"},
    {"bg", "От|Подател", "Изпратено|Дата|Изпратен|Изпратено на|Изпратена", "До|Към|Получател", "Копие|Як|Копие до", "Тема|Относно", "Отговор до", "Важност|Прикачени файлове"},
    {"tr", "Kimden|Gönderen", "Gönderildi|Tarih|Gönderilme zamanı|Gönderme tarihi|Gönderim tarihi|Gönderilme tarihi", "Kime|Alıcı|Alıcılar", "Bilgi|CC|Kopya|Karbon kopya", "Konu", "Yanıtla|Yanıt adresi|Yanıt", "Gizli|Önem|Ekler"},
    {"el", "Από|Αποστολέας", "Εστάλη|Στάλθηκε|Ημερομηνία|Αποστολή|Ημ/νία|Ημερομηνία αποστολής|Απεστάλη", "Προς|Παραλήπτης|Παραλήπτες", "Κοιν|Κοιν.|Κοινοποίηση", "Θέμα", "Απάντηση σε", "Σημασία|Συνημμένα"},
    {"et", "Saatja|Kellelt|Kes", "Saadetud|Kuupäev|Saatmisaeg", "Adressaat|Saaja|Kellele|Adressaadid|Saajad", "Koopia", "Teema", "Vasta|Vastus", "Tähtsus|Manused"},
    {"lt", "Nuo|Siuntėjas", "Išsiųsta|Data|Siųsta|Išsiuntimo data", "Kam|Gavėjas|Gavėjai", "Kopija|Kop.", "Tema", "Atsakyti", "Svarba|Priedai"},
    {"lv", "No|Sūtītājs", "Nosūtīts|Datums|Sūtīts|Nosūtīšanas datums", "Kam|Adresāts|Saņēmējs|Saņēmēji", "Kopija|Kop.", "Temats|Tēma", "Atbildēt", "Svarīgums|Pielikumi"},
    {"ca", "De|Remitent", "Enviat|Enviat el|Data|Enviada", "Per a|A|Destinatari|Per", "A/c|Còpia|Còpia a", "Assumpte|Tema", "Respon a|Respondre a", "Importància|Fitxers adjunts"},
    {"is", "Frá", "Dagsetning|Sent|Dags", "Til|Viðtakandi", "Afrit", "Efni", "Svara til", "Viðhengi"},
    {"he", "מאת|מ|שולח|מאת השולח", "נשלח|תאריך|נשלח בתאריך|נשלח ב|תאריך שליחה", "אל|נמען|נמענים|ל", "עותק|העתק|עותק לידיעה|לידיעה|העתקים", "נושא", "השב אל", "עותק מוסתר|קבצים מצורפים"},
    {"ar", "من|المرسل|مرسل من|من طرف", "تم الإرسال|التاريخ|تاريخ|أرسلت|مرسل|تاريخ الإرسال|أرسل في|أرسلت في|تم الإرسال في|تم إرسالها|أرسل|وقت الإرسال|مُرسَل", "إلى|المستلم|المرسل إليه|الى", "نسخة|نسخة إلى|نسخة كربونية|نسخة الى|نسخة طبق الأصل", "الموضوع|موضوع", "الرد على|الرد إلى", "الأهمية|المرفقات"},
    {"fa", "از|فرستنده|از طرف", "ارسال شده|تاریخ|ارسال|تاریخ ارسال|زمان ارسال|فرستاده شده", "به|گیرنده|گیرندگان", "رونوشت|رونوشت به|کپی", "موضوع", "پاسخ به", "پیوست"},
    {"zh", "发件人|寄件者|寄件人|發件人|发信人|发送者|自|从|從|由|寄信人|發信人", "发送时间|傳送日期|寄件時間|寄出日期|发件时间|寄信日期|日期|傳送時間|已傳送|寄件日期|发送日期|時間|时间|發送時間|發件日期|发送|日期时间", "收件人|收件者|至|到|收信人|收件人列表", "抄送|副本|副本抄送|抄送人", "主题|主旨|主題|標題|标题|郵件主旨|邮件主题", "回复|答复|回覆|回信地址", "密件抄送|密件副本|重要性|附件|优先级"},
    {"ja", "差出人|送信元|送信者|発信者|発信元|From", "送信日時|日付|日時|送信日|送信済み|送信時刻|発信日時|受信日時", "宛先|送信先|あて先|受信者|宛て先", "CC|写し", "件名|題名", "返信先", "重要度|添付ファイル|優先度"},
    {"ko", "보낸 사람|보낸사람|발신|발신인|보낸이|발신자|보내는 사람|보낸 이", "보낸 날짜|보낸날짜|날짜|보낸 시간|받은 날짜|일시|발신일|보냄|전송|전송됨|보낸 일시|보낸시간|작성일", "받는 사람|받는사람|수신|받는이|수신인|수신자|받는 이", "참조|참조인", "제목", "회신", "숨은참조|첨부|중요도"},
    {"vi", "Từ|Người gửi", "Đã gửi|Ngày|Ngày gửi|Gửi lúc|Thời gian|Thời gian đã gửi|Thời gian gửi|Gửi|Đã gửi lúc|Ngày tháng", "Đến|Tới|Người nhận|Gửi tới|Gửi đến", "Cc|Đồng gửi|Đồng kính gửi|Sao gửi|Bản sao", "Chủ đề|Tiêu đề", "Trả lời tới|Trả lời đến", "Tệp đính kèm"},
    {"th", "จาก|ผู้ส่ง", "ส่ง|วันที่|ส่งเมื่อ|ส่งวันที่|วันที่ส่ง|ส่งแล้ว", "ถึง|ผู้รับ|ไปยัง", "สำเนา|สำเนาถึง|สำเนาเรียน", "เรื่อง|หัวเรื่อง|หัวข้อ|ชื่อเรื่อง", "ตอบกลับถึง|ตอบกลับ", "สิ่งที่แนบมา"},
    {"id", "Dari|Pengirim", "Terkirim|Tanggal|Dikirim|Tgl|Waktu", "Kepada|Ke|Untuk|Penerima", "Tembusan|Cc|Salinan", "Subjek|Perihal|Judul", "Balas ke|Balas Ke", "Lampiran"},
    {"ms", "Daripada|Dari|Penghantar", "Dihantar|Tarikh|Dihantar pada", "Kepada|Penerima", "Cc|Sk|S.k.|Salinan", "Subjek|Perkara", "Balas kepada", "Lampiran"},
    {"nn", "Frå|Avsendar", "Send|Dato|Sendt", "Til|Mottakar", "Kopi|Kopi til", "Emne", "Svar til", "Vedlegg"},
    {"eu", "Nork|Bidaltzailea|Igorlea", "Bidalia|Data|Noiz|Bidaltze-data", "Nori|Hartzailea|Norentzat", "Cc|Kopia", "Gaia", "Erantzun", "Eranskinak"},
    {"gl", "De|Remitente", "Enviado|Enviado o|Data", "Para|Destinatario", "Cc|Copia", "Asunto", "Responder a", "Anexos"},
    {"af", "Van|Afsender", "Gestuur|Datum|Versend", "Aan|Ontvanger", "Afskrif|Cc", "Onderwerp", "Antwoord aan", "Aanhangsels"},
    {"sq", "Nga|Dërguesi", "Dërguar|Data|Dërguar më", "Për|Marrësi", "Cc|Kopje", "Subjekti|Tema", "Përgjigju", "Bashkëngjitjet"},
    {"mk", "Од|Испраќач", "Испратено|Датум", "До|За|Примач", "Копија", "Тема|Предмет", "Одговори до", "Прилози"},
    {"az", "Kimdən|Göndərən", "Göndərildi|Tarix", "Kimə|Alıcı", "Nüsxə|Surət", "Mövzu", "Cavab", "Qoşmalar"},
    {"hi", "प्रेषक|से|द्वारा|प्रेषक का नाम", "भेजा गया|दिनांक|भेजा|तारीख|तिथि|भेजने का समय|भेजा हुआ", "प्रति|को|प्राप्तकर्ता|सेवा में", "प्रतिलिपि|प्रति कॉपी", "विषय", "उत्तर दें", "अनुलग्नक"},
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
