// What a request says: parameters of a query or members of a JSON object, read by their table. Unknown ones are
// refused: a misspelt "purpose" must not become another question.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "admin/api/members.hpp"
#include "admin/http/parameters.hpp"
#include "parsers/instant.hpp"
#include "parsers/result.hpp"

namespace admin {

/// Good for as long as the table of members.
class Asked {
 public:
  /// invalid_argument, with words for whoever wrote the request: a name that is unknown or there twice, a value of
  /// another kind, out of its choices or its bounds, a required one that is missing.
  static parsers::Result<Asked> of_query(const Parameters& parameters, std::span<const Member> members);
  /// One object without further objects in it. Bounded and linear: the first octet that does not fit ends it.
  static parsers::Result<Asked> of_body(std::string_view json, std::span<const Member> members);

  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  /// Empty when it is not there; of numbers and flags the digits or the word.
  [[nodiscard]] std::string_view text(std::string_view name) const { return find(name).value_or(std::string_view{}); }
  [[nodiscard]] std::uint64_t number(std::string_view name, std::uint64_t otherwise) const;
  [[nodiscard]] std::optional<bool> flag(std::string_view name) const;
  [[nodiscard]] std::optional<parsers::Instant> instant(std::string_view name) const;
  /// Empty when it is not there.
  [[nodiscard]] std::span<const std::string> texts(std::string_view name) const;

 private:
  friend class AskedReader;
  struct Value {
    const Member* member = nullptr;
    std::string text;
    std::vector<std::string> texts;
  };
  [[nodiscard]] const Value* value(std::string_view name) const;
  [[nodiscard]] parsers::Result<void> check(std::span<const Member> members) const;

  std::vector<Value> values_;
};

} // namespace admin
