#include "smtp/command.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace smtp {
namespace {

TEST(CommandLine, IsReadWithoutCase) {
  EXPECT_EQ(parse_command("eHlO client.example").verb, Verb::ehlo);
  EXPECT_EQ(parse_command("eHlO client.example").argument, "client.example");
}

TEST(CommandLine, ToleratesWhiteSpaceAtItsEnd) {
  EXPECT_EQ(parse_command("NOOP \t ").verb, Verb::noop);
  EXPECT_EQ(parse_command("MAIL FROM:<a@b.example> ").argument, "FROM:<a@b.example>");
}

TEST(CommandLine, IsUnknownWhenItBeginsWithASpaceOrGoesOnBehindTheVerb) {
  EXPECT_EQ(parse_command(" NOOP").verb, Verb::unknown);
  EXPECT_EQ(parse_command("NOOPS").verb, Verb::unknown);
  EXPECT_EQ(parse_command("NOOP\tx").verb, Verb::unknown);
  EXPECT_EQ(parse_command("").verb, Verb::unknown);
}

TEST(CommandLine, KnowsWhatMustBeTheLastOfAGroup) {
  for (const char* last : {"EHLO a", "HELO a", "DATA", "QUIT", "VRFY a", "STARTTLS", "AUTH PLAIN", "LHLO a"}) {
    EXPECT_EQ(parse_command(last).grouping, Grouping::last) << last;
  }
  for (const char* anywhere : {"MAIL FROM:<>", "RCPT TO:<a>", "RSET", "NOOP"}) {
    EXPECT_EQ(parse_command(anywhere).grouping, Grouping::anywhere) << anywhere;
  }
}

TEST(CommandLine, ShowsItsControlOctets) {
  EXPECT_TRUE(has_control_octet(std::string_view("NOOP\0", 5)));
  EXPECT_TRUE(has_control_octet("NOOP\r"));
  EXPECT_TRUE(has_control_octet("NOOP\x7f"));
  EXPECT_FALSE(has_control_octet("NOOP \xc3\xa9"));
}

TEST(HelloName, IsADomainOrALiteral) {
  for (const char* good : {"client.example", "[192.0.2.1]", "[IPv6:2001:db8::1]", "my_host", "localhost"}) {
    EXPECT_TRUE(is_hello_name(good)) << good;
  }
  for (const char* bad : {"", "a b", "<script>", "a:25", "[]", "caf\xc3\xa9"}) EXPECT_FALSE(is_hello_name(bad)) << bad;
  EXPECT_FALSE(is_hello_name(std::string(256, 'a')));
}

TEST(Parameters, AreTakenOneAfterTheOther) {
  std::string_view parameters = " SIZE=12  BODY=8BITMIME SMTPUTF8";
  const auto size = take_parameter(parameters);
  const auto body = take_parameter(parameters);
  const auto utf8 = take_parameter(parameters);
  ASSERT_TRUE(size && body && utf8);
  EXPECT_EQ(size->keyword, "SIZE");
  EXPECT_EQ(size->value, "12");
  EXPECT_EQ(body->value, "8BITMIME");
  EXPECT_EQ(utf8->keyword, "SMTPUTF8");
  EXPECT_FALSE(utf8->value.has_value());
  EXPECT_TRUE(parameters.empty());
}

TEST(Parameters, BrokenSyntaxIsNoParameter) {
  for (std::string_view bad : {"x", " =1", " -a=1", " SIZE=", " A=b=c", " a_b=1", " A=caf\xc3\xa9", " "}) {
    EXPECT_FALSE(take_parameter(bad).has_value()) << bad;
  }
}

TEST(Size, OfTwentyDigitsNeverWrapsToASmallNumber) {
  EXPECT_EQ(parse_size("18446744073709551615"), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(parse_size("18446744073709551617"), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(parse_size("99999999999999999999"), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(parse_size("00000000000000000010"), 10u);
}

TEST(Size, IsOneToTwentyDigitsAndNothingElse) {
  for (const char* bad : {"", "-1", "+1", "1 ", "0x10", "1e3", "100000000000000000000"}) {
    EXPECT_FALSE(parse_size(bad).has_value()) << bad;
  }
}

} // namespace
} // namespace smtp
