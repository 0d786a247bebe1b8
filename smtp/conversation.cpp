#include "smtp/conversation.hpp"

#include <utility>

#include "parsers/assert_that.hpp"

namespace smtp {

Conversation::Conversation(const Services& services, std::string peer)
    : services_(services),
      peer_(std::move(peer)),
      protocol_(services.options, services.recipients),
      connected_at_(services.now()) {}

Conversation::~Conversation() {
  peer_lost();
  ConnectionRecord record;
  record.peer = peer_;
  record.messages = messages_;
  record.unknown_recipients = protocol_.unknown_recipients();
  record.reply = ended_with_;
  record.duration = services_.now() - connected_at_;
  services_.observer.connection_ended(record);
}

Conversation::Next Conversation::start(EarlyTalk early_talk) { return perform(protocol_.start(early_talk)); }

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
  switch (actions.next) {
    case Actions::Next::receive:
    case Actions::Next::answer_effect:
      return Next::receive;
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
  auto message = services_.sink.begin();
  if (!message) return perform(protocol_.message_opened(tl::unexpected(message.error())));
  message_ = std::move(*message);
  return perform(protocol_.message_opened({}));
}

void Conversation::commit(CommitFinished finished) {
  parsers::assert_that(message_ != nullptr, "a message is open");
  const Transaction& transaction = protocol_.transaction();
  parsers::Envelope envelope;
  envelope.peer = peer_;
  envelope.helo = transaction.helo;
  envelope.reverse_path = transaction.reverse_path;
  envelope.forward_paths = transaction.forward_paths;
  envelope.received_at = services_.now();
  std::exchange(message_, nullptr)->commit(std::move(envelope), std::move(finished));
}

Conversation::Next Conversation::commit_finished(const Result<SpoolId>& committed) {
  if (committed) {
    stored_ = *committed;
    ++messages_;
  }
  return perform(protocol_.commit_finished(committed));
}

Conversation::Next Conversation::end(Reply reply) { return perform(protocol_.end(reply)); }

void Conversation::peer_lost() {
  if (has_transaction(protocol_.state())) report(std::nullopt);
  if (protocol_.state() != State::closed) protocol_.end(Reply::closing);
  message_.reset();
}

void Conversation::report(std::optional<Reply> reply) {
  const Transaction& transaction = protocol_.transaction();
  TransactionRecord record;
  record.peer = peer_;
  record.helo = transaction.helo;
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
