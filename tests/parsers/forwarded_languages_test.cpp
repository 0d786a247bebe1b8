// Header blocks in each language, in the shapes that Outlook, Gmail and Yahoo give them, and the separators of Apple
// Mail and Thunderbird above blocks of another language.
#include "parsers/forwarded_message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

using ::testing::ElementsAre;

struct Labels {
  std::string_view language, from, date, to, cc, subject, outer_subject;
};

// clang-format off
constexpr Labels all_labels[] = {
    {"zh-CN", "发件人", "发送时间", "收件人", "抄送", "主题", "转发: x"},
    {"zh-TW", "寄件者", "寄件日期", "收件者", "副本", "主旨", "轉寄: x"},
    {"zh-TW2", "寄件者", "傳送時間", "收件者", "副本", "主旨", "FW: x"},
    {"zh-HK", "寄件人", "日期", "收件人", "副本", "主旨", "轉寄：x"},
    {"ja", "差出人", "送信日時", "宛先", "CC", "件名", "FW: x"},
    {"ko", "보낸 사람", "보낸 날짜", "받는 사람", "참조", "제목", "FW: x"},
    {"ko2", "보낸 사람", "날짜", "받는 사람", "참조", "제목", "전달: x"},
    {"ar", "من", "تاريخ الإرسال", "إلى", "نسخة", "الموضوع", "FW: x"},
    {"ar2", "من", "أُرسل في", "إلى", "نسخة إلى", "الموضوع", "إعادة توجيه: x"},
    {"ar3", "من", "التاريخ", "إلى", "نسخة", "الموضوع", "FW: x"},
    {"he", "מאת", "נשלח", "אל", "עותק", "נושא", "FW: x"},
    {"he2", "מאת", "תאריך", "אל", "עותק", "נושא", "הועבר: x"},
    {"he3", "מאת", "‏‏נשלח", "‏‏אל", "עותק לידיעה", "‏‏נושא", "FW: x"},
    {"el", "Από", "Στάλθηκε", "Προς", "Κοιν.", "Θέμα", "ΠΡΘ: x"},
    {"el2", "Από", "Αποστολή", "Προς", "Κοιν.", "Θέμα", "FW: x"},
    {"el3", "Από", "Ημερομηνία", "Προς", "Κοινοποίηση", "Θέμα", "Fwd: x"},
    {"bg", "От", "Изпратено", "До", "Копие", "Относно", "FW: x"},
    {"bg2", "От", "Дата", "До", "Копие", "Тема", "ПР: x"},
    {"hi", "प्रेषक", "भेजा गया", "प्रति", "प्रतिलिपि", "विषय", "FW: x"},
    {"hi2", "द्वारा", "दिनांक", "प्रति", "प्रतिलिपि", "विषय", "FW: x"},
    {"id", "Dari", "Dikirim", "Kepada", "Cc", "Subjek", "FW: x"},
    {"id2", "Dari", "Tanggal", "Untuk", "Cc", "Perihal", "Trs: x"},
    {"vi", "Từ", "Đã gửi", "Tới", "Cc", "Chủ đề", "FW: x"},
    {"vi2", "Từ", "Ngày", "Đến", "Cc", "Chủ đề", "Chuyển tiếp: x"},
    {"vi3", "Từ", "Thời gian đã gửi", "Đến", "Đồng kính gửi", "Chủ đề", "FW: x"},
    {"th", "จาก", "ส่ง", "ถึง", "สำเนาถึง", "เรื่อง", "FW: x"},
    {"th2", "จาก", "วันที่", "ถึง", "สำเนา", "ชื่อเรื่อง", "ส่งต่อ: x"},
    {"nb", "Fra", "Sendt", "Til", "Kopi", "Emne", "VS: x"},
    {"nn", "Frå", "Send", "Til", "Kopi", "Emne", "VS: x"},
    {"da", "Fra", "Sendt", "Til", "Cc", "Emne", "VS: x"},
    {"sv", "Från", "Skickat", "Till", "Kopia", "Ämne", "VB: x"},
    {"fi", "Lähettäjä", "Lähetetty", "Vastaanottaja", "Kopio", "Aihe", "VL: x"},
    {"ro", "De la", "Trimis", "Către", "Cc", "Subiect", "FW: x"},
    {"ro2", "From", "Trimis", "Catre", "Cc", "Subiect", "FW: x"},
    {"hu", "Feladó", "Elküldve", "Címzett", "Másolatot kap", "Tárgy", "TOV: x"},
    {"hu2", "Feladó", "Küldve", "Címzett", "Másolatot kap", "Tárgy", "FW: x"},
    {"sk", "Od", "Odoslané", "Komu", "Kópia", "Predmet", "FW: x"},
    {"cs", "Od", "Odesláno", "Komu", "Kopie", "Předmět", "FW: x"},
    {"hr", "Od", "Poslano", "Prima", "Kopija", "Predmet", "Proslijeđeno: x"},
    {"hr2", "Šalje", "Datum", "Prima", "Cc", "Predmet", "FW: x"},
    {"sl", "Od", "Poslano", "Za", "Kp", "Zadeva", "FW: x"},
    {"sr", "Od", "Poslato", "Za", "Cc", "Tema", "FW: x"},
    {"sr2", "Šalje", "Poslato", "Prima", "Cc", "Naslov", "FW: x"},
    {"sr-cyr", "Од", "Послато", "За", "Коп", "Тема", "Прослеђено: x"},
    {"sr-cyr2", "Шаље", "Датум", "Прима", "Коп.", "Наслов", "FW: x"},
    {"et", "Saatja", "Saadetud", "Adressaat", "Koopia", "Teema", "Edasi: x"},
    {"et2", "Kellelt", "Kuupäev", "Kellele", "Koopia", "Teema", "FW: x"},
    {"lv", "No", "Nosūtīts", "Kam", "Kopija", "Tēma", "FW: x"},
    {"lv2", "Sūtītājs", "Datums", "Adresāts", "Kopija", "Temats", "Pārs.: x"},
    {"lt", "Nuo", "Išsiųsta", "Kam", "Kopija", "Tema", "FW: x"},
    {"lt2", "Siuntėjas", "Data", "Gavėjas", "Kopija", "Tema", "PERS: x"},
    {"uk", "Від", "Надіслано", "Кому", "Копія", "Тема", "FW: x"},
    {"ru", "От", "Отправлено", "Кому", "Копия", "Тема", "FW: x"},
    {"ru2", "Отправитель", "Отправлено", "Получатель", "Копия", "Тема", "Пересылка: x"},
    {"fa", "از", "ارسال شده", "به", "رونوشت", "موضوع", "FW: x"},
    {"fa2", "از", "تاریخ", "به", "رونوشت", "موضوع", "ارجاع: x"},
    {"fa3", "فرستنده", "ارسال", "گیرنده", "رونوشت به", "موضوع", "FW: x"},
    {"ms", "Daripada", "Dihantar", "Kepada", "Cc", "Subjek", "FW: x"},
    {"ms2", "Dari", "Tarikh", "Kepada", "Sk", "Subjek", "FW: x"},
    {"ca", "De", "Enviat el", "Per a", "A/c", "Tema", "RV: x"},
    {"ca2", "De", "Data", "A", "Cc", "Assumpte", "Reenv: x"},
    {"eu", "Nork", "Bidalia", "Nori", "Cc", "Gaia", "FW: x"},
    {"gl", "De", "Enviado", "Para", "Cc", "Asunto", "RV: x"},
    {"is", "Frá", "Sent", "Til", "Afrit", "Efni", "FW: x"},
    {"tr", "Kimden", "Gönderildi", "Kime", "Bilgi", "Konu", "İLT: x"},
    {"tr2", "Gönderen", "Gönderme Tarihi", "Kime", "Bilgi", "Konu", "İlt: x"},
    {"de", "Von", "Gesendet", "An", "Cc", "Betreff", "WG: x"},
    {"fr", "De", "Envoyé", "À", "Cc", "Objet", "TR: x"},
    {"es", "De", "Enviado el", "Para", "CC", "Asunto", "RV: x"},
    {"it", "Da", "Inviato", "A", "Cc", "Oggetto", "I: x"},
    {"pt", "De", "Enviada em", "Para", "Cc", "Assunto", "ENC: x"},
    {"pt2", "De", "Enviado", "Para", "Cc", "Assunto", "FW: x"},
    {"nl", "Van", "Verzonden", "Aan", "CC", "Onderwerp", "FW: x"},
    {"pl", "Od", "Wysłano", "Do", "DW", "Temat", "PD: x"},
    {"en", "From", "Sent", "To", "Cc", "Subject", "FW: x"},
};
// clang-format on

