#include <cstdint>
#include <string_view>

#include "parsers/assert_that.hpp"
#include "parsers/delivery_report.hpp"
#include "parsers/delivery_status.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view octets(reinterpret_cast<const char*>(data), size);
  parsers::Limits limits;
  limits.report_recipients = 20;
  const parsers::ParsedMessage message(octets, limits);
  if (const auto report = parsers::read_delivery_report(message)) {
    parsers::assert_that(!report->recipients.empty(), "a report has a recipient");
    parsers::assert_that(report->recipients.size() <= limits.report_recipients, "recipients are bounded");
    for (const parsers::RecipientReport& recipient : report->recipients) {
      parsers::assert_that(recipient.place.end() <= size, "a place lies in the message");
      const bool is_soft_delay =
          recipient.action != parsers::Action::delayed || recipient.permanence == parsers::Permanence::soft;
      parsers::assert_that(is_soft_delay, "a delay is soft");
    }
  }
  const parsers::StatusFields fields = parsers::read_delivery_status(octets, 20);
  parsers::assert_that(fields.recipients.size() <= 20, "groups are bounded");
  (void)parsers::failure_reason({}, octets, {});
  return 0;
}
