#include "parsers/dkim_signature.hpp"

#include <gtest/gtest.h>

#include "parsers/dkim_key_record.hpp"

namespace parsers {
namespace {

const std::string hash(43, 'A'); // with "=": 32 octets of nothing
const std::string required = "v=1; a=rsa-sha256; d=Shop.EXAMPLE; s=Key.2026; h=From:To; bh=" + hash + "=; b=QUJD";

DkimFault fault_of(const std::string& body) {
  const auto signature = read_dkim_signature(body);
  return signature ? DkimFault::none : signature.error();
}

std::string with(const std::string& tag) { return required + "; " + tag; }

std::string without(const std::string& name) {
  std::string text = required;
  const auto begin = text.starts_with(name + "=") ? 0 : text.find(" " + name + "=");
  const auto end = text.find(';', begin);
  return text.erase(begin, end == std::string::npos ? end : end - begin + 1);
}

TEST(DkimSignature, ReadsWhatMustBeThere) {
  const auto signature = read_dkim_signature(required);
  ASSERT_TRUE(signature);
  EXPECT_EQ(signature->algorithm, DkimAlgorithm::rsa_sha256);
  EXPECT_EQ(signature->domain, "shop.example");
  EXPECT_EQ(signature->key_name(), "key.2026._domainkey.shop.example");
  EXPECT_EQ(signature->signed_fields, (std::vector<std::string>{"from", "to"}));
  EXPECT_EQ(signature->signature, "ABC");
  EXPECT_EQ(signature->body_hash.size(), 32u);
  EXPECT_EQ(signature->header, Canonicalisation::simple);
  EXPECT_EQ(signature->body, Canonicalisation::simple);
  EXPECT_FALSE(signature->body_length || signature->signed_at || signature->expires_at);
}

TEST(DkimSignature, LacksNothingOfIt) {
  for (const std::string name : {"v", "a", "d", "s", "h", "bh", "b"})
    EXPECT_EQ(fault_of(without(name)), DkimFault::malformed_signature) << name;
}

TEST(DkimSignature, ReadsTheCanonicalisationOfHeaderAndBody) {
  const auto forms = [](const std::string& value) {
    const auto signature = read_dkim_signature(with("c=" + value));
    return signature ? std::pair(signature->header, signature->body)
                     : std::pair(Canonicalisation{9}, Canonicalisation{9});
  };
  using enum Canonicalisation;
  EXPECT_EQ(forms("relaxed/relaxed"), std::pair(relaxed, relaxed));
  EXPECT_EQ(forms("relaxed"), std::pair(relaxed, simple)) << "the body is simple where nothing is said of it";
  EXPECT_EQ(forms("simple/relaxed"), std::pair(simple, relaxed));
  EXPECT_EQ(fault_of(with("c=nowsp")), DkimFault::unsupported_algorithm);
}

TEST(DkimSignature, ReadsLengthAndTimes) {
  const auto signature = read_dkim_signature(with("l=12; t=1528637909; x=1528637910"));
  ASSERT_TRUE(signature);
  EXPECT_EQ(signature->body_length, 12u);
  EXPECT_EQ(to_rfc3339(*signature->signed_at), "2018-06-10T13:38:29Z");
  EXPECT_EQ(fault_of(with("t=2; x=2")), DkimFault::malformed_signature) << "ends before it begins";
  EXPECT_EQ(fault_of(with("l=-1")), DkimFault::malformed_signature);
  EXPECT_EQ(fault_of(with("x=soon")), DkimFault::malformed_signature);
  EXPECT_EQ(read_dkim_signature(with("l=" + std::string(76, '9')))->body_length, UINT64_MAX);
  EXPECT_EQ(fault_of(with("l=" + std::string(77, '9'))), DkimFault::malformed_signature);
}

TEST(DkimSignature, RefusesWeakAndUnknownAlgorithms) {
  const auto with_algorithm = [](const std::string& name) {
    std::string text = required;
    return text.replace(text.find("rsa-sha256"), 10, name);
  };
  EXPECT_EQ(fault_of(with_algorithm("rsa-sha1")), DkimFault::unsupported_algorithm);
  EXPECT_EQ(fault_of(with_algorithm("dsa-sha256")), DkimFault::unsupported_algorithm);
  EXPECT_EQ(fault_of(with_algorithm("ed25519-sha256")), DkimFault::none);
  EXPECT_EQ(fault_of(with("q=dns/srv")), DkimFault::unsupported_query);
  EXPECT_EQ(fault_of(with("q=dns/srv : dns/txt")), DkimFault::none);
  std::string other = required;
  EXPECT_EQ(fault_of(other.replace(other.find("v=1"), 3, "v=2")), DkimFault::unknown_version);
}

TEST(DkimSignature, BelongsToADomainThatItsIdentityLiesIn) {
  EXPECT_EQ(fault_of(with("i=ann@shop.example")), DkimFault::none);
  EXPECT_FALSE(read_dkim_signature(with("i=ann@shop.example"))->is_of_subdomain);
  EXPECT_TRUE(read_dkim_signature(with("i=@news.shop.example"))->is_of_subdomain);
  EXPECT_EQ(fault_of(with("i=@evilshop.example")), DkimFault::identity_outside_domain);
  EXPECT_EQ(fault_of(with("i=@example")), DkimFault::identity_outside_domain);
  EXPECT_EQ(fault_of(with("i=ann")), DkimFault::malformed_signature);
}

TEST(DkimSignature, SignsTheAuthorAtLeast) {
  std::string text = required;
  EXPECT_EQ(fault_of(text.replace(text.find("From:To"), 7, "To:Subject")), DkimFault::from_not_signed);
  text = required;
  EXPECT_EQ(fault_of(text.replace(text.find("From:To"), 7, "From::To")), DkimFault::malformed_signature);
}

TEST(DkimSignature, AsksForNoNameThatTheDnsCannotHave) {
  const auto with_domain = [](const std::string& domain) {
    std::string text = required;
    return text.replace(text.find("Shop.EXAMPLE"), 12, domain);
  };
  for (const std::string bad : {"[192.0.2.1]", "a..b", "shop example", ".", ""})
    EXPECT_EQ(fault_of(with_domain(bad)), DkimFault::malformed_signature) << bad;
  EXPECT_EQ(fault_of(with_domain(std::string(60, 'a') + "." + std::string(60, 'b') + "." + std::string(60, 'c') + "." +
                                 std::string(55, 'd'))),
            DkimFault::malformed_signature);
  EXPECT_EQ(read_dkim_signature(with_domain("b\xC3\xBC"
                                            "cher.example"))
                ->domain,
            "xn--bcher-kva.example");
}

TEST(DkimSignature, IsNeverMadeOfATruncatedOne) {
  const std::string whole = with("c=relaxed/relaxed; l=12");
  for (std::size_t length = 0; length < required.size() - 3; ++length)
    EXPECT_FALSE(read_dkim_signature(whole.substr(0, length))) << length;
}

TEST(DkimKeyRecord, ReadsTypeFlagsAndKey) {
  const auto record = read_dkim_key_record("v=DKIM1; k=ed25519; t=y:s; s=email; n=note; p=QUJD");
  ASSERT_TRUE(record);
  EXPECT_EQ(record->type, DkimKeyType::ed25519);
  EXPECT_EQ(record->key, "ABC");
  EXPECT_TRUE(record->is_testing && record->forbids_subdomains && record->is_for_mail && record->takes_sha256);
}

TEST(DkimKeyRecord, HasDefaults) {
  const auto record = read_dkim_key_record("p=QUJD");
  ASSERT_TRUE(record);
  EXPECT_EQ(record->type, DkimKeyType::rsa);
  EXPECT_FALSE(record->is_testing || record->forbids_subdomains);
}

TEST(DkimKeyRecord, MayBeForOtherThings) {
  EXPECT_FALSE(read_dkim_key_record("p=QUJD; s=tlsrpt")->is_for_mail);
  EXPECT_TRUE(read_dkim_key_record("p=QUJD; s=other:*")->is_for_mail);
  EXPECT_FALSE(read_dkim_key_record("p=QUJD; h=sha1")->takes_sha256);
  EXPECT_EQ(read_dkim_key_record("p=QUJD; k=dilithium")->type, DkimKeyType::unknown);
}

TEST(DkimKeyRecord, IsNoOtherText) {
  for (const char* bad : {"v=spf1 -all", "", "hello", "v=DKIM2; p=QUJD", "p=QUJD; v=DKIM1", "v=DKIM1; k=rsa", "p=QU",
                          "v=DMARC1; p=reject"})
    EXPECT_FALSE(read_dkim_key_record(bad)) << bad;
  EXPECT_EQ(read_dkim_key_record("v=DKIM1; p=")->key, "") << "a revoked key is a key";
}

TEST(DkimKeyRecord, IsCutOffAnywhereWithoutHarm) {
  const std::string whole = "v=DKIM1; k=rsa; t=s; p=QUJDREVGR0g=";
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto record = read_dkim_key_record(whole.substr(0, length));
    EXPECT_TRUE(!record || record->key.size() < 8) << length;
  }
}

} // namespace
} // namespace parsers
