// Whom a workspace wrote to, and on which day, inside a transaction. No entries of the ledger: they decide nothing by
// themselves, and are forgotten after 400 days.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "classifier/entry.hpp"
#include "parsers/instant.hpp"
#include "store/accounts.hpp"
#include "store/generations.hpp"
#include "store/lmdb.hpp"

namespace store {

constexpr std::chrono::days sends_are_kept{400};

using SendDay = std::uint16_t; // days since 1970-01-01 UTC
/// invalid_argument outside of 1970 to 2149.
Result<SendDay> send_day_of(parsers::Instant instant);

/// What the sends of an identity stand under: one key for all spellings of a mailbox; the aliases of a number, its own
/// form first.
std::vector<classifier::IdentityHash> send_keys(const parsers::Identity& identity, const KeyRing& keys);

struct Send {
  WorkspaceId workspace = 0;
  classifier::IdentityHash recipient{}; // the first of its keys, of the first generation
  SendDay day = 0;
};
Result<void> put_sends(WriteTransaction& transaction, std::span<const Send> sends, const IndexView& view);
/// The latest day on which the workspace wrote to one of these; nothing when it did not.
struct Sender {
  WorkspaceId workspace = 0;
  const IndexView& view;
};
Result<std::optional<SendDay>> last_send(const Transaction& transaction, const Sender& sender,
                                         std::span<const classifier::IdentityHash> recipients);
/// Forgets up to `limit` sends of days before `first_kept`, of each generation; tells how many they were.
Result<std::size_t> forget_sends_before(WriteTransaction& transaction, SendDay first_kept, std::size_t limit);

/// Moves up to `limit` sends of the older generation to the newest; tells how many.
Result<std::size_t> rekey_sends(WriteTransaction& transaction, const IndexView& view, std::size_t limit);

} // namespace store
