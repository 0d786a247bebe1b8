#include "smtp/proof/sender_proof.hpp"

#include <gtest/gtest.h>

#include "smtp/proof/alignment.hpp"
#include "tests/smtp/proof/signer_for_tests.hpp"

namespace smtp {
namespace {

using Way = SenderProof::Way;

const std::string plain = "From: Ann <ann@shop.example>\r\nSubject: Re: news\r\n\r\nPlease take me off your list.\r\n";

SenderProof proof_of(const std::string& octets, const TextAnswers& keys = SignerForTests::keys(),
                     const std::string& peer = "192.0.2.1",
                     const std::vector<parsers::Mailbox>& author = {{"Ann", "ann@shop.example"}}) {
  TrustedUpstream upstream{{*parsers::Network::parse("198.51.100.0/24")}, "mx.relay.example"};
  const SenderProver prover({std::move(upstream)});
  parsers::Envelope envelope;
  envelope.peer = peer;
  envelope.received_at = *parsers::parse_rfc3339("2026-11-20T09:00:00Z");
  return prover.prove({octets, envelope, author}, &keys);
}

SenderProof from_upstream(const std::string& header, const std::string& peer = "198.51.100.7") {
  return proof_of(header + plain, {}, peer);
}

TEST(SenderProof, IsASignatureOfTheAuthorsDomain) {
  const auto proof = proof_of(SignerForTests{}.sign(plain));
  EXPECT_EQ(proof.way, Way::dkim);
  EXPECT_TRUE(proof.is_proven());
  EXPECT_EQ(proof.domain, "shop.example");
  EXPECT_EQ(proof.signature, "") << "nothing of it is of this message alone";
}

TEST(SenderProof, NamesTheSignatureOfOneMessageAlone) {
  const std::string tags = "d=shop.example; s=key; h=from:subject";
  const std::string dated = "d=shop.example; s=key; h=from:subject:date";
  const std::string date = "Date: Fri, 20 Nov 2026 08:00:00 +0000\r\n";
  EXPECT_EQ(proof_of(SignerForTests{tags + "; t=1794000000", {}}.sign(plain)).signature.size(), 64u);
  EXPECT_EQ(proof_of(SignerForTests{dated, {}}.sign(date + plain)).signature.size(), 64u);
  EXPECT_EQ(proof_of(SignerForTests{tags, {}}.sign(date + plain)).signature, "") << "the date is not signed";
}

TEST(SenderProof, IsNoSignatureOfAnother) {
  const auto proof =
      proof_of(SignerForTests{}.sign(plain), SignerForTests::keys(), "192.0.2.1", {{"Ann", "ann@other.example"}});
  EXPECT_FALSE(proof.is_proven());
  EXPECT_EQ(proof.signatures.size(), 1u);
  EXPECT_EQ(proof.signatures[0].result(), parsers::MethodResult::pass);
}

TEST(SenderProof, IsOfOneAuthorAlone) {
  const std::vector<parsers::Mailbox> two{{"Ann", "ann@shop.example"}, {"Eve", "eve@shop.example"}};
  EXPECT_FALSE(proof_of(SignerForTests{}.sign(plain), SignerForTests::keys(), "192.0.2.1", two).is_proven());
  EXPECT_FALSE(proof_of(SignerForTests{}.sign(plain), SignerForTests::keys(), "192.0.2.1", {}).is_proven());
}

TEST(SenderProof, WaitsForAKeyOfTheAuthorsDomainAlone) {
  EXPECT_TRUE(proof_of(SignerForTests{}.sign(plain), {}).waits_for_key);
  EXPECT_FALSE(proof_of(SignerForTests{}.sign(plain), {}, "192.0.2.1", {{"", "a@other.example"}}).waits_for_key);
  EXPECT_FALSE(proof_of(SignerForTests{}.sign(plain)).waits_for_key);
}

TEST(SenderProof, WaitsForNoKeyWhenAnotherSignatureProvesIt) {
  SignerForTests second;
  second.tags = "d=shop.example; s=lost; h=from:subject";
  const auto proof = proof_of(second.sign(SignerForTests{}.sign(plain)));
  EXPECT_EQ(proof.way, Way::dkim);
  EXPECT_FALSE(proof.waits_for_key);
}

TEST(SenderProof, IsNotASignatureWithAGap) {
  EXPECT_FALSE(proof_of("Subject: unsubscribe\r\n" + SignerForTests{}.sign(plain)).is_proven());
}

TEST(SenderProof, IsTheWordOfATrustedUpstream) {
  const auto proof =
      from_upstream("Authentication-Results: mx.relay.example; dkim=pass header.d=shop.example header.s=k\r\n");
  EXPECT_EQ(proof.way, Way::upstream_dkim);
  EXPECT_EQ(proof.domain, "shop.example");
  EXPECT_TRUE(
      from_upstream("Authentication-Results: MX.Relay.Example; dkim=pass header.i=@shop.example\r\n").is_proven());
}

TEST(SenderProof, IsNotTheWordOfAnybodyElse) {
  const std::string good = "Authentication-Results: mx.relay.example; dkim=pass header.d=shop.example\r\n";
  EXPECT_FALSE(from_upstream(good, "192.0.2.1").is_proven()) << "from another network";
  EXPECT_FALSE(
      from_upstream("Authentication-Results: mx.evil.example; dkim=pass header.d=shop.example\r\n").is_proven());
  EXPECT_FALSE(
      from_upstream("Authentication-Results: mx.relay.example; dkim=pass header.d=evil.example\r\n").is_proven());
  EXPECT_FALSE(
      from_upstream("Authentication-Results: mx.relay.example; dkim=fail header.d=shop.example\r\n").is_proven());
  EXPECT_FALSE(from_upstream("Authentication-Results: mx.relay.example; spf=pass smtp.mailfrom=ann@shop.example\r\n")
                   .is_proven())
      << "who may send for a domain is not who wrote";
}

TEST(SenderProof, IsTheTopMostFieldOfThatNameAlone) {
  const std::string bad = "Authentication-Results: mx.relay.example; dkim=fail header.d=shop.example\r\n";
  const std::string broken = "Authentication-Results: mx.relay.example; dkim\r\n";
  const std::string forged = "Authentication-Results: mx.relay.example; dkim=pass header.d=shop.example\r\n";
  const std::string other = "Authentication-Results: mx.inner.example; spf=pass smtp.helo=a\r\n";
  EXPECT_FALSE(from_upstream(bad + forged).is_proven());
  EXPECT_FALSE(from_upstream(broken + forged).is_proven()) << "what cannot be read may be the upstream's";
  EXPECT_TRUE(from_upstream(other + forged).is_proven());
}

TEST(SenderProof, IsALogInAsTheAuthor) {
  EXPECT_EQ(from_upstream("Authentication-Results: mx.relay.example; auth=pass smtp.auth=Ann@shop.example\r\n").way,
            Way::upstream_log_in);
  EXPECT_FALSE(
      from_upstream("Authentication-Results: mx.relay.example; auth=pass smtp.auth=bob@shop.example\r\n").is_proven());
}

TEST(SenderProof, IsALogInOfTheAuthorAndOfNobodyElse) {
  const std::vector<parsers::Mailbox> ann{{"Ann", "ann@shop.example"}};
  parsers::Envelope envelope;
  envelope.user = "ann@shop.example";
  EXPECT_EQ(SenderProver().prove({plain, envelope, ann}, nullptr).way, Way::log_in);
  envelope.user = "bob@shop.example";
  EXPECT_FALSE(SenderProver().prove({plain, envelope, ann}, nullptr).is_proven());
}

TEST(SenderProof, IsContradictedWhenTheDomainAsksToRefuse) {
  const auto proof = from_upstream(
      "Authentication-Results: mx.relay.example; dmarc=fail policy.dmarc=reject header.from=shop.example\r\n");
  EXPECT_TRUE(proof.is_contradicted);
  EXPECT_FALSE(from_upstream("Authentication-Results: mx.relay.example; dmarc=fail header.from=shop.example\r\n")
                   .is_contradicted);
}

TEST(Alignment, IsTheSameOrganisation) {
  EXPECT_TRUE(is_aligned("shop.example", "shop.example"));
  EXPECT_TRUE(is_aligned("mail.shop.com", "shop.com"));
  EXPECT_TRUE(is_aligned("shop.com", "news.shop.com"));
  EXPECT_TRUE(is_aligned("a.shop.co.uk", "b.shop.co.uk"));
  EXPECT_FALSE(is_aligned("co.uk", "shop.co.uk"));
  EXPECT_FALSE(is_aligned("other.co.uk", "shop.co.uk"));
  EXPECT_FALSE(is_aligned("evilshop.com", "shop.com"));
  EXPECT_FALSE(is_aligned("com", "shop.com"));
  EXPECT_FALSE(is_aligned("", ""));
}

} // namespace
} // namespace smtp
