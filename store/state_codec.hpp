// The octets of one identity's state, the value of the address table. store/LEDGER.md draws them.
#pragma once

#include <string>
#include <string_view>

#include "classifier/address_state.hpp"
#include "parsers/result.hpp"

namespace store {

std::string encode_state(const classifier::AddressState& state);
/// Total: corrupt for every octets that encode_state does not make, newer_format for a version that is not known.
parsers::Result<classifier::AddressState> decode_state(std::string_view octets);

} // namespace store
