#include "smtp/proof/dkim_verifier.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "parsers/ascii.hpp"
#include "parsers/assert_that.hpp"
#include "parsers/canonical_text.hpp"
#include "smtp/proof/dkim_key.hpp"

namespace smtp {
namespace {

using parsers::Canonicalisation;
using parsers::DkimFault;
using parsers::DkimSignature;
using parsers::RawField;

constexpr std::string_view signature_field = "dkim-signature";
constexpr std::chrono::seconds clock_skew{300};

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new()) {
    parsers::assert_that(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1, "SHA-256 is there");
  }
  void add(std::string_view octets) {
    parsers::assert_that(EVP_DigestUpdate(context_.get(), octets.data(), octets.size()) == 1, "SHA-256 takes octets");
  }
  std::string finish() {
    std::string digest(32, '\0');
    parsers::assert_that(
        EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr) == 1,
        "SHA-256 ends");
    return digest;
  }

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

struct BodyDigest {
  std::string digest;
  std::uint64_t octets = 0; // of the whole canonical body
};

BodyDigest digest_body(std::string_view body, Canonicalisation form, std::optional<std::uint64_t> length) {
  BodyDigest result;
  Sha256 hash;
  std::uint64_t left = length.value_or(UINT64_MAX);
  parsers::CanonicalBody canonical(form, [&](std::string_view octets) {
    result.octets += octets.size();
    const std::string_view counted =
        octets.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(left, octets.size())));
    left -= counted.size();
    hash.add(counted);
  });
  canonical.add(body);
  canonical.finish();
  result.digest = hash.finish();
  return result;
}

std::optional<DkimFault> check_times(const DkimSignature& signature, parsers::Instant received_at) {
  if (signature.signed_at && *signature.signed_at > received_at + clock_skew) return DkimFault::signed_in_future;
  if (signature.expires_at && *signature.expires_at + clock_skew < received_at) return DkimFault::expired;
  return std::nullopt;
}

/// Without one of these, a person who writes the same words twice may get the same signature twice.
bool is_of_one_message(const DkimSignature& signature) {
  return signature.signed_at || std::ranges::any_of(signature.signed_fields, [](const std::string& name) {
           return name == "date" || name == "message-id";
         });
}

bool is_named(const RawField& field, std::string_view name) {
  return parsers::equals_ignoring_case(field.name(), name);
}

} // namespace

/// Each form of the body is hashed once.
class DkimVerifier::BodyDigests {
 public:
  explicit BodyDigests(std::string_view body) : body_(body) {}
  const BodyDigest& of(const DkimSignature& signature) {
    const Key key{signature.body, signature.body_length};
    const auto known = digests_.find(key);
    if (known != digests_.end()) return known->second;
    return digests_.emplace(key, digest_body(body_, key.first, key.second)).first->second;
  }

 private:
  using Key = std::pair<Canonicalisation, std::optional<std::uint64_t>>;
  std::string_view body_;
  std::map<Key, BodyDigest> digests_;
};

DkimVerifier::DkimVerifier(std::string_view octets, const parsers::Limits& limits)
    : header_(parsers::read_raw_header(octets, limits)) {
  std::size_t readable = 0;
  for (std::size_t i = 0; i < header_.fields.size() && found_.size() < most_told; ++i) {
    if (!is_named(header_.fields[i], signature_field)) continue;
    Found found{.field = i, .signature = parsers::read_dkim_signature(header_.fields[i].body())};
    if (found.signature && ++readable > most_signatures) found.signature = tl::unexpected(DkimFault::not_checked);
    found_.push_back(std::move(found));
  }
}

std::vector<std::string> DkimVerifier::key_names() const {
  std::vector<std::string> names;
  if (!header_.is_unambiguous) return names;
  for (const Found& found : found_)
    if (found.signature) names.push_back(found.signature->key_name());
  return names;
}

