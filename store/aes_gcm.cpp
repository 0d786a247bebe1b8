#include "store/aes_gcm.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <new>

#include "parsers/assert_that.hpp"

namespace store {
namespace {

using parsers::assert_that;

unsigned char* octets_of(char* place) { return reinterpret_cast<unsigned char*>(place); }
const unsigned char* octets_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
int length_of(std::string_view text) {
  assert_that(text.size() < (1u << 31), "what is sealed at once stays under 2 GiB");
  return static_cast<int>(text.size());
}

/// Fetched once: a fetch costs more than sealing a small message.
const EVP_CIPHER* aes_256_gcm() {
  static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  assert_that(cipher != nullptr, "OpenSSL has AES-256-GCM");
  return cipher;
}

/// With a cipher in hand, all that making a context can lack is memory.
void expect_memory(bool good) {
  if (good) return;
  ERR_clear_error();
  throw std::bad_alloc();
}

} // namespace

void AesGcm::Free::operator()(evp_cipher_ctx_st* context) const { EVP_CIPHER_CTX_free(context); }

AesGcm::AesGcm(const Key& key) : keyed_(EVP_CIPHER_CTX_new()) {
  expect_memory(keyed_ && EVP_CipherInit_ex(keyed_.get(), aes_256_gcm(), nullptr, key.data(), nullptr, 1) == 1);
}

AesGcm::Context AesGcm::copy() const {
  Context context(EVP_CIPHER_CTX_new());
  expect_memory(context && EVP_CIPHER_CTX_copy(context.get(), keyed_.get()) == 1);
  return context;
}

void AesGcm::seal(const Nonce& nonce, std::string_view bound, std::span<const std::string_view> parts,
                  char* place) const {
  const Context context = copy();
  int written = 0;
  bool good = EVP_EncryptInit_ex(context.get(), nullptr, nullptr, nullptr, nonce.data()) == 1 &&
              EVP_EncryptUpdate(context.get(), nullptr, &written, octets_of(bound), length_of(bound)) == 1;
  for (const auto part : parts) {
    good = good && EVP_EncryptUpdate(context.get(), octets_of(place), &written, octets_of(part), length_of(part)) == 1;
    place += part.size();
  }
  good = good && EVP_EncryptFinal_ex(context.get(), octets_of(place), &written) == 1 &&
         EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(tag_octets), place) == 1;
  assert_that(good, "AES-256-GCM seals");
}

std::optional<std::string> AesGcm::open(const Nonce& nonce, std::string_view bound, std::string_view sealed) const {
  if (sealed.size() < tag_octets) return std::nullopt;
  const auto hidden = sealed.substr(0, sealed.size() - tag_octets);
  std::string tag(sealed.substr(hidden.size()));
  std::string clear(hidden.size(), '\0');
  const Context context = copy();
  int written = 0;
  const bool ready =
      EVP_DecryptInit_ex(context.get(), nullptr, nullptr, nullptr, nonce.data()) == 1 &&
      EVP_DecryptUpdate(context.get(), nullptr, &written, octets_of(bound), length_of(bound)) == 1 &&
      EVP_DecryptUpdate(context.get(), octets_of(clear.data()), &written, octets_of(hidden), length_of(hidden)) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(tag_octets), tag.data()) == 1;
  unsigned char none[tag_octets];
  if (!ready || EVP_DecryptFinal_ex(context.get(), none, &written) != 1) return std::nullopt;
  return clear;
}

} // namespace store
