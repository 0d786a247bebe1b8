// What an operator does about a contact. Pages and the command line call the same functions; classifier::decide makes
// the events, the store commits them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/decide.hpp"
#include "store/store.hpp"

namespace admin {

/// An identity, or a rule for a domain: "@example.org", "*.example.org".
struct Target {
  std::optional<parsers::Identity> identity;
  std::string domain_rule; // when there is no identity; A-labels, lower case
};

/// invalid_argument for what is neither. A rule "*.parent" has a parent of two to four labels: no other would be read.
parsers::Result<Target> parse_target(std::string_view text);
const std::string& text_of(const Target& target);

struct OperatorCommand {
  Target target;
  classifier::Scope scope;
  classifier::Cause cause{}; // the same cause again changes nothing
  parsers::Instant now{};
  store::Actor by = {};
};

using Receipts = std::vector<store::EntryReceipt>;

parsers::Result<Receipts> suppress(store::Store& store, const OperatorCommand& command,
                                   const classifier::Policy& policy);
/// Names the live facts of the target that lie inside the scope; not_found when there is none that may be lifted.
parsers::Result<Receipts> lift(store::Store& store, const OperatorCommand& command, const classifier::Policy& policy);

} // namespace admin
