// The time as an argument: pages, protocols and tests say what "now" is.
#pragma once

#include <functional>

#include "parsers/instant.hpp"

namespace admin {

using Clock = std::function<parsers::Instant()>; // safe for several threads

} // namespace admin
