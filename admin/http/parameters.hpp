// Names and values of a query or of a form body (application/x-www-form-urlencoded), decoded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace admin {

enum class PlusSign : std::uint8_t { is_space, is_itself };

/// Appends the octets that `text` stands for; false (and what came before) at a '%' without two hexadecimal digits.
bool append_percent_decoded(std::string& octets, std::string_view text, PlusSign plus);
/// All but the unreserved characters of RFC 3986 as %XX.
std::string percent_encoded(std::string_view octets);

/// Keeps its memory when read anew.
class Parameters {
 public:
  static constexpr std::size_t most_pairs = 64;

  /// False for a broken escape or more than `most_pairs`; then nothing is kept.
  [[nodiscard]] bool read(std::string_view encoded, PlusSign plus);
  void clear();

  [[nodiscard]] std::size_t size() const { return pairs_.size(); }
  [[nodiscard]] std::string_view name(std::size_t index) const { return slice(pairs_[index].name); }
  [[nodiscard]] std::string_view value(std::size_t index) const { return slice(pairs_[index].value); }
  /// The first value of that name; names are compared octet by octet.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  /// The same, and empty when it is not there.
  [[nodiscard]] std::string_view get(std::string_view name) const { return find(name).value_or(std::string_view{}); }

 private:
  struct Range {
    std::size_t offset = 0, length = 0;
  };
  struct Pair {
    Range name, value;
  };
  [[nodiscard]] std::string_view slice(Range range) const {
    return std::string_view(octets_).substr(range.offset, range.length);
  }
  std::optional<Range> append(std::string_view encoded, PlusSign plus);

  std::string octets_;
  std::vector<Pair> pairs_;
};

} // namespace admin
