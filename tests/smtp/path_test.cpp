#include "smtp/path.hpp"

#include <gtest/gtest.h>

namespace smtp {
namespace {

std::string forward(const std::string& text) {
  const auto path = parse_forward_path(text);
  return path ? std::string(path->mailbox.text) : "refused";
}

TEST(ForwardPath, IsAMailboxInBrackets) {
  const auto path = parse_forward_path("<b-token@relay.example> NOTIFY=NEVER");
  ASSERT_TRUE(path);
  EXPECT_EQ(path->mailbox.text, "b-token@relay.example");
  EXPECT_EQ(path->mailbox.local_part, "b-token");
  EXPECT_EQ(path->mailbox.domain, "relay.example");
  EXPECT_EQ(path->parameters, " NOTIFY=NEVER");
}

TEST(ForwardPath, LosesItsSourceRoute) {
  EXPECT_EQ(forward("<@a.example,@b.example:c@relay.example>"), "c@relay.example");
}

TEST(ForwardPath, RefusesBrokenSourceRoutes) {
  for (const char* bad : {"<@a.example>", "<@a.example,b@c.example>", "<@:b@c.example>", "<@a.example,@b.example>",
                          "<@a.example:>", "<@"}) {
    EXPECT_EQ(forward(bad), "refused") << bad;
  }
}

TEST(ForwardPath, MayBePostmasterWithoutADomainAndNothingElse) {
  EXPECT_EQ(forward("<PostMaster>"), "PostMaster");
  EXPECT_EQ(forward("<abuse>"), "refused");
  EXPECT_EQ(forward("<>"), "refused");
}

TEST(ReversePath, MayBeNull) {
  const auto path = parse_reverse_path("<> SIZE=1");
  ASSERT_TRUE(path);
  EXPECT_TRUE(path->mailbox.text.empty());
  EXPECT_EQ(path->parameters, " SIZE=1");
  EXPECT_FALSE(parse_reverse_path("<Postmaster>"));
}

TEST(Path, NeedsBracketsAndOneMailbox) {
  for (const char* bad : {"a@b.example", "<a@b.example", "a@b.example>", "<a@b@c.example>", "<@b.example>", "<a@>",
                          "<a b@c.example>", "<a@b.example c>", "", "<", "<a@.b.example>", "<a@b..example>",
                          "<a@-b.example>", "<a@b-.example>", "<a@b.example..>"}) {
    EXPECT_EQ(forward(bad), "refused") << bad;
  }
}

TEST(Path, KeepsWhatStandsBehindTheBracketForTheParameters) {
  const auto path = parse_reverse_path("<a@b.example>x");
  ASSERT_TRUE(path);
  EXPECT_EQ(path->parameters, "x");
}

TEST(Path, TakesQuotedLocalParts) {
  EXPECT_EQ(forward("<\"a b\"@c.example>"), "\"a b\"@c.example");
  EXPECT_EQ(forward("<\"a\\\"b>@\"@c.example>"), "\"a\\\"b>@\"@c.example");
  EXPECT_EQ(forward("<\"a@c.example>"), "refused");
  EXPECT_EQ(forward("<\"a\\"), "refused");
  EXPECT_EQ(forward("<\"a\\\r\"@c.example>"), "refused");
}

TEST(Path, UnquotesNeedlessQuotes) {
  EXPECT_EQ(unquote("\"post\\master\""), "postmaster");
  EXPECT_EQ(unquote("plain"), "plain");
  EXPECT_EQ(unquote("\"\""), "");
  EXPECT_EQ(unquote("\""), "\"");
}

TEST(Path, TakesWhatOldCarriersSend) {
  EXPECT_EQ(forward("<a..b.@c.example>"), "a..b.@c.example");
  EXPECT_EQ(forward("<a@my_host.example>"), "a@my_host.example");
  EXPECT_EQ(forward("<a@c.example.>"), "a@c.example.");
}

TEST(Path, TakesAddressLiteralsThatAreAddresses) {
  EXPECT_EQ(forward("<a@[192.0.2.9]>"), "a@[192.0.2.9]");
  EXPECT_EQ(forward("<a@[ipv6:2001:db8::1]>"), "a@[ipv6:2001:db8::1]");
  for (const char* bad : {"<a@[192.0.2]>", "<a@[192.0.2.256]>", "<a@[IPv6:12345::]>", "<a@[2001:db8::1]>", "<a@[x:y]>",
                          "<a@[]>", "<a@[192.0.2.9>", "<a@[IPv6:::::::::::]>"}) {
    EXPECT_EQ(forward(bad), "refused") << bad;
  }
  EXPECT_EQ(forward("<a@[IPv6:" + std::string(1000, ':') + "]>"), "refused");
}

TEST(Path, IsAtMost256OctetsLong) {
  const std::string domain = "@" + std::string(60, 'd') + ".example";
  const std::string longest = "<" + std::string(254 - domain.size(), 'a') + domain + ">";
  ASSERT_EQ(longest.size(), 256u);
  EXPECT_NE(forward(longest), "refused");
  EXPECT_EQ(forward("<a" + longest.substr(1)), "refused");
}

TEST(Path, RefusesLabelsOver63Octets) {
  EXPECT_NE(forward("<a@" + std::string(63, 'b') + ".example>"), "refused");
  EXPECT_EQ(forward("<a@" + std::string(64, 'b') + ".example>"), "refused");
}

TEST(Path, TellsWhenItIsNotAscii) {
  const auto path = parse_reverse_path("<caf\xc3\xa9@b.example>");
  ASSERT_TRUE(path);
  EXPECT_FALSE(path->mailbox.is_ascii);
}

TEST(Path, SurvivesEachTruncation) {
  const std::string whole = "<@a.example,@[192.0.2.1]:\"q\\\"x\"@[IPv6:2001:db8::1]> SIZE=1";
  ASSERT_TRUE(parse_forward_path(whole));
  for (std::size_t length = 0; length < whole.find('>'); ++length) {
    EXPECT_FALSE(parse_forward_path(whole.substr(0, length))) << length;
  }
}

} // namespace
} // namespace smtp
