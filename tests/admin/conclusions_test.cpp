#include "admin/pages/conclusions.hpp"

#include <gtest/gtest.h>

namespace admin {
namespace {

const std::string whole = R"({"subject":"s","from":"f","kind":"reply","verdicts":[{"contact":"a@b.example","intent":
  "opt_out","confidence":0.5,"level":"likely","reasons":[{"rule":"r","excerpt":"e"}]}],"events":[{"kind":"opt_out",
  "force":"held"}],"reports":[{"recipient":"a@b.example","status":"5.1.1"}],"original":{"from":{"name":"N","address":
  "a@b.example"},"comment":"c"},"defects":["nesting_limit"]})";

TEST(Conclusions, AreReadWhole) {
  const Conclusions conclusions = read_conclusions(whole);
  EXPECT_EQ(conclusions.subject, "s");
  EXPECT_EQ(conclusions.original_from, "N <a@b.example>");
  ASSERT_EQ(conclusions.verdicts.size(), 1u);
  EXPECT_EQ(conclusions.verdicts[0].confidence, 0.5);
  EXPECT_EQ(conclusions.verdicts[0].reasons[0].excerpt, "e");
  EXPECT_EQ(conclusions.events[0].force, "held");
  EXPECT_EQ(conclusions.reports[0].status, "5.1.1");
  EXPECT_EQ(conclusions.defects[0], "nesting_limit");
}

TEST(Conclusions, SayWhoVouchesForTheSender) {
  const Conclusions conclusions = read_conclusions(
      R"({"proof":{"way":"dkim","domain":"b.example","contradicted":true,"signatures":[{"domain":"b.example",
      "result":"pass","gap":"part_of_body"},{"domain":"c.example","result":"fail","fault":"body_differs"}]}})");
  EXPECT_EQ(conclusions.proof_way, "dkim");
  EXPECT_EQ(conclusions.proof_domain, "b.example");
  EXPECT_TRUE(conclusions.is_contradicted);
  ASSERT_EQ(conclusions.signatures.size(), 2u);
  EXPECT_EQ(conclusions.signatures[0].gap, "part_of_body");
  EXPECT_EQ(conclusions.signatures[1].fault, "body_differs");
  EXPECT_TRUE(read_conclusions(R"({"proof":[]})").proof_way.empty());
}

TEST(Conclusions, CopeWithEachTruncation) {
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    EXPECT_TRUE(read_conclusions(whole.substr(0, cut)).subject.empty()) << "no JSON, no conclusions";
  }
}

TEST(Conclusions, CopeWithMembersOfAnotherKind) {
  for (const char* odd : {"[]", "null", "7", R"({"subject":7,"from":[],"verdicts":{},"events":"x","reports":[7,null,[]],
                          "original":[],"defects":[{}],"reply":"x"})",
                          R"({"verdicts":[{"confidence":"high","reasons":{"rule":7}}]})"}) {
    const Conclusions conclusions = read_conclusions(odd);
    EXPECT_TRUE(conclusions.subject.empty());
    EXPECT_TRUE(conclusions.events.empty());
  }
}

TEST(Conclusions, TakeASenderAsTextOrAsMailbox) {
  EXPECT_EQ(read_conclusions(R"({"from":{"name":"","address":"a@b.example"}})").from, "a@b.example");
  EXPECT_EQ(read_conclusions(R"({"from":{"name":"N"}})").from, "N");
}

TEST(Conclusions, ShowABoundedNumberAndSayHowManyMore) {
  std::string many = R"({"events":[{})";
  for (int i = 0; i < 99; ++i) many += ",{}";
  const Conclusions conclusions = read_conclusions(many + "]}");
  EXPECT_EQ(conclusions.events.size(), Conclusions::most_of_a_list);
  EXPECT_EQ(conclusions.left_out, 50u);
}

TEST(Conclusions, SurviveDeepNesting) {
  EXPECT_TRUE(read_conclusions("{\"verdicts\":" + std::string(200'000, '[') + std::string(200'000, ']') + "}")
                  .verdicts.size() <= 1);
}

} // namespace
} // namespace admin
