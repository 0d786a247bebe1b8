#include "parsers/attribution_line.hpp"

#include <gtest/gtest.h>

#include "parsers/reply_text.hpp"

namespace parsers {
namespace {

struct Line {
  std::string_view client;
  std::string_view text;
};

// As the programs print them for a mail of Ada Meyer on Friday, 3 May 2024, 10:12.
// clang-format off
constexpr Line attribution_lines[] = {
    {"gmail en", "On Fri, May 3, 2024 at 10:12\xE2\x80\xAF" "AM Ada Meyer <ada@shop.test> wrote:"},
    {"gmail de", "Am Fr., 3. Mai 2024 um 10:12 Uhr schrieb Ada Meyer <ada@shop.test>:"},
    {"gmail fr", "Le ven. 3 mai 2024 à 10:12, Ada Meyer <ada@shop.test> a écrit :"},
    {"gmail es", "El vie, 3 may 2024 a las 10:12, Ada Meyer (<ada@shop.test>) escribió:"},
    {"gmail it", "Il giorno ven 3 mag 2024 alle ore 10:12 Ada Meyer <ada@shop.test> ha scritto:"},
    {"gmail pt", "Em sex., 3 de mai. de 2024 às 10:12, Ada Meyer <ada@shop.test> escreveu:"},
    {"gmail nl", "Op vr 3 mei 2024 om 10:12 schreef Ada Meyer <ada@shop.test>:"},
    {"gmail sv", "Den fre 3 maj 2024 kl 10:12 skrev Ada Meyer <ada@shop.test>:"},
    {"gmail da", "Den fre. 3. maj 2024 kl. 10.12 skrev Ada Meyer <ada@shop.test>:"},
    {"gmail nb", "fre. 3. mai 2024 kl. 10:12 skrev Ada Meyer <ada@shop.test>:"},
    {"gmail fi", "pe 3. toukok. 2024 klo 10.12 Ada Meyer (ada@shop.test) kirjoitti:"},
    {"gmail pl", "pt., 3 maj 2024 o 10:12 Ada Meyer <ada@shop.test> napisał(a):"},
    {"gmail cs", "pá 3. 5. 2024 v 10:12 odesílatel Ada Meyer <ada@shop.test> napsal:"},
    {"gmail sk", "pi 3. 5. 2024 o 10:12 Ada Meyer <ada@shop.test> napísal(a):"},
    {"gmail hu", "Ada Meyer <ada@shop.test> ezt írta (időpont: 2024. máj. 3., P, 10:12):"},
    {"gmail ro", "În vin., 3 mai 2024 la 10:12, Ada Meyer <ada@shop.test> a scris:"},
    {"gmail hr", "pet, 3. svi 2024. u 10:12 Ada Meyer <ada@shop.test> napisao je:"},
    {"gmail sl", "V V pet., 3. maj 2024 ob 10:12 je oseba Ada Meyer <ada@shop.test> napisala:"},
    {"gmail ru", "пт, 3 мая 2024 г. в 10:12, Ada Meyer <ada@shop.test>:"},
    {"gmail uk", "пт, 3 трав. 2024 р. о 10:12 Ada Meyer <ada@shop.test> пише:"},
    {"gmail bg", "На пт, 3.05.2024 г. в 10:12 Ada Meyer <ada@shop.test> написа:"},
    {"gmail tr", "Ada Meyer <ada@shop.test>, 3 May 2024 Cum, 10:12 tarihinde şunu yazdı:"},
    {"gmail el", "Στις Παρ 3 Μαΐ 2024 στις 10:12 π.μ., ο χρήστης Ada Meyer <ada@shop.test> έγραψε:"},
    {"gmail et", "Kontakt Ada Meyer (<ada@shop.test>) kirjutas kuupäeval R, 3. mai 2024 kell 10:12:"},
    {"gmail lt", "2024-05-03, pn, 10:12 Ada Meyer <ada@shop.test> rašė:"},
    {"gmail lv", "piektd., 2024. g. 3. maijs, plkst. 10:12 — lietotājs Ada Meyer (<ada@shop.test>) rakstīja:"},
    {"gmail ca", "Missatge de Ada Meyer <ada@shop.test> del dia dv., 3 de maig 2024 a les 10:12:"},
    {"gmail he", "\u202bבתאריך יום ו׳, 3 במאי 2024 ב-10:12 מאת \u202aAda Meyer\u202c\u200f <\u202aada@shop.test\u202c\u200f>:\u202c"},
    {"gmail ar", "في الجمعة، 3 مايو 2024 في 10:12 ص تمت كتابة ما يلي بواسطة Ada Meyer <ada@shop.test>:"},
    {"gmail zh-CN", "Ada Meyer <ada@shop.test> 于2024年5月3日周五 10:12写道："},
    {"gmail zh-TW", "Ada Meyer <ada@shop.test> 於 2024年5月3日 週五 上午10:12寫道："},
    {"gmail ja", "2024年5月3日(金) 10:12 Ada Meyer <ada@shop.test>:"},
    {"gmail ko", "2024년 5월 3일 (금) 오전 10:12, Ada Meyer <ada@shop.test>님이 작성:"},
    {"gmail vi", "Vào Th 6, 3 thg 5, 2024 vào lúc 10:12 Ada Meyer <ada@shop.test> đã viết:"},
    {"gmail th", "ในวันที่ ศ. 3 พ.ค. 2024 เวลา 10:12 Ada Meyer <ada@shop.test> เขียนว่า:"},
    {"gmail id", "Pada Jum, 3 Mei 2024 pukul 10.12 Ada Meyer <ada@shop.test> menulis:"},
    {"gmail hi", "शुक्र, 3 मई 2024 को 10:12 पूर्वाह्न बजे को Ada Meyer <ada@shop.test> ने लिखा:"},
    {"gmail 2014", "2024-05-03 10:12 GMT+02:00 Ada Meyer <ada@shop.test>:"},
    {"gmail 2010", "2024/5/3 Ada Meyer <ada@shop.test>"},
    {"apple en", "On May 3, 2024, at 10:12 AM, Ada Meyer <ada@shop.test> wrote:"},
    {"apple de", "Am 03.05.2024 um 10:12 schrieb Ada Meyer <ada@shop.test>:"},
    {"apple fr", "Le 3 mai 2024 à 10:12, Ada Meyer <ada@shop.test> a écrit :"},
    {"apple es", "El 3 may 2024, a las 10:12, Ada Meyer <ada@shop.test> escribió:"},
    {"apple it", "Il giorno 3 mag 2024, alle ore 10:12, Ada Meyer <ada@shop.test> ha scritto:"},
    {"apple nl", "Op 3 mei 2024, om 10:12 heeft Ada Meyer <ada@shop.test> het volgende geschreven:"},
    {"apple sv", "3 maj 2024 kl. 10:12 skrev Ada Meyer <ada@shop.test>:"},
    {"apple fi", "Ada Meyer <ada@shop.test> kirjoitti 3.5.2024 kello 10.12:"},
    {"apple ja", "2024/05/03 10:12、Ada Meyer <ada@shop.test>のメール:"},
    {"apple zh", "在 2024年5月3日，10:12，Ada Meyer <ada@shop.test> 写道："},
    {"apple ru", "3 мая 2024 г., в 10:12, Ada Meyer <ada@shop.test> написал(а):"},
    {"apple pl", "Wiadomość napisana przez Ada Meyer <ada@shop.test> w dniu 3 maj 2024, o godz. 10:12:"},
    {"apple tr", "Ada Meyer <ada@shop.test> şunları yazdı (3 May 2024 10:12):"},
    {"apple pt", "Em 3 de mai. de 2024, à(s) 10:12, Ada Meyer <ada@shop.test> escreveu:"},
    {"apple cs", "3. 5. 2024 v 10:12, Ada Meyer <ada@shop.test>:"},
    {"apple hu", "2024. máj. 3. dátummal, 10:12 időpontban Ada Meyer <ada@shop.test> írta:"},
    {"apple ko", "2024. 5. 3. 오전 10:12, Ada Meyer <ada@shop.test> 작성:"},
    {"apple ar", "في ٠٣‏/٠٥‏/٢٠٢٤ الساعة ١٠:١٢ ص، كتب/كتبت Ada Meyer <ada@shop.test>:"},
    {"thunderbird en", "On 03/05/2024 10:12, Ada Meyer wrote:"},
    {"thunderbird de", "Am 03.05.24 um 10:12 schrieb Ada Meyer:"},
    {"thunderbird fr", "Le 03/05/2024 à 10:12, Ada Meyer a écrit\xC2\xA0:"},
    {"thunderbird es", "El 3/5/24 a las 10:12, Ada Meyer escribió:"},
    {"thunderbird it", "Il 03/05/2024 10:12, Ada Meyer ha scritto:"},
    {"thunderbird nl", "Op 03-05-2024 om 10:12 schreef Ada Meyer:"},
    {"thunderbird sv", "Den 2024-05-03 kl. 10:12, skrev Ada Meyer:"},
    {"thunderbird pl", "W dniu 3.05.2024 o 10:12, Ada Meyer pisze:"},
    {"thunderbird cs", "Dne 03. 05. 24 v 10:12 Ada Meyer napsal(a):"},
    {"thunderbird hu", "2024. 05. 03. 10:12 keltezéssel, Ada Meyer írta:"},
    {"thunderbird ru", "03.05.2024 10:12, Ada Meyer пишет:"},
    {"thunderbird tr", "3.05.2024 10:12 tarihinde Ada Meyer yazdı:"},
    {"thunderbird fi", "Ada Meyer kirjoitti 3.5.2024 klo 10.12:"},
    {"thunderbird pt", "Em 03/05/2024 10:12, Ada Meyer escreveu:"},
    {"thunderbird ro", "În 03.05.2024 10:12, Ada Meyer a scris:"},
    {"thunderbird el", "Στις 3/5/2024 10:12, ο/η Ada Meyer έγραψε:"},
    {"web.de", "Am 03.05.2024, 10:12 Uhr schrieb Ada Meyer <ada@shop.test>:"},
    {"yandex", "03.05.2024, 10:12, \"Ada Meyer\" <ada@shop.test>:"},
    {"mail.ru", "Пятница, 3 мая 2024, 10:12 +03:00 от Ada Meyer <ada@shop.test>:"},
    {"yahoo en", "On Friday, May 3, 2024, 10:12:50 AM GMT+1, Ada Meyer <ada@shop.test> wrote:"},
    {"yahoo de", "Am Freitag, 3. Mai 2024 um 10:12:50 MESZ hat Ada Meyer <ada@shop.test> Folgendes geschrieben:"},
    {"yahoo fr", "Le vendredi 3 mai 2024 à 10:12:50 UTC+2, Ada Meyer <ada@shop.test> a écrit :"},
    {"proton", "On Friday, May 3rd, 2024 at 10:12 AM, Ada Meyer <ada@shop.test> wrote:"},
    {"mutt", "On Fri, May 03, 2024 at 10:12:00AM +0200, Ada Meyer wrote:"},
    {"gnus", "Ada Meyer <ada@shop.test> writes:"},
    {"k-9", "Ada Meyer <ada@shop.test> schrieb:"},
    {"eudora", "At 10:12 03.05.2024 +0200, you wrote:"},
};
// clang-format on

TEST(AttributionLine, IsReadAsTheProgramsPrintIt) {
  for (const Line& line : attribution_lines) {
    const std::string text = "My own words.\n\n" + std::string(line.text) + "\n\nThe words of Ada.\n";
    EXPECT_EQ(read_reply_text(text).text, "My own words.") << line.client;
  }
}

TEST(AttributionLine, IsReadWhenItIsBrokenBeforeAnyOfItsWords) {
  for (const Line& line : attribution_lines) {
    if (line.text.ends_with("schrieb:") || line.text.ends_with("writes:") || !line.text.ends_with(':')) continue;
    for (std::size_t at = line.text.find(' '); at != std::string_view::npos; at = line.text.find(' ', at + 1)) {
      const std::string broken = std::string(line.text.substr(0, at)) + "\n" + std::string(line.text.substr(at + 1));
      const std::string reply = read_reply_text("My own words.\n\n" + broken + "\n\n> The words of Ada.\n").text;
      EXPECT_TRUE(reply.starts_with("My own words.")) << line.client << " at " << at;
      EXPECT_EQ(reply.find("words of Ada"), std::string::npos) << line.client << " at " << at;
    }
  }
}

TEST(AttributionLine, IsNoSentenceOfThePerson) {
  for (const std::string_view sentence : {
           "On the other hand we should wait:",
           "On Monday I will be at home and write to you:",
           "As John wrote on 5 Jan 2024:",
           "On your remote host you can run:",
           "Am Ende bleibt nur eines:",
           "Le plus important :",
           "Here are the dates:",
           "2024-01-15 14:30:25",
           "15.01.2024 14:30",
           "Please remove joe@corp.test and ann@corp.test:",
           "Please take these off your list:",
           "In 2024 we agreed on this:",
           "At 10:30 we said:",
       }) {
    const std::string text = "Hello,\n\n" + std::string(sentence) + "\n\nStop all mail to me.\n";
    const ReplyText reply = read_reply_text(text);
    EXPECT_NE(reply.text.find("Stop all mail"), std::string::npos) << sentence;
    EXPECT_NE(reply.text.find(sentence), std::string::npos) << sentence;
  }
}

TEST(AttributionLine, DoesNotTakeTheLineAboveForAName) {
  const ReplyText reply = read_reply_text("Please stop\nada@shop.test wrote:\n\n> Buy now\n");
  EXPECT_EQ(reply.text, "Please stop");
}

TEST(AttributionLine, LeavesTheWordsInFrontOfItOnTheSameLine) {
  const ReplyText reply =
      read_reply_text("No thanks On Fri, May 3, 2024 at 10:12 AM, ada@shop.test wrote:\n> Buy now\n");
  EXPECT_EQ(reply.text, "No thanks");
}

TEST(AttributionFields, FindNameAndDateInEachOrder) {
  for (const Line& line : attribution_lines) {
    if (line.text.find("ada@shop.test") == std::string_view::npos) continue;
    const AttributionFields fields = read_attribution_fields(line.text);
    EXPECT_EQ(fields.from.address, "ada@shop.test") << line.client;
    if (line.client.starts_with("gmail he")) continue; // direction marks round the name
    EXPECT_TRUE(fields.from.name.ends_with("Ada Meyer")) << line.client << ": " << fields.from.name;
  }
}

TEST(AttributionFields, TakeTheNameOutOfAnyQuotationMarks) {
  EXPECT_EQ(read_attribution_fields("Le 3/5/2024 10:12, « Ada Meyer » <ada@shop.test> a écrit :").from.name,
            "Ada Meyer");
  EXPECT_EQ(read_attribution_fields("Dnia 3/5/2024, 10:12 użytkownik „Ada Meyer” <ada@shop.test> napisał:").from.name,
            "Ada Meyer");
  EXPECT_EQ(read_attribution_fields("On 3/5/2024 10:12, \"Meyer, Ada\" <ada@shop.test> wrote:").from.name,
            "Meyer, Ada");
}

TEST(AttributionFields, KeepTheDateAsWritten) {
  EXPECT_EQ(read_attribution_fields("Op 3/5/2024 10:12 heeft Ada <ada@shop.test> geschreven:").date, "3/5/2024 10:12");
  EXPECT_EQ(read_attribution_fields("Am Fr., 3. Mai 2024 um 10:12 Uhr schrieb Ada <ada@shop.test>:").date,
            "Fr., 3. Mai 2024 um 10:12 Uhr");
  EXPECT_EQ(read_attribution_fields("Ada <ada@shop.test> kirjoitti 3.5.2024 klo 10.12:").date, "3.5.2024 klo 10.12");
}

} // namespace
} // namespace parsers
