// Taking somebody out of a message that concerns others too.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "parsers/identity.hpp"

namespace store {

using IsMeant = std::function<bool(const parsers::Identity&)>;

/// The message without the lines that name them. Where a decoded part names them all the same, nothing of the message
/// can be kept: empty. Names without an address beside them are not found.
std::string redact_message(std::string_view octets, const IsMeant& is_meant);
/// What is left of the conclusions (JSON): their kind alone, for what they quote cannot be told apart.
std::string redact_conclusions(std::string_view conclusions);

} // namespace store
