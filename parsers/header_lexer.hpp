// The small words of structured header fields (RFC 5322 3.2): white space, nested comments, quoted strings.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace parsers {

/// The offset behind the comment that begins with '(' at `begin`; nothing when it is not closed. Iterative: nesting
/// costs nothing.
std::optional<std::size_t> end_of_comment(std::string_view text, std::size_t begin);
/// The offset behind the quoted string that begins with '"' at `begin`; nothing when it is not closed.
std::optional<std::size_t> end_of_quoted_string(std::string_view text, std::size_t begin);
/// The first offset from `begin` on that is neither white space nor in a comment. An unclosed comment goes to the end.
std::size_t skip_comments_and_space(std::string_view text, std::size_t begin);
/// Takes the backslashes of quoted-pairs out.
std::string unescape(std::string_view content);

} // namespace parsers
