// The channel that is meant when an identity is named and no channel is.
#pragma once

#include "classifier/scope.hpp"
#include "parsers/identity.hpp"

namespace classifier {

/// Mail for addresses, SMS for numbers, the platform's own for its ids.
Channel natural_channel(const parsers::Identity& identity);

} // namespace classifier
