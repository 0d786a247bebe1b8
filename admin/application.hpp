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

/// Safe for several threads. Does not own the store.
class Application {
 public:
  /// Without `askers` it has its own.
  Application(store::Store& store, const classifier::Policy& policy, Clock clock,
              std::shared_ptr<Askers> askers = nullptr);

  [[nodiscard]] store::Store& store() const { return store_; }
  [[nodiscard]] const classifier::Policy& policy() const { return policy_; }
  [[nodiscard]] parsers::Instant now() const { return clock_(); }
  [[nodiscard]] Askers& askers() { return *askers_; }
  [[nodiscard]] LoginThrottle& login_throttle() { return login_throttle_; }
  [[nodiscard]] const FormTokens& form_tokens() const { return form_tokens_; }
  /// What /metrics tells; empty where there is nothing to be told.
  [[nodiscard]] const std::function<std::string()>& metrics() const { return metrics_; }
  void set_metrics(std::function<std::string()> metrics) { metrics_ = std::move(metrics); }
  /// What the world calls this server, "https://mail.example.org", for addresses in mails; empty: nothing.
  [[nodiscard]] const std::string& public_url() const { return public_url_; }
  void set_public_url(std::string public_url) { public_url_ = std::move(public_url); }
  /// "/style/<digest>.css"
  [[nodiscard]] const std::string& style_path() const { return style_path_; }

 private:
  store::Store& store_;
  const classifier::Policy policy_;
  const Clock clock_;
  const std::shared_ptr<Askers> askers_;
  LoginThrottle login_throttle_;
  const FormTokens form_tokens_;
  const std::string style_path_;
  std::function<std::string()> metrics_;
  std::string public_url_;
};

} // namespace admin
