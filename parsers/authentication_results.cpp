// authres  = [CFWS] authserv-id [CFWS 1*DIGIT] ( [CFWS] ";" [CFWS] "none" / 1*resinfo ) [CFWS]
// resinfo  = [CFWS] ";" [CFWS] method [ "/" 1*DIGIT ] "=" result [ "reason" "=" value ] *( ptype "." property "="
// pvalue ) pvalue   = value / [ [ local-part ] "@" ] domain-name; CFWS may stand between all of them.
#include "parsers/authentication_results.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "parsers/ascii.hpp"
#include "parsers/header_lexer.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_items = 100;

constexpr std::array<std::pair<std::string_view, MethodResult>, 10> results{{
    {"none", MethodResult::none},
    {"pass", MethodResult::pass},
    {"fail", MethodResult::fail},
    {"hardfail", MethodResult::fail}, // of RFC 5451
    {"policy", MethodResult::policy},
    {"neutral", MethodResult::neutral},
    {"softfail", MethodResult::softfail},
    {"temperror", MethodResult::temperror},
    {"permerror", MethodResult::permerror},
    {"bestguesspass", MethodResult::neutral},
}};

MethodResult result_named(std::string_view name) {
  const auto* const found = std::ranges::find_if(results, [&](const auto& row) { return row.first == name; });
  return found == results.end() ? MethodResult::neutral : found->second;
}

constexpr OctetSet ends_keyword("();=./\"\\<>,: \t\r\n");
constexpr OctetSet ends_value("();\" \t\r\n");

class ResultsReader {
 public:
  explicit ResultsReader(std::string_view text) : text_(text) { skip(); }

  std::optional<AuthenticationResults> read() {
    AuthenticationResults field;
    auto id = take_value();
    if (!id || id->empty()) return std::nullopt;
    field.authserv_id = to_lower(*id);
    if (at_ < text_.size() && is_digit(text_[at_]) && take_until(ends_keyword) != "1") return std::nullopt;
    while (take(';')) {
      if (at_ == text_.size()) break; // behind the last ';'
      auto result = read_result();
      if (!result || field.results.size() == most_items) return std::nullopt;
      const bool is_none = result->method == "none";
      if (!is_none) field.results.push_back(std::move(*result));
    }
    if (at_ != text_.size()) return std::nullopt;
    return field;
  }

 private:
  void skip() { at_ = skip_comments_and_space(text_, at_); }

  bool take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    skip();
    return true;
  }

  std::string take_until(const OctetSet& end) {
    const std::size_t length = std::min(end.find_in(text_.substr(at_)), text_.size() - at_);
    std::string taken(text_.substr(at_, length));
    at_ += length;
    skip();
    return taken;
  }

  std::optional<std::string> take_value() {
    if (at_ == text_.size() || text_[at_] != '"') return take_until(ends_value);
    const auto end = end_of_quoted_string(text_, at_);
    if (!end) return std::nullopt;
    std::string value = unescape(text_.substr(at_ + 1, *end - at_ - 2));
    at_ = *end;
    // "local part"@domain
    if (at_ < text_.size() && text_[at_] == '@') value += take_until(ends_value);
    skip();
    return value;
  }

  // "none" alone is no method: the field says that nothing was looked at.
  std::optional<AuthenticationResult> read_result() {
    AuthenticationResult result;
    result.method = to_lower(take_until(ends_keyword));
    if (result.method.empty()) return std::nullopt;
    if (result.method == "none" && (at_ == text_.size() || text_[at_] == ';')) return result;
    if (take('/') && take_until(ends_keyword) != "1") return std::nullopt;
    if (!take('=')) return std::nullopt;
    result.result = result_named(to_lower(take_until(ends_keyword)));
    while (at_ < text_.size() && text_[at_] != ';')
      if (!read_property(result)) return std::nullopt;
    return result;
  }

  bool read_property(AuthenticationResult& result) {
    AuthenticationProperty property;
    property.type = to_lower(take_until(ends_keyword));
    const bool is_reason = property.type == "reason";
    if (property.type.empty() || (!is_reason && !take('.'))) return false;
    if (!is_reason) property.name = to_lower(take_until(ends_keyword));
    if ((!is_reason && property.name.empty()) || !take('=')) return false;
    auto value = take_value();
    if (!value || result.properties.size() == most_items) return false;
    property.value = std::move(*value);
    if (!is_reason) result.properties.push_back(std::move(property));
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

} // namespace

std::string_view AuthenticationResult::property(std::string_view type, std::string_view name) const {
  for (const AuthenticationProperty& property : properties)
    if (property.type == type && property.name == name) return property.value;
  return {};
}

std::optional<AuthenticationResults> read_authentication_results(std::string_view field_body) {
  return ResultsReader(field_body).read();
}

} // namespace parsers
