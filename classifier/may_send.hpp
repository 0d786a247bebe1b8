// The answer: may I send to this contact now? One table, read from the top; the first row that applies decides.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/address_state.hpp"
#include "classifier/policy.hpp"

namespace classifier {

struct Query {
  WorkspaceId workspace = 0;
  Channel channel = Channel::email;
  Purpose purpose;
};

/// Which key of the identity a state was found under. A wide or alias key may only deny.
enum class KeyKind : std::uint8_t { strict, wide, alias, domain, parent_domain };
struct KeyedState {
  KeyKind key = KeyKind::strict;
  AddressState state;
};
using States = std::vector<KeyedState>;

enum class Answer : std::uint8_t { allow, deny, hold, template_only };
std::string_view name_of(Answer answer);

struct Decision {
  Answer answer = Answer::allow;
  std::string reason; // the row's name: "unsubscribe", "hard_bounce", "held", …; empty with allow
  Reach scope = Reach::workspace;
  std::optional<parsers::Instant> since;
  std::optional<parsers::Instant> expires_at; // deny or hold ends by itself then (retry_after of a hold)
  std::optional<EntryId> entry;               // the deciding one
  bool is_foreign = false; // decided by a row of another workspace: callers show decision and scope only
};

/// Pure and total. An event kind that it does not know denies ("unknown_entry").
Decision may_send(const Query& query, const States& states, const Policy& policy, parsers::Instant now);

} // namespace classifier
