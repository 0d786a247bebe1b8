#include "store/chain_check.hpp"

#include <algorithm>

#include "store/entry_codec.hpp"
#include "store/octets.hpp"

namespace store {

using classifier::Digest;
using parsers::ErrorCode;

namespace {

constexpr std::size_t most_faults = 1000; // one altered disk may make a fault of every entry
constexpr std::size_t digest_size = Digest().size();

/// The previous digest stands last in an entry: it is read even where the rest makes no sense.
Digest previous_digest(std::string_view octets) {
  return octets.size() < digest_size ? Digest{} : OctetReader(octets.substr(octets.size() - digest_size)).array<32>();
}

} // namespace

void ChainCheck::fault(std::uint64_t number, std::string_view what) {
  faulty_ = number;
  if (faults_.size() >= most_faults) return;
  faults_.push_back("entry " + std::to_string(number) + " of origin " + to_hex(origin_.last.origin) + ": " +
                    std::string(what));
}

/// An entry whose successor carries another digest was altered, unless the successor was: that one shows itself at the
/// next link.
void ChainCheck::link(const Digest& previous) {
  if (previous == computed_) {
    settle();
  } else {
    torn_ = std::max(number_, std::uint64_t{1}); // the first entry follows nothing
  }
}

void ChainCheck::settle() {
  if (torn_ && *torn_ != faulty_) fault(*torn_, "was altered: the chain does not carry its digest");
  torn_.reset();
}

void ChainCheck::begin(const OriginHead& head, const std::vector<OriginHead>& heads) {
  if (origin_.ordinal != 0) finish(heads);
  origin_ = head;
  number_ = 0;
  computed_ = {};
  torn_.reset();
  faulty_ = 0;
}

Result<void> ChainCheck::see(const Row& row, const Transaction& transaction, const std::vector<OriginHead>& heads) {
  ++entries_;
  OctetReader key(row.key);
  const auto ordinal = key.number<OriginOrdinal>();
  const auto number = key.number<std::uint64_t>();
  if (ordinal != origin_.ordinal) {
    const auto head = std::ranges::find(heads, ordinal, &OriginHead::ordinal);
    if (!key.is_finished() || head == heads.end()) {
      return parsers::failure(ErrorCode::corrupt, "the ledger has an entry of no origin");
    }
    begin(*head, heads);
  }
  if (number != number_ + 1) {
    settle();
    for (std::uint64_t missing = number_ + 1; missing < number && faults_.size() < most_faults; ++missing) {
      fault(missing, "is missing");
    }
  } else {
    link(previous_digest(row.value));
  }
  number_ = number;
  computed_ = chain_digest(row.value);
  return check_entry(row.value, transaction);
}

Result<void> ChainCheck::check_entry(std::string_view octets, const Transaction& transaction) {
  const auto entry = decode_entry(octets);
  if (!entry) {
    fault(number_, entry.error().context);
    return {};
  }
  if (entry->position != classifier::Position{origin_.last.origin, number_}) {
    fault(number_, "says that it stands elsewhere");
  } else if (entry->id != entry_id_of(*entry)) {
    fault(number_, "has the id of another entry");
  }
  if (extent_ == Extent::chain) return {};
  const auto indexed = transaction.get(Table::entry_ids, view_of(entry->id));
  if (!indexed) return tl::unexpected(indexed.error());
  if (faulty_ != number_ && indexed->value_or(std::string_view()) != entry_key(origin_.ordinal, number_)) {
    fault(number_, "is not found by its id");
  }
  const auto import_fault = imports_.see(*entry, transaction);
  if (!import_fault) return tl::unexpected(import_fault.error());
  if (*import_fault) fault(number_, **import_fault);
  return {};
}

void ChainCheck::finish(const std::vector<OriginHead>& heads) {
  const auto head = std::ranges::find(heads, origin_.ordinal, &OriginHead::ordinal);
  if (head == heads.end()) return;
  for (std::uint64_t missing = number_ + 1; missing <= head->last.number && faults_.size() < most_faults; ++missing) {
    fault(missing, "is missing at the end");
  }
  if (number_ > head->last.number) fault(number_, "stands after the last one");
  if (number_ == 0 || head->last.number != number_) return;
  link(head->digest);
  settle();
}

} // namespace store
