#include "parsers/json_list.hpp"

#include <gtest/gtest.h>

namespace parsers {
namespace {

std::string cut(std::string_view list) {
  JsonListCutter cutter;
  std::string lines;
  cutter.add(list, lines);
  cutter.finish(lines);
  return lines;
}

TEST(JsonList, IsAnArrayOfObjects) {
  EXPECT_EQ(cut(R"([{"a":1}, {"b":[{"c":"]}"}]}])"), "{\"a\":1}\n{\"b\":[{\"c\":\"]}\"}]}\n");
}

TEST(JsonList, IsAnArrayOfTexts) { EXPECT_EQ(cut(R"(["a@b.example","c\"d"])"), "\"a@b.example\"\n\"c\\\"d\"\n"); }

TEST(JsonList, MayBeObjectsOneAfterTheOther) { EXPECT_EQ(cut("{\"a\":1}\n{\"a\":2}\n"), "{\"a\":1}\n{\"a\":2}\n"); }

TEST(JsonList, MayBeTheMemberOfAnEnvelope) {
  EXPECT_EQ(cut(R"({"TotalCount": 2, "Suppressions": [{"EmailAddress":"a@b.example"}, {"x":{}}], "more": {"y":[1]}})"),
            "{\"EmailAddress\":\"a@b.example\"}\n{\"x\":{}}\n");
}

TEST(JsonList, SeveralEnvelopesFollowEachOther) {
  EXPECT_EQ(cut("{\"items\":[{\"a\":1}],\"paging\":{\"next\":\"x\"}}\n{\"items\":[{\"a\":2}]}"),
            "{\"a\":1}\n{\"a\":2}\n");
}

TEST(JsonList, AMemberWithAnotherNameBelongsToItsRecord) {
  EXPECT_EQ(cut(R"([{"address":"a@b.example","tags":["*"],"items":["x"]}])"),
            "{\"address\":\"a@b.example\",\"tags\":[\"*\"],\"items\":[\"x\"]}\n");
}

TEST(JsonList, LineEndsBetweenTokensDoNotMatter) {
  EXPECT_EQ(cut("[\r\n  {\r\n    \"a\": 1\r\n  }\r\n]"), "{      \"a\": 1    }\n");
}

TEST(JsonList, ABrokenTextCostsItsRecordOnly) {
  EXPECT_EQ(cut("{\"a\":\"1\n{\"a\":\"2\"}\n"), "{\"a\":\"1\n{\"a\":\"2\"}\n");
}

TEST(JsonList, AnObjectThatIsNotClosedCostsItselfAndPerhapsTheNext) {
  EXPECT_EQ(cut("{\"a\":1\n{\"a\":2}\n{\"a\":3}"), "{\"a\":1 \n{\"a\":2}\n{\"a\":3}\n");
  EXPECT_EQ(cut("{\"a\":\n{\"a\":2}\n{\"a\":3}"), "{\"a\": {\"a\":2} \n{\"a\":3}\n");
}

TEST(JsonList, ARecordThatIsCutShortIsARecord) { EXPECT_EQ(cut("[{\"a\":1},{\"a\":"), "{\"a\":1}\n{\"a\":\n"); }

TEST(JsonList, IsTheSameHoweverItArrives) {
  const std::string list = R"({"n":"\\","items":[{"a":"\"}"},"t",7,{"b":[]}],"z":"]"} [{"c":1}])";
  const std::string whole = cut(list);
  for (std::size_t i = 0; i <= list.size(); ++i) {
    JsonListCutter cutter;
    std::string lines;
    cutter.add(std::string_view(list).substr(0, i), lines);
    cutter.add(std::string_view(list).substr(i), lines);
    EXPECT_EQ(cutter.records(), 5u);
    cutter.finish(lines);
    EXPECT_EQ(lines, whole) << i;
  }
}

TEST(JsonList, ARecordThatIsTooLongIsCutOff) {
  const std::string list = "[{\"a\":\"" + std::string(3 * JsonListCutter::longest_record, 'x') + "\"},{\"b\":1}]";
  const std::string lines = cut(list);
  EXPECT_EQ(lines.size(), JsonListCutter::longest_record + 1 + 8);
  EXPECT_TRUE(lines.ends_with("\n{\"b\":1}\n"));
}

} // namespace
} // namespace parsers
