#include "admin/api/feed_cursor.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "admin/hexadecimal.hpp"

namespace admin {
namespace {

constexpr std::size_t most_origins = 64;

std::optional<std::uint64_t> read_number(std::string_view digits) {
  std::uint64_t number = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc{} || stop != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::optional<classifier::Position> read_position(std::string_view text, const classifier::Origin& newest) {
  classifier::Position position{newest, 0};
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos) {
    const auto origin = read_hexadecimal(text.substr(0, colon));
    if (!origin || origin->size() != position.origin.size()) return std::nullopt;
    std::ranges::copy(*origin, position.origin.begin());
    text.remove_prefix(colon + 1);
  }
  const auto number = read_number(text);
  if (!number) return std::nullopt;
  position.number = *number;
  return position;
}

} // namespace

std::string write_feed_cursor(const classifier::Positions& positions) {
  std::string text;
  for (const auto& [origin, number] : positions) {
    if (!text.empty()) text += '.';
    text += hexadecimal(origin) + ":" + std::to_string(number);
  }
  return text;
}

parsers::Result<classifier::Positions> read_feed_cursor(std::string_view text, const classifier::Origin& newest) {
  classifier::Positions positions;
  if (text.empty()) return positions;
  for (;;) {
    const std::size_t end = text.find('.');
    const auto position = read_position(text.substr(0, end), newest);
    if (!position || positions.size() == most_origins) {
      return parsers::failure(parsers::ErrorCode::invalid_argument, "this is no cursor of the ledger and no number");
    }
    positions[position->origin] = position->number;
    if (end == std::string_view::npos) return positions;
    text.remove_prefix(end + 1);
  }
}

} // namespace admin
