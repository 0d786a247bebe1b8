// Makes a part of the address table again from the entries and compares it, row by row.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/entry.hpp"
#include "store/generations.hpp"
#include "store/stored_state.hpp"

namespace store {

/// The identities whose hash begins with a number in [first, last]: a part that fits into memory.
struct HashRange {
  std::uint16_t first = 0;
  std::uint16_t last = 0xffff;
};
/// The table in as many parts as `rows` need.
std::vector<HashRange> hash_ranges(std::uint64_t rows);

class TableCheck {
 public:
  TableCheck(HashRange range, const IndexView& view) : range_(range), view_(view) {}
  /// An entry's octets, in any order. Those of no entry are left to ChainCheck.
  Result<void> see(std::string_view entry_octets, const Transaction& transaction);

  /// A row that is not what the entries make.
  struct Difference {
    std::string hash;
    enum class Kind : std::uint8_t { missing, surplus, altered } kind = Kind::missing;
    std::string expected; // the row as it should be; empty where it should not be
    std::string unmoved;  // the key of the same identity's row that waits to be re-keyed; empty where there is none
  };
  /// Compares with the table as it is when every entry was seen; at most `most` differences. busy when the store has
  /// begun with another generation of index keys since `view`.
  Result<std::vector<Difference>> compare(const Transaction& transaction, std::size_t most) const;

 private:
  /// A row of the table, or two that stand for one identity while it is re-keyed.
  struct Found {
    std::string row;
    std::string unmoved; // key
  };
  [[nodiscard]] bool contains(std::string_view hash) const;
  [[nodiscard]] Result<std::map<std::string, Found>> unmoved_rows(const Transaction& transaction,
                                                                  const IndexView& now) const;
  void compare_row(std::string_view hash, const Found& found, std::vector<Difference>& differences) const;
  Result<void> see_import(const classifier::Entry& entry, const Transaction& transaction);
  void see_older_rows(const class ImportBlock& block);
  HashRange range_;
  const IndexView view_; // its newest generation is what rows are expected under
  std::map<classifier::IdentityHash, StoredState> states_;
};

/// For people: the row, and what is wrong with it.
std::string describe(const TableCheck::Difference& difference);

} // namespace store
