// The tables of the store's LMDB environment. store/LEDGER.md has every octet of their keys and rows.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace store {

enum class Table : std::uint8_t {
  meta,               // schema version, counters
  origins,            // ordinal -> origin, head number, head digest
  entries,            // ordinal, number -> entry
  heads,              // ordinal, number -> signed head
  entry_ids,          // entry id -> ordinal, number
  addresses,          // identity hash -> address state
  identities,         // identity hash -> key number, sealed clear text
  restrictions,       // workspace, ordinal, number: entries that may deny or hold
  messages,           // message number -> message row
  workspace_messages, // workspace, message number
  done_marks,         // spool id -> message number
  workspaces,         // workspace id -> row
  users,              // user id -> sealed row
  user_logins,        // keyed hash of the login name -> user id
  api_keys,           // key id -> sealed row
  api_key_hashes,     // keyed hash of the secret -> key id
  tokens,             // token reference -> sealed row
  forward_tokens,     // workspace, user -> token reference
  import_blocks,      // import, first row -> the sorted rows of one piece
  imports,            // import -> what its rows have in common
  import_undos,       // import -> the entry that undid it
  consents,           // entry id -> key number, sealed words
  opt_ins,            // double opt-in id -> key number, sealed row
  opt_in_tokens,      // keyed hash of the token -> double opt-in id
  opt_in_queue,       // state, double opt-in id: those that are open
  sends,              // day, workspace, identity hash
  mailed,             // workspace, identity hash -> last day
  even_addresses,     // as addresses, sends, mailed: of the generations of index keys whose number is even
  even_sends,
  even_mailed,
  sessions,        // keyed hash of the secret -> sealed row
  failed_logins,   // hour, source -> how many, sealed
  identity_blocks, // key number, identity hash: the identities that share a vault key
  message_tokens,  // message number -> sealed: whom it concerns, what it can be found by
  dying_keys,      // key number: to be destroyed by the next turn
  cases,           // case id -> privacy request or breach
};

// clang-format off
constexpr std::array<std::string_view, 36> table_names{
    "meta", "origins", "entries", "heads", "entry_ids", "addresses", "identities", "restrictions", "messages",
    "workspace_messages", "done_marks", "workspaces", "users", "user_logins", "api_keys", "api_key_hashes",
    "tokens", "forward_tokens", "import_blocks", "imports", "import_undos", "consents", "opt_ins", "opt_in_tokens",
    "opt_in_queue", "sends", "mailed", "even_addresses", "even_sends", "even_mailed", "sessions", "failed_logins",
    "identity_blocks", "message_tokens", "dying_keys", "cases",
};
// clang-format on
static_assert(table_names.size() == static_cast<std::size_t>(Table::cases) + 1);

constexpr std::string_view name_of(Table table) { return table_names[static_cast<std::size_t>(table)]; }

} // namespace store
