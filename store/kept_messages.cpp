#include "store/kept_messages.hpp"

#include <limits>

#include "store/blake2b.hpp"
#include "store/event_codec.hpp"
#include "store/meta.hpp"
#include "store/octets.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::uint8_t version = 1;

/// What is derived from the key of a message; the vault uses the key itself.
enum class Use : std::uint64_t { conclusions = 1, evidence = 2 };
Secret derive(const VaultKey& key, Use use) { return derive_secret(key, static_cast<std::uint64_t>(use)); }

std::string message_key(MessageNumber number) { return std::move(OctetWriter().number(number)).take(); }
std::string index_key(WorkspaceId workspace, MessageNumber number) {
  return std::move(OctetWriter().number(workspace).number(number)).take();
}
std::string mark_key(SpoolId id) { return std::move(OctetWriter().number(id.segment).number(id.number)).take(); }
std::string segment_key(std::uint32_t segment) { return std::move(OctetWriter().number(segment)).take(); }
std::string purpose_of(std::string_view what, MessageNumber number) {
  return std::string(what).append(" ").append(std::to_string(number));
}

struct MessageRow {
  WorkspaceId workspace = 0;
  parsers::Instant received_at{};
  SpoolId spool_id;
  VaultPlace place;
  std::uint64_t octets = 0;
  std::string_view wrapped_key;
  std::string_view conclusions; // sealed
};

/// What stands in a row in clear. It is part of what the key is sealed for, so that none of it can be altered.
std::string clear_part(const MessageRow& row) {
  OctetWriter writer(64);
  writer.number(version).number(row.workspace);
  write_instant(writer, row.received_at);
  writer.number(row.spool_id.segment).number(row.spool_id.number);
  writer.number(row.place.segment).number(row.place.length).number(row.place.offset).number(row.octets);
  return std::move(writer).take();
}

std::string purpose_of_key(const MessageRow& row, MessageNumber number) {
  return purpose_of("message key", number).append(" ").append(clear_part(row));
}

std::string encode(const MessageRow& row) {
  OctetWriter writer(64 + row.wrapped_key.size() + row.conclusions.size());
  writer.octets(clear_part(row)).counted(row.wrapped_key).octets(row.conclusions);
  return std::move(writer).take();
}

Result<MessageRow> decode(std::string_view octets) {
  OctetReader reader(octets);
  const auto found = reader.number<std::uint8_t>();
  MessageRow row;
  row.workspace = reader.number<WorkspaceId>();
  row.received_at = read_instant(reader);
  row.spool_id.segment = reader.number<std::uint32_t>();
  row.spool_id.number = reader.number<std::uint32_t>();
  row.place.segment = reader.number<std::uint32_t>();
  row.place.length = reader.number<std::uint32_t>();
  row.place.offset = reader.number<std::uint64_t>();
  row.octets = reader.number<std::uint64_t>();
  row.wrapped_key = reader.counted();
  row.conclusions = reader.rest();
  if (!reader.is_finished() || found != version) return failure(ErrorCode::corrupt, "a row of the table messages");
  return row;
}

Result<MessageRow> find_row(const Transaction& transaction, MessageNumber number) {
  const auto octets = transaction.get(Table::messages, message_key(number));
  if (!octets) return tl::unexpected(octets.error());
  if (!*octets) return failure(ErrorCode::not_found, "no message " + std::to_string(number));
  return decode(**octets);
}

Result<VaultKey> unwrap(const MessageRow& row, MessageNumber number, const KeyRing& keys) {
  const auto clear = keys.open_sealed(row.wrapped_key, purpose_of_key(row, number));
  if (!clear) return tl::unexpected(clear.error());
  OctetReader reader(*clear);
  const VaultKey key = reader.array<32>();
  if (!reader.is_finished()) return failure(ErrorCode::corrupt, "the key of a message");
  return key;
}

Result<KeptMessage> open_row(const MessageRow& row, MessageNumber number, const KeyRing& keys) {
  const auto key = unwrap(row, number, keys);
  if (!key) return tl::unexpected(key.error());
  auto conclusions = open_sealed(derive(*key, Use::conclusions), row.conclusions, purpose_of("conclusions", number));
  if (!conclusions) return tl::unexpected(conclusions.error());
  return KeptMessage{number,    row.workspace, row.received_at, to_string(row.spool_id), std::move(*conclusions),
                     row.octets};
}

/// The last row before `key`, in a table whose keys begin with `prefix`.
Result<std::optional<Row>> row_before(Cursor& cursor, std::string_view key) {
  const auto beyond = cursor.seek(key);
  if (!beyond) return beyond;
  return *beyond ? cursor.previous() : cursor.last();
}

} // namespace

Result<bool> is_marked(const Transaction& transaction, SpoolId id) {
  for (const std::string& key : {mark_key(id), segment_key(id.segment)}) {
    const auto row = transaction.get(Table::done_marks, key);
    if (!row) return tl::unexpected(row.error());
    if (*row) return true;
  }
  return false;
}

