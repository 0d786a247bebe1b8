#include "store/look_up_filter.hpp"

#include <algorithm>

#include "store/entry_codec.hpp"
#include "store/import_block.hpp"
#include "store/octets.hpp"

namespace store {

using classifier::EventKind;
using parsers::assert_that;
using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::uint64_t rows_at_once = 100'000;         // of one read transaction
constexpr std::uint64_t least_room = 1u << 20;          // one huge page
constexpr std::uint64_t most_keys_of_look_up = 100'000; // what a caller may be kept waiting for: under a millisecond
constexpr std::uint64_t most_keys_at_once = 1'000'000;
constexpr std::size_t most_keys_asked = 12;
constexpr double fullest = 1.6; // times the room: ten bits a key

/// The head that `held` has of this origin; a new one begins before its first entry.
OriginHead& head_in(std::vector<OriginHead>& held, const OriginHead& head) {
  const auto found = std::ranges::find(held, head.ordinal, &OriginHead::ordinal);
  if (found != held.end()) return *found;
  held.push_back({.ordinal = head.ordinal, .last = {head.last.origin, 0}});
  return held.back();
}

} // namespace

LookUpFilter::~LookUpFilter() {
  stops_ = true;
  wake_for(Work::none);
  if (thread_.joinable()) thread_.join();
}

void LookUpFilter::start() {
  if (thread_.joinable()) return;
  work_ = Work::build;
  thread_ = std::thread([this] { run(); });
}

void LookUpFilter::start_again() {
  {
    const std::lock_guard filling(filling_);
    give_up();
  }
  if (thread_.joinable()) wake_for(Work::build);
}

void LookUpFilter::wait_until_built() {
  std::unique_lock lock(waking_);
  wake_.wait(lock, [this] { return is_settled_ || !thread_.joinable(); });
}

std::optional<LookUpFilter::Answer> LookUpFilter::ask(std::uint64_t number, std::span<const LookUpKey> keys) const {
  assert_that(keys.size() <= most_keys_asked, "a look-up has at most twelve keys");
  const std::shared_lock lock(mutex_);
  if (!filter_ || number > held_.number) return std::nullopt;
  if (held_.base == 1) {
    for (const LookUpKey& key : keys) filter_->prefetch(key.hash);
  }
  Answer answer;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (may_contain(keys[i])) answer.perhaps = static_cast<std::uint16_t>(answer.perhaps | 1u << i);
  }
  if (number == held_.number && !held_.heads.empty()) answer.position = held_.heads.back().last;
  return answer;
}

/// Under a hash of any generation from the one that the filter was built in.
bool LookUpFilter::may_contain(const LookUpKey& key) const {
  KeyedHash at{key.hash, key.generation};
  for (Generation generation = held_.base; generation <= held_.generations.newest; ++generation) {
    at = {keys_.forward(at, generation), generation};
    if (filter_->may_contain(at.hash)) return true;
  }
  return false;
}

bool LookUpFilter::catch_up(const Transaction& transaction) {
  const std::unique_lock filling(filling_, std::try_to_lock);
  if (!filling || !filter_) return false;
  if (held_.number >= transaction.number()) return true;
  Held held = held_;
  const auto reading = read_entries(transaction, *filter_, held, most_keys_of_look_up);
  if (!reading) {
    give_up();
    return false;
  }
  hold(std::move(held));
  if (*reading == Reading::goes_on) wake_for(Work::catch_up);
  if (is_outgrown()) wake_for(Work::build);
  return *reading == Reading::has_caught_up;
}

/// Adds the hashes of an entry: its own, or those of its block. How many they were.
Result<std::uint64_t> LookUpFilter::add_entry(const Transaction& transaction, std::string_view octets,
                                              BlockFilter& filter, const Held& held) const {
  const auto entry = decode_entry(octets);
  if (!entry) return tl::unexpected(entry.error());
  const auto add = [&](const KeyedHash& hash) {
    filter.add(view_of(hash.generation < held.base ? keys_.forward(hash, held.base) : hash.hash));
  };
  if (entry->identity) add({*entry->identity, entry->generation});
  if (entry->event.kind != EventKind::list_imported) return entry->identity ? 1u : 0u;
  const auto row = transaction.get(Table::import_blocks, view_of(entry->cause));
  if (!row) return tl::unexpected(row.error());
  if (!*row) return failure(ErrorCode::corrupt, "the block of an import's entry is missing");
  const auto block = ImportBlock::read_again(**row);
  if (!block) return tl::unexpected(block.error());
  for (std::size_t i = 0; i < block->size(); ++i) {
    add({OctetReader(block->hash(i)).array<16>(), block->header().generation});
  }
  return block->size();
}

Result<LookUpFilter::Reading> LookUpFilter::read_entries(const Transaction& transaction, BlockFilter& filter,
                                                         Held& held, std::uint64_t most_keys) const {
  const auto view = IndexView::of(transaction, keys_);
  if (!view) return tl::unexpected(view.error());
  held.generations = view->generations();
  const auto heads = heads_of(transaction);
  if (!heads) return tl::unexpected(heads.error());
  auto cursor = transaction.cursor(Table::entries);
  if (!cursor) return tl::unexpected(cursor.error());
  const std::uint64_t end = held.keys + most_keys;
  for (const OriginHead& head : *heads) {
    OriginHead& known = head_in(held.heads, head);
    if (known.last.number == head.last.number) continue;
    auto row = cursor->seek(entry_key(head.ordinal, known.last.number + 1));
    for (; row && *row && known.last.number < head.last.number; row = cursor->next()) {
      if (held.keys >= end) return Reading::goes_on;
      const auto added = add_entry(transaction, (*row)->value, filter, held);
      if (!added) return tl::unexpected(added.error());
      held.keys += *added;
      ++known.last.number;
    }
    if (!row) return tl::unexpected(row.error());
    if (known.last.number != head.last.number) return failure(ErrorCode::corrupt, "the ledger has a gap");
  }
  held.number = transaction.number();
  return Reading::has_caught_up;
}

