#include "smtp/header_watch.hpp"

#include <algorithm>

#include "parsers/ascii.hpp"

namespace smtp {

void HeaderWatch::start() {
  length_ = 0;
  in_header_ = true;
  received_fields_ = 0;
  has_been_here_ = false;
}

void HeaderWatch::read(std::string_view octets) {
  while (in_header_ && !octets.empty()) {
    const std::size_t line_feed = octets.find('\n');
    keep(octets.substr(0, line_feed));
    if (line_feed == std::string_view::npos) return;
    octets.remove_prefix(line_feed + 1);
    read_line();
    length_ = 0;
  }
}

void HeaderWatch::keep(std::string_view octets) {
  const std::size_t kept = std::min(octets.size(), line_.size() - length_);
  octets.copy(line_.data() + length_, kept);
  length_ += kept;
}

void HeaderWatch::read_line() {
  std::string_view line(line_.data(), length_);
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty()) {
    in_header_ = false;
    return;
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || parsers::is_space(line.front())) return;
  const std::string_view name = parsers::trim(line.substr(0, colon));
  if (parsers::equals_ignoring_case(name, "received")) ++received_fields_;
  if (parsers::equals_ignoring_case(name, "x-loop") &&
      parsers::equals_ignoring_case(parsers::trim(line.substr(colon + 1)), host_name_)) {
    has_been_here_ = true;
  }
}

} // namespace smtp