Result<std::size_t> forget_marks(WriteTransaction& transaction, std::uint32_t segment, std::size_t most) {
  const std::string prefix = segment_key(segment);
  if (auto put = transaction.put(Table::done_marks, prefix, {}); !put) return tl::unexpected(put.error());
  std::vector<std::string> marks;
  {
    auto cursor = transaction.cursor(Table::done_marks);
    if (!cursor) return tl::unexpected(cursor.error());
    auto row = cursor->seek(prefix);
    if (row && *row) row = cursor->next(); // the segment's own mark stands first
    for (; row && *row && (*row)->key.starts_with(prefix) && marks.size() < most; row = cursor->next()) {
      marks.emplace_back((*row)->key);
    }
    if (!row) return tl::unexpected(row.error());
  }
  for (const std::string& mark : marks) {
    if (auto removed = transaction.remove(Table::done_marks, mark); !removed) return tl::unexpected(removed.error());
  }
  return marks.size();
}

Result<MessageNumber> keep_message(WriteTransaction& transaction, const NewMessage& message,
                                   const VaultedMessage& vaulted, const KeyRing& keys) {
  const auto number = take_number(transaction, Counter::message);
  if (!number) return number;
  const std::string conclusions =
      seal(derive(vaulted.key, Use::conclusions), message.conclusions, purpose_of("conclusions", *number));
  MessageRow row{.workspace = message.workspace,
                 .received_at = message.received_at,
                 .spool_id = message.spool_id,
                 .place = vaulted.place,
                 .octets = message.octets.size(),
                 .wrapped_key = {},
                 .conclusions = conclusions};
  const std::string wrapped = keys.seal(view_of(vaulted.key), purpose_of_key(row, *number));
  row.wrapped_key = wrapped;
  auto put = transaction.append(Table::messages, message_key(*number), encode(row));
  if (put) put = transaction.put(Table::workspace_messages, index_key(message.workspace, *number), {});
  if (put) put = transaction.put(Table::done_marks, mark_key(message.spool_id), message_key(*number));
  if (!put) return tl::unexpected(put.error());
  return number;
}

classifier::Digest evidence_of(const NewMessage& message, const VaultKey& key) {
  return blake2b_256(message.octets, derive(key, Use::evidence));
}

Result<KeptMessage> read_message(const Transaction& transaction, MessageNumber number, const KeyRing& keys) {
  const auto row = find_row(transaction, number);
  if (!row) return tl::unexpected(row.error());
  return open_row(*row, number, keys);
}

Result<std::string> check_message_row(const Transaction& transaction, MessageNumber number, const KeyRing& keys) {
  const auto row = find_row(transaction, number);
  const auto message = row ? open_row(*row, number, keys) : tl::unexpected(row.error());
  if (!message) {
    if (message.error().code == ErrorCode::corrupt) return message.error().context;
    return tl::unexpected(message.error());
  }
  const auto indexed = transaction.get(Table::workspace_messages, index_key(message->workspace, number));
  if (!indexed) return tl::unexpected(indexed.error());
  if (!*indexed) return "is missing in the table workspace_messages";
  const auto marked = is_marked(transaction, row->spool_id);
  if (!marked) return tl::unexpected(marked.error());
  return *marked ? "" : "has no done mark";
}

Result<std::string> check_done_mark(const Row& row, const Transaction& transaction) {
  if (row.key.size() == segment_key(0).size() && row.value.empty()) return "";
  OctetReader value(row.value);
  const auto number = value.number<MessageNumber>();
  if (!value.is_finished() || row.key.size() != mark_key({}).size()) return "is no mark";
  const auto message = find_row(transaction, number);
  if (!message) {
    if (message.error().code == ErrorCode::storage_failed) return tl::unexpected(message.error());
    return "names no message";
  }
  return mark_key(message->spool_id) == row.key ? "" : "names the message of another spool id";
}

Result<VaultedPlace> vaulted_place(const Transaction& transaction, MessageNumber number, const KeyRing& keys) {
  const auto row = find_row(transaction, number);
  if (!row) return tl::unexpected(row.error());
  const auto key = unwrap(*row, number, keys);
  if (!key) return tl::unexpected(key.error());
  return VaultedPlace{row->place, *key};
}

Result<std::vector<KeptMessage>> read_messages(const Transaction& transaction, const MessageRange& range,
                                               const KeyRing& keys) {
  const bool of_all = range.workspace == 0;
  const MessageNumber before = range.before == 0 ? std::numeric_limits<MessageNumber>::max() : range.before;
  const std::string prefix = of_all ? std::string() : std::move(OctetWriter().number(range.workspace)).take();
  auto cursor = transaction.cursor(of_all ? Table::messages : Table::workspace_messages);
  if (!cursor) return tl::unexpected(cursor.error());
  std::vector<KeptMessage> messages;
  auto at = row_before(*cursor, prefix + message_key(before));
  for (; at && *at && (*at)->key.starts_with(prefix) && messages.size() < range.limit; at = cursor->previous()) {
    const auto number = OctetReader((*at)->key.substr(prefix.size())).number<MessageNumber>();
    auto message = read_message(transaction, number, keys);
    if (!message) return tl::unexpected(message.error());
    messages.push_back(std::move(*message));
  }
  if (!at) return tl::unexpected(at.error());
  return messages;
}

} // namespace store
