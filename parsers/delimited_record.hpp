// Lists as people export them: one entry a line, or delimited columns (RFC 4180, and what programs make of it). CR LF,
// LF and CR LF mixed; a byte order mark in front is the caller's to skip.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parsers {

/// A record and the line that it begins on.
struct DelimitedRecord {
  std::vector<std::string> fields; // one where there is no separator
  std::uint64_t line = 0;
};

/// Reads a part of a list, record by record. Total: every octet belongs to a record. Views the text.
class DelimitedReader {
 public:
  enum class End : std::uint8_t { of_part, of_list };
  /// `separator` nothing: whole lines. At the end of a part an unfinished record is left over.
  DelimitedReader(std::string_view text, std::optional<char> separator, std::uint64_t first_line, End end)
      : rest_(text), separator_(separator), line_(first_line), end_(end) {}

  /// False when no whole record is left. Empty lines are passed over. `record` is written over.
  bool next(DelimitedRecord& record);
  /// As `next`, without looking at the fields.
  bool skip();
  [[nodiscard]] std::string_view rest() const { return rest_; }
  [[nodiscard]] std::uint64_t line() const { return line_; } // of what is left

 private:
  [[nodiscard]] std::optional<std::string_view> take();
  [[nodiscard]] std::optional<std::size_t> find_end() const;
  std::string_view rest_;
  std::optional<char> separator_;
  std::uint64_t line_;
  End end_;
};

/// Comma, semicolon or tab, whichever the line has most of outside of quotes; comma when none.
char guess_separator(std::string_view line);

} // namespace parsers
