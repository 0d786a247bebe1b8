// Whatever is written as a number: reading ends, and what it makes is its own form.
#include <cstdint>

#include "parsers/assert_that.hpp"
#include "parsers/identity.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using parsers::assert_that;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const parsers::NumberReport report = parsers::validate_number(text, "DE");
  assert_that(report.normalised.size() <= 16, "E.164 has 15 digits");
  if (const auto number = parsers::PhoneNumber::parse(text)) {
    const auto again = parsers::PhoneNumber::parse(number->text());
    assert_that(again && *again == *number, "a normal form is its own normal form");
    for (const std::string& alias : number->aliases()) {
      const auto other = parsers::PhoneNumber::parse(alias);
      assert_that(other.has_value(), "an alias is a number");
    }
  }
  if (const auto kept = parsers::keep_identity(text)) assert_that(!text_of(*kept).empty(), "what is kept has a key");
  return 0;
}
