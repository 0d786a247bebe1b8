#include "store/attachment_link.hpp"

#include <sodium.h>

#include <algorithm>
#include <charconv>

#include "parsers/base32.hpp"
#include "store/event_codec.hpp"
#include "store/octets.hpp"

namespace store {

namespace {

constexpr std::uint8_t version = 1;
using Mac = std::array<std::uint8_t, 16>;

Mac mac_of(std::string_view octets, const KeyRing& ring) {
  const auto digest = ring.hash_secret("attachment link " + std::string(octets));
  Mac mac{};
  std::copy_n(digest.begin(), mac.size(), mac.begin());
  return mac;
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc() && end == text.data() + text.size();
}

} // namespace

std::string storage_key(const AttachmentPlace& place) {
  return std::to_string(place.message) + "." + std::to_string(place.part);
}

std::optional<AttachmentPlace> parse_storage_key(std::string_view text) {
  const std::size_t dot = text.find('.');
  AttachmentPlace place;
  if (dot == std::string_view::npos || !read_number(text.substr(0, dot), place.message) ||
      !read_number(text.substr(dot + 1), place.part)) {
    return std::nullopt;
  }
  return place;
}

std::string sign_attachment_link(const AttachmentPlace& place, parsers::Instant expires, const KeyRing& ring) {
  OctetWriter writer;
  writer.number(version).number(place.message).number(place.part);
  write_instant(writer, expires);
  const Mac mac = mac_of(writer.view(), ring);
  writer.array(mac);
  const std::string_view octets = writer.view();
  return parsers::encode_base32({reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()});
}

Result<AttachmentPlace> open_attachment_link(std::string_view link, parsers::Instant now, const KeyRing& ring) {
  const auto refused = [] {
    return parsers::failure(parsers::ErrorCode::permission_denied, "this link is not good, or not any more");
  };
  constexpr std::size_t signed_octets = 1 + 8 + 4 + 8;
  const auto octets = parsers::decode_base32(link);
  if (!octets || octets->size() != signed_octets + sizeof(Mac)) return refused();
  const std::string_view text(reinterpret_cast<const char*>(octets->data()), octets->size());
  const Mac mac = mac_of(text.substr(0, signed_octets), ring);
  if (sodium_memcmp(mac.data(), text.data() + signed_octets, mac.size()) != 0) return refused();
  OctetReader reader(text);
  const auto found = reader.number<std::uint8_t>();
  AttachmentPlace place;
  place.message = reader.number<std::uint64_t>();
  place.part = reader.number<std::uint32_t>();
  const parsers::Instant expires = read_instant(reader);
  if (found != version || expires <= now) return refused();
  return place;
}

} // namespace store
