#include "store/retention.hpp"

#include <deque>

#include "store/search.hpp"
#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using parsers::ErrorCode;

constexpr std::int64_t day = 24 * 60; // minutes

class RetentionTest : public StoreTest {
 protected:
  void keep(std::uint32_t number, std::int64_t minute, std::vector<Draft> drafts = {}) {
    NewMessage mail = message({1, number}, "octets " + std::to_string(number), std::move(drafts));
    texts_.push_back("octets " + std::to_string(number));
    mail.octets = texts_.back();
    mail.received_at = at(minute);
    commit({}, {mail});
  }
  RetentionReport apply(std::int64_t minute) {
    const auto report = store().apply_retention({}, at(minute), {});
    EXPECT_TRUE(report) << (report ? "" : to_string(report.error()));
    return report ? *report : RetentionReport{};
  }
  static Draft recorded(std::string_view who, std::uint64_t number) {
    classifier::Event event = opt_out();
    event.kind = classifier::EventKind::replied;
    event.force = classifier::Force::recorded;
    return draft(who, number, event);
  }

 private:
  std::deque<std::string> texts_;
};

TEST_F(RetentionTest, LetsOctetsGoAfter90DaysAndConclusionsAfter400) {
  keep(1, 0);
  keep(2, 60 * day);
  EXPECT_EQ(apply(89 * day).octets, 0u);
  EXPECT_EQ(store().retention_due({}, at(90 * day))->octets, 1u);
  EXPECT_EQ(apply(90 * day).octets, 1u);
  EXPECT_EQ(store().message_octets(1).error().code, ErrorCode::not_found);
  EXPECT_FALSE(store().message(1)->has_octets);
  EXPECT_EQ(store().message(1)->conclusions, R"({"kind":"reply"})");
  EXPECT_EQ(*store().message_octets(2), "octets 2");
  EXPECT_EQ(apply(91 * day).octets, 0u);
  EXPECT_EQ(apply(400 * day).messages, 1u);
  EXPECT_EQ(store().message(1).error().code, ErrorCode::not_found);
  EXPECT_FALSE(store().message(2)->has_octets);
  EXPECT_GT(*store().finish_erasures(at(400 * day)), 0u);
  EXPECT_TRUE(faults().empty());
  EXPECT_TRUE(*store().is_done({1, 1})); // it is not read a second time
}

TEST_F(RetentionTest, KeepsWhatProvesALiveOptOutUntilItIsLifted) {
  keep(1, 0, {draft("a@b.example", 1)});
  keep(2, 0, {recorded("c@d.example", 2)});
  const auto report = apply(500 * day);
  EXPECT_EQ(report.proofs, 1u);
  EXPECT_EQ(report.messages, 1u);
  EXPECT_EQ(*store().message_octets(1), "octets 1");
  classifier::Event lift = opt_out();
  lift.kind = classifier::EventKind::lifted;
  lift.cancels = {states("a@b.example").front().state.facts.front().id};
  commit({draft("a@b.example", 3, lift)});
  EXPECT_EQ(apply(501 * day).messages, 1u);
  EXPECT_EQ(store().message_octets(1).error().code, ErrorCode::not_found);
}

TEST_F(RetentionTest, RemovesSegmentsThatNothingNeeds) {
  keep(1, 0);
  reopen(); // a writer takes a segment of its own
  keep(2, 300 * day);
  EXPECT_EQ(apply(301 * day).segments, 1u);
  EXPECT_EQ(*store().message_octets(2), "octets 2");
}

TEST_F(RetentionTest, MayBeStopped) {
  keep(1, 0);
  const auto report = store().apply_retention({}, at(500 * day), [](std::uint64_t, std::uint64_t) { return false; });
  ASSERT_TRUE(report);
  EXPECT_FALSE(report->is_whole);
}

using SearchTest = StoreTest;

TEST_F(SearchTest, FindsExactAddressesFieldsAndWholeWords) {
  const KeyRing& ring = store().keys();
  const WordTokens words(ring);
  NewMessage mail = message({1, 1}, "octets");
  mail.tokens.mentioned = {digest_of_person(identity("ann@b.example"), ring)};
  for (const char* word : {"invoice", "kind:reply", "from:ann@b.example", "domain:b.example"}) {
    mail.tokens.words.push_back(words.of(word));
  }
  commit({}, {mail, message({1, 2}, "other")});
  const auto count = [&](std::string_view text, WorkspaceId workspace = 0) {
    const auto query = parse_search(text, ring);
    EXPECT_TRUE(query) << text;
    return query ? store().search(*query, workspace, 0, 10)->size() : 99;
  };
  EXPECT_EQ(count("ann@b.example"), 1u);
  EXPECT_EQ(count("ANN@b.example  Invoice"), 1u);
  EXPECT_EQ(count("from:Ann@B.example kind:reply"), 1u);
  EXPECT_EQ(count("domain:b.example"), 1u);
  EXPECT_EQ(count("invoice", 2), 0u);
  EXPECT_EQ(count("invoic"), 0u); // whole words only
  EXPECT_EQ(count("an@b.example"), 0u);
  EXPECT_EQ(count("invoice kind:bounce"), 0u);
  EXPECT_FALSE(parse_search("  ", ring));
  EXPECT_FALSE(parse_search("from:", ring));
}

} // namespace
} // namespace store
