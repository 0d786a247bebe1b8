// Writes JSON by appending; for answers that must cost nothing. Reading is nlohmann's.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace admin {

/// `text` as a JSON string with its quotation marks; octets that are no UTF-8 become U+FFFD.
void append_json_string(std::string& json, std::string_view text);
void append_json_number(std::string& json, std::unsigned_integral auto number) { json += std::to_string(number); }

} // namespace admin
