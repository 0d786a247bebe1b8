// The body of POST /v1/check: {"to":["a@b.example",…],"channel":"email","purpose":"marketing","workspace":"default"}.
// Unknown members are refused: a misspelt "purpose" must not become an answer for another one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/result.hpp"

namespace admin {

inline constexpr std::size_t most_checks_of_a_body = 10'000;

struct CheckBody {
  std::vector<std::string> to;
  std::optional<std::string> channel, purpose, workspace;
};

parsers::Result<CheckBody> read_check_body(std::string_view json);

} // namespace admin
