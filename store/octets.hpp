// Writing and reading rows octet by octet: big-endian numbers, so that keys sort as their numbers do. Reading is total:
// what is not there reads as zero and is told by `is_whole`.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "parsers/assert_that.hpp"

namespace store {

class OctetWriter {
 public:
  OctetWriter() = default;
  explicit OctetWriter(std::size_t expected) { octets_.reserve(expected); }

  template <class Number>
  OctetWriter& number(Number value) {
    static_assert(std::is_unsigned_v<Number>);
    char written[sizeof(Number)];
    for (std::size_t i = sizeof(Number); i-- > 0; value = static_cast<Number>(std::uint64_t{value} >> 8)) {
      written[i] = static_cast<char>(value & 0xff);
    }
    octets_.append(written, sizeof(Number));
    return *this;
  }
  template <class Enumeration>
  OctetWriter& enumerator(Enumeration value) {
    static_assert(std::is_same_v<std::underlying_type_t<Enumeration>, std::uint8_t>);
    return number(static_cast<std::uint8_t>(value));
  }
  /// Seven bits an octet, the lowest first; the top bit says that more follow (LEB128).
  OctetWriter& varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) octets_.push_back(static_cast<char>(value | 0x80));
    octets_.push_back(static_cast<char>(value));
    return *this;
  }
  template <std::size_t size>
  OctetWriter& array(const std::array<std::uint8_t, size>& value) {
    octets_.append(reinterpret_cast<const char*>(value.data()), size);
    return *this;
  }
  OctetWriter& octets(std::string_view value) {
    octets_.append(value);
    return *this;
  }
  /// With its length in 16 bits in front; what could be longer was checked before.
  OctetWriter& counted(std::string_view value) {
    parsers::assert_that(value.size() <= 0xffff, "a counted text has at most 65,535 octets");
    return number(static_cast<std::uint16_t>(value.size())).octets(value);
  }

  /// Forgets what was written, keeps the room.
  void clear() { octets_.clear(); }
  [[nodiscard]] std::string_view view() const { return octets_; }
  [[nodiscard]] std::string take() && { return std::move(octets_); }

 private:
  std::string octets_;
};

class OctetReader {
 public:
  explicit OctetReader(std::string_view octets) : rest_(octets) {}

  template <class Number>
  Number number() {
    static_assert(std::is_unsigned_v<Number>);
    std::uint64_t value = 0;
    for (const char octet : octets(sizeof(Number))) value = value << 8 | static_cast<std::uint8_t>(octet);
    return static_cast<Number>(value);
  }
  /// An enumerator up to `greatest`; anything else makes the reading fail.
  template <class Enumeration>
  Enumeration enumerator(Enumeration greatest) {
    const auto value = number<std::uint8_t>();
    if (value > static_cast<std::uint8_t>(greatest)) fail();
    return static_cast<Enumeration>(value);
  }
  /// A flag is 0 or 1: every value has one form only.
  bool flag() {
    const auto value = number<std::uint8_t>();
    if (value > 1) fail();
    return value == 1;
  }
  /// One form only: the last octet of several is not zero, and nothing lies above 64 bits.
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; is_whole(); shift += 7) {
      const auto octet = number<std::uint8_t>();
      if ((shift == 63 && octet > 1) || (shift > 0 && octet == 0)) fail();
      value |= std::uint64_t{octet & 0x7fu} << shift;
      if (octet < 0x80) break;
    }
    return is_whole() ? value : 0;
  }
  template <std::size_t size>
  std::array<std::uint8_t, size> array() {
    std::array<std::uint8_t, size> value{};
    const std::string_view source = octets(size);
    for (std::size_t i = 0; i < source.size(); ++i) value[i] = static_cast<std::uint8_t>(source[i]);
    return value;
  }
  /// Empty when fewer are left.
  std::string_view octets(std::size_t length) {
    if (length > rest_.size()) {
      fail();
      return {};
    }
    const std::string_view value = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return value;
  }
  std::string_view counted() { return octets(number<std::uint16_t>()); }
  std::string_view rest() { return octets(rest_.size()); }

  [[nodiscard]] std::size_t left() const { return rest_.size(); }
  void fail() {
    whole_ = false;
    rest_ = {};
  }
  /// Everything that was asked for was there.
  [[nodiscard]] bool is_whole() const { return whole_; }
  /// … and nothing is left over.
  [[nodiscard]] bool is_finished() const { return whole_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool whole_ = true;
};

inline std::string to_hex(std::span<const std::uint8_t> octets) {
  constexpr char hex_digits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t octet : octets) {
    text.push_back(hex_digits[octet >> 4]);
    text.push_back(hex_digits[octet & 15]);
  }
  return text;
}

/// The octets of a fixed-size value, as a key.
template <std::size_t size>
std::string_view view_of(const std::array<std::uint8_t, size>& value) {
  return {reinterpret_cast<const char*>(value.data()), size};
}

} // namespace store
