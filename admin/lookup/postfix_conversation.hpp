// Postfix's three ways of asking, on one port: policy delegation (SMTPD_POLICY_README), socketmap_table(5) and
// tcp_table(5), which Exim's readsocket speaks too. The first octet of a request tells which one it is.
#pragma once

#include "admin/lookup/conversation.hpp"
#include "admin/lookup/look_up.hpp"

namespace admin {

/// What a map's answer is used for: check_recipient_access, or transport_maps.
enum class MapForm : std::uint8_t { access, transport };
std::optional<MapForm> parse_map_form(std::string_view name);

class PostfixConversation : public Conversation {
 public:
  /// `form` is that of tcp_table requests, and of socketmap names other than "access" and "transport".
  PostfixConversation(const LookUp& look_up, classifier::Query query, MapForm form)
      : look_up_(look_up), query_(std::move(query)), form_(form) {}

  /// In trouble: a policy request gets no reply but the end of the connection, a map one a temporary failure.
  Then receive(std::string_view octets, std::string& output) override;
  [[nodiscard]] bool is_idle() const override { return buffer_.empty(); }

 private:
  enum class Taken : std::uint8_t { request, nothing_whole, must_close };
  Taken take_request(std::string& output);
  Taken take_policy_request(std::string& output);
  Taken take_socketmap_request(std::string& output);
  Taken take_tcp_table_request(std::string& output);
  void answer_socketmap(std::string_view request, std::string& output) const;
  void answer_tcp_table(std::string_view line, std::string& output) const;

  const LookUp& look_up_;
  const classifier::Query query_;
  const MapForm form_;
  std::string buffer_;
  std::size_t taken_ = 0; // of buffer_
};

} // namespace admin