void LookUpFilter::hold(Held held) {
  const std::unique_lock lock(mutex_);
  held_ = std::move(held);
}

/// What cannot be read is no reason to answer wrongly: from now on every question goes to the table.
void LookUpFilter::give_up() {
  const std::unique_lock lock(mutex_);
  filter_.reset();
}

// -- the thread -------------------------------------------------------------------------------------------------------

void LookUpFilter::wake_for(Work work) {
  const std::lock_guard lock(waking_);
  work_ = std::max(work_, work);
  wake_.notify_all();
}

void LookUpFilter::run() {
  while (!stops_) {
    Work work = Work::none;
    {
      std::unique_lock lock(waking_);
      wake_.wait(lock, [this] { return stops_ || work_ != Work::none; });
      work = std::exchange(work_, Work::none);
    }
    if (work == Work::build && is_outgrown()) static_cast<void>(build()); // without a filter the table answers
    if (work == Work::catch_up) catch_up_wholly();
    const std::lock_guard lock(waking_);
    is_settled_ = true;
    wake_.notify_all();
  }
}

bool LookUpFilter::is_outgrown() const {
  const std::shared_lock lock(mutex_);
  return !filter_ || held_.base < held_.generations.oldest ||
         static_cast<double>(held_.keys) > fullest * static_cast<double>(filter_->room());
}

void LookUpFilter::catch_up_wholly() {
  const std::lock_guard filling(filling_);
  if (!filter_) return;
  Held held = held_;
  if (read_rest(*filter_, held)) return hold(std::move(held));
  give_up();
}

Result<LookUpFilter::Beginning> LookUpFilter::begin_build() const {
  const auto transaction = environment_.read();
  if (!transaction) return tl::unexpected(transaction.error());
  auto heads = heads_of(*transaction);
  if (!heads) return tl::unexpected(heads.error());
  const auto view = IndexView::of(*transaction, keys_);
  if (!view) return tl::unexpected(view.error());
  const Generations& generations = view->generations();
  std::uint64_t rows = 0;
  for (Generation generation = generations.oldest; generation <= generations.newest; ++generation) {
    const auto count = transaction->count(addresses_of(generation));
    if (!count) return tl::unexpected(count.error());
    rows += *count;
  }
  Held held{.number = transaction->number(),
            .heads = std::move(*heads),
            .keys = 0,
            .base = generations.oldest,
            .generations = generations};
  return Beginning{std::move(held), rows};
}

Result<void> LookUpFilter::build() {
  for (;;) {
    const auto is_whole = build_once();
    if (!is_whole) return tl::unexpected(is_whole.error());
    if (*is_whole) return {};
  }
}

/// Of what was committed while the table was read, a part is missed by the cursor; the ledger has all of it. False when
/// rows began to be moved to a table that was not read.
Result<bool> LookUpFilter::build_once() {
  auto begun = begin_build();
  if (!begun) return tl::unexpected(begun.error());
  Held held = std::move(begun->held);
  const Generation newest = held.generations.newest;
  auto filter = BlockFilter::make(std::max(least_room, begun->rows + begun->rows / 4));
  if (!filter) return tl::unexpected(filter.error());
  auto read = read_table(*filter, held);
  if (read) read = read_rest(*filter, held);
  if (!read) return tl::unexpected(read.error());
  if (held.generations.newest != newest) return false;
  const std::lock_guard filling(filling_);
  const std::unique_lock lock(mutex_);
  filter_ = std::make_unique<BlockFilter>(std::move(*filter));
  held_ = std::move(held);
  return true;
}

/// The older table first: what is moved while it is read is found in the other.
Result<void> LookUpFilter::read_table(BlockFilter& filter, Held& held) {
  const Generations generations = held.generations;
  auto read = read_addresses(generations.oldest, filter, held);
  if (read && generations.is_rekeying()) read = read_addresses(generations.newest, filter, held);
  return read;
}

Result<void> LookUpFilter::read_addresses(Generation generation, BlockFilter& filter, Held& held) {
  std::string after;
  for (bool is_at_end = false; !is_at_end;) {
    if (stops_) return failure(ErrorCode::unavailable, "the filter is not needed any more");
    const auto transaction = environment_.read();
    if (!transaction) return tl::unexpected(transaction.error());
    auto cursor = transaction->cursor(addresses_of(generation));
    if (!cursor) return tl::unexpected(cursor.error());
    auto row = cursor->seek(after);
    if (after.empty()) row = cursor->first();
    std::uint64_t read = 0;
    for (; row && *row && read < rows_at_once; row = cursor->next(), ++read) {
      if ((*row)->key.size() != classifier::IdentityHash().size()) {
        return failure(ErrorCode::corrupt, "an address row without a hash");
      }
      filter.add((*row)->key);
      ++held.keys;
    }
    if (!row) return tl::unexpected(row.error());
    is_at_end = !*row;
    if (!is_at_end) after = (*row)->key;
  }
  return {};
}

Result<void> LookUpFilter::read_rest(BlockFilter& filter, Held& held) {
  while (true) {
    if (stops_) return failure(ErrorCode::unavailable, "the filter is not needed any more");
    const auto transaction = environment_.read();
    if (!transaction) return tl::unexpected(transaction.error());
    const auto reading = read_entries(*transaction, filter, held, most_keys_at_once);
    if (!reading) return tl::unexpected(reading.error());
    if (*reading == Reading::has_caught_up) return {};
  }
}

} // namespace store
