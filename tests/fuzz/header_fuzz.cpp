// Fields: folds, encoded words, content types with their parameters, times.
#include <cstdint>

#include "parsers/assert_that.hpp"
#include "parsers/charset.hpp"
#include "parsers/content_type.hpp"
#include "parsers/encoded_word.hpp"
#include "parsers/instant.hpp"

namespace {

bool has_control(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
  return false;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using parsers::assert_that;
  const std::string_view field(reinterpret_cast<const char*>(data), size);
  const std::string unfolded = parsers::unfold(field);
  assert_that(unfolded.size() <= field.size() && !has_control(unfolded), "unfolded text is one line");
  for (const std::string_view text : {std::string_view(unfolded), field}) {
    parsers::Defects defects;
    const std::string decoded = parsers::decode_header_text(text, defects);
    assert_that(parsers::is_utf8(decoded) && !has_control(decoded), "decoded text is one line of UTF-8");
  }
  if (const auto type = parsers::read_content_type(field)) {
    assert_that(!type->type.empty() && !type->subtype.empty(), "a type has two names");
    for (const auto& [name, value] : type->parameters)
      assert_that(!name.empty() && (name == "boundary" || parsers::is_utf8(value)), "parameters are UTF-8");
  }
  static_cast<void>(parsers::read_content_disposition(field));
  if (const auto instant = parsers::parse_rfc3339(field))
    assert_that(parsers::to_rfc3339(*instant).size() >= 20, "an instant can be written");
  return 0;
}
