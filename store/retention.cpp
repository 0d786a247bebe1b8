#include "store/retention.hpp"

#include <algorithm>

#include "store/address_table.hpp"
#include "store/erasure.hpp"
#include "store/ledger.hpp"

namespace store {

using classifier::EntryId;
using classifier::EventKind;
using classifier::Fact;

namespace {

/// A message stays as long as it is the proof of what its contact wants or complained of.
bool needs_proof(EventKind kind) {
  return kind == EventKind::opt_out || kind == EventKind::complaint || kind == EventKind::consent_granted;
}

Result<bool> is_live_proof(const Transaction& transaction, const EntryId& id, const IndexView& view) {
  const auto entry = entry_with_id(transaction, id);
  if (!entry) return tl::unexpected(entry.error());
  if (!*entry || !(*entry)->identity || !needs_proof((*entry)->event.kind)) return false;
  const auto state = state_at(transaction, {*(*entry)->identity, (*entry)->generation}, view);
  if (!state) return tl::unexpected(state.error());
  return std::ranges::any_of(state->facts, [&](const Fact& fact) {
    return fact.id == id && classifier::is_live(fact, fact.event.scope, *state);
  });
}

Result<bool> proves_something(const Transaction& transaction, const MessageTokens& tokens, const IndexView& view) {
  for (const EntryId& id : tokens.entries) {
    const auto proof = is_live_proof(transaction, id, view);
    if (!proof || *proof) return proof;
  }
  return false;
}

Due due_by_age(const ScannedMessage& message, const RetentionPolicy& policy, parsers::Instant now) {
  if (message.received_at + policy.excerpts <= now) return Due::all;
  const bool has_octets = message.place.length != 0;
  return has_octets && message.received_at + policy.messages <= now ? Due::octets : Due::nothing;
}

} // namespace

Result<RetentionPage> due_messages(const Transaction& transaction, const RetentionRange& range,
                                   const RetentionPolicy& policy, parsers::Instant now, VaultKeys& keys) {
  const auto view = IndexView::of(transaction, keys.ring());
  if (!view) return tl::unexpected(view.error());
  RetentionPage page;
  parsers::Error trouble;
  bool is_whole = true;
  const MessageRange messages{.workspace = 0, .before = range.before, .limit = range.limit};
  const auto next = scan_messages(transaction, messages, keys, [&](const ScannedMessage& message) {
    ++page.seen;
    Due due = due_by_age(message, policy, now);
    if (due != Due::nothing) {
      const auto proof = proves_something(transaction, message.tokens, *view);
      if (!proof) {
        trouble = proof.error();
        return is_whole = false;
      }
      if (*proof) {
        ++page.proofs;
        due = Due::nothing;
      }
    }
    if (due != Due::nothing) page.due.push_back({message.number, due});
    if (due == Due::nothing && message.place.length != 0) page.segments.insert(message.place.segment);
    return true;
  });
  if (!is_whole) return tl::unexpected(trouble);
  if (!next) return tl::unexpected(next.error());
  page.before = *next;
  return page;
}

Result<void> let_go(WriteTransaction& transaction, std::span<const DueMessage> due, VaultKeys& keys) {
  for (const DueMessage& each : due) {
    if (each.due == Due::all) {
      const auto key = forget_message(transaction, each.number);
      if (!key) return tl::unexpected(key.error());
      if (*key == 0) continue;
      if (auto doomed = doom(transaction, *key); !doomed) return doomed;
      continue;
    }
    auto message = open_message(transaction, each.number, keys);
    if (!message && message.error().code == parsers::ErrorCode::not_found) continue;
    if (!message) return tl::unexpected(message.error());
    if (auto doomed = doom(transaction, message->key.number); !doomed) return doomed;
    const auto fresh = keys.take();
    if (!fresh) return tl::unexpected(fresh.error());
    message->key = *fresh;
    message->place = {};
    if (auto put = replace_message(transaction, *message); !put) return put;
  }
  return {};
}

} // namespace store
