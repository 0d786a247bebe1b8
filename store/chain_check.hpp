// Follows the chain entry by entry and names those that were altered. Needs each entry once, in order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/import_check.hpp"
#include "store/ledger.hpp"

namespace store {

class ChainCheck {
 public:
  /// With the index entry_ids, or the chain alone.
  enum class Extent : std::uint8_t { chain_and_ids, chain };
  explicit ChainCheck(Extent extent = Extent::chain_and_ids) : extent_(extent) {}

  /// `heads` are those of the transaction that the entry is read in.
  Result<void> see(const Row& row, const Transaction& transaction, const std::vector<OriginHead>& heads);
  /// After the last entry, in the transaction that it was read in.
  void finish(const std::vector<OriginHead>& heads);

  /// The entry that was seen last, as the last one of its origin.
  [[nodiscard]] OriginHead here() const { return {origin_.ordinal, {origin_.last.origin, number_}, computed_}; }
  [[nodiscard]] std::uint64_t entries() const { return entries_; }
  [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }
  [[nodiscard]] const ImportCheck& imports() const { return imports_; }

 private:
  void begin(const OriginHead& head, const std::vector<OriginHead>& heads);
  void link(const classifier::Digest& previous);
  void settle();
  Result<void> check_entry(std::string_view octets, const Transaction& transaction);
  void fault(std::uint64_t number, std::string_view what);

  Extent extent_;
  std::vector<std::string> faults_;
  std::uint64_t entries_ = 0;
  ImportCheck imports_;
  OriginHead origin_;                 // that is being read; ordinal 0: none yet
  std::uint64_t number_ = 0;          // of the entry before
  classifier::Digest computed_{};     // of its octets
  std::optional<std::uint64_t> torn_; // the entry whose successor does not carry its digest
  std::uint64_t faulty_ = 0;          // the last entry that was named
};

} // namespace store
