// Joins the rows of an import's block to the address table.
#pragma once

#include <string>

#include "store/generations.hpp"

namespace store {

/// `block` are the octets of a block that was checked. A copy, not a view into the table: writing moves its pages.
/// Rows of an earlier generation are joined under the hashes of the newest.
Result<void> project_rows(WriteTransaction& transaction, const std::string& block, const IndexView& view);

} // namespace store
