// A text as lines with their quotation marks taken apart: what the readers of forwards and replies walk over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parsers {

struct QuotedLine {
  std::string_view whole;         // as written, without its line end
  std::string_view content;       // behind the quotation marks
  std::uint32_t depth = 0;        // how many '>' stood in front
  std::string folded;             // fold_text of the content, its first `most_folded` octets
  bool is_long = false;           // the content is longer than what was folded
  bool is_folded = false;         // internal: `folded` is made when the line is first asked for
  std::uint32_t without_mark = 0; // internal: see lines_without_mark

  [[nodiscard]] bool is_blank() const { return folded.empty(); }
};

/// Holds views into the text, which must outlive it. Not for several threads. Line `most_lines` is all of the rest.
class QuotedLines {
 public:
  static constexpr std::size_t most_lines = 100'000;
  static constexpr std::size_t most_folded = 1'000;

  explicit QuotedLines(std::string_view text);

  [[nodiscard]] std::size_t size() const { return lines_.size(); }
  [[nodiscard]] const QuotedLine& operator[](std::size_t index) const {
    ++reads_;
    if (!lines_[index].is_folded) fold(lines_[index]);
    return lines_[index];
  }
  /// The line behind its quotation marks, for a look that needs nothing folded.
  [[nodiscard]] std::string_view content(std::size_t index) const {
    ++reads_;
    return lines_[index].content;
  }
  /// First line from `index` that is not blank, when at most `most_blank` blank ones stand before it; else size().
  [[nodiscard]] std::size_t next_with_words(std::size_t index, std::size_t most_blank) const;
  /// The text of the lines [first, end) as written.
  [[nodiscard]] std::string_view text(std::size_t first, std::size_t end) const;
  /// The same without up to `depth` quotation marks in front of each line.
  [[nodiscard]] std::string unquoted(std::size_t first, std::size_t end, std::uint32_t depth) const;

  /// What read_quote_mark found out: no mark begins at the line, nor at those behind it that `lines` counts. 0: it has
  /// not looked yet, or there is one.
  [[nodiscard]] std::size_t lines_without_mark(std::size_t index) const { return lines_[index].without_mark; }
  void note_without_mark(std::size_t index, std::size_t lines) const {
    lines_[index].without_mark = static_cast<std::uint32_t>(lines);
  }

  /// How often a line was looked at: the measure of work that the tests hold against the number of lines.
  [[nodiscard]] std::size_t reads() const { return reads_; }

 private:
  static void fold(QuotedLine& line);

  mutable std::vector<QuotedLine> lines_;
  mutable std::size_t reads_ = 0;
};

/// `text` without the white space, byte order marks and other invisible characters at its ends.
std::string_view trim_invisible(std::string_view text);

} // namespace parsers
