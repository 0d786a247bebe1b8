#include "admin/http/parameters.hpp"

#include <gtest/gtest.h>

namespace admin {
namespace {

TEST(Parameters, ReadNamesAndValuesDecoded) {
  Parameters parameters;
  ASSERT_TRUE(parameters.read("a=1&b%20c=%26%3D&&d&e=x=y&=z", PlusSign::is_itself));
  ASSERT_EQ(parameters.size(), 5u);
  EXPECT_EQ(parameters.get("b c"), "&=");
  EXPECT_EQ(parameters.find("d"), "");
  EXPECT_EQ(parameters.get("e"), "x=y");
  EXPECT_EQ(parameters.get(""), "z");
  EXPECT_FALSE(parameters.find("missing"));
}

TEST(Parameters, TakeAPlusAsTheyAreTold) {
  Parameters parameters;
  ASSERT_TRUE(parameters.read("to=a+b", PlusSign::is_itself));
  EXPECT_EQ(parameters.get("to"), "a+b");
  ASSERT_TRUE(parameters.read("to=a+b%2Bc", PlusSign::is_space));
  EXPECT_EQ(parameters.get("to"), "a b+c");
}

TEST(Parameters, RefuseBrokenEscapesAndKeepNothing) {
  for (const char* broken : {"a=%", "a=%4", "a=1&b=%zz", "%=1", "a=%4%31"}) {
    Parameters parameters;
    EXPECT_FALSE(parameters.read(broken, PlusSign::is_space)) << broken;
    EXPECT_EQ(parameters.size(), 0u);
  }
}

TEST(Parameters, BoundTheirNumber) {
  std::string many;
  for (std::size_t i = 0; i < Parameters::most_pairs; ++i) many += "a=1&";
  Parameters parameters;
  EXPECT_TRUE(parameters.read(many, PlusSign::is_space));
  EXPECT_FALSE(parameters.read(many + "a=1", PlusSign::is_space));
}

TEST(Parameters, SurviveEachTruncation) {
  const std::string whole = "to=a%40b.example&purpose=%F0%9F%98%80&x=%00";
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    Parameters parameters;
    if (!parameters.read(whole.substr(0, cut), PlusSign::is_space)) continue;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      EXPECT_LE(parameters.name(i).size() + parameters.value(i).size(), cut);
    }
  }
}

TEST(PercentEncoding, ComesBackAsItWas) {
  std::string octets;
  for (int octet = 0; octet < 256; ++octet) octets.push_back(static_cast<char>(octet));
  std::string decoded;
  ASSERT_TRUE(append_percent_decoded(decoded, percent_encoded(octets), PlusSign::is_space));
  EXPECT_EQ(decoded, octets);
  EXPECT_EQ(percent_encoded("it's <a@b>"), "it%27s%20%3Ca%40b%3E") << "safe inside of a shell's quotes";
}

} // namespace
} // namespace admin
