#include "relay/commands/password.hpp"

#include <sodium.h>

#include <string_view>

#include "parsers/assert_that.hpp"

namespace relay {

std::string random_password() {
  constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  parsers::assert_that(sodium_init() >= 0, "libsodium starts");
  std::string password;
  while (password.size() < 20) password += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
  return password;
}

} // namespace relay
