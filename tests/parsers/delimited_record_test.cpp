#include "parsers/delimited_record.hpp"

namespace parsers {
namespace {

using End = DelimitedReader::End;
using Fields = std::vector<std::string>;

std::vector<DelimitedRecord> read(std::string_view text, std::optional<char> separator = ',', End end = End::of_list) {
  DelimitedReader reader(text, separator, 1, end);
  std::vector<DelimitedRecord> records;
  for (DelimitedRecord record; reader.next(record);) records.push_back(record);
  return records;
}

TEST(DelimitedRecord, WithoutASeparatorIsALine) {
  const auto records = read("a@b.example\r\n\"c,d\"@e.example\n\n\nf", std::nullopt);
  ASSERT_EQ(records.size(), 3u);
  EXPECT_EQ(records[0].fields, Fields{"a@b.example"});
  EXPECT_EQ(records[1].fields, Fields{"\"c,d\"@e.example"});
  EXPECT_EQ(records[2].fields, Fields{"f"});
  EXPECT_EQ(records[2].line, 5u);
}

TEST(DelimitedRecord, SplitsAtSeparatorsOutsideOfQuotes) {
  const auto records = read("a,\"b,\"\"c\"\"\",d\r\n,,\n\"\",x\n");
  ASSERT_EQ(records.size(), 3u);
  EXPECT_EQ(records[0].fields, (Fields{"a", "b,\"c\"", "d"}));
  EXPECT_EQ(records[1].fields, (Fields{"", "", ""}));
  EXPECT_EQ(records[2].fields, (Fields{"", "x"}));
}

TEST(DelimitedRecord, AQuotedFieldMayReachOverLines) {
  const auto records = read("\"a\r\nb\",c\nd,e");
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].fields, (Fields{"a\r\nb", "c"}));
  EXPECT_EQ(records[0].line, 1u);
  EXPECT_EQ(records[1].line, 3u);
}

TEST(DelimitedRecord, AQuoteThatNeverClosesTakesNoOtherLineAway) {
  const auto records = read("\"Bob,a@b.example\nc,d@b.example\n5\" disk,e@b.example\n\"x\"y,f@b.example\n");
  ASSERT_EQ(records.size(), 4u);
  EXPECT_EQ(records[0].fields, (Fields{"\"Bob", "a@b.example"}));
  EXPECT_EQ(records[2].fields, (Fields{"5\" disk", "e@b.example"}));
  EXPECT_EQ(records[3].fields, (Fields{"\"x\"y", "f@b.example"}));
}

TEST(DelimitedRecord, APartLeavesItsUnfinishedRecord) {
  DelimitedReader reader("a,b\nc,d", ',', 7, End::of_part);
  DelimitedRecord record;
  ASSERT_TRUE(reader.next(record));
  EXPECT_EQ(record.line, 7u);
  EXPECT_FALSE(reader.next(record));
  EXPECT_EQ(reader.rest(), "c,d");
  EXPECT_EQ(reader.line(), 8u);
}

/// Wherever a list is cut into two parts, the records are the same.
TEST(DelimitedRecord, IsTheSameForEachSplit) {
  const std::string text = "h,i\r\n\"q\"\"u\no,te\",b\r\n\r\n\"open,c\nd,\"e\"\n\"\"\"\",f";
  const auto expected = read(text);
  ASSERT_EQ(expected.size(), 5u);
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    DelimitedReader first(std::string_view(text).substr(0, cut), ',', 1, End::of_part);
    std::vector<DelimitedRecord> records;
    for (DelimitedRecord record; first.next(record);) records.push_back(record);
    const std::string rest = std::string(first.rest()) + text.substr(cut);
    DelimitedReader second(rest, ',', first.line(), End::of_list);
    for (DelimitedRecord record; second.next(record);) records.push_back(record);
    ASSERT_EQ(records.size(), expected.size()) << cut;
    for (std::size_t i = 0; i < records.size(); ++i) {
      EXPECT_EQ(records[i].fields, expected[i].fields) << cut;
      EXPECT_EQ(records[i].line, expected[i].line) << cut;
    }
  }
}

TEST(DelimitedRecord, AQuotedFieldWithSeparatorsMayCloseBehindThePart) {
  const std::string text = "\"a,b\nc\",d\n";
  DelimitedReader part(std::string_view(text).substr(0, 6), ',', 1, End::of_part);
  DelimitedRecord record;
  EXPECT_FALSE(part.next(record));
  EXPECT_EQ(part.rest(), "\"a,b\nc");
  DelimitedReader whole(text, ',', 1, End::of_list);
  ASSERT_TRUE(whole.next(record));
  EXPECT_EQ(record.fields, (std::vector<std::string>{"a,b\nc", "d"}));
}

TEST(DelimitedRecord, EveryTruncationEnds) {
  const std::string text = "a,\"b\"\"\n\",c\r\n\"d\"e,f\n";
  for (std::size_t length = 0; length <= text.size(); ++length) {
    for (const End end : {End::of_part, End::of_list}) read(std::string_view(text).substr(0, length), ',', end);
  }
}

TEST(DelimitedRecord, SkippingFindsTheSameEnds) {
  const std::string text = "a,\"b\n\"\nc\n\n\"d\n";
  DelimitedReader reading(text, ',', 1, End::of_list);
  DelimitedReader skipping(text, ',', 1, End::of_list);
  for (DelimitedRecord record; reading.next(record);) {
    ASSERT_TRUE(skipping.skip());
    EXPECT_EQ(skipping.rest(), reading.rest());
    EXPECT_EQ(skipping.line(), reading.line());
  }
  EXPECT_FALSE(skipping.skip());
}

TEST(Separator, IsWhatTheLineHasMostOf) {
  EXPECT_EQ(guess_separator("email,name"), ',');
  EXPECT_EQ(guess_separator("email;name;\"a,b,c,d\""), ';');
  EXPECT_EQ(guess_separator("email\tname"), '\t');
  EXPECT_EQ(guess_separator("email"), ',');
}

} // namespace
} // namespace parsers
