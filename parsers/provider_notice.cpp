// Notices of providers that wait for an answer of ours. So far one: Gmail asks whether mail may be forwarded to us.
#include "parsers/ascii.hpp"
#include "parsers/automatic_reply.hpp"

namespace parsers {
namespace {

constexpr std::string_view link_hosts[] = {"https://mail-settings.google.com/mail/", "https://mail.google.com/mail/",
                                           "https://isolated.mail.google.com/mail/"};

bool is_link_octet(char c) {
  return is_alpha(c) || is_digit(c) || std::string_view("-_.~%/?=&#:+@!$,;*[]()").find(c) != std::string_view::npos;
}

/// The link that confirms ("/mail/vf-"), not the one that takes back ("/mail/uf-").
std::string confirmation_link(std::string_view text) {
  for (const std::string_view host : link_hosts) {
    for (std::size_t at = text.find(host); at != std::string_view::npos; at = text.find(host, at + host.size())) {
      if (text.substr(at + host.size(), 2) != "vf") continue;
      std::size_t end = at;
      while (end < text.size() && is_link_octet(text[end])) ++end;
      return std::string(text.substr(at, end - at));
    }
  }
  return {};
}

/// The longest run of 6 to 12 digits that stands alone: "(#123456789)", "Confirmation code: 123456789".
std::string code_in(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    const bool stands_alone = at == 0 || !is_alpha(text[at - 1]);
    if (end - at >= 6 && end - at <= 12 && stands_alone) return std::string(text.substr(at, end - at));
    at = end + 1;
  }
  return {};
}

} // namespace

std::optional<ProviderNotice> read_provider_notice(const ParsedMessage& message) {
  bool is_from_google = false;
  for (const Mailbox& author : message.field_addresses("From"))
    is_from_google = is_from_google || equals_ignoring_case(author.address, "forwarding-noreply@google.com");
  if (!is_from_google) return std::nullopt;
  const std::string text = message.visible_text();
  ProviderNotice notice{"gmail", code_in(message.field_text("Subject")), confirmation_link(text)};
  if (notice.code.empty()) notice.code = code_in(text);
  if (notice.code.empty() && notice.link.empty()) return std::nullopt;
  return notice;
}

} // namespace parsers
