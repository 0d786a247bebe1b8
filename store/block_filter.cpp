// After Putze, Sanders and Singler, "Cache-, Hash- and Space-Efficient Bloom Filters": a key sets one bit in each of
// eight lanes of one block. The hashes are keyed BLAKE2b, so their own octets serve as the filter's hash functions.
#include "store/block_filter.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstring>
#include <utility>

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::uint64_t huge_page = std::uint64_t{2} << 20;
constexpr std::uint64_t most_keys = std::uint64_t{1} << 36;
constexpr std::size_t lanes = 8;
// Odd numbers, chosen by chance: each makes another five bits of the same key.
constexpr std::uint32_t salts[lanes] = {0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f,
                                        0x165667b1, 0xd6e8feb9, 0xcc9e2d51, 0x1b873593};

/// The first octets choose the block, in the order of the hashes: keys that come sorted touch memory in order.
std::uint32_t block_key(const char* hash) {
  std::uint32_t key = 0;
  std::memcpy(&key, hash, sizeof key);
  return std::endian::native == std::endian::little ? __builtin_bswap32(key) : key;
}

std::uint32_t lane_key(const char* hash) {
  std::uint32_t key = 0;
  std::memcpy(&key, hash + 2 * sizeof key, sizeof key);
  return key;
}

const char* octets_of(const classifier::IdentityHash& hash) { return reinterpret_cast<const char*>(hash.data()); }

} // namespace

Result<BlockFilter> BlockFilter::make(std::uint64_t keys) {
  const std::uint64_t octets = std::clamp<std::uint64_t>(keys, 1, most_keys) * bits_of_key / 8;
  const std::uint64_t rounded = (octets + huge_page - 1) / huge_page * huge_page;
  // Twice mapped, so that a part begins where a huge page does; memory is only taken where it is written.
  void* memory = ::mmap(nullptr, rounded + huge_page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return failure(ErrorCode::unavailable, "no memory for the filter of addresses");
  auto* const begin = static_cast<char*>(memory);
  const std::uint64_t over = reinterpret_cast<std::uintptr_t>(begin) % huge_page;
  const std::uint64_t before = over == 0 ? 0 : huge_page - over;
  if (before > 0) ::munmap(begin, before);
  if (before < huge_page) ::munmap(begin + before + rounded, huge_page - before);
  ::madvise(begin + before, rounded, MADV_HUGEPAGE); // without them it is only slower
  return BlockFilter(reinterpret_cast<Block*>(begin + before), rounded / sizeof(Block));
}

BlockFilter::BlockFilter(BlockFilter&& other) noexcept
    : memory_(std::exchange(other.memory_, nullptr)), blocks_(std::exchange(other.blocks_, 0)) {}

BlockFilter::~BlockFilter() {
  if (memory_ != nullptr) ::munmap(memory_, blocks_ * sizeof(Block));
}

/// `blocks_` stays below 2^32: 128 GiB.
BlockFilter::Block& BlockFilter::block_of(std::uint32_t key) const { return memory_[key * blocks_ >> 32]; }

BlockFilter::Block BlockFilter::mask_of(std::uint32_t key) {
  std::uint32_t bits[lanes];
  for (std::size_t lane = 0; lane < lanes; ++lane) bits[lane] = std::uint32_t{1} << (key * salts[lane] >> 27);
  return std::bit_cast<Block>(bits);
}

void BlockFilter::add(std::string_view hash) {
  Block& block = block_of(block_key(hash.data()));
  const Block mask = mask_of(lane_key(hash.data()));
  for (std::size_t i = 0; i < std::size(block.words); ++i) {
    std::atomic_ref<std::uint64_t> word(block.words[i]);
    word.store(word.load(std::memory_order_relaxed) | mask.words[i], std::memory_order_relaxed);
  }
}

void BlockFilter::prefetch(const classifier::IdentityHash& hash) const {
  __builtin_prefetch(&block_of(block_key(octets_of(hash))));
}

bool BlockFilter::may_contain(const classifier::IdentityHash& hash) const {
  Block& block = block_of(block_key(octets_of(hash)));
  const Block mask = mask_of(lane_key(octets_of(hash)));
  std::uint64_t missing = 0;
  for (std::size_t i = 0; i < std::size(block.words); ++i) {
    missing |= mask.words[i] & ~std::atomic_ref<std::uint64_t>(block.words[i]).load(std::memory_order_relaxed);
  }
  return missing == 0;
}

} // namespace store
