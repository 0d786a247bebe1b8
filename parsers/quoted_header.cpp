#include "parsers/quoted_header.hpp"

#include <algorithm>
#include <vector>

#include "parsers/ascii.hpp"
#include "parsers/folded_text.hpp"

namespace parsers {
namespace {

constexpr std::size_t longest_label = 72;    // octets, the emphasis round it included
constexpr std::size_t longest_block = 60;    // lines
constexpr std::size_t longest_value = 8'000; // octets
constexpr std::size_t longest_fold = 3;      // lines that a value may go on without a label

bool is_emphasis(char c) { return c == '*' || c == '_'; }

std::string_view trim_emphasis(std::string_view text) {
  text = trim_invisible(text);
  while (!text.empty() && is_emphasis(text.front())) text = trim_invisible(text.substr(1));
  while (!text.empty() && text.back() == '*') text = trim_invisible(text.substr(0, text.size() - 1));
  return text;
}

struct Colon {
  std::size_t at = std::string_view::npos;
  std::size_t length = 1;
};

/// ':' or its full-width form.
Colon find_colon(std::string_view text, std::size_t from = 0) {
  constexpr std::string_view wide = "\xEF\xBC\x9A";
  const std::size_t narrow_at = text.find(':', from);
  const std::size_t wide_at = text.substr(0, narrow_at).find(wide, from);
  return wide_at != std::string_view::npos ? Colon{wide_at, wide.size()} : Colon{narrow_at, 1};
}

const LabelWord* find_label_or_field(std::string_view name) {
  static constexpr LabelWord extension{}; // RFC 822 4.7.5
  if (starts_with_ignoring_case(name, "X-") && name.find(' ') == std::string_view::npos) return &extension;
  return find_label(fold_text(name));
}

bool is_address_label(HeaderLabel label) {
  return label == HeaderLabel::from || label == HeaderLabel::to || label == HeaderLabel::cc ||
         label == HeaderLabel::reply_to;
}

/// The value of an address label cannot end like this.
bool is_unfinished(std::string_view value) {
  if (value.empty()) return false;
  if (value.back() == ',' || value.back() == ';' || value.back() == '<') return true;
  const auto open = [value](char opening, char closing) {
    const std::size_t last = value.find_last_of(std::string{opening, closing});
    return last != std::string_view::npos && value[last] == opening;
  };
  return open('<', '>') || open('[', ']') || std::count(value.begin(), value.end(), '"') % 2 == 1;
}

/// "Word: …" in the middle of a block: a label that we do not know.
bool looks_like_label(std::string_view content) {
  const std::size_t colon = content.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 25) return false;
  const std::string_view word = trim_emphasis(content.substr(0, colon));
  return !word.empty() && std::none_of(word.begin(), word.end(), [](char c) { return is_space(c) || c == '('; });
}

class BlockReader {
 public:
  BlockReader(const QuotedLines& lines, std::size_t first) : lines_(lines), first_(first), depth_(lines[first].depth) {}

  QuotedHeaderBlock read() {
    std::size_t at = first_;
    const std::size_t end = std::min(lines_.size(), first_ + longest_block);
    while (at < end) {
      const std::size_t next = take(at);
      if (next == at) break;
      at = next;
      block_.end = at;
    }
    if (block_.header.empty()) block_.end = first_;
    return std::move(block_);
  }

 private:
  /// The line that comes after `at`, or `at` where the block ends.
  std::size_t take(std::size_t at) {
    const QuotedLine& line = lines_[at];
    if (line.is_blank()) return skip_blank(at);
    if (line.depth != depth_) return at;
    if (const auto labelled = read_label(line.content)) {
      is_open_ = !block_.header.has(labelled->word.label);
      label_ = labelled->word.label;
      block_.header.set(labelled->word, labelled->value);
      folds_ = 0;
      return at + 1;
    }
    if (block_.header.empty() || !goes_on(at)) return at;
    if (is_open_ && !(is_followed_by_label(at) && looks_like_label(line.content)))
      block_.header.append(label_, trim_emphasis(line.content));
    ++folds_;
    return at + 1;
  }

  /// Blank lines may stand between labels as long as the block lacks what every block has.
  std::size_t skip_blank(std::size_t at) {
    const bool is_whole = block_.header.has(HeaderLabel::from) && block_.header.has(HeaderLabel::subject) &&
                          (block_.header.has(HeaderLabel::date) || block_.header.has(HeaderLabel::to));
    if (block_.header.empty() || is_whole) return at;
    const std::size_t next = lines_.next_with_words(at, 2);
    if (next >= lines_.size() || lines_[next].depth != depth_) return at;
    const auto labelled = read_label(lines_[next].content);
    return labelled && !block_.header.has(labelled->word.label) ? next : at;
  }

