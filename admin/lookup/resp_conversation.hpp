// Look-ups as a Redis client asks for them: the read-only part of RESP2 and RESP3. A set holds who may not be sent to;
// its name is the purpose, "marketing", or "sms:marketing" for another channel than the contact's natural one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/lookup/conversation.hpp"
#include "admin/lookup/look_up.hpp"
#include "admin/lookup/resp_command.hpp"
#include "store/accounts.hpp"

namespace admin {

/// Nothing but HELLO, AUTH, PING and QUIT is answered before AUTH with an API key that has the scope "check"; the key
/// decides the workspace. When the store cannot be read, the reply is an error, never "not a member".
class RespConversation : public Conversation {
 public:
  explicit RespConversation(const LookUp& look_up) : look_up_(look_up) {}
  ~RespConversation() override;

  Then receive(std::string_view octets, std::string& output) override;
  [[nodiscard]] bool is_idle() const override { return buffer_.empty(); }

  using Words = std::span<const std::string_view>;

 private:
  friend struct RespCommands;

  /// `allowed` is the reply's form for a contact that may be sent to.
  struct Suppression {
    bool is_suppressed = false;
    std::string word; // "deny unsubscribe"; empty when it may be sent to
  };
  [[nodiscard]] parsers::Result<Suppression> ask(std::string_view set, std::string_view contact) const;

  Then perform(std::string& output);
  parsers::Result<void> authenticate(std::string_view secret);
  /// A key that was revoked is good for at most a second more. permission_denied: AUTH is needed; any other error: the
  /// store cannot say now, and the connection stays whose it was.
  [[nodiscard]] parsers::Result<void> check_key();
  /// Counts a command against the key's limit.
  [[nodiscard]] bool is_within_limit();

  const LookUp& look_up_;
  RespLimits limits_;
  std::string buffer_;
  std::vector<std::string_view> words_;
  std::string secret_; // of the key, to ask again whether it is good
  store::ApiKey key_;
  std::optional<store::Workspace> workspace_; // of the key, once it is known
  parsers::Instant checked_at_{};
  bool speaks_resp3_ = false;
};

} // namespace admin
