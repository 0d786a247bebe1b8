// The commands of a transaction: ServerProtocol's part of EHLO, MAIL, RCPT and DATA.
#include "parsers/address.hpp"
#include "parsers/ascii.hpp"
#include "parsers/assert_that.hpp"
#include "parsers/charset.hpp"
#include "smtp/mail_parameters.hpp"
#include "smtp/server_protocol.hpp"

namespace smtp {

using parsers::assert_that;

namespace {

/// What follows "FROM:" or "TO:"; spaces after the colon are common, and harmless.
std::optional<std::string_view> path_behind(std::string_view keyword, std::string_view argument) {
  if (!parsers::starts_with_ignoring_case(argument, keyword)) return std::nullopt;
  argument.remove_prefix(keyword.size());
  while (!argument.empty() && argument.front() == ' ') argument.remove_prefix(1);
  return argument;
}

/// The mailbox with an A-label domain, as tokens are minted for; `place` holds its text.
Mailbox with_ascii_domain(const Mailbox& mailbox, std::string& place) {
  if (mailbox.is_ascii) return mailbox;
  const auto address = parsers::Address::parse(mailbox.text);
  if (!address || !address->is_normalised()) return mailbox;
  place = address->text();
  Mailbox normal = mailbox;
  normal.text = place;
  normal.local_part = normal.text.substr(0, address->local_part().size());
  normal.domain = normal.text.substr(normal.local_part.size() + 1);
  return normal;
}

} // namespace

void ServerProtocol::say_hello(const Command& command) {
  if ((command.verb == Verb::lhlo) != (options_.dialect == Dialect::lmtp)) {
    return refuse_command(Reply::command_unknown); // RFC 2033 4.1
  }
  if (!is_hello_name(command.argument)) return refuse_command(Reply::hello_syntax);
  if (has_message(state_)) actions_.ended_with = Reply::reset;
  follow(Input::hello);
  helo_ = command.argument;
  is_extended_ = command.verb != Verb::helo;
  const std::size_t begin = replies_.size();
  say(Reply::hello, options_.host_name);
  if (!is_extended_) return;
  replies_[begin + 3] = '-';
  say_extensions();
}

void ServerProtocol::say_extensions() {
  replies_.append("250-PIPELINING\r\n250-SIZE ").append(std::to_string(options_.message_octets));
  replies_.append("\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n");
  if (options_.offers_tls && channel_ == Channel::plain) replies_.append("250-STARTTLS\r\n");
  const bool may_log_in = options_.dialect == Dialect::submission && channel_ == Channel::tls && user_.empty();
  if (may_log_in) replies_.append("250-AUTH PLAIN LOGIN\r\n");
  replies_.append("250 ENHANCEDSTATUSCODES\r\n");
}

std::optional<Reply> ServerProtocol::objection_to_sender() const {
  if (options_.dialect != Dialect::submission || !user_.empty()) return std::nullopt;
  return channel_ == Channel::plain ? Reply::tls_required : Reply::login_required;
}

/// Of the registry "Mail Transmission Types"; HELO after STARTTLS has no name there and counts as EHLO.
std::string ServerProtocol::transmission_type() const {
  const bool is_local = options_.dialect == Dialect::lmtp;
  const bool has_plain_name = !is_extended_ && channel_ == Channel::plain;
  std::string type;
  if (transaction_.is_utf8) {
    type = is_local ? "UTF8LMTP" : "UTF8SMTP";
  } else if (is_local) {
    type = "LMTP";
  } else {
    type = has_plain_name ? "SMTP" : "ESMTP";
  }
  if (channel_ == Channel::tls) type.push_back('S');
  if (!user_.empty()) type.push_back('A');
  return type;
}

// mail = "MAIL FROM:" Reverse-path [SP Mail-parameters]
void ServerProtocol::open_transaction(std::string_view argument) {
  if (const auto objection = objection_to_sender()) return refuse_command(*objection);
  const auto text = path_behind("FROM:", argument);
  if (!text) return refuse_command(Reply::mail_syntax);
  const auto path = parse_reverse_path(*text);
  if (!path) return refuse_command(Reply::reverse_path_syntax);
  const auto parameters = read_mail_parameters(
      path->parameters, options_.dialect == Dialect::submission ? AuthParameter::taken : AuthParameter::unknown);
  if (!parameters) return refuse_command(parameters.error());
  if (parameters->size > options_.message_octets) return say(Reply::message_too_large);
  if (!path->mailbox.is_ascii && !parameters->is_utf8) return refuse_command(Reply::path_not_ascii);
  if (!path->mailbox.is_ascii && !parsers::is_utf8(path->mailbox.text)) {
    return refuse_command(Reply::reverse_path_syntax);
  }
  transaction_.helo = helo_;
  transaction_.reverse_path.address = path->mailbox.text;
  transaction_.forward_paths.clear();
  transaction_.is_utf8 = parameters->is_utf8;
  transaction_.protocol = transmission_type();
  transaction_.octets = 0;
  transaction_.has_bare_line_feed = false;
  objection_.reset();
  follow(Input::mail);
  actions_.next = Actions::Next::answer_effect;
}

Actions ServerProtocol::message_opened(std::optional<Reply> objection) {
  assert_that(state_ == State::opening_message, "a message was asked for");
  begin({});
  if (objection) {
    follow(Input::open_failed);
    actions_.ended_with = *objection;
    say(*objection);
  } else {
    follow(Input::opened);
    say(Reply::sender_accepted);
  }
  return finish({});
}

// rcpt = "RCPT TO:" ( "<Postmaster@" Domain ">" / "<Postmaster>" / Forward-path ) [SP Rcpt-parameters]
void ServerProtocol::add_recipient(std::string_view argument) {
  const auto text = path_behind("TO:", argument);
  if (!text) return refuse_command(Reply::recipient_syntax);
  const auto path = parse_forward_path(*text);
  if (!path) return refuse_command(Reply::forward_path_syntax);
  if (std::string_view parameters = path->parameters; !parameters.empty()) {
    const bool is_well_formed = take_parameter(parameters).has_value();
    return refuse_command(is_well_formed ? Reply::parameter_unknown : Reply::parameter_syntax);
  }
  if (!path->mailbox.is_ascii && !transaction_.is_utf8) return refuse_command(Reply::path_not_ascii);
  if (!path->mailbox.is_ascii && !parsers::is_utf8(path->mailbox.text)) {
    return refuse_command(Reply::forward_path_syntax);
  }
  std::string place;
  const Mailbox mailbox = with_ascii_domain(path->mailbox, place);
  const bool is_null_sender = transaction_.reverse_path.address.empty();
  const RecipientKind kind = recipients_.kind_of(mailbox);
  if (kind == RecipientKind::foreign) return count_unknown_recipient(Reply::relaying_denied);
  if (kind == RecipientKind::unknown) {
    return count_unknown_recipient(is_null_sender ? Reply::null_sender_to_unknown : Reply::recipient_unknown);
  }
  std::string address = recipients_.address_of(mailbox);
  if (const auto objection = objection_to_recipient(address)) return say(*objection);
  follow(Input::recipient);
  transaction_.forward_paths.push_back({std::move(address)});
  had_recipient_ = true;
  say(Reply::recipient_accepted);
}

std::optional<Reply> ServerProtocol::objection_to_recipient(std::string_view address) {
  const std::size_t taken = transaction_.forward_paths.size();
  const bool is_null_sender = transaction_.reverse_path.address.empty();
  if (is_null_sender && taken > 0) return Reply::null_sender_has_recipient;
  if (taken >= options_.recipients) return Reply::too_many_recipients;
  return check_ ? check_(address) : std::nullopt;
}

void ServerProtocol::count_unknown_recipient(Reply reply) {
  if (++unknown_recipients_ > options_.unknown_recipients) return close_with(Reply::too_many_unknown_recipients);
  say(reply);
}

void ServerProtocol::start_data() {
  follow(Input::data);
  if (state_ == State::data_refused) {
    return count_bad_command(options_.dialect == Dialect::lmtp ? Reply::recipient_expected : Reply::no_recipients);
  }
  data_.start();
  header_.start();
  say(Reply::start_data);
}

} // namespace smtp
