// What a form must bring along, so that it was ours and theirs to send.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace admin {

/// 256 bits of chance as hexadecimal digits: what a cookie holds.
std::string random_cookie();

/// The value that a form must bring along: a keyed hash of the cookie of whoever fetched the form. Good for strangers
/// with a cookie too, so that the login form has one.
class FormTokens {
 public:
  FormTokens();
  [[nodiscard]] std::string token_for(std::string_view cookie) const;
  [[nodiscard]] bool is_good(std::string_view token, std::string_view cookie) const;

 private:
  std::array<std::uint8_t, 32> key_{};
};

} // namespace admin
