// The part of LmdbStore that is about workspaces: each change with its ledger entry.
#include <sodium.h>

#include <algorithm>

#include "store/batch.hpp"
#include "store/lmdb_store.hpp"
#include "store/meta.hpp"

namespace store {

using classifier::EventKind;
using parsers::ErrorCode;
using parsers::failure;
using parsers::Instant;

namespace {

/// Installation events have no cause of their own: a random one.
classifier::Cause random_cause() {
  classifier::Cause cause{};
  randombytes_buf(cause.data(), cause.size());
  return cause;
}

Result<std::uint32_t> take_id(WriteTransaction& transaction, Counter counter) {
  const auto number = take_number(transaction, counter);
  if (!number) return tl::unexpected(number.error());
  return static_cast<std::uint32_t>(*number);
}

} // namespace

Result<void> LmdbStore::record(WriteTransaction& transaction, const AccountEvent& event) const {
  Draft draft;
  draft.event.kind = event.kind;
  draft.event.scope.workspace = event.workspace;
  draft.event.scope.channel = classifier::Channel::all;
  draft.event.scope.purpose.kind = classifier::Purpose::Kind::all;
  if (event.grant) {
    draft.event.scope.reach = event.grant->reach;
    draft.event.scope.workspace = event.grant->reach == classifier::Reach::workspace ? event.grant->id : 0;
    draft.event.scope.agency = event.grant->reach == classifier::Reach::agency ? event.grant->id : 0;
  }
  draft.event.subject = event.subject;
  draft.event.source = event.source != 0 ? event.source : source_of(event.occasion.by);
  draft.cause = random_cause();
  draft.received_at = event.occasion.at;
  Batch batch(*vault_keys_);
  batch.add(draft);
  if (auto written = std::move(batch).write(transaction); !written) return tl::unexpected(written.error());
  return {};
}

// -- workspaces -------------------------------------------------------------------------------------------------------

Result<Workspace> LmdbStore::create_workspace(std::string_view name, Instant now) {
  if (!is_workspace_name(name)) {
    return failure(ErrorCode::invalid_argument, "a workspace's name is 1 to 40 of a-z, 0-9 and '-'");
  }
  return write([&](WriteTransaction& transaction) -> Result<Workspace> {
    const auto known = store::find_workspace(transaction, name);
    if (known) return failure(ErrorCode::already_exists, "there is a workspace " + std::string(name));
    if (known.error().code != ErrorCode::not_found) return known;
    const auto id = take_id(transaction, Counter::workspace);
    if (!id) return tl::unexpected(id.error());
    Workspace workspace;
    workspace.id = *id;
    workspace.name = name;
    workspace.created_at = now;
    if (auto put = put_workspace(transaction, workspace); !put) return tl::unexpected(put.error());
    const auto recorded = record(transaction, {EventKind::workspace_created, *id, *id, now});
    if (!recorded) return tl::unexpected(recorded.error());
    return workspace;
  });
}

Result<std::vector<Workspace>> LmdbStore::workspaces() const {
  return read([](const Transaction& transaction) { return all_workspaces(transaction); });
}

Result<Workspace> LmdbStore::find_workspace(std::string_view name) const {
  return read([&](const Transaction& transaction) { return store::find_workspace(transaction, name); });
}

} // namespace store
