#include "classifier/repetition.hpp"

#include <algorithm>
#include <tuple>

namespace classifier {

namespace {

constexpr std::chrono::hours day{24};

bool is_bounded_by_state(EventKind kind) {
  switch (kind) {
    case EventKind::delivery_failed:
    case EventKind::delivered:
    case EventKind::replied:
    case EventKind::window_opened:
      return true;
    default:
      return false;
  }
}

bool says_the_same(const Event& a, const Event& b) {
  const auto parts = [](const Event& e) {
    return std::tie(e.kind, e.scope, e.level, e.force, e.failure, e.permanence, e.transactional_may_pass, e.by_keyword,
                    e.source);
  };
  return parts(a) == parts(b);
}

/// Without an end it lasts for ever.
bool lasts_as_long(const Event& known, const Event& event) {
  return !known.until || (event.until && *known.until >= *event.until);
}

} // namespace

bool is_repeated_too_often(const Event& event, const AddressState& state, parsers::Instant now) {
  if (is_bounded_by_state(event.kind) || may_cancel(event.kind)) return false;
  const auto alike = std::ranges::count_if(state.facts, [&](const Fact& fact) {
    return fact.received_at > now - day && says_the_same(fact.event, event) && lasts_as_long(fact.event, event) &&
           is_live(fact, event.scope, state);
  });
  return static_cast<std::size_t>(alike) >= most_alike_in_a_day;
}

} // namespace classifier
