#include "store/spool_seal.hpp"

#include <sodium.h>

#include "parsers/assert_that.hpp"
#include "store/little_endian.hpp"

namespace store {
namespace {

using parsers::assert_that;

AesGcm::Nonce nonce_of(const RecordHeader& header) {
  AesGcm::Nonce nonce{};
  put_number(reinterpret_cast<char*>(nonce.data()), header.number);
  return nonce;
}

} // namespace

void SegmentSeal::seal_record(const RecordHeader& header, std::span<const std::string_view> parts, char* place) const {
  encode_record_header(header, salt_, place);
  cipher_.seal(nonce_of(header), {place, bound_octets}, parts, place + record_header_octets);
  encode_trailer(header.sealed_octets, salt_, place);
}

std::optional<std::string> SegmentSeal::open_record(const RecordHeader& header, std::string_view record) const {
  if (record.size() < record_header_octets + header.sealed_octets) return std::nullopt;
  return cipher_.open(nonce_of(header), record.substr(0, bound_octets),
                      record.substr(record_header_octets, header.sealed_octets));
}

SegmentSeal begin_seal(SegmentHeader& header, const SpoolKeys& keys) {
  static_assert(std::tuple_size_v<SealedKey> == std::tuple_size_v<AesGcm::Key> + crypto_box_SEALBYTES);
  AesGcm::Key key{};
  randombytes_buf(key.data(), key.size());
  randombytes_buf(header.salt.data(), header.salt.size());
  assert_that(crypto_box_seal(header.sealed_key.data(), key.data(), key.size(), keys.public_key.data()) == 0,
              "the spool's public key is a point of the curve");
  SegmentSeal seal(header, key);
  sodium_memzero(key.data(), key.size());
  return seal;
}

parsers::Result<SegmentSeal> open_seal(const SegmentHeader& header, const SpoolKeys& keys) {
  assert_that(keys.secret_key.has_value(), "whoever opens the spool's records has its secret key");
  AesGcm::Key key{};
  if (crypto_box_seal_open(key.data(), header.sealed_key.data(), header.sealed_key.size(), keys.public_key.data(),
                           keys.secret_key->data()) != 0) {
    return parsers::failure(parsers::ErrorCode::corrupt,
                            "segment " + std::to_string(header.number) + " is sealed to another key");
  }
  SegmentSeal seal(header, key);
  sodium_memzero(key.data(), key.size());
  return seal;
}

} // namespace store
