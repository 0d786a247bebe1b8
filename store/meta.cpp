#include "store/meta.hpp"

#include "store/entry_codec.hpp"
#include "store/event_codec.hpp"
#include "store/generations.hpp"
#include "store/octets.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::string_view schema_key = "schema";
constexpr std::string_view counter_prefix = "counter";

std::string counter_key(Counter counter) {
  return std::move(OctetWriter().octets(counter_prefix).enumerator(counter)).take();
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

Result<void> rewrite_schema(WriteTransaction& transaction) {
  const auto row = transaction.get(Table::meta, schema_key);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return failure(ErrorCode::not_found, "the store was never finished");
  return transaction.put(Table::meta, schema_key, std::string(**row));
}

Result<std::string> check_meta_row(const Row& row, const Transaction& transaction) {
  OctetReader value(row.value);
  if (row.key == schema_key) {
    const auto version = value.number<std::uint16_t>();
    const auto created_at = read_instant(value);
    if (!value.is_finished() || version != schema_version) return "is not the row of this schema";
    auto cursor = transaction.cursor(Table::entries);
    if (!cursor) return tl::unexpected(cursor.error());
    const auto first = cursor->first();
    if (!first) return tl::unexpected(first.error());
    const auto entry = decode_entry(*first ? (*first)->value : std::string_view());
    return entry && entry->received_at != created_at ? "names another instant than the first entry" : "";
  }
  if (row.key == generations_key) return decode_generations(row.value) ? "" : "is not what was written";
  if (row.key == rekeyed_until_key) return row.value.size() == 16 ? "" : "is no hash";
  value.number<std::uint64_t>();
  const bool is_counter = row.key.size() == counter_prefix.size() + 1 && row.key.starts_with(counter_prefix);
  return is_counter && value.is_finished() ? "" : "is not known";
}

Result<std::uint64_t> last_number(const Transaction& transaction, Counter counter) {
  const auto row = transaction.get(Table::meta, counter_key(counter));
  if (!row) return tl::unexpected(row.error());
  if (!*row) return 0;
  OctetReader reader(**row);
  const auto number = reader.number<std::uint64_t>();
  if (!reader.is_finished()) return failure(ErrorCode::corrupt, "a counter's row");
  return number;
}

Result<std::uint64_t> take_number(WriteTransaction& transaction, Counter counter) {
  const auto last = last_number(transaction, counter);
  if (!last) return last;
  const std::uint64_t number = *last + 1;
  const auto put = transaction.put(Table::meta, counter_key(counter), OctetWriter().number(number).view());
  if (!put) return tl::unexpected(put.error());
  return number;
}

} // namespace store
