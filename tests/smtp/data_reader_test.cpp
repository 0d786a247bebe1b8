#include "smtp/data_reader.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace smtp {
namespace {

struct Read {
  std::string message;
  std::string rest;
  bool has_ended = false;
  bool has_bare_line_feed = false;
  friend bool operator==(const Read&, const Read&) = default;
};

/// Cuts behind each octet whose bit in `cuts` is set.
Read read(std::string_view octets, std::uint64_t cuts) {
  DataReader reader;
  reader.start();
  Read result;
  std::size_t begin = 0;
  for (std::size_t end = 1; end <= octets.size() && !result.has_ended; ++end) {
    if (end != octets.size() && ((cuts >> (end % 64)) & 1) == 0) continue;
    std::string_view piece = octets.substr(begin, end - begin);
    std::vector<std::string_view> spans;
    result.has_ended = reader.read(piece, spans) == DataReader::Found::end;
    for (const std::string_view span : spans) result.message.append(span);
    begin = end - piece.size();
  }
  result.rest = octets.substr(begin);
  result.has_bare_line_feed = reader.has_bare_line_feed();
  return result;
}

Read read_whole(std::string_view octets) { return read(octets, 0); }

TEST(DataReader, EndsAtDotOnALineOfItsOwn) {
  const Read result = read_whole("Subject: x\r\n\r\nbody\r\n.\r\nQUIT\r\n");
  EXPECT_TRUE(result.has_ended);
  EXPECT_EQ(result.message, "Subject: x\r\n\r\nbody\r\n");
  EXPECT_EQ(result.rest, "QUIT\r\n");
}

TEST(DataReader, EndsAtOnceWhenTheMessageIsEmpty) {
  const Read result = read_whole(".\r\n");
  EXPECT_TRUE(result.has_ended);
  EXPECT_EQ(result.message, "");
}

TEST(DataReader, TakesOneDotOffALineThatBeginsWithOne) {
  EXPECT_EQ(read_whole("..\r\n.x\r\n...y\r\n.\r\n").message, ".\r\nx\r\n..y\r\n");
}

TEST(DataReader, LeavesDotsAloneThatDoNotBeginALine) {
  EXPECT_EQ(read_whole("a.b\n.c\r.d\r\n.\r\n").message, "a.b\n.c\r.d\r\n");
}

TEST(DataReader, TellsOfBareLineFeedsOnly) {
  EXPECT_TRUE(read_whole("a\nb\r\n.\r\n").has_bare_line_feed);
  EXPECT_TRUE(read_whole("\na\r\n.\r\n").has_bare_line_feed);
  EXPECT_TRUE(read_whole("a\r\n\n.\r\n.\r\n").has_bare_line_feed);
  EXPECT_TRUE(read_whole("a\r\n.\nb\r\n.\r\n").has_bare_line_feed);
  EXPECT_FALSE(read_whole("a\rb\r\r\n.\r\n").has_bare_line_feed);
}

TEST(DataReader, NeverEndsAtAnyOtherMixOfLineEndsAndDots) {
  for (const char* almost : {"a\n.\n", "a\n.\r\n", "a\r\n.\n", "a\r.\r", "a\r.\r\n", "a\r\n.\r", "a\n\r.\n\r",
                             "a\r\r\n.\r\r\n", "a\r\n. \r\n", "a\n\n.\r\n", "a\r\n..\r\n", "a\r\n.\r\r\n", "\n.\r\n"}) {
    EXPECT_FALSE(read_whole(almost).has_ended) << testing::PrintToString(almost);
  }
  EXPECT_FALSE(read_whole(std::string_view("a\r\n\0.\r\n", 7)).has_ended);
  EXPECT_FALSE(read_whole(std::string_view("a\r\n.\0\r\n", 7)).has_ended);
}

TEST(DataReader, HandsOutAMessageWithoutDotsAsOneSpan) {
  std::string octets;
  for (int i = 0; i < 1000; ++i) octets.append("a line of text\r\n");
  DataReader reader;
  reader.start();
  std::string_view rest = octets;
  std::vector<std::string_view> spans;
  EXPECT_EQ(reader.read(rest, spans), DataReader::Found::more);
  EXPECT_EQ(spans.size(), 1u);
}

/// RFC 5321 4.1.1.4 and 4.5.2 in the plainest words: the message follows the CR LF of DATA.
Read read_by_the_rule(const std::string& octets) {
  const std::string all = "\r\n" + octets;
  const std::size_t end = all.find("\r\n.\r\n");
  Read result;
  result.has_ended = end != std::string::npos;
  std::string message = all.substr(0, result.has_ended ? end + 2 : end);
  for (std::size_t dot = 0; (dot = message.find("\r\n.", dot)) != std::string::npos; dot += 2)
    message.erase(dot + 2, 1);
  result.message = message.substr(2);
  result.rest = result.has_ended ? all.substr(end + 5) : "";
  for (std::size_t i = 2; i < (result.has_ended ? end : all.size()); ++i) {
    if (all[i] == '\n' && all[i - 1] != '\r') result.has_bare_line_feed = true;
  }
  return result;
}

/// Every word of up to eight octets over the octets that matter, in several segmentations.
TEST(DataReader, KeepsTheRuleForEveryWordInEverySegmentation) {
  constexpr std::string_view alphabet = "\r\n.x";
  constexpr std::size_t longest = 8;
  for (std::size_t length = 1; length <= longest; ++length) {
    std::string octets(length, ' ');
    for (std::size_t word = 0; word < std::size_t{1} << (2 * length); ++word) {
      for (std::size_t i = 0; i < length; ++i) octets[i] = alphabet[(word >> (2 * i)) & 3];
      const Read expected = read_by_the_rule(octets + "y");
      ASSERT_EQ(read_whole(octets + "y"), expected) << testing::PrintToString(octets);
      ASSERT_EQ(read(octets + "y", ~std::uint64_t{0}), expected) << testing::PrintToString(octets);
      ASSERT_EQ(read(octets + "y", 0x5555555555555555), expected) << testing::PrintToString(octets);
      ASSERT_EQ(read(octets + "y", 0x9249249249249249), expected) << testing::PrintToString(octets);
    }
  }
}

} // namespace
} // namespace smtp
