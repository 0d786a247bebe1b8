// How well the sender of a message is proven, per (message, contact): one table (semantics: provenance).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "parsers/facts.hpp"
#include "parsers/identity.hpp"
#include "parsers/relay_token.hpp"

namespace classifier {

enum class Provenance : std::uint8_t { none, weak, likely_forward, likely, verified_forward, verified, hostile };
std::string_view name_of(Provenance level);
/// likely or better, hostile excluded: a verdict may be held.
bool is_likely_or_better(Provenance level);

/// What is known about how a message came, beside what it says. Filled by relay/ from the envelope, the token's row in
/// the store and the proof of sender.
struct Arrival {
  std::optional<parsers::TokenPurpose> token;       // of the forward path; nothing: a general address
  bool token_has_effect = false;                    // effect MAC right, not expired, not revoked
  std::optional<parsers::Identity> token_recipient; // bounce, reply, unsubscribe: whom the token was minted for
  std::optional<parsers::Address> registered_user;  // forward: whose relay address it is
  std::string stream;                               // the token's stream; empty: none
  bool sender_is_proven = false;                    // aligned DKIM pass, SMTP AUTH or trusted upstream
  bool from_trusted_network = false;
  bool contradicts_proof = false; // DMARC reject, or From of a registered user with proof of the opposite
  // Whom this workspace mailed, of those that the message may concern; everybody until its sends are complete.
  bool everybody_was_mailed = true;
  std::vector<parsers::Identity> mailed;
  std::vector<parsers::Identity> mailed_by_one; // by exactly one workspace

  [[nodiscard]] bool was_mailed(const parsers::Identity& contact) const;
};

/// Pure. The level of this message for this contact.
Provenance provenance_of(const Arrival& arrival, const parsers::Facts& facts, const parsers::Identity& contact);

/// The level for an address that the text of a message merely names: likely at most, weak unless this workspace mailed
/// it. A message that can do nothing gives it nothing.
Provenance level_of_named_address(Provenance of_message, bool was_mailed);

} // namespace classifier
