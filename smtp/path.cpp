#include "smtp/path.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "parsers/ascii.hpp"

namespace smtp {
namespace {

constexpr std::size_t longest_path = 256;
constexpr std::size_t longest_domain = 255;
constexpr std::size_t longest_label = 63;

bool is_non_ascii(char c) { return static_cast<unsigned char>(c) > 127; }
bool is_let_dig(char c) { return parsers::is_alpha(c) || parsers::is_digit(c) || is_non_ascii(c); }
bool is_atext_or_dot(char c) {
  return is_let_dig(c) || std::string_view(".!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

std::size_t length_while(std::string_view text, bool (*accepts)(char)) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), accepts) - text.begin());
}

// Local-part     = Dot-string / Quoted-string
// Quoted-string  = DQUOTE *(%d32-33 / %d35-91 / %d93-126 / "\" %d32-126) DQUOTE
std::size_t local_part_length(std::string_view text) {
  if (text.empty() || text.front() != '"') return length_while(text, is_atext_or_dot);
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') return i + 1;
    if (text[i] == '\\' && ++i == text.size()) return 0;
    if (static_cast<unsigned char>(text[i]) < ' ' || text[i] == 0x7f) return 0;
  }
  return 0;
}

// sub-domain = Let-dig [Ldh-str], and '_'
bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= longest_label && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(), [](char c) { return is_let_dig(c) || c == '-' || c == '_'; });
}

// Domain = sub-domain *("." sub-domain), and a trailing dot
bool is_domain(std::string_view domain) {
  if (domain.empty() || domain.size() > longest_domain) return false;
  if (domain.back() == '.') domain.remove_suffix(1);
  while (true) {
    const std::size_t dot = domain.find('.');
    if (!is_label(domain.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    domain.remove_prefix(dot + 1);
  }
}

// address-literal = "[" (IPv4-address-literal / "IPv6:" IPv6-addr) "]"; no other tag is registered
bool is_address_literal(std::string_view literal) {
  if (literal.size() < 2 || literal.front() != '[' || literal.back() != ']') return false;
  literal = literal.substr(1, literal.size() - 2);
  constexpr std::string_view tag = "IPv6:";
  const bool is_version_6 = parsers::starts_with_ignoring_case(literal, tag);
  if (is_version_6) literal.remove_prefix(tag.size());
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (literal.size() >= text.size() || literal.find('\0') != std::string_view::npos) return false;
  literal.copy(text.data(), literal.size());
  std::array<unsigned char, sizeof(in6_addr)> address{};
  return inet_pton(is_version_6 ? AF_INET6 : AF_INET, text.data(), address.data()) == 1;
}

std::size_t domain_length(std::string_view text) {
  if (!text.empty() && text.front() == '[') {
    const std::size_t end = text.find(']');
    return end != std::string_view::npos && is_address_literal(text.substr(0, end + 1)) ? end + 1 : 0;
  }
  const std::size_t length =
      length_while(text, [](char c) { return is_let_dig(c) || c == '-' || c == '_' || c == '.'; });
  return is_domain(text.substr(0, length)) ? length : 0;
}

// A-d-l = "@" Domain *("," "@" Domain), then ":"
std::optional<std::string_view> without_source_route(std::string_view text) {
  if (text.empty() || text.front() != '@') return text;
  while (!text.empty() && text.front() == '@') {
    const std::size_t length = domain_length(text.substr(1));
    if (length == 0) return std::nullopt;
    text.remove_prefix(1 + length);
    if (text.empty() || (text.front() != ',' && text.front() != ':')) return std::nullopt;
    const bool is_last = text.front() == ':';
    text.remove_prefix(1);
    if (is_last) return text;
  }
  return std::nullopt;
}

enum class MissingDomain : unsigned char { refused, postmaster };

// Mailbox = Local-part "@" (Domain / address-literal), up to the closing bracket
std::optional<Mailbox> parse_mailbox(std::string_view text, MissingDomain missing) {
  Mailbox mailbox;
  const std::size_t local_length = local_part_length(text);
  if (local_length == 0 || local_length >= text.size()) return std::nullopt;
  mailbox.local_part = text.substr(0, local_length);
  std::size_t length = local_length;
  if (text[local_length] == '@') {
    mailbox.domain = text.substr(local_length + 1, domain_length(text.substr(local_length + 1)));
    if (mailbox.domain.empty()) return std::nullopt;
    length += 1 + mailbox.domain.size();
  } else if (missing == MissingDomain::refused || !parsers::equals_ignoring_case(mailbox.local_part, "postmaster")) {
    return std::nullopt;
  }
  mailbox.text = text.substr(0, length);
  mailbox.is_ascii = std::none_of(mailbox.text.begin(), mailbox.text.end(), is_non_ascii);
  return mailbox;
}

std::optional<Path> parse_path(std::string_view text, MissingDomain missing) {
  if (text.empty() || text.front() != '<') return std::nullopt;
  const auto inner = without_source_route(text.substr(1));
  if (!inner) return std::nullopt;
  const auto mailbox = parse_mailbox(*inner, missing);
  if (!mailbox) return std::nullopt;
  const std::string_view rest = inner->substr(mailbox->text.size());
  if (rest.empty() || rest.front() != '>' || text.size() - rest.size() + 1 > longest_path) return std::nullopt;
  return Path{*mailbox, rest.substr(1)};
}

} // namespace

std::optional<Path> parse_reverse_path(std::string_view text) {
  constexpr std::string_view null_path = "<>";
  if (text.starts_with(null_path)) return Path{{}, text.substr(null_path.size())};
  return parse_path(text, MissingDomain::refused);
}

std::optional<Path> parse_forward_path(std::string_view text) { return parse_path(text, MissingDomain::postmaster); }

std::string unquote(std::string_view local_part) {
  if (local_part.size() < 2 || local_part.front() != '"') return std::string(local_part);
  local_part = local_part.substr(1, local_part.size() - 2);
  std::string plain;
  for (std::size_t i = 0; i < local_part.size(); ++i) {
    if (local_part[i] == '\\' && i + 1 < local_part.size()) ++i;
    plain.push_back(local_part[i]);
  }
  return plain;
}

} // namespace smtp
