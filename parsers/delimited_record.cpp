#include "parsers/delimited_record.hpp"

#include <algorithm>

namespace parsers {
namespace {

constexpr std::size_t longest_quoted = 65'536; // a quote that is not closed by then opens nothing

/// The place after the closing quote, when `text` begins with a quote that opens a field of this list.
std::optional<std::size_t> end_of_quoted_field(std::string_view text, char separator) {
  if (!text.starts_with('"')) return std::nullopt;
  text = text.substr(0, longest_quoted);
  for (std::size_t at = text.find('"', 1); at != std::string_view::npos; at = text.find('"', at + 2)) {
    const char next = at + 1 < text.size() ? text[at + 1] : '\n';
    if (next == separator || next == '\n' || next == '\r') return at + 1;
    if (next != '"') return std::nullopt; // "a"b is no quoted field
  }
  return std::nullopt;
}

std::string unquote(std::string_view quoted) {
  std::string content;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    content.push_back(quoted[i]);
    if (quoted[i] == '"') ++i; // doubled
  }
  return content;
}

void split(std::string_view text, char separator, std::vector<std::string>& fields) {
  while (true) {
    const auto quoted = end_of_quoted_field(text, separator);
    const std::size_t end = quoted ? *quoted : std::min(text.find(separator), text.size());
    fields.push_back(quoted ? unquote(text.substr(0, end)) : std::string(text.substr(0, end)));
    if (end == text.size()) return;
    text.remove_prefix(end + 1);
  }
}

std::string_view without_carriage_return(std::string_view line) {
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

} // namespace

/// The place after the record that the rest begins with; nothing when it may go on behind the part.
std::optional<std::size_t> DelimitedReader::find_end() const {
  const std::optional<std::size_t> open = end_ == End::of_list ? std::optional(rest_.size()) : std::nullopt;
  if (rest_.empty()) return std::nullopt;
  std::size_t at = 0;
  while (true) {
    const std::size_t line_end = rest_.find('\n', at);
    if (!separator_) return line_end == std::string_view::npos ? open : std::optional(line_end + 1);
    // Whole fields from here; only a quoted one may reach over the end of the line.
    const std::string_view field = rest_.substr(at);
    const auto quoted = end_of_quoted_field(field, *separator_);
    const bool may_close_later =
        !quoted && field.starts_with('"') && end_ == End::of_part && field.size() < longest_quoted;
    if (may_close_later) return std::nullopt;
    if (quoted) at += *quoted;
    const std::size_t next = rest_.find_first_of(std::string{*separator_, '\n'}, at);
    if (next == std::string_view::npos) return open;
    if (rest_[next] == '\n') return next + 1;
    at = next + 1;
  }
}

std::optional<std::string_view> DelimitedReader::take() {
  while (true) {
    const auto end = find_end();
    if (!end) return std::nullopt;
    std::string_view record = rest_.substr(0, *end);
    rest_.remove_prefix(*end);
    if (record.ends_with('\n')) record.remove_suffix(1);
    record = without_carriage_return(record);
    if (!record.empty()) return record;
    ++line_;
  }
}

bool DelimitedReader::skip() {
  const auto record = take();
  if (record) line_ += 1 + static_cast<std::uint64_t>(std::ranges::count(*record, '\n'));
  return record.has_value();
}

bool DelimitedReader::next(DelimitedRecord& record) {
  const auto text = take();
  if (!text) return false;
  record.line = line_;
  record.fields.clear();
  line_ += 1 + static_cast<std::uint64_t>(std::ranges::count(*text, '\n'));
  if (separator_)
    split(*text, *separator_, record.fields);
  else
    record.fields.emplace_back(*text);
  return true;
}

char guess_separator(std::string_view line) {
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char candidate : {',', ';', '\t'}) {
    std::ptrdiff_t found = 0;
    bool is_quoted = false;
    for (const char c : line) {
      if (c == '"') is_quoted = !is_quoted;
      if (c == candidate && !is_quoted) ++found;
    }
    if (found > most) {
      best = candidate;
      most = found;
    }
  }
  return best;
}

} // namespace parsers