  /// Whether an unlabelled line belongs to the value before it.
  bool goes_on(std::size_t at) {
    const std::string& value = block_.header.value(label_);
    const bool is_folded_field = label_ == HeaderLabel::other && is_space(lines_[at].content.front());
    if (is_folded_field) return true; // of a header as it was received, DKIM-Signature and the like
    if (is_open_ && is_address_label(label_) && is_unfinished(value)) return true; // up to the longest block
    if (folds_ >= longest_fold) return false;
    if (is_open_ && value.empty() && folds_ == 0 && label_ != HeaderLabel::other) return true;
    return is_followed_by_label(at);
  }

  bool is_followed_by_label(std::size_t at) {
    for (std::size_t i = at + 1; i < lines_.size() && i < at + longest_fold; ++i) {
      if (lines_[i].is_blank() || lines_[i].depth != depth_) return false;
      if (const auto labelled = read_label(lines_[i].content)) return !block_.header.has(labelled->word.label);
    }
    return false;
  }

  const QuotedLines& lines_;
  const std::size_t first_;
  const std::uint32_t depth_;
  QuotedHeaderBlock block_;
  HeaderLabel label_ = HeaderLabel::other;
  bool is_open_ = false; // the value of `label_` is being read
  std::size_t folds_ = 0;
};

/// What stands in front of the colon of a label in a language that we do not know, and what is behind it.
struct UnknownLabel {
  std::string_view value;
  const LabelWord* known = nullptr;
};

/// eM Client prints its labels without a colon.
std::optional<UnknownLabel> read_label_without_colon(std::string_view content) {
  const std::size_t blank = std::min(content.find_first_of(" \t"), content.size());
  const LabelWord* const known = find_label(fold_text(content.substr(0, std::min(blank, longest_label))));
  if (known == nullptr) return std::nullopt;
  return UnknownLabel{trim_invisible(content.substr(blank)), known};
}

std::optional<UnknownLabel> read_any_label(std::string_view content) {
  constexpr std::size_t most_blanks = 3;
  content = trim_invisible(content);
  if (const auto label = read_label_without_colon(content)) return label;
  const Colon colon = find_colon(content.substr(0, longest_label));
  if (colon.at == std::string_view::npos) return std::nullopt;
  const std::string_view name = trim_emphasis(content.substr(0, colon.at));
  const auto is_no_name = [](char c) { return is_digit(c) || c == '@' || c == '<' || c == ',' || c == '/'; };
  if (name.empty() || std::any_of(name.begin(), name.end(), is_no_name)) return std::nullopt;
  if (static_cast<std::size_t>(std::count(name.begin(), name.end(), ' ')) > most_blanks) return std::nullopt;
  return UnknownLabel{trim_emphasis(content.substr(colon.at + colon.length)), find_label(fold_text(name))};
}

/// "Fri, 3 May 2024 10:12", in digits of any script.
bool looks_like_moment(std::string_view value) {
  const std::string folded = fold_text(value);
  const auto digits = std::count_if(folded.begin(), folded.end(), is_digit);
  return digits >= 6 && digits <= 24 && folded.find(':') != std::string::npos && folded.find('@') == std::string::npos;
}

/// Which label has not been seen yet that a value of this kind would follow.
std::optional<HeaderLabel> guess_label(const QuotedHeader& header, std::string_view value) {
  if (value.find('@') != std::string_view::npos) {
    for (const HeaderLabel label : {HeaderLabel::from, HeaderLabel::to, HeaderLabel::cc})
      if (!header.has(label)) return label;
    return std::nullopt;
  }
  const HeaderLabel label = looks_like_moment(value) ? HeaderLabel::date : HeaderLabel::subject;
  return header.has(label) ? std::nullopt : std::optional(label);
}

struct InlineLabel {
  LabelWord word;
  std::size_t first; // where the label starts
  std::size_t value; // where its value starts
};

bool is_letter(char c) { return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }
bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

/// The longest label that ends at `colon`. Short ones must not be the end of another word.
std::optional<InlineLabel> label_before(std::string_view line, Colon colon) {
  constexpr std::size_t longest = 40;
  std::optional<InlineLabel> found;
  const std::size_t least = colon.at > longest ? colon.at - longest : 0;
  for (std::size_t at = colon.at; at-- > least;) {
    if (!starts_character(line[at])) continue;
    const std::string_view text = line.substr(at, colon.at - at);
    const bool is_word_start = at == 0 || !is_letter(line[at - 1]);
    const bool is_glued_word = text.size() >= 2 && !(text.front() >= 'a' && text.front() <= 'z');
    if (!is_word_start && !is_glued_word) continue;
    const LabelWord* const word = find_label(fold_text(text));
    // Two letters behind others are hardly a word: only "Cc" and its like, which follow a bare address.
    const bool is_too_short = !is_word_start && text.size() < 3 && word != nullptr && word->label != HeaderLabel::cc;
    if (word != nullptr && !is_too_short) found = InlineLabel{*word, at, colon.at + colon.length};
  }
  return found;
}

/// Yahoo leaves the colon of its last label out in some languages: "… 09:26:50 CETAssunto The subject".
std::optional<InlineLabel> find_subject_without_colon(std::string_view line, std::size_t from) {
  for (std::size_t end = line.find(' ', from); end != std::string_view::npos; end = line.find(' ', end + 1)) {
    const auto label = label_before(line, {end, 1});
    const bool is_glued = label && label->first > 0 && is_letter(line[label->first - 1]);
    if (is_glued && label->word.label == HeaderLabel::subject) return label;
  }
  return std::nullopt;
}

/// The first of each label, up to the subject, which is the last and may have colons of its own.
std::vector<InlineLabel> find_inline_labels(std::string_view line) {
  constexpr std::size_t most_colons = 64;
  constexpr std::size_t most_bare = 1'000;
  std::vector<InlineLabel> labels;
  std::array<bool, header_labels> is_known{};
  Colon colon = find_colon(line);
  for (std::size_t i = 0; i < most_colons && colon.at != std::string_view::npos; ++i) {
    if (const auto label = label_before(line, colon); label && !is_known[static_cast<std::size_t>(label->word.label)]) {
      is_known[static_cast<std::size_t>(label->word.label)] = true;
      labels.push_back(*label);
      if (label->word.label == HeaderLabel::subject && is_known[static_cast<std::size_t>(HeaderLabel::from)]) break;
    }
    colon = find_colon(line, colon.at + colon.length);
  }
  if (!labels.empty() && !is_known[static_cast<std::size_t>(HeaderLabel::subject)])
    if (const auto subject = find_subject_without_colon(line.substr(0, most_bare), labels.back().value))
      labels.push_back(*subject);
  return labels;
}

} // namespace

