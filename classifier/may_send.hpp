// The answer: may I send to this contact now? One table, read from the top; the first row that applies decides.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/address_state.hpp"
#include "classifier/policy.hpp"

namespace classifier {

/// How a workspace works: by what was refused, or only with what was agreed to.
enum class ConsentRule : std::uint8_t { opt_out, opt_in };
std::string_view name_of(ConsentRule rule);
std::optional<ConsentRule> parse_consent_rule(std::string_view name);

/// What is to be sent: on WhatsApp words of one's own only while the window is open.
enum class MessageForm : std::uint8_t { free, from_template };

struct Query {
  WorkspaceId workspace = 0;
  Channel channel = Channel::email;
  Purpose purpose;
  AgencyId agency = 0; // that the workspace is under
  ConsentRule consent = ConsentRule::opt_out;
  MessageForm form = MessageForm::free;
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
  std::optional<parsers::Instant> expires_at;   // deny or hold ends by itself then
  std::optional<parsers::Instant> retry_after;  // the same of a hold: ask again then
  std::optional<parsers::Instant> window_until; // free words are answered until then, on a channel that has a window
  std::optional<EntryId> entry;                 // the deciding one
  std::string_view overridden;                  // allow: the row that would have decided but for the allow list
  bool is_foreign = false; // decided by a row of another workspace: callers show decision and scope only
};

/// Pure and total. An event kind that it does not know denies ("unknown_entry").
Decision may_send(const Query& query, const States& states, const Policy& policy, parsers::Instant now);

} // namespace classifier