std::vector<SignatureCheck> DkimVerifier::verify(const TextAnswers& keys, parsers::Instant received_at) const {
  std::vector<SignatureCheck> checks;
  BodyDigests bodies(header_.body);
  for (const Found& found : found_) {
    SignatureCheck check;
    if (!found.signature) {
      check.fault = found.signature.error();
      checks.push_back(std::move(check));
      continue;
    }
    check.domain = found.signature->domain;
    check.selector = found.signature->selector;
    check.signature = found.signature->signature;
    check.is_of_one_message = is_of_one_message(*found.signature);
    const auto out_of_time = check_times(*found.signature, received_at);
    check.fault = out_of_time ? *out_of_time : this->check(found, keys, bodies, check.gap);
    checks.push_back(std::move(check));
  }
  return checks;
}

DkimFault DkimVerifier::check(const Found& found, const TextAnswers& keys, BodyDigests& bodies,
                              SignatureGap& gap) const {
  if (!header_.is_unambiguous) return DkimFault::malformed_header;
  const DkimSignature& signature = *found.signature;
  const auto answer = keys.find(signature.key_name());
  const auto key = DkimKey::choose(answer == keys.end() ? TextAnswer{} : answer->second, signature);
  if (!key) return key.error();
  const BodyDigest& body = bodies.of(signature);
  if (signature.body_length && *signature.body_length > body.octets) return DkimFault::body_too_short;
  if (body.digest != signature.body_hash) return DkimFault::body_differs;
  if (!key->verifies(signature.signature, header_digest(found))) return DkimFault::signature_differs;
  gap = gap_of(signature);
  if (signature.body_length && *signature.body_length < body.octets) gap = SignatureGap::part_of_body;
  if (key->is_testing()) gap = SignatureGap::testing_key;
  return DkimFault::none;
}

/// Fields of one name are taken from the bottom up, and those that are not there are nothing (RFC 6376 5.4.2); the
/// signature itself comes last, without its b= and its line end.
std::string DkimVerifier::header_digest(const Found& found) const {
  const DkimSignature& signature = *found.signature;
  std::map<std::string, std::vector<const RawField*>> fields; // of each name those that are left, the lowest last
  for (std::size_t i = 0; i < header_.fields.size(); ++i)
    if (i != found.field) fields[parsers::to_lower(header_.fields[i].name())].push_back(&header_.fields[i]);
  Sha256 hash;
  for (const std::string& name : signature.signed_fields) {
    const auto of_name = fields.find(name);
    if (of_name == fields.end() || of_name->second.empty()) continue;
    hash.add(parsers::canonical_field(*of_name->second.back(), signature.header));
    of_name->second.pop_back();
  }
  const std::string own = parsers::canonical_field(header_.fields[found.field], signature.header,
                                                   {.begin = signature.value_begin, .end = signature.value_end});
  hash.add(std::string_view(own).substr(0, own.size() - 2));
  return hash.finish();
}

SignatureGap DkimVerifier::gap_of(const DkimSignature& signature) const {
  if (parsers::repeats_single_field(header_)) return SignatureGap::repeated_field;
  const auto is_unsigned = [&](std::string_view name) {
    return std::ranges::any_of(header_.fields, [&](const RawField& field) { return is_named(field, name); }) &&
           std::ranges::find(signature.signed_fields, name) == signature.signed_fields.end();
  };
  if (is_unsigned("subject")) return SignatureGap::subject_unsigned;
  const bool is_content_unsigned = is_unsigned("content-type") || is_unsigned("content-transfer-encoding");
  return is_content_unsigned ? SignatureGap::content_unsigned : SignatureGap::none;
}

std::string_view name_of(SignatureGap gap) {
  switch (gap) {
    case SignatureGap::none:
      return "none";
    case SignatureGap::part_of_body:
      return "part_of_body";
    case SignatureGap::subject_unsigned:
      return "subject_unsigned";
    case SignatureGap::content_unsigned:
      return "content_unsigned";
    case SignatureGap::repeated_field:
      return "repeated_field";
    case SignatureGap::testing_key:
      return "testing_key";
  }
  return "unknown";
}

} // namespace smtp
