#include "relay/list_source.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "store/blake2b.hpp"

namespace relay {

using parsers::ErrorCode;
using parsers::failure;
using parsers::OctetOrder;

namespace {

constexpr std::size_t slice_octets = std::size_t{1} << 20;

struct Mark {
  std::string_view octets;
  std::optional<OctetOrder> order; // nothing: UTF-8
};
constexpr Mark marks[] = {
    {"\xef\xbb\xbf", std::nullopt}, {"\xff\xfe", OctetOrder::little_endian}, {"\xfe\xff", OctetOrder::big_endian}};

/// UTF-16 without a mark: every second octet of what a list begins with is zero.
std::optional<OctetOrder> guess_order(std::string_view slice) {
  constexpr std::size_t looked_at = 4;
  if (slice.size() < looked_at) return std::nullopt;
  if (slice[0] != 0 && slice[1] == 0 && slice[2] != 0 && slice[3] == 0) return OctetOrder::little_endian;
  if (slice[0] == 0 && slice[1] != 0 && slice[2] == 0 && slice[3] != 0) return OctetOrder::big_endian;
  return std::nullopt;
}

} // namespace

/// Slices of one size, so that the digest is the same however the octets arrive.
Result<std::string> ListSource::read_slice() {
  std::string slice(slice_octets, '\0');
  std::size_t filled = 0;
  while (filled < slice.size()) {
    const ssize_t count = ::read(file_, slice.data() + filled, slice.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure(ErrorCode::storage_failed, "cannot read the list");
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  is_at_end_ = filled < slice.size();
  slice.resize(filled);
  if (filled > 0) {
    const auto digest = store::blake2b_256(slice);
    digests_.append(reinterpret_cast<const char*>(digest.data()), digest.size());
    octets_ += filled;
  }
  return slice;
}

void ListSource::begin(std::string& slice) {
  has_begun_ = true;
  const auto mark =
      std::ranges::find_if(marks, [&](const Mark& candidate) { return slice.starts_with(candidate.octets); });
  const auto order = mark == std::end(marks) ? guess_order(slice) : mark->order;
  if (mark != std::end(marks)) slice.erase(0, mark->octets.size());
  if (order) utf16_.emplace(*order);
}

std::string ListSource::decode(std::string slice) {
  const bool is_first = !has_begun_;
  if (is_first) begin(slice);
  if (utf16_) {
    std::string text;
    utf16_->add(slice, text);
    if (is_at_end_) utf16_->finish(text);
    slice = std::move(text);
  }
  // Only a list without any LF ends its lines so.
  if (is_first) {
    ends_with_carriage_returns_ = slice.find('\n') == std::string::npos && slice.find('\r') != std::string::npos;
  }
  if (ends_with_carriage_returns_) std::ranges::replace(slice, '\r', '\n');
  return slice;
}

Result<std::string> ListSource::next() {
  while (!is_at_end_) {
    auto slice = read_slice();
    if (!slice) return slice;
    std::string text = decode(std::move(*slice));
    if (!text.empty()) return text;
  }
  return std::string();
}

classifier::Digest ListSource::digest(std::string_view options) const {
  return store::blake2b_256(std::string(digests_).append(options));
}

} // namespace relay
