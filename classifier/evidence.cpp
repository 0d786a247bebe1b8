// Which facts bear on a question, key by key: what forbids may come from any key, what permits only from the own one.
#include "classifier/evidence.hpp"

#include <algorithm>

#include "classifier/import_reason.hpp"
#include "classifier/quorum.hpp"

namespace classifier {

namespace {

bool is_domain(KeyKind key) { return key == KeyKind::domain || key == KeyKind::parent_domain; }

/// A wide or alias key may only deny.
bool may_permit(KeyKind key) { return key != KeyKind::wide && key != KeyKind::alias; }

/// Whether what `giver` permits (a lift, a clearing) counts for facts found under `taker`: always for its own, and what
/// the person's own key has also for the wider forms of it.
bool reaches(const KeyedState& giver, const KeyedState& taker) {
  return &giver == &taker || (giver.key == KeyKind::strict && !is_domain(taker.key));
}

Scope scope_of(const Query& query) {
  return {.reach = Reach::workspace,
          .workspace = query.workspace,
          .channel = query.channel,
          .purpose = query.purpose,
          .agency = query.agency};
}

class Gatherer {
 public:
  Gatherer(const Query& query, const States& states, parsers::Instant now)
      : asked_(scope_of(query)), states_(states), now_(now) {}

  Evidence gather(const Policy& policy) const {
    Evidence evidence;
    for (const KeyedState& keyed : states_) {
      for (const Fact& fact : keyed.state.facts) add(fact, keyed, evidence);
      if (!is_domain(keyed.key)) evidence.deliveries.push_back(standing_of(history_of(keyed), policy, now_));
    }
    add_agreed(evidence, policy);
    return evidence;
  }

 private:
  void add(const Fact& fact, const KeyedState& keyed, Evidence& evidence) const {
    if (!is_known(fact.event.kind)) {
      Scope anything = fact.event.scope; // what it says of channel and purpose may be meant otherwise
      anything.channel = Channel::all;
      anything.purpose = {.kind = Purpose::Kind::all, .stream = {}};
      if (covers(anything, asked_)) evidence.restrictions.push_back({.fact = &fact, .key = keyed.key});
      return;
    }
    switch (fact.event.kind) {
      case EventKind::delivery_failed:
        if (fact.event.force != Force::held) return;
        break;
      case EventKind::allow_listed:
        evidence.is_allow_listed = evidence.is_allow_listed || permits(fact, keyed);
        return;
      case EventKind::imported:
        if (is_imported_bounce(fact.event) && is_cleared(fact, keyed)) return;
        break;
      case EventKind::consent_granted:
        evidence.has_consent = evidence.has_consent || (permits(fact, keyed) && !has_ended(fact));
        return;
      case EventKind::window_opened:
        add_window(fact, keyed, evidence);
        return;
      default:
        break;
    }
    const auto part = intersection(fact.event.scope, asked_);
    if (part && !is_cancelled(fact, *part, keyed)) evidence.restrictions.push_back({.fact = &fact, .key = keyed.key});
  }

  [[nodiscard]] bool is_cancelled(const Fact& fact, const Scope& part, const KeyedState& keyed) const {
    return std::ranges::any_of(states_, [&](const KeyedState& giver) {
      return reaches(giver, keyed) && std::ranges::any_of(giver.state.tombstones, [&](const Tombstone& tombstone) {
               return tombstone.cancelled == fact.id && covers(tombstone.scope, part);
             });
    });
  }

  /// A permission holds only where it covers all that is asked and nobody has taken any of it back.
  [[nodiscard]] bool permits(const Fact& fact, const KeyedState& keyed) const {
    if (!may_permit(keyed.key) || !covers(fact.event.scope, asked_)) return false;
    return std::ranges::none_of(keyed.state.tombstones, [&](const Tombstone& tombstone) {
      return tombstone.cancelled == fact.id && intersection(tombstone.scope, asked_).has_value();
    });
  }

