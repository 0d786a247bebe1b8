// The look-up protocols on their sockets: a few threads, each with its own event loop and connections.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "admin/lookup/look_up.hpp"
#include "admin/lookup/milter_conversation.hpp"
#include "admin/lookup/postfix_conversation.hpp"
#include "parsers/result.hpp"

namespace admin {

enum class LookUpProtocol : std::uint8_t { postfix, resp, milter };

struct LookUpListener {
  std::string address; // "127.0.0.1:9998", "[::1]:9998", "unix:/run/desist/postfix"
  LookUpProtocol protocol = LookUpProtocol::postfix;
  classifier::Query query; // workspace, channel and purpose; with RESP the key decides the workspace
  MapForm form = MapForm::access;
  MilterAction action = MilterAction::reject;
};

struct LookUpLimits {
  std::size_t connections = 4'096;           // of all listeners; one more is closed at once
  std::chrono::milliseconds request{15'000}; // from its first octet to its last, and for taking the answer
  std::chrono::milliseconds idle{3'600'000}; // between requests: Postfix rests up to 1,000 s
};

class LookUpServer {
 public:
  /// Listens and answers from then on. `look_up` is copied; what it refers to must outlive the server.
  static parsers::Result<std::unique_ptr<LookUpServer>> start(std::vector<LookUpListener> listeners, LookUp look_up,
                                                              std::size_t threads, LookUpLimits limits = {});
  /// Closes all connections; returns when the threads have ended.
  virtual ~LookUpServer() = default;
  /// The port of a listener on TCP, by its place in the list; 0 for a Unix socket.
  [[nodiscard]] virtual std::uint16_t port(std::size_t listener) const = 0;
};

} // namespace admin
