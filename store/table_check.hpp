// Makes a part of the address table again from the entries and compares it, row by row.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/entry.hpp"
#include "store/lmdb.hpp"
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
  explicit TableCheck(HashRange range) : range_(range) {}
  /// An entry's octets, in any order. Those of no entry are left to ChainCheck.
  Result<void> see(std::string_view entry_octets, const Transaction& transaction);

  /// A row that is not what the entries make.
  struct Difference {
    std::string hash;
    enum class Kind : std::uint8_t { missing, surplus, altered } kind = Kind::missing;
    std::string expected; // the row as it should be; empty where it should not be
  };
  /// Compares with the table as it is when every entry was seen; at most `most` differences.
  Result<std::vector<Difference>> compare(const Transaction& transaction, std::size_t most) const;

 private:
  [[nodiscard]] bool contains(std::string_view hash) const;
  Result<void> see_import(const classifier::Entry& entry, const Transaction& transaction);
  HashRange range_;
  std::map<classifier::IdentityHash, StoredState> states_;
};

/// For people: the row, and what is wrong with it.
std::string describe(const TableCheck::Difference& difference);

} // namespace store
