// Read receipts (RFC 8098). They tell that a mailbox is in use, and nothing that a person wants.
#include "parsers/ascii.hpp"
#include "parsers/automatic_reply.hpp"
#include "parsers/bounce_forms.hpp"
#include "parsers/delivery_status.hpp"
#include "parsers/report_fields.hpp"

namespace parsers {

std::optional<Disposition> read_disposition(const ParsedMessage& message) {
  for (std::uint32_t part = 0; part < message.parts().size(); ++part) {
    const ContentType& type = message.parts()[part].content_type;
    const bool is_receipt =
        type.is("message/disposition-notification") || type.is("message/global-disposition-notification");
    if (!is_receipt || is_inside_returned_message(message, part)) continue;
    Disposition disposition;
    for (const ReportField& field : read_report_fields(message.text_body(part).text)) {
      if (equals_ignoring_case(field.name, "Final-Recipient"))
        disposition.final_recipient = read_typed_address(field.value).address;
      if (!equals_ignoring_case(field.name, "Disposition")) continue;
      // disposition-mode ";" disposition-type [ "/" modifiers ]
      const std::size_t mode_end = field.value.find(';');
      std::string_view word =
          trim(std::string_view(field.value).substr(mode_end == std::string::npos ? 0 : mode_end + 1));
      disposition.disposition = to_lower(word.substr(0, word.find_first_of("/ ,")));
    }
    return disposition;
  }
  return std::nullopt;
}

} // namespace parsers
