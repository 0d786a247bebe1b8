// SMTP smuggling (CVE-2023-51764, 51765, 51766 and kin): whatever stands in a message that only looks like its end, one
// message is stored, and its octets are those that came.
#include <gtest/gtest.h>

#include "tests/smtp/dialogue.hpp"

namespace smtp {
namespace {

using namespace std::string_literals;

const std::vector<std::string>& false_ends() {
  static const std::vector<std::string> ends{
      "\n.\n"s,
      "\n.\r\n"s,
      "\r\n.\n"s,
      "\r.\r"s,
      "\r\n.\r"s,
      "\n.\r"s,
      "\r.\r\n"s,
      "\r.\n"s,
      "\r\r\n.\r\r\n"s,
      "\r\n\0.\r\n"s,
      "\r\n.\0\r\n"s,
      "\r\n. \r\n"s,
      "\n\r.\n\r"s,
      "\r\n.\r\r\n"s,
      "\n\n.\r\n"s,
      "\r\n.\x0b\r\n"s,
      "\r\n\xc2\x85.\xc2\x85"s,
  };
  return ends;
}

/// RFC 5321 4.5.2 undone by hand: the dot that begins a line after CR LF is not part of the message.
std::string unstuffed(std::string text) {
  for (std::size_t dot = 0; (dot = text.find("\r\n.", dot)) != std::string::npos; dot += 2) text.erase(dot + 2, 1);
  return text;
}

TEST(Smuggling, HasNoFormThatEndsAMessage) {
  ASSERT_EQ(false_ends().size(), 17u);
  for (const std::string& end : false_ends()) {
    for (const Cut cut : all_cuts) {
      Dialogue dialogue(cut);
      dialogue.begin_message();
      const std::string message = "Subject: outer\r\n\r\nfirst" + end +
                                  "MAIL FROM:<smuggler@sender.example>\r\nRCPT TO:<" + minted_address(2) +
                                  ">\r\nDATA\r\nSubject: smuggled\r\n\r\nsecond\r\n";
      const std::string shown = testing::PrintToString(end) + " " + name_of(cut);
      EXPECT_EQ(codes(dialogue.send(message + ".\r\n")), "250") << shown;
      ASSERT_EQ(dialogue.sink.stored().size(), 1u) << shown;
      EXPECT_EQ(dialogue.sink.stored()[0].octets, unstuffed(message)) << shown;
      EXPECT_EQ(dialogue.sink.stored()[0].envelope.reverse_path.address, "a@sender.example") << shown;
    }
  }
}

TEST(Smuggling, ByALineThatIsCutAtABufferBoundaryFails) {
  for (const std::size_t length : {512u, 998u, 1000u, 2048u, 4096u, 65536u}) {
    Dialogue dialogue;
    dialogue.begin_message();
    const std::string front = "Subject: x\r\n\r\n" + std::string(length, 'a');
    EXPECT_EQ(codes(dialogue.send(front)), "");
    EXPECT_EQ(codes(dialogue.send(".\r\nMAIL FROM:<smuggler@sender.example>\r\n.\r\n")), "250") << length;
    EXPECT_EQ(dialogue.sink.stored().size(), 1u);
  }
}

TEST(Smuggling, LeavesAMarkInTheRecord) {
  Dialogue dialogue;
  dialogue.begin_message();
  dialogue.send("Subject: x\r\n\r\nfirst\n.\nsecond\r\n.\r\n");
  ASSERT_EQ(dialogue.observer.transactions().size(), 1u);
  EXPECT_TRUE(dialogue.observer.transactions()[0].has_bare_line_feed);
}

} // namespace
} // namespace smtp
