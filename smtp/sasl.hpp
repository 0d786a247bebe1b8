// The client's half of SMTP AUTH (RFC 4954) as this server takes it: PLAIN (RFC 4616) and LOGIN. Pure: who the
// credentials belong to is asked elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace smtp {

enum class SaslMechanism : std::uint8_t { plain, login };
/// Without case. Nothing for any other mechanism.
std::optional<SaslMechanism> parse_sasl_mechanism(std::string_view name);

struct Credentials {
  std::string user;
  std::string password;
};

struct SaslChallenge {
  std::string_view text; // in base64, as it goes behind "334 "; may be empty
};
struct SaslMalformed {};
using SaslStep = std::variant<SaslChallenge, SaslMalformed, Credentials>;

class SaslExchange {
 public:
  explicit SaslExchange(SaslMechanism mechanism) : mechanism_(mechanism) {}

  /// What is asked when AUTH came without an initial response.
  [[nodiscard]] SaslStep start() const;
  /// One response of the client, in base64 without its CR LF. After credentials or malformed the exchange is over.
  SaslStep respond(std::string_view response);

 private:
  SaslMechanism mechanism_;
  std::optional<std::string> user_; // LOGIN: once it was said
};

/// RFC 4648 4, strictly: padded, no other octets, no bits left over. Nothing for other text.
std::optional<std::string> decode_base64(std::string_view text);

} // namespace smtp
