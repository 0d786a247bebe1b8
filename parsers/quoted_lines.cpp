#include "parsers/quoted_lines.hpp"

#include <algorithm>
#include <array>

#include "parsers/ascii.hpp"
#include "parsers/folded_text.hpp"

namespace parsers {
namespace {

constexpr std::array<std::string_view, 14> invisible = {
    "\xEF\xBB\xBF",                                                 // byte order mark
    "\xC2\xA0",                                                     // no-break space
    "\xE2\x80\x8B",                                                 // zero width space
    "\xE2\x80\x8E",                                                 // left-to-right mark
    "\xE2\x80\x8F",                                                 // right-to-left mark
    "\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC", "\xE2\x80\xAD", // direction embeddings and their end
    "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9", // direction isolates and their end
    "\xE3\x80\x80",                                                 // ideographic space
};

std::size_t invisible_prefix(std::string_view text) {
  if (text.empty()) return 0;
  if (is_space(text.front())) return 1;
  if (static_cast<unsigned char>(text.front()) < 0xC2) return 0; // none of them
  for (const std::string_view mark : invisible)
    if (text.starts_with(mark)) return mark.size();
  return 0;
}

std::size_t invisible_suffix(std::string_view text) {
  if (text.empty()) return 0;
  if (is_space(text.back())) return 1;
  if (static_cast<unsigned char>(text.back()) < 0x80) return 0;
  for (const std::string_view mark : invisible)
    if (text.ends_with(mark)) return mark.size();
  return 0;
}

/// The octets of one more quotation mark at the front of `text`, blanks before and one blank after it included; else 0.
std::size_t quotation_mark(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() && i < 4) {
    const std::size_t skip = invisible_prefix(text.substr(i));
    if (skip == 0) break;
    i += skip;
  }
  if (i >= text.size() || text[i] != '>') return 0;
  ++i;
  return i < text.size() && text[i] == ' ' ? i + 1 : i;
}

/// Some programs quote with '|'; a table in plain text has more than one in a line.
bool is_bar_quotation(std::string_view text) {
  return text.starts_with('|') && (text.size() == 1 || text[1] == ' ') && text.find('|', 1) == std::string_view::npos;
}

/// "… <a@b" was broken before its '>': the next line starts with no quotation mark.
bool has_open_address(const QuotedLine& line) {
  const std::size_t open = line.content.rfind('<');
  if (open == std::string_view::npos || line.depth > 0) return false;
  const std::string_view address = line.content.substr(open);
  return address.find('@') != std::string_view::npos && address.find_first_of("> ") == std::string_view::npos;
}

QuotedLine read_line(std::string_view whole, bool is_rest_of_address) {
  QuotedLine line;
  line.whole = whole;
  line.content = whole;
  while (const std::size_t mark = is_rest_of_address ? 0 : quotation_mark(line.content)) {
    line.content.remove_prefix(mark);
    ++line.depth;
  }
  if (line.depth == 0 && is_bar_quotation(line.content)) {
    line.content.remove_prefix(1);
    line.depth = 1;
  }
  line.is_long = line.content.size() > QuotedLines::most_folded;
  return line;
}

/// `whole` without its first `depth` quotation marks.
std::string_view without_marks(const QuotedLine& line, std::uint32_t depth) {
  if (line.depth <= depth) return line.content;
  std::string_view rest = line.whole;
  for (std::uint32_t i = 0; i < depth; ++i) rest.remove_prefix(quotation_mark(rest));
  return rest;
}

} // namespace

QuotedLines::QuotedLines(std::string_view text) {
  lines_.reserve(
      std::min<std::size_t>(most_lines, static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1));
  while (!text.empty()) {
    const std::size_t end = lines_.size() + 1 < most_lines ? text.find('\n') : std::string_view::npos;
    std::string_view whole = text.substr(0, end);
    if (whole.ends_with('\r')) whole.remove_suffix(1);
    lines_.push_back(read_line(whole, !lines_.empty() && has_open_address(lines_.back())));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

void QuotedLines::fold(QuotedLine& line) {
  line.folded = fold_text(line.content.substr(0, most_folded));
  line.is_folded = true;
}

std::size_t QuotedLines::next_with_words(std::size_t index, std::size_t most_blank) const {
  for (std::size_t i = index; i < size() && i <= index + most_blank; ++i)
    if (!(*this)[i].is_blank()) return i;
  return size();
}

std::string_view QuotedLines::text(std::size_t first, std::size_t end) const {
  if (first >= end) return {};
  const char* const start = lines_[first].whole.data();
  const std::string_view last = lines_[end - 1].whole;
  return {start, static_cast<std::size_t>(last.data() + last.size() - start)};
}

std::string QuotedLines::unquoted(std::size_t first, std::size_t end, std::uint32_t depth) const {
  std::string text;
  for (std::size_t i = first; i < end; ++i) {
    if (i > first) text += '\n';
    text += depth == 0 ? lines_[i].whole : without_marks(lines_[i], depth);
  }
  return text;
}

std::string_view trim_invisible(std::string_view text) {
  while (const std::size_t octets = invisible_prefix(text)) text.remove_prefix(octets);
  while (const std::size_t octets = invisible_suffix(text)) text.remove_suffix(octets);
  return text;
}

} // namespace parsers
