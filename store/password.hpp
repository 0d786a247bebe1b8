// Passwords: argon2id, at most two computations at once, and the same time for users who are not there.
#pragma once

#include <cstddef>
#include <semaphore>
#include <string>
#include <string_view>

#include "parsers/result.hpp"

namespace store {

using parsers::Result;

struct PasswordCost {
  unsigned long long operations = 3;
  std::size_t octets = 64u << 20;
};
/// What libsodium allows at least: for tests, never for people.
PasswordCost least_password_cost();

/// Safe for several threads. Both answers are `busy` when two computations run already: each takes 64 MiB.
class PasswordHasher {
 public:
  explicit PasswordHasher(PasswordCost cost) : cost_(cost) {}

  /// invalid_argument for an empty password or one of more than 1,024 octets.
  Result<std::string> hash(std::string_view password);
  /// An empty `hash` stands for a user who is not there: the answer is no, after the same work.
  Result<bool> verify(std::string_view hash, std::string_view password);

 private:
  PasswordCost cost_;
  std::counting_semaphore<2> places_{2};
};

} // namespace store
