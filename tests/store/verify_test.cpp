#include "store/verify.hpp"

#include "store/address_table.hpp"
#include "store/ledger.hpp"
#include "store/octets.hpp"
#include "store/state_codec.hpp"
#include "store/table_check.hpp"
#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

/// A small store whose rows are changed behind its back.
class Verify : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    classifier::Event stream = opt_out();
    stream.scope.purpose = {classifier::Purpose::Kind::stream, "news"};
    commit({draft("a@b.example", 1), draft("jo.doe@gmail.com", 2), draft("@b.example", 3)});
    commit({}, {message({1, 1}, "octets", {draft("a@b.example", 4, stream)})});
    ASSERT_TRUE(store().create_workspace("default", at(5)));
    entries_ = store().head()->number;
    origin_ = store().head()->origin;
    ASSERT_TRUE(faults().empty());
    keys_ = *KeyRing::open(directory() / "keys");
    vault_keys_ = std::move(*VaultKeys::open(directory() / "vault_keys", *keys_, Access::read_only));
    close();
    auto opened = Environment::open(
        {.directory = directory() / "store", .access = Access::read_write, .map_octets = 256ull << 20});
    ASSERT_TRUE(opened);
    environment_ = std::move(*opened);
  }
  void put(Table table, std::string_view key, std::string_view value) {
    auto transaction = environment_->write();
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(transaction->put(table, key, value));
    ASSERT_TRUE(std::move(*transaction).commit());
  }
  void remove(Table table, std::string_view key) {
    auto transaction = environment_->write();
    ASSERT_TRUE(*transaction->remove(table, key));
    ASSERT_TRUE(std::move(*transaction).commit());
  }
  std::string get(Table table, std::string_view key) {
    const auto transaction = environment_->read();
    return std::string(**transaction->get(table, key));
  }
  std::vector<std::pair<std::string, std::string>> rows(Table table) {
    const auto transaction = environment_->read();
    auto cursor = transaction->cursor(table);
    std::vector<std::pair<std::string, std::string>> found;
    for (auto row = cursor->first(); *row; row = cursor->next()) found.emplace_back((*row)->key, (*row)->value);
    return found;
  }
  VerifyReport verify() {
    const auto report = verify_environment(*environment_, *vault_keys_, {});
    EXPECT_TRUE(report) << (report ? "" : to_string(report.error()));
    return report ? *report : VerifyReport{};
  }
  std::string name_of_entry(std::uint64_t number) {
    return "entry " + std::to_string(number) + " of origin " + to_hex(origin_) + ": ";
  }
  static bool names(const VerifyReport& report, std::string_view what) {
    return std::ranges::any_of(report.faults, [&](const std::string& fault) { return fault.starts_with(what); });
  }

  const KeyRing& keys() const { return *keys_; }

  std::optional<KeyRing> keys_;
  std::unique_ptr<VaultKeys> vault_keys_;
  std::uint64_t entries_ = 0;
  classifier::Origin origin_{};
  std::unique_ptr<Environment> environment_;
};

TEST_F(Verify, FindsNothingWhereNothingWasChanged) {
  const VerifyReport report = verify();
  EXPECT_EQ(report.entries, entries_);
  EXPECT_EQ(report.entries, 7u); // the making, three drafts and a wide copy, a message's draft, a workspace
  EXPECT_TRUE(report.faults.empty());
}

TEST_F(Verify, NamesTheEntryOfEveryChangedOctet) {
  for (std::uint64_t number = 1; number <= entries_; ++number) {
    const std::string key = entry_key(1, number);
    const std::string octets = get(Table::entries, key);
    for (std::size_t place = 0; place < octets.size(); ++place) {
      std::string changed = octets;
      changed[place] = static_cast<char>(changed[place] ^ 1);
      put(Table::entries, key, changed);
      const VerifyReport report = verify();
      for (std::uint64_t other = 1; other <= entries_; ++other) {
        EXPECT_EQ(names(report, name_of_entry(other)), other == number) << number << " " << place;
      }
    }
    put(Table::entries, key, octets);
  }
  EXPECT_TRUE(verify().faults.empty());
}

TEST_F(Verify, NamesAnEntryThatIsGone) {
  for (std::uint64_t number = 1; number <= entries_; ++number) {
    const std::string key = entry_key(1, number);
    const std::string octets = get(Table::entries, key);
    remove(Table::entries, key);
    EXPECT_TRUE(names(verify(), name_of_entry(number) + "is missing")) << number;
    put(Table::entries, key, octets);
  }
}

TEST_F(Verify, NamesAnEntryThatWasChangedAndChainedAnew) {
  // Whoever can write the table can chain it anew; the index of ids and the address rows still contradict.
  auto transaction = environment_->write();
  auto entries = read_entries_after(*transaction, {}, 1);
  classifier::Entry forged = (*entries)[0];
  forged.cause = cause(99);
  const auto appended = append_entries(*transaction, {forged});
  ASSERT_TRUE(appended);
  ASSERT_TRUE(std::move(*transaction).commit());
  EXPECT_TRUE(verify().faults.empty()); // properly appended
  remove(Table::entry_ids, view_of(appended->of_each[0].id));
  EXPECT_TRUE(names(verify(), name_of_entry(entries_ + 1) + "is not found by its id"));
}

