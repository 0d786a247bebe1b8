#include "store/address_table.hpp"

#include <algorithm>

#include "parsers/address.hpp"
#include "store/import_table.hpp"
#include "store/octets.hpp"
#include "store/state_codec.hpp"

namespace store {

using classifier::AddressState;
using classifier::Entry;
using classifier::IdentityHash;
using classifier::KeyKind;
using parsers::ErrorCode;

namespace {

constexpr std::size_t fewest_parent_labels = 2;
constexpr std::size_t most_parent_labels = 4; // with 2 and 3: the three shortest

std::size_t count_labels(std::string_view domain) {
  return 1 + static_cast<std::size_t>(std::ranges::count(domain, '.'));
}

/// The parents whose rules are read, longest first. A domain is not its own parent.
std::vector<std::string_view> parents_of(std::string_view domain) {
  std::vector<std::string_view> parents;
  for (std::size_t labels = count_labels(domain) - 1; labels >= fewest_parent_labels; --labels) {
    domain.remove_prefix(domain.find('.') + 1);
    if (labels <= most_parent_labels) parents.push_back(domain);
  }
  return parents;
}

Result<StoredState> row_at(const Transaction& transaction, Table table, const IdentityHash& hash) {
  const auto row = transaction.get(table, view_of(hash));
  if (!row) return tl::unexpected(row.error());
  if (!*row) return StoredState{};
  return decode_state(**row);
}

} // namespace

std::vector<LookUpKey> look_up_keys(const parsers::Identity& identity, const KeyRing& keys) {
  std::vector<LookUpKey> found{{KeyKind::strict, keys.hash(identity)}};
  if (const auto* number = std::get_if<parsers::PhoneNumber>(&identity)) {
    for (const std::string& alias : number->aliases()) found.push_back({KeyKind::alias, keys.hash_text(alias)});
  }
  const auto* address = std::get_if<parsers::Address>(&identity);
  if (address == nullptr) return found;
  if (const std::string wide = address->wide_text(); wide != address->text()) {
    found.push_back({KeyKind::wide, keys.hash_text(wide)});
  }
  found.push_back({KeyKind::domain, keys.hash_text("@" + std::string(address->domain()))});
  for (const std::string_view parent : parents_of(address->domain())) {
    found.push_back({KeyKind::parent_domain, keys.hash_text("*." + std::string(parent))});
  }
  return found;
}

Result<std::string> normalise_domain_rule(std::string_view rule) {
  const auto refused = [&](std::string_view why) {
    return parsers::failure(ErrorCode::invalid_argument, "a domain rule " + std::string(why));
  };
  const bool is_parent = rule.starts_with("*.");
  if (!is_parent && !rule.starts_with('@')) return refused("begins with '@' or '*.'");
  rule.remove_prefix(is_parent ? 2 : 1);
  const auto address = parsers::Address::parse("x@" + std::string(rule));
  if (!address || address->local_part() != "x") return refused("names a domain");
  const std::string_view domain = address->domain();
  const std::size_t labels = count_labels(domain);
  if (is_parent && (labels < fewest_parent_labels || labels > most_parent_labels)) {
    return refused("for subdomains names a domain of two to four labels");
  }
  return (is_parent ? "*." : "@") + std::string(domain);
}

Result<StoredState> stored_state_at(const Transaction& transaction, const KeyedHash& hash, const IndexView& view) {
  if (auto checked = view.check(hash); !checked) return tl::unexpected(checked.error());
  auto state = row_at(transaction, addresses_of(view.generations().newest), view.newest(hash));
  const auto oldest = view.oldest(hash);
  if (!oldest || !state) return state;
  const auto unmoved = row_at(transaction, addresses_of(view.generations().oldest), *oldest);
  if (!unmoved) return unmoved;
  return join(std::move(*state), *unmoved);
}

Result<AddressState> state_at(const Transaction& transaction, const KeyedHash& hash, const IndexView& view) {
  auto stored = stored_state_at(transaction, hash, view);
  if (!stored) return tl::unexpected(stored.error());
  return expand(transaction, std::move(*stored));
}

Result<void> add_state(const LookUp& look_up, const LookUpKey& key, classifier::States& states) {
  auto state = state_at(look_up.transaction, {key.hash, key.generation}, look_up.view);
  if (!state) return tl::unexpected(state.error());
  if (*state != AddressState{}) states.push_back({key.kind, std::move(*state)});
  return {};
}

Result<void> project_entries(WriteTransaction& transaction, std::span<const Entry> entries, const IndexView& view) {
  std::vector<std::pair<IdentityHash, const Entry*>> concerned;
  for (const Entry& entry : entries) {
    if (entry.identity) concerned.emplace_back(view.newest({*entry.identity, entry.generation}), &entry);
    if (auto projected = project_import(transaction, entry, view); !projected) return projected;
  }
  // One reading and one writing of each row, neighbours after each other.
  std::ranges::stable_sort(concerned, {}, [](const auto& pair) { return pair.first; });
  const Table table = addresses_of(view.generations().newest);
  for (std::size_t i = 0; i < concerned.size();) {
    const IdentityHash hash = concerned[i].first;
    AddressState added;
    for (; i < concerned.size() && concerned[i].first == hash; ++i) {
      added = classifier::evolve(std::move(added), *concerned[i].second);
    }
    if (added == AddressState{}) continue;
    auto state = row_at(transaction, table, hash);
    if (!state) return tl::unexpected(state.error());
    state->known = join(std::move(state->known), added);
    if (auto put = transaction.put(table, view_of(hash), encode_state(*state)); !put) return put;
  }
  return {};
}

} // namespace store
