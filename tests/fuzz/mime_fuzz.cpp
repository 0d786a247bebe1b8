// Whole messages: structure, fields, texts. Octet 0 chooses how tight the limits are.
#include <cstdint>

#include "parsers/assert_that.hpp"
#include "parsers/charset.hpp"
#include "parsers/parsed_message.hpp"

namespace {

parsers::Limits choose_limits(unsigned char selector) {
  parsers::Limits limits;
  if ((selector & 1U) != 0) limits.mime_depth = 2;
  if ((selector & 2U) != 0) limits.mime_parts = 3;
  if ((selector & 4U) != 0) limits.header_field = 40;
  if ((selector & 8U) != 0) limits.header_block = 100;
  if ((selector & 16U) != 0) limits.decoded_text = 20;
  if ((selector & 32U) != 0) limits.mime_depth = limits.mime_parts = 100'000;
  return limits;
}

void check_places(const parsers::MimeTree& tree, std::size_t size) {
  using parsers::assert_that;
  for (std::size_t i = 0; i < tree.parts.size(); ++i) {
    const parsers::MimePart& part = tree.parts[i];
    assert_that(part.body.end() <= size && part.header.end() <= part.body.offset, "a part has its place");
    assert_that(part.parent < i || i == 0, "a parent comes first");
    assert_that(i == 0 || part.depth == tree.parts[part.parent].depth + 1, "a child is one deeper");
    assert_that(i == 0 || part.header.offset >= tree.parts[part.parent].body.offset, "a child is inside");
    for (const parsers::HeaderField& field : part.fields)
      assert_that(field.name.offset >= part.header.offset && field.body.end() <= part.header.end(), "fields inside");
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using parsers::assert_that;
  if (size == 0) return 0;
  const std::string_view octets(reinterpret_cast<const char*>(data) + 1, size - 1);
  const parsers::Limits limits = choose_limits(data[0]);
  const parsers::ParsedMessage message(octets, limits);
  check_places(message.tree(), octets.size());
  assert_that(message.parts().size() <= std::max<std::size_t>(limits.mime_parts, 1), "the part limit holds");
  std::size_t text = 0;
  for (std::uint32_t part = 0; part < message.parts().size() && part < 50; ++part) {
    assert_that(parsers::is_utf8(message.text_body(part).text), "text is UTF-8");
    text += message.text_body(part).text.size();
    assert_that(message.decoded_body(part).size() <= octets.size(), "decoding makes nothing longer");
    static_cast<void>(message.field_addresses("From", part));
  }
  assert_that(text <= limits.decoded_text, "the text limit holds");
  assert_that(parsers::is_utf8(message.visible_text()), "visible text is UTF-8");
  assert_that(parsers::is_utf8(message.field_text("Subject")), "a subject is UTF-8");
  return 0;
}
