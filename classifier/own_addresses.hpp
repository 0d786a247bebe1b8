// Who is "us" in a message: the people who forward and their colleagues are never the contact.
#pragma once

#include <optional>
#include <vector>

#include "parsers/facts.hpp"
#include "parsers/identity.hpp"

namespace classifier {

/// A user's address stands for itself and, unless it is a public mailbox, for everybody of its domain.
class OwnAddresses {
 public:
  void add(const parsers::Address& user);
  [[nodiscard]] bool has(const parsers::Address& address) const;
  [[nodiscard]] bool has(const parsers::Identity& identity) const;

 private:
  std::vector<parsers::Address> users_;
};

/// The people whom a forwarded mail shows to be ours: who forwards it.
OwnAddresses forwarders_of(const parsers::Facts& facts);

/// The newest message of what was forwarded that is not ours; nothing when all of them are. Looks at most five deep.
std::optional<parsers::ForwardedMessage> find_message_of_contact(const parsers::ForwardedMessage& forwarded,
                                                                 const OwnAddresses& own);

} // namespace classifier
