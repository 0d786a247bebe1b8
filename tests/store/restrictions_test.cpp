#include "store/restrictions.hpp"

#include "store/octets.hpp"
#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using classifier::Event;
using classifier::EventKind;
using classifier::Force;

Event of_kind(EventKind kind, Force force = Force::in_force) {
  Event event = opt_out();
  event.kind = kind;
  event.force = force;
  return event;
}

class Suppressions : public StoreTest {
 protected:
  std::vector<std::string> listed(WorkspaceId workspace = 0, std::size_t limit = 100) {
    const auto rows = store().suppressions(workspace, limit);
    EXPECT_TRUE(rows) << (rows ? "" : to_string(rows.error()));
    std::vector<std::string> identities;
    if (rows) {
      for (const SuppressionRow& row : *rows) identities.push_back(row.identity);
    }
    return identities;
  }
};

using Names = std::vector<std::string>;

TEST_F(Suppressions, AreListedNewestFirstInClearText) {
  commit({draft("a@b.example", 1), draft("+4915112345678", 2)});
  commit({draft("*.b.example", 3, of_kind(EventKind::denied))});
  EXPECT_EQ(listed(), (Names{"*.b.example", "+4915112345678", "a@b.example"}));
  EXPECT_EQ(listed(0, 2), (Names{"*.b.example", "+4915112345678"}));
  EXPECT_TRUE(listed(0, 0).empty());
}

TEST_F(Suppressions, TellTheFact) {
  const auto receipt = commit({draft("a@b.example", 1)}).at(0);
  const auto rows = store().suppressions(1, 10);
  ASSERT_EQ(rows->size(), 1u);
  EXPECT_EQ((*rows)[0].entry, receipt.id);
  EXPECT_EQ((*rows)[0].received_at, at(1));
  EXPECT_EQ((*rows)[0].event, opt_out());
}

TEST_F(Suppressions, BelongToTheirWorkspace) {
  commit({draft("one@b.example", 1, opt_out(1)), draft("two@b.example", 2, opt_out(2))});
  EXPECT_EQ(listed(1), Names{"one@b.example"});
  EXPECT_EQ(listed(2), Names{"two@b.example"});
  EXPECT_EQ(listed(3), Names{});
  EXPECT_EQ(listed(0), (Names{"two@b.example", "one@b.example"}));
}

TEST_F(Suppressions, AreFactsThatDenyOrHold) {
  commit({draft("out@b.example", 1, of_kind(EventKind::opt_out)),
          draft("held@b.example", 2, of_kind(EventKind::opt_out, Force::held)),
          draft("recorded@b.example", 3, of_kind(EventKind::opt_out, Force::recorded)),
          draft("allowed@b.example", 4, of_kind(EventKind::allow_listed)),
          draft("bounced@b.example", 5, of_kind(EventKind::delivery_failed)),
          draft("delayed@b.example", 6, of_kind(EventKind::delivery_delayed, Force::recorded)),
          draft("review@b.example", 7, of_kind(EventKind::review_requested, Force::recorded)),
          draft("unclear@b.example", 8, of_kind(EventKind::review_requested, Force::held)),
          draft("newer@b.example", 9, of_kind(static_cast<EventKind>(200)))});
  EXPECT_EQ(listed(),
            (Names{"newer@b.example", "unclear@b.example", "bounced@b.example", "held@b.example", "out@b.example"}));
}

TEST_F(Suppressions, ALiftedOneIsNotListed) {
  const auto receipts = commit({draft("a@b.example", 1), draft("a@b.example", 2), draft("c@b.example", 3)});
  Event lift = of_kind(EventKind::lifted);
  lift.cancels = {receipts[0].id};
  commit({draft("a@b.example", 4, lift)});
  EXPECT_EQ(listed(), (Names{"c@b.example", "a@b.example"}));
  lift.cancels = {receipts[1].id};
  commit({draft("a@b.example", 5, lift)});
  EXPECT_EQ(listed(), Names{"c@b.example"});
}

TEST_F(Suppressions, ABounceThatWasClearedIsNotListed) {
  commit({draft("a@b.example", 1, of_kind(EventKind::delivery_failed)),
          draft("c@b.example", 2, of_kind(EventKind::delivery_failed))});
  commit({draft("a@b.example", 3, of_kind(EventKind::delivered, Force::recorded))});
  Event lift = of_kind(EventKind::lifted);
  lift.until = at(4);
  commit({draft("c@b.example", 4, lift)});
  EXPECT_EQ(listed(), Names{});
  commit({draft("a@b.example", 5, of_kind(EventKind::delivery_failed))});
  EXPECT_EQ(listed(), Names{"a@b.example"});
}

