// From a verdict to events: what it may do follows from the level of proof, the confidence, and the intent.
#include "classifier/decide.hpp"

#include <algorithm>

#include "classifier/failure_class.hpp"
#include "classifier/repetition.hpp"

namespace classifier {

namespace {

using parsers::Instant;

const Purpose everything{.kind = Purpose::Kind::all, .stream = {}};
const Purpose marketing{.kind = Purpose::Kind::marketing, .stream = {}};

/// Further ahead than this a first day back is a misread date.
constexpr std::chrono::days longest_absence{400};

enum class Weight : std::uint8_t { recorded, for_review, acts }; // of a confidence, by the thresholds

bool asks_to_stop(Intent intent) { return intent == Intent::opt_out || intent == Intent::complaint; }

class Decider {
 public:
  Decider(Provenance level, const Circumstances& where, const Policy& policy, Instant now)
      : level_(level), where_(where), policy_(policy), now_(now) {}

  std::vector<Event> decide(const Verdict& verdict, const AddressState& state) {
    weight_ = weight_of(verdict);
    if (!is_likely_or_better(level_) || !verdict.concerns_sender) {
      request_review(Force::recorded);
      return std::move(events_);
    }
    add_intent(verdict);
    if (verdict.keyword == Keyword::start) lift_keyword_opt_outs(state);
    if (!asks_to_stop(verdict.intent) && verdict.stop_chance >= policy_.hold_threshold) hold_candidate();
    if (verdict.erasure_request) add(EventKind::erasure_request, scope_of(Channel::all, everything), Force::recorded);
    if (verdict.access_request) add(EventKind::access_request, scope_of(Channel::all, everything), Force::recorded);
    for (Event& event : events_)
      if (is_repeated_too_often(event, state, now_)) event.force = Force::repeated;
    return std::move(events_);
  }

 private:
  [[nodiscard]] Weight weight_of(const Verdict& verdict) const {
    const bool stops = asks_to_stop(verdict.intent);
    if (verdict.confidence >= policy_.act_from.of(verdict.intent, level_)) return Weight::acts;
    const double least = stops ? policy_.hold_threshold : policy_.review_threshold;
    return verdict.confidence >= least ? Weight::for_review : Weight::recorded;
  }

  [[nodiscard]] bool is_proven() const {
    return level_ == Provenance::verified || (level_ == Provenance::verified_forward && where_.contact_was_mailed);
  }

  [[nodiscard]] Scope scope_of(Channel channel, const Purpose& purpose) const {
    return {.reach = Reach::workspace,
            .workspace = where_.workspace,
            .channel = channel,
            .purpose = purpose,
            .agency = where_.agency};
  }

  void add(EventKind kind, const Scope& scope, Force force, std::optional<Instant> until = std::nullopt) {
    Event event;
    event.kind = kind;
    event.scope = scope;
    event.level = level_;
    event.force = force;
    event.until = until;
    event.source = where_.source;
    events_.push_back(std::move(event));
  }

  void request_review(Force force) { add(EventKind::review_requested, scope_of(where_.channel, marketing), force); }

  /// It says something else more likely, but it may ask to stop: until a person has read it nothing is sent.
  void hold_candidate() {
    add(EventKind::opt_out, scope_of(where_.channel, marketing), Force::held);
    request_review(Force::recorded);
  }

  void add_intent(const Verdict& verdict) {
    switch (verdict.intent) {
      case Intent::opt_out:
        add_opt_out(EventKind::opt_out, scope_of_opt_out(verdict));
        events_.front().by_keyword = verdict.keyword == Keyword::stop && has_keywords();
        return;
      case Intent::complaint:
        return add_complaint(verdict);
      case Intent::not_interested:
        return add_pause(EventKind::not_interested, not_interested_until());
      case Intent::out_of_office:
        return add_pause(EventKind::absent, absent_until(verdict));
      case Intent::interested:
      case Intent::question:
        return add(EventKind::replied, scope_of(where_.channel, marketing), Force::recorded);
      case Intent::left_company:
        return add_departure();
      case Intent::bounce:
        return add_bounce(verdict);
      case Intent::auto_ack:
        return;
      case Intent::other:
        return add_other(verdict);
    }
  }

  /// What an opt-out covers (semantics: scopes).
  [[nodiscard]] Scope scope_of_opt_out(const Verdict& verdict) const {
    if (verdict.erasure_request || verdict.covers_everything) return scope_of(Channel::all, everything);
    if (where_.stream) return scope_of(where_.channel, *where_.stream);
    const bool is_mail = where_.channel == Channel::email || where_.channel == Channel::all;
    return scope_of(where_.channel, is_mail ? marketing : everything);
  }

