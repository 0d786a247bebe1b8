// Tag lists, "v=1; a=rsa-sha256; …" (RFC 6376 3.2): the form of DKIM signatures and of key records.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace parsers {

struct Tag {
  std::string_view name;
  std::string_view value; // without the white space round it
  std::size_t begin = 0;  // of the whole value, white space included: a place in the text
  std::size_t end = 0;
};

/// Borrows the text that it was read from.
class TagList {
 public:
  /// Nothing when a tag has no name, no '=' or a control character, or when a name stands twice: such a list means
  /// nothing as a whole (RFC 6376 3.2). The same for more than 64 tags; eleven are defined.
  static std::optional<TagList> parse(std::string_view text);

  /// Names have case. Null when there is none.
  [[nodiscard]] const Tag* find(std::string_view name) const;
  /// The value; nothing when there is no such tag.
  [[nodiscard]] std::optional<std::string_view> value(std::string_view name) const;
  [[nodiscard]] const std::vector<Tag>& tags() const { return tags_; }

 private:
  std::vector<Tag> tags_;
};

/// The pieces between colons, without the white space round them: lists of names inside of a value.
std::vector<std::string_view> split_at_colons(std::string_view value);

} // namespace parsers
