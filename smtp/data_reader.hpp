// The end of a message, octet by octet: only CR LF . CR LF ends it (RFC 5321 4.1.1.4, 2.3.8). Every other mix of CR, LF
// and dots is text, which is what makes smuggling (CVE-2023-51764 and its kin) impossible. Lines have no limit and are
// never split.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace smtp {

class DataReader {
 public:
  /// Forgets the last message. The first octet stands at the start of a line.
  void start();

  /// Takes octets off the front of `octets`, up to and with the end of the message, and adds what belongs to the
  /// message to `spans`, dots unstuffed (4.5.2). The spans point into `octets` or to constants.
  enum class Found : std::uint8_t { more, end };
  Found read(std::string_view& octets, std::vector<std::string_view>& spans);

  /// A LF without a CR before it was seen: a signature will not verify, and somebody may have tried to smuggle.
  [[nodiscard]] bool has_bare_line_feed() const { return has_bare_line_feed_; }

 private:
  enum class State : std::uint8_t {
    line_start,        // CR LF seen, or nothing yet
    line_start_dot,    // "." at the start of a line: held back, text or end
    line_start_dot_cr, // the same and CR
    text,
    text_cr, // the last octet was CR
  };
  void read_text(std::string_view& octets, std::vector<std::string_view>& spans);

  State state_ = State::line_start;
  bool has_bare_line_feed_ = false;
};

} // namespace smtp
