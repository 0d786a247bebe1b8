#include "parsers/content_type.hpp"

#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(ContentType, ReadsTypeAndParametersWithoutCase) {
  const auto type = read_content_type(" Text/HTML; Charset=\"UTF-8\"; format=flowed");
  ASSERT_TRUE(type);
  EXPECT_TRUE(type->is("text/html"));
  EXPECT_FALSE(type->is("text/htm"));
  EXPECT_FALSE(type->is("text-html"));
  EXPECT_EQ(type->parameter("CHARSET"), "UTF-8");
  EXPECT_EQ(type->parameter("format"), "flowed");
  EXPECT_EQ(type->parameter("boundary"), std::nullopt);
}

TEST(ContentType, IsNothingWithoutASubtype) {
  for (const char* field : {"", " ", "text", "text/", "/plain", ";charset=x", "\"text\"/plain", "(text/plain)"})
    EXPECT_FALSE(read_content_type(field)) << field;
}

TEST(ContentType, SkipsCommentsAndFolds) {
  const auto type = read_content_type("(a (nested) \\) one) text /(b) plain\r\n\t; (c) charset = (d) us-ascii (e) ");
  ASSERT_TRUE(type);
  EXPECT_TRUE(type->is("text/plain"));
  EXPECT_THAT(type->parameters, ElementsAre(Pair("charset", "us-ascii")));
}

TEST(ContentType, ForgivesMissingSemicolonsAndStrayWords) {
  EXPECT_THAT(read_content_type("text/plain\n charset=\"iso-2022-jp\"")->parameters,
              ElementsAre(Pair("charset", "iso-2022-jp")));
  EXPECT_THAT(read_content_type("text/plain; charset=utf-8 format=flowed; junk; =x; delsp=yes;;")->parameters,
              ElementsAre(Pair("charset", "utf-8"), Pair("format", "flowed"), Pair("delsp", "yes")));
  EXPECT_THAT(read_content_type("text/plain; charset=\"unclosed")->parameters,
              ElementsAre(Pair("charset", "unclosed")));
}

TEST(ContentType, KeepsFileNamesWithSpacesWhole) {
  const auto disposition = read_content_disposition("attachment; filename=my list of names.csv; size=4");
  ASSERT_TRUE(disposition);
  EXPECT_EQ(disposition->type, "attachment");
  EXPECT_EQ(disposition->subtype, "");
  EXPECT_THAT(disposition->parameters, ElementsAre(Pair("filename", "my list of names.csv"), Pair("size", "4")));
}

// RFC 2231 sections 3 and 4.
TEST(ContentType, JoinsContinuationsInTheOrderOfTheirNumbers) {
  EXPECT_THAT(read_content_type("message/external-body; access-type=URL; URL*1=\"example.test/x\"; URL*0=\"ftp://\"")
                  ->parameters,
              ElementsAre(Pair("access-type", "URL"), Pair("url", "ftp://example.test/x")));
  EXPECT_THAT(read_content_type("a/b; title*0*=us-ascii'en'This%20is%20; title*1*=%2A%2A%2Afun%2A; title*2=\"isn't\"")
                  ->parameters,
              ElementsAre(Pair("title", "This is ***fun*isn't")));
  EXPECT_THAT(read_content_type("a/b; x*0=one; x*2=three")->parameters, ElementsAre(Pair("x", "one")));
}

TEST(ContentType, DecodesCharsetsOfParameters) {
  EXPECT_THAT(read_content_disposition("inline; filename*=iso-8859-1'de'M%FCller%zz.txt")->parameters,
              ElementsAre(Pair("filename", "Müller%zz.txt")));
  EXPECT_THAT(read_content_disposition("inline; filename=\"=?utf-8?B?TcO8bGxlcg==?=.txt\"")->parameters,
              ElementsAre(Pair("filename", "Müller.txt")));
  EXPECT_THAT(read_content_disposition("inline; filename=plain.txt; filename*=UTF-8''b%C3%A9.txt")->parameters,
              ElementsAre(Pair("filename", "bé.txt")));
}

TEST(ContentType, LeavesTheBoundaryAsItsOctets) {
  EXPECT_EQ(read_content_type("multipart/mixed; boundary=\"=?utf-8?Q?a?=\"")->parameter("boundary"), "=?utf-8?Q?a?=");
  EXPECT_EQ(read_content_type("multipart/mixed; boundary=----=_Part(1)'x'")->parameter("boundary"), "----=_Part(1)'x'");
}

TEST(ContentType, TakesTheFirstOfTwoValues) {
  EXPECT_EQ(read_content_type("multipart/mixed; boundary=a; boundary=b")->parameter("boundary"), "a");
}

TEST(ContentType, BoundsTheNumberOfParameters) {
  std::string field = "a/b";
  for (int i = 0; i < 20'000; ++i) field += ";x" + std::to_string(i) + "=y";
  EXPECT_LE(read_content_type(field)->parameters.size(), 1000U);
  EXPECT_TRUE(read_content_type("a/b" + std::string(100'000, '(')).has_value());
  EXPECT_TRUE(read_content_type("a/b;" + test::repeat("\" ", 50'000)).has_value());
}

TEST(ContentType, ReadsEveryTruncation) {
  test::for_each_truncation(
      "(c) multipart/mixed; boundary=\"a\\\"b\"; name*0*=utf-8'en'%C3%A9; name*1=\"x\"; charset=us-ascii (d(e))",
      [](std::string_view field) {
        const auto type = read_content_type(field);
        EXPECT_EQ(type.value_or(ContentType{"multipart", "", {}}).type, "multipart");
        read_content_disposition(field);
      });
}

} // namespace
} // namespace parsers
