// The running gateway: one process with all roles, or with one.
#pragma once

#include <optional>
#include <string_view>

#include "parsers/result.hpp"
#include "relay/configuration.hpp"

namespace relay {

enum class GatewayRole : std::uint8_t { all, inbox, processor, web };
std::optional<GatewayRole> parse_gateway_role(std::string_view name);

/// Runs until SIGTERM or SIGINT. Prints "ready" on standard output when every listener accepts. An error is one of
/// starting (nothing was accepted), or the store's, which fails to write also after it was opened again.
parsers::Result<void> serve(const Configuration& configuration, GatewayRole role);

} // namespace relay
