// Checks the passwords of those who submit mail, on a thread of its own: one costs a tenth of a second.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "admin/pages/login_throttle.hpp"
#include "parsers/network_address.hpp"
#include "smtp/login_checker.hpp"

namespace relay {

/// One password at a time. Guessing is slowed down as at the page's login; 64 may wait, four of one source that is not
/// trusted, more are told to come later.
class LoginDesk : public smtp::LoginChecker {
 public:
  /// The user's name; permission_denied when it is not right. Called on the desk's thread.
  using Verify = std::function<parsers::Result<std::string>(const smtp::Credentials&)>;
  LoginDesk(Verify verify, std::vector<parsers::Network> trusted);
  /// Answers everybody who waits.
  ~LoginDesk() override;
  LoginDesk(const LoginDesk&) = delete;
  LoginDesk& operator=(const LoginDesk&) = delete;

  void check(smtp::Credentials credentials, const parsers::NetworkAddress& peer, smtp::LoginFinished finished) override;

 private:
  using Clock = std::chrono::steady_clock;
  struct Waiting {
    smtp::Credentials credentials;
    std::optional<parsers::NetworkAddress> source; // nothing: a trusted one
    smtp::LoginFinished finished;
  };
  [[nodiscard]] bool has_room_for(const std::optional<parsers::NetworkAddress>& source) const;
  void run();
  void answer(Waiting& waiting);

  const Verify verify_;
  const std::vector<parsers::Network> trusted_;
  admin::LoginThrottle throttle_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::multimap<Clock::time_point, Waiting> waiting_; // by when each is due
  bool is_stopping_ = false;
  std::thread thread_;
};

} // namespace relay
