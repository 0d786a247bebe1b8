// Walks the lines once and gives each a role: quoted lines and what introduces them, and, where a mail program does
// not mark what it quotes, everything below a mark. A mark with nothing above it does not swallow what is below:
// then the words can only be there.
#include "parsers/reply_text.hpp"

#include <algorithm>

#include "parsers/ascii.hpp"
#include "parsers/quote_mark.hpp"
#include "parsers/reply_lines.hpp"

namespace parsers {
namespace {

class ReplyReader {
 public:
  explicit ReplyReader(const QuotedLines& lines) : lines_(lines) {
    reply_.reserve(lines_.size());
    for (std::size_t i = 0; i < lines_.size(); ++i) reply_.push_back({LineRole::words, lines_[i].whole});
  }

  ReplyText read() {
    for (std::size_t i = 0; i < lines_.size();) i = take(i);
    mark_runs();
    ReplyText result;
    result.text = compose(false);
    result.signed_text = compose(true);
    result.quotation = compose_quotation();
    return result;
  }

 private:
  /// Gives the line `at`, and those that belong to it, a role; returns the next.
  std::size_t take(std::size_t at) {
    const QuotedLine& line = lines_[at];
    if (is_quoted(line)) return take_quotation(at);
    if (line.is_blank()) return at + 1;
    const QuoteMarkOrSkip found = read_quote_mark(lines_, at);
    if (!found.mark) {
      note_words(at, at + found.skip);
      return at + found.skip;
    }
    return take_mark(at, *found.mark);
  }

  /// ">>> look here <<<" is a way to shout.
  static bool is_quoted(const QuotedLine& line) { return line.depth > 0 && !line.folded.ends_with("<<<"); }

  std::size_t take_quotation(std::size_t at) {
    std::size_t end = at;
    for (std::size_t i = at; i < lines_.size(); ++i) {
      if (lines_[i].is_blank() && lines_[i].depth == 0) continue;
      if (lines_[i].depth == 0 && !is_wrapped(i)) break;
      end = i + 1;
    }
    set(at, end, LineRole::quotation);
    return end;
  }

  /// The rest of a quoted line that a program broke without quoting it again.
  [[nodiscard]] bool is_wrapped(std::size_t at) const {
    constexpr std::size_t wrapped_width = 60;
    if (at == 0 || at + 1 >= lines_.size()) return false;
    const QuotedLine& above = lines_[at - 1];
    const std::string_view text = lines_[at].content;
    const bool goes_on = !text.empty() && !is_space(text.front()) && !(text.front() >= 'A' && text.front() <= 'Z');
    const bool is_full = above.whole.size() >= wrapped_width ||
                         above.whole.substr(above.whole.rfind(' ') + 1).find("://") != std::string_view::npos;
    return above.depth > 0 && is_full && lines_[at + 1].depth > 0 && goes_on;
  }

  std::size_t take_mark(std::size_t at, const QuoteMark& mark) {
    if (!mark.words_above.empty()) {
      reply_[at].shown = mark.words_above;
      has_words_ = true;
    }
    const std::size_t first = mark.words_above.empty() ? at : at + 1;
    const std::size_t next = lines_.next_with_words(mark.end, lines_.size());
    const bool is_marked = mark.kind == QuoteMark::Kind::attribution && next < lines_.size() && lines_[next].depth > 0;
    const bool swallows = has_words_ && !is_marked;
    set(first, swallows ? lines_.size() : mark.end, LineRole::quotation);
    return swallows ? lines_.size() : mark.end;
  }

  void note_words(std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end && !has_words_; ++i) has_words_ = !lines_[i].is_blank() && !is_rule(lines_[i]);
  }

  void set(std::size_t first, std::size_t end, LineRole role) {
    for (std::size_t i = first; i < end; ++i) reply_[i].role = role;
  }

  void mark_runs() {
    bool has_words_above = false;
    for (std::size_t i = 0; i < reply_.size();) {
      if (reply_[i].role != LineRole::words) {
        ++i;
        continue;
      }
      std::size_t end = i;
      while (end < reply_.size() && reply_[end].role == LineRole::words) ++end;
      mark_closing(lines_, {i, end, has_words_above}, reply_);
      for (std::size_t k = i; k < end && !has_words_above; ++k)
        has_words_above = reply_[k].role == LineRole::words && !lines_[k].is_blank();
      i = end;
    }
  }

  [[nodiscard]] std::string compose(bool with_signature) const {
    std::string text;
    bool is_behind_gap = false;
    for (const ReplyLine& line : reply_) {
      if (line.role != LineRole::words && !(with_signature && line.role == LineRole::signature)) {
        is_behind_gap = true;
        continue;
      }
      const bool is_blank = trim(line.shown).empty();
      if (is_blank && is_behind_gap && text.ends_with("\n\n")) continue; // the blank lines round what was taken out
      is_behind_gap = is_behind_gap && is_blank;
      text.append(is_blank ? std::string_view{} : line.shown).push_back('\n');
    }
    return std::string(trim_invisible(text));
  }

  [[nodiscard]] std::string compose_quotation() const {
    std::string text;
    for (std::size_t i = 0; i < reply_.size(); ++i)
      if (reply_[i].role == LineRole::quotation) text.append(lines_[i].whole).push_back('\n');
    return std::string(trim_invisible(text));
  }

  const QuotedLines& lines_;
  std::vector<ReplyLine> reply_;
  bool has_words_ = false;
};

} // namespace

ReplyText read_reply_lines(const QuotedLines& lines) { return ReplyReader(lines).read(); }

ReplyText read_reply_text(std::string_view text) { return read_reply_lines(QuotedLines(text)); }

} // namespace parsers
