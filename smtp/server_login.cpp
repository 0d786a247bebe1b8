// Who the client is and who may listen: ServerProtocol's part of STARTTLS (RFC 3207) and AUTH (RFC 4954).
#include "parsers/assert_that.hpp"
#include "smtp/server_protocol.hpp"

namespace smtp {

using parsers::assert_that;

void ServerProtocol::start_tls(std::string_view argument) {
  if (channel_ == Channel::tls) return refuse_command(Reply::tls_stands);
  if (!options_.offers_tls) return refuse_command(Reply::command_not_implemented);
  if (!argument.empty()) return refuse_command(Reply::argument_unexpected);
  if (!accepts(Input::start_tls)) return refuse_sequence(Verb::starttls);
  if (has_message(state_)) actions_.ended_with = Reply::reset;
  follow(Input::start_tls);
  say(Reply::tls_ready);
  actions_.next = Actions::Next::start_tls;
}

void ServerProtocol::tls_started() {
  assert_that(state_ == State::starting_tls, "a handshake was asked for");
  begin({});
  follow(Input::tls_started);
  channel_ = Channel::tls;
  helo_.clear();
}

// auth = "AUTH" SP sasl-mech [SP initial-response]; "=" is an empty initial response
void ServerProtocol::begin_login(std::string_view argument) {
  if (options_.dialect != Dialect::submission) return refuse_command(Reply::command_not_implemented);
  if (channel_ != Channel::tls) return refuse_command(Reply::login_needs_tls);
  if (!accepts(Input::authenticate)) return refuse_sequence(Verb::auth);
  if (!user_.empty()) return refuse_command(Reply::already_authenticated);
  const std::string_view name = argument.substr(0, argument.find(' '));
  const auto mechanism = parse_sasl_mechanism(name);
  if (!mechanism) return refuse_command(Reply::mechanism_unknown);
  follow(Input::authenticate);
  login_.emplace(*mechanism);
  if (name.size() < argument.size()) {
    argument.remove_prefix(name.size() + 1);
    return take_response(argument == "=" ? std::string_view{} : argument);
  }
  const auto step = login_->start();
  say(Reply::send_credentials, std::get<SaslChallenge>(step).text);
  if (std::get<SaslChallenge>(step).text.empty()) replies_.insert(replies_.size() - 2, " "); // RFC 4954 4
}

void ServerProtocol::take_response(std::string_view response) {
  if (response == "*") return end_login(Reply::login_cancelled);
  const auto step = login_->respond(response);
  if (const auto* challenge = std::get_if<SaslChallenge>(&step)) return say(Reply::send_credentials, challenge->text);
  const auto* credentials = std::get_if<Credentials>(&step);
  if (credentials == nullptr) return end_login(Reply::credentials_syntax);
  credentials_ = *credentials;
  follow(Input::credentials);
  actions_.next = Actions::Next::check_login;
}

void ServerProtocol::end_login(Reply reply) {
  follow(Input::authentication_over);
  login_.reset();
  refuse_command(reply);
}

Actions ServerProtocol::login_finished(const Result<std::string>& user) {
  assert_that(state_ == State::checking_credentials, "a login was to be checked");
  begin({});
  credentials_ = {};
  login_.reset();
  follow(Input::authentication_over);
  if (user) {
    user_ = *user;
    say(Reply::authenticated);
  } else if (user.error().code != parsers::ErrorCode::permission_denied) {
    say(Reply::login_unavailable);
  } else if (++failed_logins_ > options_.failed_logins) {
    close_with(Reply::too_many_failed_logins);
  } else {
    actions_.next = Actions::Next::delay;
    say(Reply::login_failed);
  }
  return finish({});
}

} // namespace smtp
