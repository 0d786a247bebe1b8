// One listener of the look-up protocols, as the configuration names it: [[look_up]].
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "admin/lookup/server.hpp"
#include "parsers/result.hpp"

namespace relay {

struct LookUpDoor {
  admin::LookUpListener listener;
  std::string workspace; // its name; empty: the first one
};

/// "ADDRESS:PORT" on loopback, since keys and addresses go over it in clear text, or "unix:/PATH".
parsers::Result<std::string> parse_look_up_address(std::string_view text);

/// From the settings of a section by name. Unknown ones and bad values are errors that name the setting.
parsers::Result<LookUpDoor> read_look_up_door(const std::map<std::string, std::string>& settings);

} // namespace relay
