// What was concluded of a kept message, read from its JSON. Any key may be missing or of another kind: a page shows
// what is there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace admin {

struct ConcludedReason {
  std::string rule;
  std::string excerpt;
};

struct ConcludedVerdict {
  std::string contact;
  std::string intent;
  std::string level;
  double confidence = -1; // below 0: not told
  std::vector<ConcludedReason> reasons;
};

struct ConcludedEvent {
  std::string contact, kind, force, reason, scope, channel, purpose, level, entry;
};

struct ConcludedReport {
  std::string recipient, action, status, permanence, reason, diagnostic;
};

struct ConcludedSignature {
  std::string domain, result, fault, gap;
};

struct Conclusions {
  static constexpr std::size_t most_of_a_list = 50; // what a page shows; `left_out` counts the rest

  std::string subject, from, message_id, kind, token;
  std::string reply, original_from, original_subject, original_body, comment;
  std::string automatic_kind, automatic_until, automatic_alternative;
  std::string feedback_type;
  std::string proof_way, proof_domain; // who vouches for the sender; both empty: nothing was looked at
  bool is_contradicted = false;
  std::vector<ConcludedSignature> signatures;
  std::vector<ConcludedVerdict> verdicts;
  std::vector<ConcludedEvent> events;
  std::vector<ConcludedReport> reports;
  std::vector<std::string> defects;
  std::size_t left_out = 0;
};

/// Cannot fail: what is no JSON object has no conclusions.
Conclusions read_conclusions(std::string_view json);

} // namespace admin
