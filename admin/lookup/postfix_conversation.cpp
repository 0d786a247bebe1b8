#include "admin/lookup/postfix_conversation.hpp"

#include <charconv>

#include "admin/http/parameters.hpp"
#include "parsers/ascii.hpp"

namespace admin {
namespace {

using parsers::is_digit;
using Kind = RecipientAnswer::Kind;

constexpr std::size_t longest_policy_request = 64 << 10;  // octets
constexpr std::size_t longest_socketmap_request = 10'000; // as Postfix has it
constexpr std::size_t longest_tcp_table_line = 4'096;     // as Postfix has it

/// What a table's row says of a recipient that is not to be sent to.
std::string map_value(const RecipientAnswer& answer, MapForm form) {
  const bool is_final = answer.kind == Kind::refuse;
  if (form == MapForm::transport) return (is_final ? "error:" : "retry:") + answer.text;
  return (is_final ? "550 " : "450 ") + answer.text;
}

/// The value of an attribute; empty when it is not there.
std::string_view attribute(std::string_view request, std::string_view name) {
  while (!request.empty()) {
    const std::size_t end = request.find('\n');
    const std::string_view line = request.substr(0, end);
    if (line.size() > name.size() && line[name.size()] == '=' && line.starts_with(name))
      return line.substr(name.size() + 1);
    if (end == std::string_view::npos) break;
    request.remove_prefix(end + 1);
  }
  return {};
}

void append_netstring(std::string& output, std::string_view text) {
  output.append(std::to_string(text.size())).append(":").append(text).append(",");
}

} // namespace

std::optional<MapForm> parse_map_form(std::string_view name) {
  if (name == "access") return MapForm::access;
  if (name == "transport") return MapForm::transport;
  return std::nullopt;
}

Conversation::Then PostfixConversation::receive(std::string_view octets, std::string& output) {
  buffer_ += octets;
  Taken taken = Taken::request;
  while (taken == Taken::request && taken_ < buffer_.size()) taken = take_request(output);
  buffer_.erase(0, taken_);
  taken_ = 0;
  return taken == Taken::must_close ? Then::close : Then::go_on;
}

PostfixConversation::Taken PostfixConversation::take_request(std::string& output) {
  const std::string_view rest = std::string_view(buffer_).substr(taken_);
  if (is_digit(rest.front())) return take_socketmap_request(output);
  constexpr std::string_view get = "get ";
  constexpr std::string_view put = "put ";
  const std::string_view verb = rest.substr(0, get.size());
  if (verb == get || verb == put) return take_tcp_table_request(output);
  const bool may_become_verb = verb.size() < get.size() && (get.starts_with(verb) || put.starts_with(verb));
  return may_become_verb ? Taken::nothing_whole : take_policy_request(output);
}

PostfixConversation::Taken PostfixConversation::take_policy_request(std::string& output) {
  const std::string_view rest = std::string_view(buffer_).substr(taken_);
  const std::size_t end = rest.find("\n\n");
  if (end == std::string_view::npos)
    return rest.size() > longest_policy_request ? Taken::must_close : Taken::nothing_whole;
  taken_ += end + 2;
  const std::string_view request = rest.substr(0, end + 1);
  if (attribute(request, "request") != "smtpd_access_policy") return Taken::must_close;
  const RecipientAnswer answer = ask_for_recipient(look_up_, query_, attribute(request, "recipient"));
  if (answer.kind == Kind::trouble) return Taken::must_close;
  const std::string action = answer.kind == Kind::send ? "DUNNO" : map_value(answer, MapForm::access);
  output.append("action=").append(action).append("\n\n");
  return Taken::request;
}

PostfixConversation::Taken PostfixConversation::take_socketmap_request(std::string& output) {
  const std::string_view rest = std::string_view(buffer_).substr(taken_);
  constexpr std::size_t most_digits = 5;
  const std::size_t colon = rest.substr(0, most_digits + 1).find_first_not_of("0123456789");
  if (colon == std::string_view::npos) return rest.size() > most_digits ? Taken::must_close : Taken::nothing_whole;
  std::size_t length = 0;
  const auto read = std::from_chars(rest.data(), rest.data() + colon, length);
  if (rest[colon] != ':' || read.ec != std::errc{} || length > longest_socketmap_request) return Taken::must_close;
  if (rest.size() < colon + 1 + length + 1) return Taken::nothing_whole;
  if (rest[colon + 1 + length] != ',') return Taken::must_close;
  taken_ += colon + 1 + length + 1;
  answer_socketmap(rest.substr(colon + 1, length), output);
  return Taken::request;
}

void PostfixConversation::answer_socketmap(std::string_view request, std::string& output) const {
  const std::size_t space = request.find(' ');
  if (space == std::string_view::npos) return append_netstring(output, "PERM a request is NAME KEY");
  const MapForm form = parse_map_form(request.substr(0, space)).value_or(form_);
  const RecipientAnswer answer = ask_for_recipient(look_up_, query_, request.substr(space + 1));
  if (answer.kind == Kind::trouble) return append_netstring(output, "TEMP " + answer.text);
  append_netstring(output, answer.kind == Kind::send ? "NOTFOUND " : "OK " + map_value(answer, form));
}

PostfixConversation::Taken PostfixConversation::take_tcp_table_request(std::string& output) {
  const std::string_view rest = std::string_view(buffer_).substr(taken_);
  const std::size_t end = rest.find('\n');
  if (std::min(end, rest.size()) > longest_tcp_table_line) return Taken::must_close;
  if (end == std::string_view::npos) return Taken::nothing_whole;
  taken_ += end + 1;
  std::string_view line = rest.substr(0, end);
  if (line.ends_with('\r')) line.remove_suffix(1);
  answer_tcp_table(line, output);
  return Taken::request;
}

void PostfixConversation::answer_tcp_table(std::string_view line, std::string& output) const {
  if (!line.starts_with("get ")) {
    output += "500 this%20table%20is%20read%20only\n";
    return;
  }
  std::string key;
  if (!append_percent_decoded(key, line.substr(4), PlusSign::is_itself)) {
    output += "400 the%20key%20is%20badly%20encoded\n";
    return;
  }
  const RecipientAnswer answer = ask_for_recipient(look_up_, query_, key);
  if (answer.kind == Kind::trouble) {
    output.append("400 ").append(percent_encoded(answer.text));
  } else if (answer.kind == Kind::send) {
    output += "500 not%20suppressed"; // in this protocol, 500 is "not found"
  } else {
    output.append("200 ").append(percent_encoded(map_value(answer, form_)));
  }
  output += '\n';
}

} // namespace admin
