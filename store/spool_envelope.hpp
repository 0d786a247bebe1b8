// The envelope as octets: it stands behind the last octets of a message, inside the sealed part.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parsers/envelope.hpp"

namespace store {

constexpr std::size_t largest_envelope_octets = std::size_t{256} * 1024;

/// What stands behind the octets of a whole message.
struct MessageEnd {
  parsers::Envelope envelope;
  std::uint64_t message_octets = 0; // of all pieces together
};

/// Ends with its own length, so that it is read from behind and the octets before it need not be moved.
std::string encode_message_end(const MessageEnd& end);
/// Reads from the back of `octets` and leaves what stands before it. Nothing when it is not what was written.
std::optional<MessageEnd> take_message_end(std::string_view& octets);

} // namespace store
