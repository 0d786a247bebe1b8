#include "store/erasure.hpp"

#include <algorithm>
#include <iterator>

#include "store/account_tables.hpp"
#include "store/address_table.hpp"
#include "store/batch.hpp"
#include "store/case_table.hpp"
#include "store/consent_table.hpp"
#include "store/identity_copies.hpp"
#include "store/octets.hpp"
#include "store/sends_table.hpp"

namespace store {

using classifier::EventKind;
using classifier::Fact;
using classifier::IdentityHash;
using parsers::Identity;

namespace {

constexpr std::size_t rows_at_once = 4096; // of one read transaction

template <class Value>
bool contains(const std::vector<Value>& values, const Value& value) {
  return std::ranges::find(values, value) != values.end();
}

/// Workspaces that have nothing of the person any more: this one, and those that erased them before.
std::vector<WorkspaceId> done_with(const classifier::AddressState& state, WorkspaceId workspace) {
  std::vector<WorkspaceId> done{workspace};
  for (const Fact& fact : state.facts)
    if (fact.event.kind == EventKind::erased) done.push_back(fact.event.scope.workspace);
  return done;
}

/// Mail to the person went out from another workspace, so tokens that are in it lead to this clear text.
Result<bool> was_mailed_elsewhere(const Transaction& transaction, std::span<const IdentityHash> person,
                                  const std::vector<WorkspaceId>& but, const IndexView& view) {
  const auto all = all_workspaces(transaction);
  if (!all) return tl::unexpected(all.error());
  for (const Workspace& other : *all) {
    if (contains(but, other.id)) continue;
    const auto last = last_send(transaction, {other.id, view}, person);
    if (!last) return tl::unexpected(last.error());
    if (*last) return true;
  }
  return false;
}

/// The clear text of somebody whom another workspace knows, or wrote to, is that workspace's as well.
Result<bool> is_known_elsewhere(const Transaction& transaction, const IdentityHash& hash, const ErasureRequest& request,
                                const IndexView& view) {
  if (request.workspace == 0) return false;
  const auto state = state_at(transaction, {hash}, view);
  if (!state) return tl::unexpected(state.error());
  const std::vector<WorkspaceId> but = done_with(*state, request.workspace);
  const bool has_facts =
      std::ranges::any_of(state->facts, [&](const Fact& fact) { return !contains(but, fact.event.scope.workspace); });
  if (has_facts) return true;
  return was_mailed_elsewhere(transaction, request.person.identities, but, view);
}

/// What an erasure does, one thing after the other, in one transaction.
class ErasureWriter {
 public:
  ErasureWriter(WriteTransaction& transaction, const Erasing& erasing, const IndexView& view, VaultKeys& keys)
      : transaction_(transaction), erasing_(erasing), view_(view), keys_(keys) {}

  Result<ErasureReport> run() {
    Result<void> done = forget_messages();
    if (done) done = put_redacted();
    if (done) done = forget_people();
    if (done) done = forget_opt_ins();
    if (done) done = append_entries();
    if (!done) return tl::unexpected(done.error());
    return report_;
  }

 private:
  Result<bool> drop(const Result<KeyNumber>& key) {
    if (!key) return tl::unexpected(key.error());
    if (*key == 0) return false;
    if (auto doomed = doom(transaction_, *key); !doomed) return tl::unexpected(doomed.error());
    return true;
  }

  Result<void> doom_all(std::span<const KeyNumber> numbers) {
    for (const KeyNumber number : numbers) {
      if (auto doomed = doom(transaction_, number); !doomed) return doomed;
    }
    return {};
  }

  Result<void> forget_messages() {
    for (const FoundMessage& found : erasing_.findings.messages) {
      if (found.concern != Concern::them_alone) continue;
      const auto dropped = drop(forget_message(transaction_, found.number));
      if (!dropped) return tl::unexpected(dropped.error());
      report_.destroyed += *dropped ? 1 : 0;
    }
    return {};
  }

