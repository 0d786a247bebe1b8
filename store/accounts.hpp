// Workspaces, users, API keys and the rows behind minted tokens. Every change is a ledger entry in the same
// transaction.
#pragma once

#include <chrono>
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

/// A role in one workspace, in all workspaces of an agency, or over the whole installation.
struct Grant {
  classifier::Reach reach = classifier::Reach::workspace;
  std::uint32_t id = 0; // of the workspace or agency; 0: the installation
  Role role = Role::viewer;
  friend bool operator==(const Grant&, const Grant&) = default;
};
/// What most people have: the role in each of the workspaces, or over the installation where none is named.
std::vector<Grant> grants_of(Role role, const std::vector<WorkspaceId>& workspaces);

struct User {
  std::uint32_t id = 0;
  std::string email; // a normalised address; the login name
  std::string name;  // how people call them; may be empty
  std::vector<Grant> grants;
  bool disabled = false;
  bool has_second_factor = false;
  parsers::Instant created_at{};
};

/// Who a session belongs to and how well they were known, never its secret.
struct Session {
  std::uint64_t number = 0; // names it in lists
  std::uint32_t user = 0;
  bool awaits_code = false; // the password was right; nothing else is open before the code is
  parsers::Instant opened_at{};
  parsers::Instant used_at{};
  std::optional<parsers::Instant> code_at; // when a code was last right
  std::string network;                     // address that it was opened from
  std::string agent;                       // of the browser, as it called itself
};
struct NewSession {
  Session session;
  std::string secret; // 64 hexadecimal digits: what a cookie holds
};

constexpr std::chrono::minutes longest_rest_of_session{15};
constexpr std::chrono::hours longest_session{12};
constexpr std::chrono::minutes longest_wait_for_code{10};
constexpr std::chrono::minutes life_of_fresh_code{5};
/// A code that was right less than five minutes ago: what lifting, keys and users ask for.
bool has_fresh_code(const Session& session, parsers::Instant now);

/// Logins that failed, of one source in one hour.
struct FailedLogins {
  parsers::Instant hour{};
  std::string network; // the source's address, of IPv6 its /64
  std::uint64_t count = 0;
};

/// What a new API key is to be good for.
struct KeyTerms {
  std::string name;
  std::vector<WorkspaceId> workspaces; // first is the one a request means when it names none
  std::vector<std::string> scopes;     // store/permissions.hpp
  std::vector<std::string> networks;   // "192.0.2.0/24", "2001:db8::/32"; none: from everywhere
  std::optional<parsers::Instant> expires_at;
  std::uint32_t requests_a_minute = 0; // 0: as many as it likes
};

struct ApiKey {
  std::uint32_t id = 0;
  std::string prefix; // first characters of the secret, for recognising it: "dsk_Ab3d"
  KeyTerms terms;
  bool revoked = false;
  parsers::Instant created_at{};
  std::optional<parsers::Instant> used_at;        // to the hour
  std::optional<parsers::Instant> previous_until; // after a rotation the secret before is good until then
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
