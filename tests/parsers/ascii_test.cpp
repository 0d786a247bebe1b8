#include "parsers/ascii.hpp"

#include <set>

#include "parsers/defect.hpp"

namespace parsers {
namespace {

TEST(Ascii, FoldsLettersOnly) {
  EXPECT_TRUE(equals_ignoring_case("Content-TYPE", "content-type"));
  EXPECT_FALSE(equals_ignoring_case("[", "{"));
  EXPECT_FALSE(equals_ignoring_case("a", "ab"));
  EXPECT_FALSE(equals_ignoring_case("\xC4", "\xE4"));
  EXPECT_EQ(to_lower("ÄA"), "Äa");
  EXPECT_TRUE(starts_with_ignoring_case("MAILTO:x", "mailto:"));
  EXPECT_FALSE(starts_with_ignoring_case("mail", "mailto:"));
}

TEST(Ascii, LowersEightOctetsAsItLowersOne) {
  std::string text;
  std::string lower;
  for (int octet = 0; octet < 256; ++octet) {
    text.push_back(static_cast<char>(octet));
    lower.push_back(to_lower(static_cast<char>(octet)));
  }
  for (std::size_t begin = 0; begin < 9; ++begin) EXPECT_EQ(to_lower(text.substr(begin)), lower.substr(begin));
}

TEST(Ascii, TrimsWhiteSpaceOfEveryKind) {
  EXPECT_EQ(trim(" \t\r\n\f\va b \r\n"), "a b");
  EXPECT_EQ(trim(" \n "), "");
}

TEST(Ascii, ReadsHexadecimalDigits) {
  EXPECT_EQ(hex_value('9'), 9U);
  EXPECT_EQ(hex_value('a'), 10U);
  EXPECT_EQ(hex_value('F'), 15U);
  EXPECT_EQ(hex_value('g'), std::nullopt);
  EXPECT_EQ(hex_value('@'), std::nullopt);
}

TEST(Defect, HasANameOfItsOwnForEveryKind) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Defect::malformed_report); ++i) names.insert(name_of(static_cast<Defect>(i)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(Defect::malformed_report) + 1);
  EXPECT_EQ(names.count("unknown"), 0U);
  EXPECT_EQ(name_of(Defect::nesting_limit), "nesting_limit");
}

TEST(Defect, KeepsTheOrderOfFirstOccurrence) {
  Defects defects;
  defects.add(Defect::bare_cr);
  defects.add(Defect::nul_octet);
  defects.add(Defect::bare_cr);
  Defects more;
  more.add(Defect::text_limit);
  more.add(Defect::nul_octet);
  defects.add(more);
  EXPECT_THAT(defects.list(), ::testing::ElementsAre(Defect::bare_cr, Defect::nul_octet, Defect::text_limit));
}

} // namespace
} // namespace parsers
