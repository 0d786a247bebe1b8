#include "smtp/proof/dkim_key.hpp"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace smtp {
namespace {

using parsers::DkimFault;
using parsers::DkimKeyRecord;
using parsers::DkimKeyType;
using Fault = tl::unexpected<DkimFault>;

constexpr int least_rsa_bits = 1024; // RFC 8301 3.2
constexpr int most_rsa_bits = 4096;  // what verifiers must take; more is work for nothing
constexpr std::size_t ed25519_octets = 32;

const unsigned char* octets_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

struct ContextFree {
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

DkimKeyType type_of(parsers::DkimAlgorithm algorithm) {
  return algorithm == parsers::DkimAlgorithm::ed25519_sha256 ? DkimKeyType::ed25519 : DkimKeyType::rsa;
}

/// SubjectPublicKeyInfo, as everybody writes it, or RSAPublicKey, as RFC 6376 3.6.1 says.
EVP_PKEY* read_rsa(std::string_view octets) {
  const auto length = static_cast<long>(octets.size());
  const unsigned char* place = octets_of(octets);
  EVP_PKEY* key = d2i_PUBKEY(nullptr, &place, length);
  if (key != nullptr) return key;
  place = octets_of(octets);
  return d2i_PublicKey(EVP_PKEY_RSA, nullptr, &place, length);
}

/// The only record of them that is a key.
tl::expected<DkimKeyRecord, DkimFault> only_record(const TextAnswer& answer) {
  std::optional<DkimKeyRecord> only;
  for (const std::string& text : answer.texts) {
    auto record = parsers::read_dkim_key_record(text);
    if (!record) continue;
    if (only) return Fault(DkimFault::key_ambiguous);
    only = std::move(record);
  }
  if (!only) return Fault(DkimFault::key_malformed);
  return std::move(*only);
}

} // namespace

void DkimKey::Free::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

DkimKey::DkimKey(Handle key, const DkimKeyRecord& record)
    : key_(std::move(key)), is_rsa_(record.type == DkimKeyType::rsa), is_testing_(record.is_testing) {}

tl::expected<DkimKey::Handle, DkimFault> DkimKey::read(const DkimKeyRecord& record) {
  if (record.type == DkimKeyType::ed25519) {
    if (record.key.size() != ed25519_octets) return Fault(DkimFault::key_malformed);
    Handle key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets_of(record.key), record.key.size()));
    if (!key) return Fault(DkimFault::key_malformed);
    return key;
  }
  Handle key(read_rsa(record.key));
  if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA) return Fault(DkimFault::key_malformed);
  const int bits = EVP_PKEY_get_bits(key.get());
  if (bits < least_rsa_bits) return Fault(DkimFault::key_too_short);
  if (bits > most_rsa_bits) return Fault(DkimFault::key_malformed);
  return key;
}

tl::expected<DkimKey, DkimFault> DkimKey::choose(const TextAnswer& answer, const parsers::DkimSignature& signature) {
  if (answer.status == TextAnswer::Status::unreachable) return Fault(DkimFault::key_unreachable);
  if (answer.status == TextAnswer::Status::absent || answer.texts.empty()) return Fault(DkimFault::key_absent);
  const auto record = only_record(answer);
  if (!record) return Fault(record.error());
  if (record->type != type_of(signature.algorithm) || !record->takes_sha256 || !record->is_for_mail ||
      (record->forbids_subdomains && signature.is_of_subdomain)) {
    return Fault(DkimFault::key_not_for_signature);
  }
  if (record->key.empty()) return Fault(DkimFault::key_revoked);
  auto key = read(*record);
  if (!key) return Fault(key.error());
  return DkimKey(std::move(*key), *record);
}

bool DkimKey::verifies(std::string_view signature, std::string_view digest) const {
  if (!is_rsa_) {
    const std::unique_ptr<EVP_MD_CTX, ContextFree> context(EVP_MD_CTX_new());
    return context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
           EVP_DigestVerify(context.get(), octets_of(signature), signature.size(), octets_of(digest), digest.size()) ==
               1;
  }
  const std::unique_ptr<EVP_PKEY_CTX, ContextFree> context(EVP_PKEY_CTX_new(key_.get(), nullptr));
  return context && EVP_PKEY_verify_init(context.get()) == 1 &&
         EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1 &&
         EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()) == 1 &&
         EVP_PKEY_verify(context.get(), octets_of(signature), signature.size(), octets_of(digest), digest.size()) == 1;
}

} // namespace smtp
