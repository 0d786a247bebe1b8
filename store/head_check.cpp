#include "store/head_check.hpp"

#include "store/octets.hpp"
#include "store/signed_heads.hpp"

namespace store {

namespace {

constexpr std::size_t most_faults = 1000;

} // namespace

void HeadCheck::fault(std::string_view key, std::string_view what) {
  if (faults_.size() >= most_faults) return;
  OctetReader reader(key);
  const auto ordinal = reader.number<OriginOrdinal>();
  faults_.push_back("signed head of entry " + std::to_string(reader.number<std::uint64_t>()) + " of origin " +
                    std::to_string(ordinal) + ": " + std::string(what));
}

Result<void> HeadCheck::take_next(const Transaction& transaction, std::string_view from) {
  auto cursor = transaction.cursor(Table::heads);
  if (!cursor) return tl::unexpected(cursor.error());
  const auto row = from.empty() ? cursor->first() : cursor->seek(from);
  if (!row) return tl::unexpected(row.error());
  next_.reset();
  if (*row) next_ = Kept{std::string((*row)->key), std::string((*row)->value)};
  return {};
}

/// To the head after `next_`.
Result<void> HeadCheck::pass(const Transaction& transaction) {
  const std::string beyond = next_->key + '\0'; // the least key that is greater
  return take_next(transaction, beyond);
}

Result<void> HeadCheck::see(const OriginHead& head, const Transaction& transaction) {
  const std::string key = entry_key(head.ordinal, head.last.number);
  if (!next_) { // there may be one by now
    const bool is_first = heads_ == 0 && faults_.empty();
    if (auto taken = take_next(transaction, is_first ? std::string_view() : key); !taken) return taken;
  }
  while (next_ && next_->key < key) {
    fault(next_->key, "there is no such entry");
    if (auto passed = pass(transaction); !passed) return passed;
  }
  if (!next_ || next_->key != key) return {};
  ++heads_;
  const auto signed_head = read_signed_head({next_->key, next_->value}, head.last.origin, keys_);
  if (!signed_head) {
    fault(key, signed_head.error().context);
  } else if (!is_genuine(*signed_head)) {
    fault(key, "the signature does not fit");
  } else if (signed_head->digest != head.digest) {
    fault(key, "another digest was signed: the entries up to here are not those that were");
  }
  return pass(transaction);
}

Result<void> HeadCheck::finish(const Transaction& transaction) {
  if (!next_ && heads_ == 0 && faults_.empty()) { // not one entry was seen
    if (auto taken = take_next(transaction, {}); !taken) return taken;
  }
  while (next_ && faults_.size() < most_faults) {
    fault(next_->key, "there is no such entry");
    if (auto passed = pass(transaction); !passed) return passed;
  }
  return {};
}

} // namespace store
