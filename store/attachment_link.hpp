// Links that hand out one attachment of one message for a short time to whoever has the link.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/instant.hpp"
#include "store/key_ring.hpp"

namespace store {

constexpr std::chrono::minutes attachment_link_time{5};

/// Where an attachment lies: what an interface calls its storage key.
struct AttachmentPlace {
  std::uint64_t message = 0;
  std::uint32_t part = 0; // index in the message's tree
  friend bool operator==(const AttachmentPlace&, const AttachmentPlace&) = default;
};
/// "12.3".
std::string storage_key(const AttachmentPlace& place);
std::optional<AttachmentPlace> parse_storage_key(std::string_view text);

/// One path segment: base32 of place, end and a keyed BLAKE2b-128 of both.
std::string sign_attachment_link(const AttachmentPlace& place, parsers::Instant expires, const KeyRing& ring);
/// permission_denied for a link that was altered or has ended: which of both is not told.
Result<AttachmentPlace> open_attachment_link(std::string_view link, parsers::Instant now, const KeyRing& ring);

} // namespace store
