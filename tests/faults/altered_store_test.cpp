// Octets of a store change behind its back: in rows that are well-formed, and anywhere in the file. verify tells, or
// the octet is of no use to anybody.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <random>

#include "store/meta.hpp"
#include "store/verify.hpp"
#include "tests/faults/store_under_faults.hpp"

namespace faults {
namespace {

using store::Counter;
using store::Environment;
using store::Row;
using store::Table;

using Rows = std::vector<std::pair<std::string, std::string>>;

Rows rows_of(Environment& environment, Table table) {
  const auto transaction = environment.read();
  auto cursor = transaction->cursor(table);
  Rows rows;
  for (auto row = cursor->first(); row && *row; row = cursor->next()) rows.emplace_back((*row)->key, (*row)->value);
  return rows;
}

std::string flipped(const std::string& octets, std::size_t place) {
  std::string changed = octets;
  changed[place] = static_cast<char>(changed[place] ^ 1);
  return changed;
}

class AlteredRows : public ::testing::TestWithParam<Table> {
 protected:
  AlteredRows() : directory_(prepared_.copy()) {
    keys_.emplace(*store::KeyRing::open(directory_ / "keys"));
    vault_keys_ = std::move(*store::VaultKeys::open(directory_ / "vault_keys", *keys_, store::Access::read_only));
    environment_ = std::move(*Environment::open(
        {.directory = directory_ / "store", .access = store::Access::read_write, .map_octets = 256ull << 20}));
  }
  Environment& environment() { return *environment_; }
  void change(const std::string& gone, const std::string& key, const std::string& value) {
    auto transaction = environment_->write();
    ASSERT_TRUE(transaction->remove(GetParam(), gone));
    ASSERT_TRUE(transaction->put(GetParam(), key, value));
    ASSERT_TRUE(std::move(*transaction).commit());
  }
  bool is_noticed() {
    const auto report = verify_environment(*environment_, *vault_keys_, {});
    return report ? !report->faults.empty() : report.error().code == parsers::ErrorCode::corrupt;
  }

