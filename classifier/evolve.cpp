// The join: what each entry adds to the state, and what of the delivery failures is kept.
#include <algorithm>
#include <tuple>

#include "classifier/address_state.hpp"
#include "classifier/failure_class.hpp"

namespace classifier {

namespace {

auto as_tuple(const Scope& scope) {
  return std::tie(scope.reach, scope.workspace, scope.agency, scope.channel, scope.purpose.kind, scope.purpose.stream);
}

/// A total order, so that of two facts with one id and one time every machine keeps the same.
bool is_before(const Event& a, const Event& b) {
  const auto parts = [](const Event& e) {
    return std::tuple_cat(std::tie(e.kind), as_tuple(e.scope),
                          std::tie(e.level, e.force, e.failure, e.permanence, e.until, e.transactional_may_pass,
                                   e.by_keyword, e.cancels, e.subject, e.source));
  };
  return parts(a) < parts(b);
}

bool is_earlier(const Fact& a, const Fact& b) {
  if (a.received_at != b.received_at) return a.received_at < b.received_at;
  if (a.id != b.id) return a.id < b.id;
  return is_before(a.event, b.event);
}

bool is_before_in_state(const Fact& a, const Fact& b) { return a.id != b.id ? a.id < b.id : is_earlier(a, b); }

bool is_failure(const Fact& fact) { return fact.event.kind == EventKind::delivery_failed; }

/// A window that opened, a proof that mail arrives: of those alike the last says all that the others do.
bool supersedes(const Fact& fact) {
  const EventKind kind = fact.event.kind;
  return kind == EventKind::window_opened || kind == EventKind::delivered || kind == EventKind::replied;
}

/// The failures of which only the two earliest are kept.
bool share_a_day(const Fact& a, const Fact& b) {
  const auto parts = [](const Fact& f) {
    return std::tuple(f.event.scope.workspace, class_of(f.event), f.event.level,
                      std::chrono::floor<std::chrono::days>(f.received_at));
  };
  return parts(a) == parts(b);
}

/// Those with one id stand beside each other.
auto facts_with(std::vector<Fact>& facts, const EntryId& id) {
  return std::ranges::equal_range(facts, id, {}, &Fact::id);
}

void insert(std::vector<Fact>& facts, Fact fact) {
  const auto place = std::ranges::lower_bound(facts, fact, is_before_in_state);
  facts.insert(place, std::move(fact));
}

/// Of two facts that stand for the same thing the earlier one stays. A failure stands for its day: dropping it there
/// because another day knows its id would bring back a third one that order decided to forget.
void join_fact(std::vector<Fact>& facts, Fact fact) {
  const auto of_this_id = facts_with(facts, fact.id);
  const auto same = std::ranges::find_if(of_this_id, [&](const Fact& known) {
    return is_failure(known) == is_failure(fact) && !supersedes(known) &&
           (!is_failure(fact) || share_a_day(known, fact));
  });
  if (same != of_this_id.end()) {
    if (!is_earlier(fact, *same)) return;
    facts.erase(same);
  }
  insert(facts, std::move(fact));
}

void keep_two_failures_of_the_day(std::vector<Fact>& facts, const Fact& of_the_day) {
  constexpr std::size_t kept = 2;
  std::vector<const Fact*> day;
  for (const Fact& known : facts)
    if (is_failure(known) && share_a_day(known, of_the_day)) day.push_back(&known);
  if (day.size() <= kept) return;
  const auto latest = std::ranges::max_element(day, [](const Fact* a, const Fact* b) { return is_earlier(*a, *b); });
  facts.erase(facts.begin() + (*latest - facts.data()));
}

void join_tombstone(std::vector<Tombstone>& tombstones, Tombstone tombstone) {
  const auto place = std::ranges::lower_bound(tombstones, tombstone);
  if (place == tombstones.end() || *place != tombstone) tombstones.insert(place, std::move(tombstone));
}

/// Of the windows of one workspace and channel the one that closes last, of the arrivals the latest: a talk of years is
/// one fact.
void join_latest(std::vector<Fact>& facts, Fact fact) {
  const auto place_of = [](const Fact& f) {
    const bool is_window = f.event.kind == EventKind::window_opened; // the level of a window bears on nothing
    return std::tuple(f.event.kind, f.event.scope.workspace, f.event.scope.channel,
                      is_window ? Provenance::none : f.event.level);
  };
  const auto rank = [](const Fact& f) { return std::tuple(f.event.until, f.received_at, f.id); };
  const auto known = std::ranges::find_if(
      facts, [&](const Fact& other) { return supersedes(other) && place_of(other) == place_of(fact); });
  if (known != facts.end()) {
    if (rank(fact) < rank(*known) || (rank(fact) == rank(*known) && !is_before(fact.event, known->event))) return;
    facts.erase(known);
  }
  insert(facts, std::move(fact));
}

void add_fact(std::vector<Fact>& facts, const Fact& fact) {
  if (supersedes(fact)) return join_latest(facts, fact);
  join_fact(facts, fact);
  if (is_failure(fact)) keep_two_failures_of_the_day(facts, fact);
}

/// What only waits for a person bears on no answer, nor does an answer that was given, nor what was said too often: the
/// ledger has it, and nobody can swell a stranger's row with it.
bool bears_on_answers(const Event& event) {
  if (event.kind == EventKind::override_used || event.force == Force::repeated) return false;
  return event.kind != EventKind::review_requested || event.force == Force::held;
}

} // namespace

bool is_live(const Fact& fact, const Scope& part, const AddressState& state) {
  return std::ranges::none_of(state.tombstones, [&](const Tombstone& tombstone) {
    return tombstone.cancelled == fact.id && covers(tombstone.scope, part);
  });
}

AddressState evolve(AddressState state, const Entry& entry) {
  if (!bears_on_answers(entry.event)) return state;
  Fact fact{.id = entry.id, .received_at = entry.received_at, .event = entry.event};
  if (may_cancel(entry.event.kind)) {
    for (const EntryId& cancelled : entry.event.cancels)
      join_tombstone(state.tombstones, {.cancelled = cancelled, .lift = entry.id, .scope = entry.event.scope});
    fact.event.cancels.clear();
    const bool is_kept =
        entry.event.kind == EventKind::consent_granted || (entry.event.kind == EventKind::lifted && fact.event.until);
    if (!is_kept) return state;
  }
  add_fact(state.facts, fact);
  return state;
}

/// Facts that meet no other are put in together: a row may have grown to many thousands.
AddressState join(AddressState state, const AddressState& other) {
  const auto known = static_cast<std::ptrdiff_t>(state.facts.size());
  std::vector<const Fact*> to_be_joined;
  std::vector<const Fact*> alone;
  for (const Fact& fact : other.facts) {
    const bool may_meet = supersedes(fact) || is_failure(fact) || !facts_with(state.facts, fact.id).empty();
    (may_meet ? to_be_joined : alone).push_back(&fact);
  }
  for (const Fact* const fact : alone) state.facts.push_back(*fact);
  std::ranges::inplace_merge(state.facts, state.facts.begin() + known, is_before_in_state);
  for (const Fact* const fact : to_be_joined) add_fact(state.facts, *fact);
  for (const Tombstone& tombstone : other.tombstones) join_tombstone(state.tombstones, tombstone);
  return state;
}

} // namespace classifier
