// The octets of a list, slice by slice, as UTF-8 with line ends that are LF or CR LF, whatever program wrote them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "classifier/entry.hpp"
#include "parsers/result.hpp"
#include "parsers/utf16.hpp"

namespace relay {

using parsers::Result;

class ListSource {
 public:
  /// The file outlives the source.
  explicit ListSource(int file) : file_(file) {}
  /// Empty at the end only.
  Result<std::string> next();
  [[nodiscard]] bool is_at_end() const { return is_at_end_; }
  [[nodiscard]] std::uint64_t octets() const { return octets_; } // read from the file
  /// Of all octets so far, as they are in the file, and of what they were read with.
  [[nodiscard]] classifier::Digest digest(std::string_view options) const;

 private:
  Result<std::string> read_slice();
  void begin(std::string& slice);
  [[nodiscard]] std::string decode(std::string slice);
  int file_;
  bool is_at_end_ = false;
  bool has_begun_ = false;
  bool ends_with_carriage_returns_ = false;
  std::optional<parsers::Utf16Decoder> utf16_;
  std::uint64_t octets_ = 0;
  std::string digests_; // 32 octets of each slice
};

} // namespace relay
