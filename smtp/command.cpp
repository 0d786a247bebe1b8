#include "smtp/command.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "parsers/ascii.hpp"

namespace smtp {
namespace {

struct VerbRow {
  std::string_view name;
  Verb verb;
  Grouping grouping;
};

// clang-format off
constexpr std::array verbs{
  VerbRow{"MAIL",     Verb::mail,          Grouping::anywhere},
  VerbRow{"RCPT",     Verb::rcpt,          Grouping::anywhere},
  VerbRow{"DATA",     Verb::data,          Grouping::last},
  VerbRow{"RSET",     Verb::rset,          Grouping::anywhere},
  VerbRow{"EHLO",     Verb::ehlo,          Grouping::last},
  VerbRow{"HELO",     Verb::helo,          Grouping::last},
  VerbRow{"LHLO",     Verb::lhlo,          Grouping::last},
  VerbRow{"QUIT",     Verb::quit,          Grouping::last},
  VerbRow{"NOOP",     Verb::noop,          Grouping::anywhere},
  VerbRow{"VRFY",     Verb::vrfy,          Grouping::last},
  VerbRow{"STARTTLS", Verb::starttls,      Grouping::last},
  VerbRow{"AUTH",     Verb::auth,          Grouping::last},
  VerbRow{"BDAT",     Verb::bdat,          Grouping::anywhere},
  VerbRow{"EXPN",     Verb::unimplemented, Grouping::anywhere},
  VerbRow{"HELP",     Verb::unimplemented, Grouping::anywhere},
  VerbRow{"ETRN",     Verb::unimplemented, Grouping::anywhere},
  VerbRow{"TURN",     Verb::unimplemented, Grouping::anywhere},
  VerbRow{"ATRN",     Verb::unimplemented, Grouping::anywhere},
  VerbRow{"SEND",     Verb::unimplemented, Grouping::anywhere},
  VerbRow{"SOML",     Verb::unimplemented, Grouping::anywhere},
  VerbRow{"SAML",     Verb::unimplemented, Grouping::anywhere},
  VerbRow{"GET",      Verb::http,          Grouping::anywhere},
  VerbRow{"POST",     Verb::http,          Grouping::anywhere},
  VerbRow{"PUT",      Verb::http,          Grouping::anywhere},
  VerbRow{"HEAD",     Verb::http,          Grouping::anywhere},
  VerbRow{"PATCH",    Verb::http,          Grouping::anywhere},
  VerbRow{"DELETE",   Verb::http,          Grouping::anywhere},
  VerbRow{"OPTIONS",  Verb::http,          Grouping::anywhere},
  VerbRow{"CONNECT",  Verb::http,          Grouping::anywhere},
  VerbRow{"TRACE",    Verb::http,          Grouping::anywhere},
  VerbRow{"PRI",      Verb::http,          Grouping::anywhere},
};
// clang-format on

constexpr bool is_each_verb_named_once() {
  for (std::size_t i = 0; i < verbs.size(); ++i) {
    for (std::size_t j = i + 1; j < verbs.size(); ++j) {
      if (verbs[i].name == verbs[j].name) return false;
    }
  }
  return true;
}
static_assert(is_each_verb_named_once());

constexpr bool is_let_dig(char c) { return parsers::is_alpha(c) || parsers::is_digit(c); }

} // namespace

Command parse_command(std::string_view line) {
  // RFC 5321 4.1.1: white space before CR LF is to be tolerated.
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  const std::string_view word = line.substr(0, line.find(' '));
  for (const VerbRow& row : verbs) {
    if (!parsers::equals_ignoring_case(row.name, word)) continue;
    line.remove_prefix(word.size());
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    return {row.verb, row.grouping, line};
  }
  return {};
}

bool has_control_octet(std::string_view line) {
  return std::any_of(line.begin(), line.end(), [](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet < 0x20 || octet == 0x7f;
  });
}

bool is_hello_name(std::string_view name) {
  const bool is_literal = name.size() > 2 && name.front() == '[' && name.back() == ']';
  if (is_literal) name = name.substr(1, name.size() - 2);
  return !name.empty() && name.size() <= 255 && std::all_of(name.begin(), name.end(), [&](char c) {
    return is_let_dig(c) || c == '.' || c == '-' || c == '_' || (is_literal && c == ':');
  });
}

// esmtp-param   = esmtp-keyword ["=" esmtp-value]
// esmtp-keyword = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")
// esmtp-value   = 1*(%d33-60 / %d62-126)
std::optional<Parameter> take_parameter(std::string_view& parameters) {
  if (parameters.empty() || parameters.front() != ' ') return std::nullopt;
  while (!parameters.empty() && parameters.front() == ' ') parameters.remove_prefix(1);
  const std::string_view whole = parameters.substr(0, parameters.find(' '));
  parameters.remove_prefix(whole.size());
  const std::size_t equals = whole.find('=');
  Parameter parameter{whole.substr(0, equals), std::nullopt};
  if (parameter.keyword.empty() || !is_let_dig(parameter.keyword.front())) return std::nullopt;
  if (!std::all_of(parameter.keyword.begin(), parameter.keyword.end(),
                   [](char c) { return is_let_dig(c) || c == '-'; })) {
    return std::nullopt;
  }
  if (equals == std::string_view::npos) return parameter;
  const std::string_view value = whole.substr(equals + 1);
  const bool is_value =
      !value.empty() && std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c <= '~' && c != '='; });
  if (!is_value) return std::nullopt;
  parameter.value = value;
  return parameter;
}

std::optional<std::uint64_t> parse_size(std::string_view digits) {
  if (digits.empty() || digits.size() > 20 || !std::all_of(digits.begin(), digits.end(), parsers::is_digit)) {
    return std::nullopt;
  }
  constexpr auto largest = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t size = 0;
  for (const char c : digits) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (size > (largest - digit) / 10) return largest;
    size = size * 10 + digit;
  }
  return size;
}

} // namespace smtp
