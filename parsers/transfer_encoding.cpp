#include "parsers/transfer_encoding.hpp"

#include <mimetic/codec/base64.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "parsers/ascii.hpp"
#include "parsers/line_reader.hpp"

namespace parsers {
namespace {

enum class Sort : std::uint8_t { junk, space, padding, digit };

constexpr std::array<Sort, 256> sorts_of_octets() {
  std::array<Sort, 256> sorts{};
  for (std::size_t octet = 0; octet < sorts.size(); ++octet) {
    const char c = static_cast<char>(octet);
    if (is_alpha(c) || is_digit(c) || c == '+' || c == '/')
      sorts[octet] = Sort::digit;
    else if (is_space(c))
      sorts[octet] = Sort::space;
    else if (c == '=')
      sorts[octet] = Sort::padding;
  }
  return sorts;
}
constexpr auto sorts = sorts_of_octets();

// mimetic decodes the quanta; what stands between them is judged here. Given whole bodies its decoder is silent about
// junk, makes octets of a '=' in the wrong place, and reads one octet behind its table for a character 0x80.
class Base64Text {
 public:
  explicit Base64Text(std::size_t most, std::size_t encoded) : most_(most) {
    octets_.reserve(std::min(most, encoded / 4 * 3));
  }

  [[nodiscard]] bool is_full() const { return octets_.size() >= most_; }

  void append(char digit) {
    digits_[count_++] = digit;
    if (count_ == digits_.size()) flush();
  }
  /// False when digits were left that make no octet.
  bool flush() {
    const std::size_t rest = count_ % 4;
    const std::size_t before = octets_.size();
    octets_.resize(before + count_ / 4 * 3 + (rest > 1 ? rest - 1 : 0));
    mimetic::Base64::Decoder().process(digits_.begin(), digits_.begin() + static_cast<std::ptrdiff_t>(count_),
                                       octets_.begin() + static_cast<std::ptrdiff_t>(before));
    count_ = 0;
    return rest != 1;
  }
  std::string take() {
    if (octets_.size() > most_) octets_.resize(most_);
    return std::move(octets_);
  }

 private:
  std::string octets_;
  std::size_t most_;
  std::array<char, 4096> digits_{};
  std::size_t count_ = 0;
};

// RFC 2045 6.8. Padding ends the data: what lists and gateways append behind it is not base64.
std::string decode_base64(std::string_view body, std::size_t most, Defects& defects) {
  Base64Text text(most, body.size());
  std::size_t i = 0;
  for (; i < body.size() && !text.is_full(); ++i) {
    const Sort sort = sorts[static_cast<unsigned char>(body[i])];
    if (sort == Sort::digit)
      text.append(body[i]);
    else if (sort == Sort::padding)
      break;
    else if (sort == Sort::junk)
      defects.add(Defect::bad_base64);
  }
  bool is_good = text.flush() || text.is_full();
  for (; i < body.size() && !text.is_full() && is_good; ++i) {
    const Sort sort = sorts[static_cast<unsigned char>(body[i])];
    is_good = sort == Sort::padding || sort == Sort::space;
  }
  if (!is_good) defects.add(Defect::bad_base64);
  return text.take();
}

std::optional<char> escaped_octet(std::string_view after_equals) {
  if (after_equals.size() < 2) return std::nullopt;
  const auto high = hex_value(after_equals[0]);
  const auto low = hex_value(after_equals[1]);
  if (!high || !low) return std::nullopt;
  return static_cast<char>(*high * 16 + *low);
}

// One line without its soft line break.
void append_unescaped(std::string& octets, std::string_view line, Defects& defects) {
  while (!line.empty()) {
    const std::size_t equals = std::min(line.find('='), line.size());
    octets.append(line.substr(0, equals));
    line.remove_prefix(equals);
    if (line.empty()) return;
    const auto octet = escaped_octet(line.substr(1));
    if (!octet) defects.add(Defect::bad_quoted_printable);
    octets.push_back(octet.value_or('='));
    line.remove_prefix(octet ? 3 : 1);
  }
}

// RFC 2045 6.7. Not mimetic's decoder: that one loses the line end behind trailing space, joining two lines, and drops
// the raw ESC of ISO-2022-JP.
std::string decode_quoted_printable(std::string_view body, std::size_t most, Defects& defects) {
  std::string octets;
  octets.reserve(std::min(most, body.size()));
  const LineEnds line_ends = body.find('\n') == std::string_view::npos ? LineEnds::cr : LineEnds::lf;
  std::size_t position = 0;
  while (position < body.size() && octets.size() < most) {
    const Line line = line_at(body, position, line_ends);
    position = line.next;
    std::string_view text = body.substr(line.begin, line.end - line.begin);
    text = text.substr(0, text.find_last_not_of(" \t") + 1); // space that was added on the way (rule 3)
    const bool is_soft = text.ends_with('=');
    if (is_soft) text.remove_suffix(1);
    const std::size_t room = most - octets.size();
    if (text.size() / 3 > room) text = text.substr(0, room * 3);
    append_unescaped(octets, text, defects);
    if (!is_soft) octets.append(body.substr(line.end, line.next - line.end));
  }
  if (octets.size() > most) octets.resize(most);
  return octets;
}

} // namespace

std::string decode_transfer_encoding(std::string_view body, TransferEncoding encoding, std::size_t most,
                                     Defects& defects) {
  if (encoding == TransferEncoding::base64) return decode_base64(body, most, defects);
  if (encoding == TransferEncoding::quoted_printable) return decode_quoted_printable(body, most, defects);
  return std::string(body.substr(0, most));
}

} // namespace parsers
