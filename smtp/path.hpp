// Reverse and forward paths by the grammar of RFC 5321 4.1.2; views into the line, nothing is copied.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace smtp {

struct Mailbox {
  std::string_view text;       // as written, without brackets and source route; empty: the null reverse-path
  std::string_view local_part; // as written, quotes and all
  std::string_view domain;     // empty for <Postmaster>; an address literal keeps its brackets
  bool is_ascii = true;
};

struct Path {
  Mailbox mailbox;
  std::string_view parameters; // what stands behind the path, with the space before it
};

/// "<" … ">" at the front of `text`, at most 256 octets (4.5.3.1.3); source routes are read and dropped (F.2).
/// Wider than the grammar where honest mail is: dots anywhere in a local part (old mobile carriers), '_' and a trailing
/// dot in domains, local parts over 64 octets (VERP of VERP). Octets above 127 are let through and told by `is_ascii`.
std::optional<Path> parse_reverse_path(std::string_view text);
/// The same without the null path, and with <Postmaster> without a domain.
std::optional<Path> parse_forward_path(std::string_view text);

/// The local part without needless quotes and backslashes.
std::string unquote(std::string_view local_part);

} // namespace smtp
