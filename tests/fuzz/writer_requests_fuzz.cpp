// Octets as a peer of the writer's socket might send them: every reader ends, and what it takes is written back the
// same.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "store/writer_requests.hpp"

namespace {

/// Drafts of a request that was read pass the same check as everybody's; then they can be written.
void expect_one_form(std::string_view frame) {
  const auto request = store::decode_request(frame);
  if (!request) return;
  const auto again = store::encode_request(*request);
  if (!again || std::string_view(*again).substr(store::frame_length_octets) != frame) std::abort();
}

template <class Answer>
void expect_one_form_of_answer(std::string_view frame) {
  const auto answer = store::decode_answer<Answer>(frame);
  if (!answer) return; // an error's text may be cut
  if (std::string_view(store::encode_answer(answer)).substr(store::frame_length_octets) != frame) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view frame(reinterpret_cast<const char*>(data + 1), size - 1);
  switch (data[0] % 8) {
    case 0:
      expect_one_form_of_answer<std::vector<store::EntryReceipt>>(frame);
      break;
    case 1:
      expect_one_form_of_answer<store::User>(frame);
      break;
    case 2:
      expect_one_form_of_answer<store::NewApiKey>(frame);
      break;
    case 3:
      if (frame.size() >= store::frame_length_octets) {
        std::array<char, store::frame_length_octets> head{};
        std::copy_n(frame.begin(), head.size(), head.begin());
        if (const auto length = store::read_frame_length(head); length && *length > store::largest_frame) std::abort();
      }
      break;
    default:
      expect_one_form(frame);
  }
  return 0;
}
