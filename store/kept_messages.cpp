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
enum class Use : std::uint64_t { conclusions = 1, evidence = 2, tokens = 3 };
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

/// A row as it lies there.
struct MessageRow {
  OpenedMessage message; // without key and tokens
  KeyNumber key = 0;
  std::string_view conclusions; // sealed
};

/// What stands in a row in clear. It is part of what the conclusions are sealed for, so that none of it can be altered.
std::string clear_part(const OpenedMessage& message, KeyNumber key) {
  OctetWriter writer(64);
  writer.number(version).number(message.workspace);
  write_instant(writer, message.received_at);
  writer.number(message.spool_id.segment).number(message.spool_id.number);
  writer.number(message.place.segment).number(message.place.length).number(message.place.offset);
  writer.number(message.octets).number(key);
  return std::move(writer).take();
}

std::string purpose_of_conclusions(const OpenedMessage& message, KeyNumber key) {
  return purpose_of("conclusions", message.number).append(" ").append(clear_part(message, key));
}

Result<MessageRow> decode(MessageNumber number, std::string_view octets) {
  OctetReader reader(octets);
  const auto found = reader.number<std::uint8_t>();
  MessageRow row;
  OpenedMessage& message = row.message;
  message.number = number;
  message.workspace = reader.number<WorkspaceId>();
  message.received_at = read_instant(reader);
  message.spool_id.segment = reader.number<std::uint32_t>();
  message.spool_id.number = reader.number<std::uint32_t>();
  message.place.segment = reader.number<std::uint32_t>();
  message.place.length = reader.number<std::uint32_t>();
  message.place.offset = reader.number<std::uint64_t>();
  message.octets = reader.number<std::uint64_t>();
  row.key = reader.number<KeyNumber>();
  row.conclusions = reader.rest();
  if (!reader.is_finished() || found != version) return failure(ErrorCode::corrupt, "a row of the table messages");
  return row;
}

tl::unexpected<parsers::Error> no_message(MessageNumber number) {
  return failure(ErrorCode::not_found, "no message " + std::to_string(number));
}

Result<MessageRow> find_row(const Transaction& transaction, MessageNumber number) {
  const auto octets = transaction.get(Table::messages, message_key(number));
  if (!octets) return tl::unexpected(octets.error());
  if (!*octets) return no_message(number);
  return decode(number, **octets);
}

/// A key that is gone is a message that is gone: its row goes with the commit that the key's destruction follows.
Result<VaultKey> key_of(const MessageRow& row, VaultKeys& keys) { return keys.find(row.key); }

Result<std::string> open_conclusions(const MessageRow& row, const VaultKey& key) {
  return open_sealed(derive(key, Use::conclusions), row.conclusions, purpose_of_conclusions(row.message, row.key));
}

Result<KeptMessage> open_row(const MessageRow& row, VaultKeys& keys) {
  const auto key = key_of(row, keys);
  if (!key) return tl::unexpected(key.error());
  auto conclusions = open_conclusions(row, *key);
  if (!conclusions) return tl::unexpected(conclusions.error());
  const OpenedMessage& message = row.message;
  return KeptMessage{message.number,          message.workspace, message.received_at,      to_string(message.spool_id),
                     std::move(*conclusions), message.octets,    message.place.length != 0};
}

Result<MessageTokens> open_tokens(const Transaction& transaction, MessageNumber number, const VaultKey& key) {
  const auto sealed = transaction.get(Table::message_tokens, message_key(number));
  if (!sealed) return tl::unexpected(sealed.error());
  if (!*sealed) return failure(ErrorCode::corrupt, "a message has no row in the table message_tokens");
  const auto octets = open_sealed(derive(key, Use::tokens), **sealed, purpose_of("tokens", number));
  if (!octets) return tl::unexpected(octets.error());
  return decode_message_tokens(*octets);
}

enum class Put : std::uint8_t { append, replace };

