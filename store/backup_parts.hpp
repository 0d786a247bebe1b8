// The parts of a backup, one after the other inside a sealed stream: files, tables of rows, and what is said of all of
// them. Each has its length and digest behind it. store/BACKUP.md has the octets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/blake2b.hpp"
#include "store/lmdb.hpp"
#include "store/octets.hpp"
#include "store/sealed_stream.hpp"
#include "store/sealing.hpp"

namespace store {

/// Of blocks that come one after the other: each is hashed together with the digest of those before.
class RunningDigest {
 public:
  void add(std::string_view block) {
    digest_ = blake2b_256(std::string(view_of(digest_)).append(block));
    length_ += block.size();
  }
  [[nodiscard]] std::uint64_t length() const { return length_; }
  [[nodiscard]] const Secret& digest() const { return digest_; }

 private:
  Secret digest_{};
  std::uint64_t length_ = 0;
};

enum class PartKind : std::uint8_t { about, file, table, master_key };
constexpr PartKind greatest_part_kind = PartKind::master_key;

struct PartName {
  PartKind kind = PartKind::file;
  std::string name; // of a file: its path below the data directory; of a table: name_of
};

/// One thread. The stream outlives it.
class PartWriter {
 public:
  explicit PartWriter(SealedStreamWriter& stream) : stream_(stream) {}
  Result<void> begin(const PartName& part);
  Result<void> block(std::string_view octets);
  /// Rows gather to blocks; whole rows lie in one block.
  Result<void> row(const Row& row);
  Result<void> end();
  /// After the last part.
  Result<void> finish();
  [[nodiscard]] std::uint32_t parts() const { return parts_; }

 private:
  Result<void> flush_rows();
  SealedStreamWriter& stream_;
  RunningDigest digest_;
  std::string rows_;
  std::uint32_t parts_ = 0;
};

class PartReader {
 public:
  explicit PartReader(SealedStreamReader& stream) : stream_(stream) {}
  /// Nothing behind the last part: then all of the file was what was written.
  Result<std::optional<PartName>> next();
  /// The next octets of the part; nothing at its end. Good until the next call.
  Result<std::optional<std::string_view>> block();
  [[nodiscard]] std::uint32_t parts() const { return parts_; }

 private:
  SealedStreamReader& stream_;
  RunningDigest digest_;
  std::uint32_t parts_ = 0;
};

/// Takes rows out of a block of a table; corrupt when it is no such block.
class BlockRows {
 public:
  explicit BlockRows(std::string_view block) : rest_(block) {}
  Result<std::optional<Row>> next();

 private:
  std::string_view rest_;
};

} // namespace store
