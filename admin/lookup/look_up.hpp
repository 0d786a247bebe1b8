// The question that every look-up protocol asks, for the workspace, channel and purpose of its listener or key.
#pragma once

#include <string>
#include <string_view>

#include "admin/api/check.hpp"
#include "admin/askers.hpp"
#include "admin/clock.hpp"
#include "classifier/may_send.hpp"
#include "parsers/result.hpp"
#include "store/store.hpp"

namespace admin {

/// Safe for several threads; what it refers to must outlive it.
struct LookUp {
  const store::Store& store;
  const classifier::Policy& policy;
  Clock clock;
  Askers& askers;

  /// As every protocol checks: what the allow list permitted is told to the ledger.
  [[nodiscard]] CheckContext context() const {
    return {store, policy, clock(), [this](store::Draft draft) { askers.overrides().tell(std::move(draft)); }};
  }
};

/// What a mail server is to do with a recipient.
struct RecipientAnswer {
  enum class Kind : std::uint8_t {
    send,
    refuse,  // for good: 5.7.1
    defer,   // ask again soon: 4.7.1
    trouble, // the store cannot be read: never to be taken for `send`
  };
  Kind kind = Kind::trouble;
  std::string text; // "5.7.1 …", printable ASCII on one line; of a foreign row it tells no reason
};

/// For the workspace, channel and purpose of `asked`; what the workspace's own settings say is read anew each time.
/// Holds that end within four hours defer, longer ones refuse. What has no '@' is a key that mail servers ask for
/// beside the address (a bare domain, "*"), never a recipient: `send`.
RecipientAnswer ask_for_recipient(const LookUp& look_up, const classifier::Query& asked, std::string_view recipient);

} // namespace admin
