#include "parsers/dkim_signature.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "parsers/ascii.hpp"
#include "parsers/base64.hpp"
#include "parsers/domain_name.hpp"
#include "parsers/tag_list.hpp"

namespace parsers {
namespace {

using Fault = tl::unexpected<DkimFault>;
using Reading = tl::expected<void, DkimFault>;

constexpr std::size_t sha256_octets = 32;
constexpr std::size_t longest_domain = 253; // of the whole key name

// 1*76DIGIT; a number that does not fit is as good as the greatest one.
std::optional<std::uint64_t> read_number(std::string_view text) {
  if (text.empty() || text.size() > 76) return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    const bool fits = number <= (std::numeric_limits<std::uint64_t>::max() - digit) / 10;
    number = fits ? number * 10 + digit : std::numeric_limits<std::uint64_t>::max();
  }
  return number;
}

// Seconds since 1970; later than the year 9999 is never.
std::optional<Instant> read_seconds(std::string_view text) {
  constexpr std::uint64_t latest = 253'402'300'799;
  const auto seconds = read_number(text);
  if (!seconds) return std::nullopt;
  return Instant(std::chrono::seconds(static_cast<std::int64_t>(std::min(*seconds, latest))));
}

std::optional<Canonicalisation> read_canonicalisation(std::string_view name) {
  if (name == "simple") return Canonicalisation::simple;
  if (name == "relaxed") return Canonicalisation::relaxed;
  return std::nullopt;
}

class SignatureReader {
 public:
  explicit SignatureReader(const TagList& tags) : tags_(tags) {}

  tl::expected<DkimSignature, DkimFault> read() {
    constexpr std::array steps{&SignatureReader::read_version, &SignatureReader::read_algorithm,
                               &SignatureReader::read_octets,  &SignatureReader::read_canonicalisations,
                               &SignatureReader::read_domain,  &SignatureReader::read_identity,
                               &SignatureReader::read_fields,  &SignatureReader::read_limits};
    for (const auto step : steps)
      if (auto done = (this->*step)(); !done) return Fault(done.error());
    return std::move(signature_);
  }

 private:
  Reading read_version() {
    const auto version = tags_.value("v");
    if (!version) return Fault(DkimFault::malformed_signature);
    if (*version != "1") return Fault(DkimFault::unknown_version);
    return {};
  }

  Reading read_algorithm() {
    const auto algorithm = tags_.value("a");
    if (!algorithm) return Fault(DkimFault::malformed_signature);
    if (equals_ignoring_case(*algorithm, "rsa-sha256"))
      signature_.algorithm = DkimAlgorithm::rsa_sha256;
    else if (equals_ignoring_case(*algorithm, "ed25519-sha256"))
      signature_.algorithm = DkimAlgorithm::ed25519_sha256;
    else
      return Fault(DkimFault::unsupported_algorithm);
    if (const auto query = tags_.value("q")) {
      const auto methods = split_at_colons(*query);
      if (std::ranges::find(methods, "dns/txt") == methods.end()) return Fault(DkimFault::unsupported_query);
    }
    return {};
  }

  Reading read_octets() {
    const Tag* const signature = tags_.find("b");
    const auto hash = tags_.value("bh");
    if (signature == nullptr || !hash) return Fault(DkimFault::malformed_signature);
    auto octets = decode_base64(signature->value);
    auto hash_octets = decode_base64(*hash);
    if (!octets || octets->empty() || !hash_octets || hash_octets->size() != sha256_octets)
      return Fault(DkimFault::malformed_signature);
    signature_.signature = std::move(*octets);
    signature_.body_hash = std::move(*hash_octets);
    signature_.value_begin = signature->begin;
    signature_.value_end = signature->end;
    return {};
  }

  // c= header ["/" body]; simple where nothing is said (RFC 6376 3.5).
  Reading read_canonicalisations() {
    const std::string both = to_lower(tags_.value("c").value_or("simple/simple"));
    const std::size_t slash = both.find('/');
    const auto header = read_canonicalisation(std::string_view(both).substr(0, slash));
    const auto body = slash == std::string::npos ? Canonicalisation::simple
                                                 : read_canonicalisation(std::string_view(both).substr(slash + 1));
    if (!header || !body) return Fault(DkimFault::unsupported_algorithm);
    signature_.header = *header;
    signature_.body = *body;
    return {};
  }

  Reading read_domain() {
    auto domain = normalise_domain(tags_.value("d").value_or(""));
    auto selector = normalise_domain(tags_.value("s").value_or(""));
    if (!domain || !selector || domain->starts_with('[') || selector->starts_with('['))
      return Fault(DkimFault::malformed_signature);
    signature_.domain = std::move(*domain);
    signature_.selector = std::move(*selector);
    if (signature_.key_name().size() > longest_domain) return Fault(DkimFault::malformed_signature);
    return {};
  }

  Reading read_identity() {
    const auto identity = tags_.value("i");
    if (!identity) return {};
    const std::size_t at = identity->rfind('@');
    if (at == std::string_view::npos) return Fault(DkimFault::malformed_signature);
    const auto domain = normalise_domain(identity->substr(at + 1));
    if (!domain) return Fault(DkimFault::malformed_signature);
    signature_.is_of_subdomain = *domain != signature_.domain;
    if (signature_.is_of_subdomain && !domain->ends_with("." + signature_.domain))
      return Fault(DkimFault::identity_outside_domain);
    return {};
  }

  Reading read_fields() {
    const auto fields = tags_.value("h");
    if (!fields) return Fault(DkimFault::malformed_signature);
    for (const std::string_view name : split_at_colons(*fields)) {
      if (name.empty()) return Fault(DkimFault::malformed_signature);
      signature_.signed_fields.push_back(to_lower(name));
    }
    if (std::ranges::find(signature_.signed_fields, "from") == signature_.signed_fields.end())
      return Fault(DkimFault::from_not_signed);
    return {};
  }

  Reading read_limits() {
    if (const auto length = tags_.value("l")) {
      signature_.body_length = read_number(*length);
      if (!signature_.body_length) return Fault(DkimFault::malformed_signature);
    }
    if (const auto signed_at = tags_.value("t")) {
      signature_.signed_at = read_seconds(*signed_at);
      if (!signature_.signed_at) return Fault(DkimFault::malformed_signature);
    }
    if (const auto expires_at = tags_.value("x")) {
      signature_.expires_at = read_seconds(*expires_at);
      if (!signature_.expires_at) return Fault(DkimFault::malformed_signature);
      if (signature_.signed_at && *signature_.expires_at <= *signature_.signed_at)
        return Fault(DkimFault::malformed_signature);
    }
    return {};
  }

  const TagList& tags_;
  DkimSignature signature_;
};

} // namespace

tl::expected<DkimSignature, DkimFault> read_dkim_signature(std::string_view field_body) {
  const auto tags = TagList::parse(field_body);
  if (!tags) return Fault(DkimFault::malformed_signature);
  return SignatureReader(*tags).read();
}

} // namespace parsers
