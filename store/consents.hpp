// Consents as they are kept: what was agreed to, in which words, and by what proof. The entry in the ledger is bare;
// the words lie sealed beside it, and the entry carries their digest. Double opt-ins that wait for an answer too.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/double_opt_in.hpp"
#include "classifier/entry.hpp"
#include "parsers/identity.hpp"
#include "parsers/instant.hpp"

namespace store {

/// Each text at most 65,535 octets of UTF-8.
struct ConsentText {
  std::string basis;        // "consent", "contract", …
  std::string wording;      // exactly what was agreed to
  std::string source;       // "form", "import", "message", "api"
  std::string source_url;   // where the words stood
  std::string evidence;     // what proves it, as the collector has it
  std::string jurisdiction; // "DE"
  std::string controller;
  std::string policy_url;
  std::string language;                         // of the wording
  std::optional<parsers::Instant> asked_at;     // double opt-in: the request
  std::optional<parsers::Instant> confirmed_at; // double opt-in: the owner's answer
  friend bool operator==(const ConsentText&, const ConsentText&) = default;
};

enum class ConsentState : std::uint8_t { granted, withdrawn, expired };
std::string_view name_of(ConsentState state);

struct ConsentRecord {
  classifier::EntryId entry{};
  parsers::Instant received_at{};
  classifier::Scope scope;
  std::optional<parsers::Instant> expires;
  ConsentText text;
  ConsentState state = ConsentState::granted;
  std::optional<parsers::Instant> ended_at; // withdrawn: when; of several withdrawals of parts the first
};

using OptInId = std::uint64_t; // from 1

/// Asks the identity itself whether it agrees. Nobody but the mail to it is told the token.
struct OptInRequest {
  parsers::Identity identity;
  classifier::Scope scope = {};
  ConsentText text = {};
  std::optional<parsers::Instant> consent_expires = std::nullopt;
  parsers::Instant asked_at{};
  parsers::Instant answer_by{};
};

struct OptIn {
  OptInId id = 0;
  OptInRequest request;
  classifier::OptInState state = classifier::OptInState::requested;
  std::optional<parsers::Instant> answered_at = std::nullopt;
};

enum class OptInAnswer : std::uint8_t { confirmed, refused };

/// A mail to write.
struct OptInMail {
  OptIn opt_in;
  std::string token;
};

} // namespace store
