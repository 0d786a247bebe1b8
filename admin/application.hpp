// What every handler works with: the store, the policy, the clock and what is remembered of visitors.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "admin/askers.hpp"
#include "admin/clock.hpp"
#include "admin/pages/form_tokens.hpp"
#include "admin/pages/login_throttle.hpp"
#include "classifier/policy.hpp"
#include "parsers/instant.hpp"
#include "store/store.hpp"

namespace admin {

struct ApplicationOptions {
  Clock clock;
  std::shared_ptr<Askers> askers = nullptr;  // shared with the look-up protocols; empty: its own
  std::function<std::string()> metrics = {}; // what /metrics tells; may be empty
  std::string public_url = {}; // "https://mail.example.org", for addresses in mails; empty: they have none
};

/// Safe for several threads. Does not own the store.
class Application {
 public:
  Application(store::Store& store, const classifier::Policy& policy, ApplicationOptions options);

  [[nodiscard]] store::Store& store() const { return store_; }
  [[nodiscard]] const classifier::Policy& policy() const { return policy_; }
  [[nodiscard]] parsers::Instant now() const { return clock_(); }
  [[nodiscard]] Askers& askers() { return *askers_; }
  [[nodiscard]] LoginThrottle& login_throttle() { return login_throttle_; }
  [[nodiscard]] const FormTokens& form_tokens() const { return form_tokens_; }
  /// What /metrics tells; empty where there is nothing to be told.
  [[nodiscard]] const std::function<std::string()>& metrics() const { return metrics_; }
  /// What the world calls this server, "https://mail.example.org", for addresses in mails; empty: nothing.
  [[nodiscard]] const std::string& public_url() const { return public_url_; }
  /// "/style/<digest>.css"
  [[nodiscard]] const std::string& style_path() const { return style_path_; }

 private:
  store::Store& store_;
  const classifier::Policy policy_;
  const Clock clock_;
  const std::shared_ptr<Askers> askers_;
  const std::function<std::string()> metrics_;
  const std::string public_url_;
  LoginThrottle login_throttle_;
  const FormTokens form_tokens_;
  const std::string style_path_;
};

} // namespace admin
