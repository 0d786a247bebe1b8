// UTF-16 as spreadsheets write it, turned to UTF-8 piece by piece.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parsers {

enum class OctetOrder : std::uint8_t { little_endian, big_endian };

/// Total: what is no UTF-16 becomes U+FFFD. Cut anywhere.
class Utf16Decoder {
 public:
  explicit Utf16Decoder(OctetOrder order) : order_(order) {}
  void add(std::string_view octets, std::string& text);
  /// The text ends here.
  void finish(std::string& text);

 private:
  void take(std::uint16_t unit, std::string& text);
  OctetOrder order_;
  std::uint8_t first_ = 0; // octet of a unit
  bool has_first_ = false;
  std::uint16_t high_ = 0; // surrogate that waits for its other half; 0: none
};

} // namespace parsers