  [[nodiscard]] bool has_ended(const Fact& fact) const { return fact.event.until && *fact.event.until <= now_; }

  /// The person wrote to this workspace: what another one was written opens nothing here.
  void add_window(const Fact& fact, const KeyedState& keyed, Evidence& evidence) const {
    if (!may_permit(keyed.key) || fact.event.scope.workspace != asked_.workspace ||
        fact.event.scope.channel != asked_.channel || !fact.event.until || has_ended(fact))
      return;
    evidence.window_until = std::max(evidence.window_until, fact.event.until);
  }

  /// Facts of others that hold here because facts agree.
  void add_agreed(Evidence& evidence, const Policy& policy) const {
    std::vector<const Fact*> candidates;
    std::vector<Seen> foreign;
    for (const KeyedState& keyed : states_) {
      if (is_domain(keyed.key)) continue;
      for (const Fact& fact : keyed.state.facts) {
        if (!may_agree(fact.event)) continue;
        Scope widened = fact.event.scope;
        widened.reach = Reach::global;
        const auto part = intersection(widened, asked_);
        if (!part || is_cancelled(fact, fact.event.scope, keyed)) continue;
        candidates.push_back(&fact);
        if (!intersection(fact.event.scope, asked_) && !is_cancelled(fact, *part, keyed))
          foreign.push_back({.fact = &fact, .key = keyed.key});
      }
    }
    if (foreign.empty()) return;
    for (const Fact* agreed : facts_that_agree(candidates, policy)) {
      const auto seen = std::ranges::find(foreign, agreed, &Seen::fact);
      if (seen != foreign.end()) evidence.restrictions.push_back(*seen);
    }
  }

  [[nodiscard]] DeliveryHistory history_of(const KeyedState& keyed) const {
    DeliveryHistory history;
    history.clearings = clearings_for(keyed);
    for (const Fact& fact : keyed.state.facts) {
      const auto part = intersection(fact.event.scope, asked_);
      if (!part) continue;
      if (fact.event.kind == EventKind::delivery_failed) history.failures.push_back(&fact);
      if (fact.event.kind == EventKind::left_company && is_likely_or_better(fact.event.level) &&
          !is_cancelled(fact, *part, keyed))
        history.departures.push_back(&fact);
    }
    return history;
  }

  [[nodiscard]] std::vector<Clearing> clearings_for(const KeyedState& keyed) const {
    std::vector<Clearing> clearings;
    for (const KeyedState& giver : states_)
      if (reaches(giver, keyed)) add_clearings(giver.state, clearings);
    return clearings;
  }

  [[nodiscard]] bool is_cleared(const Fact& bounce, const KeyedState& keyed) const {
    return std::ranges::any_of(clearings_for(keyed), [&](const Clearing& clearing) {
      return clearing.time <= now_ && bounce.received_at < clearing.time;
    });
  }

  void add_clearings(const AddressState& state, std::vector<Clearing>& clearings) const {
    EntryId greatest;
    greatest.fill(0xff);
    for (const Fact& fact : state.facts) {
      const Event& event = fact.event;
      if (event.kind == EventKind::lifted && event.until && covers(event.scope, asked_))
        clearings.push_back({.time = *event.until, .id = greatest});
      // A proof that mail arrives says so for every purpose.
      const bool proves_arrival = event.kind == EventKind::delivered || event.kind == EventKind::replied;
      if (proves_arrival && event.level == Provenance::verified && event.scope.workspace == asked_.workspace &&
          overlap(event.scope.channel, asked_.channel))
        clearings.push_back({.time = fact.received_at, .id = fact.id});
    }
  }

  Scope asked_;
  const States& states_;
  parsers::Instant now_;
};

} // namespace

Evidence gather(const Query& query, const States& states, const Policy& policy, parsers::Instant now) {
  return Gatherer(query, states, now).gather(policy);
}

} // namespace classifier
