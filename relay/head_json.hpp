// A signed head as the JSON that people keep elsewhere: `desist ledger head --json`, `desist verify --head FILE`.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "store/store.hpp"

namespace relay {

nlohmann::ordered_json head_json(const store::SignedHead& head);
/// invalid_argument for a text that is no such object. The signature is not looked at.
parsers::Result<store::SignedHead> read_head(std::string_view text);

} // namespace relay
