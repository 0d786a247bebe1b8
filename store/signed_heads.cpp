#include "store/signed_heads.hpp"

#include <algorithm>

#include "store/event_codec.hpp"
#include "store/ledger.hpp"
#include "store/octets.hpp"

namespace store {

using classifier::Origin;
using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::uint8_t version = 1;
constexpr std::string_view purpose = "desist head 1"; // so that no signature is good for anything else
constexpr std::uint64_t most_unsigned_entries = 1000;
constexpr std::chrono::hours longest_unsigned{1};

std::string signed_octets(const SignedHead& head) {
  OctetWriter writer(80);
  writer.octets(purpose).array(head.position.origin).number(head.position.number).array(head.digest);
  write_instant(writer, head.signed_at);
  return std::move(writer).take();
}

Result<std::optional<SignedHead>> newest_of(const Transaction& transaction, const OriginHead& origin,
                                            const KeyRing& keys) {
  auto cursor = transaction.cursor(Table::heads);
  if (!cursor) return tl::unexpected(cursor.error());
  const auto row = cursor->last();
  if (!row) return tl::unexpected(row.error());
  if (!*row || OctetReader((*row)->key).number<OriginOrdinal>() != origin.ordinal) return std::nullopt;
  auto head = read_signed_head(**row, origin.last.origin, keys);
  if (!head) return tl::unexpected(head.error());
  return *head;
}

bool is_due(const std::optional<SignedHead>& newest, const OriginHead& head, parsers::Instant now) {
  if (head.last.number == 0) return false;
  if (!newest) return true;
  if (head.last.number <= newest->position.number) return false;
  return head.last.number - newest->position.number >= most_unsigned_entries ||
         now - newest->signed_at >= longest_unsigned;
}

} // namespace

bool is_genuine(const SignedHead& head) { return is_signature_of(head.signature, signed_octets(head), head.key); }

std::string encode_signed_head(const SignedHead& head) {
  OctetWriter writer(112);
  writer.number(version).array(head.digest);
  write_instant(writer, head.signed_at);
  writer.array(head.signature);
  return std::move(writer).take();
}

Result<SignedHead> decode_signed_head(std::string_view octets) {
  OctetReader reader(octets);
  const auto found = reader.number<std::uint8_t>();
  if (reader.is_whole() && found > version) {
    return failure(ErrorCode::newer_format, "a signed head of version " + std::to_string(found));
  }
  SignedHead head;
  head.digest = reader.array<32>();
  head.signed_at = read_instant(reader);
  head.signature = reader.array<64>();
  if (!reader.is_finished() || found != version) return failure(ErrorCode::corrupt, "the octets are of no signed head");
  return head;
}

Result<SignedHead> read_signed_head(const Row& row, const Origin& origin, const KeyRing& keys) {
  auto head = decode_signed_head(row.value);
  if (!head) return head;
  OctetReader key(row.key);
  key.number<OriginOrdinal>();
  head->position = {origin, key.number<std::uint64_t>()};
  head->key = keys.signing_public_key();
  if (!key.is_finished()) return failure(ErrorCode::corrupt, "a key of the table heads");
  return head;
}

Result<std::optional<SignedHead>> newest_signed_head(const Transaction& transaction, const KeyRing& keys) {
  const auto head = head_of(transaction);
  if (!head) return tl::unexpected(head.error());
  return newest_of(transaction, *head, keys);
}

Result<bool> is_head_due(const Transaction& transaction, const KeyRing& keys, parsers::Instant now) {
  const auto head = head_of(transaction);
  if (!head) return tl::unexpected(head.error());
  const auto newest = newest_of(transaction, *head, keys);
  if (!newest) return tl::unexpected(newest.error());
  return is_due(*newest, *head, now);
}

Result<bool> sign_head_when_due(WriteTransaction& transaction, const KeyRing& keys, parsers::Instant now) {
  const auto head = head_of(transaction);
  if (!head) return tl::unexpected(head.error());
  const auto newest = newest_of(transaction, *head, keys);
  if (!newest) return tl::unexpected(newest.error());
  if (!is_due(*newest, *head, now)) return false;
  SignedHead made{.position = head->last,
                  .digest = head->digest,
                  .signed_at = *newest ? std::max(now, (*newest)->signed_at) : now,
                  .key = keys.signing_public_key(),
                  .signature = {}};
  made.signature = keys.sign(signed_octets(made));
  const std::string key = entry_key(head->ordinal, head->last.number);
  if (auto put = transaction.put(Table::heads, key, encode_signed_head(made)); !put) return tl::unexpected(put.error());
  return true;
}

Result<std::optional<std::string>> contradiction(const Transaction& transaction, const SignedHead& head,
                                                 const KeyRing& keys) {
  if (!is_genuine(head)) return "the head that was kept is not what was signed";
  if (head.key != keys.signing_public_key()) return "the head that was kept was signed with another key";
  const auto origins = heads_of(transaction);
  if (!origins) return tl::unexpected(origins.error());
  const std::string name =
      "entry " + std::to_string(head.position.number) + " of origin " + to_hex(head.position.origin);
  for (const OriginHead& origin : *origins) {
    if (origin.last.origin != head.position.origin) continue;
    const auto octets = transaction.get(Table::entries, entry_key(origin.ordinal, head.position.number));
    if (!octets) return tl::unexpected(octets.error());
    if (!*octets) return name + ": was signed and is not there; the newest is " + std::to_string(origin.last.number);
    if (chain_digest(**octets) != head.digest) return name + ": is not the one that was signed";
    return std::nullopt;
  }
  return name + ": was signed, and the store has no such origin";
}

} // namespace store
