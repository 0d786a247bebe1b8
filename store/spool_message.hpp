// Puts a message together again from its sealed pieces.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "store/spool.hpp"
#include "store/spool_seal.hpp"

namespace store {

class MessageAssembly {
 public:
  explicit MessageAssembly(SpoolId id) { message_.id = id; }
  /// The pieces come in their order. False when one is not what was written, or not the next one.
  bool add(const SegmentSeal& seal, const RecordHeader& header, std::string_view record);
  /// The message, when its last piece came and all octets are there.
  [[nodiscard]] std::optional<SpooledMessage> finish() &&;

 private:
  SpooledMessage message_;
  std::uint32_t pieces_ = 0;
  bool is_whole_ = false;
};

} // namespace store
