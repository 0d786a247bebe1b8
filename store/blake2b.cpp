#include "store/blake2b.hpp"

#include <sodium.h>

#include "parsers/assert_that.hpp"

namespace store {

namespace {

template <std::size_t size>
std::array<std::uint8_t, size> digest(std::string_view octets, std::span<const std::uint8_t> key) {
  std::array<std::uint8_t, size> result{};
  const int outcome = crypto_generichash(result.data(), size, reinterpret_cast<const unsigned char*>(octets.data()),
                                         octets.size(), key.empty() ? nullptr : key.data(), key.size());
  parsers::assert_that(outcome == 0, "BLAKE2b was asked for a size that it has");
  return result;
}

} // namespace

std::array<std::uint8_t, 16> blake2b_128(std::string_view octets, std::span<const std::uint8_t> key) {
  return digest<16>(octets, key);
}

std::array<std::uint8_t, 32> blake2b_256(std::string_view octets, std::span<const std::uint8_t> key) {
  return digest<32>(octets, key);
}

} // namespace store
