#include "parsers/parsed_message.hpp"

#include "parsers/charset.hpp"
#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view newsletter =
    "From: =?utf-8?Q?Ann_M=C3=BCller?= <ann@example.test>\r\n"
    "To: bob@example.test,\r\n carl@example.test\r\n"
    "Cc: dora@example.test\r\n"
    "to: eve@example.test\r\n"
    "Subject: =?utf-8?Q?Caf=C3=A9?=\r\n\t=?utf-8?Q?_news?=\r\n"
    "Content-Type: multipart/mixed; boundary=outer\r\n"
    "\r\n"
    "--outer\r\n"
    "Content-Type: text/plain; name=notes.txt\r\n"
    "Content-Disposition: attachment; filename=notes.txt\r\n"
    "\r\n"
    "attached\r\n"
    "--outer\r\n"
    "Content-Type: multipart/alternative; boundary=inner\r\n"
    "\r\n"
    "--inner\r\n"
    "Content-Type: text/html; charset=iso-8859-1\r\n"
    "\r\n"
    "<p>caf\xE9</p>\r\n"
    "--inner\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    "\r\n"
    "Y2Fmw6kNCmxpbmU=\r\n"
    "--inner--\r\n"
    "--outer\r\n"
    "Content-Type: message/rfc822\r\n"
    "\r\n"
    "Subject: inside\r\n"
    "\r\n"
    "inside\r\n"
    "--outer--\r\n";

TEST(ParsedMessage, FindsFieldsWithoutCase) {
  const ParsedMessage message(newsletter, Limits{});
  EXPECT_TRUE(message.has_field("SUBJECT"));
  EXPECT_FALSE(message.has_field("Subjec"));
  EXPECT_EQ(message.field("subject"), "=?utf-8?Q?Caf=C3=A9?= =?utf-8?Q?_news?=");
  EXPECT_EQ(message.field_text("Subject"), "Café news");
  EXPECT_EQ(message.field("X-None"), std::nullopt);
  EXPECT_EQ(message.field_text("X-None"), "");
  EXPECT_THAT(message.fields("To"), ElementsAre("bob@example.test, carl@example.test", "eve@example.test"));
  EXPECT_EQ(message.field("Subject", 6), "inside");
}

TEST(ParsedMessage, ReadsAddressesOfAllFieldsOfAName) {
  const ParsedMessage message(newsletter, Limits{});
  EXPECT_THAT(message.field_addresses("From"), ElementsAre(Mailbox{"Ann Müller", "ann@example.test"}));
  EXPECT_THAT(
      message.field_addresses("To"),
      ElementsAre(Mailbox{"", "bob@example.test"}, Mailbox{"", "carl@example.test"}, Mailbox{"", "eve@example.test"}));
}

TEST(ParsedMessage, DecodesTexts) {
  const ParsedMessage message(newsletter, Limits{});
  const auto plain = message.first_plain_text();
  ASSERT_TRUE(plain);
  EXPECT_EQ(message.text_body(*plain).text, "café\nline");
  EXPECT_EQ(message.decoded_body(*plain), "café\r\nline");
  const auto html = message.first_html();
  ASSERT_TRUE(html);
  EXPECT_TRUE(message.text_body(*html).is_html);
  EXPECT_EQ(message.text_body(*html).text, "<p>café</p>");
  EXPECT_EQ(&message.text_body(*html), &message.text_body(*html));
  EXPECT_EQ(message.visible_text(), "café\nline");
}

TEST(ParsedMessage, FindsPartsByType) {
  const ParsedMessage message(newsletter, Limits{});
  EXPECT_EQ(message.first_part("text/plain"), 1U);
  EXPECT_EQ(message.first_part("text/plain", 2), 4U);
  EXPECT_EQ(message.first_part("Text/HTML", 2), 3U);
  EXPECT_EQ(message.first_part("text/html", 5), std::nullopt);
  EXPECT_EQ(message.first_part("message/rfc822"), 5U);
  EXPECT_EQ(message.first_part("message/rfc822", 2), std::nullopt);
  EXPECT_EQ(message.first_part("multipart/mixed"), 0U);
}

