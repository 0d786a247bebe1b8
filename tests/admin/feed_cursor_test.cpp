#include "admin/api/feed_cursor.hpp"

#include <gtest/gtest.h>

namespace admin {
namespace {

constexpr classifier::Origin newest{1};
constexpr classifier::Origin older{2};

TEST(FeedCursor, ComesBackAsItWasGiven) {
  for (const classifier::Positions& positions :
       {classifier::Positions{}, {{newest, 7}}, {{newest, 7}, {older, 18'446'744'073'709'551'615u}}}) {
    const auto again = read_feed_cursor(write_feed_cursor(positions), newest);
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, positions);
  }
}

TEST(FeedCursor, TakesANumberAsOneOfTheNewestOrigin) {
  EXPECT_EQ(read_feed_cursor("12", newest), (classifier::Positions{{newest, 12}}));
}

TEST(FeedCursor, IsNothingElse) {
  for (const char* text : {"x", "-1", "1x", ":", "00:1", "1.", ".1", "1:2", "0102030405060708090a0b0c0d0e0f1g:1",
                           "18446744073709551616"}) {
    EXPECT_FALSE(read_feed_cursor(text, newest)) << text;
  }
}

TEST(FeedCursor, IsRefusedOrWholeAtEachTruncation) {
  const std::string whole = write_feed_cursor({{newest, 7}, {older, 12}});
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const auto positions = read_feed_cursor(whole.substr(0, size), newest);
    EXPECT_TRUE(!positions || positions->size() <= 2) << size;
  }
}

TEST(FeedCursor, HasABoundOfOrigins) {
  std::string many = "1";
  for (int i = 0; i < 100; ++i) {
    const classifier::Origin origin{static_cast<std::uint8_t>(i + 1)};
    many += "." + write_feed_cursor({{origin, 1}});
  }
  EXPECT_FALSE(read_feed_cursor(many, newest));
}

} // namespace
} // namespace admin
