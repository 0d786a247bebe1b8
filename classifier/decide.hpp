// What follows from a verdict or an operator's action. Only this makes events, for mail, hooks, API and people alike.
#pragma once

#include <string>
#include <vector>

#include "classifier/address_state.hpp"
#include "classifier/entry.hpp"
#include "classifier/intent.hpp"
#include "classifier/policy.hpp"
#include "classifier/provenance.hpp"

namespace classifier {

/// Where a verdict holds: the session's, key's, listener's or token's, never the request's.
struct Circumstances {
  WorkspaceId workspace = 0;
  AgencyId agency = 0; // that the workspace is under
  Channel channel = Channel::email;
  std::optional<Purpose> stream;  // of an unsubscribe token
  bool contact_was_mailed = true; // by this workspace
  std::uint64_t source = 0;       // who says so, a short keyed hash; 0: nobody known
};

/// Pure. Empty where nothing is to be recorded.
std::vector<Event> decide(const Verdict& verdict, Provenance provenance, const Circumstances& circumstances,
                          const AddressState& state, const Policy& policy, parsers::Instant now);

struct OperatorAction {
  enum class Kind : std::uint8_t { suppress, allow, lift };
  Kind kind = Kind::suppress;
  Scope scope;
  bool transactional_may_pass = false;
  std::uint64_t source = 0; // who does it
};

/// `state` is the join of every key that the identity is looked up by. A lift names the live facts of that state which
/// its scope covers and that an admin may lift; nothing to lift gives no event.
std::vector<Event> decide(const OperatorAction& action, const AddressState& state, const Policy& policy,
                          parsers::Instant now);

struct ConsentAction {
  /// record: what somebody says that the person agreed to; it lifts nothing. confirm: the person's own double opt-in.
  enum class Kind : std::uint8_t { record, withdraw, confirm };
  Kind kind = Kind::record;
  Scope scope;
  std::optional<parsers::Instant> expires = std::nullopt; // of what is granted
  Provenance level = Provenance::none; // of a withdrawal: how well it is proven that the person wants it
};

/// `state` as for an operator's action. A confirmation names what the person did inside its scope, complaints too, but
/// not what operators denied. A withdrawal names the live grants that meet its scope, and is an opt-out of it.
std::vector<Event> decide(const ConsentAction& action, const AddressState& state);

} // namespace classifier