  Result<void> put_redacted() {
    for (const OpenedMessage& message : erasing_.redacted) {
      const auto old = open_message(transaction_, message.number, keys_);
      if (!old && old.error().code == parsers::ErrorCode::not_found) continue; // its time was over meanwhile
      if (!old) return tl::unexpected(old.error());
      if (auto doomed = doom(transaction_, old->key.number); !doomed) return doomed;
      if (auto put = replace_message(transaction_, message); !put) return put;
      ++report_.redacted;
    }
    return {};
  }

  Result<void> forget_people() {
    const WorkspaceId workspace = erasing_.request.workspace;
    std::vector<KeyedHash> theirs_alone;
    for (const IdentityHash& hash : erasing_.findings.identities) {
      if (auto forgotten = forget_consents(hash); !forgotten) return forgotten;
      const auto notes = forget_case_notes(transaction_, hash, workspace, keys_);
      if (!notes) return tl::unexpected(notes.error());
      if (auto done = doom_all(*notes); !done) return done;
      const auto elsewhere = is_known_elsewhere(transaction_, hash, erasing_.request, view_);
      if (!elsewhere) return tl::unexpected(elsewhere.error());
      if (!*elsewhere) theirs_alone.push_back({hash});
    }
    for (const NameHash& name : erasing_.findings.names) theirs_alone.push_back({name, view_.generations().newest});
    const auto forgotten = forget_identities(transaction_, theirs_alone, view_, keys_);
    if (!forgotten) return tl::unexpected(forgotten.error());
    report_.identities = forgotten->rows;
    return doom_all(forgotten->keys);
  }

  Result<void> forget_consents(const IdentityHash& hash) {
    const auto state = state_at(transaction_, {hash}, view_);
    if (!state) return tl::unexpected(state.error());
    for (const Fact& fact : state->facts) {
      if (fact.event.kind != EventKind::consent_granted) continue;
      const WorkspaceId workspace = erasing_.request.workspace;
      if (workspace != 0 && fact.event.scope.workspace != workspace) continue;
      const auto dropped = drop(forget_consent(transaction_, fact.id));
      if (!dropped) return tl::unexpected(dropped.error());
      report_.consents += *dropped ? 1 : 0;
    }
    return {};
  }

  Result<void> forget_opt_ins() {
    for (const OptInId id : erasing_.findings.opt_ins) {
      const auto dropped = drop(OptInTable::forget(transaction_, id));
      if (!dropped) return tl::unexpected(dropped.error());
      report_.consents += *dropped ? 1 : 0;
    }
    return {};
  }

  /// They stay denied, under every key that they are looked up by.
  Result<void> append_entries() {
    const ErasureRequest& request = erasing_.request;
    Draft draft;
    draft.event.kind = EventKind::erased;
    draft.event.force = classifier::Force::in_force;
    draft.event.level = classifier::Provenance::verified;
    draft.event.scope = {.reach = request.workspace == 0 ? classifier::Reach::global : classifier::Reach::workspace,
                         .workspace = request.workspace,
                         .channel = classifier::Channel::all,
                         .purpose = {.kind = classifier::Purpose::Kind::all, .stream = {}},
                         .agency = 0};
    draft.cause = keys_.ring().cause("erasure " + parsers::to_rfc3339(request.at));
    draft.received_at = request.at;
    Batch batch(keys_);
    std::vector<IdentityHash> denied = request.person.identities;
    for (const IdentityHash& hash : erasing_.findings.identities) {
      if (!contains(denied, hash)) denied.push_back(hash);
    }
    for (const IdentityHash& hash : denied) batch.add(hash, draft);
    if (auto written = std::move(batch).write(transaction_); !written) return tl::unexpected(written.error());
    return {};
  }

