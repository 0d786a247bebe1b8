#include "smtp/reply.hpp"

#include <array>
#include <charconv>

namespace smtp {
namespace {

using enum Reply;

// clang-format off
constexpr std::array replies{
  ReplyRow{service_ready,               220, "",      ""},  // the host name follows
  ReplyRow{closing,                     221, "2.0.0", "Bye"},
  ReplyRow{hello,                       250, "",      ""},  // the host name follows
  ReplyRow{reset,                       250, "2.0.0", "Forgotten"},
  ReplyRow{nothing_done,                250, "2.0.0", "Ok"},
  ReplyRow{sender_accepted,             250, "2.1.0", "Sender accepted"},
  ReplyRow{recipient_accepted,          250, "2.1.5", "Recipient accepted"},
  ReplyRow{message_accepted,            250, "2.0.0", "Message accepted as"},  // the spool id follows
  ReplyRow{cannot_verify,               252, "2.5.0", "Not verified here, send the message"},
  ReplyRow{tls_ready,                   220, "2.0.0", "Begin TLS"},
  ReplyRow{authenticated,               235, "2.7.0", "Authenticated"},
  ReplyRow{send_credentials,            334, "",      ""},  // the challenge follows, in base64
  ReplyRow{start_data,                  354, "",      "End the message with <CRLF>.<CRLF>"},
  ReplyRow{shutting_down,               421, "4.3.2", "Shutting down, try again"},
  ReplyRow{timed_out,                   421, "4.4.2", "Too slow, closing"},
  ReplyRow{too_many_connections,        421, "4.7.0", "Too many connections, try again later"},
  ReplyRow{peer_barred,                 421, "4.7.0", "Too many errors from your network, try again later"},
  ReplyRow{too_many_bad_commands,       421, "4.7.0", "Too many errors, closing"},
  ReplyRow{too_many_idle_commands,      421, "4.7.0", "Too many commands without a message, closing"},
  ReplyRow{too_many_unknown_recipients, 421, "4.7.0", "Too many unknown recipients, closing"},
  ReplyRow{too_many_bare_line_feeds,    421, "4.7.0", "Lines must end with <CRLF>, closing"},
  ReplyRow{endless_line,                421, "4.7.0", "Command line never ends, closing"},
  ReplyRow{too_many_failed_logins,      421, "4.7.0", "Too many failed logins, closing"},
  ReplyRow{peer_too_fast,               450, "4.7.1", "Too many messages from your network, try again later"},
  ReplyRow{recipient_too_fast,          450, "4.2.1", "Too many messages to this address, try again later"},
  ReplyRow{storage_trouble,             451, "4.3.0", "Cannot store mail now, try again later"},
  ReplyRow{storage_full,                452, "4.3.1", "Insufficient storage, try again later"},
  ReplyRow{too_many_recipients,         452, "4.5.3", "Too many recipients, send again for the others"},
  ReplyRow{null_sender_has_recipient,   452, "4.5.3", "A null sender may have one recipient, send again"},
  ReplyRow{login_unavailable,           454, "4.7.0", "Cannot check credentials now, try again later"},
  ReplyRow{command_unknown,             500, "5.5.2", "Command not known"},
  ReplyRow{command_line_too_long,       500, "5.5.2", "Command line too long"},
  ReplyRow{bare_line_feed,              500, "5.5.2", "Lines must end with <CRLF>"},
  ReplyRow{control_octet,               501, "5.5.2", "Control character in command"},
  ReplyRow{hello_syntax,                501, "5.5.4", "Syntax: EHLO domain"},
  ReplyRow{mail_syntax,                 501, "5.5.4", "Syntax: MAIL FROM:<address>"},
  ReplyRow{reverse_path_syntax,         501, "5.1.7", "Syntax error in the sender's address"},
  ReplyRow{recipient_syntax,            501, "5.5.4", "Syntax: RCPT TO:<address>"},
  ReplyRow{forward_path_syntax,         501, "5.1.3", "Syntax error in the recipient's address"},
  ReplyRow{parameter_syntax,            501, "5.5.4", "Syntax error in a parameter"},
  ReplyRow{argument_unexpected,         501, "5.5.4", "This command takes no argument"},
  ReplyRow{credentials_syntax,          501, "5.5.2", "Syntax error in the credentials"},
  ReplyRow{login_cancelled,             501, "5.7.0", "Authentication cancelled"},
  ReplyRow{command_not_implemented,     502, "5.5.1", "Command not implemented"},
  ReplyRow{hello_expected,              503, "5.5.1", "Say hello first"},
  ReplyRow{mail_expected,               503, "5.5.1", "Send MAIL first"},
  ReplyRow{recipient_expected,          503, "5.5.1", "Send RCPT first"},
  ReplyRow{transaction_open,            503, "5.5.1", "A transaction is open, send RSET first"},
  ReplyRow{tls_stands,                  503, "5.5.1", "TLS is active already"},
  ReplyRow{already_authenticated,       503, "5.5.1", "Authenticated already"},
  ReplyRow{mechanism_unknown,           504, "5.5.4", "Authentication mechanism not known"},
  ReplyRow{tls_required,                530, "5.7.0", "Send STARTTLS first"},
  ReplyRow{login_required,              530, "5.7.0", "Authentication required"},
  ReplyRow{login_failed,                535, "5.7.8", "User name or password not right"},
  ReplyRow{login_needs_tls,             538, "5.7.11", "Authentication is taken over TLS only"},
  ReplyRow{recipient_unknown,           550, "5.1.1", "No such recipient here"},
  ReplyRow{relaying_denied,             550, "5.7.1", "Relaying denied"},
  ReplyRow{null_sender_to_unknown,      550, "5.7.1", "We sent nothing that this could answer"},
  ReplyRow{message_too_large,           552, "5.3.4", "Message too large"},
  ReplyRow{path_not_ascii,              553, "5.6.7", "This address needs SMTPUTF8"},
  ReplyRow{no_recipients,               554, "5.5.1", "No valid recipients"},
  ReplyRow{input_too_early,             554, "5.5.0", "Input came before its turn, closing"},
  ReplyRow{no_smtp_client,              554, "5.5.0", "This is an SMTP server, closing"},
  ReplyRow{message_loops,               554, "5.4.6", "Message loops"},
  ReplyRow{parameter_unknown,           555, "5.5.4", "Parameter not known"},
};
// clang-format on

constexpr bool rows_stand_in_order() {
  for (std::size_t i = 0; i < replies.size(); ++i) {
    if (static_cast<std::size_t>(replies[i].reply) != i) return false;
  }
  return true;
}
/// RFC 2034 4: the class of the enhanced code is that of the code.
constexpr bool classes_agree() {
  for (const ReplyRow& row : replies) {
    if (!row.enhanced.empty() && row.enhanced[0] - '0' != row.code / 100) return false;
  }
  return true;
}
constexpr bool texts_are_printable() {
  for (const ReplyRow& row : replies) {
    for (const char c : row.text) {
      if (c < ' ' || c > '~') return false;
    }
  }
  return true;
}
static_assert(rows_stand_in_order());
static_assert(replies.size() == static_cast<std::size_t>(parameter_unknown) + 1);
static_assert(classes_agree());
static_assert(texts_are_printable());

} // namespace

const ReplyRow& row_of(Reply reply) { return replies[static_cast<std::size_t>(reply)]; }

void append_reply(std::string& output, Reply reply, std::string_view detail) {
  const ReplyRow& row = row_of(reply);
  std::array<char, 3> code{};
  std::to_chars(code.data(), code.data() + code.size(), row.code);
  output.append(code.data(), code.size());
  for (const std::string_view part : {row.enhanced, row.text, detail}) {
    if (!part.empty()) output.append(1, ' ').append(part);
  }
  output.append("\r\n");
}

Reply reply_for(parsers::ErrorCode code) {
  using parsers::ErrorCode;
  switch (code) {
    case ErrorCode::storage_full:
      return storage_full;
    case ErrorCode::too_large:
      return message_too_large;
    case ErrorCode::invalid_argument:
    case ErrorCode::not_found:
    case ErrorCode::already_exists:
    case ErrorCode::permission_denied:
    case ErrorCode::storage_failed:
    case ErrorCode::storage_read_only:
    case ErrorCode::corrupt:
    case ErrorCode::newer_format:
    case ErrorCode::busy:
    case ErrorCode::unavailable:
    case ErrorCode::internal:
      break;
  }
  return storage_trouble;
}

} // namespace smtp
