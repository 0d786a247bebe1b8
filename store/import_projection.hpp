// Joins the rows of an import's block to the address table.
#pragma once

#include <string>

#include "store/lmdb.hpp"

namespace store {

/// `block` are the octets of a block that was checked. A copy, not a view into the table: writing moves its pages.
Result<void> project_rows(WriteTransaction& transaction, const std::string& block);

} // namespace store