TEST_F(Suppressions, OneOfAMailboxWithSeveralSpellingsIsListedOnce) {
  commit({draft("jo.doe+shop@gmail.com", 1)});
  EXPECT_EQ(listed(), Names{"jo.doe+shop@gmail.com"});
}

TEST_F(Suppressions, ALongListOfLiftedOnesEnds) {
  std::vector<Draft> drafts;
  for (std::uint64_t i = 0; i < 5000; ++i) drafts.push_back(draft("n" + std::to_string(i) + "@b.example", i));
  const auto receipts = commit(drafts);
  std::vector<Draft> lifts;
  for (std::uint64_t i = 1; i < 5000; ++i) {
    Event lift = of_kind(EventKind::lifted);
    lift.cancels = {receipts[i].id};
    lifts.push_back(draft("n" + std::to_string(i) + "@b.example", 10'000 + i, lift));
  }
  commit(lifts);
  EXPECT_EQ(listed(1, 10), Names{"n0@b.example"});
}

TEST_F(Suppressions, ArePagedWithoutGapOrRepeatInTheirWorkspaceAlone) {
  for (std::uint64_t i = 0; i < 9; ++i) commit({draft("n" + std::to_string(i) + "@b.example", i, opt_out(1 + i % 2))});
  Names paged;
  SuppressionRange range{.workspace = 1, .from = {}, .limit = 2, .examined = 3};
  do {
    const auto page = store().suppression_page(range);
    ASSERT_TRUE(page) << to_string(page.error());
    for (const SuppressionRow& row : page->rows) paged.push_back(row.identity);
    range.from = page->next;
  } while (!range.from.empty());
  EXPECT_EQ(paged, listed(1));
  EXPECT_EQ(paged.size(), 5u);
}

TEST_F(Suppressions, APlaceOfAnotherWorkspaceLeadsNowhereElse) {
  commit({draft("one@b.example", 1, opt_out(1)), draft("two@b.example", 2, opt_out(2))});
  for (const std::string& from : {std::string("\xff"), std::string(100, '\xff'), std::string(10, '\0'),
                                  std::string("\0\0\0\2", 4) + std::string(10, '\xff')}) {
    const auto page = store().suppression_page({.workspace = 1, .from = from, .limit = 10, .examined = 10});
    ASSERT_TRUE(page);
    for (const SuppressionRow& row : page->rows) EXPECT_EQ(row.identity, "one@b.example");
  }
}

TEST_F(Suppressions, AreFoundByTheirEntryAsLongAsTheyLive) {
  const auto receipt = commit({draft("a@b.example", 1)}).at(0);
  const auto recorded = commit({draft("a@b.example", 2, of_kind(EventKind::replied, Force::recorded))}).at(0);
  const auto found = store().suppression(receipt.id);
  ASSERT_TRUE(found) << to_string(found.error());
  EXPECT_EQ(found->identity, "a@b.example");
  EXPECT_EQ(found->event, opt_out());
  EXPECT_EQ(store().suppression(recorded.id).error().code, parsers::ErrorCode::not_found);
  EXPECT_EQ(store().suppression({}).error().code, parsers::ErrorCode::not_found);
  Event lift = of_kind(EventKind::lifted, Force::recorded);
  lift.cancels = {receipt.id};
  commit({draft("a@b.example", 3, lift)});
  EXPECT_EQ(store().suppression(receipt.id).error().code, parsers::ErrorCode::not_found);
}

TEST_F(Suppressions, AnEntryTellsItsContactInClearText) {
  commit({draft("a@b.example", 1)});
  const auto entries = store().read_after({}, 10);
  ASSERT_TRUE(entries);
  EXPECT_EQ(*store().contact_of(entries->back()), "a@b.example");
  EXPECT_EQ(*store().contact_of(entries->front()), "") << "the making of the store is about nobody";
}

TEST_F(Suppressions, WithoutAClearTextTheHashIsShown) {
  commit({draft("a@b.example", 1)});
  const auto hash = store().keys().hash(identity("a@b.example"));
  close();
  {
    const auto environment = Environment::open(
        {.directory = directory() / "store", .access = Access::read_write, .map_octets = 256ull << 20});
    auto transaction = (*environment)->write();
    ASSERT_TRUE(*transaction->remove(Table::identities, view_of(hash)));
    ASSERT_TRUE(std::move(*transaction).commit());
  }
  reopen();
  EXPECT_EQ(listed(), Names{to_hex(hash)});
}

} // namespace
} // namespace store
