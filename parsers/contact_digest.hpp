// A contact as other systems pass it on without saying it: SHA-256 of the trimmed text in lower case. No identity of
// ours is kept so, for a guess can be tested.
#pragma once

#include <string>
#include <string_view>

namespace parsers {

/// 64 hexadecimal digits.
std::string sha256_hexadecimal(std::string_view octets);
/// Of a contact as ad platforms and suppression services hash it: white space trimmed, ASCII in lower case.
std::string digest_of_contact(std::string_view contact);

} // namespace parsers
