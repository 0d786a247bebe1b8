// The table [smtp.limits] of the configuration: what one peer, one connection and one message may take (smtp/SMTP.md
// 3).
#pragma once

#include <toml++/toml.h>

#include <chrono>
#include <cstdint>
#include <string>

#include "parsers/result.hpp"
#include "relay/watermarks.hpp"
#include "smtp/server.hpp"

namespace relay {

struct SmtpLimits {
  smtp::ProtocolOptions protocol; // its names and sizes are set elsewhere
  smtp::DeadlineOptions deadlines;
  smtp::PeerLimitOptions peers;
  smtp::MessageLimitOptions messages;
  std::chrono::milliseconds bad_command_delay = std::chrono::seconds(1);
  WatermarkOptions watermarks;
};

/// Reads the rows that are there; the others stay. Names the row that is none, or whose number is out of its bounds.
parsers::Result<void> read_smtp_limits(const toml::node& node, SmtpLimits& limits);

/// The rows with the defaults, commented out.
std::string smtp_limits_template();

} // namespace relay
