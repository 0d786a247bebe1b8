// Who may receive mail here: addresses that Desist minted, postmaster and abuse (RFC 5321 4.5.1, RFC 2142). Asks no
// database: a token carries the proof of its admission.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/relay_token.hpp"
#include "smtp/path.hpp"

namespace smtp {

enum class RecipientKind : std::uint8_t {
  token,
  postmaster,
  abuse,
  unknown, // of a domain of ours
  foreign, // of a domain that is not ours
};
constexpr bool is_accepted(RecipientKind kind) { return kind < RecipientKind::unknown; }

/// Immutable, so safe for several threads.
class Recipients {
 public:
  /// `domains` are compared without case and without a trailing dot; tokens are checked with them in lower case, as
  /// they were minted. Only the admission half of `keys` is used.
  Recipients(const std::vector<std::string>& domains, std::vector<parsers::TokenKey> keys);

  /// An expired or revoked token is accepted: what it may still do is decided behind the spool, and a person reads it.
  [[nodiscard]] RecipientKind kind_of(const Mailbox& mailbox) const;
  /// By what an accepted mailbox is known behind the spool: the local part without quotes, at the domain of ours.
  /// Postmaster without a domain stays without one.
  [[nodiscard]] std::string address_of(const Mailbox& mailbox) const;

 private:
  /// Null: not one of ours.
  [[nodiscard]] const std::string* own_domain(std::string_view domain) const;

  std::vector<std::string> domains_;
  std::vector<parsers::TokenKey> keys_;
};

} // namespace smtp
