// Evidence: a place in octets as they were received.
#pragma once

#include <cstdint>
#include <string_view>

namespace parsers {

struct ByteRange {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;

  [[nodiscard]] std::uint32_t end() const { return offset + length; }
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// The octets at `range`; what lies outside of `octets` is cut off.
inline std::string_view slice(std::string_view octets, ByteRange range) {
  return range.offset > octets.size() ? std::string_view{} : octets.substr(range.offset, range.length);
}

} // namespace parsers