constexpr std::string_view from = "Ada Meyer <ada@shop.test>";
constexpr std::string_view date = "03.05.2024 10:12";
constexpr std::string_view to = "Bob Ode <bob@corp.test>; eve@corp.test";
constexpr std::string_view cc = "Carl <carl@corp.test>";
constexpr std::string_view subject = "Your order 7";
constexpr std::string_view body = "Dear Bob,\nsent.";

void expect_all(const std::string& text, std::string_view outer_subject) {
  const auto message = read_forwarded_text(text, outer_subject);
  ASSERT_TRUE(message.has_value()) << text;
  EXPECT_EQ(message->from, (Mailbox{"Ada Meyer", "ada@shop.test"})) << text;
  EXPECT_THAT(message->to, ElementsAre(Mailbox{"Bob Ode", "bob@corp.test"}, Mailbox{"", "eve@corp.test"})) << text;
  EXPECT_THAT(message->cc, ElementsAre(Mailbox{"Carl", "carl@corp.test"})) << text;
  EXPECT_EQ(message->date, date) << text;
  EXPECT_EQ(message->subject, subject) << text;
  EXPECT_EQ(message->body, body) << text;
  EXPECT_EQ(message->comment, "Please look.") << text;
}

std::string line(std::string_view label, std::string_view value, std::string_view emphasis = "") {
  std::string text(emphasis);
  return text.append(label).append(":").append(emphasis).append(" ").append(value).append("\n");
}

