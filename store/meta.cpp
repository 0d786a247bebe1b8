#include "store/meta.hpp"

#include "store/event_codec.hpp"
#include "store/octets.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::string_view schema_key = "schema";

std::string counter_key(Counter counter) {
  return std::move(OctetWriter().octets("counter").enumerator(counter)).take();
}

} // namespace

Result<void> write_schema(WriteTransaction& transaction, std::uint16_t version, parsers::Instant created_at) {
  OctetWriter row;
  row.number(version);
  write_instant(row, created_at);
  return transaction.put(Table::meta, schema_key, row.view());
}

Result<void> check_schema(const Transaction& transaction) {
  const auto row = transaction.get(Table::meta, schema_key);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return failure(ErrorCode::not_found, "the store was never finished");
  OctetReader reader(**row);
  const auto version = reader.number<std::uint16_t>();
  if (!reader.is_whole() || version == 0) return failure(ErrorCode::corrupt, "the schema's row");
  if (version > schema_version) {
    return failure(ErrorCode::newer_format, "the store has schema " + std::to_string(version) +
                                                ", this program knows " + std::to_string(schema_version));
  }
  return {};
}

Result<std::uint64_t> take_number(WriteTransaction& transaction, Counter counter) {
  const std::string key = counter_key(counter);
  const auto row = transaction.get(Table::meta, key);
  if (!row) return tl::unexpected(row.error());
  OctetReader reader(row->value_or(std::string_view()));
  const std::uint64_t number = *row ? reader.number<std::uint64_t>() + 1 : 1;
  if (*row && !reader.is_finished()) return failure(ErrorCode::corrupt, "a counter's row");
  if (auto put = transaction.put(Table::meta, key, OctetWriter().number(number).view()); !put) {
    return tl::unexpected(put.error());
  }
  return number;
}

} // namespace store
