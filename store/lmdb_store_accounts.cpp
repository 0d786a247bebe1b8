// The part of LmdbStore that is about workspaces and minted addresses: each change with its ledger entry.
#include <sodium.h>

#include <algorithm>

#include "parsers/address.hpp"
#include "store/batch.hpp"
#include "store/lmdb_store.hpp"
#include "store/meta.hpp"
#include "store/sends_table.hpp"

namespace store {

using classifier::EventKind;
using parsers::ErrorCode;
using parsers::failure;
using parsers::Instant;
using parsers::TokenPurpose;

namespace {

constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_identity = 1024; // of a token's recipient

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

/// The last day on which the token is good; 0: for ever.
Result<std::uint16_t> expiry_day_of(std::optional<Instant> expires) {
  if (!expires) return 0;
  const auto day = std::chrono::floor<std::chrono::days>(*expires).time_since_epoch().count();
  if (day <= 0 || day > 0xffff) return failure(ErrorCode::invalid_argument, "a token ends between 1970 and 2149");
  return static_cast<std::uint16_t>(day);
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

// -- minted addresses -------------------------------------------------------------------------------------------------

Result<std::string> LmdbStore::mint_address(const TokenRow& row, std::optional<Instant> expires, Instant now) {
  const auto expiry_day = expiry_day_of(expires);
  if (!expiry_day) return tl::unexpected(expiry_day.error());
  if (row.stream.size() > longest_name || (row.recipient && text_of(*row.recipient).size() > longest_identity)) {
    return failure(ErrorCode::invalid_argument, "a token's recipient or stream is too long");
  }
  return write([&](WriteTransaction& transaction) { return mint(transaction, row, *expiry_day, now); });
}

Result<std::string> LmdbStore::mint(WriteTransaction& transaction, const TokenRow& row, std::uint16_t expiry_day,
                                    Instant now) const {
  const std::array workspace{row.workspace};
  if (auto found = expect_workspaces(transaction, workspace); !found) return tl::unexpected(found.error());
  if (row.purpose == TokenPurpose::forward) {
    if (auto user = users_.at(transaction, row.user); !user) return tl::unexpected(user.error());
    const auto known = tokens_.forward_token(transaction, row.workspace, row.user);
    if (!known) return tl::unexpected(known.error());
    if (*known) return (*known)->address;
  }
  const auto reference = take_number(transaction, Counter::token);
  if (!reference) return tl::unexpected(reference.error());
  const std::string& domain = keys_.domains().front();
  const MintedToken token{
      row, parsers::mint_token(row.purpose, *reference, expiry_day, domain, keys_.token_keys().back()) + "@" + domain};
  if (auto put = tokens_.put(transaction, *reference, token); !put) return tl::unexpected(put.error());
  if (row.recipient) {
    const auto day = send_day_of(now);
    if (!day) return tl::unexpected(day.error());
    const std::array sent{Send{row.workspace, send_keys(*row.recipient, keys_).front(), *day}};
    const auto view = IndexView::of(transaction, keys_);
    if (!view) return tl::unexpected(view.error());
    if (auto put = put_sends(transaction, sent, *view); !put) return tl::unexpected(put.error());
  }
  const auto recorded = record(transaction, {EventKind::relay_address_created, row.workspace, *reference, now});
  if (!recorded) return tl::unexpected(recorded.error());
  return token.address;
}

Result<TokenRow> LmdbStore::token_row(parsers::TokenReference reference) const {
  return read([&](const Transaction& transaction) -> Result<TokenRow> {
    auto token = tokens_.at(transaction, reference);
    if (!token) return tl::unexpected(token.error());
    return std::move(token->row);
  });
}

} // namespace store