TEST(ParsedMessage, ReadsNoTextOfReturnedMessagesOrReports) {
  constexpr std::string_view report =
      "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: text/html\n\n<b>It failed.</b>\n"
      "--b\nContent-Type: text/plain\n\nReporting-MTA: x\n--b\nContent-Type: message/rfc822\n\nSubject: "
      "s\n\nbody\n--b--\n";
  const ParsedMessage message(report, Limits{});
  EXPECT_EQ(message.first_plain_text(), std::nullopt);
  EXPECT_EQ(message.first_html(), 1U);
  EXPECT_EQ(message.visible_text(), "It failed.");
}

TEST(ParsedMessage, ShowsHtmlWherePlainTextHasNoWords) {
  constexpr std::string_view octets =
      "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n \n\n--b\nContent-Type: "
      "text/html\n\n<p>stop</p>\n--b--\n";
  EXPECT_EQ(ParsedMessage(octets, Limits{}).visible_text(), "stop");
  EXPECT_EQ(ParsedMessage("Content-Type: image/png\n\nxxx", Limits{}).visible_text(), "");
  EXPECT_EQ(ParsedMessage("just text\n", Limits{}).visible_text(), "just text\n");
  EXPECT_EQ(ParsedMessage("", Limits{}).visible_text(), "");
}

TEST(ParsedMessage, TakesTheCharsetOfHtmlFromItsMetaElement) {
  for (const std::string_view meta :
       {"<meta charset=windows-1251>", "<META http-equiv='Content-Type' content='text/html; charset=windows-1251'>"}) {
    const std::string octets = "Content-Type: text/html\n\n<html>" + std::string(meta) + "\xC0";
    const ParsedMessage message(octets, Limits{});
    EXPECT_TRUE(message.text_body(0).text.ends_with("А")) << meta;
  }
}

TEST(ParsedMessage, MakesLfOfEveryLineEnd) {
  EXPECT_EQ(ParsedMessage("\na\r\nb\rc\n\r\n", Limits{}).text_body(0).text, "a\nb\nc\n\n");
  EXPECT_EQ(ParsedMessage("A: b\r\ra\rb\r", Limits{}).text_body(0).text, "a\nb\n");
}

TEST(ParsedMessage, BoundsAllItsTextsTogether) {
  Limits limits;
  limits.decoded_text = 10;
  constexpr std::string_view octets =
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n1234567\n--b\n\n1234567\n--b\n\n1234567\n--b--\n";
  const ParsedMessage message(octets, limits);
  EXPECT_EQ(message.text_body(1).text, "1234567");
  EXPECT_THAT(message.defects().list(), IsEmpty());
  EXPECT_EQ(message.text_body(2).text, "123");
  EXPECT_EQ(message.text_body(3).text, "");
  EXPECT_THAT(message.defects().list(), ElementsAre(Defect::text_limit));
}

TEST(ParsedMessage, BoundsTheAddressesOfManyFields) {
  Limits limits;
  limits.addresses = 5;
  const std::string octets = test::repeat("To: a@example.test, b@example.test\n", 10) + "\n";
  const ParsedMessage message(octets, limits);
  EXPECT_EQ(message.field_addresses("To").size(), 5U);
  EXPECT_TRUE(message.defects().has(Defect::address_limit));
}

TEST(ParsedMessage, CollectsTheDefectsOfWhatWasAsked) {
  constexpr std::string_view octets = "Subject: =?x-none?Q?a?=\nContent-Transfer-Encoding: base64\n\nY!Q==\n";
  const ParsedMessage message(octets, Limits{});
  EXPECT_THAT(message.defects().list(), IsEmpty());
  EXPECT_EQ(message.field_text("Subject"), "a");
  EXPECT_EQ(message.text_body(0).text, "a");
  EXPECT_THAT(message.defects().list(), ElementsAre(Defect::unknown_charset, Defect::bad_base64));
}

TEST(ParsedMessage, ReadsEveryTruncation) {
  test::for_each_truncation(newsletter, [](std::string_view octets) {
    const ParsedMessage message(octets, Limits{});
    EXPECT_TRUE(is_utf8(message.visible_text()));
    EXPECT_TRUE(is_utf8(message.field_text("Subject")));
    EXPECT_LE(message.field_addresses("From").size(), 1U);
    for (std::uint32_t part = 0; part < message.parts().size(); ++part) {
      EXPECT_TRUE(is_utf8(message.text_body(part).text));
      EXPECT_LE(message.decoded_body(part).size(), octets.size());
    }
  });
}

} // namespace
} // namespace parsers
