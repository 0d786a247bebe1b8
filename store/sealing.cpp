#include "store/sealing.hpp"

#include <sodium.h>

namespace store {

namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr char derivation_context[] = "desist__"; // crypto_kdf wants eight characters
static_assert(sizeof(derivation_context) - 1 == crypto_kdf_CONTEXTBYTES);

const unsigned char* octets_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* octets_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

} // namespace

std::string seal(const Secret& key, std::string_view clear, std::string_view purpose) {
  std::string sealed(nonce_size + clear.size() + tag_size, '\0');
  unsigned char* nonce = octets_of(sealed);
  randombytes_buf(nonce, nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_size, nullptr, octets_of(clear), clear.size(),
                                             octets_of(purpose), purpose.size(), nullptr, nonce, key.data());
  return sealed;
}

Result<std::string> open_sealed(const Secret& key, std::string_view sealed, std::string_view purpose) {
  const auto refused = [&] {
    return parsers::failure(parsers::ErrorCode::corrupt, "a sealed value (" + std::string(purpose) + ") does not open");
  };
  if (sealed.size() < nonce_size + tag_size) return refused();
  const std::string_view nonce = sealed.substr(0, nonce_size);
  const std::string_view body = sealed.substr(nonce_size);
  std::string clear(body.size() - tag_size, '\0');
  const int outcome =
      crypto_aead_xchacha20poly1305_ietf_decrypt(octets_of(clear), nullptr, nullptr, octets_of(body), body.size(),
                                                 octets_of(purpose), purpose.size(), octets_of(nonce), key.data());
  if (outcome != 0) return refused();
  return clear;
}

Secret derive_secret(const Secret& master, std::uint64_t use) {
  Secret derived{};
  crypto_kdf_derive_from_key(derived.data(), derived.size(), use, derivation_context, master.data());
  return derived;
}

Secret random_secret() {
  Secret secret{};
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

} // namespace store
