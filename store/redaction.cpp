#include "store/redaction.hpp"

#include <algorithm>
#include <limits>

#include "parsers/mentions.hpp"
#include "parsers/parsed_message.hpp"

namespace store {

namespace {

constexpr std::string_view mark = "[erased]";
constexpr std::size_t every_mention = std::numeric_limits<std::size_t>::max();

bool names_them(std::string_view text, const IsMeant& is_meant) {
  return std::ranges::any_of(parsers::find_mentions(text, every_mention),
                             [&](const parsers::Mention& mention) { return is_meant(mention.identity); });
}

/// A field keeps its name.
std::string without_content(std::string_view line) {
  const std::size_t colon = line.find(':');
  const bool is_field = colon != std::string_view::npos && line.find_first_of(" \t@+<\"") > colon;
  const bool is_continued = line.starts_with(' ') || line.starts_with('\t');
  if (is_field) return std::string(line.substr(0, colon + 1)).append(" ").append(mark);
  return std::string(is_continued ? " " : "").append(mark);
}

std::string without_their_lines(std::string_view octets, const IsMeant& is_meant) {
  std::string kept;
  kept.reserve(octets.size());
  while (!octets.empty()) {
    const std::size_t end = octets.find('\n');
    const std::string_view whole = octets.substr(0, end == std::string_view::npos ? octets.size() : end + 1);
    const std::size_t content = whole.find_last_not_of("\r\n") + 1;
    if (names_them(whole, is_meant)) {
      kept.append(without_content(whole.substr(0, content))).append(whole.substr(content));
    } else {
      kept.append(whole);
    }
    octets.remove_prefix(whole.size());
  }
  return kept;
}

} // namespace

std::string redact_message(std::string_view octets, const IsMeant& is_meant) {
  std::string kept = without_their_lines(octets, is_meant);
  const parsers::ParsedMessage message(kept, parsers::Limits{});
  for (std::uint32_t part = 0; part < message.parts().size(); ++part) {
    if (message.parts()[part].transfer_encoding == parsers::TransferEncoding::identity) continue;
    if (names_them(message.decoded_body(part), is_meant)) return {};
  }
  return kept;
}

std::string redact_conclusions(std::string_view conclusions) {
  constexpr std::string_view key = "\"kind\":\"";
  const std::size_t begin = conclusions.find(key);
  const std::string_view rest = begin == std::string_view::npos ? "" : conclusions.substr(begin + key.size());
  const std::string_view kind = rest.substr(0, rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"));
  return "{\"kind\":\"" + std::string(kind.empty() ? "other" : kind) + "\",\"redacted\":true}";
}

} // namespace store
