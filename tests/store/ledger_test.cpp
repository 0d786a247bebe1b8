#include "store/ledger.hpp"

#include "store/entry_codec.hpp"
#include "store/tail.hpp"
#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using classifier::Entry;
using classifier::EventKind;

class Ledger : public StoreTest {
 protected:
  std::vector<Entry> entries_after(const classifier::Positions& positions, std::size_t limit = 1000) {
    auto entries = store().read_after(positions, limit);
    EXPECT_TRUE(entries);
    return entries ? *entries : std::vector<Entry>{};
  }
  static classifier::Positions after(const Entry& entry) { return {{entry.position.origin, entry.position.number}}; }
};

TEST_F(Ledger, BeginsWithTheEntryOfItsMaking) {
  const auto entries = entries_after({});
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].event.kind, EventKind::store_created);
  EXPECT_EQ(entries[0].position.number, 1u);
  EXPECT_EQ(entries[0].previous, classifier::Digest{});
  EXPECT_NE(entries[0].position.origin, classifier::Origin{});
}

TEST_F(Ledger, NumbersHaveNoGap) {
  for (std::uint64_t i = 0; i < 20; ++i) {
    commit({draft("a@b.example", 2 * i), draft("c@d.example", 2 * i + 1)});
  }
  std::uint64_t number = 0;
  for (const Entry& entry : entries_after({})) EXPECT_EQ(entry.position.number, ++number);
  EXPECT_EQ(number, 41u);
  EXPECT_EQ(store().head()->number, 41u);
}

TEST_F(Ledger, KeepsTheOrderOfDrafts) {
  std::vector<Draft> drafts;
  for (std::uint64_t i = 0; i < 50; ++i) drafts.push_back(draft("n" + std::to_string(i) + "@b.example", i));
  const auto receipts = commit(drafts);
  ASSERT_EQ(receipts.size(), 50u);
  for (std::size_t i = 0; i < 50; ++i) EXPECT_EQ(receipts[i].position.number, i + 2);
}

TEST_F(Ledger, SameCauseIsAppendedOnce) {
  const auto first = commit({draft("a@b.example", 7)});
  const auto again = commit({draft("a@b.example", 7)});
  EXPECT_FALSE(first[0].was_known);
  EXPECT_TRUE(again[0].was_known);
  EXPECT_EQ(again[0].id, first[0].id);
  EXPECT_EQ(again[0].position, first[0].position);
  EXPECT_EQ(store().head()->number, 2u);
}

TEST_F(Ledger, SameCauseTwiceInOneCallIsAppendedOnce) {
  const auto receipts = commit({draft("a@b.example", 7), draft("x@b.example", 8), draft("a@b.example", 7)});
  EXPECT_FALSE(receipts[0].was_known);
  EXPECT_TRUE(receipts[2].was_known);
  EXPECT_EQ(receipts[2].position, receipts[0].position);
  EXPECT_EQ(store().head()->number, 3u);
  EXPECT_TRUE(faults().empty());
}

TEST_F(Ledger, AnotherCauseScopeKindOrContactIsAnotherEntry) {
  classifier::Event elsewhere = opt_out(2);
  classifier::Event complaint = opt_out();
  complaint.kind = EventKind::complaint;
  const auto receipts = commit({draft("a@b.example", 7), draft("a@b.example", 8), draft("b@b.example", 7),
                                draft("a@b.example", 7, elsewhere), draft("a@b.example", 7, complaint)});
  std::set<classifier::EntryId> ids;
  for (const EntryReceipt& receipt : receipts) {
    EXPECT_FALSE(receipt.was_known);
    ids.insert(receipt.id);
  }
  EXPECT_EQ(ids.size(), 5u);
}

TEST_F(Ledger, EachEntryCarriesTheDigestOfTheOneBefore) {
  commit({draft("a@b.example", 1), draft("c@d.example", 2)});
  const auto entries = entries_after({});
  ASSERT_EQ(entries.size(), 3u);
  for (std::size_t i = 1; i < entries.size(); ++i) {
    EXPECT_EQ(entries[i].previous, chain_digest(encode_entry(entries[i - 1])));
  }
}

