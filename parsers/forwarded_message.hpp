// The message inside a forward: whose words they were, and what the forwarder added.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/address_list.hpp"
#include "parsers/parsed_message.hpp"

namespace parsers {

struct ForwardedMessage {
  Mailbox from; // address empty when the forward shows only a name: never guessed
  std::vector<Mailbox> to;
  std::vector<Mailbox> cc;
  std::string subject; // falls back to the outer subject without its forward prefix
  std::string date;    // as written
  std::string body;    // the forwarded text, quotation of still older mail included
  std::string comment; // what the forwarder wrote above
  std::string form;    // which recogniser read it: "gmail.en", "attachment", …
};

/// Inline forwards in text or HTML, and message/rfc822 attachments of a forward. Nothing when it is none.
std::optional<ForwardedMessage> read_forwarded_message(const ParsedMessage& message);
/// The same for bare text: LF line ends, UTF-8. `subject` is the outer subject, empty when unknown.
std::optional<ForwardedMessage> read_forwarded_text(std::string_view text, std::string_view subject);
std::optional<ForwardedMessage> read_forwarded_html(std::string_view html, std::string_view subject);

/// The subject without "Re:", "Fwd:", "AW:", "WG:" … in any mix.
std::string base_subject(std::string_view subject);
/// A prefix of `subject` says that it was forwarded.
bool has_forward_prefix(std::string_view subject);

} // namespace parsers
