#include "smtp/conversation.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "parsers/assert_that.hpp"

namespace smtp {

Conversation::Conversation(const Services& services, const parsers::NetworkAddress& peer)
    : services_(services),
      peer_(peer),
      peer_text_(peer.text()),
      protocol_(services.options, services.recipients,
                [this](std::string_view recipient) {
                  return services_.limits.objection_to(peer_, recipient, services_.now());
                }),
      connected_at_(services.now()) {}

Conversation::~Conversation() {
  peer_lost();
  ConnectionRecord record;
  record.peer = peer_text_;
  record.messages = messages_;
  record.unknown_recipients = protocol_.unknown_recipients();
  record.reply = ended_with_;
  record.duration = services_.now() - connected_at_;
  services_.observer.connection_ended(record);
}

Conversation::Next Conversation::start(EarlyTalk early_talk, Channel channel) {
  return perform(protocol_.start(early_talk, channel));
}

Conversation::Next Conversation::receive(std::string_view& octets) {
  const Actions actions = protocol_.receive(octets);
  append(actions.data);
  octets.remove_prefix(actions.consumed);
  return perform(actions);
}

void Conversation::append(std::span<const std::string_view> data) {
  for (const std::string_view piece : data) {
    if (!message_) return;
    const auto appended = message_->append(piece);
    if (appended) continue;
    message_.reset();
    message_failure_ = appended.error();
    if (protocol_.state() == State::receiving_data) protocol_.message_failed(appended.error().code);
  }
}

Conversation::Next Conversation::perform(const Actions& actions) {
  output_.append(actions.replies);
  tell_codes(actions.replies);
  if (actions.ended_with) report(actions.ended_with);
  switch (actions.effect) {
    case Effect::none:
      break;
    case Effect::open_message:
      return open_message();
    case Effect::commit_message:
      return message_ ? Next::commit : commit_finished(tl::unexpected(*message_failure_));
    case Effect::discard_message:
      message_.reset();
      break;
  }
  return next_of(actions);
}

Conversation::Next Conversation::next_of(const Actions& actions) {
  switch (actions.next) {
    case Actions::Next::receive:
    case Actions::Next::answer_effect:
      return Next::receive;
    case Actions::Next::start_tls:
      return Next::start_tls;
    case Actions::Next::check_login:
      return Next::check_login;
    case Actions::Next::delay:
      return Next::delay;
    case Actions::Next::close:
      ended_with_ = actions.closed_with;
      break;
  }
  return Next::close;
}

Conversation::Next Conversation::open_message() {
  transaction_began_ = services_.now();
  stored_.reset();
  message_failure_.reset();
  if (const auto objection = services_.limits.begin_message(peer_, transaction_began_)) {
    return perform(protocol_.message_opened(*objection));
  }
  auto message = services_.sink.begin();
  if (!message) return perform(protocol_.message_opened(reply_for(message.error().code)));
  message_ = std::move(*message);
  return perform(protocol_.message_opened({}));
}

Conversation::Next Conversation::tls_started() {
  protocol_.tls_started();
  return Next::receive;
}

Conversation::Next Conversation::login_finished(const Result<std::string>& user) {
  if (protocol_.state() == State::closed) return Next::close; // it ended while the answer was on its way
  return perform(protocol_.login_finished(user));
}

void Conversation::commit(CommitFinished finished) {
  parsers::assert_that(message_ != nullptr, "a message is open");
  const Transaction& transaction = protocol_.transaction();
  parsers::Envelope envelope;
  envelope.peer = peer_text_;
  envelope.helo = transaction.helo;
  envelope.protocol = transaction.protocol;
  envelope.user = protocol_.user();
  envelope.reverse_path = transaction.reverse_path;
  envelope.forward_paths = transaction.forward_paths;
  envelope.received_at = services_.now();
  std::exchange(message_, nullptr)->commit(std::move(envelope), std::move(finished));
}

Conversation::Next Conversation::commit_finished(const Result<SpoolId>& committed) {
  if (committed) {
    stored_ = *committed;
    ++messages_;
    services_.limits.count(peer_, protocol_.transaction().forward_paths, services_.now());
  }
  return perform(protocol_.commit_finished(committed));
}

Conversation::Next Conversation::end(Reply reply) { return perform(protocol_.end(reply)); }

void Conversation::peer_lost() {
  if (has_transaction(protocol_.state())) report(std::nullopt);
  if (protocol_.state() != State::closed) protocol_.end(Reply::closing);
  message_.reset();
}

/// One for each reply, which ends with the line that has a space behind its code.
void Conversation::tell_codes(std::string_view replies) const {
  constexpr std::size_t code_length = 3;
  while (replies.size() > code_length) {
    const std::string_view digits = replies.substr(0, code_length);
    std::uint16_t code = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), code);
    if (replies[code_length] == ' ') services_.observer.replied(code);
    replies.remove_prefix(std::min(replies.find('\n'), replies.size() - 1) + 1);
  }
}

void Conversation::report(std::optional<Reply> reply) {
  const Transaction& transaction = protocol_.transaction();
  TransactionRecord record;
  record.peer = peer_text_;
  record.helo = transaction.helo;
  record.protocol = transaction.protocol;
  record.user = protocol_.user();
  record.reverse_path = transaction.reverse_path.address;
  record.recipients = transaction.forward_paths.size();
  record.octets = transaction.octets;
  record.has_bare_line_feed = transaction.has_bare_line_feed;
  record.reply = reply;
  record.stored = stored_;
  record.duration = services_.now() - transaction_began_;
  services_.observer.transaction_ended(record);
}

} // namespace smtp
