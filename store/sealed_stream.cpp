#include "store/sealed_stream.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "store/octets.hpp"
#include "store/sealing.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::string_view magic = "desist-backup ";
constexpr std::uint16_t version = 1;
constexpr std::size_t chunk_octets = 256UL * 1024;
constexpr std::size_t tag_octets = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t sealed_key_octets = Secret().size() + crypto_box_SEALBYTES;
constexpr std::size_t stream_header_octets = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t length_octets = sizeof(std::uint32_t);
constexpr std::size_t header_octets =
    magic.size() + sizeof version + RecoveryPublicKey().size() + sealed_key_octets + stream_header_octets;
static_assert(sizeof(crypto_secretstream_xchacha20poly1305_state) == SecretStreamState().size());
static_assert(crypto_secretstream_xchacha20poly1305_KEYBYTES == Secret().size());

const unsigned char* octets_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* octets_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// The library's state lives in octets, so that the header need not name it.
class State {
 public:
  explicit State(SecretStreamState& octets) : octets_(octets) { std::memcpy(&state_, octets.data(), sizeof state_); }
  ~State() { std::memcpy(octets_.data(), &state_, sizeof state_); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  crypto_secretstream_xchacha20poly1305_state* get() { return &state_; }

 private:
  SecretStreamState& octets_;
  crypto_secretstream_xchacha20poly1305_state state_;
};

tl::unexpected<parsers::Error> damaged(std::string_view what) {
  return failure(ErrorCode::corrupt, "the backup is damaged or was cut short: " + std::string(what));
}

} // namespace

// -- writing ----------------------------------------------------------------------------------------------------------

Result<SealedStreamWriter> SealedStreamWriter::begin(int file, const RecoveryPublicKey& key, Disk& disk) {
  SealedStreamWriter writer(file, disk);
  const Secret secret = random_secret();
  std::string stream_header(stream_header_octets, '\0');
  crypto_secretstream_xchacha20poly1305_init_push(State(writer.state_).get(), octets_of(stream_header), secret.data());
  OctetWriter header;
  header.octets(magic).number(version).array(key).octets(seal_to(key, view_of(secret))).octets(stream_header);
  if (auto written = disk.write_at(file, header.view(), 0); !written) return tl::unexpected(written.error());
  writer.place_ = header_octets;
  // The first chunk is bound to the header: nothing in front of it can be exchanged.
  if (auto bound = writer.write_chunk(header.view(), crypto_secretstream_xchacha20poly1305_TAG_MESSAGE); !bound) {
    return tl::unexpected(bound.error());
  }
  return writer;
}

Result<void> SealedStreamWriter::write_chunk(std::string_view clear, std::uint8_t tag) {
  std::string sealed(clear.size() + tag_octets, '\0');
  const std::string length(OctetWriter().number(static_cast<std::uint32_t>(sealed.size())).view());
  crypto_secretstream_xchacha20poly1305_push(State(state_).get(), octets_of(sealed), nullptr, octets_of(clear),
                                             clear.size(), octets_of(length), length.size(), tag);
  auto written = disk_->write_at(file_, length + sealed, place_);
  if (written) place_ += length.size() + sealed.size();
  return written;
}

Result<void> SealedStreamWriter::write(std::string_view octets) {
  while (!octets.empty()) {
    const std::size_t fits = std::min(octets.size(), chunk_octets - waiting_.size());
    waiting_.append(octets.substr(0, fits));
    octets.remove_prefix(fits);
    if (waiting_.size() < chunk_octets) continue;
    if (auto written = write_chunk(waiting_, crypto_secretstream_xchacha20poly1305_TAG_MESSAGE); !written) {
      return written;
    }
    waiting_.clear();
  }
  return {};
}

Result<void> SealedStreamWriter::finish() {
  return write_chunk(waiting_, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
}

// -- reading ----------------------------------------------------------------------------------------------------------

Result<SealedStreamReader> SealedStreamReader::open(int file, const RecoveryKeyPair& key, Disk& disk) {
  SealedStreamReader reader(file, disk);
  const auto header = disk.read_at(file, 0, header_octets);
  if (!header) return tl::unexpected(header.error());
  OctetReader octets(*header);
  if (octets.octets(magic.size()) != magic) return failure(ErrorCode::corrupt, "this file is no backup");
  const auto found = octets.number<std::uint16_t>();
  const auto recipient = octets.array<RecoveryPublicKey().size()>();
  const auto sealed_key = octets.octets(sealed_key_octets);
  const auto stream_header = octets.octets(stream_header_octets);
  if (!octets.is_finished()) return damaged("its header");
  if (found > version) return failure(ErrorCode::newer_format, "a backup of version " + std::to_string(found));
  if (recipient != key.public_key) {
    return failure(ErrorCode::permission_denied, "the backup was sealed to another recovery key");
  }
  const auto secret = open_with(key, sealed_key);
  if (!secret || secret->size() != Secret().size()) return damaged("its header");
  const int outcome = crypto_secretstream_xchacha20poly1305_init_pull(State(reader.state_).get(),
                                                                      octets_of(stream_header), octets_of(*secret));
  if (outcome != 0) return damaged("its header");
  reader.place_ = header_octets;
  const auto bound = reader.take(header_octets);
  if (!bound) return tl::unexpected(bound.error());
  if (*bound != *header) return damaged("its header");
  return reader;
}

Result<void> SealedStreamReader::read_chunk() {
  if (has_ended_) return damaged("it ends too early");
  const auto length = disk_->read_at(file_, place_, length_octets);
  if (!length) return tl::unexpected(length.error());
  const auto size = OctetReader(*length).number<std::uint32_t>();
  if (length->size() != length_octets || size < tag_octets || size > chunk_octets + tag_octets) {
    return damaged("at octet " + std::to_string(place_));
  }
  const auto sealed = disk_->read_at(file_, place_ + length_octets, size);
  if (!sealed) return tl::unexpected(sealed.error());
  opened_.assign(size - tag_octets, '\0');
  taken_ = 0;
  unsigned char tag = 0;
  const bool is_whole = sealed->size() == size &&
                        crypto_secretstream_xchacha20poly1305_pull(State(state_).get(), octets_of(opened_), nullptr,
                                                                   &tag, octets_of(*sealed), sealed->size(),
                                                                   octets_of(*length), length->size()) == 0;
  if (!is_whole) return damaged("at octet " + std::to_string(place_));
  place_ += length_octets + size;
  has_ended_ = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return {};
}

Result<std::string_view> SealedStreamReader::take(std::size_t length) {
  if (opened_.size() - taken_ < length) {
    std::string gathered = opened_.substr(taken_);
    while (gathered.size() < length) {
      if (auto read = read_chunk(); !read) return tl::unexpected(read.error());
      gathered += opened_;
    }
    opened_ = std::move(gathered);
    taken_ = 0;
  }
  const std::string_view taken = std::string_view(opened_).substr(taken_, length);
  taken_ += length;
  return taken;
}

Result<void> SealedStreamReader::finish() {
  while (!has_ended_ && taken_ == opened_.size()) {
    if (auto read = read_chunk(); !read) return read;
  }
  const auto size = disk_->size_of(file_);
  if (!size) return tl::unexpected(size.error());
  if (taken_ != opened_.size() || *size != place_) return damaged("something stands behind its end");
  return {};
}

} // namespace store
