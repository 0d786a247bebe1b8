#include "parsers/tag_list.hpp"

#include <gtest/gtest.h>

#include "parsers/base64.hpp"

namespace parsers {
namespace {

TEST(TagList, ReadsNamesAndValuesWithoutTheWhiteSpaceRoundThem) {
  const auto list = TagList::parse(" v=1;\r\n\ta = rsa-sha256 ; h=from : to;");
  ASSERT_TRUE(list);
  EXPECT_EQ(list->tags().size(), 3u);
  EXPECT_EQ(list->value("a"), "rsa-sha256");
  EXPECT_EQ(list->value("h"), "from : to");
  EXPECT_EQ(list->value("b"), std::nullopt);
  EXPECT_EQ(list->value("V"), std::nullopt) << "names have case";
}

TEST(TagList, KnowsThePlaceOfAValueWhiteSpaceIncluded) {
  const std::string_view text = "a=x; b= QUJD\r\n RA== ; c=y";
  const auto list = TagList::parse(text);
  ASSERT_TRUE(list);
  const Tag& tag = *list->find("b");
  EXPECT_EQ(text.substr(tag.begin, tag.end - tag.begin), " QUJD\r\n RA== ");
}

TEST(TagList, MeansNothingWithARepeatedNameOrABrokenTag) {
  for (const char* bad : {"a=1; a=2", "a", "=1", "a=1;;b=2", "1a=2", "a b=2", "a=\x01", "; a=1"})
    EXPECT_FALSE(TagList::parse(bad)) << bad;
}

TEST(TagList, MayBeEmptyAndMayHaveEmptyValues) {
  EXPECT_TRUE(TagList::parse("")->tags().empty());
  EXPECT_EQ(TagList::parse("p=")->value("p"), "");
  EXPECT_EQ(TagList::parse("p=a=b;")->value("p"), "a=b");
}

TEST(TagList, IsBounded) {
  std::string text;
  for (int i = 0; i < 65; ++i) text += "t" + std::to_string(i) + "=x;";
  EXPECT_FALSE(TagList::parse(text));
}

TEST(TagList, SplitsListsAtColons) {
  EXPECT_EQ(split_at_colons("from : to:\r\n subject"), (std::vector<std::string_view>{"from", "to", "subject"}));
  EXPECT_EQ(split_at_colons(""), (std::vector<std::string_view>{""}));
}

TEST(Base64, DecodesWithWhiteSpaceBetween) {
  EXPECT_EQ(decode_base64("QUJD"), "ABC");
  EXPECT_EQ(decode_base64("Q U\r\n\tJ D"), "ABC");
  EXPECT_EQ(decode_base64("QUI="), "AB");
  EXPECT_EQ(decode_base64("QQ=="), "A");
  EXPECT_EQ(decode_base64("/+8="), "\xFF\xEF");
  EXPECT_EQ(decode_base64(""), "");
}

TEST(Base64, RefusesWhatIsNotWhole) {
  for (const char* bad : {"Q", "QU", "QUJ", "QQ=", "QR==", "QUJ=", "Q===", "QQ==QUJD", "QU.D", "QU-_", "===="})
    EXPECT_FALSE(decode_base64(bad)) << bad;
}

} // namespace
} // namespace parsers