Result<void> put_row(WriteTransaction& transaction, const OpenedMessage& message, Put put) {
  const std::string row =
      clear_part(message, message.key.number) + seal(derive(message.key.key, Use::conclusions), message.conclusions,
                                                     purpose_of_conclusions(message, message.key.number));
  const std::string tokens = seal(derive(message.key.key, Use::tokens), encode_message_tokens(message.tokens),
                                  purpose_of("tokens", message.number));
  const std::string key = message_key(message.number);
  auto done =
      put == Put::append ? transaction.append(Table::messages, key, row) : transaction.put(Table::messages, key, row);
  if (!done) return done;
  return put == Put::append ? transaction.append(Table::message_tokens, key, tokens)
                            : transaction.put(Table::message_tokens, key, tokens);
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

Result<MessageNumber> keep_message(WriteTransaction& transaction, OpenedMessage message) {
  const auto number = take_number(transaction, Counter::message);
  if (!number) return number;
  message.number = *number;
  auto put = put_row(transaction, message, Put::append);
  if (put) put = transaction.put(Table::workspace_messages, index_key(message.workspace, *number), {});
  if (put) put = transaction.put(Table::done_marks, mark_key(message.spool_id), message_key(*number));
  if (!put) return tl::unexpected(put.error());
  return number;
}

Result<void> replace_message(WriteTransaction& transaction, const OpenedMessage& message) {
  return put_row(transaction, message, Put::replace);
}

Result<KeyNumber> forget_message(WriteTransaction& transaction, MessageNumber number) {
  const auto row = find_row(transaction, number);
  if (!row && row.error().code == ErrorCode::not_found) return KeyNumber{0};
  if (!row) return tl::unexpected(row.error());
  const KeyNumber key = row->key;
  const std::string index = index_key(row->message.workspace, number);
  const std::string mark = mark_key(row->message.spool_id);
  for (const auto& [table, place] :
       {std::pair{Table::messages, message_key(number)}, std::pair{Table::message_tokens, message_key(number)},
        std::pair{Table::workspace_messages, index}}) {
    if (auto gone = transaction.remove(table, place); !gone) return tl::unexpected(gone.error());
  }
  const auto marked = transaction.get(Table::done_marks, mark);
  if (!marked) return tl::unexpected(marked.error());
  if (!*marked || **marked != message_key(number)) return key;
  if (auto put = transaction.put(Table::done_marks, mark, {}); !put) return tl::unexpected(put.error());
  return key;
}

classifier::Digest evidence_of(std::string_view octets, const VaultKey& key) {
  return blake2b_256(octets, derive(key, Use::evidence));
}

Result<KeptMessage> read_message(const Transaction& transaction, MessageNumber number, VaultKeys& keys) {
  const auto row = find_row(transaction, number);
  if (!row) return tl::unexpected(row.error());
  return open_row(*row, keys);
}

Result<OpenedMessage> open_message(const Transaction& transaction, MessageNumber number, VaultKeys& keys) {
  auto row = find_row(transaction, number);
  if (!row) return tl::unexpected(row.error());
  const auto key = key_of(*row, keys);
  if (!key) return tl::unexpected(key.error());
  auto conclusions = open_conclusions(*row, *key);
  if (!conclusions) return tl::unexpected(conclusions.error());
  auto tokens = open_tokens(transaction, number, *key);
  if (!tokens) return tl::unexpected(tokens.error());
  row->message.key = {row->key, *key};
  row->message.conclusions = std::move(*conclusions);
  row->message.tokens = std::move(*tokens);
  return std::move(row->message);
}

Result<std::string> check_message_row(const Transaction& transaction, MessageNumber number, VaultKeys& keys) {
  const auto message = open_message(transaction, number, keys);
  if (!message) {
    const ErrorCode code = message.error().code;
    if (code == ErrorCode::corrupt || code == ErrorCode::not_found) return message.error().context;
    return tl::unexpected(message.error());
  }
  const auto indexed = transaction.get(Table::workspace_messages, index_key(message->workspace, number));
  if (!indexed) return tl::unexpected(indexed.error());
  if (!*indexed) return "is missing in the table workspace_messages";
  const auto marked = is_marked(transaction, message->spool_id);
  if (!marked) return tl::unexpected(marked.error());
  return *marked ? "" : "has no done mark";
}

Result<std::string> check_done_mark(const Row& row, const Transaction& transaction) {
  if (row.key.size() == segment_key(0).size() && row.value.empty()) return "";
  if (row.key.size() == mark_key({}).size() && row.value.empty()) return ""; // the message is kept no more
  OctetReader value(row.value);
  const auto number = value.number<MessageNumber>();
  if (!value.is_finished() || row.key.size() != mark_key({}).size()) return "is no mark";
  const auto message = find_row(transaction, number);
  if (!message) {
    if (message.error().code == ErrorCode::storage_failed) return tl::unexpected(message.error());
    return "names no message";
  }
  return mark_key(message->message.spool_id) == row.key ? "" : "names the message of another spool id";
}

Result<VaultedPlace> vaulted_place(const Transaction& transaction, MessageNumber number, VaultKeys& keys) {
  const auto row = find_row(transaction, number);
  if (!row) return tl::unexpected(row.error());
  if (row->message.place.length == 0) {
    return failure(ErrorCode::not_found, "of message " + std::to_string(number) + " only the conclusions are kept");
  }
  const auto key = key_of(*row, keys);
  if (!key) return tl::unexpected(key.error());
  return VaultedPlace{row->message.place, *key};
}

namespace {

/// Numbers of messages, newest first, until `use` returns false or `range.limit` were there. The last number; 0 at the
/// end.
Result<MessageNumber> walk(const Transaction& transaction, const MessageRange& range,
                           const std::function<Result<bool>(MessageNumber)>& use) {
  const bool of_all = range.workspace == 0;
  const MessageNumber before = range.before == 0 ? std::numeric_limits<MessageNumber>::max() : range.before;
  const std::string prefix = of_all ? std::string() : std::move(OctetWriter().number(range.workspace)).take();
  auto cursor = transaction.cursor(of_all ? Table::messages : Table::workspace_messages);
  if (!cursor) return tl::unexpected(cursor.error());
  MessageNumber last = 0;
  std::size_t count = 0;
  auto at = row_before(*cursor, prefix + message_key(before));
  for (; at && *at && (*at)->key.starts_with(prefix); at = cursor->previous()) {
    if (count++ == range.limit) return last;
    last = OctetReader((*at)->key.substr(prefix.size())).number<MessageNumber>();
    const auto more = use(last);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return last;
  }
  if (!at) return tl::unexpected(at.error());
  return MessageNumber{0};
}

} // namespace

Result<std::vector<KeptMessage>> read_messages(const Transaction& transaction, const MessageRange& range,
                                               VaultKeys& keys) {
  std::vector<KeptMessage> messages;
  const auto walked = walk(transaction, range, [&](MessageNumber number) -> Result<bool> {
    auto message = read_message(transaction, number, keys);
    // Its key goes before its row where an erasure has the key in hand already.
    if (!message && message.error().code == ErrorCode::not_found) return true;
    if (!message) return tl::unexpected(message.error());
    messages.push_back(std::move(*message));
    return true;
  });
  if (!walked) return tl::unexpected(walked.error());
  return messages;
}

Result<MessageNumber> scan_messages(const Transaction& transaction, const MessageRange& range, VaultKeys& keys,
                                    const std::function<bool(const ScannedMessage&)>& see) {
  return walk(transaction, range, [&](MessageNumber number) -> Result<bool> {
    const auto row = find_row(transaction, number);
    if (!row) return tl::unexpected(row.error());
    const auto key = key_of(*row, keys);
    if (!key && key.error().code == ErrorCode::not_found) return true;
    if (!key) return tl::unexpected(key.error());
    auto tokens = open_tokens(transaction, number, *key);
    if (!tokens) return tl::unexpected(tokens.error());
    const OpenedMessage& message = row->message;
    return see({number, message.workspace, message.received_at, message.place, std::move(*tokens)});
  });
}

} // namespace store
