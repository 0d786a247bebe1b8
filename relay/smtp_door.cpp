#include "relay/smtp_door.hpp"

#include <array>

#include "relay/listen_address.hpp"

namespace relay {
namespace {

using parsers::ErrorCode;
using parsers::failure;
using parsers::Result;
using smtp::Dialect;
using smtp::ListenerOptions;
using smtp::TlsUse;

struct Kind {
  std::string_view name;
  Dialect dialect;
  TlsUse tls;
};
// clang-format off
constexpr std::array kinds{
  Kind{"smtp",        Dialect::smtp,       TlsUse::starttls},
  Kind{"smtps",       Dialect::smtp,       TlsUse::implicit},
  Kind{"submission",  Dialect::submission, TlsUse::starttls},
  Kind{"submissions", Dialect::submission, TlsUse::implicit},
  Kind{"lmtp",        Dialect::lmtp,       TlsUse::none},
};
// clang-format on

std::optional<TlsUse> parse_tls_use(std::string_view name) {
  if (name == "none") return TlsUse::none;
  if (name == "starttls") return TlsUse::starttls;
  if (name == "implicit") return TlsUse::implicit;
  return std::nullopt;
}

Result<void> read_proxies(const toml::node& node, std::vector<parsers::Network>& proxies) {
  const toml::array* const list = node.as_array();
  if (list == nullptr) return failure(ErrorCode::invalid_argument, "must be a list of networks");
  for (const toml::node& item : *list) {
    const auto network = parsers::Network::parse(item.value_or(std::string()));
    if (!network) return tl::unexpected(network.error());
    proxies.push_back(*network);
  }
  return {};
}

/// All but the protocol, which says what TLS is without being named.
Result<void> read_setting(std::string_view name, const toml::node& node, ListenerOptions& door) {
  const std::string text = node.value_or(std::string());
  if (name == "listen") {
    auto address = parse_smtp_address(text);
    if (!address) return tl::unexpected(address.error());
    door.address = std::move(*address);
    return {};
  }
  if (name == "tls") {
    const auto tls = parse_tls_use(text);
    if (!tls) return failure(ErrorCode::invalid_argument, "must be \"starttls\", \"implicit\" or \"none\"");
    door.tls = *tls;
    return {};
  }
  if (name == "proxies") return read_proxies(node, door.proxies);
  if (name == "protocol") return {};
  return failure(ErrorCode::invalid_argument, "no such setting");
}

Result<void> check(const ListenerOptions& door) {
  if (door.address.empty()) return failure(ErrorCode::invalid_argument, "listen: is missing");
  if (door.dialect == Dialect::lmtp && door.address.ends_with(":25")) {
    return failure(ErrorCode::invalid_argument, "listen: LMTP is not for port 25");
  }
  if (door.dialect == Dialect::submission && door.tls == TlsUse::none) {
    return failure(ErrorCode::invalid_argument, "tls: passwords are taken over TLS only");
  }
  return {};
}

} // namespace

std::optional<ListenerOptions> smtp_door_of_kind(std::string_view kind) {
  for (const Kind& row : kinds) {
    if (row.name != kind) continue;
    ListenerOptions door;
    door.dialect = row.dialect;
    door.tls = row.tls;
    return door;
  }
  return std::nullopt;
}

Result<ListenerOptions> read_smtp_door(const toml::table& section) {
  const std::string protocol = section["protocol"].value_or(std::string("smtp"));
  auto door = smtp_door_of_kind(protocol);
  if (!door || protocol.ends_with('s')) {
    return failure(ErrorCode::invalid_argument, "protocol: must be \"smtp\", \"submission\" or \"lmtp\"");
  }
  for (const auto& [key, node] : section) {
    if (auto read = read_setting(key.str(), node, *door); !read) {
      return failure(read.error().code, std::string(key.str()) + ": " + read.error().context);
    }
  }
  if (auto checked = check(*door); !checked) return tl::unexpected(checked.error());
  return *door;
}

Result<std::string> parse_smtp_address(std::string_view text) {
  if (text.starts_with("unix:/")) return std::string(text);
  const auto address = parse_listen_address(text);
  if (!address) return failure(ErrorCode::invalid_argument, address.error().context + " (or unix:/PATH)");
  return to_string(*address);
}

} // namespace relay
