// The commands of RFC 5321 4.1 by their syntax: verb, argument, parameters. What they mean is server_protocol's.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace smtp {

enum class Verb : std::uint8_t {
  ehlo,
  helo,
  lhlo, // of LMTP (RFC 2033)
  mail,
  rcpt,
  data,
  rset,
  noop,
  quit,
  vrfy,
  starttls,
  auth,
  bdat,
  unimplemented, // known to RFCs, not offered here
  http,          // another protocol's client, led here by somebody (cross-protocol request forgery)
  unknown,
};

/// RFC 2920 3.1: where a client may send more before it has read the answer.
enum class Grouping : std::uint8_t { anywhere, last };

struct Command {
  Verb verb = Verb::unknown;
  Grouping grouping = Grouping::anywhere;
  std::string_view argument; // without the space before it and white space behind
};

/// Reads one command line without its CR LF. Total: the worst line is Verb::unknown. Does not look for control octets.
Command parse_command(std::string_view line);

/// A C0 control or DEL somewhere in the line (RFC 5321 4.1.2 allows none in any argument).
bool has_control_octet(std::string_view line);

/// RFC 5321 4.1.3 and 4.1.1.1 less strictly: letters, digits, '.', '-', '_' (used by many), or an address literal.
bool is_hello_name(std::string_view name);

/// One "keyword[=value]" of MAIL or RCPT; `value` is there when '=' is.
struct Parameter {
  std::string_view keyword;
  std::optional<std::string_view> value;
};

/// Takes the next parameter off `parameters`, which begins with a space, or is empty: then there are no more.
/// Nothing when the syntax of RFC 5321 4.1.2 (esmtp-param) is broken.
std::optional<Parameter> take_parameter(std::string_view& parameters);

/// RFC 1870 3: one to twenty digits. More than 64 bits hold becomes the largest number, never a small one.
std::optional<std::uint64_t> parse_size(std::string_view digits);

} // namespace smtp
