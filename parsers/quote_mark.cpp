#include "parsers/quote_mark.hpp"

#include <algorithm>

#include "parsers/ascii.hpp"
#include "parsers/attribution_line.hpp"
#include "parsers/folded_text.hpp"

namespace parsers {
namespace {

constexpr std::string_view rule_characters = "-_=*~#+";
constexpr OctetSet rule_octets(rule_characters);
constexpr std::size_t longest_phrase = 160; // octets, between the dashes

std::size_t rule_length(std::string_view text) {
  return std::min(text.find_first_not_of(rule_characters), text.size());
}

/// Proton and some others draw their dashes with U+2010 to U+2015 or U+2500.
std::string with_plain_dashes(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i, 3);
    const bool is_dash = rest == "\xE2\x94\x80" ||
                         (rest.starts_with("\xE2\x80") && rest.size() == 3 && rest[2] >= '\x90' && rest[2] <= '\x95');
    plain += is_dash ? '-' : text[i];
    i += is_dash ? 2 : 0;
  }
  return plain;
}

/// "----- Forwarded message ----- From: …": dashes, phrase, dashes, rest.
struct SeparatorLine {
  const SeparatorWord* word = nullptr;
  std::size_t dashes = 0;
  bool has_unknown_phrase = false; // in dashes on both sides
  std::string rest;
};

const SeparatorWord* find_named_separator(std::string_view folded) {
  std::size_t end = 0;
  for (int words = 1; words <= 3 && end != std::string_view::npos; ++words) {
    end = folded.find(' ', end + 1);
    if (words < 2) continue;
    if (const SeparatorWord* const word = find_separator(folded.substr(0, end))) return word;
  }
  return nullptr;
}

/// A phrase alone on its line, with or without a colon: what follows has to prove it.
const SeparatorWord* find_undashed_separator(const QuotedLine& line) {
  if (line.folded.size() > longest_phrase) return nullptr;
  const bool has_colon = line.folded.ends_with(':');
  const SeparatorWord* const word =
      find_separator(trim(std::string_view(line.folded).substr(0, line.folded.size() - (has_colon ? 1 : 0))));
  return word != nullptr && (has_colon || word->client.empty()) ? word : nullptr;
}

SeparatorLine read_separator(const QuotedLine& line) {
  constexpr std::size_t most_words = 6;
  SeparatorLine separator;
  if (line.folded.empty()) return separator;
  if (!rule_octets.has(line.folded.front())) {
    separator.word = find_undashed_separator(line);
    return separator;
  }
  const std::string plain = with_plain_dashes(line.content);
  std::string_view text = trim_invisible(plain);
  separator.dashes = rule_length(text);
  text = trim_invisible(text.substr(separator.dashes));
  if (separator.dashes < 2) return separator;
  const std::size_t dashes_behind = std::min(text.find("--"), text.find("==")); // "__" and "**" stand in phrases
  const std::size_t phrase_end = std::min({dashes_behind, text.find_last_not_of("-_=*~#+ ") + 1, text.size()});
  if (phrase_end > longest_phrase) return separator;
  std::string folded = fold_text(text.substr(0, phrase_end));
  if (folded.ends_with(':')) folded.pop_back();
  separator.word = find_separator(folded);
  if (separator.word == nullptr) separator.word = find_named_separator(folded);
  const auto blanks = static_cast<std::size_t>(std::count(folded.begin(), folded.end(), ' '));
  separator.has_unknown_phrase = separator.word == nullptr && !folded.empty() && blanks < most_words &&
                                 separator.dashes > 2 && phrase_end < text.size();
  text = trim_invisible(text.substr(phrase_end));
  separator.rest = trim_invisible(text.substr(rule_length(text)));
  return separator;
}

std::string_view client_of(const SeparatorLine& separator) {
  if (!separator.word->client.empty()) return separator.word->client;
  if (!separator.rest.empty()) return "yahoo";
  switch (separator.dashes) {
    case 8:
      return "thunderbird";
    case 9:
    case 10:
      return "gmail";
    default:
      return "";
  }
}

bool is_header(const QuotedHeader& header) {
  return header.has(HeaderLabel::from) && (header.has(HeaderLabel::date) || header.has(HeaderLabel::subject));
}