  WriteTransaction& transaction_;
  const Erasing& erasing_;
  const IndexView& view_;
  VaultKeys& keys_;
  ErasureReport report_;
};

std::string key_of(KeyNumber number) { return std::move(OctetWriter().number(number)).take(); }

} // namespace

Person person_of(const Identity& identity, const KeyRing& ring) {
  Person person{.identities = {ring.hash(identity)}, .digests = {digest_of_person(identity, ring)}};
  if (const auto* address = std::get_if<parsers::Address>(&identity)) {
    if (const std::string wide = address->wide_text(); wide != address->text()) {
      person.identities.push_back(ring.hash_text(wide));
    }
  }
  if (const auto* number = std::get_if<parsers::PhoneNumber>(&identity)) {
    for (const std::string& alias : number->aliases()) {
      person.identities.push_back(ring.hash_text(alias));
      if (const auto written = parsers::PhoneNumber::parse(alias)) {
        person.digests.push_back(digest_of_person(*written, ring));
      }
    }
  }
  return person;
}

bool is_of(const Identity& identity, const Person& person, const KeyRing& ring) {
  return contains(person.digests, digest_of_person(identity, ring));
}

Result<MessageNumber> find_messages(const Transaction& transaction, const ErasureRequest& request, MessageNumber before,
                                    VaultKeys& keys, ErasureFindings& findings) {
  const MessageRange range{.workspace = request.workspace, .before = before, .limit = rows_at_once};
  const auto theirs = [&](const PersonDigest& digest) { return contains(request.person.digests, digest); };
  return scan_messages(transaction, range, keys, [&](const ScannedMessage& message) {
    const MessageTokens& tokens = message.tokens;
    if (std::ranges::any_of(tokens.mentioned, theirs)) {
      const bool alone = !tokens.concerned.empty() && std::ranges::all_of(tokens.concerned, theirs);
      findings.messages.push_back({message.number, alone ? Concern::them_alone : Concern::others_too});
    }
    return true;
  });
}

Result<std::string> find_identities(const Transaction& transaction, const ErasureRequest& request,
                                    std::string_view after, VaultKeys& keys, ErasureFindings& findings) {
  const auto view = IndexView::of(transaction, keys.ring());
  if (!view) return tl::unexpected(view.error());
  return scan_identities(transaction, after, rows_at_once, keys, [&](const IdentityCopy& copy) {
    const auto identity = parsers::keep_identity(copy.clear);
    if (!identity || !is_of(*identity, request.person, keys.ring())) return;
    const KeyedHash first{keys.ring().hash_text(copy.clear)};
    if (view->newest(first) == copy.hash || view->oldest(first) == copy.hash) {
      findings.identities.push_back(first.hash);
    } else {
      findings.names.push_back(copy.hash);
    }
  });
}

Result<OptInId> find_opt_ins(const Transaction& transaction, const ErasureRequest& request, OptInId after,
                             VaultKeys& keys, ErasureFindings& findings) {
  return OptInTable(keys).scan(transaction, after, rows_at_once, [&](const OptInRow& row) {
    const OptInRequest& asked = row.opt_in.request;
    if (request.workspace != 0 && asked.scope.workspace != request.workspace) return;
    if (is_of(asked.identity, request.person, keys.ring())) findings.opt_ins.push_back(row.opt_in.id);
  });
}

Result<ErasureReport> write_erasure(WriteTransaction& transaction, const Erasing& erasing, VaultKeys& keys) {
  const auto view = IndexView::of(transaction, keys.ring());
  if (!view) return tl::unexpected(view.error());
  return ErasureWriter(transaction, erasing, *view, keys).run();
}

Result<std::size_t> forget_workspace_messages(WriteTransaction& transaction, WorkspaceId workspace, std::size_t most) {
  const std::string prefix = std::move(OctetWriter().number(workspace)).take();
  std::vector<MessageNumber> numbers;
  {
    auto cursor = transaction.cursor(Table::workspace_messages);
    if (!cursor) return tl::unexpected(cursor.error());
    auto row = cursor->seek(prefix);
    for (; row && *row && (*row)->key.starts_with(prefix) && numbers.size() < most; row = cursor->next()) {
      numbers.push_back(OctetReader((*row)->key.substr(prefix.size())).number<MessageNumber>());
    }
    if (!row) return tl::unexpected(row.error());
  }
  for (const MessageNumber number : numbers) {
    const auto key = forget_message(transaction, number);
    if (!key) return tl::unexpected(key.error());
    if (auto doomed = doom(transaction, *key); !doomed) return tl::unexpected(doomed.error());
  }
  return numbers.size();
}

Result<std::string> identities_of_workspace_alone(const Transaction& transaction, const IdentityPage& page,
                                                  VaultKeys& keys, std::vector<IdentityHash>& found) {
  const auto view = IndexView::of(transaction, keys.ring());
  if (!view) return tl::unexpected(view.error());
  if (view->generations() != Generations{page.generation, page.generation}) {
    return parsers::failure(parsers::ErrorCode::busy, "identities are re-keyed: ask again when desist rekey has ended");
  }
  std::vector<std::string> seen;
  auto next = scan_identities(transaction, page.after, page.most, keys,
                              [&](const IdentityCopy& copy) { seen.push_back(copy.clear); });
  if (!next) return next;
  for (const std::string& clear : seen) {
    const IdentityHash hash = keys.ring().hash_text(clear);
    const auto identity = parsers::parse_identity(clear);
    const Person person = identity ? person_of(*identity, keys.ring()) : Person{{hash}, {}};
    const auto state = state_at(transaction, {hash}, *view);
    if (!state) return tl::unexpected(state.error());
    const std::vector<WorkspaceId> but = done_with(*state, page.workspace);
    const auto is_gone = [&](const Fact& fact) { return contains(but, fact.event.scope.workspace); };
    if (!std::ranges::all_of(state->facts, is_gone)) continue;
    const auto here = last_send(transaction, {page.workspace, *view}, person.identities);
    const auto elsewhere = was_mailed_elsewhere(transaction, person.identities, but, *view);
    if (!here) return tl::unexpected(here.error());
    if (!elsewhere) return tl::unexpected(elsewhere.error());
    if (!*elsewhere && (*here || !state->facts.empty())) found.push_back(hash);
  }
  return next;
}

Result<std::size_t> forget_and_doom(WriteTransaction& transaction, std::span<const IdentityHash> identities,
                                    VaultKeys& keys) {
  const auto view = IndexView::of(transaction, keys.ring());
  if (!view) return tl::unexpected(view.error());
  std::vector<KeyedHash> hashes;
  std::ranges::transform(identities, std::back_inserter(hashes),
                         [](const IdentityHash& hash) { return KeyedHash{hash}; });
  const auto forgotten = forget_identities(transaction, hashes, *view, keys);
  if (!forgotten) return tl::unexpected(forgotten.error());
  for (const KeyNumber number : forgotten->keys) {
    if (auto doomed = doom(transaction, number); !doomed) return tl::unexpected(doomed.error());
  }
  return forgotten->rows;
}

Result<void> doom(WriteTransaction& transaction, KeyNumber number) {
  return transaction.put(Table::dying_keys, key_of(number), {});
}

Result<std::vector<KeyNumber>> doomed_keys(const Transaction& transaction, std::size_t most) {
  auto cursor = transaction.cursor(Table::dying_keys);
  if (!cursor) return tl::unexpected(cursor.error());
  std::vector<KeyNumber> numbers;
  auto row = cursor->first();
  for (; row && *row && numbers.size() < most; row = cursor->next()) {
    numbers.push_back(OctetReader((*row)->key).number<KeyNumber>());
  }
  if (!row) return tl::unexpected(row.error());
  return numbers;
}

Result<void> forget_doomed(WriteTransaction& transaction, std::span<const KeyNumber> numbers) {
  for (const KeyNumber number : numbers) {
    if (auto gone = transaction.remove(Table::dying_keys, key_of(number)); !gone) return tl::unexpected(gone.error());
  }
  return {};
}

} // namespace store
