// The header block that a mail program prints above quoted mail: "From: …", "Von : …", "*De:* …".
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/quote_words.hpp"
#include "parsers/quoted_lines.hpp"

namespace parsers {

struct LabelledLine {
  LabelWord word;
  std::string_view value; // without emphasis round it
};

/// Takes a line apart when it starts with a known label and a colon.
std::optional<LabelledLine> read_label(std::string_view content);

class QuotedHeader {
 public:
  /// The first value of each label counts.
  void set(const LabelWord& word, std::string_view value);
  void append(HeaderLabel label, std::string_view more);
  [[nodiscard]] bool has(HeaderLabel label) const { return is_set_[static_cast<std::size_t>(label)]; }
  [[nodiscard]] const std::string& value(HeaderLabel label) const { return values_[static_cast<std::size_t>(label)]; }
  [[nodiscard]] LanguageSet languages() const { return languages_; }
  [[nodiscard]] bool empty() const;

 private:
  std::array<std::string, header_labels> values_;
  std::array<bool, header_labels> is_set_{};
  LanguageSet languages_;
};

struct QuotedHeaderBlock {
  QuotedHeader header;
  std::size_t end = 0; // the first line behind it
};

/// Reads the labelled lines from line `first`, with folded values and at most two blank lines between labels that
/// were still wanted. Without any label `end` is `first`.
QuotedHeaderBlock read_header_lines(const QuotedLines& lines, std::size_t first);

/// The same in a language that no table knows, where the values tell what they are: under a separator only, since
/// people write such lines too.
QuotedHeaderBlock read_unknown_header_lines(const QuotedLines& lines, std::size_t first);

/// Reads labels that run together in one line, "From: A <a@b>To: C <c@d>Sent: …Subject: …", as Yahoo prints them.
QuotedHeader read_run_together(std::string_view line);

} // namespace parsers
