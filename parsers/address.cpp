#include "parsers/address.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <optional>

#include "parsers/ascii.hpp"
#include "parsers/charset.hpp"
#include "parsers/domain_name.hpp"
#include "parsers/header_lexer.hpp"

namespace parsers {
namespace {

// The last '@' outside of quotes: "a@b"@c.example is at c.example.
std::optional<std::size_t> find_at(std::string_view text) {
  std::size_t begin = 0;
  if (text.starts_with('"')) begin = end_of_quoted_string(text, 0).value_or(0);
  const std::size_t at = text.rfind('@');
  return at == std::string_view::npos || at < begin ? std::nullopt : std::optional(at);
}

// atext and '.', and what RFC 6531 adds. Dots may stand anywhere: some providers give out "a..b" and "a.".
bool is_dot_atom_character(char c) {
  return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string quote(std::string_view content) {
  std::string quoted = "\"";
  for (const char c : content) {
    if (c == '"' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c);
  }
  return quoted + "\"";
}

std::optional<std::string> fold_case(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::nullopt;
  icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  text = nfc->normalize(nfc->normalize(text, status).foldCase(), status);
  if (U_FAILURE(status)) return std::nullopt;
  std::string folded;
  return text.toUTF8String(folded);
}

// Nothing for what no address can have in front of its '@' but in quotes, and for octets that are not UTF-8.
std::optional<std::string> normalise_local_part(std::string_view local) {
  constexpr std::size_t longest = 1024; // far above RFC 5321's 64
  const bool is_quoted = local.size() > 2 && local.front() == '"' && end_of_quoted_string(local, 0) == local.size();
  const std::string content = is_quoted ? unescape(local.substr(1, local.size() - 2)) : std::string(local);
  const bool is_dot_atom = std::ranges::all_of(content, is_dot_atom_character);
  if (content.size() > longest || !is_utf8(content) || std::ranges::any_of(content, is_control)) return std::nullopt;
  if (!is_dot_atom && !is_quoted) return std::nullopt;
  const bool is_ascii = std::ranges::all_of(content, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const auto folded = is_ascii ? to_lower(content) : fold_case(content);
  if (!folded) return std::nullopt;
  return is_dot_atom ? *folded : quote(*folded);
}

std::string_view strip_brackets(std::string_view text) {
  text = trim(text);
  if (text.size() >= 2 && text.front() == '<' && text.back() == '>') text = trim(text.substr(1, text.size() - 2));
  return text;
}

} // namespace

Result<Address> Address::parse(std::string_view text) {
  text = strip_brackets(text);
  const auto at = find_at(text);
  if (!at) return failure(ErrorCode::invalid_argument, "an address needs an '@'");
  const std::string_view local = text.substr(0, *at);
  const std::string_view domain = text.substr(*at + 1);
  const std::string_view bare_domain = domain.ends_with('.') ? domain.substr(0, domain.size() - 1) : domain;
  if (local.empty() || local == "\"\"" || domain.find_first_not_of('.') == std::string_view::npos)
    return failure(ErrorCode::invalid_argument, "an address needs something on both sides of its '@'");
  const auto normal_local = normalise_local_part(local);
  const auto normal_domain = normalise_domain(domain);
  Address address;
  address.normalised_ = normal_local && normal_domain;
  address.text_ = normal_local.value_or(to_lower(local));
  address.at_ = address.text_.size();
  address.text_.append("@").append(normal_domain.value_or(to_lower(bare_domain)));
  return address;
}

std::string Address::wide_text() const {
  if (!normalised_ || (domain() != "gmail.com" && domain() != "googlemail.com") || text_.front() == '"') return text_;
  std::string local(local_part().substr(0, local_part().find('+')));
  std::erase(local, '.');
  return local.empty() ? text_ : local + "@gmail.com";
}

} // namespace parsers
