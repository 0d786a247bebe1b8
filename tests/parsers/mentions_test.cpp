#include "parsers/mentions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parsers/attachments.hpp"

namespace parsers {
namespace {

using testing::ElementsAre;

std::vector<std::string> mentioned(std::string_view text) {
  std::vector<std::string> found;
  for (const Mention& mention : find_mentions(text, 100)) found.push_back(text_of(mention.identity));
  return found;
}

TEST(Mentions, AreAddressesAndNumbersWhateverStandsRoundThem) {
  EXPECT_THAT(mentioned("Write to <Ann.Roe@B.example>, or (bob@c.example)."),
              ElementsAre("ann.roe@b.example", "bob@c.example"));
  EXPECT_THAT(mentioned("mailto:ann@b.example?subject=x"), ElementsAre("ann@b.example"));
  EXPECT_THAT(mentioned("Call +49 151 12345678 today"), ElementsAre("+4915112345678"));
  EXPECT_THAT(mentioned("1+1 is 2, @nobody, x@, and @"), ElementsAre());
  EXPECT_THAT(mentioned("'ann@b.example'"), ElementsAre("ann@b.example"));
}

TEST(Mentions, TellTheirPlaces) {
  const std::string_view text = "To: ann@b.example\n";
  const auto found = find_mentions(text, 10);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(text.substr(found[0].place.offset, found[0].place.length), "ann@b.example");
}

TEST(Mentions, AreBounded) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "a" + std::to_string(i) + "@b.example ";
  EXPECT_EQ(find_mentions(text, 7).size(), 7u);
}

TEST(Mentions, OfEveryTruncationLieInsideIt) {
  const std::string_view text =
      "x \"a b\"@c.example <ann@b.example> +44 20 7946 0000 \xc3\xa4@\xc3\xb6.example ..@.. +";
  for (std::size_t length = 0; length <= text.size(); ++length) {
    for (const Mention& mention : find_mentions(text.substr(0, length), 100)) {
      EXPECT_LE(std::size_t{mention.place.offset} + mention.place.length, length);
    }
  }
}

TEST(SearchWords, AreFoldedAndThereOnce) {
  EXPECT_THAT(search_words("Hello, hello WORLD! a \xc3\x84rger x2", 10), ElementsAre("hello", "world", "arger", "x2"));
  EXPECT_THAT(search_words("one two three", 2), ElementsAre("one", "two"));
  EXPECT_TRUE(search_words(std::string(100, 'x'), 10).empty());
}

TEST(Attachments, AreFoundWithTheirKind) {
  const std::string_view octets =
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n--b\r\n"
      "Content-Type: application/pdf; name=\"a.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n--b--\r\n";
  const ParsedMessage message(octets, Limits{});
  const auto found = find_attachments(message);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].attachment.name, "a.pdf");
  EXPECT_EQ(found[0].attachment.size, 5u);
  EXPECT_EQ(kind_of_attachment(found[0].attachment), "document");
  EXPECT_EQ(message.decoded_body(found[0].part), "hello");
}

TEST(Attachments, AProgramIsOneWhateverItsTypeClaims) {
  EXPECT_EQ(kind_of_attachment({.name = "Invoice.pdf.EXE", .type = "application/pdf", .size = 1}), "program");
  EXPECT_EQ(kind_of_attachment({.name = "a", .type = "IMAGE/PNG", .size = 1}), "image");
  EXPECT_EQ(kind_of_attachment({.name = "list.csv", .type = "application/octet-stream", .size = 1}), "text");
  EXPECT_EQ(kind_of_attachment({.name = "", .type = "application/octet-stream", .size = 1}), "other");
}

} // namespace
} // namespace parsers
