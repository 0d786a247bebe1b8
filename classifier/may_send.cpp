// The answer table. Each row looks for the fact that decides it; the first row that finds one gives the answer.
#include "classifier/may_send.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "classifier/evidence.hpp"
#include "classifier/import_reason.hpp"

namespace classifier {

namespace {

using parsers::Instant;

/// A row's finding: the fact that it stands on, none where something is missing, and until when.
using Finding = std::optional<Window>;

struct Case {
  const Query& query;
  const Evidence& evidence;
  const Policy& policy;
  Instant now;

  [[nodiscard]] bool is_foreign(const Fact& fact) const { return fact.event.scope.workspace != query.workspace; }
  /// What reaches here from a workspace of no common agency is global, also when it only is because facts agree.
  [[nodiscard]] Reach reach_of(const Fact& fact) const {
    const bool is_of_agency = fact.event.scope.reach == Reach::agency && fact.event.scope.agency == query.agency;
    return is_foreign(fact) && !is_of_agency ? Reach::global : fact.event.scope.reach;
  }
};

/// Of several facts the one to name: the workspace's own before a foreign one, then what lasts longest, then the
/// oldest.
bool is_better(const Window& a, const Window& b, const Case& of) {
  const auto rank = [&](const Window& window) {
    return std::tuple(!of.is_foreign(*window.fact), !window.until.has_value(), window.until.value_or(Instant{}));
  };
  if (rank(a) != rank(b)) return rank(a) > rank(b);
  return std::tie(a.since, a.fact->id) < std::tie(b.since, b.fact->id);
}

void keep_better(Finding& finding, const Window& window, const Case& of) {
  if (!finding || is_better(window, *finding, of)) finding = window;
}

template <class Predicate>
Finding find_lasting(const Case& of, Predicate applies) {
  Finding finding;
  for (const Seen& seen : of.evidence.restrictions)
    if (applies(seen))
      keep_better(finding, {.fact = seen.fact, .since = seen.fact->received_at, .until = std::nullopt}, of);
  return finding;
}

template <EventKind kind>
Finding of_kind(const Case& of) {
  return find_lasting(of, [](const Seen& seen) { return seen.fact->event.kind == kind; });
}

template <EventKind kind>
Finding in_force(const Case& of) {
  return find_lasting(
      of, [](const Seen& seen) { return seen.fact->event.kind == kind && seen.fact->event.force == Force::in_force; });
}

/// A pause: a fact that holds until its own end, or for as long as the policy says.
Finding find_pause(const Case& of, EventKind kind, std::chrono::days length) {
  Finding finding;
  for (const Seen& seen : of.evidence.restrictions) {
    const Event& event = seen.fact->event;
    if (event.kind != kind || (event.force != Force::in_force && event.force != Force::provisional)) continue;
    const Instant end = event.until.value_or(seen.fact->received_at + length);
    if (of.now < end) keep_better(finding, {.fact = seen.fact, .since = seen.fact->received_at, .until = end}, of);
  }
  return finding;
}

template <std::optional<Window> DeliveryStanding::*part>
Finding worst_delivery(const Case& of) {
  Finding finding;
  for (const DeliveryStanding& standing : of.evidence.deliveries)
    if (standing.*part) keep_better(finding, *(standing.*part), of);
  return finding;
}

/// A strike, or a list that says so, which lasts.
Finding hard_bounce(const Case& of) {
  Finding finding = worst_delivery<&DeliveryStanding::strike>(of);
  const Finding listed = find_lasting(of, [](const Seen& seen) { return is_imported_bounce(seen.fact->event); });
  if (listed) keep_better(finding, *listed, of);
  return finding;
}

Finding imported(const Case& of) {
  return find_lasting(of, [](const Seen& seen) {
    return seen.fact->event.kind == EventKind::imported && !is_imported_bounce(seen.fact->event);
  });
}

Finding unknown_entry(const Case& of) {
  return find_lasting(of, [](const Seen& seen) { return !is_known(seen.fact->event.kind); });
}

/// A denial that lets transactional messages pass does not apply to them.
bool is_denial(const Seen& seen, const Case& of) {
  if (seen.fact->event.kind != EventKind::denied) return false;
  return !seen.fact->event.transactional_may_pass || of.query.purpose.kind != Purpose::Kind::transactional;
}

bool is_domain(const Seen& seen) { return seen.key == KeyKind::domain || seen.key == KeyKind::parent_domain; }

Finding manual_deny(const Case& of) {
  return find_lasting(of, [&](const Seen& seen) { return is_denial(seen, of) && !is_domain(seen); });
}

Finding domain_rule(const Case& of) {
  return find_lasting(of, [&](const Seen& seen) { return is_denial(seen, of) && is_domain(seen); });
}

Finding held(const Case& of) {
  return find_lasting(of, [](const Seen& seen) { return seen.fact->event.force == Force::held; });
}

Finding absence(const Case& of) { return find_pause(of, EventKind::absent, of.policy.absence_without_date); }

Finding not_interested(const Case& of) {
  return find_pause(of, EventKind::not_interested, of.policy.not_interested_pause);
}

/// Something that should be there is not: no fact to name.
Finding something_missing() { return Window{}; }

Finding consent_absent(const Case& of) {
  const bool is_needed =
      of.query.consent == ConsentRule::opt_in &&
      (of.query.purpose.kind != Purpose::Kind::transactional || of.policy.transactional_needs_consent);
  return is_needed && !of.evidence.has_consent ? something_missing() : std::nullopt;
}

Finding window_closed(const Case& of) {
  const bool is_needed = of.query.channel == Channel::whatsapp && of.query.form == MessageForm::free;
  return is_needed && !of.evidence.window_until ? something_missing() : std::nullopt;
}

enum class Transactional : std::uint8_t { stays, passes }; // whether the row lets it pass
enum class AllowList : std::uint8_t { loses, wins };

struct Row {
  std::string_view name;
  Finding (*find)(const Case&);
  Answer answer;
  Transactional transactional;
  AllowList allow_list;
};

// clang-format off
constexpr std::array rows{
  Row{"unknown_entry",      unknown_entry,                                 Answer::deny, Transactional::stays,  AllowList::loses},
  Row{"legal_hold",         of_kind<EventKind::legal_hold>,                Answer::deny, Transactional::stays,  AllowList::loses},
  Row{"erased",             of_kind<EventKind::erased>,                    Answer::deny, Transactional::stays,  AllowList::loses},
  Row{"restricted",         of_kind<EventKind::restricted>,                Answer::deny, Transactional::stays,  AllowList::loses},
  Row{"objection",          of_kind<EventKind::objection>,                 Answer::deny, Transactional::stays,  AllowList::loses},
  Row{"complaint",          in_force<EventKind::complaint>,                Answer::deny, Transactional::stays,  AllowList::loses},
  Row{"manual_deny",        manual_deny,                                   Answer::deny, Transactional::stays,  AllowList::loses},
  Row{"unsubscribe",        in_force<EventKind::opt_out>,                  Answer::deny, Transactional::stays,  AllowList::loses},
  Row{"held",               held,                                          Answer::hold, Transactional::stays,  AllowList::loses},
  Row{"hard_bounce",        hard_bounce,                                   Answer::deny, Transactional::stays,  AllowList::wins},
  Row{"imported",           imported,                                      Answer::deny, Transactional::stays,  AllowList::wins},
  Row{"domain_rule",        domain_rule,                                   Answer::deny, Transactional::stays,  AllowList::wins},
  Row{"provisional_bounce", worst_delivery<&DeliveryStanding::provisional>, Answer::hold, Transactional::passes, AllowList::wins},
  Row{"soft_bounce",        worst_delivery<&DeliveryStanding::rest>,       Answer::hold, Transactional::passes, AllowList::wins},
  Row{"absent",             absence,                                       Answer::hold, Transactional::passes, AllowList::loses},
  Row{"not_interested",     not_interested,                                Answer::hold, Transactional::passes, AllowList::loses},
  Row{"consent_absent",     consent_absent,                                Answer::deny, Transactional::stays,  AllowList::loses},
  Row{"window_closed",      window_closed,                                 Answer::template_only, Transactional::stays, AllowList::loses},
};
// clang-format on

bool is_passed(const Row& row, const Case& of) {
  return row.transactional == Transactional::passes && of.query.purpose.kind == Purpose::Kind::transactional;
}

bool is_overridden(const Row& row, const Case& of) {
  return row.allow_list == AllowList::wins && of.evidence.is_allow_listed;
}

} // namespace

Decision may_send(const Query& query, const States& states, const Policy& policy, Instant now) {
  const Evidence evidence = gather(query, states, policy, now);
  const Case of{.query = query, .evidence = evidence, .policy = policy, .now = now};
  Decision decision;
  decision.window_until = evidence.window_until;
  for (const Row& row : rows) {
    if (is_passed(row, of)) continue;
    const Finding finding = row.find(of);
    if (!finding) continue;
    if (is_overridden(row, of)) {
      if (decision.overridden.empty()) decision.overridden = row.name;
      continue;
    }
    decision.overridden = {};
    decision.answer = row.answer;
    decision.reason = row.name;
    decision.expires_at = finding->until;
    if (row.answer == Answer::hold) decision.retry_after = finding->until;
    if (finding->fact == nullptr) return decision;
    decision.scope = of.reach_of(*finding->fact);
    decision.since = finding->since;
    decision.entry = finding->fact->id;
    decision.is_foreign = of.is_foreign(*finding->fact);
    return decision;
  }
  return decision;
}

} // namespace classifier
