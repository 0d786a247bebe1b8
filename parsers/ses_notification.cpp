#include "parsers/ses_notification.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/ascii.hpp"
#include "parsers/reply_codes.hpp"
#include "parsers/report_lines.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_json = 256UL * 1024;

/// One level of JSON string escapes taken away; line ends, which mail programs put into long lines, too.
std::string unescape(std::string_view json) {
  std::string plain;
  plain.reserve(json.size());
  for (std::size_t at = 0; at < json.size(); ++at) {
    if (json[at] == '\n') continue;
    if (json[at] != '\\' || at + 1 == json.size()) {
      plain.push_back(json[at]);
      continue;
    }
    const char next = json[++at];
    plain.push_back(next == 'n' || next == 'r' || next == 't' ? ' ' : next);
  }
  return plain;
}

/// The string value of the first `"key":` in `json`, escapes left as they are; "" when there is none.
std::string_view string_of(std::string_view json, std::string_view key) {
  std::size_t at = json.find(key);
  if (at == std::string_view::npos) return {};
  at += key.size();
  while (at < json.size() && (is_space(json[at]) || json[at] == ':')) ++at;
  if (at >= json.size() || json[at] != '"') return {};
  const std::size_t begin = ++at;
  while (at < json.size() && json[at] != '"') at += json[at] == '\\' ? 2 : 1;
  return json.substr(begin, std::min(at, json.size()) - begin);
}

/// The objects or strings of the array after `"key":`, as text between braces or quotes.
std::vector<std::string_view> items_of(std::string_view json, std::string_view key, std::size_t most) {
  std::vector<std::string_view> items;
  std::size_t at = json.find(key);
  if (at == std::string_view::npos) return items;
  at = json.find('[', at);
  const std::string_view list = at == std::string_view::npos ? std::string_view{} : json.substr(at + 1);
  int depth = 0;
  bool is_in_string = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < list.size() && items.size() < most; ++i) {
    const char c = list[i];
    if (is_in_string) {
      if (c == '\\') ++i;
      if (c == '"') is_in_string = false;
    } else if (c == '"') {
      is_in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (depth == 0 && (c == ',' || c == ']')) {
      items.push_back(list.substr(begin, i - begin));
      begin = i + 1;
      if (c == ']') break;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return items;
}

/// The notice's JSON, unescaped as often as it was packed; empty for other mail.
std::string notice_of(const ParsedMessage& message) {
  const std::string from = to_lower(message.field("From").value_or(""));
  if (!message.has_field("x-amz-sns-message-id") && from.find("@sns.amazonaws.com") == std::string::npos) return {};
  const auto part = message.first_plain_text();
  if (!part) return {};
  std::string json(std::string_view(message.text_body(*part).text).substr(0, most_json));
  const bool is_packed =
      json.find("\\\"notificationType\\\"") != std::string::npos || json.find("\\\"eventType\\\"") != std::string::npos;
  if (is_packed) return unescape(json);
  json.erase(std::remove(json.begin(), json.end(), '\n'), json.end());
  return json;
}

std::string_view type_of(std::string_view json) {
  const std::string_view type = string_of(json, "\"notificationType\"");
  return type.empty() ? string_of(json, "\"eventType\"") : type;
}

/// Of a reply that may be positive: "250 2.6.0 …".
std::string status_in(std::string_view reply) {
  const std::size_t space = reply.find(' ');
  return space == 3 ? leading_status(reply.substr(4)) : find_status(reply);
}

std::string address_in(std::string_view item) {
  const std::string_view stated = string_of(item, "\"emailAddress\"");
  const auto found = find_address(stated.empty() ? item : stated);
  return found ? found->address : std::string();
}

} // namespace

std::optional<DeliveryReport> read_ses_delivery(const ParsedMessage& message) {
  const std::string json = notice_of(message);
  const std::string_view type = type_of(json);
  if (type != "Bounce" && type != "Delivery") return std::nullopt;
  DeliveryReport report;
  report.form = "amazon ses";
  report.reporting_mta = string_of(json, "\"reportingMTA\"");
  const bool is_bounce = type == "Bounce";
  const std::string_view key = is_bounce ? "\"bouncedRecipients\"" : "\"recipients\"";
  for (const std::string_view item : items_of(json, key, message.limits().report_recipients)) {
    RecipientReport recipient;
    recipient.recipient = address_in(item);
    if (recipient.recipient.empty()) continue;
    recipient.action = is_bounce ? Action::failed : Action::delivered;
    recipient.status = leading_status(string_of(item, "\"status\""));
    recipient.diagnostic =
        join_reply_lines(unescape(string_of(item, is_bounce ? "\"diagnosticCode\"" : "\"smtpResponse\"")));
    if (!is_bounce) recipient.diagnostic = unescape(string_of(json, "\"smtpResponse\""));
    if (recipient.status.empty()) recipient.status = status_in(recipient.diagnostic);
    recipient.place = message.parts().front().body;
    report.recipients.push_back(std::move(recipient));
  }
  return report.recipients.empty() ? std::nullopt : std::optional(std::move(report));
}

std::optional<FeedbackReport> read_ses_complaint(const ParsedMessage& message) {
  const std::string json = notice_of(message);
  if (type_of(json) != "Complaint") return std::nullopt;
  FeedbackReport report;
  const std::string_view stated = string_of(json, "\"complaintFeedbackType\"");
  report.feedback_type = stated.empty() ? "abuse" : to_lower(stated);
  report.user_agent = string_of(json, "\"userAgent\"");
  report.source_ip = string_of(json, "\"sourceIp\"");
  report.original_mail_from = string_of(json, "\"source\"");
  report.reported_message_id = string_of(json, "\"messageId\"");
  for (const std::string_view item : items_of(json, "\"complainedRecipients\"", message.limits().report_recipients))
    if (std::string address = address_in(item); !address.empty())
      report.original_recipients.push_back(std::move(address));
  return report;
}

} // namespace parsers
