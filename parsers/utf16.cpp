#include "parsers/utf16.hpp"

namespace parsers {
namespace {

constexpr std::uint32_t replacement = 0xfffd;

constexpr bool is_high_surrogate(std::uint16_t unit) { return (unit & 0xfc00) == 0xd800; }
constexpr bool is_low_surrogate(std::uint16_t unit) { return (unit & 0xfc00) == 0xdc00; }

void append_utf8(std::uint32_t point, std::string& text) {
  if (point < 0x80) {
    text.push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    text.push_back(static_cast<char>(0xc0 | point >> 6));
    text.push_back(static_cast<char>(0x80 | (point & 0x3f)));
  } else if (point < 0x10000) {
    text.push_back(static_cast<char>(0xe0 | point >> 12));
    text.push_back(static_cast<char>(0x80 | (point >> 6 & 0x3f)));
    text.push_back(static_cast<char>(0x80 | (point & 0x3f)));
  } else {
    text.push_back(static_cast<char>(0xf0 | point >> 18));
    text.push_back(static_cast<char>(0x80 | (point >> 12 & 0x3f)));
    text.push_back(static_cast<char>(0x80 | (point >> 6 & 0x3f)));
    text.push_back(static_cast<char>(0x80 | (point & 0x3f)));
  }
}

} // namespace

void Utf16Decoder::take(std::uint16_t unit, std::string& text) {
  if (high_ != 0 && is_low_surrogate(unit)) {
    append_utf8(0x10000 + ((high_ & 0x3ffu) << 10 | (unit & 0x3ffu)), text);
    high_ = 0;
    return;
  }
  if (high_ != 0) append_utf8(replacement, text);
  high_ = is_high_surrogate(unit) ? unit : std::uint16_t{0};
  if (high_ == 0) append_utf8(is_low_surrogate(unit) ? replacement : unit, text);
}

void Utf16Decoder::add(std::string_view octets, std::string& text) {
  for (const char c : octets) {
    const auto octet = static_cast<std::uint8_t>(c);
    if (!has_first_) {
      first_ = octet;
      has_first_ = true;
      continue;
    }
    has_first_ = false;
    const bool is_little = order_ == OctetOrder::little_endian;
    const int high = is_little ? octet : first_;
    const int low = is_little ? first_ : octet;
    take(static_cast<std::uint16_t>(high << 8 | low), text);
  }
}

void Utf16Decoder::finish(std::string& text) {
  if (has_first_ || high_ != 0) append_utf8(replacement, text);
  has_first_ = false;
  high_ = 0;
}

} // namespace parsers
