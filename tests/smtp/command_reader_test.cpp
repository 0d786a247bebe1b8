#include "smtp/command_reader.hpp"

#include <gtest/gtest.h>

namespace smtp {
namespace {

TEST(CommandReader, JoinsALineFromPieces) {
  CommandReader reader(64, 4096);
  for (const std::string_view piece : {"NO", "OP", "\r"}) {
    std::string_view octets = piece;
    EXPECT_FALSE(reader.read(octets).has_value());
    EXPECT_TRUE(octets.empty());
  }
  EXPECT_EQ(reader.pending(), 5u);
  std::string_view octets = "\nRSET\r\n";
  const auto first = reader.read(octets);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->form, CommandLine::Form::good);
  EXPECT_EQ(first->text, "NOOP");
  EXPECT_EQ(octets, "RSET\r\n");
  const auto second = reader.read(octets);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->text, "RSET");
  EXPECT_EQ(reader.pending(), 0u);
}

TEST(CommandReader, EndsALineAtABareLineFeedButDoesNotHandItOut) {
  CommandReader reader(64, 4096);
  std::string_view octets = "NOOP\nRSET\r\n";
  const auto line = reader.read(octets);
  ASSERT_TRUE(line);
  EXPECT_EQ(line->form, CommandLine::Form::bare_line_feed);
  EXPECT_TRUE(line->text.empty());
  EXPECT_EQ(octets, "RSET\r\n");
}

TEST(CommandReader, TakesTheLongestLineAndRefusesOneOctetMore) {
  for (const bool in_pieces : {false, true}) {
    for (const std::size_t length : {62u, 63u}) {
      CommandReader reader(64, 4096);
      const std::string text = std::string(length, 'a') + "\r\n";
      std::string_view octets = text;
      if (in_pieces) {
        std::string_view front = octets.substr(0, 40);
        EXPECT_FALSE(reader.read(front).has_value());
        octets.remove_prefix(40);
      }
      const auto line = reader.read(octets);
      ASSERT_TRUE(line);
      EXPECT_EQ(line->form, length == 62 ? CommandLine::Form::good : CommandLine::Form::too_long);
    }
  }
}

TEST(CommandReader, CountsWhatItThrowsAwayAndBeginsAnew) {
  CommandReader reader(16, 4096);
  const std::string many(1000, 'a');
  std::string_view octets = many;
  EXPECT_FALSE(reader.read(octets).has_value());
  EXPECT_EQ(reader.pending(), 1000u);
  octets = "\r\nNOOP\r\n";
  EXPECT_EQ(reader.read(octets)->form, CommandLine::Form::too_long);
  EXPECT_EQ(reader.read(octets)->text, "NOOP");
}

TEST(CommandReader, DoesNotWaitOutAnEndlessLine) {
  for (const char* end : {"", "\r\n"}) {
    CommandReader reader(16, 100);
    const std::string line = std::string(101, 'a') + end;
    std::string_view octets = line;
    EXPECT_EQ(reader.read(octets)->form, CommandLine::Form::endless);
  }
}

} // namespace
} // namespace smtp
