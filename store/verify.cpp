#include "store/verify.hpp"

#include <algorithm>

#include "store/chain_check.hpp"
#include "store/table_check.hpp"

namespace store {

namespace {

constexpr std::size_t entries_at_once = 4096; // of one read transaction

enum class Reading : std::uint8_t { goes_on, is_at_the_end, was_stopped };

/// Every entry in order, in several short transactions. `see(row, transaction, heads)` takes one; `finish(transaction,
/// heads)` is called in the transaction that has read the last.
class EntryReading {
 public:
  EntryReading(Environment& environment, const std::function<bool(std::uint64_t, std::uint64_t)>& progress)
      : environment_(environment), progress_(progress) {}

  void expect(std::uint64_t total) { total_ = total; }

  template <class See, class Finish>
  Result<Reading> run(See see, Finish finish) {
    std::string after;
    for (;;) {
      const auto reading = read_some(after, see, finish);
      if (!reading || *reading != Reading::goes_on) return reading;
      if (progress_ && !progress_(std::min(done_, total_), total_)) return Reading::was_stopped;
    }
  }

 private:
  template <class See, class Finish>
  Result<Reading> read_some(std::string& after, See& see, Finish& finish) {
    const auto transaction = environment_.read();
    if (!transaction) return tl::unexpected(transaction.error());
    const auto heads = heads_of(*transaction);
    if (!heads) return tl::unexpected(heads.error());
    auto cursor = transaction->cursor(Table::entries);
    if (!cursor) return tl::unexpected(cursor.error());
    auto row = after.empty() ? cursor->first() : cursor->seek(after);
    if (row && *row && (*row)->key == after) row = cursor->next();
    for (std::size_t count = 0; row && *row; row = cursor->next()) {
      if (count++ == entries_at_once) return Reading::goes_on;
      after = (*row)->key;
      ++done_;
      if (auto seen = see(**row, *transaction, *heads); !seen) return tl::unexpected(seen.error());
    }
    if (!row) return tl::unexpected(row.error());
    if (auto finished = finish(*transaction, *heads); !finished) return tl::unexpected(finished.error());
    return Reading::is_at_the_end;
  }

  Environment& environment_;
  const std::function<bool(std::uint64_t, std::uint64_t)>& progress_;
  std::uint64_t done_ = 0;
  std::uint64_t total_ = 0;
};

struct Counted {
  Table table;
  Table index;
};
constexpr Counted counted_alike[] = {{Table::entries, Table::entry_ids}, {Table::messages, Table::workspace_messages}};

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

Result<Reading> check_chain(EntryReading& reading, VerifyReport& report) {
  ChainCheck chain;
  const auto ended =
      reading.run([&](const Row& row, const Transaction& transaction,
                      const std::vector<OriginHead>& heads) { return chain.see(row, transaction, heads); },
                  [&](const Transaction& transaction, const std::vector<OriginHead>& heads) {
                    chain.finish(heads);
                    auto faults = chain.imports().compare(transaction);
                    if (!faults) return Result<void>(tl::unexpected(faults.error()));
                    std::ranges::move(*faults, std::back_inserter(report.faults));
                    return compare_counts(transaction, report.faults);
                  });
  report.entries = chain.entries();
  report.faults.insert(report.faults.begin(), chain.faults().begin(), chain.faults().end());
  return ended;
}

Result<Reading> check_table(EntryReading& reading, HashRange range, VerifyReport& report) {
  TableCheck table(range);
  return reading.run([&](const Row& row, const Transaction& transaction,
                         const std::vector<OriginHead>&) { return table.see(row.value, transaction); },
                     [&](const Transaction& transaction, const std::vector<OriginHead>&) -> Result<void> {
                       auto faults = table.compare(transaction);
                       if (!faults) return tl::unexpected(faults.error());
                       std::ranges::move(*faults, std::back_inserter(report.faults));
                       return {};
                     });
}

struct Sizes {
  std::uint64_t entries = 0;
  std::uint64_t addresses = 0;
};
Result<Sizes> sizes_of(Environment& environment) {
  const auto transaction = environment.read();
  if (!transaction) return tl::unexpected(transaction.error());
  const auto entries = transaction->count(Table::entries);
  if (!entries) return tl::unexpected(entries.error());
  const auto addresses = transaction->count(Table::addresses);
  if (!addresses) return tl::unexpected(addresses.error());
  return Sizes{*entries, *addresses};
}

} // namespace

Result<VerifyReport> verify_environment(Environment& environment,
                                        const std::function<bool(std::uint64_t, std::uint64_t)>& progress) {
  const auto sizes = sizes_of(environment);
  if (!sizes) return tl::unexpected(sizes.error());
  const auto ranges = hash_ranges(sizes->addresses);
  EntryReading reading(environment, progress);
  reading.expect(sizes->entries * (1 + ranges.size()));
  VerifyReport report;
  auto ended = check_chain(reading, report);
  for (const HashRange& range : ranges) {
    if (!ended || *ended == Reading::was_stopped) break;
    ended = check_table(reading, range, report);
  }
  if (!ended) return tl::unexpected(ended.error());
  if (progress && *ended == Reading::is_at_the_end)
    progress(sizes->entries * (1 + ranges.size()), sizes->entries * (1 + ranges.size()));
  return report;
}

} // namespace store