  void add_opt_out(EventKind kind, Scope scope) {
    if (weight_ == Weight::recorded) return add(kind, scope, Force::recorded);
    const bool acts = weight_ == Weight::acts && is_proven();
    const bool is_one_stream = scope.purpose.kind == Purpose::Kind::stream;
    if (acts && level_ == Provenance::verified && !is_one_stream && policy_.global == GlobalSuppression::organisation)
      scope.reach = Reach::global;
    add(kind, scope, acts ? Force::in_force : Force::held);
    if (!acts) request_review(Force::recorded);
  }

  /// On mail nobody knows any: there a word is a text like others.
  [[nodiscard]] bool has_keywords() const { return where_.channel != Channel::email && where_.channel != Channel::all; }

  /// START ends what the person's own STOP began on this channel, as far as that went, and nothing else. A workspace
  /// among unrelated customers ends what was said to itself.
  void lift_keyword_opt_outs(const AddressState& state) {
    if (level_ != Provenance::verified || !has_keywords()) return;
    Scope scope = scope_of(where_.channel, everything);
    if (policy_.global == GlobalSuppression::organisation) scope.reach = Reach::global;
    std::vector<EntryId> named;
    for (const Fact& fact : state.facts) {
      const bool is_keywords = fact.event.kind == EventKind::opt_out && fact.event.by_keyword;
      if (!is_keywords || fact.event.scope.channel != where_.channel) continue;
      const auto part = intersection(fact.event.scope, scope);
      if (part && is_live(fact, *part, state)) named.push_back(fact.id);
    }
    if (named.empty()) return;
    add(EventKind::lifted, scope, Force::in_force);
    events_.back().cancels = std::move(named);
  }

  /// A complaint that a text makes is an opt-out of everything; only a report makes the row of its own.
  void add_complaint(const Verdict& verdict) {
    add_opt_out(verdict.is_reported ? EventKind::complaint : EventKind::opt_out, scope_of(Channel::all, everything));
  }

  [[nodiscard]] Instant not_interested_until() const { return now_ + policy_.not_interested_pause; }

  [[nodiscard]] Instant absent_until(const Verdict& verdict) const {
    if (verdict.until && verdict.until->ok()) {
      const Instant back = std::chrono::sys_days(*verdict.until);
      if (back <= now_ + longest_absence) return back;
    }
    return now_ + policy_.absence_without_date;
  }

  /// A pause ends by itself, so what is only likely may make one, provisionally.
  void add_pause(EventKind kind, Instant until) {
    const Scope scope =
        kind == EventKind::absent ? scope_of(where_.channel, everything) : scope_of(Channel::all, marketing);
    if (weight_ != Weight::acts) {
      add(kind, scope, Force::recorded, until);
      if (weight_ == Weight::for_review) request_review(Force::recorded);
      return;
    }
    add(kind, scope, is_proven() ? Force::in_force : Force::provisional, until);
  }

  /// A bare fact: that it agrees with a hard bounce is seen when it is read.
  void add_departure() {
    if (weight_ == Weight::acts) add(EventKind::left_company, scope_of(where_.channel, everything), Force::recorded);
    request_review(Force::recorded);
  }

  void add_bounce(const Verdict& verdict) {
    const DeliveryFailure failure = verdict.delivery_failure.value_or(DeliveryFailure{});
    switch (failure.action) {
      case parsers::Action::failed:
        return add_failure(failure);
      case parsers::Action::delayed:
        return add_report(EventKind::delivery_delayed, failure, Force::recorded);
      case parsers::Action::delivered:
        return add_report(EventKind::delivered, failure, Force::recorded);
      case parsers::Action::relayed:
      case parsers::Action::expanded:
        return;
    }
  }

  void add_failure(const DeliveryFailure& failure) {
    if (weight_ != Weight::acts) return request_review(Force::recorded);
    if (class_of(failure.reason, failure.permanence) != FailureClass::hard)
      return add_report(EventKind::delivery_failed, failure, Force::recorded);
    add_report(EventKind::delivery_failed, failure, is_proven() ? Force::in_force : Force::provisional);
    if (!is_proven()) events_.back().until = now_ + policy_.provisional_bounce;
  }

  void add_report(EventKind kind, const DeliveryFailure& failure, Force force) {
    add(kind, scope_of(where_.channel, everything), force);
    events_.back().failure = failure.reason;
    events_.back().permanence = failure.permanence;
  }

  /// What could not be read at all waits for a person and is held as long; what was read and says nothing is shown.
  void add_other(const Verdict& verdict) {
    if (verdict.confidence <= 0) return request_review(Force::held);
    if (weight_ != Weight::acts) request_review(Force::recorded);
  }

  Provenance level_;
  const Circumstances& where_;
  const Policy& policy_;
  Instant now_;
  Weight weight_ = Weight::recorded;
  std::vector<Event> events_;
};

} // namespace

std::vector<Event> decide(const Verdict& verdict, Provenance provenance, const Circumstances& circumstances,
                          const AddressState& state, const Policy& policy, Instant now) {
  return Decider(provenance, circumstances, policy, now).decide(verdict, state);
}

} // namespace classifier
