#include "store/consent_table.hpp"

#include <algorithm>

#include "store/blake2b.hpp"
#include "store/consent_codec.hpp"
#include "store/entry_codec.hpp"
#include "store/ledger.hpp"
#include "store/octets.hpp"

namespace store {

using classifier::AddressState;
using classifier::EntryId;
using classifier::EventKind;
using classifier::Fact;
using parsers::ErrorCode;
using parsers::Instant;

namespace {

std::string purpose_of(const EntryId& entry) { return std::string("consent ").append(view_of(entry)); }

Result<ConsentText> read_text(const Transaction& transaction, const EntryId& entry, VaultKeys& keys) {
  const auto sealed = transaction.get(Table::consents, view_of(entry));
  if (!sealed) return tl::unexpected(sealed.error());
  if (!*sealed) return ConsentText{};
  OctetReader row(**sealed);
  const auto key = keys.find(row.number<KeyNumber>());
  if (!key) return tl::unexpected(key.error());
  const auto octets = open_sealed(*key, row.rest(), purpose_of(entry));
  if (!octets) return tl::unexpected(octets.error());
  if (octets->size() < Secret().size()) return parsers::failure(ErrorCode::corrupt, "a row of the table consents");
  return decode_consent(std::string_view(*octets).substr(Secret().size()));
}

/// When the first withdrawal that bears on the consent was received; nothing while all of it stands.
Result<std::optional<Instant>> first_withdrawal(const Transaction& transaction, const AddressState& state,
                                                const EntryId& granted) {
  std::optional<Instant> first;
  for (const classifier::Tombstone& tombstone : state.tombstones) {
    if (tombstone.cancelled != granted) continue;
    const auto entry = entry_with_id(transaction, tombstone.lift);
    if (!entry) return tl::unexpected(entry.error());
    if (*entry && (!first || (*entry)->received_at < *first)) first = (*entry)->received_at;
  }
  return first;
}

} // namespace

std::string_view name_of(ConsentState state) {
  constexpr std::string_view names[] = {"granted", "withdrawn", "expired"};
  return names[static_cast<std::size_t>(state)];
}

SaltedConsent salt_consent(const ConsentText& text) {
  const Secret salt = random_secret();
  const std::string octets = encode_consent(text);
  return {std::string(view_of(salt)) + octets, blake2b_256(octets, salt)};
}

Result<void> put_consent(WriteTransaction& transaction, const EntryId& entry, std::string_view salted,
                         VaultKeys& keys) {
  const auto key = keys.take();
  if (!key) return tl::unexpected(key.error());
  OctetWriter row;
  row.number(key->number).octets(seal(key->key, salted, purpose_of(entry)));
  return transaction.put(Table::consents, view_of(entry), row.view());
}

Result<KeyNumber> forget_consent(WriteTransaction& transaction, const EntryId& entry) {
  const auto row = transaction.get(Table::consents, view_of(entry));
  if (!row) return tl::unexpected(row.error());
  if (!*row) return KeyNumber{0};
  const auto number = OctetReader(**row).number<KeyNumber>();
  if (auto gone = transaction.remove(Table::consents, view_of(entry)); !gone) return tl::unexpected(gone.error());
  return number;
}

Result<std::vector<ConsentRecord>> read_consents(const Transaction& transaction, const AddressState& state,
                                                 VaultKeys& keys, Instant now) {
  std::vector<ConsentRecord> records;
  for (const Fact& fact : state.facts) {
    if (fact.event.kind != EventKind::consent_granted) continue;
    auto text = read_text(transaction, fact.id, keys);
    if (!text) return tl::unexpected(text.error());
    const auto ended = first_withdrawal(transaction, state, fact.id);
    if (!ended) return tl::unexpected(ended.error());
    ConsentRecord record{.entry = fact.id,
                         .received_at = fact.received_at,
                         .scope = fact.event.scope,
                         .expires = fact.event.until,
                         .text = std::move(*text),
                         .state = ConsentState::granted,
                         .ended_at = *ended};
    const bool has_expired = fact.event.until && *fact.event.until <= now;
    if (has_expired) record.state = ConsentState::expired;
    if (!is_live(fact, fact.event.scope, state)) record.state = ConsentState::withdrawn;
    records.push_back(std::move(record));
  }
  std::ranges::sort(records, [](const ConsentRecord& a, const ConsentRecord& b) {
    return std::tie(b.received_at, b.entry) < std::tie(a.received_at, a.entry);
  });
  return records;
}

} // namespace store
