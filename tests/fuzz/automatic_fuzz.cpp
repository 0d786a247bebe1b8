#include <chrono>
#include <cstdint>
#include <string_view>

#include "parsers/absence_text.hpp"
#include "parsers/assert_that.hpp"
#include "parsers/automatic_reply.hpp"
#include "parsers/return_date.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view octets(reinterpret_cast<const char*>(data), size);
  const parsers::Date received = std::chrono::year{2026} / 3 / 10;
  const parsers::ParsedMessage message(octets, parsers::Limits{});
  (void)parsers::read_automatic_reply(message, std::chrono::sys_days{received});
  (void)parsers::read_disposition(message);
  (void)parsers::read_provider_notice(message);
  if (const auto back = parsers::find_return_date(octets, received)) {
    parsers::assert_that(back->ok(), "a return date is a day of the calendar");
    parsers::assert_that(std::chrono::sys_days{*back} >= std::chrono::sys_days{received}, "nobody returns in the past");
  }
  (void)parsers::automatic_kind_of(octets);
  (void)parsers::find_alternative_contact(octets, "ann@new.example");
  return 0;
}
