#include "relay/network.hpp"

#include <arpa/inet.h>

#include <array>
#include <charconv>
#include <cstring>
#include <optional>

namespace relay {
namespace {

/// IPv4 as IPv4-mapped IPv6, so that both forms of one address are one.
using Octets = std::array<unsigned char, 16>;

struct Block {
  Octets octets{};
  unsigned prefix = 128;
};

std::optional<Block> read_address(std::string_view text) {
  const std::string name(text);
  Block block;
  std::array<unsigned char, 4> v4{};
  if (inet_pton(AF_INET, name.c_str(), v4.data()) == 1) {
    block.octets[10] = block.octets[11] = 0xff;
    std::memcpy(block.octets.data() + 12, v4.data(), v4.size());
    return block;
  }
  if (inet_pton(AF_INET6, name.c_str(), block.octets.data()) == 1) return block;
  return std::nullopt;
}

std::optional<Block> read_block(std::string_view text) {
  const std::size_t slash = text.find('/');
  auto block = read_address(text.substr(0, slash));
  if (!block || slash == std::string_view::npos) return block;
  const std::string_view digits = text.substr(slash + 1);
  unsigned prefix = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
  const bool is_v4 = text.substr(0, slash).find(':') == std::string_view::npos;
  if (error != std::errc{} || end != digits.data() + digits.size() || prefix > (is_v4 ? 32u : 128u))
    return std::nullopt;
  block->prefix = is_v4 ? prefix + 96 : prefix;
  return block;
}

bool contains(const Block& block, const Octets& address) {
  const unsigned whole = block.prefix / 8;
  if (std::memcmp(block.octets.data(), address.data(), whole) != 0) return false;
  if (block.prefix % 8 == 0) return true;
  const unsigned mask = 0xffu << (8 - block.prefix % 8) & 0xffu;
  return ((block.octets[whole] ^ address[whole]) & mask) == 0;
}

} // namespace

bool is_within_any(std::string_view address, const std::vector<std::string>& blocks) {
  const auto wanted = read_address(address);
  if (!wanted) return false;
  for (const std::string& text : blocks) {
    const auto block = read_block(text);
    if (block && contains(*block, wanted->octets)) return true;
  }
  return false;
}

} // namespace relay
