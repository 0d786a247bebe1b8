// The readers of replies: text, HTML and whole messages.
#include <cstdint>
#include <string_view>

#include "parsers/assert_that.hpp"
#include "parsers/reply_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using parsers::assert_that;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const parsers::ReplyText reply = parsers::read_reply_text(input);
  assert_that(reply.text.size() <= reply.signed_text.size(), "the signature is a part of the signed text");
  assert_that(reply.signed_text.size() + reply.quotation.size() <= input.size() + 2, "no line plays two roles");
  parsers::read_reply_html(input);
  parsers::Limits limits;
  limits.mime_parts = 20;
  const parsers::ParsedMessage message(input, limits);
  parsers::read_reply(message);
  return 0;
}
