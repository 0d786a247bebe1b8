#include "admin/actions.hpp"

#include <algorithm>

namespace admin {
namespace {

using classifier::AddressState;
using parsers::ErrorCode;
using parsers::Result;

constexpr std::string_view any_below = "*.";
constexpr std::ptrdiff_t most_dots_of_parent = 3; // a check reads the parents of two to four labels

Result<Target> parse_domain_rule(std::string_view prefix, std::string_view domain) {
  const auto address = parsers::Address::parse("x@" + std::string(domain));
  if (!address || !address->is_normalised()) {
    return parsers::failure(ErrorCode::invalid_argument, "the rule names no valid domain");
  }
  const auto dots = std::count(address->domain().begin(), address->domain().end(), '.');
  if (prefix == any_below && (dots < 1 || dots > most_dots_of_parent)) {
    return parsers::failure(ErrorCode::invalid_argument, "\"*.\" stands before a domain of two to four labels");
  }
  return Target{std::nullopt, std::string(prefix).append(address->domain())};
}

// Facts and tombstones of the keys that say something about this very identity; domains are others' rules.
void append(AddressState& all, const AddressState& one) {
  all.facts.insert(all.facts.end(), one.facts.begin(), one.facts.end());
  all.tombstones.insert(all.tombstones.end(), one.tombstones.begin(), one.tombstones.end());
}

void put_in_order(AddressState& state) {
  const auto by_id = [](const classifier::Fact& a, const classifier::Fact& b) { return a.id < b.id; };
  const auto same_id = [](const classifier::Fact& a, const classifier::Fact& b) { return a.id == b.id; };
  std::sort(state.facts.begin(), state.facts.end(), by_id);
  state.facts.erase(std::unique(state.facts.begin(), state.facts.end(), same_id), state.facts.end());
  std::sort(state.tombstones.begin(), state.tombstones.end());
  state.tombstones.erase(std::unique(state.tombstones.begin(), state.tombstones.end()), state.tombstones.end());
}

Result<AddressState> state_of(const store::Store& store, const Target& target) {
  if (!target.identity) return store.domain_state(target.domain_rule);
  const auto found = store.states_of(*target.identity);
  if (!found) return tl::unexpected(found.error());
  AddressState state;
  for (const classifier::KeyedState& keyed : found->states) {
    const bool is_of_domain =
        keyed.key == classifier::KeyKind::domain || keyed.key == classifier::KeyKind::parent_domain;
    if (!is_of_domain) append(state, keyed.state);
  }
  put_in_order(state);
  return state;
}

Result<Receipts> carry_out(store::Store& store, const OperatorCommand& command, const classifier::Policy& policy,
                           classifier::OperatorAction::Kind kind) {
  const auto state = state_of(store, command.target);
  if (!state) return tl::unexpected(state.error());
  const auto events = classifier::decide({.kind = kind, .scope = command.scope, .source = store::source_of(command.by)},
                                         *state, policy, command.now);
  std::vector<store::Draft> drafts;
  drafts.reserve(events.size());
  for (const classifier::Event& event : events) {
    drafts.push_back({.identity = command.target.identity,
                      .domain_rule = command.target.domain_rule,
                      .event = event,
                      .cause = command.cause,
                      .received_at = command.now});
  }
  if (drafts.empty()) return Receipts{};
  return store.commit(drafts);
}

} // namespace

Result<Target> parse_target(std::string_view text) {
  if (text.starts_with('@')) return parse_domain_rule("@", text.substr(1));
  if (text.starts_with(any_below)) return parse_domain_rule(any_below, text.substr(any_below.size()));
  auto identity = parsers::parse_identity(text);
  if (!identity) return tl::unexpected(identity.error());
  return Target{std::move(*identity), ""};
}

const std::string& text_of(const Target& target) {
  return target.identity ? parsers::text_of(*target.identity) : target.domain_rule;
}

Result<Receipts> suppress(store::Store& store, const OperatorCommand& command, const classifier::Policy& policy) {
  return carry_out(store, command, policy, classifier::OperatorAction::Kind::suppress);
}

Result<Receipts> lift(store::Store& store, const OperatorCommand& command, const classifier::Policy& policy) {
  auto receipts = carry_out(store, command, policy, classifier::OperatorAction::Kind::lift);
  if (receipts && receipts->empty()) {
    return parsers::failure(ErrorCode::not_found, "nothing of this scope is in force that an operator may lift");
  }
  return receipts;
}

} // namespace admin
