// Events, and the ledger entries that carry them. Events are bare facts: no counts, no conclusions about other facts.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "classifier/provenance.hpp"
#include "classifier/scope.hpp"
#include "parsers/delivery_report.hpp"
#include "parsers/instant.hpp"

namespace classifier {

using EntryId = std::array<std::uint8_t, 16>;
using Cause = std::array<std::uint8_t, 16>;        // keyed BLAKE2b: an entry holds no free text
using IdentityHash = std::array<std::uint8_t, 16>; // keyed BLAKE2b of the normalised identity
/// Which index key a hash was made by, from 1: every later one is made of the hash before.
using Generation = std::uint8_t;
using Digest = std::array<std::uint8_t, 32>; // BLAKE2b-256
using Origin = std::array<std::uint8_t, 16>; // one data directory's life

enum class EventKind : std::uint8_t {
  // what a contact did or asked for
  opt_out = 1,
  complaint = 2,
  erasure_request = 3,
  access_request = 4,
  not_interested = 5,
  replied = 6,
  absent = 7,
  left_company = 8,
  window_opened = 9, // a message or call of the person on a channel that answers freely for a while; until: its end
  consent_granted = 10,
  consent_withdrawn = 11,
  // what machines reported
  delivery_failed = 16,
  delivery_delayed = 17,
  delivered = 18,
  // what operators did about a contact
  denied = 32,
  allow_listed = 33,
  legal_hold = 34,
  objection = 35,
  restricted = 36,
  erased = 37,
  lifted = 38,
  imported = 39,
  override_used = 40, // a check was answered allow only because the allow list stands above what denies
  // what waits for a person
  review_requested = 48,
  // what happened to the installation: the ledger is the audit log
  store_created = 64,
  workspace_created = 65,
  user_created = 66,
  user_changed = 67,
  key_created = 68,
  key_revoked = 69,
  relay_address_created = 70,
  logged_in = 71,
  login_failed = 72,
  message_viewed = 73,
  workspace_changed = 74, // its agency, its rule of consent, what is known of its sends
  // people and keys, further: the subject is the user or key, the source who did it
  password_changed = 84,
  second_factor_set = 85,
  second_factor_removed = 86,
  recovery_code_used = 87,
  sessions_ended = 88,
  code_entered = 89, // of a session that was open: for what asks for a fresh code
  user_disabled = 90,
  user_enabled = 91,
  role_given = 92, // the subject holds the role too (store/account_requests.hpp)
  role_taken = 93,
  key_rotated = 94,
  // what was imported: the rows of a piece stand in a block beside the ledger, the subject is the import
  list_imported = 80,
  import_undone = 81,
  // identities are hashed by another key from here on; the subject is the generation
  index_key_changed = 96,
  // what was done about personal data; subject: the case, the count of messages, the user
  case_changed = 100,
  retention_applied = 101,
  keys_turned = 102,
  workspace_closed = 103,
  user_closed = 104,
  new_network = 105, // a user logged in from where they did not before
};
std::string_view name_of(EventKind kind);
/// False for a kind that a newer Desist wrote.
bool is_known(EventKind kind);
/// A lift or a consent: it may name entries, which it cancels inside its scope.
bool may_cancel(EventKind kind);

/// What a fact may do by itself. A held one denies until a person decides; a provisional one denies and ends; a
/// repeated one was said so often that it changes no answer (classifier/repetition.hpp), and stands in no state.
enum class Force : std::uint8_t { recorded, in_force, held, provisional, repeated };
std::string_view name_of(Force force);

struct Event {
  EventKind kind = EventKind::review_requested;
  Scope scope;
  Provenance level = Provenance::none;
  Force force = Force::recorded;
  parsers::FailureReason failure = parsers::FailureReason::undefined; // delivery_failed, delivery_delayed
  parsers::Permanence permanence = parsers::Permanence::none;
  // absent: first instant back; provisional, not_interested, window_opened, consent_granted: end; lifted: delivery
  // failures up to then are cleared
  std::optional<parsers::Instant> until;
  bool transactional_may_pass = false; // denied: the operator said so
  bool by_keyword = false;             // opt_out: an exact keyword of its channel, whose START ends it
  std::vector<EntryId> cancels;        // lifted, consent_granted, consent_withdrawn: the entries that it names
  std::uint64_t subject = 0;           // of installation events: workspace, user or key number
  std::uint64_t source = 0;            // who said so, a short keyed hash; 0: nobody known
  friend bool operator==(const Event&, const Event&) = default;
};

/// (origin, number) is the only thing that is unique; numbers of one origin have no gap and begin at 1.
struct Position {
  Origin origin{};
  std::uint64_t number = 0;
  friend auto operator<=>(const Position&, const Position&) = default;
};

/// Where somebody has read up to, in each origin; of an origin that is not named, nothing was read.
using Positions = std::map<Origin, std::uint64_t>;

struct Entry {
  Position position;
  EntryId id{};
  Cause cause{};
  parsers::Instant received_at{};
  WorkspaceId workspace = 0;
  std::optional<IdentityHash> identity; // nothing: an event of the installation
  Generation generation = 1;            // of `identity`
  bool is_wide_copy = false;            // the entry before, said again of the wide form of its address
  Event event;
  Digest evidence{}; // of what lies in the vault; zero: none
  Digest previous{}; // chain: digest of this origin's entry before
  friend bool operator==(const Entry&, const Entry&) = default;
};

} // namespace classifier
