#include "store/case_table.hpp"

#include "store/event_codec.hpp"
#include "store/identity_copies.hpp"
#include "store/meta.hpp"
#include "store/octets.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;
using parsers::Instant;

namespace {

constexpr std::uint8_t version = 1;

std::string key_of(CaseId id) { return std::move(OctetWriter().number(id)).take(); }
std::string purpose_of(CaseId id) { return "case " + std::to_string(id); }

void write_optional(OctetWriter& writer, const std::optional<Instant>& instant) {
  writer.number(static_cast<std::uint8_t>(instant.has_value()));
  if (instant) write_instant(writer, *instant);
}

std::optional<Instant> read_optional(OctetReader& reader) {
  if (!reader.flag()) return std::nullopt;
  return read_instant(reader);
}

Result<Case> open_row(const Transaction& transaction, CaseId id, std::string_view row, VaultKeys& keys) {
  OctetReader reader(row);
  const auto key = keys.find(reader.number<KeyNumber>());
  if (!key) return tl::unexpected(key.error());
  const auto octets = open_sealed(*key, reader.rest(), purpose_of(id));
  if (!octets) return tl::unexpected(octets.error());
  auto opened = decode_case(*octets);
  if (!opened) return opened;
  opened->id = id;
  if (!opened->person) return opened;
  const auto view = IndexView::of(transaction, keys.ring());
  if (!view) return tl::unexpected(view.error());
  auto identity = describe_identity(transaction, {*opened->person}, *view, keys);
  if (!identity) return tl::unexpected(identity.error());
  opened->identity = std::move(*identity);
  return opened;
}

Result<void> write_under(WriteTransaction& transaction, const Case& row, const NumberedKey& key) {
  OctetWriter octets;
  octets.number(key.number).octets(seal(key.key, encode_case(row), purpose_of(row.id)));
  return transaction.put(Table::cases, key_of(row.id), octets.view());
}

Result<NumberedKey> key_of_row(const Transaction& transaction, CaseId id, VaultKeys& keys) {
  const auto row = transaction.get(Table::cases, key_of(id));
  if (!row) return tl::unexpected(row.error());
  if (!*row) return keys.take();
  const auto number = OctetReader(**row).number<KeyNumber>();
  const auto key = keys.find(number);
  if (!key) return tl::unexpected(key.error());
  return NumberedKey{number, *key};
}

} // namespace

std::string encode_case(const Case& row) {
  OctetWriter writer;
  writer.number(version).enumerator(row.kind).enumerator(row.law).enumerator(row.outcome).number(row.workspace);
  writer.number(static_cast<std::uint8_t>(row.person.has_value()));
  if (row.person) writer.array(*row.person);
  write_instant(writer, row.received_at);
  for (const auto* instant : {&row.confirmed_at, &row.identified_at, &row.extended_at, &row.closed_at}) {
    write_optional(writer, *instant);
  }
  return std::move(writer.counted(row.note)).take();
}

Result<Case> decode_case(std::string_view octets) {
  OctetReader reader(octets);
  const auto found = reader.number<std::uint8_t>();
  Case row;
  row.kind = reader.enumerator(CaseKind::breach);
  row.law = reader.enumerator(Law::ccpa);
  row.outcome = reader.enumerator(CaseOutcome::refused);
  row.workspace = reader.number<classifier::WorkspaceId>();
  if (reader.flag()) row.person = reader.array<16>();
  row.received_at = read_instant(reader);
  for (auto* instant : {&row.confirmed_at, &row.identified_at, &row.extended_at, &row.closed_at}) {
    *instant = read_optional(reader);
  }
  row.note = reader.counted();
  if (!reader.is_finished() || found != version) return failure(ErrorCode::corrupt, "a row of the table cases");
  return row;
}

Result<Case> add_case(WriteTransaction& transaction, Case fresh, VaultKeys& keys) {
  const auto id = take_number(transaction, Counter::privacy_case);
  if (!id) return tl::unexpected(id.error());
  fresh.id = *id;
  if (auto put = put_case(transaction, fresh, keys); !put) return tl::unexpected(put.error());
  return fresh;
}

Result<Case> case_at(const Transaction& transaction, CaseId id, VaultKeys& keys) {
  const auto row = transaction.get(Table::cases, key_of(id));
  if (!row) return tl::unexpected(row.error());
  if (!*row) return failure(ErrorCode::not_found, "no case " + std::to_string(id));
  return open_row(transaction, id, **row, keys);
}

Result<void> put_case(WriteTransaction& transaction, const Case& changed, VaultKeys& keys) {
  const auto key = key_of_row(transaction, changed.id, keys);
  if (!key) return tl::unexpected(key.error());
  return write_under(transaction, changed, *key);
}

Result<std::vector<Case>> all_cases(const Transaction& transaction, VaultKeys& keys) {
  auto cursor = transaction.cursor(Table::cases);
  if (!cursor) return tl::unexpected(cursor.error());
  std::vector<Case> cases;
  auto row = cursor->first();
  for (; row && *row; row = cursor->next()) {
    auto opened = open_row(transaction, OctetReader((*row)->key).number<CaseId>(), (*row)->value, keys);
    if (!opened) return tl::unexpected(opened.error());
    cases.push_back(std::move(*opened));
  }
  if (!row) return tl::unexpected(row.error());
  return cases;
}

Result<std::vector<KeyNumber>> forget_case_notes(WriteTransaction& transaction, const classifier::IdentityHash& person,
                                                 classifier::WorkspaceId workspace, VaultKeys& keys) {
  const auto cases = all_cases(transaction, keys);
  if (!cases) return tl::unexpected(cases.error());
  std::vector<KeyNumber> doomed;
  for (Case of : *cases) {
    if (of.person != person || of.note.empty() || (workspace != 0 && of.workspace != workspace)) continue;
    const auto old = key_of_row(transaction, of.id, keys);
    const auto fresh = keys.take();
    if (!old || !fresh) return tl::unexpected(old ? fresh.error() : old.error());
    of.note.clear();
    if (auto put = write_under(transaction, of, *fresh); !put) return tl::unexpected(put.error());
    doomed.push_back(old->number);
  }
  return doomed;
}

} // namespace store
