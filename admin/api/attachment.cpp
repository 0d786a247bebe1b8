#include "admin/api/attachment.hpp"

#include <algorithm>

#include "admin/application.hpp"
#include "admin/http/problem.hpp"
#include "parsers/ascii.hpp"
#include "parsers/attachments.hpp"
#include "store/attachment_link.hpp"

namespace admin {
namespace {

constexpr std::size_t longest_name = 200;

/// RFC 8187 ext-value: everything but letters, digits and a few marks as %XX.
std::string encoded_name(std::string_view name) {
  constexpr char digits[] = "0123456789ABCDEF";
  constexpr std::string_view marks = "-._~";
  std::string encoded;
  for (const char octet : name.substr(0, longest_name)) {
    const auto value = static_cast<unsigned char>(octet);
    if (parsers::is_alpha(octet) || parsers::is_digit(octet) || marks.find(octet) != std::string_view::npos) {
      encoded.push_back(octet);
    } else {
      encoded.append({'%', digits[value >> 4], digits[value & 15]});
    }
  }
  return encoded.empty() ? "attachment" : encoded;
}

} // namespace

Response answer_attachment(Application& application, Request& request) {
  store::Store& store = application.store();
  const auto place = store::open_attachment_link(request.path_argument, application.now(), store.keys());
  if (!place) return problem_response(place.error());
  const auto octets = store.message_octets(place->message);
  if (!octets) return problem_response(octets.error());
  const parsers::ParsedMessage message(*octets, parsers::Limits{});
  const auto attachments = parsers::find_attachments(message);
  const auto attached = std::ranges::find(attachments, place->part, &parsers::AttachedPart::part);
  if (attached == attachments.end()) {
    return problem_response(parsers::Error{parsers::ErrorCode::not_found, "the message has no such attachment"});
  }
  return {.type = MediaType::download,
          .body = message.decoded_body(attached->part),
          .fields = {{"Content-Disposition", "attachment; filename*=UTF-8''" + encoded_name(attached->attachment.name)},
                     {"Content-Security-Policy", "default-src 'none'; sandbox"},
                     {"Cross-Origin-Resource-Policy", "same-origin"}}};
}

} // namespace admin
