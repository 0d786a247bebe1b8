// A split-block Bloom filter over identity hashes: one cache line a key, in huge pages. It says "not there" or
// "perhaps".
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "classifier/entry.hpp"
#include "parsers/result.hpp"

namespace store {

using parsers::Result;

/// `add` is for one thread at a time; the other members for any number, also meanwhile. A key is found from the moment
/// that its `add` happens before the question.
class BlockFilter {
 public:
  static constexpr std::uint64_t bits_of_key = 16; // 1 false alarm in 800 when as many keys as `keys` are in it

  /// unavailable when there is no memory.
  static Result<BlockFilter> make(std::uint64_t keys);
  BlockFilter(BlockFilter&& other) noexcept;
  BlockFilter& operator=(BlockFilter&&) = delete;
  ~BlockFilter();

  void add(std::string_view hash);
  /// Asks for the memory that may_contain will read.
  void prefetch(const classifier::IdentityHash& hash) const;
  [[nodiscard]] bool may_contain(const classifier::IdentityHash& hash) const;
  /// How many keys it was made for.
  [[nodiscard]] std::uint64_t room() const { return blocks_ * sizeof(Block) * 8 / bits_of_key; }

 private:
  struct alignas(32) Block { // 32-bit lanes, two in each word
    std::uint64_t words[4];
  };
  BlockFilter(Block* memory, std::uint64_t blocks) : memory_(memory), blocks_(blocks) {}
  static Block mask_of(std::uint32_t key);
  [[nodiscard]] Block& block_of(std::uint32_t key) const;
  Block* memory_;
  std::uint64_t blocks_;
};

} // namespace store
