// The rows of tests/corpus/intents/replies.jsonl, and what the shipped classifier makes of them.
#pragma once

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "classifier/classify.hpp"
#include "classifier/policy.hpp"

namespace classifier {

struct LabelledReply {
  std::string id;
  std::string language;
  std::string text;
  std::vector<Intent> acceptable; // the intent that is meant comes first
  bool suppress = false;
  bool is_ambiguous = false;
  parsers::Date received;
  std::vector<std::string> return_dates;
  std::string new_contact;
};

inline LabelledReply read_labelled_reply(const nlohmann::json& row) {
  LabelledReply reply{.id = row.at("id"),
                      .language = row.at("language"),
                      .text = row.at("text"),
                      .acceptable = {},
                      .suppress = row.at("suppress"),
                      .is_ambiguous = row.value("ambiguous", false),
                      .received = parsers::parse_iso_date(row.at("received").get<std::string>()).value(),
                      .return_dates = row.value("return_date", std::vector<std::string>()),
                      .new_contact = row.value("new_contact", "")};
  const std::vector<std::string> meant{row.at("intent").get<std::string>()};
  for (const std::string& name : row.value("acceptable", meant)) reply.acceptable.push_back(parse_intent(name).value());
  return reply;
}

inline std::vector<LabelledReply> read_labelled_replies(const std::string& path) {
  std::ifstream file(path);
  std::vector<LabelledReply> replies;
  for (std::string line; std::getline(file, line);) replies.push_back(read_labelled_reply(nlohmann::json::parse(line)));
  return replies;
}

/// How many of how many were right.
struct Proportion {
  int right = 0;
  int all = 0;
  void count(bool is_right) {
    ++all;
    right += is_right ? 1 : 0;
  }
  [[nodiscard]] double value() const { return all == 0 ? 1 : static_cast<double>(right) / all; }
};

struct ReplyFigures {
  Proportion intent, suppressed, suppressed_or_held, left_alone, return_date, new_contact;

  void count(const LabelledReply& reply, const Verdict& verdict) {
    const Policy policy;
    const bool stops = verdict.intent == Intent::opt_out || verdict.intent == Intent::complaint;
    const bool suppresses = stops && verdict.confidence >= policy.act_from.of(verdict.intent, Provenance::verified);
    intent.count(std::ranges::find(reply.acceptable, verdict.intent) != reply.acceptable.end());
    if (reply.suppress) {
      suppressed.count(suppresses);
      suppressed_or_held.count(suppresses || verdict.stop_chance >= policy.hold_threshold);
    } else if (!reply.is_ambiguous) {
      left_alone.count(!suppresses);
    }
    const std::string until = verdict.until ? parsers::to_iso(*verdict.until) : "";
    if (!reply.return_dates.empty())
      return_date.count(std::ranges::find(reply.return_dates, until) != reply.return_dates.end());
    if (!reply.new_contact.empty())
      new_contact.count(verdict.alternative && verdict.alternative->text() == reply.new_contact);
  }
};

inline Verdict judge(const LabelledReply& reply) {
  return classify_text({.text = reply.text, .subject = {}, .quotation = {}, .written = reply.received},
                       standard_knowledge());
}

} // namespace classifier
