#include "smtp/sasl.hpp"

#include "parsers/ascii.hpp"
#include "parsers/charset.hpp"

namespace smtp {
namespace {

constexpr std::size_t longest_user = 320;                     // an e-mail address
constexpr std::size_t longest_password = 1024;                // as the store takes it
constexpr std::string_view ask_for_user = "VXNlcm5hbWU6";     // "Username:"
constexpr std::string_view ask_for_password = "UGFzc3dvcmQ6"; // "Password:"

std::optional<std::uint32_t> digit_of(char c) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::size_t place = digits.find(c);
  if (place == std::string_view::npos) return std::nullopt;
  return static_cast<std::uint32_t>(place);
}

/// Whatever a client says stays text: no NUL, and UTF-8 (RFC 4616 2).
bool is_text(std::string_view text, std::size_t longest) {
  return !text.empty() && text.size() <= longest && text.find('\0') == std::string_view::npos && parsers::is_utf8(text);
}

SaslStep checked(std::string user, std::string password) {
  if (!is_text(user, longest_user) || !is_text(password, longest_password)) return SaslMalformed{};
  return Credentials{std::move(user), std::move(password)};
}

// message = [authzid] NUL authcid NUL passwd; nobody acts for somebody else here
SaslStep read_plain(std::string_view message) {
  const std::size_t first = message.find('\0');
  if (first == std::string_view::npos) return SaslMalformed{};
  const std::size_t second = message.find('\0', first + 1);
  if (second == std::string_view::npos) return SaslMalformed{};
  const std::string_view acts_for = message.substr(0, first);
  const std::string_view user = message.substr(first + 1, second - first - 1);
  if (!acts_for.empty() && acts_for != user) return SaslMalformed{};
  return checked(std::string(user), std::string(message.substr(second + 1)));
}

} // namespace

std::optional<SaslMechanism> parse_sasl_mechanism(std::string_view name) {
  if (parsers::equals_ignoring_case(name, "PLAIN")) return SaslMechanism::plain;
  if (parsers::equals_ignoring_case(name, "LOGIN")) return SaslMechanism::login;
  return std::nullopt;
}

SaslStep SaslExchange::start() const {
  return SaslChallenge{mechanism_ == SaslMechanism::plain ? std::string_view{} : ask_for_user};
}

SaslStep SaslExchange::respond(std::string_view response) {
  auto octets = decode_base64(response);
  if (!octets) return SaslMalformed{};
  if (mechanism_ == SaslMechanism::plain) return read_plain(*octets);
  if (!user_) {
    user_ = std::move(*octets);
    return SaslChallenge{ask_for_password};
  }
  return checked(std::move(*user_), std::move(*octets));
}

std::optional<std::string> decode_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && text.ends_with('=')) {
    text.remove_suffix(1);
    ++padding;
  }
  std::string octets;
  octets.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t bits = 0;
  std::size_t held = 0;
  for (const char c : text) {
    const auto digit = digit_of(c);
    if (!digit) return std::nullopt;
    bits = bits << 6 | *digit;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    octets.push_back(static_cast<char>(bits >> held & 0xff));
    bits &= (1u << held) - 1;
  }
  if (bits != 0 || held != padding * 2) return std::nullopt;
  return octets;
}

} // namespace smtp
