#include "parsers/network_address.hpp"

#include <gtest/gtest.h>

namespace parsers {
namespace {

bool contains(const char* network, const char* address) {
  return Network::parse(network)->contains(*NetworkAddress::parse(address));
}

TEST(Network, ContainsByPrefix) {
  EXPECT_TRUE(contains("192.0.2.0/24", "192.0.2.255"));
  EXPECT_FALSE(contains("192.0.2.0/24", "192.0.3.0"));
  EXPECT_TRUE(contains("192.0.2.128/25", "192.0.2.200"));
  EXPECT_FALSE(contains("192.0.2.128/25", "192.0.2.127"));
  EXPECT_TRUE(contains("0.0.0.0/0", "203.0.113.9"));
  EXPECT_TRUE(contains("2001:db8::/33", "2001:db8:7fff::1"));
  EXPECT_FALSE(contains("2001:db8::/33", "2001:db8:8000::1"));
  EXPECT_TRUE(contains("192.0.2.7", "192.0.2.7"));
  EXPECT_FALSE(contains("192.0.2.7", "192.0.2.8"));
}

TEST(Network, TakesMappedIpv4AsIpv4) {
  EXPECT_TRUE(contains("192.0.2.0/24", "::ffff:192.0.2.1"));
  EXPECT_EQ(NetworkAddress::parse("::ffff:192.0.2.1")->text(), "192.0.2.1");
  EXPECT_FALSE(contains("0.0.0.0/0", "2001:db8::1"));
}

TEST(Network, RefusesWhatIsNone) {
  for (const char* text :
       {"", "x", "192.0.2", "192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "192.0.2.0/8x", "::/129"}) {
    EXPECT_FALSE(Network::parse(text)) << text;
  }
}

TEST(NetworkAddress, KnowsLoopback) {
  EXPECT_TRUE(NetworkAddress::parse("127.8.0.1")->is_loopback());
  EXPECT_TRUE(NetworkAddress::parse("::1")->is_loopback());
  EXPECT_FALSE(NetworkAddress::parse("::")->is_loopback());
  EXPECT_FALSE(NetworkAddress::parse("128.0.0.1")->is_loopback());
}

TEST(NetworkAddress, CountsAWholeIpv6NetworkAsOneSource) {
  EXPECT_EQ(NetworkAddress::parse("2001:db8::1")->source(), NetworkAddress::parse("2001:db8::ffff:1")->source());
  EXPECT_NE(NetworkAddress::parse("2001:db8::1")->source(), NetworkAddress::parse("2001:db8:0:1::1")->source());
  EXPECT_NE(NetworkAddress::parse("192.0.2.1")->source(), NetworkAddress::parse("192.0.2.2")->source());
}

} // namespace
} // namespace parsers
