// Octets that are mostly zero, in fewer: of each eight a mask of those that are not zero, then these.
#pragma once

#include <string>
#include <string_view>

#include "store/octets.hpp"

namespace store {

/// With the unpacked length (varint) in front.
void write_packed(OctetWriter& writer, std::string_view octets);
/// Fails the reader for what write_packed does not make. At most eight times what is left of the reader.
std::string read_packed(OctetReader& reader);

} // namespace store
