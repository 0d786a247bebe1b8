// Mail that a program wrote in answer (RFC 3834), read receipts (RFC 8098) and notices of providers to us.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/instant.hpp"
#include "parsers/parsed_message.hpp"

namespace parsers {

enum class AutomaticKind : std::uint8_t { out_of_office, acknowledgement, left_company, challenge, vacation, other };

struct AutomaticReply {
  AutomaticKind kind = AutomaticKind::other;
  std::optional<Date> until; // first day back, as far as the text tells
  std::string alternative;   // another address that the text names to write to; empty when none
  std::string evidence;      // the field or words that decided
};

struct Disposition { // RFC 8098
  std::string final_recipient;
  std::string disposition; // "displayed", …
};

struct ProviderNotice { // a provider asks us to confirm something, Gmail's forwarding confirmation
  std::string provider;
  std::string code;
  std::string link;
};

std::string_view name_of(AutomaticKind kind);

/// `received_at` resolves dates without a year. Nothing for a person's mail.
std::optional<AutomaticReply> read_automatic_reply(const ParsedMessage& message, Instant received_at);
std::optional<Disposition> read_disposition(const ParsedMessage& message);
std::optional<ProviderNotice> read_provider_notice(const ParsedMessage& message);

} // namespace parsers
