#include "store/rebuild.hpp"

#include "store/chain_check.hpp"
#include "store/entry_codec.hpp"
#include "store/import_check.hpp"
#include "store/octets.hpp"
#include "store/restrictions.hpp"
#include "store/table_check.hpp"

namespace store {

using parsers::ErrorCode;

namespace {

constexpr std::size_t most_told = 1000;           // differences; the rest is counted
constexpr std::size_t put_right_at_once = 65'536; // rows, in memory
constexpr std::size_t rows_at_once = 16'384;      // of one transaction

std::string hex_of(std::string_view octets) {
  return to_hex({reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()});
}

class Rebuilding {
 public:
  Rebuilding(Environment& environment, const KeyRing& keys, const ReadingProgress& progress)
      : environment_(environment), keys_(keys), reading_(environment, progress) {}

  Result<RebuildReport> run();

 private:
  Result<Reading> check_chain();
  Result<Reading> put_right_imports();
  Result<IndexView> index_view();
  Result<Reading> put_right_addresses(HashRange range);
  Result<void> put_right(WriteTransaction& transaction, const TableCheck& table);
  Result<void> put_right_row(WriteTransaction& transaction, const TableCheck::Difference& difference,
                             const Generations& generations);
  Result<Reading> complete_indexes();
  Result<bool> complete_some(std::string& after);
  Result<void> complete(WriteTransaction& transaction, const Row& row);
  Result<void> complete_row(WriteTransaction& transaction, Table table, const Row& row);
  Result<Reading> prune(Table index);
  Result<bool> prune_some(Table index, std::string& after);
  void tell(std::string difference);

