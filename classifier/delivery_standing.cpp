// Reads failures in the order of their time: what strikes, what adds up to a strike, what only rests.
#include "classifier/delivery_standing.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "classifier/failure_class.hpp"

namespace classifier {

namespace {

using parsers::Instant;

std::chrono::sys_days day_of(Instant time) { return std::chrono::floor<std::chrono::days>(time); }

auto order_of(const Fact& fact) { return std::tie(fact.received_at, fact.id); }

enum class Departure : std::uint8_t { unknown, announced };

/// Reads the failures of one identity in the order of (receipt time, id).
class Reader {
 public:
  explicit Reader(const Policy& policy) : policy_(policy) {}

  void read(const Fact& failure) {
    if (has_strike_at(failure.received_at)) return;
    switch (class_of(failure.event)) {
      case FailureClass::hard:
        return read_hard(failure);
      case FailureClass::soft:
        return read_soft(failure);
      case FailureClass::senders:
        return;
    }
  }

  [[nodiscard]] DeliveryStanding standing_at(Instant now, Departure departure) const {
    DeliveryStanding standing;
    if (has_strike_at(now)) standing.strike = strike_;
    if (departure == Departure::announced && hard_) {
      standing.strike = hard_;
      standing.strike->until.reset();
    }
    if (provisional_ && now < *provisional_->until) standing.provisional = provisional_;
    if (rest_ && now < *rest_->until) standing.rest = rest_;
    return standing;
  }

 private:
  struct Point {
    Instant since{};
    double worth = 0;
  };

  [[nodiscard]] bool has_strike_at(Instant time) const {
    return strike_ && (!strike_->until || time < *strike_->until);
  }

  void read_hard(const Fact& failure) {
    if (failure.event.force == Force::in_force) return strike(failure);
    if (failure.event.force != Force::provisional || !is_likely_or_better(failure.event.level)) return;
    const bool is_pending = provisional_ && failure.received_at < *provisional_->until;
    if (!is_pending) {
      const Instant end = failure.event.until.value_or(failure.received_at + policy_.provisional_bounce);
      provisional_ = Window{.fact = &failure, .since = failure.received_at, .until = end};
    } else if (provisional_->fact->id != failure.id && day_of(provisional_->since) != day_of(failure.received_at)) {
      strike(failure);
    }
  }

  void read_soft(const Fact& failure) {
    if (!is_likely_or_better(failure.event.level)) return;
    rest_ = Window{.fact = &failure, .since = failure.received_at, .until = failure.received_at + policy_.soft_rest};
    add_points(failure);
    double sum = 0;
    for (const Point& point : points_) sum += point.worth;
    if (sum < policy_.points_for_strike) return;
    points_.clear();
    strike(failure);
  }

  /// A day is worth half a point, a whole one once a report of it says suspended.
  void add_points(const Fact& failure) {
    const Instant time = failure.received_at;
    std::erase_if(points_, [&](const Point& point) { return time >= point.since + policy_.points_live; });
    const double worth = failure.event.failure == parsers::FailureReason::suspended ? 1.0 : 0.5;
    if (!points_.empty() && day_of(points_.back().since) == day_of(time))
      points_.back().worth = std::max(points_.back().worth, worth);
    else
      points_.push_back({.since = time, .worth = worth});
  }

  void strike(const Fact& failure) {
    ++strikes_;
    strike_ = Window{.fact = &failure, .since = failure.received_at, .until = std::nullopt};
    if (strikes_ == 1) strike_->until = failure.received_at + policy_.first_strike;
    if (strikes_ == 2) strike_->until = failure.received_at + policy_.second_strike;
    provisional_.reset();
    if (class_of(failure.event) == FailureClass::hard) hard_ = strike_;
  }

  const Policy& policy_;
  int strikes_ = 0;
  std::optional<Window> strike_;
  std::optional<Window> hard_; // the latest strike of a hard failure
  std::optional<Window> provisional_;
  std::optional<Window> rest_;
  std::vector<Point> points_;
};

bool is_cleared(const Fact& fact, const DeliveryHistory& history, Instant now) {
  return std::ranges::any_of(history.clearings, [&](const Clearing& clearing) {
    return clearing.time <= now && order_of(fact) < std::tie(clearing.time, clearing.id);
  });
}

} // namespace

DeliveryStanding standing_of(const DeliveryHistory& history, const Policy& policy, Instant now) {
  std::vector<const Fact*> failures;
  for (const Fact* fact : history.failures)
    if (fact->received_at <= now && !is_cleared(*fact, history, now)) failures.push_back(fact);
  std::ranges::sort(failures, [](const Fact* a, const Fact* b) { return order_of(*a) < order_of(*b); });

  Reader reader(policy);
  std::set<EntryId> seen;
  for (const Fact* failure : failures)
    if (seen.insert(failure->id).second) reader.read(*failure); // an id again is the same report on a later day
  const bool has_left = std::ranges::any_of(history.departures, [&](const Fact* departure) {
    return departure->received_at <= now && !is_cleared(*departure, history, now);
  });
  return reader.standing_at(now, has_left ? Departure::announced : Departure::unknown);
}

} // namespace classifier
