// The octets of a ledger entry: what is stored, chained and replicated. store/LEDGER.md draws them.
#pragma once

#include <string>
#include <string_view>

#include "classifier/entry.hpp"
#include "parsers/result.hpp"

namespace store {

/// The event was checked (store/event_codec.hpp).
std::string encode_entry(const classifier::Entry& entry);
/// Total: corrupt for every octets that encode_entry does not make, newer_format for a version that is not known.
parsers::Result<classifier::Entry> decode_entry(std::string_view octets);

} // namespace store
