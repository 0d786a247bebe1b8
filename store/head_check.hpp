// Compares the signed heads with the chain, entry by entry. Needs each entry once, in order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/key_ring.hpp"
#include "store/ledger.hpp"

namespace store {

class HeadCheck {
 public:
  explicit HeadCheck(const KeyRing& keys) : keys_(keys) {}
  /// `head` is the entry as the last one of its origin.
  Result<void> see(const OriginHead& head, const Transaction& transaction);
  /// After the last entry, in the transaction that it was read in.
  Result<void> finish(const Transaction& transaction);

  [[nodiscard]] std::uint64_t heads() const { return heads_; }
  [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }

 private:
  struct Kept { // a row, also when its transaction has ended
    std::string key, value;
  };
  Result<void> take_next(const Transaction& transaction, std::string_view from);
  Result<void> pass(const Transaction& transaction);
  void fault(std::string_view key, std::string_view what);

  const KeyRing& keys_;
  std::optional<Kept> next_; // the first that was not compared yet
  std::vector<std::string> faults_;
  std::uint64_t heads_ = 0;
};

} // namespace store
