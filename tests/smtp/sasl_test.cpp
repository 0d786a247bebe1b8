#include "smtp/sasl.hpp"

#include <gtest/gtest.h>

namespace smtp {
namespace {

TEST(Base64, IsReadStrictly) {
  EXPECT_EQ(decode_base64(""), "");
  EXPECT_EQ(decode_base64("Zg=="), "f");
  EXPECT_EQ(decode_base64("Zm8="), "fo");
  EXPECT_EQ(decode_base64("Zm9v"), "foo");
  EXPECT_EQ(decode_base64("Zm9vYg=="), "foob");
  for (const char* text :
       {"Z", "Zg", "Zg=", "Zh==", "Zm9=", "Zg==Zg==", "Zm9v\n", "Zm 9", "====", "=", "Zm9-", "Z==="}) {
    EXPECT_FALSE(decode_base64(text)) << text;
  }
}

TEST(SaslMechanism, IsNamedWithoutCase) {
  EXPECT_EQ(parse_sasl_mechanism("plain"), SaslMechanism::plain);
  EXPECT_EQ(parse_sasl_mechanism("Login"), SaslMechanism::login);
  EXPECT_FALSE(parse_sasl_mechanism("XOAUTH2"));
  EXPECT_FALSE(parse_sasl_mechanism(""));
}

TEST(SaslPlain, LetsNobodyActForAnother) {
  const auto respond = [](std::string_view response) { return SaslExchange(SaslMechanism::plain).respond(response); };
  EXPECT_TRUE(std::holds_alternative<Credentials>(respond("YW5uAGFubgBwdw==")));   // ann NUL ann NUL pw
  EXPECT_TRUE(std::holds_alternative<SaslMalformed>(respond("Ym9iAGFubgBwdw=="))); // bob NUL ann NUL pw
}

TEST(SaslPlain, RefusesEmptyAndBinaryParts) {
  for (const char* response : {"AABwdw==", "AGFubgA=", "AGFubgBwAHc=", "AGFubg==", "AP8AcHc="}) {
    EXPECT_TRUE(std::holds_alternative<SaslMalformed>(SaslExchange(SaslMechanism::plain).respond(response)))
        << response;
  }
}

TEST(SaslLogin, RefusesAnEmptyPassword) {
  SaslExchange exchange(SaslMechanism::login);
  EXPECT_TRUE(std::holds_alternative<SaslChallenge>(exchange.respond("YW5u")));
  EXPECT_TRUE(std::holds_alternative<SaslMalformed>(exchange.respond("")));
}

} // namespace
} // namespace smtp
