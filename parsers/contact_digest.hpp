// A contact as other systems pass it on without saying it: a digest of the trimmed text in lower case. No identity of
// ours is kept so, for a guess can be tested.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parsers {

/// 64 hexadecimal digits.
std::string sha256_hexadecimal(std::string_view octets);
/// Of a contact as ad platforms and suppression services hash it: white space trimmed, ASCII in lower case.
std::string digest_of_contact(std::string_view contact);

/// The forms that lists of digests come in.
enum class DigestForm : std::uint8_t { md5, sha1, sha256, sha512 };
inline constexpr std::array digest_forms{DigestForm::md5, DigestForm::sha1, DigestForm::sha256, DigestForm::sha512};
std::string_view name_of(DigestForm form);
std::optional<DigestForm> parse_digest_form(std::string_view name); // "SHA-256" too
std::size_t octets_of(DigestForm form);

struct ContactDigest {
  DigestForm form = DigestForm::sha256;
  std::string octets; // of the form's length
  friend bool operator==(const ContactDigest&, const ContactDigest&) = default;
};
/// Hexadecimal digits in any case, or base64 with its padding, of exactly a form's length. Nothing for other text.
std::optional<ContactDigest> parse_contact_digest(std::string_view text);

} // namespace parsers
