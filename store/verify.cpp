#include "store/verify.hpp"

#include <algorithm>

#include "store/chain_check.hpp"
#include "store/entry_codec.hpp"
#include "store/head_check.hpp"
#include "store/meta.hpp"
#include "store/octets.hpp"
#include "store/page_check.hpp"
#include "store/restrictions.hpp"
#include "store/row_check.hpp"
#include "store/table_check.hpp"

namespace store {

namespace {

constexpr std::size_t most_faults = 1000; // of one kind

struct Counted {
  Table table;
  Table index;
};
constexpr Counted counted_alike[] = {
    {Table::entries, Table::entry_ids},       {Table::messages, Table::workspace_messages},
    {Table::messages, Table::message_tokens}, {Table::identities, Table::identity_blocks},
    {Table::users, Table::user_logins},       {Table::opt_ins, Table::opt_in_tokens}};

struct Numbered {
  Counter counter;
  Table table; // whose keys are the numbers that it gave
};
constexpr Numbered numbered[] = {{Counter::message, Table::messages},  {Counter::workspace, Table::workspaces},
                                 {Counter::user, Table::users},        {Counter::api_key, Table::api_keys},
                                 {Counter::token, Table::tokens},      {Counter::opt_in, Table::opt_ins},
                                 {Counter::privacy_case, Table::cases}};

std::uint64_t number_in(std::string_view key) {
  OctetReader reader(key);
  return key.size() == sizeof(std::uint32_t) ? reader.number<std::uint32_t>() : reader.number<std::uint64_t>();
}

/// A counter that is behind its table would give a number twice.
Result<void> compare_counters(const Transaction& transaction, std::vector<std::string>& faults) {
  for (const Numbered& pair : numbered) {
    const auto given = last_number(transaction, pair.counter);
    if (!given) return tl::unexpected(given.error());
    auto cursor = transaction.cursor(pair.table);
    if (!cursor) return tl::unexpected(cursor.error());
    const auto last = cursor->last();
    if (!last) return tl::unexpected(last.error());
    if (!*last || number_in((*last)->key) <= *given) continue;
    faults.push_back("the counter of the table " + std::string(name_of(pair.table)) + " is behind it");
  }
  return {};
}

Result<void> compare_counts(const Transaction& transaction, std::vector<std::string>& faults) {
  for (const Counted& pair : counted_alike) {
    const auto rows = transaction.count(pair.table);
    if (!rows) return tl::unexpected(rows.error());
    const auto indexed = transaction.count(pair.index);
    if (!indexed) return tl::unexpected(indexed.error());
    if (*rows == *indexed) continue;
    faults.push_back("the table " + std::string(name_of(pair.table)) + " has " + std::to_string(*rows) + " rows, " +
                     std::string(name_of(pair.index)) + " has " + std::to_string(*indexed));
  }
  return {};
}

/// Whether the index of restrictions has what the entries make, and nothing else.
class RestrictionCheck {
 public:
  /// `here` is where the entry stands, whatever it says itself.
  Result<void> see(const Row& row, const OriginHead& here, const Transaction& transaction) {
    auto entry = decode_entry(row.value);
    if (!entry) return {}; // ChainCheck names it
    entry->position = here.last;
    for (const std::string& key : restriction_keys(here.ordinal, *entry)) {
      ++expected_;
      const auto found = transaction.get(Table::restrictions, key);
      if (!found) return tl::unexpected(found.error());
      if (!*found) fault(entry->position, "is missing in the table restrictions");
      if (*found && !(*found)->empty()) fault(entry->position, "has a row with a value in the table restrictions");
    }
    return {};
  }
  Result<void> finish(const Transaction& transaction) {
    const auto rows = transaction.count(Table::restrictions);
    if (!rows) return tl::unexpected(rows.error());
    if (*rows != expected_) {
      faults_.push_back("the table restrictions has " + std::to_string(*rows) + " rows, the entries make " +
                        std::to_string(expected_));
    }
    return {};
  }
  [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }

 private:
  void fault(const classifier::Position& position, std::string_view what) {
    if (faults_.size() >= most_faults) return;
    faults_.push_back("entry " + std::to_string(position.number) + " of origin " + to_hex(position.origin) + ": " +
                      std::string(what));
  }
  std::uint64_t expected_ = 0;
  std::vector<std::string> faults_;
};

/// What is checked in one pass over the entries.
Result<Reading> check_chain(EntryReading& reading, const KeyRing& keys, VerifyReport& report) {
  ChainCheck chain;
  HeadCheck heads(keys);
  RestrictionCheck restrictions;
  auto ended = reading.run(
      [&](const Row& row, const Transaction& transaction, const std::vector<OriginHead>& origins) -> Result<void> {
        if (auto seen = chain.see(row, transaction, origins); !seen) return seen;
        if (auto seen = heads.see(chain.here(), transaction); !seen) return seen;
        return restrictions.see(row, chain.here(), transaction);
      },
      [&](const Transaction& transaction, const std::vector<OriginHead>& origins) -> Result<void> {
        chain.finish(origins);
        auto faults = chain.imports().compare(transaction);
        if (!faults) return tl::unexpected(faults.error());
        std::ranges::move(*faults, std::back_inserter(report.faults));
        if (auto finished = heads.finish(transaction); !finished) return finished;
        if (auto finished = restrictions.finish(transaction); !finished) return finished;
        if (auto compared = compare_counters(transaction, report.faults); !compared) return compared;
        return compare_counts(transaction, report.faults);
      });
  report.entries = chain.entries();
  report.heads = heads.heads();
  for (const auto* faults : {&restrictions.faults(), &heads.faults(), &chain.faults()}) {
    report.faults.insert(report.faults.begin(), faults->begin(), faults->end());
  }
  return ended;
}

Result<Reading> check_table(EntryReading& reading, TableCheck table, VerifyReport& report) {
  return reading.run([&](const Row& row, const Transaction& transaction,
                         const std::vector<OriginHead>&) { return table.see(row.value, transaction); },
                     [&](const Transaction& transaction, const std::vector<OriginHead>&) -> Result<void> {
                       const auto found = table.compare(transaction, most_faults);
                       if (!found) return tl::unexpected(found.error());
                       std::ranges::transform(*found, std::back_inserter(report.faults), describe);
                       return {};
                     });
}

struct Beginning {
  std::uint64_t entries = 0;
  std::uint64_t addresses = 0;
  IndexView view;
};
Result<Beginning> begin(Environment& environment, const KeyRing& keys) {
  const auto transaction = environment.read();
  if (!transaction) return tl::unexpected(transaction.error());
  const auto entries = transaction->count(Table::entries);
  if (!entries) return tl::unexpected(entries.error());
  const auto addresses = count_addresses(*transaction);
  if (!addresses) return tl::unexpected(addresses.error());
  const auto view = IndexView::of(*transaction, keys);
  if (!view) return tl::unexpected(view.error());
  return Beginning{*entries, *addresses, *view};
}

} // namespace

Result<VerifyReport> verify_environment(Environment& environment, VaultKeys& keys, const ReadingProgress& progress) {
  if (auto checked = check_pages(environment); !checked) return tl::unexpected(checked.error());
  const auto begun = begin(environment, keys.ring());
  if (!begun) return tl::unexpected(begun.error());
  const auto ranges = hash_ranges(begun->addresses);
  EntryReading reading(environment, progress);
  const auto rows = count_checked_rows(environment);
  if (!rows) return tl::unexpected(rows.error());
  const std::uint64_t total = begun->entries * (1 + ranges.size()) + *rows;
  reading.expect(total);
  VerifyReport report;
  auto ended = check_chain(reading, keys.ring(), report);
  for (const HashRange& range : ranges) {
    if (!ended || *ended == Reading::was_stopped) break;
    ended = check_table(reading, TableCheck(range, begun->view), report);
  }
  if (ended && *ended == Reading::is_at_the_end) ended = check_rows(environment, keys, reading, report.faults);
  if (!ended) return tl::unexpected(ended.error());
  if (progress && *ended == Reading::is_at_the_end) progress(total, total);
  return report;
}

} // namespace store
