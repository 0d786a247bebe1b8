// What is owed to people by a date: requests about their data, and breaches. The clocks are pure functions of what is
// recorded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/entry.hpp"
#include "parsers/identity.hpp"
#include "parsers/instant.hpp"
#include "parsers/result.hpp"

namespace store {

using CaseId = std::uint64_t; // from 1

enum class CaseKind : std::uint8_t { access, export_data, rectify, erase, restrict_use, object, breach };
std::string_view name_of(CaseKind kind); // "access", "export", …
std::optional<CaseKind> parse_case_kind(std::string_view name);

enum class Law : std::uint8_t { gdpr, ccpa };
std::string_view name_of(Law law);
std::optional<Law> parse_law(std::string_view name);

enum class CaseOutcome : std::uint8_t { open, done, refused };
std::string_view name_of(CaseOutcome outcome);

struct Case {
  CaseId id = 0;
  CaseKind kind = CaseKind::access;
  Law law = Law::gdpr;
  classifier::WorkspaceId workspace = 0;
  std::optional<classifier::IdentityHash> person; // nobody: a breach
  parsers::Instant received_at{};
  std::optional<parsers::Instant> confirmed_at;  // that it has come
  std::optional<parsers::Instant> identified_at; // the requester's identity was checked
  std::optional<parsers::Instant> extended_at;   // notice was given of the longer time
  std::optional<parsers::Instant> closed_at;
  CaseOutcome outcome = CaseOutcome::open;
  std::string note;     // free text of the people who run this
  std::string identity; // clear text where the store has it, else the hash in hex; not part of the row
  friend bool operator==(const Case&, const Case&) = default;
};

struct Deadlines {
  std::optional<parsers::Instant> confirm_by; // nothing: no confirmation is owed, or it was given
  parsers::Instant answer_by{};
};
/// GDPR 12(3): one calendar month, two more with notice; 21(3): objections at once; 33(1): breaches 72 hours. CCPA
/// 11 CCR 7021: confirmation in 10 business days, answer in 45 days, 45 more with notice.
Deadlines deadlines_of(const Case& of);

/// Months of the calendar later; the last day of the month where the month has no such day.
parsers::Instant months_after(parsers::Instant instant, unsigned months);
/// Saturdays and Sundays do not count.
parsers::Instant business_days_after(parsers::Instant instant, unsigned days);

struct NewCase {
  CaseKind kind = CaseKind::access;
  Law law = Law::gdpr;
  classifier::WorkspaceId workspace = 0;
  std::optional<parsers::Identity> person;
  parsers::Instant received_at{};
  std::string note;
};

enum class CaseStep : std::uint8_t { confirm, identify, extend, finish, refuse };
std::string_view name_of(CaseStep step);
std::optional<CaseStep> parse_case_step(std::string_view name);
/// invalid_argument for a step that the case does not take: after its end, twice, or where what is handed out is handed
/// out before the requester's identity was checked.
parsers::Result<Case> after(Case of, CaseStep step, parsers::Instant now);

} // namespace store
