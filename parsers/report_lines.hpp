// Lines of a report's text and the addresses in them. Small matchers over one line, no judgement of the whole.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace parsers {

/// Gives the lines of a text one after the other, without their LF (and without a CR before it).
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}
  /// False when there is none left.
  bool next(std::string_view& line);

 private:
  std::string_view rest_;
};

struct AddressInLine {
  std::string address;   // without brackets and quotes round it
  std::size_t begin = 0; // with the brackets
  std::size_t end = 0;
  bool has_brackets = false;
};

/// The first addr-spec at or after `from`. In "<a@b>", "(a@b)", "'a@b'", "SMTP=a@b;", "mailto:a@b" the marks are left
/// out.
std::optional<AddressInLine> find_address(std::string_view line, std::size_t from = 0);

/// The address of a line that has nothing else but marks round it: bullets, brackets, quotes, a colon, and the same
/// address once more as a link, "a@b<mailto:a@b>".
std::optional<AddressInLine> address_alone(std::string_view line);

} // namespace parsers
