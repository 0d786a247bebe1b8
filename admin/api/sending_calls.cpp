// What a sending system tells and asks beside the check: whom it wrote to, whether numbers are any, and the addresses
// and header values for its mails.
#include <nlohmann/json.hpp>

#include "admin/api/handlers.hpp"
#include "parsers/phone_number.hpp"

namespace admin {
namespace {

using nlohmann::ordered_json;
using parsers::ErrorCode;
using parsers::failure;
using parsers::Result;
using parsers::TokenPurpose;

constexpr std::chrono::days bounce_token_lives{30};
constexpr std::chrono::days reply_token_lives{400};
constexpr std::size_t tokens_of_a_recipient = 3;

ordered_json number_json(std::string_view number, std::string_view region) {
  const parsers::NumberReport report = parsers::validate_number(number, region);
  return {{"raw", number},
          {"normalised", or_null(report.normalised)},
          {"status", name_of(report.status)},
          {"type", name_of(report.type)},
          {"region", or_null(report.region)},
          {"aliases", report.aliases}};
}

Result<parsers::Instant> sending_day(const Call& call) {
  const auto text = call.asked.find("day");
  if (!text) return call.now;
  const auto date = parsers::parse_iso_date(*text);
  if (!date) return failure(ErrorCode::invalid_argument, "\"day\" is a date, 2026-11-21");
  return parsers::Instant(std::chrono::sys_days(*date));
}

std::vector<store::NewToken> tokens_for(const Call& call, const parsers::Identity& recipient) {
  store::TokenRow row;
  row.workspace = call.workspace.id;
  row.recipient = recipient;
  std::vector<store::NewToken> tokens;
  row.purpose = TokenPurpose::bounce;
  tokens.push_back({row, call.now + bounce_token_lives});
  row.purpose = TokenPurpose::reply;
  tokens.push_back({row, call.now + reply_token_lives});
  row.purpose = TokenPurpose::unsubscribe;
  row.stream = call.asked.text("stream");
  tokens.push_back({std::move(row), std::nullopt});
  return tokens;
}

Result<void> check_stream_name(const Call& call) {
  const auto name = call.asked.find("stream");
  if (!name) return {};
  const auto purpose = classifier::parse_purpose(*name);
  if (purpose && purpose->kind == classifier::Purpose::Kind::stream) return {};
  return failure(ErrorCode::invalid_argument, "\"stream\" is 1 to 64 of a-z, 0-9, '.', '_' and '-'");
}

/// `addresses`: as tokens_for asked for them. RFC 2369 and RFC 8058; a web address goes first, where there is one.
ordered_json tokens_json(const Call& call, std::string_view to, std::span<const std::string> addresses) {
  const std::string& unsubscribe = addresses[2];
  const std::string& url = call.application.public_url();
  std::string values = "<mailto:" + unsubscribe + "?subject=unsubscribe>";
  if (!url.empty())
    values = "<" + url + "/unsubscribe/" + unsubscribe.substr(0, unsubscribe.find('@')) + ">, " + values;
  return {{"to", to},
          {"return_path", addresses[0]},
          {"reply_to", addresses[1]},
          {"list_unsubscribe", values},
          {"list_unsubscribe_post", url.empty() ? ordered_json() : ordered_json("List-Unsubscribe=One-Click")}};
}

ordered_json no_tokens(std::string_view to) {
  return {{"to", to},
          {"return_path", nullptr},
          {"reply_to", nullptr},
          {"list_unsubscribe", nullptr},
          {"list_unsubscribe_post", nullptr}};
}

} // namespace

Result<Response> record_sent(const Call& call) {
  const auto day = sending_day(call);
  if (!day) return tl::unexpected(day.error());
  std::vector<parsers::Identity> recipients;
  ordered_json invalid = ordered_json::array();
  for (const std::string& to : call.asked.texts("to")) {
    if (auto recipient = parsers::parse_identity(to))
      recipients.push_back(std::move(*recipient));
    else
      invalid.push_back(to);
  }
  if (auto recorded = call.store().record_sends(call.workspace.id, recipients, *day); !recorded) {
    return tl::unexpected(recorded.error());
  }
  return json_answer({{"recorded", recipients.size()}, {"invalid", std::move(invalid)}});
}

Result<Response> validate_number(const Call& call) {
  return json_answer(number_json(call.asked.text("number"), call.asked.text("region")));
}

Result<Response> validate_numbers(const Call& call) {
  ordered_json results = ordered_json::array();
  for (const std::string& number : call.asked.texts("numbers")) {
    results.push_back(number_json(number, call.asked.text("region")));
  }
  return json_answer({{"results", std::move(results)}});
}

Result<Response> mint_tokens(const Call& call) {
  const auto recipient = contact_of(call);
  if (!recipient) return tl::unexpected(recipient.error());
  if (auto fine = check_stream_name(call); !fine) return tl::unexpected(fine.error());
  const auto addresses = call.store().mint_addresses(tokens_for(call, *recipient), call.now);
  if (!addresses) return tl::unexpected(addresses.error());
  return json_answer(tokens_json(call, call.asked.text("to"), *addresses), 201);
}

// What is no contact costs the others nothing: it has no tokens.
Result<Response> mint_tokens_of_many(const Call& call) {
  if (auto fine = check_stream_name(call); !fine) return tl::unexpected(fine.error());
  const auto all = call.asked.texts("to");
  std::vector<store::NewToken> tokens;
  std::vector<bool> is_contact;
  for (const std::string& to : all) {
    const auto recipient = parsers::parse_identity(to);
    is_contact.push_back(recipient.has_value());
    if (recipient) std::ranges::move(tokens_for(call, *recipient), std::back_inserter(tokens));
  }
  const auto addresses = call.store().mint_addresses(tokens, call.now);
  if (!addresses) return tl::unexpected(addresses.error());
  ordered_json results = ordered_json::array();
  std::span<const std::string> left = *addresses;
  for (std::size_t i = 0; i < all.size(); ++i) {
    results.push_back(is_contact[i] ? tokens_json(call, all[i], left) : no_tokens(all[i]));
    if (is_contact[i]) left = left.subspan(tokens_of_a_recipient);
  }
  return json_answer({{"results", std::move(results)}}, 201);
}

} // namespace admin
