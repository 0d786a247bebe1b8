#include <cstdint>
#include <string_view>

#include "parsers/assert_that.hpp"
#include "parsers/feedback_report.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view octets(reinterpret_cast<const char*>(data), size);
  const parsers::ParsedMessage message(octets, parsers::Limits{});
  if (const auto report = parsers::read_feedback_report(message)) {
    parsers::assert_that(!report->feedback_type.empty(), "a feedback report has a type");
    parsers::assert_that(report->original_recipients.size() <= 1000, "recipients are bounded");
  }
  return 0;
}