 private:
  Prepared prepared_;
  std::filesystem::path directory_;
  std::optional<store::KeyRing> keys_;
  std::unique_ptr<store::VaultKeys> vault_keys_;
  std::unique_ptr<Environment> environment_;
};

TEST_P(AlteredRows, EveryOctetOfEveryRowIsNoticed) {
  const Rows rows = rows_of(environment(), GetParam());
  ASSERT_FALSE(rows.empty());
  ASSERT_FALSE(is_noticed());
  std::size_t examined = 0;
  for (const auto& [key, value] : rows) {
    if (++examined > 12) break; // the others are made alike
    for (std::size_t place = 0; place < value.size(); ++place) {
      change(key, key, flipped(value, place));
      EXPECT_TRUE(is_noticed()) << name_of(GetParam()) << ", octet " << place << " of row " << examined;
    }
    change(key, key, value);
    if (GetParam() == Table::done_marks && value.empty()) continue; // of a message that is kept no more
    // Whether an hour's failed logins were entered already stands before their key.
    for (std::size_t place = GetParam() == Table::failed_logins ? 1 : 0; place < key.size(); ++place) {
      const std::string other = flipped(key, place);
      if (std::ranges::any_of(rows, [&](const auto& row) { return row.first == other; })) continue;
      change(key, other, value);
      EXPECT_TRUE(is_noticed()) << name_of(GetParam()) << ", octet " << place << " of the key of row " << examined;
      change(other, key, value);
    }
  }
  EXPECT_FALSE(is_noticed());
}

// Not covered (store/LEDGER.md): a mark of a message that is kept no more, a key that waits for the next turn, what a
// workspace is called, a counter that is too great, whether failed logins were entered.
INSTANTIATE_TEST_SUITE_P(Each, AlteredRows,
                         ::testing::Values(Table::origins, Table::entries, Table::heads, Table::entry_ids,
                                           Table::addresses, Table::identities, Table::restrictions, Table::messages,
                                           Table::message_tokens, Table::identity_blocks, Table::cases,
                                           Table::workspace_messages, Table::done_marks, Table::users,
                                           Table::user_logins, Table::api_keys, Table::api_key_hashes, Table::tokens,
                                           Table::forward_tokens, Table::opt_ins, Table::opt_in_tokens,
                                           Table::opt_in_queue, Table::sessions, Table::failed_logins),
                         [](const auto& table) { return std::string(name_of(table.param)); });

// -- the file ---------------------------------------------------------------------------------------------------------

enum class Outcome : int { same = 0, told = 1, different = 2 };

constexpr std::array counters{Counter::message, Counter::workspace, Counter::user,    Counter::api_key,
                              Counter::token,   Counter::opt_in,    Counter::session, Counter::privacy_case};

struct Contents {
  std::vector<Rows> tables; // without the counters
  std::vector<std::uint64_t> given;
};

Contents dump(const std::filesystem::path& directory) {
  const auto environment = Environment::open(
      {.directory = directory / "store", .access = store::Access::read_only, .map_octets = 256ull << 20});
  Contents contents;
  if (!environment) return contents;
  for (std::size_t table = 0; table < store::table_names.size(); ++table) {
    contents.tables.push_back(rows_of(**environment, static_cast<Table>(table)));
    if (static_cast<Table>(table) == Table::meta)
      std::erase_if(contents.tables.back(), [](const auto& row) { return row.first.starts_with("counter"); });
  }
  const auto transaction = (*environment)->read();
  for (const Counter counter : counters)
    contents.given.push_back(store::last_number(*transaction, counter).value_or(0));
  return contents;
}

/// A counter that is too great skips numbers and harms nothing; that it is, nobody can tell (LEDGER.md, verify).
bool is_as_good(const Contents& found, const Contents& right) {
  return found.tables == right.tables && std::ranges::equal(found.given, right.given, std::ranges::greater_equal());
}

Outcome look_at(const std::filesystem::path& directory, const Contents& right) {
  {
    const auto opened = store::open_store(directory, store::test_options(store::Access::read_only));
    if (!opened) return Outcome::told;
    const auto report = (*opened)->verify({});
    if (!report || !report->faults.empty()) return Outcome::told;
  }
  return is_as_good(dump(directory), right) ? Outcome::same : Outcome::different;
}

/// In a process of its own, as `desist verify` does it: a signal tells too, but it must end.
Outcome look_from_outside(const std::filesystem::path& directory, const Contents& right) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::freopen("/dev/null", "w", stderr);
    ::alarm(60);
    std::_Exit(static_cast<int>(look_at(directory, right)));
  }
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_FALSE(WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM) << "verify does not end";
  return WIFEXITED(status) ? static_cast<Outcome>(WEXITSTATUS(status)) : Outcome::told;
}

TEST(AlteredFile, EveryOctetThatIsUsedIsNoticed) {
  Prepared prepared;
  const auto directory = prepared.copy();
  const auto right = dump(directory);
  ASSERT_EQ(look_from_outside(directory, right), Outcome::same);
  const auto file = directory / "store" / "data.mdb";
  const auto size = std::filesystem::file_size(file);
  std::mt19937_64 chance(20261121);
  std::size_t told = 0;
  for (int i = 0; i < 600; ++i) {
    const std::uint64_t place = chance() % size;
    const auto mask = static_cast<char>(1u << (chance() % 8));
    const auto flip = [&] {
      std::fstream data(file, std::ios::in | std::ios::out | std::ios::binary);
      data.seekg(static_cast<std::streamoff>(place));
      const char octet = static_cast<char>(data.get() ^ mask);
      data.seekp(static_cast<std::streamoff>(place));
      data.put(octet);
    };
    flip();
    const Outcome outcome = look_from_outside(directory, right);
    EXPECT_NE(outcome, Outcome::different) << "octet " << place << ", bit " << int{mask};
    told += outcome == Outcome::told ? 1 : 0;
    flip();
  }
  EXPECT_GT(told, 50u); // most octets of a small file are free
  EXPECT_EQ(look_from_outside(directory, right), Outcome::same);
}

} // namespace
} // namespace faults
