#include "store/rebuild.hpp"

#include "store/octets.hpp"
#include "store/verify.hpp"
#include "tests/store/import_fixture.hpp"

namespace store {
namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

/// A store whose tables are spoilt behind its back.
class Rebuild : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    std::vector<Draft> drafts{draft("jo.doe@gmail.com", 1), draft("@b.example", 2)};
    for (std::uint64_t i = 0; i < people; ++i) drafts.push_back(draft("n" + std::to_string(i) + "@b.example", 10 + i));
    const auto receipts = commit(drafts);
    classifier::Event lift;
    lift.kind = classifier::EventKind::lifted;
    lift.scope.workspace = 1;
    lift.cancels = {receipts[2].id};
    commit({draft("n0@b.example", 5, lift)});
    keys_ = *KeyRing::open(directory() / "keys");
    vault_keys_ = std::move(*VaultKeys::open(directory() / "vault_keys", *keys_, Access::read_only));
    close();
    environment_ = std::move(*Environment::open(
        {.directory = directory() / "store", .access = Access::read_write, .map_octets = 256ull << 20}));
    right_ = all_rows();
  }
  /// The tables that are made of entries.
  std::map<Table, Rows> all_rows() {
    std::map<Table, Rows> tables;
    const auto transaction = environment_->read();
    for (const Table table : {Table::addresses, Table::entry_ids, Table::restrictions}) {
      auto cursor = transaction->cursor(table);
      for (auto row = cursor->first(); *row; row = cursor->next()) {
        tables[table].emplace_back((*row)->key, (*row)->value);
      }
    }
    return tables;
  }
  /// Alters one row, takes one and adds one, in each table.
  void spoil() {
    auto transaction = environment_->write();
    for (const auto& [table, rows] : right_) {
      ASSERT_TRUE(*transaction->remove(table, rows[1].first));
      ASSERT_TRUE(transaction->put(table, rows[2].first, "nonsense"));
      std::string stranger = rows[3].first;
      stranger.back() = static_cast<char>(stranger.back() ^ 0x55);
      ASSERT_TRUE(transaction->put(table, stranger, rows[3].second));
    }
    ASSERT_TRUE(std::move(*transaction).commit());
  }
  void empty(Table table) {
    auto transaction = environment_->write();
    for (const auto& [key, value] : right_[table]) ASSERT_TRUE(*transaction->remove(table, key));
    ASSERT_TRUE(std::move(*transaction).commit());
  }
  RebuildReport rebuild(const ReadingProgress& progress = {}) {
    const auto report = rebuild_environment(*environment_, *keys_, progress);
    EXPECT_TRUE(report) << (report ? "" : to_string(report.error()));
    return report ? *report : RebuildReport{};
  }
  bool holds() { return verify_environment(*environment_, *vault_keys_, {})->faults.empty(); }
  Environment& environment() { return *environment_; }
  const KeyRing& keys() { return *keys_; }
  const std::map<Table, Rows>& right() const { return right_; }

  static constexpr std::uint64_t people = 30;

 private:
  std::optional<KeyRing> keys_;
  std::unique_ptr<VaultKeys> vault_keys_;
  std::unique_ptr<Environment> environment_;
  std::map<Table, Rows> right_;
};

TEST_F(Rebuild, OfARightTableChangesNothing) {
  const RebuildReport report = rebuild();
  EXPECT_EQ(report.changed, 0u);
  EXPECT_TRUE(report.differences.empty());
  EXPECT_TRUE(report.is_whole);
  EXPECT_EQ(report.entries, people + 5); // the making, a wide copy, a domain rule, a lift
  EXPECT_EQ(all_rows(), right());
}

TEST_F(Rebuild, MakesEveryRowAgainByteForByte) {
  spoil();
  EXPECT_FALSE(holds());
  const RebuildReport report = rebuild();
  EXPECT_EQ(all_rows(), right());
  EXPECT_TRUE(holds());
  EXPECT_EQ(report.changed, 9u);
  EXPECT_EQ(report.differences.size(), 9u);
  EXPECT_EQ(rebuild().changed, 0u);
}

TEST_F(Rebuild, MakesTablesThatWereLost) {
  for (const Table table : {Table::addresses, Table::entry_ids, Table::restrictions}) empty(table);
  EXPECT_EQ(rebuild().changed, right().at(Table::addresses).size() + right().at(Table::entry_ids).size() +
                                   right().at(Table::restrictions).size());
  EXPECT_EQ(all_rows(), right());
}

