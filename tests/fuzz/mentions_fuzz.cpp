// Whatever octets are searched for people and words, and taken out of: places lie inside, and what was taken out is not
// named any more.
#include <cstdint>

#include "parsers/assert_that.hpp"
#include "parsers/mentions.hpp"
#include "store/erasure_journal.hpp"
#include "store/redaction.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using parsers::assert_that;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::size_t end = 0;
  for (const parsers::Mention& mention : parsers::find_mentions(text, 64)) {
    assert_that(mention.place.offset >= end || mention.place.length > 0, "mentions follow each other");
    end = std::size_t{mention.place.offset} + mention.place.length;
    assert_that(end <= size, "a mention lies in its text");
  }
  assert_that(parsers::search_words(text, 64).size() <= 64, "words are bounded");
  const std::string rest = store::redact_message(text, [](const parsers::Identity&) { return true; });
  assert_that(parsers::find_mentions(rest, 1).empty(), "whoever was taken out is not named");
  (void)store::parse_erasure_journal(text);
  return 0;
}
