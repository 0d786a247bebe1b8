// Workspaces, users, API keys and the rows behind minted tokens. Every change is a ledger entry in the same
// transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/may_send.hpp"
#include "parsers/identity.hpp"
#include "parsers/instant.hpp"
#include "parsers/relay_token.hpp"

namespace store {

using classifier::AgencyId;
using classifier::WorkspaceId;

struct Workspace {
  WorkspaceId id = 0;
  std::string name; // [a-z0-9-]{1,40}
  parsers::Instant created_at{};
  AgencyId agency = 0; // 0: under none
  classifier::ConsentRule consent = classifier::ConsentRule::opt_out;
  bool sends_are_complete = false; // an admin says so: who is not among them was not mailed
};

/// What is not named stays.
struct WorkspaceChange {
  std::optional<AgencyId> agency;
  std::optional<classifier::ConsentRule> consent;
  std::optional<bool> sends_are_complete;
};

enum class Role : std::uint8_t { owner, admin, agent, viewer };
std::string_view name_of(Role role);
std::optional<Role> parse_role(std::string_view name);

struct User {
  std::uint32_t id = 0;
  std::string email; // a normalised address; the login name
  Role role = Role::viewer;
  std::vector<WorkspaceId> workspaces; // empty for an owner: all
  bool disabled = false;
  parsers::Instant created_at{};
};

struct ApiKey {
  std::uint32_t id = 0;
  std::string name;
  std::string prefix;                  // first characters of the secret, for recognising it: "dsk_Ab3d"
  std::vector<WorkspaceId> workspaces; // first is the one a request means when it names none
  std::vector<std::string> scopes;     // "check", "write", "read", "lift"
  bool revoked = false;
  parsers::Instant created_at{};
};

struct NewApiKey {
  ApiKey key;
  std::string secret; // "dsk_" + base62 of 32 random octets + checksum; shown once, kept as a keyed hash
};

/// The row that a token's reference names.
struct TokenRow {
  parsers::TokenPurpose purpose = parsers::TokenPurpose::forward;
  WorkspaceId workspace = 0;
  std::uint32_t user = 0;                     // forward
  std::optional<parsers::Identity> recipient; // bounce, reply, unsubscribe
  std::string stream;                         // unsubscribe: of this stream only; empty: marketing
  bool revoked = false;
};

} // namespace store
