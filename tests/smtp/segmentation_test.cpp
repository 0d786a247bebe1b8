// The differential oracle: one script, sent whole, octet by octet and in random cuts, gives the same replies and stores
// the same octets.
#include <gtest/gtest.h>

#include "tests/smtp/dialogue.hpp"

namespace smtp {
namespace {

using namespace std::string_literals;

struct Script {
  const char* name;
  std::vector<std::string> groups; // each is sent when the one before was answered
  const char* codes;
  std::size_t stored;
};

std::string group_of_message(const std::string& from = "a@sender.example") {
  return "MAIL FROM:<" + from + ">\r\nRCPT TO:<" + minted_address(1) + ">\r\nDATA\r\n";
}

std::vector<Script> scripts() {
  const std::string hello = "EHLO client.example\r\n";
  const std::string long_line(100'000, 'a');
  return {
      {"one message",
       {hello, group_of_message(), "Subject: x\r\n\r\nx\r\n.\r\n", "QUIT\r\n"},
       "250 250 250 250 250 250 250 250 354 250 221",
       1},
      {"two messages",
       {hello, group_of_message(), "x\r\n.\r\n" + group_of_message(""), "y\r\n.\r\nQUIT\r\n"},
       "250 250 250 250 250 250 250 250 354 250 250 250 354 250 221",
       2},
      {"empty message", {hello, group_of_message(), ".\r\n"}, "250 250 250 250 250 250 250 250 354 250", 1},
      {"dots",
       {hello, group_of_message(), "..\r\n.a\r\n...\r\n.\n.\r.\r\n.\r\r\n.\r\n"},
       "250 250 250 250 250 250 250 250 354 250",
       1},
      {"long line", {hello, group_of_message(), long_line + "\r\n.\r\n"}, "250 250 250 250 250 250 250 250 354 250", 1},
      {"eight bits and NUL",
       {hello, group_of_message(), "a\0b\xff\xfe\r\n\r\n\r\n.\r\n"s},
       "250 250 250 250 250 250 250 250 354 250",
       1},
      {"syntax errors", {"HELO\r\n", "NOOP\n\r\nMAIL FROM:<a@b>\r\nNOOP\rx\r\nNOOP\r\n"}, "501 500 500 503 501 250", 0},
      {"overlong command",
       {hello, "NOOP " + std::string(5000, 'a') + "\r\nNOOP\r\n"},
       "250 250 250 250 250 250 500 250",
       0},
      {"recipients",
       {hello, "MAIL FROM:<>\r\nRCPT TO:<nobody@relay.example>\r\nRCPT TO:<a@other.example>\r\nRCPT TO:<" +
                   minted_address(1) + ">\r\nRCPT TO:<" + minted_address(2) + ">\r\nRSET\r\n"},
       "250 250 250 250 250 250 250 550 550 250 452 250",
       0},
      {"loop",
       {hello, group_of_message(), "X-LOOP: mx.relay.example\r\n\r\n.\r\nNOOP\r\n"},
       "250 250 250 250 250 250 250 250 354 554 250",
       0},
      {"end inside of the dot", {hello, group_of_message(), "x\r\n."}, "250 250 250 250 250 250 250 250 354", 0},
      {"end inside of a command", {hello, "MAIL FROM:<a@b.example"}, "250 250 250 250 250 250", 0},
  };
}

TEST(Segmentation, ChangesNeitherRepliesNorWhatIsStored) {
  for (const Script& script : scripts()) {
    std::optional<std::pair<std::string, std::vector<StoredMessage>>> expected;
    for (const Cut cut : all_cuts) {
      Dialogue dialogue(cut);
      dialogue.transcript.clear();
      std::vector<std::string> replies;
      for (const std::string& group : script.groups) {
        const auto some = dialogue.send(group);
        replies.insert(replies.end(), some.begin(), some.end());
      }
      EXPECT_EQ(codes(replies), script.codes) << script.name << " " << name_of(cut);
      EXPECT_EQ(dialogue.sink.stored().size(), script.stored) << script.name << " " << name_of(cut);
      const auto result = std::pair(dialogue.transcript, dialogue.sink.stored());
      if (!expected) expected = result;
      EXPECT_EQ(result, *expected) << script.name << " " << name_of(cut);
    }
  }
}

TEST(Segmentation, EachTruncationOfASessionStoresNothingButWholeMessages) {
  const std::string message = "Subject: x\r\n\r\n..x\r\n";
  const std::string session = "NOOP\r\nMAIL FROM:<a@sender.example>\r\nRCPT TO:<" + minted_address(1) + ">\r\n";
  for (std::size_t length = 0; length <= session.size(); ++length) {
    Dialogue dialogue;
    dialogue.say({"EHLO client.example"});
    dialogue.send(session.substr(0, length));
    dialogue.hang_up();
    EXPECT_TRUE(dialogue.sink.stored().empty());
  }
  for (std::size_t length = 0; length < message.size() + 3; ++length) {
    Dialogue dialogue;
    dialogue.begin_message();
    dialogue.send((message + ".\r\n").substr(0, length));
    dialogue.hang_up();
    EXPECT_TRUE(dialogue.sink.stored().empty()) << length;
    ASSERT_EQ(dialogue.observer.transactions().size(), 1u);
    EXPECT_FALSE(dialogue.observer.transactions()[0].reply.has_value());
  }
}

} // namespace
} // namespace smtp
