#include "store/writer_requests.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::size_t longest_context = 4096; // of an error
constexpr std::size_t version_and_kind = 2;

enum class Outcome : std::uint8_t { done, failed };

std::string frame_of(std::uint8_t kind, std::string_view values) {
  OctetWriter frame(frame_length_octets + version_and_kind + values.size());
  frame.number(static_cast<std::uint32_t>(version_and_kind + values.size())).number(wire_version).number(kind);
  return std::move(frame.octets(values)).take();
}

Result<std::uint8_t> read_kind(OctetReader& reader) {
  const auto version = reader.number<std::uint8_t>();
  const auto kind = reader.number<std::uint8_t>();
  if (!reader.is_whole()) return failure(ErrorCode::invalid_argument, "a frame without a version");
  if (version != wire_version) {
    return failure(ErrorCode::newer_format, "another version of Desist is at the other end of the writer's socket");
  }
  return kind;
}

template <class Request>
bool read_if(std::uint8_t operation, std::string_view values, std::optional<WriteRequest>& found) {
  if (Request::operation != operation) return false;
  WireReader reader(values);
  Request request{};
  reader(request);
  if (reader.is_finished()) found = std::move(request);
  return true;
}

template <class... Requests>
std::optional<WriteRequest> read_request(std::uint8_t operation, std::string_view values,
                                         const std::variant<Requests...>* /* which there are */) {
  std::optional<WriteRequest> found;
  (read_if<Requests>(operation, values, found) || ...);
  return found;
}

template <class... Requests>
consteval bool has_no_operation_twice(const std::variant<Requests...>* /* which there are */) {
  const std::array operations{Requests::operation...};
  for (std::size_t i = 0; i < operations.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (operations[i] == operations[j]) return false;
    }
  }
  return true;
}
static_assert(has_no_operation_twice(static_cast<const WriteRequest*>(nullptr)));

} // namespace

Result<std::string> encode_request(const WriteRequest& request) {
  std::string frame = std::visit(
      [](const auto& of_its_kind) {
        WireWriter writer;
        writer(of_its_kind);
        return frame_of(of_its_kind.operation, std::move(writer).take());
      },
      request);
  if (frame.size() > frame_length_octets + largest_frame) {
    return failure(ErrorCode::too_large, "a request of " + std::to_string(frame.size()) + " octets to the processor");
  }
  return frame;
}

Result<WriteRequest> decode_request(std::string_view frame) {
  OctetReader reader(frame);
  const auto operation = read_kind(reader);
  if (!operation) return tl::unexpected(operation.error());
  auto request = read_request(*operation, reader.rest(), static_cast<const WriteRequest*>(nullptr));
  if (!request) return failure(ErrorCode::invalid_argument, "a request that cannot be read");
  return std::move(*request);
}

Result<std::size_t> read_frame_length(const std::array<char, frame_length_octets>& octets) {
  OctetReader reader(std::string_view(octets.data(), octets.size()));
  const std::size_t length = reader.number<std::uint32_t>();
  if (length > largest_frame) return failure(ErrorCode::too_large, "a frame of " + std::to_string(length) + " octets");
  return length;
}

Result<std::string_view> read_outcome(std::string_view frame) {
  OctetReader reader(frame);
  const auto kind = read_kind(reader);
  if (!kind) return tl::unexpected(kind.error());
  if (*kind == static_cast<std::uint8_t>(Outcome::done)) return reader.rest();
  const auto code = reader.number<std::uint8_t>();
  const std::string_view context = reader.counted();
  if (*kind != static_cast<std::uint8_t>(Outcome::failed) || !reader.is_finished() ||
      code > static_cast<std::uint8_t>(ErrorCode::internal)) {
    return tl::unexpected(unreadable_answer());
  }
  return failure(static_cast<ErrorCode>(code), std::string(context));
}

std::string encode_error(const parsers::Error& error) {
  OctetWriter values;
  values.enumerator(error.code).counted(std::string_view(error.context).substr(0, longest_context));
  return frame_of(static_cast<std::uint8_t>(Outcome::failed), values.view());
}

std::string encode_success(std::string_view values) {
  return frame_of(static_cast<std::uint8_t>(Outcome::done), values);
}

parsers::Error unreadable_answer() { return {ErrorCode::corrupt, "the processor's answer cannot be read"}; }

} // namespace store
