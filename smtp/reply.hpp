// What the server says: one row from a reason to code, enhanced code (RFC 3463, 2034) and text. All texts are
// constants; nothing that a client said is ever repeated.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parsers/result.hpp"

namespace smtp {

enum class Reply : std::uint8_t {
  service_ready,
  closing,
  hello,
  reset,
  nothing_done,
  sender_accepted,
  recipient_accepted,
  message_accepted,
  cannot_verify,
  tls_ready,
  authenticated,
  send_credentials,
  start_data,
  shutting_down,
  timed_out,
  too_many_connections,
  peer_barred,
  too_many_bad_commands,
  too_many_idle_commands,
  too_many_unknown_recipients,
  too_many_bare_line_feeds,
  endless_line,
  too_many_failed_logins,
  peer_too_fast,
  recipient_too_fast,
  storage_trouble,
  storage_full,
  too_many_recipients,
  null_sender_has_recipient,
  login_unavailable,
  command_unknown,
  command_line_too_long,
  bare_line_feed,
  control_octet,
  hello_syntax,
  mail_syntax,
  reverse_path_syntax,
  recipient_syntax,
  forward_path_syntax,
  parameter_syntax,
  argument_unexpected,
  credentials_syntax,
  login_cancelled,
  command_not_implemented,
  hello_expected,
  mail_expected,
  recipient_expected,
  transaction_open,
  tls_stands,
  already_authenticated,
  mechanism_unknown,
  tls_required,
  login_required,
  login_failed,
  login_needs_tls,
  recipient_unknown,
  relaying_denied,
  null_sender_to_unknown,
  message_too_large,
  path_not_ascii,
  no_recipients,
  input_too_early,
  no_smtp_client,
  message_loops,
  parameter_unknown,
};

struct ReplyRow {
  Reply reply;
  std::uint16_t code;
  std::string_view enhanced; // empty where RFC 2034 4 forbids it
  std::string_view text;
};

const ReplyRow& row_of(Reply reply);
/// Four and five hundreds.
inline bool is_refusal(Reply reply) { return row_of(reply).code >= 400; }
/// Adds "code enhanced text[ detail] CR LF" to `output`. `detail` is ours (a spool id, a host name), never a client's.
void append_reply(std::string& output, Reply reply, std::string_view detail = {});
/// The reply to a failure of the spool. Whatever is in doubt is temporary: the sender tries again (RFC 5321 6.1).
Reply reply_for(parsers::ErrorCode code);

} // namespace smtp
