#include "smtp/command_reader.hpp"

#include <algorithm>

namespace smtp {

std::optional<CommandLine> CommandReader::read(std::string_view& octets) {
  if (handed_out_) part_.clear();
  handed_out_ = false;
  const std::size_t line_feed = octets.find('\n');
  const std::string_view taken = octets.substr(0, line_feed == std::string_view::npos ? line_feed : line_feed + 1);
  octets.remove_prefix(taken.size());
  const std::size_t length = pending_ + taken.size();
  const bool is_whole = line_feed != std::string_view::npos && pending_ == 0;
  if (!is_whole) part_.append(taken.substr(0, longest_ - std::min(longest_, part_.size())));
  if (length > endless_) return CommandLine{CommandLine::Form::endless, {}};
  if (line_feed == std::string_view::npos) {
    pending_ = length;
    return std::nullopt;
  }
  pending_ = 0;
  handed_out_ = true;
  if (length > longest_) return CommandLine{CommandLine::Form::too_long, {}};
  const std::string_view line = is_whole ? taken : std::string_view(part_);
  if (!line.ends_with("\r\n")) return CommandLine{CommandLine::Form::bare_line_feed, {}};
  return CommandLine{CommandLine::Form::good, line.substr(0, line.size() - 2)};
}

} // namespace smtp
