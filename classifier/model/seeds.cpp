// Reads the tables of seeds.
#include "classifier/model/seeds.hpp"

#include <array>

#include "parsers/ascii.hpp"
#include "parsers/digest.hpp"

namespace classifier {

namespace {

constexpr std::size_t columns = 5;

std::string unescape(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_break = text[i] == '\\' && i + 1 < text.size() && text[i + 1] == 'n';
    plain += is_break ? '\n' : text[i];
    i += is_break ? 1 : 0;
  }
  return plain;
}

std::optional<Seed> read_seed(std::string_view line) {
  std::array<std::string_view, columns> parts;
  for (std::size_t column = 0; column + 1 < columns; ++column) {
    const std::size_t end = line.find('\t');
    if (end == std::string_view::npos) return std::nullopt;
    parts[column] = line.substr(0, end);
    line.remove_prefix(end + 1);
  }
  parts.back() = line;
  const auto intent = parse_intent(parts[1]);
  const auto channel = parse_text_channel(parts[3]);
  if (!intent || *intent == Intent::bounce || !channel || parsers::trim(line).empty()) return std::nullopt;
  return Seed{.family = std::string(parts[0]), .intent = *intent, .channel = *channel, .text = unescape(line)};
}

} // namespace

parsers::Result<std::vector<Seed>> read_seeds(std::string_view lines) {
  std::vector<Seed> seeds;
  for (std::size_t number = 1; !lines.empty(); ++number) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.empty() || line.starts_with('#')) continue;
    auto seed = read_seed(line);
    if (!seed)
      return parsers::failure(parsers::ErrorCode::invalid_argument, "example in line " + std::to_string(number));
    seeds.push_back(std::move(*seed));
  }
  return seeds;
}

Share share_of(std::string_view family) {
  constexpr unsigned unseen = 26; // of 256
  constexpr unsigned calibration = 52;
  const auto place = static_cast<unsigned char>(parsers::digest_of(family).front());
  if (place < unseen) return Share::unseen;
  return place < calibration ? Share::calibration : Share::training;
}

std::vector<Seed> seeds_of(std::span<const Seed> seeds, Share share) {
  std::vector<Seed> chosen;
  std::ranges::copy_if(seeds, std::back_inserter(chosen),
                       [&](const Seed& seed) { return share_of(seed.family) == share; });
  return chosen;
}

} // namespace classifier