  Environment& environment_;
  const KeyRing& keys_;
  EntryReading reading_;
  RebuildReport report_;
};

void Rebuilding::tell(std::string difference) {
  ++report_.changed;
  if (report_.differences.size() < most_told) report_.differences.push_back(std::move(difference));
}

Result<Reading> Rebuilding::check_chain() {
  ChainCheck chain(ChainCheck::Extent::chain);
  auto ended =
      reading_.run([&](const Row& row, const Transaction& transaction,
                       const std::vector<OriginHead>& origins) { return chain.see(row, transaction, origins); },
                   [&](const Transaction&, const std::vector<OriginHead>& origins) -> Result<void> {
                     chain.finish(origins);
                     return {};
                   });
  report_.entries = chain.entries();
  if (ended && !chain.faults().empty()) return parsers::failure(ErrorCode::corrupt, chain.faults().front());
  return ended;
}

/// Before any address row is judged: a block that is missing or altered would take its rows from the table.
Result<Reading> Rebuilding::put_right_imports() {
  ImportCheck imports;
  const auto see = [&](const Row& row, const Transaction& transaction, const std::vector<OriginHead>&) -> Result<void> {
    const auto entry = decode_entry(row.value);
    if (!entry) return tl::unexpected(entry.error());
    const auto fault = imports.see(*entry, transaction);
    if (!fault) return tl::unexpected(fault.error());
    return *fault ? parsers::failure(ErrorCode::corrupt, **fault) : Result<void>();
  };
  const auto finish = [](const Transaction&, const std::vector<OriginHead>&) -> Result<void> { return {}; };
  auto ended = reading_.run(see, finish);
  if (!ended || *ended == Reading::was_stopped) return ended;
  auto transaction = environment_.write();
  if (!transaction) return tl::unexpected(transaction.error());
  if (auto seen = reading_.run_rest(*transaction, see); !seen) return tl::unexpected(seen.error());
  auto changed = imports.put_right(*transaction);
  if (!changed) return tl::unexpected(changed.error());
  for (std::string& difference : *changed) tell(std::move(difference));
  if (auto done = std::move(*transaction).commit(); !done) return tl::unexpected(done.error());
  return ended;
}

// -- the address table ------------------------------------------------------------------------------------------------

Result<Reading> Rebuilding::put_right_addresses(HashRange range) {
  const auto view = index_view();
  if (!view) return tl::unexpected(view.error());
  TableCheck table(range, *view);
  const auto see = [&](const Row& row, const Transaction& transaction, const std::vector<OriginHead>&) {
    return table.see(row.value, transaction);
  };
  const auto finish = [](const Transaction&, const std::vector<OriginHead>&) -> Result<void> { return {}; };
  auto ended = reading_.run(see, finish);
  if (!ended || *ended == Reading::was_stopped) return ended;
  auto transaction = environment_.write();
  if (!transaction) return tl::unexpected(transaction.error());
  if (auto seen = reading_.run_rest(*transaction, see); !seen) return tl::unexpected(seen.error());
  if (auto done = put_right(*transaction, table); !done) return tl::unexpected(done.error());
  if (auto done = std::move(*transaction).commit(); !done) return tl::unexpected(done.error());
  return ended;
}

Result<IndexView> Rebuilding::index_view() {
  const auto transaction = environment_.read();
  if (!transaction) return tl::unexpected(transaction.error());
  return IndexView::of(*transaction, keys_);
}

/// A row that waited to be re-keyed and is wrong is moved by this: what it should be stands under the newest hash.
Result<void> Rebuilding::put_right_row(WriteTransaction& transaction, const TableCheck::Difference& difference,
                                       const Generations& generations) {
  const Table newest = addresses_of(generations.newest);
  if (!difference.unmoved.empty()) {
    const auto gone = transaction.remove(addresses_of(generations.oldest), difference.unmoved);
    if (!gone) return tl::unexpected(gone.error());
  }
  if (difference.kind != TableCheck::Difference::Kind::surplus) {
    return transaction.put(newest, difference.hash, difference.expected);
  }
  if (auto gone = transaction.remove(newest, difference.hash); !gone) return tl::unexpected(gone.error());
  return {};
}

Result<void> Rebuilding::put_right(WriteTransaction& transaction, const TableCheck& table) {
  const auto generations = generations_of(transaction);
  if (!generations) return tl::unexpected(generations.error());
  for (;;) {
    const auto found = table.compare(transaction, put_right_at_once);
    if (!found) return tl::unexpected(found.error());
    for (const TableCheck::Difference& difference : *found) {
      tell(describe(difference));
      if (auto done = put_right_row(transaction, difference, *generations); !done) return done;
    }
    if (found->size() < put_right_at_once) return {};
  }
}

// -- the indexes ------------------------------------------------------------------------------------------------------

Result<void> Rebuilding::complete_row(WriteTransaction& transaction, Table table, const Row& row) {
  const auto found = transaction.get(table, row.key);
  if (!found) return tl::unexpected(found.error());
  if (*found == row.value) return {};
  tell("row " + hex_of(row.key) + " of the table " + std::string(name_of(table)) +
       (*found ? " is not what its entry makes" : " is missing"));
  return transaction.put(table, row.key, row.value);
}

Result<void> Rebuilding::complete(WriteTransaction& transaction, const Row& row) {
  const auto entry = decode_entry(row.value);
  if (!entry) return tl::unexpected(entry.error());
  if (auto put = complete_row(transaction, Table::entry_ids, {view_of(entry->id), row.key}); !put) return put;
  const auto ordinal = OctetReader(row.key).number<OriginOrdinal>();
  for (const std::string& key : restriction_keys(ordinal, *entry)) {
    if (auto put = complete_row(transaction, Table::restrictions, {key, {}}); !put) return put;
  }
  return {};
}

/// The index rows of the entries after `after`, in one transaction. Whether there are more.
Result<bool> Rebuilding::complete_some(std::string& after) {
  auto transaction = environment_.write();
  if (!transaction) return tl::unexpected(transaction.error());
  bool has_more = false;
  {
    auto cursor = transaction->cursor(Table::entries);
    if (!cursor) return tl::unexpected(cursor.error());
    auto row = after.empty() ? cursor->first() : cursor->seek(after);
    if (row && *row && (*row)->key == after) row = cursor->next();
    for (std::size_t count = 0; row && *row && !has_more; row = cursor->next()) {
      after = (*row)->key;
      const std::string octets((*row)->value); // the view is good until the next write
      if (auto done = complete(*transaction, {after, octets}); !done) return tl::unexpected(done.error());
      has_more = ++count == rows_at_once;
    }
    if (!row) return tl::unexpected(row.error());
  }
  if (auto done = std::move(*transaction).commit(); !done) return tl::unexpected(done.error());
  return has_more;
}

Result<Reading> Rebuilding::complete_indexes() {
  std::string after;
  for (Result<bool> more = true; *more;) {
    more = complete_some(after);
    if (!more) return tl::unexpected(more.error());
    if (!reading_.advance(*more ? rows_at_once : 0)) return Reading::was_stopped;
  }
  return Reading::is_at_the_end;
}

/// Whether the row of an index leads to an entry that makes it.
Result<bool> is_made(const Transaction& transaction, Table index, const Row& row) {
  constexpr std::size_t workspace_size = sizeof(WorkspaceId);
  const bool is_id = index == Table::entry_ids;
  if (!is_id && row.key.size() < workspace_size) return false;
  const std::string_view place = is_id ? row.value : row.key.substr(workspace_size);
  const auto octets = transaction.get(Table::entries, place);
  if (!octets) return tl::unexpected(octets.error());
  if (!*octets) return false;
  const auto entry = decode_entry(**octets);
  if (!entry) return tl::unexpected(entry.error());
  if (is_id) return view_of(entry->id) == row.key;
  const auto keys = restriction_keys(OctetReader(place).number<OriginOrdinal>(), *entry);
  return std::ranges::find(keys, row.key) != keys.end();
}

Result<bool> Rebuilding::prune_some(Table index, std::string& after) {
  auto transaction = environment_.write();
  if (!transaction) return tl::unexpected(transaction.error());
  std::vector<std::string> surplus;
  bool has_more = false;
  {
    auto cursor = transaction->cursor(index);
    if (!cursor) return tl::unexpected(cursor.error());
    auto row = after.empty() ? cursor->first() : cursor->seek(after);
    if (row && *row && (*row)->key == after) row = cursor->next();
    for (std::size_t count = 0; row && *row && !has_more; row = cursor->next()) {
      after = (*row)->key;
      const auto made = is_made(*transaction, index, **row);
      if (!made) return tl::unexpected(made.error());
      if (!*made) surplus.push_back(after);
      has_more = ++count == rows_at_once;
    }
    if (!row) return tl::unexpected(row.error());
  }
  for (const std::string& key : surplus) {
    tell("row " + hex_of(key) + " of the table " + std::string(name_of(index)) + " has no entry");
    if (auto gone = transaction->remove(index, key); !gone) return tl::unexpected(gone.error());
  }
  if (auto done = std::move(*transaction).commit(); !done) return tl::unexpected(done.error());
  return has_more;
}

Result<Reading> Rebuilding::prune(Table index) {
  std::string after;
  for (Result<bool> more = true; *more;) {
    more = prune_some(index, after);
    if (!more) return tl::unexpected(more.error());
    if (!reading_.advance(*more ? rows_at_once : 0)) return Reading::was_stopped;
  }
  return Reading::is_at_the_end;
}

struct Sizes {
  std::uint64_t entries = 0, addresses = 0, indexed = 0;
};
Result<Sizes> sizes_of(Environment& environment) {
  const auto transaction = environment.read();
  if (!transaction) return tl::unexpected(transaction.error());
  const auto entries = transaction->count(Table::entries);
  const auto addresses = count_addresses(*transaction);
  const auto ids = transaction->count(Table::entry_ids);
  const auto restrictions = transaction->count(Table::restrictions);
  for (const auto* count : {&entries, &addresses, &ids, &restrictions}) {
    if (!*count) return tl::unexpected(count->error());
  }
  return Sizes{*entries, *addresses, *ids + *restrictions};
}

Result<RebuildReport> Rebuilding::run() {
  const auto sizes = sizes_of(environment_);
  if (!sizes) return tl::unexpected(sizes.error());
  // A table that has lost its rows has the rows of its entries again afterwards.
  const auto ranges = hash_ranges(std::max(sizes->addresses, sizes->entries));
  reading_.expect(sizes->entries * (3 + ranges.size()) + sizes->indexed);
  auto ended = check_chain();
  if (ended && *ended == Reading::is_at_the_end) ended = put_right_imports();
  for (const HashRange& range : ranges) {
    if (ended && *ended == Reading::is_at_the_end) ended = put_right_addresses(range);
  }
  if (ended && *ended == Reading::is_at_the_end) ended = complete_indexes();
  for (const Table index : {Table::entry_ids, Table::restrictions}) {
    if (ended && *ended == Reading::is_at_the_end) ended = prune(index);
  }
  if (!ended) return tl::unexpected(ended.error());
  report_.is_whole = *ended == Reading::is_at_the_end;
  return std::move(report_);
}

} // namespace

Result<RebuildReport> rebuild_environment(Environment& environment, const KeyRing& keys,
                                          const ReadingProgress& progress) {
  return Rebuilding(environment, keys, progress).run();
}

} // namespace store
