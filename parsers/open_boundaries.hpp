// The multiparts that a reader is inside of, and which line delimits which (RFC 2046 5.1.1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace parsers {

/// A line costs one look-up, however many multiparts are open.
class OpenBoundaries {
 public:
  struct Delimiter {
    std::uint32_t level = 0; // of the multipart whose boundary it carries
    bool closes = false;     // "--boundary--"
  };

  [[nodiscard]] bool empty() const { return stack_.empty(); }

  /// `level` must be greater than those of all open boundaries.
  void open(std::string_view boundary, std::uint32_t level);
  /// Forgets the boundaries of `level` and of what is inside it; says how many there were.
  std::size_t close_from(std::uint32_t level);

  /// Nothing when the line (without its line end) delimits none of the open multiparts. Of equal boundaries the
  /// innermost one is meant.
  [[nodiscard]] std::optional<Delimiter> match(std::string_view line) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Levels = std::unordered_map<std::string, std::vector<std::uint32_t>, Hash, std::equal_to<>>;

  [[nodiscard]] std::optional<std::uint32_t> innermost(std::string_view boundary) const;

  Levels levels_;
  std::vector<Levels::value_type*> stack_; // the map's nodes stay where they are
  std::size_t longest_ = 0;
};

} // namespace parsers
