#include "admin/watch.hpp"

#include <chrono>

namespace admin {
namespace {

using classifier::EventKind;

constexpr std::size_t most_counts = 10'000;
constexpr std::uint64_t of_all = 0;

} // namespace

std::string_view name_of(Concern concern) {
  switch (concern) {
    case Concern::new_network:
      return "new_network";
    case Concern::many_failed_logins:
      return "many_failed_logins";
    case Concern::failed_everywhere:
      return "failed_everywhere";
    case Concern::many_lifts:
      return "many_lifts";
    case Concern::many_views:
      return "many_views";
  }
  return "unknown";
}

void Watch::add(const Counted& of, std::uint64_t how_many) {
  if (counts_.size() == most_counts && !counts_.contains(of)) counts_.erase(counts_.begin());
  counts_[of].number += how_many;
}

std::optional<Suspicion> Watch::tell(const Counted& of, std::uint64_t limit) {
  const auto found = counts_.find(of);
  if (found == counts_.end() || found->second.was_told || found->second.number < limit) return std::nullopt;
  found->second.was_told = true;
  return Suspicion{of.concern, found->second.number};
}

std::optional<Suspicion> Watch::count(const Counted& of, std::uint64_t how_many, std::uint64_t limit) {
  add(of, how_many);
  return tell(of, limit);
}

std::optional<Suspicion> Watch::see(const classifier::Entry& entry) {
  const Hour hour = std::chrono::floor<std::chrono::hours>(entry.received_at);
  const std::uint64_t source = entry.event.source;
  switch (entry.event.kind) {
    case EventKind::new_network:
      return Suspicion{Concern::new_network, 1};
    case EventKind::login_failed: { // an hour's failures of one source are one entry, whose subject counts them
      const std::uint64_t failures = entry.event.subject;
      const Counted everywhere{hour, Concern::failed_everywhere, of_all};
      add(everywhere, failures);
      const auto of_one = count({hour, Concern::many_failed_logins, source}, failures, limits_.failed_logins);
      return of_one ? of_one : tell(everywhere, limits_.failed_everywhere);
    }
    case EventKind::lifted:
      return count({hour, Concern::many_lifts, source}, 1, limits_.lifts);
    case EventKind::message_viewed:
      return count({hour, Concern::many_views, source}, 1, limits_.views);
    default:
      return std::nullopt;
  }
}

} // namespace admin
