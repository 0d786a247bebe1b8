// Who may submit: asked by the session, answered outside of smtp/.
#pragma once

#include <functional>
#include <string>

#include "parsers/network_address.hpp"
#include "parsers/result.hpp"
#include "smtp/sasl.hpp"

namespace smtp {

/// The user's name; permission_denied when there is no such user and password; else it cannot be told now.
using LoginFinished = std::function<void(parsers::Result<std::string>)>;

/// Safe for several threads.
class LoginChecker {
 public:
  virtual ~LoginChecker() = default;
  /// Returns at once. `finished` is called once, on any thread, however long it takes.
  virtual void check(Credentials credentials, const parsers::NetworkAddress& peer, LoginFinished finished) = 0;
};

} // namespace smtp