/// Reads what says whose mail it is, from line `first` behind a separator; false when nothing does.
bool read_fields_behind(const QuotedLines& lines, std::size_t first, QuoteMark& mark) {
  const std::size_t next = lines.next_with_words(first, 3);
  if (next >= lines.size()) return false;
  QuotedHeaderBlock block = read_header_lines(lines, next);
  if (block.header.has(HeaderLabel::from)) {
    mark.header = std::move(block.header);
    mark.end = block.end;
    mark.depth = lines[next].depth;
    return true;
  }
  if (QuotedHeaderBlock unknown = read_unknown_header_lines(lines, next); unknown.end > next) {
    mark.header = std::move(unknown.header);
    mark.end = unknown.end;
    mark.depth = lines[next].depth;
    return true;
  }
  const auto attribution = read_attribution(lines, next);
  if (!attribution || !attribution->words_above.empty()) return false;
  mark.attribution_first = next;
  mark.attribution_end = mark.end = attribution->end;
  mark.languages.add(attribution->languages);
  mark.depth = lines[next].depth;
  return true;
}

/// A second separator line under the header block, as Zoho prints it.
void skip_closing_separator(const QuotedLines& lines, QuoteMark& mark) {
  if (mark.end >= lines.size()) return;
  const SeparatorLine separator = read_separator(lines[mark.end]);
  if (separator.dashes >= 2 && separator.word != nullptr) ++mark.end;
}

/// A phrase that no table knows, proved by the header block under it. Whether it was a forward the subject says.
std::optional<QuoteMark> read_unknown_separator_mark(const QuotedLines& lines, std::size_t first) {
  QuoteMark mark;
  mark.kind = QuoteMark::Kind::header;
  if (!read_fields_behind(lines, first + 1, mark) || mark.header.empty()) return std::nullopt;
  mark.languages = mark.header.languages();
  return mark;
}

std::optional<QuoteMark> read_separator_mark(const QuotedLines& lines, std::size_t first) {
  const SeparatorLine separator = read_separator(lines[first]);
  if (separator.has_unknown_phrase) return read_unknown_separator_mark(lines, first);
  if (separator.word == nullptr || separator.word->kind == SeparatorKind::end) return std::nullopt;
  QuoteMark mark;
  const bool is_forward = separator.word->kind == SeparatorKind::forwarded;
  mark.kind = is_forward ? QuoteMark::Kind::forward : QuoteMark::Kind::header;
  mark.client = is_forward ? client_of(separator) : "";
  mark.languages = separator.word->languages;
  mark.end = first + 1;
  mark.depth = lines[first].depth;
  if (!separator.rest.empty()) mark.header = read_run_together(separator.rest);
  const bool is_named = mark.header.has(HeaderLabel::from) || read_fields_behind(lines, first + 1, mark);
  // Without dashes it may be a sentence: then only what follows proves it.
  if (separator.dashes < 2 && (!is_named || (!is_forward && mark.header.empty()))) return std::nullopt;
  if (is_named) skip_closing_separator(lines, mark);
  if (!mark.header.empty()) mark.languages = mark.header.languages().narrowed_by(mark.languages);
  return mark;
}

/// Inside of quotation marks only the first thing quoted is the mail that was quoted; the rest is older.
bool begins_quotation(const QuotedLines& lines, std::size_t first) {
  const std::uint32_t depth = lines[first].depth;
  return depth == 0 || first == 0 || lines[first - 1].depth < depth;
}

/// People write "From: London / To: Paris / Date: 3 May" too; a mail has a subject, an address, or the order of
/// Outlook.
bool is_header_of_mail(const QuotedLines& lines, std::size_t first, const QuotedHeader& header) {
  if (!is_header(header)) return false;
  if (header.has(HeaderLabel::subject)) return true;
  for (const HeaderLabel label : {HeaderLabel::from, HeaderLabel::to, HeaderLabel::cc})
    if (header.value(label).find('@') != std::string::npos) return true;
  const auto second = first + 1 < lines.size() ? read_label(lines[first + 1].content) : std::nullopt;
  const std::string& date = header.value(HeaderLabel::date);
  return second && second->word.label == HeaderLabel::date && date.find(':') != std::string::npos;
}

QuoteMarkOrSkip read_header_mark(const QuotedLines& lines, std::size_t first) {
  QuotedHeaderBlock block = read_header_lines(lines, first);
  if (block.header.empty()) return {};
  if (!is_header_of_mail(lines, first, block.header) || !begins_quotation(lines, first))
    return {std::nullopt, block.end - first};
  QuoteMark mark;
  mark.kind = QuoteMark::Kind::header;
  mark.end = block.end;
  mark.depth = lines[first].depth;
  mark.languages = block.header.languages();
  mark.header = std::move(block.header);
  return {std::move(mark), 1};
}

/// A header block whose line ends got lost.
std::optional<QuoteMark> read_run_together_mark(const QuotedLine& line, std::size_t first) {
  constexpr std::ptrdiff_t least_colons = 3;
  if (std::count(line.content.begin(), line.content.end(), ':') < least_colons) return std::nullopt;
  QuotedHeader header = read_run_together(trim_invisible(line.content));
  const bool is_whole = is_header(header) && header.has(HeaderLabel::to);
  if (!is_whole) return std::nullopt;
  QuoteMark mark;
  mark.kind = QuoteMark::Kind::header;
  mark.end = first + 1;
  mark.depth = line.depth;
  mark.languages = header.languages();
  mark.header = std::move(header);
  return mark;
}

