// The milter protocol, version 6, as Postfix and Sendmail speak it: asked for each recipient, and nothing of the
// message itself is sent here.
#pragma once

#include <string>
#include <vector>

#include "admin/lookup/conversation.hpp"
#include "admin/lookup/look_up.hpp"

namespace admin {

/// What is done with a recipient that is suppressed: refused at RCPT, or taken out of the message at its end, so that
/// a sender with one connection for all never sees a refusal. Who is on a short hold is deferred at RCPT either way.
enum class MilterAction : std::uint8_t { reject, remove };
std::optional<MilterAction> parse_milter_action(std::string_view name);

class MilterConversation : public Conversation {
 public:
  MilterConversation(const LookUp& look_up, classifier::Query query, MilterAction action)
      : look_up_(look_up), query_(std::move(query)), action_(action) {}

  /// In trouble a recipient fails for a while.
  Then receive(std::string_view octets, std::string& output) override;
  [[nodiscard]] bool is_idle() const override { return buffer_.empty(); }

 private:
  Then perform(char command, std::string_view data, std::string& output);
  void negotiate(std::string_view data, std::string& output);
  void answer_recipient(std::string_view data, std::string& output);
  void end_message(std::string& output);

  const LookUp& look_up_;
  const classifier::Query query_;
  const MilterAction action_;
  std::string buffer_;
  bool may_remove_ = false; // the mail server lets us
  std::vector<std::string> to_remove_;
};

} // namespace admin
