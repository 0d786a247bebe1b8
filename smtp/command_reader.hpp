// Command lines out of a stream in any segmentation. A line ends at CR LF; a bare LF ends it too, but as a broken line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smtp {

struct CommandLine {
  enum class Form : std::uint8_t { good, bare_line_feed, too_long, endless };
  Form form = Form::good;
  std::string_view text; // without its end; valid until the next read; empty unless good
};

class CommandReader {
 public:
  /// `longest` counts the CR LF too (RFC 5321 4.5.3.1.4). What is longer than `endless` is not waited out.
  CommandReader(std::size_t longest, std::size_t endless) : longest_(longest), endless_(endless) {}

  /// Takes octets off the front of `octets` up to the end of a line. Nothing while the line is not complete; then all
  /// octets were taken. Holds at most `longest` octets, whatever comes.
  std::optional<CommandLine> read(std::string_view& octets);
  /// Octets of the line that is not complete yet, those that were thrown away included.
  [[nodiscard]] std::size_t pending() const { return pending_; }

 private:
  std::size_t longest_;
  std::size_t endless_;
  std::string part_; // the front of a line, from earlier reads
  std::size_t pending_ = 0;
  bool handed_out_ = false;
};

} // namespace smtp
