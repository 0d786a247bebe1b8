// The octets of one identity's state, the value of the address table. store/LEDGER.md draws them.
#pragma once

#include <string>
#include <string_view>

#include "parsers/result.hpp"
#include "store/octets.hpp"
#include "store/stored_state.hpp"

namespace store {

std::string encode_state(const StoredState& state);
void write_state(OctetWriter& writer, const StoredState& state);
/// What write_state makes of a state that is this fact alone; most rows of a large table are.
void write_imported_state(OctetWriter& writer, const ImportedFact& fact);
/// Total: corrupt for every octets that encode_state does not make, newer_format for a version that is not known.
parsers::Result<StoredState> decode_state(std::string_view octets);

} // namespace store
