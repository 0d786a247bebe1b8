#include "smtp/server_protocol.hpp"

#include "parsers/ascii.hpp"
#include "parsers/assert_that.hpp"

namespace smtp {

using parsers::assert_that;

namespace {

/// Commands that bring no message nearer.
constexpr bool is_idle(Verb verb) { return verb != Verb::mail && verb != Verb::rcpt && verb != Verb::data; }

/// What follows "FROM:" or "TO:"; spaces after the colon are common, and harmless.
std::optional<std::string_view> path_behind(std::string_view keyword, std::string_view argument) {
  if (!parsers::starts_with_ignoring_case(argument, keyword)) return std::nullopt;
  argument.remove_prefix(keyword.size());
  while (!argument.empty() && argument.front() == ' ') argument.remove_prefix(1);
  return argument;
}

} // namespace

ServerProtocol::ServerProtocol(const ProtocolOptions& options, const Recipients& recipients)
    : options_(options),
      recipients_(recipients),
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

Actions ServerProtocol::start(EarlyTalk early_talk) {
  begin({});
  if (early_talk == EarlyTalk::present) {
    close_with(Reply::input_too_early);
  } else {
    follow(Input::connected);
    say(Reply::service_ready, options_.host_name);
    replies_.insert(replies_.size() - 2, " ESMTP Desist");
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
    case Verb::unimplemented:
      return refuse_command(Reply::command_not_implemented);
    case Verb::unknown:
      return refuse_command(Reply::command_unknown);
  }
}

void ServerProtocol::say_hello(const Command& command) {
  if (!is_hello_name(command.argument)) return refuse_command(Reply::hello_syntax);
  if (has_message(state_)) actions_.ended_with = Reply::reset;
  follow(Input::hello);
  helo_ = command.argument;
  const std::size_t begin = replies_.size();
  say(Reply::hello, options_.host_name);
  if (command.verb == Verb::ehlo) {
    replies_[begin + 3] = '-';
    replies_.append("250-PIPELINING\r\n250-SIZE ");
    replies_.append(std::to_string(options_.message_octets));
    replies_.append("\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n");
  }
}

// mail = "MAIL FROM:" Reverse-path [SP Mail-parameters]
void ServerProtocol::open_transaction(std::string_view argument) {
  const auto text = path_behind("FROM:", argument);
  if (!text) return refuse_command(Reply::mail_syntax);
  const auto path = parse_reverse_path(*text);
  if (!path) return refuse_command(Reply::reverse_path_syntax);
  if (const auto objection = objection_to_parameters(path->parameters)) {
    return *objection == Reply::message_too_large ? say(*objection) : refuse_command(*objection);
  }
  if (!path->mailbox.is_ascii) return refuse_command(Reply::path_not_ascii);
  transaction_.helo = helo_;
  transaction_.reverse_path.address = path->mailbox.text;
  transaction_.forward_paths.clear();
  transaction_.octets = 0;
  transaction_.has_bare_line_feed = false;
  objection_.reset();
  follow(Input::mail);
  actions_.next = Actions::Next::answer_effect;
}

std::optional<Reply> ServerProtocol::objection_to_parameters(std::string_view parameters) const {
  bool has_size = false;
  bool has_body = false;
  bool is_too_large = false;
  while (!parameters.empty()) {
    const auto parameter = take_parameter(parameters);
    if (!parameter) return Reply::parameter_syntax;
    if (parsers::equals_ignoring_case(parameter->keyword, "SIZE")) {
      const auto size = parse_size(parameter->value.value_or(""));
      if (!size || has_size) return Reply::parameter_syntax;
      has_size = true;
      is_too_large = *size > options_.message_octets;
    } else if (parsers::equals_ignoring_case(parameter->keyword, "BODY")) {
      const std::string_view body = parameter->value.value_or("");
      const bool is_known =
          parsers::equals_ignoring_case(body, "7BIT") || parsers::equals_ignoring_case(body, "8BITMIME");
      if (!is_known || has_body) return Reply::parameter_syntax;
      has_body = true;
    } else {
      return Reply::parameter_unknown;
    }
  }
  if (is_too_large) return Reply::message_too_large;
  return std::nullopt;
}

Actions ServerProtocol::message_opened(const Result<void>& opened) {
  assert_that(state_ == State::opening_message, "a message was asked for");
  begin({});
  if (opened) {
    follow(Input::opened);
    say(Reply::sender_accepted);
  } else {
    follow(Input::open_failed);
    const Reply reply = reply_for(opened.error().code);
    actions_.ended_with = reply;
    say(reply);
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
  if (!path->mailbox.is_ascii) return refuse_command(Reply::path_not_ascii);
  const bool is_null_sender = transaction_.reverse_path.address.empty();
  const RecipientKind kind = recipients_.kind_of(path->mailbox);
  if (kind == RecipientKind::foreign) return count_unknown_recipient(Reply::relaying_denied);
  if (kind == RecipientKind::unknown) {
    return count_unknown_recipient(is_null_sender ? Reply::null_sender_to_unknown : Reply::recipient_unknown);
  }
  const std::size_t taken = transaction_.forward_paths.size();
  if (is_null_sender && taken > 0) return say(Reply::null_sender_has_recipient);
  if (taken >= options_.recipients) return say(Reply::too_many_recipients);
  follow(Input::recipient);
  transaction_.forward_paths.push_back({std::string(path->mailbox.text)});
  had_recipient_ = true;
  say(Reply::recipient_accepted);
}

void ServerProtocol::count_unknown_recipient(Reply reply) {
  if (++unknown_recipients_ > options_.unknown_recipients) return close_with(Reply::too_many_unknown_recipients);
  say(reply);
}

void ServerProtocol::start_data() {
  follow(Input::data);
  if (state_ == State::data_refused) return count_bad_command(Reply::no_recipients);
  data_.start();
  header_.start();
  say(Reply::start_data);
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
  say(*objection_);
}

Actions ServerProtocol::commit_finished(const Result<SpoolId>& committed) {
  assert_that(state_ == State::committing, "a commit was asked for");
  begin({});
  follow(Input::committed);
  if (committed) {
    bad_commands_ = 0;
    idle_commands_ = 0;
    actions_.ended_with = Reply::message_accepted;
    say(Reply::message_accepted, store::to_string(*committed));
  } else {
    actions_.ended_with = reply_for(committed.error().code);
    say(*actions_.ended_with);
  }
  return finish({});
}

void ServerProtocol::refuse_sequence(Verb verb) {
  if (state_ == State::expecting_hello) return refuse_command(Reply::hello_expected);
  refuse_command(verb == Verb::mail ? Reply::transaction_open : Reply::mail_expected);
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
