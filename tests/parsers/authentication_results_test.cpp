#include "parsers/authentication_results.hpp"

#include <gtest/gtest.h>

namespace parsers {
namespace {

TEST(AuthenticationResults, ReadsMethodsResultsAndProperties) {
  const auto field = read_authentication_results(
      " MX.relay.example 1;\r\n\tdkim=pass (2048-bit key; (really)) reason=\"good\"\r\n header.d=shop.example "
      "header.i=@shop.example;\r\n spf=softfail smtp.mailfrom=ann@shop.example; dmarc = fail policy.dmarc=reject "
      "header.from=\"shop.example\"");
  ASSERT_TRUE(field);
  EXPECT_EQ(field->authserv_id, "mx.relay.example");
  ASSERT_EQ(field->results.size(), 3u);
  EXPECT_EQ(field->results[0].method, "dkim");
  EXPECT_EQ(field->results[0].result, MethodResult::pass);
  EXPECT_EQ(field->results[0].property("header", "d"), "shop.example");
  EXPECT_EQ(field->results[0].property("header", "i"), "@shop.example");
  EXPECT_EQ(field->results[1].result, MethodResult::softfail);
  EXPECT_EQ(field->results[1].property("smtp", "mailfrom"), "ann@shop.example");
  EXPECT_EQ(field->results[2].property("policy", "dmarc"), "reject");
  EXPECT_EQ(field->results[2].property("header", "from"), "shop.example");
}

TEST(AuthenticationResults, MayHaveNoResult) {
  const auto field = read_authentication_results("mx.example; none");
  ASSERT_TRUE(field);
  EXPECT_TRUE(field->results.empty());
  EXPECT_TRUE(read_authentication_results("mx.example"));
}

TEST(AuthenticationResults, NeverTakesAnythingOutOfAComment) {
  const auto field = read_authentication_results("mx.example (dkim=pass; x); spf=fail (dkim=pass header.d=a.example)");
  ASSERT_TRUE(field);
  ASSERT_EQ(field->results.size(), 1u);
  EXPECT_EQ(field->results[0].method, "spf");
  EXPECT_TRUE(field->results[0].properties.empty());
}

TEST(AuthenticationResults, NeverTakesAnythingOutOfAQuotedString) {
  const auto field =
      read_authentication_results("mx.example; spf=fail smtp.mailfrom=\"x; dkim=pass header.d=a.example\"");
  ASSERT_TRUE(field);
  ASSERT_EQ(field->results.size(), 1u);
  EXPECT_EQ(field->results[0].property("smtp", "mailfrom"), "x; dkim=pass header.d=a.example");
}

TEST(AuthenticationResults, ReadsVersionsOfMethodsAndUnknownResults) {
  const auto field = read_authentication_results("mx.example; dkim/1=pass header.d=a.example; x-spam=9000");
  ASSERT_TRUE(field);
  EXPECT_EQ(field->results[0].result, MethodResult::pass);
  EXPECT_EQ(field->results[1].result, MethodResult::neutral);
}

TEST(AuthenticationResults, MeanNothingWhenHalfUnderstood) {
  for (const char* bad :
       {"", ";", "mx.example; dkim", "mx.example; dkim=pass header", "mx.example; dkim=pass header.d",
        "mx.example; =pass", "mx.example 2; dkim=pass", "mx.example; dkim/2=pass", "\"mx.example; dkim=pass",
        "mx.example dkim=pass", "spf=pass (no id) smtp.mailfrom=a; dkim=pass"}) {
    const auto field = read_authentication_results(bad);
    EXPECT_FALSE(field) << bad << (field ? field->authserv_id : "");
  }
}

TEST(AuthenticationResults, AreBounded) {
  std::string many = "mx.example";
  for (int i = 0; i < 101; ++i) many += "; spf=pass";
  EXPECT_FALSE(read_authentication_results(many));
  std::string properties = "mx.example; spf=pass";
  for (int i = 0; i < 101; ++i) properties += " a.b=c";
  EXPECT_FALSE(read_authentication_results(properties));
}

TEST(AuthenticationResults, AreCutOffAnywhereWithoutHarm) {
  const std::string whole = "mx.example (c); dkim=pass reason=\"x\" header.d=a.example header.i=\"a b\"@a.example";
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    const auto field = read_authentication_results(whole.substr(0, length));
    EXPECT_TRUE(!field || field->results.size() <= 1) << length;
  }
}

} // namespace
} // namespace parsers
