#include "store/spool.hpp"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "parsers/assert_that.hpp"
#include "store/spool_directory.hpp"
#include "store/spool_writer.hpp"

namespace store {
namespace {

using parsers::ErrorCode;
using parsers::failure;

constexpr std::size_t piece_octets = std::size_t{64} * 1024;
constexpr std::uint64_t largest_segment_octets = 2ull << 30; // places in a segment are 32 bits

/// A key that is no point of the curve would be found by the first message only.
bool can_seal_to(const SpoolKeys& keys) {
  unsigned char sealed[crypto_box_SEALBYTES];
  return crypto_box_seal(sealed, nullptr, 0, keys.public_key.data()) == 0;
}

Result<void> check(const SpoolOptions& options) {
  parsers::assert_that(sodium_init() >= 0, "libsodium starts");
  if (options.segment_octets < 2 * segment_header_octets || options.segment_octets > largest_segment_octets) {
    return failure(ErrorCode::invalid_argument, "segments of " + std::to_string(options.segment_octets) + " octets");
  }
  if (!can_seal_to(options.keys)) return failure(ErrorCode::invalid_argument, "the spool's public key is no key");
  return {};
}

} // namespace

Result<std::unique_ptr<Spool>> Spool::open(SpoolOptions options, Disk& disk) {
  if (auto fine = check(options); !fine) return tl::unexpected(fine.error());
  if (auto made = create_spool_directory(options.directory, disk); !made) return tl::unexpected(made.error());
  auto state = SpoolState::open(options.directory, SpoolState::End::writing, disk);
  if (!state) return tl::unexpected(state.error());
  const auto log = recover_log(options.directory, (*state)->durable_end(), disk);
  if (!log) return tl::unexpected(log.error());
  if ((*state)->passed() < log->messages_before_all || (*state)->passed() > log->messages) {
    (*state)->publish_reading(log->messages_before_all, 0);
  }
  // Every segment that is there is complete: the reader may read all of them before this writer needs a new one, which
  // a full disk may not have room for.
  (*state)->publish({log->next_segment, 0}, log->messages);
  return std::make_unique<SpoolWriter>(std::move(options), std::move(*state), *log, disk);
}

IncomingMessage::IncomingMessage(std::unique_ptr<State> state) : state_(std::move(state)) {}
IncomingMessage::IncomingMessage(IncomingMessage&&) noexcept = default;

IncomingMessage& IncomingMessage::operator=(IncomingMessage&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

IncomingMessage::~IncomingMessage() {
  if (state_) state_->writer->abandon(*state_);
}

Result<void> IncomingMessage::append(std::string_view octets) {
  parsers::assert_that(state_ != nullptr, "a message is appended to before its commit");
  State& message = *state_;
  if (octets.size() > message.writer->message_octets() - message.size) {
    return failure(ErrorCode::too_large,
                   "message of more than " + std::to_string(message.writer->message_octets()) + " octets");
  }
  while (!octets.empty()) {
    if (message.octets.size() == piece_octets) {
      if (auto written = message.writer->write_piece(message); !written) return written;
    }
    const auto taken = octets.substr(0, piece_octets - message.octets.size());
    message.octets.append(taken);
    message.size += taken.size();
    octets.remove_prefix(taken.size());
  }
  return {};
}

std::uint64_t IncomingMessage::size() const { return state_ ? state_->size : 0; }

void IncomingMessage::commit(parsers::Envelope envelope, std::function<void(Result<SpoolId>)> finished) && {
  parsers::assert_that(state_ != nullptr, "a message is committed once");
  auto* writer = state_->writer;
  writer->commit(std::move(state_), std::move(envelope), std::move(finished));
}

} // namespace store
