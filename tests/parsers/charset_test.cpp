#include "parsers/charset.hpp"

#include "parsers/charset_names.hpp"
#include "parsers/utf8.hpp"
#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

using namespace std::string_view_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::size_t plenty = 1'000'000;

std::string convert(std::string_view octets, std::string_view charset) {
  Defects defects;
  return to_utf8(octets, charset, plenty, defects);
}

std::vector<Defect> defects_of(std::string_view octets, std::string_view charset) {
  Defects defects;
  to_utf8(octets, charset, plenty, defects);
  return defects.list();
}

TEST(Charset, KnowsWellFormedUtf8) {
  for (const std::string_view good :
       {""sv, "abc"sv, "a\0b"sv, "\xC2\x80"sv, "\xDF\xBF"sv, "\xE0\xA0\x80"sv, "\xED\x9F\xBF"sv, "\xEE\x80\x80"sv,
        "\xF0\x90\x80\x80"sv, "\xF4\x8F\xBF\xBF"sv, "0123456789abcdefé"sv})
    EXPECT_TRUE(is_utf8(good)) << good;
  for (const std::string_view bad : {"\x80"sv, "\xC0\xAF"sv, "\xC1\xBF"sv, "\xE0\x80\xAF"sv, "\xED\xA0\x80"sv,
                                     "\xF0\x80\x80\xAF"sv, "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xFF"sv,
                                     "\xC3"sv, "\xE2\x82"sv, "\xF0\x9F\x98"sv, "12345678\xC3"sv, "\xC3("sv})
    EXPECT_FALSE(is_utf8(bad)) << bad;
}

