#include "smtp/proof/dkim_verifier.hpp"

#include <gtest/gtest.h>

#include "tests/smtp/proof/signer_for_tests.hpp"

namespace smtp {
namespace {

using parsers::DkimFault;
using parsers::MethodResult;

const parsers::Instant at = *parsers::parse_rfc3339("2026-11-20T09:00:00Z");
const std::string plain =
    "From: Ann <ann@shop.example>\r\nTo: us@example.test\r\nSubject: Re: news\r\n\r\nPlease take me off your list.\r\n";

std::vector<SignatureCheck> checks_of(const std::string& message, const TextAnswers& keys = SignerForTests::keys(),
                                      parsers::Instant received_at = at) {
  return DkimVerifier(message, {}).verify(keys, received_at);
}

SignatureCheck check_of(const std::string& message, const TextAnswers& keys = SignerForTests::keys(),
                        parsers::Instant received_at = at) {
  const auto checks = checks_of(message, keys, received_at);
  EXPECT_EQ(checks.size(), 1u);
  return checks.empty() ? SignatureCheck{} : checks.front();
}

std::string signed_with(const std::string& tags, const std::string& message = plain) {
  SignerForTests signer;
  signer.tags = tags;
  return signer.sign(message);
}

std::string replace(std::string text, const std::string& from, const std::string& to) {
  const auto at_place = text.find(from);
  EXPECT_NE(at_place, std::string::npos) << from;
  return text.replace(at_place, from.size(), to);
}

TextAnswers key_record(const std::string& record) {
  TextAnswers answers;
  answers["key._domainkey.shop.example"] = {TextAnswer::Status::found, {record}};
  return answers;
}

// -- the vectors of the RFCs ------------------------------------------------------------------------------------------

const std::string dinner =
    "From: Joe SixPack <joe@football.example.com>\r\n"
    "To: Suzie Q <suzie@shopping.example.net>\r\n"
    "Subject: Is dinner ready?\r\n"
    "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n"
    "Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n"
    "\r\nHi.\r\n\r\nWe lost the game. Are you hungry yet?\r\n\r\nJoe.\r\n";

TEST(DkimVerifier, PassesTheSampleOfRfc6376) {
  const std::string message =
      "DKIM-Signature: v=1; a=rsa-sha256; s=brisbane; d=example.com;\r\n"
      "      c=simple/simple; q=dns/txt; i=joe@football.example.com;\r\n"
      "      h=Received : From : To : Subject : Date : Message-ID;\r\n"
      "      bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
      "      b=AuUoFEfDxTDkHlLXSZEpZj79LICEps6eda7W3deTVFOk4yAUoqOB\r\n"
      "      4nujc7YopdG5dWLSdNg6xNAZpOPr+kHxt1IrE+NahM6L/LbvaHut\r\n"
      "      KVdkLLkpVaVVQPzeRDI009SO2Il5Lu7rDNH6mZckBdrIx0orEtZV\r\n"
      "      4bmp/YzhwvcubU4=;\r\n"
      "Received: from client1.football.example.com  [192.0.2.1]\r\n"
      "      by submitserver.example.com with SUBMISSION;\r\n"
      "      Fri, 11 Jul 2003 21:01:54 -0700 (PDT)\r\n" +
      dinner;
  TextAnswers keys;
  keys["brisbane._domainkey.example.com"] = {
      TextAnswer::Status::found,
      {"v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYt"
       "IxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhi"
       "tdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB"}};
  EXPECT_EQ(name_of(check_of(message, keys).fault), "none");
  EXPECT_TRUE(check_of(message, keys).is_proof());
  EXPECT_EQ(check_of(replace(message, "dinner", "supper"), keys).fault, DkimFault::signature_differs);
  EXPECT_EQ(check_of(replace(message, "lost", "won"), keys).fault, DkimFault::body_differs);
}

TEST(DkimVerifier, PassesBothSignaturesOfTheSampleOfRfc8463) {
  const std::string message =
      "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n"
      " d=football.example.com; i=@football.example.com;\r\n"
      " q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n"
      " subject : date : message-id : from : subject : date;\r\n"
      " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
      " b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r\n"
      " Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r\n"
      "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n"
      " d=football.example.com; i=@football.example.com;\r\n"
      " q=dns/txt; s=test; t=1528637909; h=from : to : subject :\r\n"
      " date : message-id : from : subject : date;\r\n"
      " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
      " b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3\r\n"
      " DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz\r\n"
      " dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=\r\n" +
      replace(dinner, "game. Are", "game.  Are");
  TextAnswers keys;
  keys["brisbane._domainkey.football.example.com"] = {
      TextAnswer::Status::found, {"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="}};
  keys["test._domainkey.football.example.com"] = {
      TextAnswer::Status::found,
      {"v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/"
       "J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIK"
       "T+l/K4w3QIDAQAB"}};
  const auto checks = checks_of(message, keys);
  ASSERT_EQ(checks.size(), 2u);
  EXPECT_EQ(name_of(checks[0].fault), "none");
  EXPECT_EQ(name_of(checks[1].fault), "none");
}

// -- what was changed on the way --------------------------------------------------------------------------------------

TEST(DkimVerifier, PassesWhatItWasSignedAs) {
  const auto check = check_of(SignerForTests{}.sign(plain));
  EXPECT_EQ(name_of(check.fault), "none");
  EXPECT_TRUE(check.is_proof());
  EXPECT_EQ(check.domain, "shop.example");
  EXPECT_EQ(check.signature.size(), 64u);
}

TEST(DkimVerifier, BearsWhiteSpaceThatRelayingChanges) {
  const std::string message = SignerForTests{}.sign(plain);
  EXPECT_TRUE(check_of(replace(message, "Subject: Re: news", "subject:  Re:\r\n\tnews ")).is_proof());
  EXPECT_TRUE(check_of(replace(message, "take me", "take \t me")).is_proof());
  EXPECT_TRUE(check_of(message + "\r\n\r\n").is_proof());
  EXPECT_TRUE(check_of("Received: by relay.example; Fri, 20 Nov 2026 08:00:00 +0000\r\n" + message).is_proof());
}

TEST(DkimVerifier, RefusesWhatWasTamperedWith) {
  const std::string message = SignerForTests{}.sign(plain);
  EXPECT_EQ(check_of(replace(message, "ann@shop", "bob@shop")).fault, DkimFault::signature_differs);
  EXPECT_EQ(check_of(replace(message, "Re: news", "Re: new")).fault, DkimFault::signature_differs);
  EXPECT_EQ(check_of(replace(message, "off your", "onto your")).fault, DkimFault::body_differs);
  EXPECT_EQ(check_of(message + "x\r\n").fault, DkimFault::body_differs);
  EXPECT_EQ(check_of(replace(message, "s=key;", "s=key; i=@news.shop.example;")).fault, DkimFault::signature_differs);
}

TEST(DkimVerifier, RefusesEachMessageThatLacksItsEnd) {
  const std::string message = SignerForTests{}.sign(plain);
  for (std::size_t length = 0; length + 2 < message.size(); ++length) {
    for (const SignatureCheck& check : checks_of(message.substr(0, length)))
      EXPECT_NE(check.result(), MethodResult::pass) << length;
  }
}

TEST(DkimVerifier, SignsNothingThatIsNotThereAndStillSeesItAdded) {
  const std::string message = signed_with("d=shop.example; s=key; h=from:from:subject:subject:cc");
  EXPECT_TRUE(check_of(message).is_proof());
  EXPECT_EQ(check_of("Cc: eve@evil.example\r\n" + message).fault, DkimFault::signature_differs);
  EXPECT_EQ(check_of("From: eve@evil.example\r\n" + message).fault, DkimFault::signature_differs);
}

// -- what a pass leaves open ------------------------------------------------------------------------------------------

TEST(DkimVerifier, CountsTheLowestOfRepeatedFieldsAndTakesItForNoProof) {
  const std::string message = SignerForTests{}.sign(plain);
  for (const std::string field : {"From: eve@evil.example", "Subject: unsubscribe", "Content-Type: text/html"}) {
    const std::string both = field.starts_with("Content") ? field + "\r\n" + field : field;
    const auto check = check_of(both + "\r\n" + message);
    EXPECT_EQ(check.fault, DkimFault::none) << field;
    EXPECT_EQ(check.gap, SignatureGap::repeated_field) << field;
    EXPECT_FALSE(check.is_proof()) << field;
  }
}

TEST(DkimVerifier, TakesASignatureOfAPartOfTheBodyForNoProof) {
  SignerForTests signer;
  signer.body_tags = "l=7; bh=" + to_base64(sha256("Please "));
  const std::string message = signer.sign(plain);
  const auto check = check_of(message);
  EXPECT_EQ(check.fault, DkimFault::none);
  EXPECT_EQ(check.gap, SignatureGap::part_of_body);
  signer.body_tags = "l=31; bh=" + to_base64(sha256("Please take me off your list.\r\n"));
  const std::string whole = signer.sign(plain);
  EXPECT_TRUE(check_of(whole).is_proof());
  EXPECT_EQ(check_of(whole + "And my friends.\r\n").gap, SignatureGap::part_of_body);
  signer.body_tags = "l=32; bh=" + to_base64(sha256("Please take me off your list.\r\n"));
  EXPECT_EQ(check_of(signer.sign(plain)).fault, DkimFault::body_too_short);
}

TEST(DkimVerifier, TakesAnUnsignedSubjectForNoProof) {
  EXPECT_EQ(check_of(signed_with("d=shop.example; s=key; h=from")).gap, SignatureGap::subject_unsigned);
  EXPECT_TRUE(check_of(signed_with("d=shop.example; s=key; h=from", "From: a@shop.example\r\n\r\nx\r\n")).is_proof());
}

TEST(DkimVerifier, TakesAnUnsignedFormOfTheBodyForNoProof) {
  const std::string message = SignerForTests{}.sign(plain);
  for (const std::string field : {"Content-Type: text/html", "content-transfer-encoding: base64"}) {
    const auto check = check_of(field + "\r\n" + message);
    EXPECT_EQ(check.fault, DkimFault::none) << field;
    EXPECT_EQ(check.gap, SignatureGap::content_unsigned) << field;
    EXPECT_FALSE(check.is_proof()) << field;
  }
  const std::string both = "Content-Type: text/plain\r\nContent-Transfer-Encoding: 7bit\r\n" + plain;
  const std::string signs_one = "d=shop.example; s=key; h=from:subject:content-type";
  EXPECT_EQ(check_of(signed_with(signs_one, both)).gap, SignatureGap::content_unsigned);
  EXPECT_TRUE(check_of(signed_with(signs_one + ":content-transfer-encoding", both)).is_proof());
}

TEST(DkimVerifier, TakesATestingKeyForNoProof) {
  const auto check = check_of(SignerForTests{}.sign(plain), key_record(SignerForTests::key_record() + "; t=y"));
  EXPECT_EQ(check.fault, DkimFault::none);
  EXPECT_EQ(check.gap, SignatureGap::testing_key);
}

TEST(DkimVerifier, SaysNothingOfAHeaderThatCanBeReadInTwoWays) {
  const std::string message = SignerForTests{}.sign(plain);
  for (const std::string above : {"X-A: b\nFrom: eve@evil.example\r\n", "X-A: b\n\nunsubscribe me\r\n", "no field\r\n",
                                  "X-A: \r b\r\n", " folded nothing\r\n"}) {
    EXPECT_EQ(check_of(above + message).fault, DkimFault::malformed_header) << above;
    EXPECT_TRUE(DkimVerifier(above + message, {}).key_names().empty());
  }
  EXPECT_EQ(check_of("X-A: " + std::string(1, '\0') + "\r\n" + message).fault, DkimFault::malformed_header);
  const std::string huge = "X-A: " + std::string(70'000, 'x') + "\r\n";
  EXPECT_EQ(check_of(huge + message).fault, DkimFault::malformed_header);
}

// -- time -------------------------------------------------------------------------------------------------------------

TEST(DkimVerifier, KeepsToTheTimesOfTheSignature) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
  const auto fault_of = [&](const std::string& tags) {
    return check_of(signed_with("d=shop.example; s=key; h=from:subject; " + tags)).fault;
  };
  EXPECT_EQ(fault_of("t=" + std::to_string(seconds + 299)), DkimFault::none) << "clocks differ";
  EXPECT_EQ(fault_of("t=" + std::to_string(seconds + 301)), DkimFault::signed_in_future);
  EXPECT_EQ(fault_of("x=" + std::to_string(seconds - 299)), DkimFault::none);
  EXPECT_EQ(fault_of("x=" + std::to_string(seconds - 301)), DkimFault::expired);
}

// -- keys -------------------------------------------------------------------------------------------------------------

TEST(DkimVerifier, SaysWhyAKeyDoesNotServe) {
  const std::string message = SignerForTests{}.sign(plain);
  const std::string key = SignerForTests::key_record();
  const auto fault_with = [&](const std::string& record) { return check_of(message, key_record(record)).fault; };
  EXPECT_EQ(check_of(message, {}).fault, DkimFault::key_unreachable);
  TextAnswers absent;
  absent["key._domainkey.shop.example"].status = TextAnswer::Status::absent;
  EXPECT_EQ(check_of(message, absent).fault, DkimFault::key_absent);
  EXPECT_EQ(fault_with("v=spf1 -all"), DkimFault::key_malformed);
  EXPECT_EQ(fault_with("v=DKIM1; k=ed25519; p="), DkimFault::key_revoked);
  EXPECT_EQ(fault_with("v=DKIM1; k=ed25519; p=QUJD"), DkimFault::key_malformed);
  EXPECT_EQ(fault_with(key + "; h=sha1"), DkimFault::key_not_for_signature);
  EXPECT_EQ(fault_with(key + "; s=tlsrpt"), DkimFault::key_not_for_signature);
  EXPECT_EQ(fault_with("v=DKIM1; k=rsa; p=QUJD"), DkimFault::key_not_for_signature);
  EXPECT_EQ(fault_with(key), DkimFault::none);
}

TEST(DkimVerifier, TakesTheOnlyKeyAmongOtherTexts) {
  const std::string message = SignerForTests{}.sign(plain);
  TextAnswers keys = key_record("site-verification=abc");
  keys.begin()->second.texts.push_back(SignerForTests::key_record());
  EXPECT_EQ(check_of(message, keys).fault, DkimFault::none);
  keys.begin()->second.texts.push_back(SignerForTests::key_record());
  EXPECT_EQ(check_of(message, keys).fault, DkimFault::key_ambiguous);
}

TEST(DkimVerifier, HeedsAKeyThatForbidsSubdomains) {
  const std::string message = signed_with("d=shop.example; i=@news.shop.example; s=key; h=from:subject");
  EXPECT_EQ(check_of(message).fault, DkimFault::none);
  EXPECT_EQ(check_of(message, key_record(SignerForTests::key_record() + "; t=s")).fault,
            DkimFault::key_not_for_signature);
}

TEST(DkimVerifier, RefusesAnRsaKeyBelow1024Bits) {
  const std::string message =
      "DKIM-Signature: v=1; a=rsa-sha256; d=shop.example; s=key; h=from; b=QUJD;\r\n"
      " bh=" +
      to_base64(sha256("\r\n")) + "\r\nFrom: a@shop.example\r\n\r\n";
  // 512 bits, made for this test.
  const std::string record =
      "p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBANR+oqSz0UPW3DSsWyuJSLomKSSkO/8/"
      "t1oU9KWstq4X8iilibytP6dcmG1qNT51ghoQ0iyNpkepDj1IBjT56Y0CAwEAAQ==";
  EXPECT_EQ(check_of(message, key_record(record)).fault, DkimFault::key_too_short);
}

// -- bounds -----------------------------------------------------------------------------------------------------------

TEST(DkimVerifier, ChecksFiveSignaturesAndNoMore) {
  std::string message = plain;
  for (int i = 0; i < 7; ++i) message = SignerForTests{}.sign(message);
  const auto checks = checks_of(message);
  ASSERT_EQ(checks.size(), 7u);
  EXPECT_EQ(checks[4].fault, DkimFault::none);
  EXPECT_EQ(checks[5].fault, DkimFault::not_checked);
  EXPECT_EQ(DkimVerifier(message, {}).key_names().size(), 5u);
}

TEST(DkimVerifier, FindsNothingInMailWithoutSignatures) {
  EXPECT_TRUE(checks_of(plain).empty());
  EXPECT_TRUE(checks_of("").empty());
}

} // namespace
} // namespace smtp
