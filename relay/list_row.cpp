#include "relay/list_row.hpp"

#include "parsers/ascii.hpp"
#include "store/address_table.hpp"
#include "store/keyed_hash.hpp"

namespace relay {

using classifier::ImportReason;

namespace {

constexpr std::size_t longest_contact = 2048;

std::string_view field(const ListRow& row, std::optional<std::size_t> place) {
  return place && *place < row.fields.size() ? parsers::trim(row.fields[*place]) : std::string_view();
}

/// A word that is not known takes no row away from the list.
ImportReason reason_of(const ListRow& row, const ListForm& form, const ListOptions& options) {
  if (!form.reason) return options.usual_reason;
  const auto reason = classifier::parse_import_reason(field(row, form.reason));
  return reason && *reason != ImportReason::unstated ? *reason : options.usual_reason;
}

Result<Listed> read_contact(std::string_view contact, std::string_view fingerprint) {
  if (contact.starts_with('@') || contact.starts_with("*.")) {
    auto rule = store::normalise_domain_rule(contact);
    if (!rule) return tl::unexpected(rule.error());
    return DomainRule{std::move(*rule)};
  }
  if (contact.starts_with(store::keyed_hash_title)) {
    const auto hash = store::parse_keyed_hash(contact, fingerprint);
    if (!hash) return tl::unexpected(hash.error());
    return *hash;
  }
  if (auto digest = parsers::parse_contact_digest(contact)) return std::move(*digest);
  auto identity = parsers::parse_identity(contact);
  if (!identity) return tl::unexpected(identity.error());
  return std::move(*identity);
}

} // namespace

std::string column_of(const ListForm& form) {
  if (form.contact < form.names.size() && form.has_header) return form.names[form.contact];
  return std::to_string(form.contact + 1);
}

RowScope scope_of_row(const ListRow& row, const ListForm& form) {
  const std::string_view channel = field(row, form.channel);
  const std::string_view purpose = field(row, form.purpose);
  if (!classifier::parse_channel(channel) || !classifier::parse_purpose(purpose)) return {"all", "all"};
  return {std::string(channel), std::string(purpose)};
}

RowReading read_row(const ListRow& row, const ListForm& form, const ListOptions& options,
                    std::string_view fingerprint) {
  if (!row.is_whole) return InvalidRow{"", "the row is no JSON object"};
  if (form.contact >= row.fields.size()) return InvalidRow{column_of(form), "the row has no such column"};
  if (form.is_own_export && options.only && scope_of_row(row, form) != *options.only) {
    return SkippedRow{.is_of_another_reading = true};
  }
  ImportReason reason = reason_of(row, form, options);
  if (form.provider != nullptr) {
    const auto meaning = classifier::meaning_of_row(*form.provider, field(row, form.reason), field(row, form.detail));
    if (!meaning.is_listed && options.usual_reason == ImportReason::unstated) return SkippedRow{};
    reason = meaning.reason == ImportReason::unstated ? options.usual_reason : meaning.reason;
  }
  const std::string_view contact = field(row, form.contact);
  if (contact.empty()) return InvalidRow{column_of(form), "the row names nobody"};
  if (contact.size() > longest_contact) return InvalidRow{column_of(form), "the contact is too long"};
  auto who = read_contact(contact, fingerprint);
  if (!who) return InvalidRow{column_of(form), who.error().context};
  return RowContact{std::move(*who), reason};
}

} // namespace relay
