#include "smtp/line_reader.hpp"

#include <gtest/gtest.h>

namespace smtp {
namespace {

TEST(LineReader, JoinsALineFromPieces) {
  LineReader reader(64);
  for (const std::string_view piece : {"NO", "OP", "\r"}) {
    std::string_view octets = piece;
    EXPECT_FALSE(reader.read(octets).has_value());
    EXPECT_TRUE(octets.empty());
  }
  EXPECT_EQ(reader.pending(), 5u);
  std::string_view octets = "\nRSET\r\n";
  const auto first = reader.read(octets);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->form, Line::Form::good);
  EXPECT_EQ(first->text, "NOOP");
  EXPECT_EQ(octets, "RSET\r\n");
  const auto second = reader.read(octets);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->text, "RSET");
  EXPECT_EQ(reader.pending(), 0u);
}

TEST(LineReader, EndsALineAtABareLineFeedButDoesNotHandItOut) {
  LineReader reader(64);
  std::string_view octets = "NOOP\nRSET\r\n";
  const auto line = reader.read(octets);
  ASSERT_TRUE(line);
  EXPECT_EQ(line->form, Line::Form::bare_line_feed);
  EXPECT_TRUE(line->text.empty());
  EXPECT_EQ(octets, "RSET\r\n");
}

TEST(LineReader, TakesTheLongestLineAndRefusesOneOctetMore) {
  for (const bool in_pieces : {false, true}) {
    for (const std::size_t length : {62u, 63u}) {
      LineReader reader(64);
      const std::string text = std::string(length, 'a') + "\r\n";
      std::string_view octets = text;
      if (in_pieces) {
        std::string_view front = octets.substr(0, 40);
        EXPECT_FALSE(reader.read(front).has_value());
        octets.remove_prefix(40);
      }
      const auto line = reader.read(octets);
      ASSERT_TRUE(line);
      EXPECT_EQ(line->form, length == 62 ? Line::Form::good : Line::Form::too_long);
    }
  }
}

TEST(LineReader, CountsWhatItThrowsAwayAndBeginsAnew) {
  LineReader reader(16);
  const std::string many(1000, 'a');
  std::string_view octets = many;
  EXPECT_FALSE(reader.read(octets).has_value());
  EXPECT_EQ(reader.pending(), 1000u);
  octets = "\r\nNOOP\r\n";
  EXPECT_EQ(reader.read(octets)->form, Line::Form::too_long);
  EXPECT_EQ(reader.read(octets)->text, "NOOP");
}

} // namespace
} // namespace smtp
