// The part of LmdbStore that is about requests of people and breaches.
#include "store/case_table.hpp"
#include "store/identity_copies.hpp"
#include "store/lmdb_store.hpp"

namespace store {

using classifier::EventKind;
using parsers::ErrorCode;
using parsers::Instant;

namespace {

constexpr std::size_t longest_note = 4096;

std::optional<CaseKind> asked_for(EventKind kind) {
  if (kind == EventKind::erasure_request) return CaseKind::erase;
  if (kind == EventKind::access_request) return CaseKind::access;
  return std::nullopt;
}

} // namespace

/// A person who asks for their data, or for its end, has a request from that instant on.
Result<void> LmdbStore::open_asked_cases(WriteTransaction& transaction, std::span<const Draft> drafts,
                                         std::span<const NewMessage> messages, std::span<const EntryReceipt> receipts) {
  auto receipt = receipts.begin();
  const auto open = [&](const Draft& draft) -> Result<void> {
    const bool was_known = (receipt++)->was_known;
    const auto kind = asked_for(draft.event.kind);
    if (!kind || !draft.identity || was_known) return {};
    Case fresh;
    fresh.kind = *kind;
    fresh.workspace = draft.event.scope.workspace;
    fresh.person = keys_.hash(*draft.identity);
    fresh.received_at = draft.received_at;
    const auto added = add_case(transaction, std::move(fresh), *vault_keys_);
    if (!added) return tl::unexpected(added.error());
    return record(transaction, {EventKind::case_changed, added->workspace, added->id, draft.received_at});
  };
  for (const Draft& draft : drafts) {
    if (auto opened = open(draft); !opened) return opened;
  }
  for (const NewMessage& message : messages) {
    for (const Draft& draft : message.drafts) {
      if (auto opened = open(draft); !opened) return opened;
    }
  }
  return {};
}

Result<Case> LmdbStore::open_case(const NewCase& fresh) {
  if (fresh.note.size() > longest_note) {
    return parsers::failure(ErrorCode::too_large, "a note has at most 4,096 octets");
  }
  if (!fresh.person && fresh.kind != CaseKind::breach) {
    return parsers::failure(ErrorCode::invalid_argument, "a request is somebody's");
  }
  return write([&](WriteTransaction& transaction) -> Result<Case> {
    Case row;
    row.kind = fresh.kind;
    row.law = fresh.law;
    row.workspace = fresh.workspace;
    row.received_at = fresh.received_at;
    row.note = fresh.note;
    if (fresh.person) {
      row.person = keys_.hash(*fresh.person);
      const auto view = IndexView::of(transaction, keys_);
      if (!view) return tl::unexpected(view.error());
      const std::vector<IdentityCopy> copies{{*row.person, text_of(*fresh.person)}};
      if (auto kept = remember_identities(transaction, copies, *view, *vault_keys_); !kept) {
        return tl::unexpected(kept.error());
      }
    }
    auto added = add_case(transaction, std::move(row), *vault_keys_);
    if (!added) return added;
    const auto recorded =
        record(transaction, {EventKind::case_changed, added->workspace, added->id, added->received_at});
    if (!recorded) return tl::unexpected(recorded.error());
    return case_at(transaction, added->id, *vault_keys_);
  });
}

Result<Case> LmdbStore::change_case(CaseId id, CaseStep step, Instant now) {
  return write([&](WriteTransaction& transaction) -> Result<Case> {
    auto known = case_at(transaction, id, *vault_keys_);
    if (!known) return known;
    auto changed = after(std::move(*known), step, now);
    if (!changed) return changed;
    if (auto put = put_case(transaction, *changed, *vault_keys_); !put) return tl::unexpected(put.error());
    const auto recorded = record(transaction, {EventKind::case_changed, changed->workspace, id, now});
    if (!recorded) return tl::unexpected(recorded.error());
    return changed;
  });
}

Result<std::vector<Case>> LmdbStore::cases() const {
  return read([&](const Transaction& transaction) { return all_cases(transaction, *vault_keys_); });
}

} // namespace store
