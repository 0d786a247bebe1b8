// What a person, or a machine, wants: a closed set.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/byte_range.hpp"
#include "parsers/delivery_report.hpp"
#include "parsers/identity.hpp"
#include "parsers/instant.hpp"

namespace classifier {

enum class Intent : std::uint8_t {
  opt_out,
  complaint,
  not_interested,
  interested,
  question,
  out_of_office,
  left_company,
  auto_ack,
  bounce,
  other,
};
std::string_view name_of(Intent intent);
std::optional<Intent> parse_intent(std::string_view name);

/// How a text came: people write otherwise in a mail than in a chat.
enum class TextChannel : std::uint8_t { mail, sms, chat };
std::string_view name_of(TextChannel channel);
std::optional<TextChannel> parse_text_channel(std::string_view name);

/// Why: a rule's name and the words that it stands on.
struct Reason {
  std::string rule;    // "opt_out.en.take_me_off"
  std::string excerpt; // the words, at most 120 octets of UTF-8
  double weight = 0;   // of the model: the share of these words in what speaks for the intent; 0 of a rule
  friend bool operator==(const Reason&, const Reason&) = default;
};

/// A message that is nothing but a word that everybody knows to end, or to begin again, what comes on a channel.
enum class Keyword : std::uint8_t { none, stop, start };

struct DeliveryFailure {
  parsers::Action action = parsers::Action::failed;
  parsers::FailureReason reason = parsers::FailureReason::undefined;
  parsers::Permanence permanence = parsers::Permanence::none;
  std::string status;
};

struct Verdict {
  std::optional<parsers::Identity> contact; // nothing: the message does not tell whom it concerns
  Intent intent = Intent::other;
  double confidence = 0; // 0 … 1
  std::vector<Reason> reasons;
  bool erasure_request = false;
  bool access_request = false;
  std::optional<parsers::Date> until;              // of an absence: first day back
  std::optional<parsers::Address> alternative;     // another contact that the text names
  std::vector<parsers::Address> concerns;          // addresses to remove that the text names
  std::optional<DeliveryFailure> delivery_failure; // with Intent::bounce
  std::string language;                            // "en", "de"; empty when unknown
  bool concerns_sender = true;    // false: an opt-out of those in `concerns` alone ("remove anna@example.org")
  bool covers_everything = false; // opt_out: "never contact me again": all purposes, all channels
  Keyword keyword = Keyword::none;
  double stop_chance = 0;   // that the text asks to stop (opt_out or complaint), whatever the intent says
  std::string knowledge;    // digests of the rules and of the model that judged; empty: no text was judged
  bool is_reported = false; // complaint: a mailbox provider or platform reports it, no text says so
};

} // namespace classifier
