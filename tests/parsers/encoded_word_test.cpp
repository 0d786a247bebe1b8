#include "parsers/encoded_word.hpp"

#include "parsers/charset.hpp"
#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

using namespace std::string_view_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string decode(std::string_view text) {
  Defects defects;
  return decode_header_text(text, defects);
}

TEST(EncodedWord, UnfoldsToOneLine) {
  EXPECT_EQ(unfold(" one\r\n two\n\tthree \r\n"), "one two three");
  EXPECT_EQ(unfold("a\r\n \r\n b\rc"), "a b c");
  EXPECT_EQ(unfold("a\0b\x1B[31m\x7F"sv), "a b [31m ");
  EXPECT_EQ(unfold(""), "");
}

// The examples of RFC 2047 section 8.
TEST(EncodedWord, DropsSpaceOnlyBetweenWords) {
  EXPECT_EQ(decode("(=?ISO-8859-1?Q?a?=)"), "(a)");
  EXPECT_EQ(decode("(=?ISO-8859-1?Q?a?= b)"), "(a b)");
  EXPECT_EQ(decode("(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)"), "(ab)");
  EXPECT_EQ(decode("(=?ISO-8859-1?Q?a?=  \t =?ISO-8859-1?Q?b?=)"), "(ab)");
  EXPECT_EQ(decode("(=?ISO-8859-1?Q?a_b?=)"), "(a b)");
  EXPECT_EQ(decode("(=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)"), "(a b)");
  EXPECT_EQ(decode("=?US-ASCII?Q?Keith_Moore?= <moore@example.test>"), "Keith Moore <moore@example.test>");
}

TEST(EncodedWord, DecodesBothEncodingsOfAnyCharset) {
  EXPECT_EQ(decode("=?utf-8?b?SMO2ZmU=?="), "Höfe");
  EXPECT_EQ(decode("=?UTF-8?B?SMO2ZmU?="), "Höfe");
  EXPECT_EQ(decode("=?windows-1252?q?=80_=e9?="), "€ é");
  EXPECT_EQ(decode("=?iso-2022-jp?B?GyRCJUYlOSVIGyhC?="), "テスト");
  EXPECT_EQ(decode("=?utf-8*de?Q?Stra=C3=9Fe?="), "Straße");
  EXPECT_EQ(decode("=?utf-8?Q?two words,_with_space_?=x"), "two words, with space x");
}

TEST(EncodedWord, JoinsACharacterThatTwoWordsShare) {
  EXPECT_EQ(decode("=?utf-8?Q?caf=C3?= =?UTF-8?Q?=A9?="), "café");
  EXPECT_EQ(decode("=?utf-8?B?w?=  =?utf-8?Q?x?="), "x");
}

TEST(EncodedWord, ReadsWordsInsideOfOtherText) {
  EXPECT_EQ(decode("\"=?utf-8?Q?M=C3=BCller?=\" x=?utf-8?Q?=C3=A9?=y"), "\"Müller\" xéy");
}

TEST(EncodedWord, LeavesWhatIsNoWord) {
  for (const char* text : {"=?", "=?\?=", "=?utf-8?=", "=?utf-8?X?abc?=", "=?utf-8?Q?abc", "=?utf-8?Q",
                           "=??Q?abc?=", "a =? b ?= c", "=?utf-8?QQ?abc?="})
    EXPECT_EQ(decode(text), text);
  EXPECT_EQ(decode("=?utf-8?Q?cut =?utf-8?Q?off?="), "=?utf-8?Q?cut off");
}

TEST(EncodedWord, ReadsRawOctetsAsUtf8OrWindows1252) {
  EXPECT_EQ(decode("M\xC3\xBCller"), "Müller");
  EXPECT_EQ(decode("M\xFCller \x93q\x94"), "Müller “q”");
}

TEST(EncodedWord, SmugglesNoControls) {
  EXPECT_EQ(decode("=?utf-8?Q?a=0D=0ABcc:_b?="), "a  Bcc: b");
  EXPECT_EQ(decode("=?utf-8?B?AAobDX8=?=|"), "    |");
  EXPECT_EQ(decode("=?utf-8?Q?a=C2=85b=E2=80=A8c?="), "a b c");
  EXPECT_EQ(decode("=?iso-8859-1?Q?a=0Ab?="), "a b");
  EXPECT_EQ(decode("a\nb"), "a b");
}

TEST(EncodedWord, TellsWhatWasWrong) {
  Defects defects;
  EXPECT_EQ(decode_header_text("=?x-nobody?Q?a=C3=A9?= =?utf-8?B?Y!Q==?=", defects), "aéa");
  EXPECT_THAT(defects.list(), ElementsAre(Defect::unknown_charset, Defect::bad_base64));
  Defects none;
  decode_header_text("=?utf-8?Q?fine?=", none);
  EXPECT_THAT(none.list(), IsEmpty());
}

TEST(EncodedWord, IsLinearInUnfinishedWords) {
  const std::string starts = test::repeat("=?utf-8?Q?a", 20'000);
  EXPECT_EQ(decode(starts), starts);
  EXPECT_EQ(decode(test::repeat("=?utf-8?Q?a?= ", 10'000)).size(), 10'001U);
}

TEST(EncodedWord, GivesUtf8ForEveryTruncation) {
  test::for_each_truncation("Re: =?utf-8?Q?caf=C3?= =?UTF-8?B?qQ==?= =?iso-2022-jp?B?GyRCJUYlOSVIGyhC?= \xFC",
                            [](std::string_view text) {
                              const std::string decoded = decode(unfold(text));
                              EXPECT_TRUE(is_utf8(decoded));
                              EXPECT_LE(decoded.size(), 3 * text.size());
                            });
}

} // namespace
} // namespace parsers
