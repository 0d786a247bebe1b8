// The message inside a forward: whose words they were, and what the forwarder added.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/address_list.hpp"
#include "parsers/parsed_message.hpp"
#include "parsers/printed_moment.hpp"

namespace parsers {

struct ForwardedMessage {
  Mailbox from;                  // address empty when the forward shows only a name: never guessed
  std::optional<Mailbox> author; // where a mailing list put its own address into `from`
  std::vector<Mailbox> to;
  std::vector<Mailbox> cc;
  std::string subject;               // falls back to the outer subject without its forward prefix
  std::string date;                  // as written
  std::optional<PrintedMoment> sent; // what `date` says, where it can be read for sure
  std::string body;                  // the forwarded text, quotation of still older mail included
  std::string comment;               // what the forwarder wrote above
  bool is_declared = true; // a separator, the subject or a MIME part says that it is a forward; else only its header
  std::string form;        // which recogniser read it: "gmail.en", "attachment", …
};

/// Whose words they are: the author behind a mailing list, else From.
inline const Mailbox& writer_of(const ForwardedMessage& message) {
  return message.author ? *message.author : message.from;
}

/// The messages that one mail forwards: the one in its text or HTML, else its attachments in their order, at most
/// `most_forwarded_messages`. Empty when it forwards none.
constexpr std::size_t most_forwarded_messages = 100;
std::vector<ForwardedMessage> read_forwarded_messages(const ParsedMessage& message);
/// The mail that `newer` answers or forwards in its turn, as its body shows it. Nothing where that shows none.
std::optional<ForwardedMessage> read_older_message(const ForwardedMessage& newer);
/// The octets of each message that is attached, as a part of its own or as an .eml file.
std::vector<std::string> read_attached_messages(const ParsedMessage& message);
/// The same for bare text: LF line ends, UTF-8. `subject` is the outer subject, empty when unknown.
std::optional<ForwardedMessage> read_forwarded_text(std::string_view text, std::string_view subject);
std::optional<ForwardedMessage> read_forwarded_html(std::string_view html, std::string_view subject);

/// The subject without "Re:", "Fwd:", "AW:", "WG:" … in any mix.
std::string base_subject(std::string_view subject);
/// A prefix of `subject` says that it was forwarded.
bool has_forward_prefix(std::string_view subject);

} // namespace parsers