std::string outlook_block(const Labels& labels, std::string_view emphasis = "") {
  return line(labels.from, from, emphasis) + line(labels.date, date, emphasis) + line(labels.to, to, emphasis) +
         line(labels.cc, cc, emphasis) + line(labels.subject, subject, emphasis);
}

TEST(ForwardedLanguages, AreReadFromTheBlockOfOutlook) {
  for (const Labels& labels : all_labels) {
    SCOPED_TRACE(labels.language);
    const std::string end = "\n" + std::string(body) + "\n";
    expect_all("Please look.\n\n" + outlook_block(labels) + end, labels.outer_subject);
    expect_all("Please look.\n\n" + outlook_block(labels) + end, "");
    expect_all("Please look.\n\n" + outlook_block(labels, "*") + end, labels.outer_subject);
    expect_all("Please look.\n\n________________________________\n" + outlook_block(labels) + end,
               labels.outer_subject);
  }
}

TEST(ForwardedLanguages, AreReadFromTheOneLocalLabelOfGmail) {
  for (const Labels& labels : all_labels)
    expect_all("Please look.\n\n---------- Forwarded message ---------\n" + line(labels.from, from) +
                   line("Date", date) + line("Subject", subject) + line("To", to) + line("Cc", cc) + "\n\n" +
                   std::string(body) + "\n",
               "Fwd: x");
}

TEST(ForwardedLanguages, AreReadFromTheOneLineOfYahoo) {
  for (const Labels& labels : all_labels) {
    SCOPED_TRACE(labels.language);
    std::string run = line(labels.from, from) + line(labels.to, to) + line(labels.cc, cc) + line(labels.date, date) +
                      line(labels.subject, subject);
    std::erase(run, '\n');
    expect_all("Please look.\n\n   ----- Forwarded Message ----- " + run + "\n" + std::string(body) + "\n", "Fw: x");
  }
}

struct Separator {
  std::string_view language, phrase;
};

