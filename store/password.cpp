#include "store/password.hpp"

#include <sodium.h>

#include <array>
#include <memory>

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::size_t longest_password = 1024;

/// Gives the place back when it goes.
using Place =
    std::unique_ptr<std::counting_semaphore<2>, decltype([](std::counting_semaphore<2>* s) { s->release(); })>;

Result<Place> take_place(std::counting_semaphore<2>& places) {
  if (!places.try_acquire()) return failure(ErrorCode::busy, "two passwords are being checked already");
  return Place(&places);
}

/// A hash that no password has, at the same cost: salt and digest are zeroes.
std::string hash_of_nobody(PasswordCost cost) {
  return "$argon2id$v=19$m=" + std::to_string(cost.octets / 1024) + ",t=" + std::to_string(cost.operations) + ",p=1$" +
         std::string(22, 'A') + "$" + std::string(43, 'A');
}

} // namespace

PasswordCost least_password_cost() { return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN}; }

Result<std::string> PasswordHasher::hash(std::string_view password) {
  if (password.empty() || password.size() > longest_password) {
    return failure(ErrorCode::invalid_argument, "a password has 1 to 1,024 octets");
  }
  const auto place = take_place(places_);
  if (!place) return tl::unexpected(place.error());
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost_.operations, cost_.octets,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return failure(ErrorCode::unavailable, "no memory for argon2id");
  }
  return std::string(text.data());
}

Result<bool> PasswordHasher::verify(std::string_view hash, std::string_view password) {
  const auto place = take_place(places_);
  if (!place) return tl::unexpected(place.error());
  const std::string text = hash.empty() ? hash_of_nobody(cost_) : std::string(hash);
  const std::string_view tried = password.substr(0, longest_password + 1); // longer ones cost no more, and fit nobody
  const bool fits = crypto_pwhash_str_verify(text.c_str(), tried.data(), tried.size()) == 0;
  return fits && !hash.empty();
}

} // namespace store
