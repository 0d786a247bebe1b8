#include "smtp/proof/sender_proof.hpp"

#include <algorithm>

#include "parsers/address.hpp"
#include "parsers/ascii.hpp"
#include "parsers/domain_name.hpp"
#include "smtp/proof/alignment.hpp"

namespace smtp {
namespace {

using parsers::AuthenticationResult;
using parsers::MethodResult;
using Way = SenderProof::Way;

/// The only author, where there is one.
std::optional<parsers::Address> author_of(const MessageToProve& message) {
  if (message.author.size() != 1) return std::nullopt;
  auto address = parsers::Address::parse(message.author.front().address);
  if (!address || !address->is_normalised()) return std::nullopt;
  return std::move(*address);
}

void use_signatures(const parsers::Address& author, SenderProof& proof) {
  for (const SignatureCheck& check : proof.signatures) {
    if (!is_aligned(check.domain, author.domain())) continue;
    if (check.fault == parsers::DkimFault::key_unreachable) proof.waits_for_key = true;
    if (!check.is_proof() || proof.way != Way::none) continue;
    proof.way = Way::dkim;
    proof.domain = check.domain;
    if (check.is_of_one_message) proof.signature = check.signature;
  }
}

/// header.d, or the domain of header.i where an older system tells no more.
std::string signer_of(const AuthenticationResult& result) {
  std::string_view domain = result.property("header", "d");
  if (domain.empty()) {
    domain = result.property("header", "i");
    domain.remove_prefix(std::min(domain.rfind('@') + 1, domain.size())); // npos + 1 is 0
  }
  return parsers::normalise_domain(domain).value_or("");
}

bool is_log_in_of(const AuthenticationResult& result, const parsers::Address& author) {
  if (result.method != "auth") return false;
  const auto user = parsers::Address::parse(result.property("smtp", "auth"));
  return user && *user == author;
}

/// policy.dmarc is what the author's domain asks for (RFC 8601, registry of property types).
bool asks_to_refuse(const AuthenticationResult& result, const parsers::Address& author) {
  return result.method == "dmarc" && result.result == MethodResult::fail &&
         parsers::equals_ignoring_case(result.property("policy", "dmarc"), "reject") &&
         parsers::equals_ignoring_case(result.property("header", "from"), author.domain());
}

void use_upstream(const parsers::Address& author, SenderProof& proof) {
  for (const AuthenticationResult& result : proof.upstream->results) {
    if (asks_to_refuse(result, author)) proof.is_contradicted = true;
    if (result.result != MethodResult::pass || proof.way != Way::none) continue;
    if (const std::string signer = signer_of(result); result.method == "dkim" && is_aligned(signer, author.domain())) {
      proof.way = Way::upstream_dkim;
      proof.domain = signer;
    } else if (is_log_in_of(result, author)) {
      proof.way = Way::upstream_log_in;
      proof.domain = author.domain();
    }
  }
}

} // namespace

std::vector<std::string> SenderProver::key_names(std::string_view octets) const {
  return DkimVerifier(octets, limits_).key_names();
}

/// The top-most field of that name alone: what stands below, its upstream did not write, whoever's name it has.
std::optional<parsers::AuthenticationResults> SenderProver::word_of_upstream(const MessageToProve& message) const {
  const auto peer = parsers::NetworkAddress::parse(message.envelope.peer);
  if (!peer) return std::nullopt;
  for (const TrustedUpstream& upstream : upstreams_) {
    if (!is_in(*peer, upstream.networks)) continue;
    const parsers::RawHeader header = parsers::read_raw_header(message.octets, limits_);
    if (!header.is_unambiguous || parsers::repeats_single_field(header)) return std::nullopt;
    for (const parsers::RawField& field : header.fields) {
      if (!parsers::equals_ignoring_case(field.name(), "Authentication-Results")) continue;
      auto results = parsers::read_authentication_results(field.body());
      if (!results || results->authserv_id == upstream.authserv_id) return results; // unreadable: it may be the one
    }
  }
  return std::nullopt;
}

SenderProof SenderProver::prove(const MessageToProve& message, const TextAnswers* keys) const {
  SenderProof proof;
  if (keys != nullptr)
    proof.signatures = DkimVerifier(message.octets, limits_).verify(*keys, message.envelope.received_at);
  proof.upstream = word_of_upstream(message);
  const auto author = author_of(message);
  if (!author) return proof;
  if (const auto user = parsers::Address::parse(message.envelope.user); user && *user == *author) {
    proof.way = Way::log_in;
    proof.domain = author->domain();
  }
  use_signatures(*author, proof);
  if (proof.upstream) use_upstream(*author, proof);
  proof.waits_for_key = proof.waits_for_key && proof.way == Way::none;
  return proof;
}

std::string_view name_of(SenderProof::Way way) {
  switch (way) {
    case Way::none:
      return "none";
    case Way::log_in:
      return "log_in";
    case Way::dkim:
      return "dkim";
    case Way::upstream_dkim:
      return "upstream_dkim";
    case Way::upstream_log_in:
      return "upstream_log_in";
  }
  return "unknown";
}

} // namespace smtp
