#include "parsers/report_lines.hpp"

#include <gtest/gtest.h>

namespace parsers {
namespace {

std::string address_in(std::string_view line) {
  const auto found = find_address(line);
  return found ? found->address : std::string();
}

TEST(FindAddress, LeavesTheMarksRoundItOut) {
  EXPECT_EQ(address_in("to <ann@new.example>:"), "ann@new.example");
  EXPECT_EQ(address_in("(ann@new.example)."), "ann@new.example");
  EXPECT_EQ(address_in("addressed to 'ann@new.example',"), "ann@new.example");
  EXPECT_EQ(address_in("dda:SMTP=ann@new.example; on Monday"), "ann@new.example");
  EXPECT_EQ(address_in("mailto:ann@new.example."), "ann@new.example");
}

TEST(FindAddress, ReadsQuotedLocalPartsAndLiterals) {
  EXPECT_EQ(address_in("<\"ann doe\"@new.example>"), "\"ann doe\"@new.example");
  EXPECT_EQ(address_in("ann@[192.0.2.7]"), "ann@[192.0.2.7]");
  EXPECT_EQ(address_in("ann..doe.@new.example"), "ann..doe.@new.example");
}

TEST(FindAddress, FindsNoneInLooseSigns) {
  for (const std::string_view line : {"", "@", "a@", "@b", "at @ noon", "\"@", "x@[", "<>"})
    EXPECT_EQ(address_in(line), "") << line;
}

TEST(AddressAlone, AllowsBulletsAndTheSameAddressAsALink) {
  EXPECT_TRUE(address_alone("  * ann@new.example"));
  EXPECT_TRUE(address_alone("\"ann@new.example\":"));
  EXPECT_TRUE(address_alone("ann@new.example<mailto:ann@new.example>"));
  EXPECT_FALSE(address_alone("ann@new.example and bo@new.example"));
  EXPECT_FALSE(address_alone("write to ann@new.example"));
  EXPECT_FALSE(address_alone("ann@new.example<mailto:bo@new.example>"));
}

TEST(Lines, GiveEachLineOnceWithoutItsEnd) {
  Lines lines("a\r\n\nb");
  std::string_view line;
  ASSERT_TRUE(lines.next(line));
  EXPECT_EQ(line, "a");
  ASSERT_TRUE(lines.next(line));
  EXPECT_EQ(line, "");
  ASSERT_TRUE(lines.next(line));
  EXPECT_EQ(line, "b");
  EXPECT_FALSE(lines.next(line));
}

} // namespace
} // namespace parsers
