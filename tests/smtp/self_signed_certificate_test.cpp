#include "smtp/self_signed_certificate.hpp"

#include <gtest/gtest.h>

#include "tests/smtp/fake_sink.hpp"

namespace smtp {
namespace {

TEST(SelfSignedCertificate, ComesWithItsKey) {
  const auto pair = make_self_signed_certificate("mx.relay.example", test_instant());
  ASSERT_TRUE(pair) << to_string(pair.error());
  EXPECT_TRUE(pair->certificate.starts_with("-----BEGIN CERTIFICATE-----\n"));
  EXPECT_TRUE(pair->private_key.starts_with("-----BEGIN PRIVATE KEY-----\n"));
}

TEST(SelfSignedCertificate, IsAnotherOneEachTime) {
  const auto first = make_self_signed_certificate("mx.relay.example", test_instant());
  const auto second = make_self_signed_certificate("mx.relay.example", test_instant());
  EXPECT_NE(first->private_key, second->private_key);
}

TEST(SelfSignedCertificate, IsMadeForLongNamesAndNotForWhatIsNone) {
  EXPECT_TRUE(make_self_signed_certificate("mx." + std::string(60, 'a') + "." + std::string(60, 'b') + ".example",
                                           test_instant()));
  EXPECT_FALSE(make_self_signed_certificate("", test_instant()));
  EXPECT_FALSE(make_self_signed_certificate("mx.example,DNS:other.example", test_instant()));
}

} // namespace
} // namespace smtp