std::optional<LabelledLine> read_label(std::string_view content) {
  content = trim_invisible(content);
  const Colon colon = find_colon(content.substr(0, longest_label));
  if (colon.at == std::string_view::npos) return std::nullopt;
  const std::string_view name = trim_emphasis(content.substr(0, colon.at));
  const LabelWord* const word = find_label_or_field(name);
  if (word == nullptr) return std::nullopt;
  std::string_view value = trim_invisible(content.substr(colon.at + colon.length));
  return LabelledLine{*word, is_emphasis(content.front()) ? trim_emphasis(value) : value};
}

void QuotedHeader::set(const LabelWord& word, std::string_view value) {
  const auto index = static_cast<std::size_t>(word.label);
  if (is_set_[index]) return;
  languages_ = empty() ? word.languages : languages_.narrowed_by(word.languages);
  is_set_[index] = true;
  values_[index] = value.substr(0, longest_value);
}

void QuotedHeader::append(HeaderLabel label, std::string_view more) {
  std::string& value = values_[static_cast<std::size_t>(label)];
  if (value.size() + more.size() >= longest_value) return;
  if (!value.empty()) value += ' ';
  value += more;
}

bool QuotedHeader::empty() const {
  return std::none_of(is_set_.begin(), is_set_.end(), [](bool is_set) { return is_set; });
}

QuotedHeaderBlock read_header_lines(const QuotedLines& lines, std::size_t first) {
  if (first >= lines.size()) return QuotedHeaderBlock{{}, first};
  return BlockReader(lines, first).read();
}

QuotedHeaderBlock read_unknown_header_lines(const QuotedLines& lines, std::size_t first) {
  constexpr std::size_t least = 3;
  constexpr std::size_t most = 8;
  QuotedHeaderBlock block{{}, first};
  for (std::size_t i = first; i < lines.size() && i < first + most; ++i) {
    if (lines[i].is_blank() || lines[i].depth != lines[first].depth) break;
    const auto found = read_any_label(lines[i].content);
    if (!found) break;
    const auto label = found->known != nullptr ? found->known->label : guess_label(block.header, found->value);
    if (label)
      block.header.set({*label, found->known != nullptr ? found->known->languages : LanguageSet()}, found->value);
    block.end = i + 1;
  }
  const bool is_whole = block.header.has(HeaderLabel::from) && block.header.has(HeaderLabel::subject) &&
                        block.header.value(HeaderLabel::from).find('@') != std::string::npos;
  return is_whole && block.end >= first + least ? block : QuotedHeaderBlock{{}, first};
}

QuotedHeader read_run_together(std::string_view line) {
  const std::vector<InlineLabel> labels = find_inline_labels(line.substr(0, longest_value));
  QuotedHeader header;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::size_t end = i + 1 < labels.size() ? labels[i + 1].first : line.size();
    header.set(labels[i].word, trim_invisible(line.substr(labels[i].value, end - std::min(end, labels[i].value))));
  }
  return header;
}

} // namespace parsers