TEST(Charset, ReplacesEachIllFormedPlaceOnce) {
  EXPECT_EQ(convert("a\xE2\x82z", "utf-8"), "a\uFFFDz");
  EXPECT_EQ(convert("a\xC0\xAFz", "utf-8"), "a\uFFFD\uFFFDz");
  EXPECT_EQ(convert("\xF0\x9F\x98", "utf-8"), "\uFFFD");
  EXPECT_EQ(convert("\xED\xA0\x80", "utf-8"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_THAT(defects_of("a\xFF", "utf-8"), ElementsAre(Defect::bad_charset));
  EXPECT_THAT(defects_of("aé", "utf-8"), IsEmpty());
}

TEST(Charset, ConvertsTheCharsetsOfMail) {
  EXPECT_EQ(convert("caf\xE9 \x80", "iso-8859-1"), "café €");
  EXPECT_EQ(convert("\xC0\xC1", "windows-1251"), "АБ");
  EXPECT_EQ(convert("\xF0\xF2", "koi8-r"), "ПР");
  EXPECT_EQ(convert("\x1B$B%F%9%H\x1B(B ok", "ISO-2022-JP"), "テスト ok");
  EXPECT_EQ(convert("\x83\x65\x83\x58\x87\x40", "Shift_JIS"), "テス①");
  EXPECT_EQ(convert("\xC7\xD1\x8C\x63", "ks_c_5601-1987"), "한똠");
  EXPECT_EQ(convert("\xC4\xE3\x81\x40", "gb2312"), "你丂");
  EXPECT_EQ(convert("\xA7\x41", "big5"), "你");
  EXPECT_EQ(convert("Hi Mom +Jjo--!", "unicode-1-1-utf-7"), "Hi Mom ☺-!");
  EXPECT_EQ(convert("\x82\x84", "cp-850"), "éä");
  EXPECT_EQ(convert("a\0\x3D\xD8\x00\xDE"sv, "utf-16le"), "a\U0001F600");
  EXPECT_EQ(convert("\xA4", "iso-8859-15"), "€");
}

TEST(Charset, KnowsMisspeltNames) {
  for (const char* name :
       {"uft-8", "UTF8", "\"utf-8\"", "'utf-8'", " utf-8 ", "utf-8;", "unicode-1-1-utf-8", "utf_8"}) {
    EXPECT_EQ(convert("é", name), "é") << name;
    EXPECT_THAT(defects_of("é", name), IsEmpty()) << name;
  }
  for (const char* name : {"iso8859-1", "latin1", "iso_8859-1", "cp1252", "cp-1252", "ISO-8859-1", "x-user-defined"})
    EXPECT_EQ(convert("\xE9\x80", name), "é€") << name;
}

TEST(Charset, FallsBackForUnknownNames) {
  for (const char* name : {"x-unknown", "unknown-8bit", "default", "../../etc/passwd", "utf-8,version=1", "a b c"}) {
    EXPECT_EQ(convert("caf\xC3\xA9", name), "café") << name;
    EXPECT_EQ(convert("caf\xE9", name), "café") << name;
    EXPECT_THAT(defects_of("x", name), ElementsAre(Defect::unknown_charset)) << name;
  }
  EXPECT_EQ(convert("x", std::string(10'000, 'u')), "x");
  EXPECT_EQ(convert("x", "utf\0-8"sv), "x");
  EXPECT_THAT(defects_of("x", ""), IsEmpty());
  EXPECT_EQ(convert("caf\xE9", ""), "café");
}

TEST(Charset, ReadsEightBitTextThatClaimsToBeAscii) {
  EXPECT_EQ(convert("caf\xC3\xA9", "us-ascii"), "café");
  EXPECT_EQ(convert("caf\xE9", "ANSI_X3.4-1968"), "café");
  EXPECT_THAT(defects_of("caf\xE9", "us-ascii"), ElementsAre(Defect::bad_charset));
  EXPECT_THAT(defects_of("cafe", "us-ascii"), IsEmpty());
}

TEST(Charset, TellsOfOctetsThatACharsetLacks) {
  EXPECT_THAT(defects_of("\x1B$B\x80\x80\x1B(B", "iso-2022-jp"), ElementsAre(Defect::bad_charset));
  EXPECT_THAT(defects_of("\x81", "shift_jis"), ElementsAre(Defect::bad_charset));
  EXPECT_THAT(defects_of("\xD8\x3D", "utf-16be"), ElementsAre(Defect::bad_charset));
}

TEST(Charset, DropsNulWithADefect) {
  for (const char* charset : {"utf-8", "iso-8859-1", "iso-2022-jp", "x-unknown"}) {
    EXPECT_EQ(convert("a\0b"sv, charset), "ab") << charset;
    Defects defects;
    to_utf8("a\0b"sv, charset, plenty, defects);
    EXPECT_TRUE(defects.has(Defect::nul_octet)) << charset;
  }
}

TEST(Charset, CutsAtACharacter) {
  const std::string utf8 = "aé€\U0001F600";
  for (std::size_t most = 0; most <= utf8.size(); ++most) {
    Defects defects;
    const std::string cut = to_utf8(utf8, "utf-8", most, defects);
    EXPECT_LE(cut.size(), most);
    EXPECT_TRUE(is_utf8(cut));
    EXPECT_TRUE(utf8.starts_with(cut));
    EXPECT_LE(to_utf8("\xE9\xE9\xE9", "latin1", most, defects).size(), most);
    EXPECT_LE(to_utf8("\x1B$B%F%9%H\x1B(B", "iso-2022-jp", most, defects).size(), most);
    EXPECT_LE(to_utf8("\xFF\xFF", "utf-8", most, defects).size(), most);
    EXPECT_TRUE(is_utf8(to_utf8("\x1B$B%F%9%H\x1B(B", "iso-2022-jp", most, defects)));
  }
}

TEST(Charset, ConvertsMoreThanOneBufferful) {
  std::string octets;
  std::string expected;
  for (int i = 0; i < 5000; ++i) {
    octets += "\x3D\xD8\x00\xDEx\0"sv;
    expected += "\U0001F600x";
  }
  EXPECT_EQ(convert(octets, "utf-16le"), expected);
}

TEST(Charset, GivesUtf8ForEveryTruncationInEveryCharset) {
  for (const char* charset :
       {"utf-8", "iso-2022-jp", "iso-2022-kr", "shift_jis", "euc-jp", "big5", "gb18030", "hz-gb-2312", "utf-7",
        "utf-16", "utf-32", "windows-1252", "us-ascii", "koi8-u", "tis-620"})
    test::for_each_truncation("\xFE\xFF+Jjo~{<:\x1B$B%F%9\x1B(B\x83\x65\xC7\xD1\xF0\x9F\x98\x80\x81\x30\x81\x30 end",
                              [charset](std::string_view octets) { EXPECT_TRUE(is_utf8(convert(octets, charset))); });
}

TEST(Utf8, ReplacesWhatIsNoCharacter) {
  std::string text;
  append_utf8(text, 0xD800);
  append_utf8(text, 0x110000);
  append_utf8(text, 0x10FFFF);
  EXPECT_EQ(text, "\uFFFD\uFFFD\U0010FFFF");
}

} // namespace
} // namespace parsers
