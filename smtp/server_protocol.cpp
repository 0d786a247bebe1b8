#include "smtp/server_protocol.hpp"

#include "parsers/ascii.hpp"
#include "parsers/assert_that.hpp"

namespace smtp {

using parsers::assert_that;

namespace {

/// Commands that bring no message nearer.
constexpr bool is_idle(Verb verb) { return verb != Verb::mail && verb != Verb::rcpt && verb != Verb::data; }

constexpr bool needs_transaction(Verb verb) { return verb == Verb::rcpt || verb == Verb::data; }

} // namespace

ServerProtocol::ServerProtocol(const ProtocolOptions& options, const Recipients& recipients, RecipientCheck check)
    : options_(options),
      recipients_(recipients),
      check_(std::move(check)),
      lines_(options.command_line, options.endless_line),
      header_(options.host_name) {}

void ServerProtocol::begin(std::string_view octets) {
  rest_ = octets;
  replies_.clear();
  spans_.clear();
  actions_ = Actions{};
}

Actions ServerProtocol::finish(std::string_view octets) {
  if (state_ == State::closed) {
    actions_.next = Actions::Next::close;
    rest_ = {};
  }
  actions_.consumed = octets.size() - rest_.size();
  actions_.data = spans_;
  actions_.replies = replies_;
  return actions_;
}

void ServerProtocol::follow(Input input) {
  const auto row = find_transition(state_, input);
  assert_that(row.has_value(), "the state has a row for this input");
  state_ = row->to;
  if (row->effect != Effect::none) actions_.effect = row->effect;
}

Actions ServerProtocol::start(EarlyTalk early_talk, Channel channel) {
  begin({});
  channel_ = channel;
  if (early_talk == EarlyTalk::present) {
    close_with(Reply::input_too_early);
  } else {
    follow(Input::connected);
    say(Reply::service_ready, options_.host_name);
    replies_.insert(replies_.size() - 2, options_.dialect == Dialect::lmtp ? " LMTP Desist" : " ESMTP Desist");
  }
  return finish({});
}

Actions ServerProtocol::end(Reply reply) {
  begin({});
  if (state_ != State::closed) close_with(reply);
  return finish({});
}

Actions ServerProtocol::receive(std::string_view octets) {
  begin(octets);
  while (!rest_.empty() && state_ != State::closed && actions_.next == Actions::Next::receive) {
    if (state_ == State::receiving_data) {
      read_data();
    } else {
      read_command_line();
    }
  }
  return finish(octets);
}

void ServerProtocol::read_command_line() {
  const auto line = lines_.read(rest_);
  if (!line) return;
  if (state_ == State::awaiting_credentials && line->form != CommandLine::Form::endless) {
    return line->form == CommandLine::Form::good ? take_response(line->text) : end_login(Reply::credentials_syntax);
  }
  switch (line->form) {
    case CommandLine::Form::too_long:
      return refuse_command(Reply::command_line_too_long);
    case CommandLine::Form::bare_line_feed:
      if (++bare_line_feeds_ > options_.bare_line_feeds) return close_with(Reply::too_many_bare_line_feeds);
      return refuse_command(Reply::bare_line_feed);
    case CommandLine::Form::endless:
      return close_with(Reply::endless_line);
    case CommandLine::Form::good:
      break;
  }
  const Command command = parse_command(line->text);
  if (has_control_octet(line->text.substr(0, line->text.find_last_not_of(" \t") + 1))) {
    return refuse_command(Reply::control_octet);
  }
  if (command.grouping == Grouping::last && !rest_.empty()) return close_with(Reply::input_too_early);
  execute(command);
}

void ServerProtocol::execute(const Command& command) {
  if (is_idle(command.verb) && ++idle_commands_ > options_.idle_commands) {
    return close_with(Reply::too_many_idle_commands);
  }
  switch (command.verb) {
    case Verb::ehlo:
    case Verb::helo:
    case Verb::lhlo:
      return say_hello(command);
    case Verb::mail:
      if (!accepts(Input::mail)) return refuse_sequence(command.verb);
      return open_transaction(command.argument);
    case Verb::rcpt:
      if (!accepts(Input::recipient)) return refuse_sequence(command.verb);
      return add_recipient(command.argument);
    case Verb::data:
      if (!accepts(Input::data)) return refuse_sequence(command.verb);
      return command.argument.empty() ? start_data() : refuse_command(Reply::argument_unexpected);
    case Verb::rset:
      if (!command.argument.empty()) return refuse_command(Reply::argument_unexpected);
      if (has_message(state_)) actions_.ended_with = Reply::reset;
      follow(Input::reset);
      return say(Reply::reset);
    case Verb::noop:
    case Verb::vrfy:
      follow(Input::aside);
      return say(command.verb == Verb::noop ? Reply::nothing_done : Reply::cannot_verify);
    case Verb::quit:
      return command.argument.empty() ? close_with(Reply::closing) : refuse_command(Reply::argument_unexpected);
    case Verb::bdat:
      return close_with(Reply::command_not_implemented); // what follows is a chunk, not a command
    case Verb::http:
      return close_with(Reply::no_smtp_client);
    case Verb::starttls:
      return start_tls(command.argument);
    case Verb::auth:
      return begin_login(command.argument);
    case Verb::unimplemented:
      return refuse_command(Reply::command_not_implemented);
    case Verb::unknown:
      return refuse_command(Reply::command_unknown);
  }
}

void ServerProtocol::read_data() {
  const DataReader::Found found = data_.read(rest_, spans_);
  for (const std::string_view span : spans_) {
    transaction_.octets += span.size();
    header_.read(span);
  }
  if (transaction_.octets > options_.message_octets) objection_ = Reply::message_too_large;
  if (objection_) spans_.clear();
  if (transaction_.octets / 2 > options_.message_octets) {
    close_with(*objection_); // who does not care for SIZE need not be listened to for ever
  } else if (found == DataReader::Found::end) {
    end_message();
  }
}

void ServerProtocol::message_failed(parsers::ErrorCode code) {
  assert_that(state_ == State::receiving_data, "a message comes in");
  if (!objection_) objection_ = reply_for(code);
}

void ServerProtocol::end_message() {
  transaction_.has_bare_line_feed = data_.has_bare_line_feed();
  if (!objection_ && (header_.received_fields() >= options_.received_fields || header_.has_been_here())) {
    objection_ = Reply::message_loops;
  }
  if (!objection_) {
    follow(Input::message_ended);
    actions_.next = Actions::Next::answer_effect;
    return;
  }
  follow(Input::message_refused);
  actions_.ended_with = *objection_;
  say_of_message(*objection_);
}

/// RFC 2033 4.2: LMTP has a reply for each recipient that was accepted; they share one fate here.
void ServerProtocol::say_of_message(Reply reply, std::string_view detail) {
  const std::size_t replies = options_.dialect == Dialect::lmtp ? transaction_.forward_paths.size() : 1;
  for (std::size_t i = 0; i < replies; ++i) say(reply, detail);
}

Actions ServerProtocol::commit_finished(const Result<SpoolId>& committed) {
  assert_that(state_ == State::committing, "a commit was asked for");
  begin({});
  follow(Input::committed);
  if (committed) {
    bad_commands_ = 0;
    idle_commands_ = 0;
    actions_.ended_with = Reply::message_accepted;
    say_of_message(Reply::message_accepted, store::to_string(*committed));
  } else {
    actions_.ended_with = reply_for(committed.error().code);
    say_of_message(*actions_.ended_with);
  }
  return finish({});
}

void ServerProtocol::refuse_sequence(Verb verb) {
  if (state_ == State::expecting_hello) return refuse_command(Reply::hello_expected);
  refuse_command(needs_transaction(verb) ? Reply::mail_expected : Reply::transaction_open);
}

void ServerProtocol::refuse_command(Reply reply) {
  if (state_ == State::data_refused) return close_with(Reply::input_too_early); // lines of a body, most likely
  count_bad_command(reply);
}

void ServerProtocol::count_bad_command(Reply reply) {
  if (++bad_commands_ > options_.bad_commands) return close_with(Reply::too_many_bad_commands);
  if (bad_commands_ > options_.bad_commands_at_once) actions_.next = Actions::Next::delay;
  say(reply);
}

void ServerProtocol::close_with(Reply reply) {
  if (has_transaction(state_)) actions_.ended_with = reply;
  follow(Input::end);
  actions_.closed_with = reply;
  say(reply);
}

} // namespace smtp
