// Content-Type and Content-Disposition with their parameters (RFC 2045 5.1, 2183, 2231).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parsers {

struct ContentType {
  std::string type = "text";                                   // lower case
  std::string subtype = "plain";                               // lower case
  std::vector<std::pair<std::string, std::string>> parameters; // names lower case, values decoded to UTF-8 (RFC 2231)

  [[nodiscard]] bool is(std::string_view full) const; // "text/plain"
  [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const;
};

/// Nothing when there is no type/subtype to be read; parameters that cannot be read are left out.
std::optional<ContentType> read_content_type(std::string_view field);
/// The disposition's word is in `type`; `subtype` is empty.
std::optional<ContentType> read_content_disposition(std::string_view field);

} // namespace parsers