TEST_F(Verify, NoticesAChangedHead) {
  const auto heads = rows(Table::origins);
  ASSERT_EQ(heads.size(), 1u);
  const auto& [key, octets] = heads[0];
  for (std::size_t place = 0; place < octets.size(); ++place) {
    std::string changed = octets;
    changed[place] = static_cast<char>(changed[place] ^ 1);
    put(Table::origins, key, changed);
    EXPECT_FALSE(verify().faults.empty()) << place;
  }
}

TEST_F(Verify, NamesAnAddressRowThatIsNotWhatItsEntriesMake) {
  for (const auto& [hash, octets] : rows(Table::addresses)) {
    for (std::size_t place = 0; place < octets.size(); ++place) {
      std::string changed = octets;
      changed[place] = static_cast<char>(changed[place] ^ 1);
      put(Table::addresses, hash, changed);
      const VerifyReport report = verify();
      ASSERT_EQ(report.faults.size(), 1u);
      const std::span key(reinterpret_cast<const std::uint8_t*>(hash.data()), hash.size());
      EXPECT_TRUE(names(report, "address row " + to_hex(key)));
    }
    put(Table::addresses, hash, octets);
  }
}

TEST_F(Verify, NamesAddressRowsThatAreMissingOrTooMany) {
  const auto all = rows(Table::addresses);
  ASSERT_EQ(all.size(), 4u);
  for (const auto& [hash, octets] : all) {
    remove(Table::addresses, hash);
    const VerifyReport report = verify();
    ASSERT_EQ(report.faults.size(), 1u);
    EXPECT_TRUE(report.faults[0].ends_with("is missing"));
    put(Table::addresses, hash, octets);
  }
  const std::string stranger(16, '\xff');
  put(Table::addresses, stranger, all[0].second);
  EXPECT_EQ(verify().faults, std::vector<std::string>{"address row " + std::string(32, 'f') + " has no entries"});
}

TEST_F(Verify, CountsTheIndexes) {
  put(Table::workspace_messages, "a row of nothing", "");
  EXPECT_EQ(verify().faults.size(), 1u);
}

TEST_F(Verify, TellsItsProgressAndStopsWhenAsked) {
  std::uint64_t last = 0;
  std::uint64_t of = 0;
  ASSERT_TRUE(verify_environment(*environment_, *vault_keys_, [&](std::uint64_t done, std::uint64_t total) {
    EXPECT_LE(done, total);
    EXPECT_GE(done, last);
    last = done;
    of = total;
    return true;
  }));
  EXPECT_EQ(last, of);
  EXPECT_GT(of, 2 * entries_); // the chain, the table, and the rows that are not made of entries
}

TEST_F(Verify, ALongLedgerIsReadInPiecesAndStopsWhenAsked) {
  environment_.reset();
  reopen();
  std::vector<Draft> drafts;
  for (std::uint64_t i = 0; i < 9000; ++i) drafts.push_back(draft("n" + std::to_string(i) + "@b.example", 100 + i));
  commit(drafts);
  int calls = 0;
  const auto stopped = store().verify([&](std::uint64_t, std::uint64_t) { return ++calls < 2; });
  ASSERT_TRUE(stopped);
  EXPECT_EQ(calls, 2);
  EXPECT_LT(stopped->entries, 9000u);
  EXPECT_TRUE(stopped->faults.empty());
  const auto whole = store().verify({});
  EXPECT_EQ(whole->entries, 9000 + entries_);
  EXPECT_TRUE(whole->faults.empty());
}

TEST(HashRanges, CoverEveryHashOnce) {
  for (const std::uint64_t rows : {std::uint64_t{0}, std::uint64_t{262'143}, std::uint64_t{262'144},
                                   std::uint64_t{10'000'000}, std::uint64_t{1} << 60}) {
    const auto ranges = hash_ranges(rows);
    std::uint32_t next = 0;
    for (const HashRange& range : ranges) {
      EXPECT_EQ(range.first, next);
      EXPECT_GE(range.last, range.first);
      next = range.last + 1u;
    }
    EXPECT_EQ(next, 0x10000u) << rows;
  }
}

TEST_F(Verify, PartsOfTheTableTogetherAreTheTable) {
  const auto all = rows(Table::entries);
  const auto transaction = environment_->read();
  const auto view = IndexView::of(*transaction, *keys_);
  for (const HashRange range : {HashRange{0, 0x7fff}, HashRange{0x8000, 0xffff}}) {
    TableCheck check(range, *view);
    for (const auto& [key, octets] : all) EXPECT_TRUE(check.see(octets, *transaction));
    EXPECT_TRUE(check.compare(*transaction, 1000)->empty());
  }
}

} // namespace
} // namespace store
