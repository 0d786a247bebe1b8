// The sealing of the spool: one key a segment, itself sealed to the spool's public key in the segment's header.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "parsers/result.hpp"
#include "store/aes_gcm.hpp"
#include "store/spool_format.hpp"

namespace store {

/// Seals and opens the records of one segment. AES-256-GCM of OpenSSL, 1.2 us for 4 KiB here (XChaCha20-Poly1305 of
/// libsodium 3.0, its AES-256-GCM 2.2); the nonce is the record's number, which a segment gives out once.
class SegmentSeal {
 public:
  SegmentSeal(const SegmentHeader& header, const AesGcm::Key& key) : salt_(header.salt), cipher_(key) {}

  /// Writes the whole record, record_octets(header.sealed_octets) of them. Safe for several threads.
  void seal_record(const RecordHeader& header, std::span<const std::string_view> parts, char* place) const;
  /// The clear octets; nothing when one octet was changed. `record` begins with its header.
  [[nodiscard]] std::optional<std::string> open_record(const RecordHeader& header, std::string_view record) const;
  [[nodiscard]] const SegmentSalt& salt() const { return salt_; }

 private:
  SegmentSalt salt_;
  AesGcm cipher_;
};

/// A fresh key and salt: fills them into `header`. The key is forgotten with the returned object.
SegmentSeal begin_seal(SegmentHeader& header, const SpoolKeys& keys);
/// corrupt when the sealed key is not for this pair; needs the secret key.
parsers::Result<SegmentSeal> open_seal(const SegmentHeader& header, const SpoolKeys& keys);

} // namespace store
