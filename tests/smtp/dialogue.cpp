#include "tests/smtp/dialogue.hpp"

#include <random>

namespace smtp {

using Next = Conversation::Next;

std::string name_of(Cut cut) {
  switch (cut) {
    case Cut::whole:
      return "whole";
    case Cut::single_octets:
      return "single_octets";
    case Cut::random:
      return "random";
  }
  return "";
}

ProtocolOptions Dialogue::default_options() {
  ProtocolOptions options;
  options.host_name = "mx.relay.example";
  return options;
}

Dialogue::Dialogue(Cut cut, ProtocolOptions options, Channel channel)
    : Dialogue(cut, std::move(options), channel, MessageLimitOptions{}) {}

Dialogue::Dialogue(ProtocolOptions options, MessageLimitOptions limits)
    : Dialogue(Cut::whole, std::move(options), Channel::plain, std::move(limits)) {}

Dialogue::Dialogue(Cut cut, ProtocolOptions options, Channel channel, MessageLimitOptions limits)
    : cut_(cut),
      options_(std::move(options)),
      limits_(std::move(limits)),
      services_{options_, test_recipients(), sink, observer, limits_, test_instant},
      conversation_(std::make_unique<Conversation>(services_, *parsers::NetworkAddress::parse("192.0.2.7"))) {
  drive(conversation_->start(EarlyTalk::absent, channel));
}

std::vector<std::string> Dialogue::send(std::string_view octets) {
  std::mt19937 chance(42);
  std::vector<std::string> replies;
  while (!octets.empty() && !is_closed) {
    std::size_t length = octets.size();
    if (cut_ == Cut::single_octets) length = 1;
    if (cut_ == Cut::random) length = std::min<std::size_t>(length, 1 + chance() % 40);
    rest_.append(octets.substr(0, length));
    octets.remove_prefix(length);
    const auto some = drive(Next::receive);
    replies.insert(replies.end(), some.begin(), some.end());
  }
  return replies;
}

Result<std::string> Dialogue::check(const Credentials& credentials) const {
  if (login_failure) return parsers::failure(*login_failure, "chosen by the test");
  const auto known = passwords.find(credentials.user);
  if (known != passwords.end() && known->second == credentials.password) return credentials.user;
  return parsers::failure(parsers::ErrorCode::permission_denied, "wrong");
}

/// What the conversation waits for.
Next Dialogue::perform(Next next) {
  if (next == Next::check_login) return conversation_->login_finished(check(conversation_->protocol().credentials()));
  if (next == Next::start_tls) {
    ++handshakes;
    return conversation_->tls_started();
  }
  std::optional<Result<SpoolId>> answer;
  conversation_->commit([&answer](Result<SpoolId> committed) { answer = std::move(committed); });
  if (!answer) sink.release_commits();
  return conversation_->commit_finished(*answer);
}

std::vector<std::string> Dialogue::drive(Next next) {
  while (next != Next::close && (next != Next::receive || !rest_.empty())) {
    if (next != Next::receive && next != Next::delay) {
      next = perform(next);
      continue;
    }
    if (next == Next::delay) ++delays;
    std::string_view octets = rest_;
    next = octets.empty() ? Next::receive : conversation_->receive(octets);
    rest_ = std::string(octets);
  }
  is_closed = next == Next::close;
  std::vector<std::string> replies;
  std::string& output = conversation_->output();
  transcript.append(output);
  for (std::size_t begin = 0; begin < output.size();) {
    const std::size_t end = output.find("\r\n", begin);
    const std::string line = output.substr(begin, end - begin);
    const bool has_enhanced = line.size() > 8 && line[5] == '.' && line[3] == ' ';
    replies.push_back(has_enhanced ? line.substr(0, line.find(' ', 4)) : line.substr(0, line[3] == '-' ? 4 : 3));
    begin = end + 2;
  }
  output.clear();
  return replies;
}

std::vector<std::string> Dialogue::say(const std::vector<std::string>& lines) {
  std::vector<std::string> replies;
  for (const std::string& line : lines) replies = send(line + "\r\n");
  return replies;
}

void Dialogue::begin_message() {
  say({"EHLO client.example", "MAIL FROM:<a@sender.example>", "RCPT TO:<" + minted_address(1) + ">", "DATA"});
}

std::vector<std::string> Dialogue::end(Reply reply) { return drive(conversation_->end(reply)); }

std::string codes(const std::vector<std::string>& replies) {
  std::string all;
  for (const std::string& reply : replies) all.append(all.empty() ? "" : " ").append(reply.substr(0, 3));
  return all;
}

} // namespace smtp
