// Which kind of identity a text is, as an octet beside it: no text is read as another kind.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "parsers/identity.hpp"

namespace store {

/// 0 address, 1 phone number, 2 platform id: the place among the alternatives.
inline std::uint8_t kind_of(const parsers::Identity& identity) { return static_cast<std::uint8_t>(identity.index()); }
/// Nothing where the text is none of that kind. It is normalised by reading.
std::optional<parsers::Identity> identity_of_kind(std::uint8_t kind, std::string_view text);

} // namespace store
