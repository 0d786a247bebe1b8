// Finds the codes of an SMTP reply in the words of a diagnostic: the reply code (RFC 5321 4.2), the enhanced status
// (RFC 3463) and the command that was answered. Network addresses, dates and versions look like codes and are none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parsers {

enum class SmtpCommand : std::uint8_t { unknown, connect, greeting, mail, rcpt, data, quit };

/// "5.1.1" of "5.1.1 (user unknown)"; "" unless class.subject.detail stands at the beginning, RFC 3463 2.
std::string leading_status(std::string_view text);

/// Where a status is written, best first: after a reply code, in "(#5.1.1)", alone. "" when there is none, and for the
/// classes that no failure has.
std::string find_status(std::string_view text);

/// A status that says no more than the class: its subject is 0, or there is none.
bool is_vague_status(std::string_view status);

/// "550"; "" when there is none. 4yz and 5yz only.
std::string find_reply_code(std::string_view text);

/// The command that the words say was answered, "(in reply to RCPT TO command)", "after end of data", …
SmtpCommand find_command(std::string_view folded);

/// One line for people and for phrases: continuation lines "550-5.1.1 …" lose their repeated codes.
std::string join_reply_lines(std::string_view text);

} // namespace parsers