// clang-format off
constexpr Separator separators_of_apple_mail[] = {
    {"en", "Begin forwarded message:"},
    {"zh-CN", "下面是被转发的邮件："},
    {"zh-CN2", "开始转发邮件："},
    {"zh-TW", "開始轉寄郵件："},
    {"zh-TW2", "以下是轉寄的郵件："},
    {"ja", "転送されたメッセージ："},
    {"ja2", "転送メッセージ:"},
    {"ko", "전달된 메시지 시작:"},
    {"ko2", "다음 메시지를 전달합니다:"},
    {"ar", "بدء الرسالة المعاد توجيهها:"},
    {"ar2", "بداية رسالة معاد توجيهها:"},
    {"he", "תחילת ההודעה שהועברה:"},
    {"he2", "התחלת הודעה מועברת:"},
    {"el", "Αρχή προωθημένου μηνύματος:"},
    {"el2", "Έναρξη προωθημένου μηνύματος:"},
    {"th", "เริ่มข้อความที่ส่งต่อ:"},
    {"vi", "Bắt đầu thư được chuyển tiếp:"},
    {"id", "Mulai pesan terusan:"},
    {"ca", "Inici del missatge reenviat:"},
    {"ms", "Mulakan mesej dikirim semula:"},
    {"hi", "अग्रेषित संदेश आरंभ करें:"},
    {"bg", "Начало на препратено съобщение:"},
};
constexpr Separator separators_of_thunderbird[] = {
    {"zh-CN", "转发的消息"},
    {"zh-CN2", "转发邮件"},
    {"zh-TW", "轉寄郵件"},
    {"zh-TW2", "轉寄訊息"},
    {"ja", "Forwarded Message"},
    {"ja2", "転送メッセージ"},
    {"ko", "전달 메시지"},
    {"ko2", "전달된 메시지"},
    {"ar", "رسالة معاد توجيهها"},
    {"ar2", "الرسالة المُمرّرة"},
    {"he", "הודעה מועברת"},
    {"he2", "הודעה שהועברה"},
    {"el", "Προωθημένο μήνυμα"},
    {"bg", "Препратено съобщение"},
    {"id", "Pesan Terusan"},
    {"id2", "Pesan Diteruskan"},
    {"vi", "Thư đã chuyển tiếp"},
    {"vi2", "Thư Chuyển tiếp"},
    {"th", "ข้อความที่ส่งต่อ"},
    {"nb", "Videresendt melding"},
    {"nn", "Vidaresend melding"},
    {"ro", "Mesaj redirecționat"},
    {"ro2", "Mesaj înaintat"},
    {"hu", "Továbbított üzenet"},
    {"sk", "Preposlaná správa"},
    {"hr", "Proslijeđena poruka"},
    {"sl", "Posredovano sporočilo"},
    {"sr", "Прослеђена порука"},
    {"sr2", "Prosleđena poruka"},
    {"et", "Edastatud kiri"},
    {"lv", "Pārsūtītais ziņojums"},
    {"lt", "Persiunčiamas laiškas"},
    {"lt2", "Persiųstas laiškas"},
    {"uk", "Переслане повідомлення"},
    {"fa", "پیغام ارجاعی"},
    {"ca", "Missatge reenviat"},
    {"eu", "Birbidalitako mezua"},
    {"gl", "Mensaxe reenviada"},
    {"hi", "अग्रेषित संदेश"},
    {"ms", "Mesej Dimajukan"},
    {"is", "Áframsendur póstur"},
};
// clang-format on

TEST(ForwardedLanguages, AreReadBelowTheSeparatorsOfAppleMail) {
  for (const Separator& separator : separators_of_apple_mail) {
    SCOPED_TRACE(separator.language);
    std::string quoted = "> " + std::string(separator.phrase) + "\n>\n";
    for (const std::string& printed :
         {line("From", from), line("Subject", subject), line("Date", date), line("To", to), line("Cc", cc),
          std::string("\n"), std::string("Dear Bob,\n"), std::string("sent.\n")})
      quoted += "> " + printed;
    expect_all("Please look.\n\n" + quoted, "Fwd: x");
  }
}

TEST(ForwardedLanguages, AreReadBelowTheSeparatorsOfThunderbird) {
  for (const Separator& separator : separators_of_thunderbird) {
    SCOPED_TRACE(separator.language);
    expect_all("Please look.\n\n-------- " + std::string(separator.phrase) + " --------\n" + line("Subject", subject) +
                   line("Date", date) + line("From", from) + line("To", to) + line("Cc", cc) + "\n\n\n" +
                   std::string(body) + "\n",
               "Re: x");
  }
}

TEST(ForwardedLanguages, NeedNoTableWhereTheFormTells) {
  expect_all("Please look.\n\n-------- Xyz xyz --------\nAbc: " + std::string(from) + "\nDef: " + std::string(date) +
                 "\nGhi: " + std::string(to) + "\nJkl: " + std::string(cc) + "\nMno: " + std::string(subject) + "\n\n" +
                 std::string(body) + "\n",
             "Fwd: x");
  EXPECT_FALSE(read_forwarded_text("-------- Xyz --------\nName: Ada <ada@shop.test>\nPlease call\n", "Fwd: x"));
  EXPECT_FALSE(read_forwarded_text("Abc: a@b.test\nDef: 03.05.2024 10:12\nGhi: c@d.test\nMno: x\n\nHi\n", "Fwd: x"));
}

} // namespace
} // namespace parsers
