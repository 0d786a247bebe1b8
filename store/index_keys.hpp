// The keys that identities are hashed by, one a generation. Generation 1 comes from the master key; later ones are
// random and lie in keys/index. A hash of generation n + 1 is made of the one of generation n, so no clear text is
// needed.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <span>
#include <string_view>

#include "classifier/entry.hpp"
#include "parsers/result.hpp"
#include "store/disk.hpp"
#include "store/sealing.hpp"

namespace store {

using classifier::Generation;

constexpr Generation most_generations = 64; // a look-up computes one hash for each and key

/// An identity's hash, and the generation that it is of.
struct KeyedHash {
  classifier::IdentityHash hash{};
  Generation generation = 1;
};

/// Generations are added and never taken away. Safe for several threads; other processes are followed by `know`.
class IndexKeys {
 public:
  /// `disk` outlives it.
  IndexKeys(const Secret& first, std::filesystem::path directory, Disk& disk);

  /// The greatest that is known here; there may be more in the file.
  [[nodiscard]] Generation newest() const { return count_.load(std::memory_order_acquire); }
  [[nodiscard]] classifier::IdentityHash hash(std::string_view text) const; // of generation 1
  /// `to` is known, and not before the generation of the hash.
  [[nodiscard]] classifier::IdentityHash forward(const KeyedHash& from, Generation to) const;

  /// Reads the file when this generation is not known yet; corrupt when it is not there either.
  Result<void> know(Generation generation);
  /// As `know`, but makes the next generation's key when the file does not have it: durable when it returns.
  Result<void> make(Generation generation);

 private:
  Result<void> read();
  Result<void> write(std::span<const Secret> later) const;
  [[nodiscard]] std::filesystem::path path() const { return directory_ / "index"; }

  std::array<Secret, most_generations> keys_{};
  std::atomic<Generation> count_ = 1;
  std::mutex changing_;
  const std::filesystem::path directory_;
  Disk& disk_;
};

} // namespace store
