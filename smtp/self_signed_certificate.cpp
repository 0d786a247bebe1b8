#include "smtp/self_signed_certificate.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>
#include <chrono>
#include <memory>

namespace smtp {
namespace {

using parsers::ErrorCode;
using parsers::failure;

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;

constexpr std::chrono::days life{3650};
constexpr std::size_t longest_common_name = 64; // RFC 5280, ub-common-name
constexpr std::chrono::hours behind{24};        // clocks of peers may be late

bool set_serial(X509* certificate) {
  std::array<unsigned char, 8> octets{};
  if (RAND_bytes(octets.data(), octets.size()) != 1) return false;
  octets[0] &= 0x7f; // positive
  const std::unique_ptr<BIGNUM, Freed<BN_free>> number(BN_bin2bn(octets.data(), octets.size(), nullptr));
  return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool set_time(ASN1_TIME* place, parsers::Instant when) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(when.time_since_epoch()).count();
  return ASN1_TIME_set(place, static_cast<time_t>(seconds)) != nullptr;
}

bool set_names(X509* certificate, const std::string& host_name) {
  X509_NAME* const subject = X509_get_subject_name(certificate);
  const std::string common = host_name.substr(0, longest_common_name);
  if (X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(common.data()),
                                 static_cast<int>(common.size()), -1, 0) != 1 ||
      X509_set_issuer_name(certificate, subject) != 1) {
    return false;
  }
  const std::string alternative = "DNS:" + host_name;
  const Extension extension(X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, alternative.c_str()));
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

std::string take_text(BIO* memory) {
  char* text = nullptr;
  const long length = BIO_get_mem_data(memory, &text);
  return {text, static_cast<std::size_t>(length)};
}

} // namespace

parsers::Result<CertificatePair> make_self_signed_certificate(std::string_view host_name, parsers::Instant now) {
  const auto failed = [] { return failure(ErrorCode::internal, "OpenSSL made no certificate"); };
  const bool is_name = !host_name.empty() && host_name.find_first_of(",\n\r") == std::string_view::npos;
  if (!is_name) return failure(ErrorCode::invalid_argument, "no host name for a certificate");
  const Key key(EVP_EC_gen("P-256"));
  const Certificate certificate(X509_new());
  if (!key || !certificate || X509_set_version(certificate.get(), 2) != 1 || !set_serial(certificate.get()) ||
      !set_time(X509_getm_notBefore(certificate.get()), now - behind) ||
      !set_time(X509_getm_notAfter(certificate.get()), now + life) ||
      !set_names(certificate.get(), std::string(host_name)) || X509_set_pubkey(certificate.get(), key.get()) != 1 ||
      X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0) {
    return failed();
  }
  const Memory public_part(BIO_new(BIO_s_mem()));
  const Memory secret_part(BIO_new(BIO_s_mem()));
  if (!public_part || !secret_part || PEM_write_bio_X509(public_part.get(), certificate.get()) != 1 ||
      PEM_write_bio_PKCS8PrivateKey(secret_part.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
    return failed();
  }
  return CertificatePair{take_text(public_part.get()), take_text(secret_part.get())};
}

} // namespace smtp
