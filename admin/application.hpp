// What every handler works with: the store, the policy, the clock and what is remembered of visitors.
#pragma once

#include <functional>
#include <string>

#include "admin/api/key_limits.hpp"
#include "admin/clock.hpp"
#include "admin/overrides.hpp"
#include "admin/pages/form_tokens.hpp"
#include "admin/pages/login_throttle.hpp"
#include "classifier/policy.hpp"
#include "parsers/instant.hpp"
#include "store/store.hpp"

namespace admin {

/// Safe for several threads. Does not own the store.
class Application {
 public:
  Application(store::Store& store, const classifier::Policy& policy, Clock clock, std::string public_url = {});

  [[nodiscard]] store::Store& store() const { return store_; }
  [[nodiscard]] const classifier::Policy& policy() const { return policy_; }
  [[nodiscard]] parsers::Instant now() const { return clock_(); }
  [[nodiscard]] Overrides& overrides() { return overrides_; }
  [[nodiscard]] KeyLimits& key_limits() { return key_limits_; }
  [[nodiscard]] LoginThrottle& login_throttle() { return login_throttle_; }
  [[nodiscard]] const FormTokens& form_tokens() const { return form_tokens_; }
  /// What the world calls this server, "https://mail.example.org", for addresses in mails; empty: nothing.
  [[nodiscard]] const std::string& public_url() const { return public_url_; }
  /// "/style/<digest>.css"
  [[nodiscard]] const std::string& style_path() const { return style_path_; }

 private:
  store::Store& store_;
  const classifier::Policy policy_;
  const Clock clock_;
  KeyLimits key_limits_;
  LoginThrottle login_throttle_;
  Overrides overrides_{store_};
  const FormTokens form_tokens_;
  const std::string public_url_;
  const std::string style_path_;
};

} // namespace admin
