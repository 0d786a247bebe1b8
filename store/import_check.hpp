// Compares the blocks of imports, and the tables `imports` and `import_undos`, with the ledger, and puts them right.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/import_table.hpp"

namespace store {

class ImportCheck {
 public:
  /// Each entry once, in any order. What is wrong with its block; the rows are compared by TableCheck.
  Result<std::optional<std::string>> see(const classifier::Entry& entry, const Transaction& transaction);
  /// Compares with the tables as they are when every entry was seen.
  [[nodiscard]] Result<std::vector<std::string>> compare(const Transaction& transaction) const;
  /// Makes the tables what the entries make; names the rows that differed.
  [[nodiscard]] Result<std::vector<std::string>> put_right(WriteTransaction& transaction) const;

 private:
  using Rows = std::map<std::string, std::string>;
  std::uint64_t blocks_ = 0;
  Rows imports_;
  Rows undos_;
};

} // namespace store
