#include "store/spool_message.hpp"

#include <utility>

#include "store/spool_envelope.hpp"

namespace store {

bool MessageAssembly::add(const SegmentSeal& seal, const RecordHeader& header, std::string_view record) {
  if (is_whole_ || header.piece != pieces_) return false;
  auto clear = seal.open_record(header, record);
  if (!clear) return false;
  ++pieces_;
  if (header.kind == RecordKind::piece) {
    message_.octets.append(*clear);
    return true;
  }
  if (header.kind != RecordKind::last_piece) return false;
  std::string_view octets = *clear;
  auto end = take_message_end(octets);
  if (!end) return false;
  clear->resize(octets.size());
  if (message_.octets.empty()) {
    message_.octets = std::move(*clear);
  } else {
    message_.octets.append(*clear);
  }
  message_.envelope = std::move(end->envelope);
  is_whole_ = message_.octets.size() == end->message_octets;
  return is_whole_;
}

std::optional<SpooledMessage> MessageAssembly::finish() && {
  if (!is_whole_) return std::nullopt;
  return std::move(message_);
}

} // namespace store
