#include "store/known_facts.hpp"

#include "store/address_table.hpp"
#include "store/digest_lists.hpp"
#include "store/entry_codec.hpp"
#include "store/generations.hpp"
#include "store/identity_copies.hpp"
#include "store/keyed_hash.hpp"
#include "store/ledger.hpp"
#include "store/octets.hpp"
#include "store/restrictions.hpp"

namespace store {

using classifier::AddressState;
using classifier::EventKind;
using classifier::IdentityHash;

namespace {

struct Name {
  std::string text;
  bool is_clear = false;
};

struct Look {
  const Transaction& transaction;
  const IndexView& view;
  VaultKeys& keys;
};

Result<Name> name_of(const Look& look, const KeyedHash& hash) {
  auto text = find_identity(look.transaction, hash, look.view, look.keys);
  if (!text) return tl::unexpected(text.error());
  if (!*text) return Name{write_keyed_hash(hash, fingerprint_of(look.view.keys())), false};
  return Name{std::move(**text), true};
}

/// An entry's second copy, under the wide form; rows of imports are no entries.
Result<bool> is_second_spelling(const Transaction& transaction, const classifier::EntryId& id) {
  const auto entry = entry_with_id(transaction, id);
  if (!entry) return tl::unexpected(entry.error());
  return *entry && (*entry)->is_wide_copy;
}

bool is_told(const classifier::Fact& fact, const AddressState& state) {
  const bool is_of_interest = is_restriction(fact.event) || fact.event.kind == EventKind::consent_granted;
  return is_of_interest && is_live_fact(fact, state);
}

Result<void> add_facts(const Look& look, const KeyedHash& hash, std::vector<KnownFact>& facts) {
  const auto state = state_at(look.transaction, hash, look.view);
  if (!state) return tl::unexpected(state.error());
  std::optional<Name> name;
  for (const classifier::Fact& fact : state->facts) {
    if (!is_told(fact, *state)) continue;
    if (!name) {
      auto found = name_of(look, hash);
      if (!found) return tl::unexpected(found.error());
      name = std::move(*found);
    }
    if (!name->is_clear) {
      const auto second = is_second_spelling(look.transaction, fact.id);
      if (!second) return tl::unexpected(second.error());
      if (*second) continue;
    }
    facts.push_back({.identity = name->text,
                     .is_clear = name->is_clear,
                     .entry = fact.id,
                     .received_at = fact.received_at,
                     .event = fact.event});
  }
  return {};
}

} // namespace

Result<KnownFactPage> read_known_facts(const Transaction& transaction, std::string_view from, std::size_t identities,
                                       VaultKeys& keys) {
  const auto view = IndexView::of(transaction, keys.ring());
  if (!view) return tl::unexpected(view.error());
  const Generation generation = view->generations().newest;
  const bool goes_on = from.empty() || static_cast<Generation>(from.front()) == generation;
  if (view->generations().is_rekeying() || !goes_on) {
    return parsers::failure(parsers::ErrorCode::busy, "identities are re-keyed: ask again when desist rekey has ended");
  }
  auto cursor = transaction.cursor(addresses_of(generation));
  if (!cursor) return tl::unexpected(cursor.error());
  KnownFactPage page;
  auto row = from.empty() ? cursor->first() : cursor->seek(from.substr(1));
  for (std::size_t examined = 0; row && *row; row = cursor->next(), ++examined) {
    if (examined == identities) {
      page.next = static_cast<char>(generation) + std::string((*row)->key);
      return page;
    }
    const auto hash = OctetReader((*row)->key).array<IdentityHash().size()>();
    if (auto added = add_facts({transaction, *view, keys}, {hash, generation}, page.facts); !added)
      return tl::unexpected(added.error());
  }
  if (!row) return tl::unexpected(row.error());
  return page;
}

} // namespace store
