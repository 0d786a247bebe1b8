#include "smtp/peer_limits.hpp"

#include <gtest/gtest.h>

namespace smtp {
namespace {

const TimePoint start{std::chrono::hours(1)};
NetworkAddress peer(const std::string& text) { return *NetworkAddress::parse(text); }

PeerLimitOptions small() {
  PeerLimitOptions options;
  options.connections = 10;
  options.connections_of_address = 3;
  options.connections_of_network = 5;
  options.new_connections_a_minute = 6;
  options.trusted = parsers::loopback_networks();
  return options;
}

TEST(NetworkAddress, ReadsAndWritesBothFamilies) {
  EXPECT_EQ(peer("192.0.2.1").text(), "192.0.2.1");
  EXPECT_EQ(peer("2001:DB8:0::1").text(), "2001:db8::1");
  EXPECT_EQ(peer("::ffff:192.0.2.1"), peer("192.0.2.1"));
  for (const char* bad : {"", "192.0.2", "192.0.2.1.", "::g", "localhost"})
    EXPECT_FALSE(NetworkAddress::parse(bad)) << bad;
}

TEST(Network, ContainsWhatSharesItsPrefix) {
  const auto network = *Network::parse("192.0.2.128/25");
  EXPECT_TRUE(network.contains(peer("192.0.2.255")));
  EXPECT_FALSE(network.contains(peer("192.0.2.127")));
  EXPECT_FALSE(network.contains(peer("2001:db8::1")));
  EXPECT_TRUE(Network::parse("2001:db8::/32")->contains(peer("2001:db8:ffff::1")));
  EXPECT_FALSE(Network::parse("2001:db8::/32")->contains(peer("2001:db9::1")));
  EXPECT_TRUE(Network::parse("0.0.0.0/0")->contains(peer("203.0.113.9")));
  EXPECT_FALSE(Network::parse("0.0.0.0/0")->contains(peer("2001:db8::1")));
  EXPECT_TRUE(Network::parse("::1")->contains(peer("::1")));
}

TEST(Network, RefusesWhatIsNone) {
  for (const char* bad : {"", "/8", "192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "192.0.2.0/8x", "2001:db8::/129"}) {
    EXPECT_FALSE(Network::parse(bad)) << bad;
  }
}

TEST(PeerLimits, HoldForOneAddress) {
  PeerLimits limits(small());
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limits.admit(peer("192.0.2.1"), start));
  EXPECT_EQ(limits.admit(peer("192.0.2.1"), start), Reply::too_many_connections);
  EXPECT_FALSE(limits.admit(peer("192.0.2.2"), start));
  limits.release(peer("192.0.2.1"));
  EXPECT_FALSE(limits.admit(peer("192.0.2.1"), start));
}

TEST(PeerLimits, HoldForOneNetwork) {
  PeerLimits limits(small());
  for (int i = 1; i <= 5; ++i) EXPECT_FALSE(limits.admit(peer("2001:db8::" + std::to_string(i)), start));
  EXPECT_EQ(limits.admit(peer("2001:db8::6"), start), Reply::too_many_connections);
  EXPECT_FALSE(limits.admit(peer("2001:db8:0:1::6"), start));
  limits.release(peer("2001:db8::1"));
  EXPECT_FALSE(limits.admit(peer("2001:db8::6"), start));
}

TEST(PeerLimits, HoldForNewConnectionsOfOneMinute) {
  PeerLimits limits(small());
  for (int i = 0; i < 6; ++i) {
    EXPECT_FALSE(limits.admit(peer("192.0.2.1"), start));
    limits.release(peer("192.0.2.1"));
  }
  EXPECT_EQ(limits.admit(peer("192.0.2.1"), start + std::chrono::seconds(59)), Reply::too_many_connections);
  EXPECT_FALSE(limits.admit(peer("192.0.2.1"), start + std::chrono::seconds(60)));
}

TEST(PeerLimits, HoldForNewConnectionsOfOneNetworkInAMinute) {
  PeerLimitOptions options = small();
  options.new_connections_of_network_a_minute = 2;
  PeerLimits limits(options);
  for (const char* address : {"192.0.2.1", "192.0.2.2"}) {
    EXPECT_FALSE(limits.admit(peer(address), start));
    limits.release(peer(address));
  }
  EXPECT_EQ(limits.admit(peer("192.0.2.3"), start), Reply::too_many_connections);
  EXPECT_FALSE(limits.admit(peer("192.0.3.3"), start));
  EXPECT_FALSE(limits.admit(peer("192.0.2.3"), start + std::chrono::seconds(60)));
}

TEST(PeerLimits, CountAConnectionBeforeAProxyHasNamedItsPeer) {
  PeerLimitOptions options = small();
  options.connections = 2;
  options.connections_of_address = 1;
  PeerLimits limits(options);
  EXPECT_FALSE(limits.hold());
  EXPECT_FALSE(limits.hold());
  EXPECT_EQ(limits.hold(), Reply::too_many_connections);
  EXPECT_FALSE(limits.name(peer("192.0.2.1"), start));
  EXPECT_EQ(limits.name(peer("192.0.2.1"), start), Reply::too_many_connections);
  EXPECT_FALSE(limits.hold()); // what was refused is not counted any more
  limits.let_go();
  limits.release(peer("192.0.2.1"));
  EXPECT_FALSE(limits.admit(peer("192.0.2.1"), start));
}

TEST(PeerLimits, OnlyTheTotalHoldsForTrustedNetworks) {
  PeerLimits limits(small());
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(limits.admit(peer("127.0.0.1"), start));
  EXPECT_EQ(limits.admit(peer("127.0.0.1"), start), Reply::too_many_connections);
  EXPECT_EQ(limits.admit(peer("192.0.2.1"), start), Reply::too_many_connections);
}

TEST(PeerLimits, BarAPeerForAWhileButNoTrustedOne) {
  PeerLimits limits(small());
  limits.bar(peer("192.0.2.1"), start);
  limits.bar(peer("::1"), start);
  EXPECT_EQ(limits.admit(peer("192.0.2.1"), start + std::chrono::minutes(9)), Reply::peer_barred);
  EXPECT_FALSE(limits.admit(peer("192.0.2.2"), start));
  EXPECT_FALSE(limits.admit(peer("::1"), start));
  EXPECT_FALSE(limits.admit(peer("192.0.2.1"), start + std::chrono::minutes(10)));
}

TEST(PeerLimits, BarAWholeSubscriberOfIpv6) {
  PeerLimits limits(small());
  limits.bar(peer("2001:db8::1"), start);
  EXPECT_EQ(limits.admit(peer("2001:db8::2"), start), Reply::peer_barred);
  EXPECT_FALSE(limits.admit(peer("2001:db8:0:1::1"), start));
  EXPECT_FALSE(limits.admit(peer("2001:db8::2"), start + std::chrono::minutes(10)));
}

TEST(PeerLimits, TellOfStressAboveSevenTenths) {
  PeerLimits limits(small());
  for (int i = 0; i < 7; ++i) limits.admit(peer("127.0.0.1"), start);
  EXPECT_EQ(limits.stress(), Stress::none);
  limits.admit(peer("127.0.0.1"), start);
  EXPECT_EQ(limits.stress(), Stress::slots_scarce);
}

TEST(PeerLimits, ForgetIdlePeersBeforeTheyFillTheMemory) {
  PeerLimitOptions options = small();
  options.remembered_addresses = 4;
  options.new_connections_of_network_a_minute = 0;
  PeerLimits limits(options);
  EXPECT_FALSE(limits.admit(peer("192.0.2.1"), start));
  for (int i = 2; i < 200; ++i) {
    const NetworkAddress other = peer("198.51.100." + std::to_string(i));
    EXPECT_FALSE(limits.admit(other, start));
    limits.release(other);
  }
  limits.release(peer("192.0.2.1")); // was open all the time, so it was not forgotten
  EXPECT_FALSE(limits.admit(peer("192.0.2.1"), start));
}

} // namespace
} // namespace smtp
