#include "store/spool_envelope.hpp"

#include "store/little_endian.hpp"

namespace store {
namespace {

constexpr std::uint8_t envelope_version = 2;

void append_text(std::string& octets, std::string_view text) {
  append_number(octets, static_cast<std::uint32_t>(text.size()));
  octets.append(text);
}

template <class Number>
std::optional<Number> take_number(std::string_view& octets) {
  if (octets.size() < sizeof(Number)) return std::nullopt;
  const auto number = get_number<Number>(octets, 0);
  octets.remove_prefix(sizeof(Number));
  return number;
}

bool take_text(std::string_view& octets, std::string& text) {
  const auto length = take_number<std::uint32_t>(octets);
  if (!length || *length > octets.size()) return false;
  text.assign(octets.substr(0, *length));
  octets.remove_prefix(*length);
  return true;
}

std::optional<MessageEnd> decode_end(std::string_view octets) {
  MessageEnd end;
  auto& envelope = end.envelope;
  if (take_number<std::uint8_t>(octets) != envelope_version) return std::nullopt;
  const auto message_octets = take_number<std::uint64_t>(octets);
  const auto received_at = take_number<std::uint64_t>(octets);
  if (!message_octets || !received_at || !take_text(octets, envelope.peer) || !take_text(octets, envelope.helo) ||
      !take_text(octets, envelope.protocol) || !take_text(octets, envelope.user) ||
      !take_text(octets, envelope.reverse_path.address)) {
    return std::nullopt;
  }
  end.message_octets = *message_octets;
  envelope.received_at = parsers::Instant(std::chrono::milliseconds(static_cast<std::int64_t>(*received_at)));
  const auto paths = take_number<std::uint32_t>(octets);
  if (!paths || *paths > octets.size() / sizeof(std::uint32_t)) return std::nullopt;
  envelope.forward_paths.resize(*paths);
  for (auto& path : envelope.forward_paths) {
    if (!take_text(octets, path.address)) return std::nullopt;
  }
  if (!octets.empty()) return std::nullopt;
  return end;
}

} // namespace

std::string encode_message_end(const MessageEnd& end) {
  const auto& envelope = end.envelope;
  std::string octets;
  append_number(octets, envelope_version);
  append_number(octets, end.message_octets);
  append_number(octets, static_cast<std::uint64_t>(envelope.received_at.time_since_epoch().count()));
  append_text(octets, envelope.peer);
  append_text(octets, envelope.helo);
  append_text(octets, envelope.protocol);
  append_text(octets, envelope.user);
  append_text(octets, envelope.reverse_path.address);
  append_number(octets, static_cast<std::uint32_t>(envelope.forward_paths.size()));
  for (const auto& path : envelope.forward_paths) append_text(octets, path.address);
  append_number(octets, static_cast<std::uint32_t>(octets.size()));
  return octets;
}

std::optional<MessageEnd> take_message_end(std::string_view& octets) {
  constexpr std::size_t length_octets = sizeof(std::uint32_t);
  if (octets.size() < length_octets) return std::nullopt;
  const auto before_length = octets.substr(0, octets.size() - length_octets);
  const auto length = get_number<std::uint32_t>(octets, before_length.size());
  if (length > before_length.size()) return std::nullopt;
  auto end = decode_end(before_length.substr(before_length.size() - length));
  if (end) octets = before_length.substr(0, before_length.size() - length);
  return end;
}

} // namespace store
