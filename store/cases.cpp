#include "store/cases.hpp"

#include <algorithm>
#include <array>

namespace store {

using parsers::ErrorCode;
using parsers::failure;
using parsers::Instant;

namespace {

constexpr std::array<std::string_view, 7> kinds{"access", "export", "rectify", "erase", "restrict", "object", "breach"};
constexpr std::array<std::string_view, 2> laws{"gdpr", "ccpa"};
constexpr std::array<std::string_view, 3> outcomes{"open", "done", "refused"};
constexpr std::array<std::string_view, 5> steps{"confirm", "identify", "extend", "finish", "refuse"};

constexpr unsigned gdpr_months = 1;
constexpr unsigned gdpr_months_with_notice = 3;
constexpr std::chrono::days ccpa_time{45};
constexpr std::chrono::days ccpa_time_with_notice{90};
constexpr unsigned ccpa_business_days_to_confirm = 10;
constexpr std::chrono::hours breach_time{72};

template <class Enumeration, std::size_t size>
std::optional<Enumeration> parse(std::string_view name, const std::array<std::string_view, size>& names) {
  const auto place = std::ranges::find(names, name);
  if (place == names.end()) return std::nullopt;
  return static_cast<Enumeration>(place - names.begin());
}

template <class Enumeration, std::size_t size>
std::string_view name(Enumeration value, const std::array<std::string_view, size>& names) {
  return names[static_cast<std::size_t>(value)];
}

/// What is handed out or changed for somebody goes to that somebody only.
bool needs_identified_person(CaseKind kind) {
  return kind == CaseKind::access || kind == CaseKind::export_data || kind == CaseKind::rectify;
}

Instant answer_by(const Case& of) {
  if (of.kind == CaseKind::breach) return of.received_at + breach_time;
  if (of.kind == CaseKind::object) return of.received_at;
  if (of.law == Law::ccpa) return of.received_at + (of.extended_at ? ccpa_time_with_notice : ccpa_time);
  return months_after(of.received_at, of.extended_at ? gdpr_months_with_notice : gdpr_months);
}

} // namespace

std::string_view name_of(CaseKind kind) { return name(kind, kinds); }
std::optional<CaseKind> parse_case_kind(std::string_view name) { return parse<CaseKind>(name, kinds); }
std::string_view name_of(Law law) { return name(law, laws); }
std::optional<Law> parse_law(std::string_view name) { return parse<Law>(name, laws); }
std::string_view name_of(CaseOutcome outcome) { return name(outcome, outcomes); }
std::string_view name_of(CaseStep step) { return name(step, steps); }
std::optional<CaseStep> parse_case_step(std::string_view name) { return parse<CaseStep>(name, steps); }

Instant months_after(Instant instant, unsigned months) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const auto time = instant - day;
  auto date = std::chrono::year_month_day(day) + std::chrono::months(months);
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return std::chrono::sys_days(date) + time;
}

Instant business_days_after(Instant instant, unsigned days) {
  while (days > 0) {
    instant += std::chrono::days(1);
    const std::chrono::weekday weekday(std::chrono::floor<std::chrono::days>(instant));
    if (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) --days;
  }
  return instant;
}

Deadlines deadlines_of(const Case& of) {
  Deadlines deadlines{.confirm_by = std::nullopt, .answer_by = answer_by(of)};
  if (of.law == Law::ccpa && of.kind != CaseKind::breach && !of.confirmed_at) {
    deadlines.confirm_by = business_days_after(of.received_at, ccpa_business_days_to_confirm);
  }
  return deadlines;
}

parsers::Result<Case> after(Case of, CaseStep step, Instant now) {
  const auto refused = [&](std::string_view why) {
    return failure(ErrorCode::invalid_argument, "case " + std::to_string(of.id) + " " + std::string(why));
  };
  if (of.outcome != CaseOutcome::open) return refused("is closed");
  if (of.kind == CaseKind::breach && (step == CaseStep::identify || step == CaseStep::extend)) {
    return refused("is a breach: nobody asked, and its time cannot be made longer");
  }
  switch (step) {
    case CaseStep::confirm:
      if (of.confirmed_at) return refused("was confirmed already");
      of.confirmed_at = now;
      break;
    case CaseStep::identify:
      if (of.identified_at) return refused("has an identified requester already");
      of.identified_at = now;
      break;
    case CaseStep::extend:
      if (of.extended_at) return refused("was extended already");
      if (answer_by(of) < now) return refused("is late already: notice is given within the first time");
      of.extended_at = now;
      break;
    case CaseStep::finish:
      if (needs_identified_person(of.kind) && !of.identified_at) {
        return refused("waits until the requester's identity was checked");
      }
      of.outcome = CaseOutcome::done;
      of.closed_at = now;
      break;
    case CaseStep::refuse:
      of.outcome = CaseOutcome::refused;
      of.closed_at = now;
      break;
  }
  return of;
}

} // namespace store