/// Apple Mail quotes its line "Begin forwarded message:" together with the header block under it. Inside of a
/// quotation such a line is nobody's comment, whatever its language.
std::optional<QuoteMark> read_quoted_introduction(const QuotedLines& lines, std::size_t first) {
  const QuotedLine& line = lines[first];
  constexpr std::size_t longest = 100;
  if (line.depth == 0 || line.folded.size() > longest || !line.folded.ends_with(':')) return std::nullopt;
  if (!begins_quotation(lines, first)) return std::nullopt;
  QuoteMark mark;
  mark.kind = QuoteMark::Kind::header;
  if (!read_fields_behind(lines, first + 1, mark) || !is_header(mark.header)) return std::nullopt;
  mark.languages = mark.header.languages();
  return mark;
}

/// Lotus Notes: "Ada Meyer ---05/03/2024 10:12:00 AM---Your order".
bool is_line_of_notes(const QuotedLine& line) {
  constexpr std::size_t longest = 300;
  const std::string_view folded = line.folded;
  const std::size_t open = folded.find("---");
  if (open == std::string_view::npos || open == 0 || folded.size() > longest) return false;
  const std::size_t close = folded.find("---", open + 3);
  if (close == std::string_view::npos || !is_digit(folded[open + 3])) return false;
  const std::string_view moment = folded.substr(open + 3, close - open - 3);
  return std::count(moment.begin(), moment.end(), ':') >= 1 &&
         std::count_if(moment.begin(), moment.end(), is_digit) >= 6;
}

QuoteMark mark_of_reply_line(const QuotedLine& line, std::size_t first) {
  QuoteMark mark;
  mark.kind = QuoteMark::Kind::header;
  mark.end = first + 1;
  mark.depth = line.depth;
  return mark;
}

} // namespace

bool is_rule(const QuotedLine& line) {
  constexpr std::string_view mail_tracker = "\xE1\x90\xA7"; // U+1427, what Mailtrack leaves behind
  if (line.folded == mail_tracker) return true;
  return line.folded.size() >= 2 && line.folded.find_first_not_of("-_=*~#+ ") == std::string::npos;
}

bool is_end_of_forward(const QuotedLine& line) {
  if (line.folded.empty() || !rule_octets.has(line.folded.front())) return false;
  const SeparatorLine separator = read_separator(line);
  return separator.word != nullptr && separator.word->kind == SeparatorKind::end;
}

namespace {

QuoteMarkOrSkip find_quote_mark(const QuotedLines& lines, std::size_t first) {
  const QuotedLine& line = lines[first];
  if (line.is_blank()) return {};
  if (is_reply_line(line.folded)) return {mark_of_reply_line(line, first), 1};
  if (is_line_of_notes(line)) {
    QuoteMark mark = mark_of_reply_line(line, first);
    read_fields_behind(lines, mark.end, mark);
    return {std::move(mark), 1};
  }
  if (auto separator = read_separator_mark(lines, first)) return {std::move(separator), 1};
  if (auto introduction = read_quoted_introduction(lines, first)) return {std::move(introduction), 1};
  if (read_label(line.content)) {
    if (auto run_together = read_run_together_mark(line, first)) return {std::move(run_together), 1};
    QuoteMarkOrSkip header = read_header_mark(lines, first);
    if (header.mark || header.skip > 1) return header;
  }
  const auto attribution = read_attribution(lines, first);
  if (!attribution) return {};
  QuoteMark mark;
  mark.attribution_first = first;
  mark.attribution_end = mark.end = attribution->end;
  mark.words_above = attribution->words_above;
  mark.languages = attribution->languages;
  mark.depth = line.depth;
  // A header block right behind it belongs to it.
  const std::size_t next = lines.next_with_words(mark.end, 1);
  if (next < lines.size() && read_label(lines[next].content)) {
    QuotedHeaderBlock block = read_header_lines(lines, next);
    if (block.header.has(HeaderLabel::from)) {
      mark.end = block.end;
      mark.header = std::move(block.header);
    }
  }
  return {std::move(mark), 1};
}

} // namespace

QuoteMarkOrSkip read_quote_mark(const QuotedLines& lines, std::size_t first) {
  if (const std::size_t known = lines.lines_without_mark(first); known > 0) return {std::nullopt, known};
  QuoteMarkOrSkip found = find_quote_mark(lines, first);
  if (!found.mark) lines.note_without_mark(first, found.skip);
  return found;
}

} // namespace parsers
