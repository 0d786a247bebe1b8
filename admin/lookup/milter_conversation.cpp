#include "admin/lookup/milter_conversation.hpp"

namespace admin {
namespace {

using Then = Conversation::Then;
using Kind = RecipientAnswer::Kind;

constexpr std::size_t longest_packet = 128 << 10;
constexpr std::size_t most_removed = 50'000; // recipients of one message

// Of libmilter's mfdef.h and mfapi.h: what may be changed, and the steps that need not be sent.
constexpr std::uint32_t may_delete_recipients = 0x08;
constexpr std::uint32_t steps_without_use = 0x01 | 0x02 | 0x04 | 0x10 | 0x20 | 0x40 | 0x100 | 0x200;
constexpr std::uint32_t version = 6;

std::uint32_t number_at(std::string_view octets, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(octets[at + i]);
  return number;
}

void append_number(std::string& octets, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) octets += static_cast<char>(number >> shift & 0xFF);
}

void append_packet(std::string& output, char command, std::string_view data = {}) {
  append_number(output, static_cast<std::uint32_t>(1 + data.size()));
  (output += command).append(data);
}

} // namespace

std::optional<MilterAction> parse_milter_action(std::string_view name) {
  if (name == "reject") return MilterAction::reject;
  if (name == "remove") return MilterAction::remove;
  return std::nullopt;
}

Then MilterConversation::receive(std::string_view octets, std::string& output) {
  buffer_ += octets;
  std::size_t taken = 0;
  Then then = Then::go_on;
  while (then == Then::go_on && buffer_.size() - taken >= 4) {
    const std::size_t length = number_at(buffer_, taken);
    if (length == 0 || length > longest_packet) return Then::close;
    if (buffer_.size() - taken < 4 + length) break;
    const auto packet = std::string_view(buffer_).substr(taken + 4, length);
    taken += 4 + length;
    then = perform(packet.front(), packet.substr(1), output);
  }
  buffer_.erase(0, taken);
  return then;
}

Then MilterConversation::perform(char command, std::string_view data, std::string& output) {
  switch (command) {
    case 'O':
      if (data.size() < 12) return Then::close;
      negotiate(data, output);
      return Then::go_on;
    case 'M': // a new message of the same session
      to_remove_.clear();
      append_packet(output, 'c');
      return Then::go_on;
    case 'R':
      answer_recipient(data, output);
      return Then::go_on;
    case 'E':
      end_message(output);
      return Then::go_on;
    case 'A': // the message was given up
    case 'K': // and the session; the connection is used again
      to_remove_.clear();
      return Then::go_on;
    case 'D': // macros
      return Then::go_on;
    case 'Q':
      return Then::close;
    default: // a step that was not to be sent, or is not known
      append_packet(output, 'c');
      return Then::go_on;
  }
}

void MilterConversation::negotiate(std::string_view data, std::string& output) {
  const std::uint32_t actions = number_at(data, 4);
  const std::uint32_t steps = number_at(data, 8);
  may_remove_ = action_ == MilterAction::remove && (actions & may_delete_recipients) != 0;
  std::string answer;
  append_number(answer, std::min(version, number_at(data, 0)));
  append_number(answer, may_remove_ ? may_delete_recipients : 0);
  append_number(answer, steps & steps_without_use);
  append_packet(output, 'O', answer);
}

void MilterConversation::answer_recipient(std::string_view data, std::string& output) {
  const std::string_view path = data.substr(0, data.find('\0'));
  std::string_view recipient = path;
  if (recipient.starts_with('<') && recipient.ends_with('>')) recipient = recipient.substr(1, recipient.size() - 2);
  const RecipientAnswer answer = ask_for_recipient(look_up_, query_, recipient);
  const auto reply = [&](std::string_view code) {
    append_packet(output, 'y', std::string(code) + " " + answer.text + '\0');
  };
  if (answer.kind == Kind::send) return append_packet(output, 'c');
  if (answer.kind == Kind::trouble) return append_packet(output, 't');
  if (answer.kind == Kind::defer) return reply("450");
  if (!may_remove_ || to_remove_.size() >= most_removed) return reply("550");
  to_remove_.emplace_back(path);
  append_packet(output, 'c');
}

void MilterConversation::end_message(std::string& output) {
  for (const std::string& path : to_remove_) append_packet(output, '-', path + '\0');
  to_remove_.clear();
  append_packet(output, 'c');
}

} // namespace admin
