#include "parsers/reply_codes.hpp"

#include <array>

#include "parsers/ascii.hpp"
#include "parsers/phrase_set.hpp"

namespace parsers {
namespace {

bool is_word_octet(char c) { return is_digit(c) || is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

/// What may stand before a code: nothing, white space and the brackets and signs that programs put round it.
bool may_precede_code(std::string_view text, std::size_t at) {
  return at == 0 || is_space(text[at - 1]) ||
         std::string_view("(#[:;,<>'\"=-").find(text[at - 1]) != std::string_view::npos;
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && is_digit(text[at + count])) ++count;
  return count;
}

/// Octets of class "." subject "." detail at `at`; 0 when none is there, or when it goes on as an address would.
std::size_t status_at(std::string_view text, std::size_t at) {
  if (at + 4 >= text.size() || text[at + 1] != '.') return 0;
  if (text[at] != '2' && text[at] != '4' && text[at] != '5') return 0;
  const std::size_t subject = digits_at(text, at + 2);
  if (subject < 1 || subject > 3) return 0;
  const std::size_t dot = at + 2 + subject;
  if (dot >= text.size() || text[dot] != '.') return 0;
  const std::size_t detail = digits_at(text, dot + 1);
  if (detail < 1 || detail > 3) return 0;
  const std::size_t end = dot + 1 + detail;
  if (end < text.size() && is_word_octet(text[end])) return 0;
  if (end + 1 < text.size() && (text[end] == '.' || text[end] == '-') && is_digit(text[end + 1])) return 0;
  return end - at;
}

std::size_t reply_code_at(std::string_view text, std::size_t at) {
  if (digits_at(text, at) != 3 || (text[at] != '4' && text[at] != '5') || text[at + 1] > '7') return 0;
  const std::size_t end = at + 3;
  if (end == text.size()) return 3;
  const bool ends = std::string_view(" \t\r\n-:;,.)]>'\"#").find(text[end]) != std::string_view::npos;
  const bool is_number =
      end + 1 < text.size() && (text[end] == '.' || text[end] == ',' || text[end] == ':') && is_digit(text[end + 1]);
  return ends && !is_number ? 3 : 0;
}

struct CommandWords {
  std::string_view words;
  SmtpCommand command;
};

// clang-format off
constexpr CommandWords command_words[] = {
  {"in reply to rcpt to",            SmtpCommand::rcpt},
  {"after rcpt to",                  SmtpCommand::rcpt},
  {"did not like our rcpt to",       SmtpCommand::rcpt},
  {"for rcpt to response",           SmtpCommand::rcpt},
  {"following rcpt",                 SmtpCommand::rcpt},
  {"does not like recipient",        SmtpCommand::rcpt},
  {"[rcpt_to]",                      SmtpCommand::rcpt},
  {">>> rcpt to",                    SmtpCommand::rcpt},
  {"sent <<< rcpt to",               SmtpCommand::rcpt},
  {"sent: rcpt to",                  SmtpCommand::rcpt},
  {"smtp:rcpt ",                     SmtpCommand::rcpt},
  {"after rcpt command",             SmtpCommand::rcpt},
  {"rcpt to generated",              SmtpCommand::rcpt},
  {"in reply to mail from",          SmtpCommand::mail},
  {"after mail from",                SmtpCommand::mail},
  {"did not like our mail from",     SmtpCommand::mail},
  {"but sender was rejected",        SmtpCommand::mail},
  {"[mail_from]",                    SmtpCommand::mail},
  {">>> mail from",                  SmtpCommand::mail},
  {"sent <<< mail from",             SmtpCommand::mail},
  {"smtp:mail ",                     SmtpCommand::mail},
  {"in reply to end of data",        SmtpCommand::data},
  {"in reply to data",               SmtpCommand::data},
  {"after end of data",              SmtpCommand::data},
  {"after data",                     SmtpCommand::data},
  {"did not like our final data",    SmtpCommand::data},
  {"did not like our data",          SmtpCommand::data},
  {"failed after i sent the message", SmtpCommand::data},
  {"failed on data command",         SmtpCommand::data},
  {">>> data",                       SmtpCommand::data},
  {"sent <<< data",                  SmtpCommand::data},
  {"for text command",               SmtpCommand::data},
  {"[data]",                         SmtpCommand::data},
  {"after initial connection",       SmtpCommand::connect},
  {"refused to talk to me",          SmtpCommand::connect},
  {"while receiving the initial server greeting", SmtpCommand::connect},
  {"in reply to helo",               SmtpCommand::greeting},
  {"in reply to ehlo",               SmtpCommand::greeting},
  {"after helo",                     SmtpCommand::greeting},
  {"after ehlo",                     SmtpCommand::greeting},
  {"my name was rejected",           SmtpCommand::greeting},
  {">>> helo",                       SmtpCommand::greeting},
  {">>> ehlo",                       SmtpCommand::greeting},
  {"(state 9)",                      SmtpCommand::mail},
  {"(state 13)",                     SmtpCommand::rcpt},
  {"(state 14)",                     SmtpCommand::rcpt},
  {"(state 15)",                     SmtpCommand::rcpt},
  {"(state 17)",                     SmtpCommand::data},
  {"(state 18)",                     SmtpCommand::data},
  {"rcpt to response",               SmtpCommand::rcpt},
  {"reading rcpt to",                SmtpCommand::rcpt},
  {"sent: mail from",                SmtpCommand::mail},
  {"sent: data",                     SmtpCommand::data},
  {"--> rcpt to",                    SmtpCommand::rcpt},
  {"--> mail from",                  SmtpCommand::mail},
  {"error following rcpt",           SmtpCommand::rcpt},
  {"error following mail",           SmtpCommand::mail},
  {"error following data",           SmtpCommand::data},
  {"after rcpt",                     SmtpCommand::rcpt},
  {"response to rcpt",               SmtpCommand::rcpt},
  {"response to mail",               SmtpCommand::mail},
  {"response to data",               SmtpCommand::data},
  {"during rcpt",                    SmtpCommand::rcpt},
  {"during mail from",               SmtpCommand::mail},
  {"during data",                    SmtpCommand::data},
  {"[rcptto]",                       SmtpCommand::rcpt},
  {"smtp command rcpt to",           SmtpCommand::rcpt},
  {"smtp command data",              SmtpCommand::data},
  {"in reply to rcpt",               SmtpCommand::rcpt},
  {"in reply to mail",               SmtpCommand::mail},
  {">>> quit",                       SmtpCommand::quit},
};
// clang-format on

const PhraseSet& command_phrases() {
  static const PhraseSet phrases = [] {
    std::array<std::string_view, std::size(command_words)> words;
    for (std::size_t i = 0; i < words.size(); ++i) words[i] = command_words[i].words;
    return PhraseSet(words);
  }();
  return phrases;
}

/// Where the words go on behind a reply code that the line before had too, and behind the status when it is the same.
std::size_t behind_repeated_code(std::string_view text, std::size_t at, std::string_view status) {
  at += at + 3 == text.size() ? 3 : 4;
  const std::size_t length = at < text.size() ? status_at(text, at) : 0;
  if (length != 0 && text.substr(at, length) == status) at += length;
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

} // namespace

std::string leading_status(std::string_view text) {
  text = trim(text);
  return std::string(text.substr(0, status_at(text, 0)));
}

bool is_vague_status(std::string_view status) { return status.size() < 5 || (status[2] == '0' && status[3] == '.'); }

std::string find_status(std::string_view text) {
  std::string alone;
  std::string vague;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at]) || !may_precede_code(text, at)) continue;
    const std::size_t length = status_at(text, at);
    if (length == 0 || text[at] == '2') continue;
    const std::string_view status = text.substr(at, length);
    const bool after_reply_code = at >= 4 && reply_code_at(text, at - 4) == 3 && may_precede_code(text, at - 4);
    const bool marked = at >= 1 && text[at - 1] == '#';
    if (is_vague_status(status)) {
      if (vague.empty()) vague = status;
    } else if (after_reply_code || marked) {
      return std::string(status);
    } else if (alone.empty()) {
      alone = status;
    }
    at += length - 1;
  }
  return alone.empty() ? vague : alone;
}