TEST_F(Ledger, ReadsOnAfterAPositionUpToALimit) {
  commit({draft("a@b.example", 1), draft("c@d.example", 2), draft("e@f.example", 3)});
  const auto all = entries_after({});
  const auto some = entries_after(after(all[1]), 1);
  ASSERT_EQ(some.size(), 1u);
  EXPECT_EQ(some[0], all[2]);
  EXPECT_TRUE(entries_after(after(all[3])).empty());
  EXPECT_EQ(entries_after({{all[0].position.origin, 0}}).size(), 4u);
}

TEST_F(Ledger, TheTailWaitsForWhatComesNext) {
  classifier::Positions positions;
  advance(positions, *tail(store(), positions, 10, [] { return false; }));
  EXPECT_EQ(positions, (classifier::Positions{{store().head()->origin, 1}}));
  EXPECT_TRUE(tail(store(), positions, 10, [] { return true; })->empty());
  int looks = 0; // nothing, nothing, then a fact
  const auto entries = tail(store(), positions, 10, [&] {
    if (++looks == 2) commit({draft("a@b.example", 1)});
    return false;
  });
  EXPECT_EQ(entries->size(), 1u);
  EXPECT_EQ(looks, 2);
}

TEST_F(Ledger, DoesNotKnowThePositionsOfAnotherOrigin) {
  classifier::Position foreign = *store().head();
  foreign.origin[0] ^= 1;
  const auto entries = store().read_after({{foreign.origin, foreign.number}}, 10);
  ASSERT_FALSE(entries);
  EXPECT_EQ(entries.error().code, parsers::ErrorCode::not_found);
}

TEST_F(Ledger, AStoreThatIsMadeAnewIsAnotherOrigin) {
  const TemporaryDirectory other;
  const auto second = create_store(other.path(), {"relay.example"}, at(0), test_options());
  ASSERT_TRUE(second);
  EXPECT_NE((*second)->head()->origin, store().head()->origin);
}

TEST_F(Ledger, ContinuesAfterReopening) {
  commit({draft("a@b.example", 1)});
  const auto before = *store().head();
  reopen();
  EXPECT_EQ(*store().head(), before);
  commit({draft("a@b.example", 2)});
  EXPECT_EQ(store().head()->number, before.number + 1);
  EXPECT_TRUE(faults().empty());
}

TEST(LedgerOrigins, ALaterOriginFollowsTheFirstAndNumbersFromOne) {
  const TemporaryDirectory temporary;
  const auto environment = Environment::open_or_create(
      {.directory = temporary.path(), .access = Access::read_write, .map_octets = 16u << 20});
  ASSERT_TRUE(environment);
  classifier::Origin first{1};
  classifier::Origin second{2};
  auto transaction = (*environment)->write();
  ASSERT_TRUE(transaction);
  Entry entry;
  for (const auto& origin : {first, second}) {
    ASSERT_TRUE(begin_origin(*transaction, origin));
    entry.cause[0]++;
    ASSERT_TRUE(append_entries(*transaction, {entry}));
  }
  const auto entries = read_entries_after(*transaction, {}, 10);
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 2u);
  EXPECT_EQ((*entries)[0].position, (classifier::Position{first, 1}));
  EXPECT_EQ((*entries)[1].position, (classifier::Position{second, 1}));
  EXPECT_EQ(read_entries_after(*transaction, {{first, 1}}, 10)->size(), 1u);
  EXPECT_EQ(read_entries_after(*transaction, {{second, 1}}, 10)->at(0).position.origin, first);
  EXPECT_TRUE(read_entries_after(*transaction, {{first, 1}, {second, 1}}, 10)->empty());
  EXPECT_EQ(read_entries_after(*transaction, {}, 1)->size(), 1u);
  EXPECT_EQ(head_of(*transaction)->last.origin, second);
  entry.cause[0] = 1;
  EXPECT_EQ(append_entries(*transaction, {entry})->of_each[0].position, (classifier::Position{first, 1}));
}

} // namespace
} // namespace store
