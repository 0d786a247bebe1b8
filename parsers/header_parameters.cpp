#include "parsers/header_parameters.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>

#include "parsers/ascii.hpp"
#include "parsers/charset.hpp"
#include "parsers/encoded_word.hpp"
#include "parsers/header_lexer.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_segments = 1000; // of one field; a file name of 64 KiB in 70 octet pieces has fewer
constexpr std::size_t few_segments = 8;     // nearly every field has fewer
constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

// One "name=value" as written. RFC 2231: name*0, name*1*, name*.
struct Segment {
  std::string name;                     // lower case, without the asterisks
  std::optional<std::uint32_t> section; // of a continuation
  bool is_extended = false;             // percent-encoded; the first one begins with charset'language'
  std::string value;

  [[nodiscard]] bool is_plain() const { return !section && !is_extended; }
};

std::optional<std::uint32_t> read_section(std::string_view digits) {
  if (digits.empty() || digits.size() > 4) return std::nullopt;
  std::uint32_t number = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return std::nullopt;
    number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return number;
}

Segment name_segment(std::string_view name, std::string value) {
  Segment segment{to_lower(name), std::nullopt, false, std::move(value)};
  const std::size_t asterisk = name.find('*');
  if (asterisk == std::string_view::npos || asterisk == 0) return segment;
  std::string_view rest = name.substr(asterisk + 1);
  const bool has_second = rest.ends_with('*');
  if (has_second) rest.remove_suffix(1);
  segment.section = read_section(rest);
  if (!segment.section && !rest.empty()) return segment;
  segment.is_extended = has_second || rest.empty();
  segment.name.resize(asterisk);
  return segment;
}

class SegmentReader {
 public:
  explicit SegmentReader(std::string_view text) : text_(text) {}

  std::vector<Segment> read() {
    std::vector<Segment> segments;
    while (segments.size() < most_segments && skip_separators()) {
      const std::size_t begin = position_;
      while (position_ < text_.size() && !ends_name(text_[position_])) ++position_;
      const std::string_view name = text_.substr(begin, position_ - begin);
      position_ = skip_comments_and_space(text_, position_);
      if (position_ == text_.size() || text_[position_] != '=') continue; // a word without value
      position_ = skip_comments_and_space(text_, position_ + 1);
      std::string value = read_value(name);
      if (!name.empty()) segments.push_back(name_segment(name, std::move(value)));
    }
    return segments;
  }

 private:
  static bool ends_name(char c) { return is_space(c) || c == '=' || c == ';' || c == '"' || c == '('; }

  bool skip_separators() {
    while (true) {
      position_ = skip_comments_and_space(text_, position_);
      if (position_ == text_.size()) return false;
      if (text_[position_] == '"') // a stray one
        position_ = end_of_quoted_string(text_, position_).value_or(text_.size());
      else if (text_[position_] == ';' || text_[position_] == ',')
        ++position_;
      else
        return true;
    }
  }

  std::string read_value(std::string_view name) {
    if (position_ == text_.size()) return {};
    if (text_[position_] == '"') {
      const std::size_t begin = position_ + 1;
      const auto end = end_of_quoted_string(text_, position_);
      position_ = end.value_or(text_.size());
      return unescape(text_.substr(begin, (end ? *end - 1 : text_.size()) - begin));
    }
    // A file name is often written with its spaces and without quotes.
    const bool is_file_name = starts_with_ignoring_case(name, "name") || starts_with_ignoring_case(name, "filename");
    const std::size_t begin = position_;
    while (position_ < text_.size() && text_[position_] != ';' && (is_file_name || !is_space(text_[position_])))
      ++position_;
    return std::string(trim(text_.substr(begin, position_ - begin)));
  }

  std::string_view text_;
  std::size_t position_ = 0;
};

// ext-octet := "%" 2(DIGIT / "A" / "B" / "C" / "D" / "E" / "F")
std::string decode_percent(std::string_view text) {
  std::string octets;
  octets.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : std::nullopt;
    const auto low = high ? hex_value(text[i + 2]) : std::nullopt;
    if (low) {
      octets.push_back(static_cast<char>(*high * 16 + *low));
      i += 2;
    } else {
      octets.push_back(text[i]);
    }
  }
  return octets;
}

// All segments of one name, in the order of their sections.
std::string join(std::vector<Segment>& segments) {
  std::ranges::stable_sort(segments, {}, [](const Segment& segment) { return segment.section.value_or(0); });
  std::string charset;
  std::string octets;
  std::uint32_t expected = 0;
  for (const Segment& segment : segments) {
    if (segment.section.value_or(0) != expected) break; // a gap, or the same one again
    std::string_view value = segment.value;
    if (expected == 0 && segment.is_extended) {
      const std::size_t language = value.find('\'');
      const std::size_t text = language == std::string_view::npos ? language : value.find('\'', language + 1);
      if (text != std::string_view::npos) {
        charset = value.substr(0, language);
        value.remove_prefix(text + 1);
      }
    }
    octets += segment.is_extended ? decode_percent(value) : std::string(value);
    ++expected;
  }
  Defects ignored; // of a file name's charset: nothing that the message's reader could act on
  return to_utf8(octets, charset, no_limit, ignored);
}

std::string plain_value(const Segment& segment) {
  if (segment.name == "boundary") return segment.value;
  Defects ignored;
  return decode_header_text(segment.value, ignored);
}

/// Of a name that is there twice the first counts.
Parameters plain_parameters(const std::vector<Segment>& segments) {
  Parameters parameters;
  for (const Segment& segment : segments) {
    const bool is_known = std::ranges::any_of(parameters, [&](const auto& one) { return one.first == segment.name; });
    if (!is_known) parameters.emplace_back(segment.name, plain_value(segment));
  }
  return parameters;
}

} // namespace

Parameters read_header_parameters(std::string_view text) {
  std::vector<Segment> segments = SegmentReader(text).read();
  const bool are_plain = std::ranges::all_of(segments, &Segment::is_plain);
  if (are_plain && segments.size() <= few_segments) return plain_parameters(segments);
  std::map<std::string, std::vector<Segment>, std::less<>> extended;
  for (Segment& segment : segments)
    if (!segment.is_plain()) extended[segment.name].push_back(segment);
  Parameters parameters;
  std::map<std::string, bool, std::less<>> seen;
  for (const Segment& segment : segments) {
    if (!seen.try_emplace(segment.name, true).second) continue;
    const auto found = extended.find(segment.name);
    parameters.emplace_back(segment.name, found != extended.end() ? join(found->second) : plain_value(segment));
  }
  return parameters;
}

} // namespace parsers
