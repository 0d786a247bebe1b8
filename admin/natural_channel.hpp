// The channel that a command or a call means when none is named.
#pragma once

#include "classifier/scope.hpp"
#include "parsers/identity.hpp"

namespace admin {

/// Mail for addresses, SMS for numbers, the platform's own for its ids.
classifier::Channel natural_channel(const parsers::Identity& identity);

} // namespace admin
