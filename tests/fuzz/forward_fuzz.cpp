// The readers of forwards: text, HTML and whole messages, with the first line as the outer subject.
#include <cstdint>
#include <string_view>

#include "parsers/assert_that.hpp"
#include "parsers/forwarded_message.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using parsers::assert_that;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(input.find('\n'), input.size());
  const std::string_view subject = input.substr(0, end);
  const std::string_view rest = input.substr(std::min(end + 1, input.size()));
  assert_that(parsers::base_subject(subject).size() <= subject.size(), "a subject grows by nothing");
  parsers::has_forward_prefix(subject);
  if (const auto message = parsers::read_forwarded_text(rest, subject)) {
    assert_that(message->body.size() <= rest.size() && message->comment.size() <= rest.size(),
                "texts are parts of the text");
    assert_that(!message->form.empty(), "a forward has a form");
  }
  parsers::read_forwarded_html(rest, subject);
  parsers::Limits limits;
  limits.mime_parts = 20;
  const parsers::ParsedMessage message(input, limits);
  parsers::read_forwarded_messages(message);
  return 0;
}
