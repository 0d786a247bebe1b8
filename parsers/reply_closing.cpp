// Finds what stands round a person's words in a run of their own lines. In doubt a line stays: a signature that is
// kept costs nothing, a lost "please stop" costs everything.
#include <algorithm>

#include "parsers/ascii.hpp"
#include "parsers/quote_mark.hpp"
#include "parsers/quote_words.hpp"
#include "parsers/reply_lines.hpp"

namespace parsers {
namespace {

constexpr std::size_t longest_signature = 30; // lines with words
constexpr std::size_t longest_footer = 15;

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  while (!(text = trim(text)).empty() && words.size() < 20) {
    const auto end = std::find_if(text.begin(), text.end(), [](char c) { return is_space(c); });
    words.push_back(text.substr(0, static_cast<std::size_t>(end - text.begin())));
    text.remove_prefix(words.back().size());
  }
  return words;
}

/// "Anna", "O'Neil", "CEO", "Ägypten"; neither "anna" nor "UNSUBSCRIBE".
bool is_capitalised(std::string_view word) {
  while (!word.empty() && std::string_view("*_/-(\"'").find(word.front()) != std::string_view::npos)
    word.remove_prefix(1);
  if (word.empty()) return false;
  const bool is_accented =
      static_cast<unsigned char>(word.front()) >= 0xC3 && static_cast<unsigned char>(word.front()) <= 0xD4;
  if (!is_upper(word.front()) && !is_accented) return false;
  const auto capitals = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_upper));
  return capitals <= 3 || capitals < word.size() / 2;
}

bool has_letter(std::string_view word) {
  return std::any_of(word.begin(), word.end(),
                     [](char c) { return is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; });
}

/// A person's name, or a line of a title or company: few words, most of them with a capital.
bool is_name_like(const QuotedLine& line, std::size_t most_words) {
  constexpr std::size_t longest = 70;
  const std::string_view text = trim(line.content);
  if (text.size() > longest || text.ends_with('?') || text.ends_with('.')) return false;
  std::size_t words = 0;
  std::size_t capitalised = 0;
  for (const std::string_view word : split_words(text)) {
    if (!has_letter(word)) continue;
    ++words;
    capitalised += is_capitalised(word) ? 1 : 0;
  }
  return words > 0 && words <= most_words && capitalised * 2 >= words && is_capitalised(text);
}

/// Telephone numbers, addresses, links.
bool is_contact_like(const QuotedLine& line) {
  constexpr std::size_t most_words = 8;
  constexpr std::size_t longest = 120;
  constexpr std::ptrdiff_t fewest_digits = 5;
  if (line.folded.size() > longest || split_words(line.content).size() > most_words) return false;
  const auto digits = std::count_if(line.folded.begin(), line.folded.end(), is_digit);
  const auto has = [&line](std::string_view part) { return line.folded.find(part) != std::string::npos; };
  return digits >= fewest_digits || has("@") || has("www.") || has("http") || has("tel.") || has("tel:") ||
         has("fax") || has("skype") || has(" | ");
}

/// The part of an address in front of its '@' has a word of `name`: "Ada Meyer" and "a.meyer@shop.test".
bool has_address_of(const QuotedLine& line, const QuotedLine& name) {
  constexpr std::size_t shortest = 3;
  const std::size_t at = line.folded.find('@');
  if (at == std::string::npos) return false;
  const std::size_t before = line.folded.find_last_of(" <(:[", at);
  const std::string_view local = std::string_view(line.folded).substr(before == std::string::npos ? 0 : before + 1, at);
  for (const std::string_view word : split_words(name.folded))
    if (word.size() >= shortest && local.substr(0, local.find('@')).find(word) != std::string_view::npos) return true;
  return false;
}

/// What stands on a business card: few words, and no sentence.
bool is_card_like(const QuotedLine& line) {
  constexpr std::size_t most_words = 6;
  if (is_contact_like(line)) return true;
  const std::size_t words = split_words(line.content).size();
  const bool ends_sentence = line.folded.ends_with('?') || line.folded.ends_with('!') || line.folded.ends_with(':') ||
                             (line.folded.ends_with('.') && words > 3);
  return words <= most_words && !ends_sentence;
}

