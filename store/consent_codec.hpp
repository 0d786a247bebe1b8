// The octets of consents and double opt-ins, before they are sealed. store/LEDGER.md draws them.
#pragma once

#include <string>
#include <string_view>

#include "parsers/result.hpp"
#include "store/consents.hpp"
#include "store/key_ring.hpp"

namespace store {

/// invalid_argument for a text that is too long, and for a consent without words.
parsers::Result<void> check_consent(const ConsentText& text);

struct OptInRow {
  OptIn opt_in;
  std::string token = {};     // empty once it was sent
  SecretHash token_hash = {}; // stands before the sealed row
};

std::string encode_consent(const ConsentText& text);
std::string encode_opt_in(const OptInRow& row);

/// Total: corrupt for every octets that the encoder does not make. The id of an opt-in stands in the row's key.
parsers::Result<ConsentText> decode_consent(std::string_view octets);
parsers::Result<OptInRow> decode_opt_in(std::string_view octets);

} // namespace store
