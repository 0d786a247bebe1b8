#include "parsers/session_transcript.hpp"

#include "parsers/ascii.hpp"
#include "parsers/reply_codes.hpp"
#include "parsers/report_lines.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_transcript = 8192;

bool is_command(std::string_view line) {
  return line.starts_with(">>> ") || starts_with_ignoring_case(line, "sent <<< ");
}
bool is_reply(std::string_view line) {
  return line.starts_with("<<< ") || starts_with_ignoring_case(line, "received >>> ");
}
bool is_code_line(std::string_view line) { return line.size() > 4 && !find_reply_code(line.substr(0, 4)).empty(); }

/// One command with its replies, or one line that begins with a reply code.
class Exchange {
 public:
  void begin(std::string_view line, std::string_view recipient) {
    text_.clear();
    names_recipient_ = names_other_ = false;
    is_of_sender_ = is_command(line) && to_lower(line.substr(0, 20)).find("rcpt") == std::string::npos;
    add(line, recipient);
  }
  void add(std::string_view line, std::string_view recipient) {
    if (text_.size() + line.size() > most_transcript) return;
    if (!text_.empty()) text_.push_back('\n');
    text_.append(line);
    const auto found = find_address(line);
    if (!found) return;
    (equals_ignoring_case(found->address, recipient) ? names_recipient_ : names_other_) = true;
  }
  [[nodiscard]] bool concerns_recipient() const { return names_recipient_ || is_of_sender_ || !names_other_; }
  [[nodiscard]] bool is_empty() const { return text_.empty(); }
  [[nodiscard]] const std::string& text() const { return text_; }
  void clear() { text_.clear(); }

 private:
  std::string text_;
  bool names_recipient_ = false;
  bool names_other_ = false;
  bool is_of_sender_ = false;
};

} // namespace

std::string transcript_about(std::string_view text, std::string_view recipient, bool is_only) {
  std::string transcript;
  Exchange exchange;
  const auto finish = [&] {
    const bool fits = transcript.size() + exchange.text().size() < most_transcript;
    if (!exchange.is_empty() && fits && (is_only || exchange.concerns_recipient()))
      transcript.append(transcript.empty() ? "" : "\n").append(exchange.text());
    exchange.clear();
  };
  Lines lines(text);
  std::string_view line;
  while (lines.next(line)) {
    const std::string_view words = trim(line);
    if (is_command(words) || (is_code_line(words) && !is_reply(words))) {
      finish();
      exchange.begin(words, recipient);
    } else if (is_reply(words)) {
      exchange.add(words, recipient);
    } else if (words.empty() || (line.front() != ' ' && line.front() != '\t')) {
      finish();
    }
  }
  finish();
  return transcript;
}

} // namespace parsers
