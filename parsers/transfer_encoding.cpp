#include "parsers/transfer_encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "parsers/ascii.hpp"
#include "parsers/line_reader.hpp"

namespace parsers {
namespace {

/// What an octet of a base64 body is: a digit's value, or one of these.
enum Sort : std::uint8_t { space = 64, padding, junk };

constexpr std::array<std::uint8_t, 256> sorts = [] {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<std::uint8_t, 256> all{};
  for (std::size_t octet = 0; octet < all.size(); ++octet)
    all[octet] = is_space(static_cast<char>(octet)) ? space : junk;
  all['='] = padding;
  for (std::size_t value = 0; value < digits.size(); ++value)
    all[static_cast<unsigned char>(digits[value])] = static_cast<std::uint8_t>(value);
  return all;
}();

std::uint8_t sort_of(char c) { return sorts[static_cast<unsigned char>(c)]; }

/// Digits in, octets out: four digits are three octets.
class Base64Text {
 public:
  explicit Base64Text(std::size_t most, std::size_t encoded) : most_(most) {
    octets_.reserve(std::min(most, encoded / 4 * 3) + 3);
  }

  [[nodiscard]] bool is_full() const { return octets_.size() >= most_; }

  void append(std::uint8_t digit) {
    bits_ = bits_ << 6U | digit;
    if (++digits_ % 4 == 0) append_octets(3);
  }
  /// False when a digit is left that makes no octet.
  bool finish() {
    const unsigned rest = digits_ % 4;
    if (rest > 1) {
      bits_ <<= 6U * (4 - rest);
      append_octets(rest - 1);
    }
    return rest != 1;
  }
  std::string take() {
    if (octets_.size() > most_) octets_.resize(most_);
    return std::move(octets_);
  }

 private:
  void append_octets(unsigned count) {
    const std::array<char, 3> three{static_cast<char>(bits_ >> 16U & 0xFFU), static_cast<char>(bits_ >> 8U & 0xFFU),
                                    static_cast<char>(bits_ & 0xFFU)};
    octets_.append(three.data(), count);
  }

  std::string octets_;
  std::size_t most_;
  std::uint32_t bits_ = 0; // of the last digits
  unsigned digits_ = 0;
};

// RFC 2045 6.8. Padding ends the data: what lists and gateways append behind it is not base64.
std::string decode_base64(std::string_view body, std::size_t most, Defects& defects) {
  Base64Text text(most, body.size());
  std::size_t i = 0;
  for (; i < body.size() && !text.is_full(); ++i) {
    const std::uint8_t sort = sort_of(body[i]);
    if (sort < space)
      text.append(sort);
    else if (sort == padding)
      break;
    else if (sort == junk)
      defects.add(Defect::bad_base64);
  }
  bool is_good = text.is_full() || text.finish();
  for (; i < body.size() && !text.is_full() && is_good; ++i)
    is_good = sort_of(body[i]) == padding || sort_of(body[i]) == space;
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

// RFC 2045 6.7. The line end behind trailing space stays, and so does the raw ESC of ISO-2022-JP.
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