class ClosingMarker {
 public:
  ClosingMarker(const QuotedLines& lines, OwnRun run, std::vector<ReplyLine>& reply)
      : lines_(lines), run_(run), end_(run.end), reply_(reply) {}

  void mark() {
    mark_banner();
    mark_device_lines();
    find_first_words();
    mark_disclaimers();
    trim_rules();
    mark_delimited();
    trim_rules();
    mark_sign_off();
    mark_dashed_name();
    mark_ruled_card();
    mark_card();
  }

 private:
  [[nodiscard]] bool is_own(std::size_t i) const { return reply_[i].role == LineRole::words && !lines_[i].is_blank(); }
  [[nodiscard]] bool has_words_before(std::size_t at) const { return run_.has_words_above || first_words_ < at; }
  void find_first_words() {
    first_words_ = run_.first;
    while (first_words_ < end_ && (!is_own(first_words_) || is_rule(lines_[first_words_]))) ++first_words_;
  }
  [[nodiscard]] std::size_t count_own(std::size_t first, std::size_t most) const {
    std::size_t count = 0;
    for (std::size_t i = first; i < end_ && count <= most; ++i) count += is_own(i) ? 1 : 0;
    return count;
  }
  void set(std::size_t first, std::size_t end, LineRole role) {
    for (std::size_t i = first; i < end; ++i)
      if (reply_[i].role == LineRole::words) reply_[i].role = role;
  }
  [[nodiscard]] std::size_t paragraph_end(std::size_t first) const {
    while (first < end_ && !lines_[first].is_blank()) ++first;
    return first;
  }

  void mark_banner() {
    constexpr std::size_t longest = 6;
    if (run_.has_words_above) return;
    std::size_t first = run_.first;
    while (first < end_ && (lines_[first].is_blank() || is_rule(lines_[first]))) ++first;
    if (first == end_ || !is_external_banner(lines_[first].folded)) return;
    const std::size_t end = paragraph_end(first);
    if (end - first <= longest && count_own(end, 1) > 0) set(first, end, LineRole::noise);
  }

  void mark_device_lines() {
    for (std::size_t i = run_.first; i < end_; ++i)
      if (is_own(i) && is_device_line(lines_[i].folded)) reply_[i].role = LineRole::noise;
  }

  void mark_disclaimers() {
    constexpr std::size_t shortest = 100;
    for (std::size_t i = run_.first; i < end_; ++i) {
      const bool begins = i == run_.first || lines_[i - 1].is_blank() || is_rule(lines_[i - 1]);
      if (!begins || !is_own(i) || !is_disclaimer(lines_[i].folded)) continue;
      const std::size_t end = paragraph_end(i);
      if (lines_.text(i, end).size() >= shortest && has_words_before(i)) set(i, end, LineRole::signature);
      i = end - 1;
    }
  }

  void trim_rules() {
    while (end_ > run_.first && (!is_own(end_ - 1) || is_rule(lines_[end_ - 1]))) {
      if (is_own(end_ - 1)) reply_[end_ - 1].role = LineRole::noise;
      --end_;
    }
  }

  /// "-- " (RFC 3676 4.3), and the line of underscores above the footer of a mailing list.
  void mark_delimited() {
    std::size_t below = count_own(run_.first, lines_.size());
    for (std::size_t i = run_.first; i < end_; ++i) {
      if (!is_own(i)) continue;
      --below;
      const std::string& folded = lines_[i].folded;
      const bool is_delimiter = folded == "--";
      const bool is_footer = folded.size() >= 10 && folded.find_first_not_of('_') == std::string::npos;
      if (!is_delimiter && !is_footer) continue;
      const bool is_exact = lines_[i].whole == "-- ";
      if (below > (is_delimiter ? longest_signature : longest_footer) || !(is_exact || has_words_before(i))) continue;
      set(i, end_, LineRole::signature);
      end_ = i;
      return;
    }
  }

