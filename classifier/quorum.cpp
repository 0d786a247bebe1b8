#include "classifier/quorum.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace classifier {

namespace {

constexpr std::size_t agencies_needed = 3;

using Facts = std::vector<const Fact*>;

/// Who counts as one: an agency, or a workspace that is under none.
std::pair<bool, std::uint32_t> agency_of(const Fact& fact) {
  const Scope& scope = fact.event.scope;
  return scope.agency != 0 ? std::pair(true, scope.agency) : std::pair(false, scope.workspace);
}

/// Forwards of one kind that another source confirms.
Facts confirmed_forwards(std::span<const Fact* const> facts, EventKind kind) {
  std::set<std::uint64_t> sources;
  for (const Fact* fact : facts)
    if (fact->event.kind == kind && fact->event.source != 0 && is_likely_or_better(fact->event.level))
      sources.insert(fact->event.source);
  Facts confirmed;
  if (sources.size() < 2) return confirmed;
  std::ranges::copy_if(facts, std::back_inserter(confirmed), [&](const Fact* fact) {
    return fact->event.kind == kind && fact->event.source != 0 && fact->event.force == Force::in_force &&
           fact->event.level == Provenance::verified_forward;
  });
  return confirmed;
}

/// Facts of one kind that lie in a span with those of enough agencies.
Facts facts_of_a_quorum(std::span<const Fact* const> facts, EventKind kind, std::chrono::days span) {
  Facts verified;
  std::ranges::copy_if(facts, std::back_inserter(verified), [&](const Fact* fact) {
    return fact->event.kind == kind && fact->event.force == Force::in_force &&
           fact->event.level == Provenance::verified;
  });
  std::ranges::sort(verified, [](const Fact* a, const Fact* b) {
    return std::tie(a->received_at, a->id) < std::tie(b->received_at, b->id);
  });
  Facts agreeing;
  std::map<std::pair<bool, std::uint32_t>, std::size_t> inside;
  std::size_t first = 0;
  std::size_t taken = 0; // of `verified`, the first that stands not yet in `agreeing`
  for (std::size_t last = 0; last < verified.size(); ++last) {
    ++inside[agency_of(*verified[last])];
    for (; verified[last]->received_at - verified[first]->received_at > span; ++first) {
      const auto leaving = inside.find(agency_of(*verified[first]));
      if (--leaving->second == 0) inside.erase(leaving);
    }
    if (inside.size() < agencies_needed) continue;
    for (taken = std::max(taken, first); taken <= last; ++taken) agreeing.push_back(verified[taken]);
  }
  return agreeing;
}

} // namespace

bool may_agree(const Event& event) {
  if (event.kind != EventKind::opt_out && event.kind != EventKind::complaint) return false;
  return event.force != Force::recorded && event.scope.purpose.kind != Purpose::Kind::stream;
}

std::vector<const Fact*> facts_that_agree(std::span<const Fact* const> facts, const Policy& policy) {
  Facts all;
  for (const EventKind kind : {EventKind::opt_out, EventKind::complaint}) {
    const Facts some = policy.global == GlobalSuppression::organisation
                           ? confirmed_forwards(facts, kind)
                           : facts_of_a_quorum(facts, kind, policy.quorum_span);
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

} // namespace classifier