TEST_F(Rebuild, NamesTheRowsThatDiffered) {
  const auto& [hash, value] = right().at(Table::addresses)[0];
  auto transaction = environment().write();
  ASSERT_TRUE(*transaction->remove(Table::addresses, hash));
  ASSERT_TRUE(std::move(*transaction).commit());
  const std::span octets(reinterpret_cast<const std::uint8_t*>(hash.data()), hash.size());
  EXPECT_EQ(rebuild().differences, std::vector<std::string>{"address row " + to_hex(octets) + " is missing"});
}

TEST_F(Rebuild, StoppedAnywhereLeavesRowsRightOrAsTheyWere) {
  for (int most = 0;; ++most) {
    spoil();
    const auto spoilt = all_rows();
    int calls = 0;
    const RebuildReport report = rebuild([&](std::uint64_t, std::uint64_t) { return ++calls <= most; });
    for (const auto& [table, rows] : all_rows()) {
      for (const auto& row : rows) {
        const bool is_right = std::ranges::find(right().at(table), row) != right().at(table).end();
        const bool is_as_it_was = std::ranges::find(spoilt.at(table), row) != spoilt.at(table).end();
        EXPECT_TRUE(is_right || is_as_it_was);
      }
    }
    if (report.is_whole) break;
    EXPECT_TRUE(rebuild().is_whole);
    EXPECT_EQ(all_rows(), right());
  }
  EXPECT_EQ(all_rows(), right());
}

class RebuildOfImports : public ImportTest {
 protected:
  /// In the environment itself, while nobody has the store open.
  template <class Change>
  void change(Change change) {
    close();
    {
      auto environment = std::move(*Environment::open(
          {.directory = directory() / "store", .access = Access::read_write, .map_octets = 256ull << 20}));
      auto transaction = environment->write();
      change(*transaction);
      ASSERT_TRUE(std::move(*transaction).commit());
    }
    reopen();
  }
};

TEST_F(RebuildOfImports, MakesTheirTablesAgain) {
  import(many_contacts(20));
  const ImportId undone = import(many_contacts(10, "u"));
  ASSERT_TRUE(store().undo_import(undone, at(30)));
  const ProjectedTables right = tables();
  change([&](WriteTransaction& transaction) {
    for (const auto& [key, row] : right.imports) ASSERT_TRUE(*transaction.remove(Table::imports, key));
    for (const auto& [key, row] : right.undos) ASSERT_TRUE(transaction.put(Table::import_undos, key, "nonsense"));
    ASSERT_TRUE(transaction.put(Table::import_undos, std::string(8, 'x'), right.undos.begin()->second));
  });
  EXPECT_FALSE(faults().empty());
  const auto report = store().rebuild({});
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(report->changed, 4u);
  EXPECT_EQ(tables(), right);
  EXPECT_TRUE(faults().empty());
}

TEST_F(RebuildOfImports, WithoutTheirBlocksIsRefusedAndFreesNobody) {
  import(many_contacts(20));
  close();
  TableRows blocks;
  {
    const auto environment = Environment::open({.directory = directory() / "store"});
    blocks = rows_of(**environment, Table::import_blocks);
  }
  reopen();
  change([&](WriteTransaction& transaction) {
    ASSERT_TRUE(*transaction.remove(Table::import_blocks, blocks.begin()->first));
  });
  EXPECT_EQ(store().rebuild({}).error().code, parsers::ErrorCode::corrupt);
  EXPECT_EQ(reason("n0@b.example"), "imported");
}

TEST_F(Rebuild, OfABrokenChainIsRefused) {
  auto transaction = environment().write();
  const std::string first = entry_key(1, 1);
  std::string altered(**transaction->get(Table::entries, first));
  altered[40] = static_cast<char>(altered[40] ^ 1);
  ASSERT_TRUE(transaction->put(Table::entries, first, altered));
  ASSERT_TRUE(std::move(*transaction).commit());
  spoil();
  const auto before = all_rows();
  const auto report = rebuild_environment(environment(), keys(), {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, parsers::ErrorCode::corrupt);
  EXPECT_TRUE(report.error().context.starts_with("entry 1 of origin "));
  EXPECT_EQ(all_rows(), before);
}

} // namespace
} // namespace store