  void mark_sign_off() {
    constexpr std::size_t most_lines = 16; // with words, from the end
    std::size_t seen = 0;
    std::size_t first = end_;
    for (std::size_t i = end_; i-- > run_.first && seen < most_lines;) {
      if (!is_own(i)) continue;
      ++seen;
      if (read_sign_off(lines_[i].folded) != SignOff::none && closes(i)) first = i;
    }
    if (first == end_) return;
    set(first, signature_end(first), LineRole::signature);
  }

  [[nodiscard]] std::size_t next_own(std::size_t i) const {
    while (i < end_ && !is_own(i)) ++i;
    return i;
  }

  /// Nothing follows, or a name does.
  [[nodiscard]] bool closes(std::size_t at) const {
    if (!has_words_before(at)) return false;
    const std::size_t next = next_own(at + 1);
    if (next == end_) return read_sign_off(lines_[at].folded) == SignOff::closing;
    return is_name_like(lines_[next], 5) || read_sign_off(lines_[next].folded) == SignOff::closing;
  }

  [[nodiscard]] std::size_t signature_end(std::size_t first) const {
    std::size_t end = first + 1;
    std::size_t paragraphs = 0;
    for (std::size_t i = next_own(first + 1); i < end_; i = next_own(i + 1)) {
      paragraphs += i > end ? 1 : 0;
      const bool is_part = is_contact_like(lines_[i]) || read_sign_off(lines_[i].folded) != SignOff::none ||
                           (paragraphs <= 1 && is_name_like(lines_[i], 6));
      if (!is_part) break;
      end = i + 1;
    }
    return end;
  }

  /// "-Anna Smith" as the last line.
  void mark_dashed_name() {
    std::size_t last = end_;
    while (last > run_.first && !is_own(last - 1)) --last;
    if (last <= run_.first + 1) return;
    const std::string_view text = trim(lines_[last - 1].content);
    const bool is_dashed = text.size() > 2 && text[0] == '-' && text[1] != '-' && !is_space(text[1]);
    if (is_dashed && lines_[last - 2].is_blank() && is_name_like(lines_[last - 1], 3) && has_words_before(last - 1))
      reply_[last - 1].role = LineRole::signature;
  }

  /// A line of dashes with nothing but short lines below it, numbers and links among them.
  void mark_ruled_card() {
    constexpr std::size_t shortest_rule = 4;
    std::size_t contacts = 0;
    for (std::size_t i = end_; i-- > run_.first;) {
      if (!is_own(i)) continue;
      if (is_rule(lines_[i]) && lines_[i].folded.size() >= shortest_rule) {
        if (contacts >= 2 && has_words_before(i)) set(i, end_, LineRole::signature);
        return;
      }
      if (!is_card_like(lines_[i])) return;
      contacts += is_contact_like(lines_[i]) ? 1 : 0;
    }
  }

  /// A name, and the address of that name, as the last paragraph.
  void mark_card() {
    constexpr std::size_t most_lines = 10;
    std::size_t last = end_;
    while (last > run_.first && !is_own(last - 1)) --last;
    std::size_t first = last;
    while (first > run_.first && is_own(first - 1) && last - first <= most_lines) --first;
    if (last < first + 2 || last - first > most_lines || !has_words_before(first)) return;
    const QuotedLine& name = lines_[first];
    if (!is_name_like(name, 4) || name.folded.ends_with(':')) return;
    bool has_own_address = false;
    for (std::size_t i = first + 1; i < last; ++i) {
      if (!is_card_like(lines_[i])) return;
      has_own_address = has_own_address || has_address_of(lines_[i], name);
    }
    if (has_own_address) set(first, last, LineRole::signature);
  }

  const QuotedLines& lines_;
  const OwnRun run_;
  std::size_t end_;             // of the lines that are still open
  std::size_t first_words_ = 0; // the first line that is no rule
  std::vector<ReplyLine>& reply_;
};

} // namespace

void mark_closing(const QuotedLines& lines, OwnRun run, std::vector<ReplyLine>& reply) {
  ClosingMarker(lines, run, reply).mark();
}

} // namespace parsers
