// Facts and verdicts as the JSON that people and programs see: `desist inspect --json`, and what is kept of a message.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/attribution.hpp"
#include "classifier/entry.hpp"
#include "parsers/envelope.hpp"
#include "parsers/facts.hpp"
#include "parsers/relay_token.hpp"
#include "smtp/proof/sender_proof.hpp"

namespace relay {

/// The object of `desist inspect --json`. Keys that do not apply are left out.
std::string message_text(std::string_view file, const parsers::Facts& facts, const smtp::SenderProof& proof,
                         const std::vector<classifier::Verdict>& verdicts);

nlohmann::ordered_json verdict_json(const classifier::Verdict& verdict);

struct DecidedEvent {
  classifier::Event event;
  std::optional<parsers::Identity> contact;
};

/// What was concluded of a message for one of the workspaces that it came to.
struct Conclusions {
  const parsers::Envelope& envelope;
  const smtp::SenderProof& proof;
  std::optional<parsers::TokenPurpose> token; // by which it came
  std::vector<classifier::AttributedVerdict> verdicts;
  std::vector<DecidedEvent> events;
};

/// What is kept of a message, as text: the object of message_text without "file", with the levels of its verdicts, the
/// envelope, the token and the events.
std::string conclusions_text(const parsers::Facts& facts, const Conclusions& conclusions);

/// Text of peers may be no UTF-8: every such octet becomes U+FFFD, and nothing throws.
std::string dump(const nlohmann::ordered_json& json);

} // namespace relay
