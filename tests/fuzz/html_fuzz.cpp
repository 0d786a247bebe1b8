// HTML as tokens and as text.
#include <cstdint>

#include "parsers/assert_that.hpp"
#include "parsers/charset.hpp"
#include "parsers/html_charset.hpp"
#include "parsers/html_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using parsers::assert_that;
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  constexpr std::size_t most_tokens = 10'000;
  const auto tokens = parsers::read_html_tokens(html, most_tokens);
  assert_that(tokens.size() <= most_tokens, "the token limit holds");
  std::size_t end = 0;
  for (const parsers::HtmlToken& token : tokens) {
    assert_that(token.place.offset >= end && token.place.length > 0, "tokens stand in order");
    end = token.place.end();
  }
  assert_that(end <= html.size(), "tokens stand inside of the HTML");
  const std::string text = parsers::html_to_text(html);
  assert_that(text.size() <= 8 * html.size() + 16, "text does not grow without bound");
  assert_that(!parsers::is_utf8(html) || parsers::is_utf8(text), "UTF-8 stays UTF-8");
  static_cast<void>(parsers::charset_of_html(html));
  return 0;
}
