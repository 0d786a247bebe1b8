// The part of LmdbStore that is about agreement and about whom somebody wrote to: consents, double opt-ins, sends, and
// how a workspace works.
#include <sodium.h>

#include "classifier/decide.hpp"
#include "store/address_table.hpp"
#include "store/batch.hpp"
#include "store/blake2b.hpp"
#include "store/consent_table.hpp"
#include "store/lmdb_store.hpp"
#include "store/octets.hpp"
#include "store/sends_table.hpp"

namespace store {

using classifier::AddressState;
using classifier::ConsentAction;
using classifier::OptInInput;
using classifier::OptInState;
using parsers::ErrorCode;
using parsers::failure;
using parsers::Identity;
using parsers::Instant;

namespace {

constexpr std::size_t forgotten_at_once = 10'000;

/// What bears on a consent and is known of this very identity, whatever its spelling.
AddressState joined_state(const classifier::States& states) {
  AddressState joined;
  for (const classifier::KeyedState& keyed : states) {
    if (keyed.key == classifier::KeyKind::domain || keyed.key == classifier::KeyKind::parent_domain) continue;
    joined.facts.insert(joined.facts.end(), keyed.state.facts.begin(), keyed.state.facts.end());
    joined.tombstones.insert(joined.tombstones.end(), keyed.state.tombstones.begin(), keyed.state.tombstones.end());
  }
  return joined;
}

/// The same answer to the same request is the same entry.
classifier::Cause cause_of(const KeyRing& keys, OptInId id) {
  return keys.cause("double opt-in " + std::to_string(id));
}

} // namespace

// -- workspaces -------------------------------------------------------------------------------------------------------

Result<Workspace> LmdbStore::workspace(WorkspaceId id) const {
  return read([&](const Transaction& transaction) { return workspace_at(transaction, id); });
}

Result<Workspace> LmdbStore::change_workspace(std::string_view name, const WorkspaceChange& change, Instant now) {
  return write([&](WriteTransaction& transaction) -> Result<Workspace> {
    auto workspace = store::find_workspace(transaction, name);
    if (!workspace) return workspace;
    workspace->agency = change.agency.value_or(workspace->agency);
    workspace->consent = change.consent.value_or(workspace->consent);
    workspace->sends_are_complete = change.sends_are_complete.value_or(workspace->sends_are_complete);
    if (auto put = put_workspace(transaction, *workspace); !put) return tl::unexpected(put.error());
    Draft draft;
    draft.event.kind = classifier::EventKind::workspace_changed;
    draft.event.scope = {.reach = classifier::Reach::workspace,
                         .workspace = workspace->id,
                         .channel = classifier::Channel::all,
                         .purpose = {.kind = classifier::Purpose::Kind::all, .stream = {}},
                         .agency = workspace->agency};
    draft.event.subject = workspace->id;
    randombytes_buf(draft.cause.data(), draft.cause.size());
    draft.received_at = now;
    Batch batch(*vault_keys_);
    batch.add(draft, blake2b_256(encode_workspace(*workspace)));
    if (auto written = std::move(batch).write(transaction); !written) return tl::unexpected(written.error());
    return workspace;
  });
}

// -- consents ---------------------------------------------------------------------------------------------------------

Result<std::vector<ConsentRecord>> LmdbStore::consents_of(const Identity& identity, Instant now) const {
  const KeyedHash hash{keys_.hash(identity)};
  return read([&](const Transaction& transaction) -> Result<std::vector<ConsentRecord>> {
    const auto view = IndexView::of(transaction, keys_);
    if (!view) return tl::unexpected(view.error());
    const auto state = state_at(transaction, hash, *view);
    if (!state) return tl::unexpected(state.error());
    return read_consents(transaction, *state, *vault_keys_, now);
  });
}

Result<OptIn> LmdbStore::request_opt_in(const OptInRequest& request) {
  if (auto checked = check_consent(request.text); !checked) return tl::unexpected(checked.error());
  const auto* address = std::get_if<parsers::Address>(&request.identity);
  if (address != nullptr && !address->is_normalised()) {
    return failure(ErrorCode::invalid_argument, "nobody can be asked at an address that is no valid one");
  }
  return write([&](WriteTransaction& transaction) { return opt_ins_.add(transaction, request); });
}

Result<std::vector<OptInMail>> LmdbStore::opt_in_mails(std::size_t limit) const {
  return read([&](const Transaction& transaction) -> Result<std::vector<OptInMail>> {
    auto rows = opt_ins_.in_state(transaction, OptInState::requested, limit);
    if (!rows) return tl::unexpected(rows.error());
    std::vector<OptInMail> mails;
    for (OptInRow& row : *rows) mails.push_back({std::move(row.opt_in), std::move(row.token)});
    return mails;
  });
}

Result<OptIn> LmdbStore::opt_in(OptInId id) const {
  return read([&](const Transaction& transaction) -> Result<OptIn> {
    auto row = opt_ins_.at(transaction, id);
    if (!row) return tl::unexpected(row.error());
    return std::move(row->opt_in);
  });
}

Result<OptIn> LmdbStore::opt_in_was_sent(OptInId id, Instant now) {
  return write([&](WriteTransaction& transaction) -> Result<OptIn> {
    auto row = opt_ins_.at(transaction, id);
    if (!row) return tl::unexpected(row.error());
    return opt_ins_.advance(transaction, std::move(*row), OptInInput::mail_was_sent, now);
  });
}

Result<OptIn> LmdbStore::answer_opt_in(std::string_view token, OptInAnswer answer, Instant now) {
  return write([&](WriteTransaction& transaction) -> Result<OptIn> {
    auto row = opt_ins_.find(transaction, token);
    if (!row) return tl::unexpected(row.error());
    const bool is_late = row->opt_in.request.answer_by <= now;
    const OptInInput input = is_late                            ? OptInInput::time_passed
                             : answer == OptInAnswer::confirmed ? OptInInput::owner_confirmed
                                                                : OptInInput::owner_refused;
    auto advanced = opt_ins_.advance(transaction, std::move(*row), input, now);
    if (!advanced || advanced->state != OptInState::confirmed) return advanced;
    if (auto granted = grant(transaction, *advanced, now); !granted) return tl::unexpected(granted.error());
    return advanced;
  });
}

/// The owner's confirmation names what the person did before, in the state that this very transaction sees.
Result<void> LmdbStore::grant(WriteTransaction& transaction, const OptIn& opt_in, Instant now) const {
  const OptInRequest& request = opt_in.request;
  classifier::States states;
  const auto view = IndexView::of(transaction, keys_);
  if (!view) return tl::unexpected(view.error());
  std::vector<LookUpKey> keys = look_up_keys(request.identity, keys_);
  const auto forms = loaded_digest_forms(transaction, keys_);
  if (!forms) return tl::unexpected(forms.error());
  add_digest_keys(request.identity, *forms, keys_, keys);
  for (const LookUpKey& key : keys) {
    if (auto added = add_state({transaction, *view}, key, states); !added) return added;
  }
  const ConsentAction action{
      .kind = ConsentAction::Kind::confirm, .scope = request.scope, .expires = request.consent_expires};
  Batch batch(*vault_keys_);
  for (const classifier::Event& event : classifier::decide(action, joined_state(states))) {
    Draft draft;
    draft.identity = request.identity;
    draft.event = event;
    draft.cause = cause_of(keys_, opt_in.id);
    draft.received_at = now;
    draft.consent = request.text;
    draft.consent->asked_at = request.asked_at;
    draft.consent->confirmed_at = now;
    batch.add(draft);
  }
  if (auto written = std::move(batch).write(transaction); !written) return tl::unexpected(written.error());
  return {};
}

Result<std::vector<OptIn>> LmdbStore::open_opt_ins(std::size_t limit) const {
  return read([&](const Transaction& transaction) -> Result<std::vector<OptIn>> {
    std::vector<OptIn> open;
    for (const OptInState state : {OptInState::requested, OptInState::sent}) {
      auto rows = opt_ins_.in_state(transaction, state, limit - open.size());
      if (!rows) return tl::unexpected(rows.error());
      for (OptInRow& row : *rows) open.push_back(std::move(row.opt_in));
    }
    return open;
  });
}

Result<OptIn> LmdbStore::cancel_opt_in(OptInId id, Instant now) {
  return write([&](WriteTransaction& transaction) -> Result<OptIn> {
    auto row = opt_ins_.at(transaction, id);
    if (!row) return tl::unexpected(row.error());
    return opt_ins_.advance(transaction, std::move(*row), OptInInput::operator_cancelled, now);
  });
}

Result<std::size_t> LmdbStore::expire_opt_ins(Instant now) {
  const auto open = open_opt_ins(~std::size_t{0});
  if (!open) return tl::unexpected(open.error());
  std::size_t expired = 0;
  for (const OptIn& opt_in : *open) {
    if (opt_in.request.answer_by > now) continue;
    const auto ended = write([&](WriteTransaction& transaction) -> Result<bool> {
      auto row = opt_ins_.at(transaction, opt_in.id);
      if (!row) return tl::unexpected(row.error());
      if (!is_open(row->opt_in.state)) return false; // answered meanwhile
      auto advanced = opt_ins_.advance(transaction, std::move(*row), OptInInput::time_passed, now);
      if (!advanced) return tl::unexpected(advanced.error());
      return true;
    });
    if (!ended) return tl::unexpected(ended.error());
    if (*ended) ++expired;
  }
  return expired;
}

// -- sends ------------------------------------------------------------------------------------------------------------

Result<void> LmdbStore::record_sends(WorkspaceId workspace, std::span<const Identity> recipients, Instant sent_at) {
  const auto day = send_day_of(sent_at);
  if (!day) return tl::unexpected(day.error());
  std::vector<Send> sends;
  for (const Identity& recipient : recipients)
    sends.push_back({.workspace = workspace, .recipient = send_keys(recipient, keys_).front(), .day = *day});
  return write([&](WriteTransaction& transaction) -> Result<void> {
    const std::array named{workspace};
    if (auto found = expect_workspaces(transaction, named); !found) return found;
    const auto view = IndexView::of(transaction, keys_);
    if (!view) return tl::unexpected(view.error());
    return put_sends(transaction, sends, *view);
  });
}

Result<bool> LmdbStore::was_mailed(WorkspaceId workspace, const Identity& contact, Instant now) const {
  const auto hashes = send_keys(contact, keys_);
  const auto first_kept = send_day_of(now - sends_are_kept);
  if (!first_kept) return tl::unexpected(first_kept.error());
  return read([&](const Transaction& transaction) -> Result<bool> {
    const auto row = workspace_at(transaction, workspace);
    if (!row) return tl::unexpected(row.error());
    if (!row->sends_are_complete) return true;
    const auto view = IndexView::of(transaction, keys_);
    if (!view) return tl::unexpected(view.error());
    const auto last = last_send(transaction, {workspace, *view}, hashes);
    if (!last) return tl::unexpected(last.error());
    return *last && **last >= *first_kept;
  });
}

Result<std::vector<WorkspaceId>> LmdbStore::workspaces_that_mailed(const Identity& contact, Instant now) const {
  const auto hashes = send_keys(contact, keys_);
  const auto first_kept = send_day_of(now - sends_are_kept);
  if (!first_kept) return tl::unexpected(first_kept.error());
  return read([&](const Transaction& transaction) -> Result<std::vector<WorkspaceId>> {
    const auto all = all_workspaces(transaction);
    if (!all) return tl::unexpected(all.error());
    const auto view = IndexView::of(transaction, keys_);
    if (!view) return tl::unexpected(view.error());
    std::vector<WorkspaceId> mailed;
    for (const Workspace& workspace : *all) {
      const auto last = last_send(transaction, {workspace.id, *view}, hashes);
      if (!last) return tl::unexpected(last.error());
      if (*last && **last >= *first_kept) mailed.push_back(workspace.id);
    }
    return mailed;
  });
}

Result<std::size_t> LmdbStore::forget_sends(Instant now) {
  const auto first_kept = send_day_of(now - sends_are_kept);
  if (!first_kept) return tl::unexpected(first_kept.error());
  std::size_t total = 0;
  for (;;) {
    auto forgotten = write([&](WriteTransaction& transaction) {
      return forget_sends_before(transaction, *first_kept, forgotten_at_once);
    });
    if (!forgotten) return forgotten;
    total += *forgotten;
    if (*forgotten < forgotten_at_once) return total;
  }
}

} // namespace store
