// Who vouches that a message is from its author: the one place that joins DKIM and what a trusted upstream said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/authentication_results.hpp"
#include "parsers/envelope.hpp"
#include "parsers/facts.hpp"
#include "parsers/network_address.hpp"
#include "smtp/proof/dkim_verifier.hpp"

namespace smtp {

/// A mail server in front of this one whose word counts (RFC 8601 5): it takes fields of its own name off what it
/// receives, and adds one.
struct TrustedUpstream {
  std::vector<parsers::Network> networks; // from where it connects
  std::string authserv_id;                // lower case
};

struct SenderProof {
  enum class Way : std::uint8_t {
    none,
    log_in,          // to our own submission listener, by the author's very address
    dkim,            // a signature of the author's domain, verified here
    upstream_dkim,   // the same, verified by a trusted upstream
    upstream_log_in, // a trusted upstream knows by its password that it is the author
  };
  Way way = Way::none;
  std::string domain;                     // who vouches; empty when nobody does
  std::string signature;                  // with `dkim`: b=, octets; empty where two messages may have the same
  bool is_contradicted = false;           // a trusted upstream: the author's domain asks to refuse this (DMARC)
  bool waits_for_key = false;             // nobody vouches, and a key that might do so could not be fetched
  std::vector<SignatureCheck> signatures; // all that were found
  std::optional<parsers::AuthenticationResults> upstream; // what the trusted upstream said

  [[nodiscard]] bool is_proven() const { return way != Way::none && !is_contradicted; }
};
std::string_view name_of(SenderProof::Way way);

struct MessageToProve {
  std::string_view octets;
  const parsers::Envelope& envelope;
  const std::vector<parsers::Mailbox>& author; // From; of several authors nobody is proven
};

/// Immutable; for several threads.
class SenderProver {
 public:
  explicit SenderProver(std::vector<TrustedUpstream> upstreams = {}, parsers::Limits limits = {})
      : upstreams_(std::move(upstreams)), limits_(limits) {}

  /// Of the keys that prove() will want.
  [[nodiscard]] std::vector<std::string> key_names(std::string_view octets) const;
  /// Without keys, no signature is looked at.
  [[nodiscard]] SenderProof prove(const MessageToProve& message, const TextAnswers* keys) const;

 private:
  [[nodiscard]] std::optional<parsers::AuthenticationResults> word_of_upstream(const MessageToProve& message) const;

  std::vector<TrustedUpstream> upstreams_;
  parsers::Limits limits_;
};

} // namespace smtp
