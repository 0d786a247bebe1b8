// The store's own row: the version of its schema, and the counters that give numbers.
#pragma once

#include <cstdint>

#include "parsers/instant.hpp"
#include "parsers/result.hpp"
#include "store/lmdb.hpp"

namespace store {

constexpr std::uint16_t schema_version = 1;

Result<void> write_schema(WriteTransaction& transaction, std::uint16_t version, parsers::Instant created_at);
/// newer_format for a later schema; not_found when the store was never finished.
Result<void> check_schema(const Transaction& transaction);

/// Writes the schema's row again as it is: a commit of its own that changes nothing.
Result<void> rewrite_schema(WriteTransaction& transaction);
/// What is wrong with a row of the table meta; empty: nothing.
Result<std::string> check_meta_row(const Row& row, const Transaction& transaction);

enum class Counter : std::uint8_t { message, workspace, user, api_key, token, opt_in, session, privacy_case };
/// The number that was given last; 0: none.
Result<std::uint64_t> last_number(const Transaction& transaction, Counter counter);
/// The next number, from 1; none is given twice, also when its row is gone.
Result<std::uint64_t> take_number(WriteTransaction& transaction, Counter counter);

} // namespace store