std::string find_reply_code(std::string_view text) {
  for (std::size_t at = 0; at + 3 <= text.size(); ++at)
    if (is_digit(text[at]) && may_precede_code(text, at) && reply_code_at(text, at) != 0)
      return std::string(text.substr(at, 3));
  return {};
}

SmtpCommand find_command(std::string_view folded) {
  const std::size_t found = command_phrases().first_of(folded);
  return found == std::size(command_words) ? SmtpCommand::unknown : command_words[found].command;
}

std::string join_reply_lines(std::string_view text) {
  std::string joined(text.size(), '\0');
  std::size_t written = 0;
  std::string_view code;
  std::string_view status;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_digit(text[at])) { // nothing else begins a code
      const bool starts_word = at == 0 || is_space(text[at - 1]);
      if (starts_word && reply_code_at(text, at) == 3) {
        const std::string_view here = text.substr(at, 3);
        const bool is_repeated = here == code;
        if (code.empty()) code = here;
        if (is_repeated && (at + 3 == text.size() || text[at + 3] == '-' || is_space(text[at + 3]))) {
          at = behind_repeated_code(text, at, status) - 1;
          continue;
        }
      } else if (status.empty() && at > 0 && !is_word_octet(text[at - 1])) {
        status = text.substr(at, status_at(text, at));
      }
    }
    const char c = is_space(text[at]) ? ' ' : text[at];
    if (c != ' ' || (written > 0 && joined[written - 1] != ' ')) joined[written++] = c;
  }
  if (written > 0 && joined[written - 1] == ' ') --written;
  joined.resize(written);
  return joined;
}

} // namespace parsers
