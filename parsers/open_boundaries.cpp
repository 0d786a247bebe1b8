#include "parsers/open_boundaries.hpp"

#include <algorithm>

namespace parsers {

void OpenBoundaries::open(std::string_view boundary, std::uint32_t level) {
  Levels::value_type& entry = *levels_.try_emplace(std::string(boundary)).first;
  entry.second.push_back(level);
  stack_.push_back(&entry);
  longest_ = std::max(longest_, boundary.size());
}

std::size_t OpenBoundaries::close_from(std::uint32_t level) {
  std::size_t closed = 0;
  while (!stack_.empty() && stack_.back()->second.back() >= level) {
    Levels::value_type& entry = *stack_.back();
    stack_.pop_back();
    entry.second.pop_back();
    if (entry.second.empty()) levels_.erase(levels_.find(entry.first));
    ++closed;
  }
  return closed;
}

std::optional<std::uint32_t> OpenBoundaries::innermost(std::string_view boundary) const {
  const auto found = levels_.find(boundary);
  if (found == levels_.end()) return std::nullopt;
  return found->second.back();
}

// delimiter := "--" boundary; close-delimiter := delimiter "--"; both may have transport-padding (white space) behind.
std::optional<OpenBoundaries::Delimiter> OpenBoundaries::match(std::string_view line) const {
  if (stack_.empty() || !line.starts_with("--")) return std::nullopt;
  while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
  if (line.size() <= 2 || line.size() > longest_ + 4) return std::nullopt;
  const std::string_view text = line.substr(2);
  // A boundary may itself end in "--", so the whole line is asked for first.
  if (const auto level = innermost(text)) return Delimiter{*level, false};
  if (!text.ends_with("--")) return std::nullopt;
  if (const auto level = innermost(text.substr(0, text.size() - 2))) return Delimiter{*level, true};
  return std::nullopt;
}

} // namespace parsers
