#include "parsers/contact_digest.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

struct FormRow {
  DigestForm form;
  std::string_view name;
  std::size_t octets;
};
// clang-format off
constexpr std::array form_rows{
    FormRow{DigestForm::md5,    "md5",    16},
    FormRow{DigestForm::sha1,   "sha1",   20},
    FormRow{DigestForm::sha256, "sha256", 32},
    FormRow{DigestForm::sha512, "sha512", 64},
};
// clang-format on
static_assert(form_rows.size() == digest_forms.size());

constexpr std::size_t base64_length(std::size_t octets) { return (octets + 2) / 3 * 4; }

std::optional<std::string> read_hexadecimal(std::string_view text) {
  std::string octets(text.size() / 2, '\0');
  std::size_t length = 0;
  const int outcome = sodium_hex2bin(reinterpret_cast<unsigned char*>(octets.data()), octets.size(), text.data(),
                                     text.size(), nullptr, &length, nullptr);
  if (outcome != 0 || length != octets.size()) return std::nullopt;
  return octets;
}

std::optional<std::string> read_base64(std::string_view text, std::size_t expected) {
  std::string octets(expected, '\0');
  std::size_t length = 0;
  const int outcome = sodium_base642bin(reinterpret_cast<unsigned char*>(octets.data()), octets.size(), text.data(),
                                        text.size(), nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL);
  if (outcome != 0 || length != expected) return std::nullopt;
  return octets;
}

} // namespace

std::string sha256_hexadecimal(std::string_view octets) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(octets.data()), octets.size());
  std::string text;
  for (const unsigned char octet : digest) text += {digits[octet >> 4U], digits[octet & 15U]};
  return text;
}

std::string digest_of_contact(std::string_view contact) { return sha256_hexadecimal(to_lower(trim(contact))); }

std::string_view name_of(DigestForm form) { return form_rows[static_cast<std::size_t>(form)].name; }

std::size_t octets_of(DigestForm form) { return form_rows[static_cast<std::size_t>(form)].octets; }

std::optional<DigestForm> parse_digest_form(std::string_view name) {
  std::string plain = to_lower(name);
  std::erase(plain, '-');
  for (const FormRow& row : form_rows)
    if (row.name == plain) return row.form;
  return std::nullopt;
}

std::optional<ContactDigest> parse_contact_digest(std::string_view text) {
  for (const FormRow& row : form_rows) {
    std::optional<std::string> octets;
    if (text.size() == 2 * row.octets) octets = read_hexadecimal(text);
    // Of all forms some octets are left over, so each ends in padding: no word of that length is taken for a digest.
    if (!octets && text.size() == base64_length(row.octets) && text.ends_with('=')) {
      octets = read_base64(text, row.octets);
    }
    if (octets) return ContactDigest{.form = row.form, .octets = std::move(*octets)};
  }
  return std::nullopt;
}

} // namespace parsers
