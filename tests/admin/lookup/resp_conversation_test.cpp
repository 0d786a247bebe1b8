#include "admin/lookup/resp_conversation.hpp"

#include <gtest/gtest.h>

#include "tests/admin/lookup/asked_store.hpp"

namespace admin {
namespace {

using test::AskedStore;
using test::Heard;

std::string array(std::initializer_list<std::string_view> words) {
  std::string text = "*" + std::to_string(words.size()) + "\r\n";
  for (const std::string_view word : words)
    text.append("$").append(std::to_string(word.size())).append("\r\n").append(word).append("\r\n");
  return text;
}

class RespConversationTest : public ::testing::Test {
 protected:
  Heard ask_unknown(std::string_view octets) {
    Heard whole;
    for (const std::size_t piece : {std::string_view::npos, std::size_t{1}, std::size_t{5}}) {
      RespConversation conversation(look_up_);
      const Heard heard = test::tell(conversation, octets, piece);
      if (piece == std::string_view::npos) whole = heard;
      EXPECT_EQ(heard.output, whole.output) << piece;
      EXPECT_EQ(heard.is_closed, whole.is_closed) << piece;
    }
    return whole;
  }
  /// What is heard behind "+OK" of AUTH.
  std::string ask(const std::string& octets) {
    const std::string output = ask_unknown(array({"AUTH", test::key}) + octets).output;
    EXPECT_EQ(output.substr(0, 5), "+OK\r\n");
    return output.substr(std::min<std::size_t>(output.size(), 5));
  }

  std::string ask_once(const std::string& octets) {
    RespConversation conversation(look_up_);
    return test::tell(conversation, array({"AUTH", test::key}) + octets).output.substr(5);
  }

  AskedStore asked_;
  LookUp look_up_ = asked_.look_up();
};

TEST_F(RespConversationTest, WantsAKeyBeforeItTellsAnything) {
  for (const auto& command : {array({"EXISTS", "gone@b.example"}), array({"GET", "gone@b.example"}),
                              array({"SISMEMBER", "marketing", "gone@b.example"}), array({"INFO"})})
    EXPECT_EQ(ask_unknown(command).output, "-NOAUTH Authentication required.\r\n");
  EXPECT_EQ(ask_unknown(array({"AUTH", "dsk_Unknown"})).output.substr(0, 10), "-WRONGPASS");
  EXPECT_EQ(ask_unknown(array({"AUTH", "dsk_WriteOnly"})).output.substr(0, 10), "-WRONGPASS");
  EXPECT_EQ(ask_unknown(array({"PING"})).output, "+PONG\r\n");
}

TEST_F(RespConversationTest, TakesTheKeyWithAUserNameToo) {
  EXPECT_EQ(ask_unknown(array({"AUTH", "default", test::key})).output, "+OK\r\n");
}

TEST_F(RespConversationTest, CountsTheSuppressedWithExists) {
  EXPECT_EQ(ask(array({"EXISTS", "gone@b.example"})), ":1\r\n");
  EXPECT_EQ(ask(array({"EXISTS", "free@b.example"})), ":0\r\n");
  EXPECT_EQ(ask(array({"exists", "gone@b.example", "free@b.example", "foreign@b.example"})), ":2\r\n");
}

TEST_F(RespConversationTest, CountsWhatIsNoIdentityAsSuppressed) {
  EXPECT_EQ(ask(array({"EXISTS", "@@"})), ":1\r\n");
  EXPECT_EQ(ask(array({"GET", "@@"})), "$21\r\ndeny invalid_identity\r\n");
}

TEST_F(RespConversationTest, CountsHeldContactsAsSuppressed) {
  asked_.pause("away@b.example", asked_.now + std::chrono::hours{3});
  EXPECT_EQ(ask(array({"GET", "away@b.example"})), "$11\r\nhold absent\r\n");
  EXPECT_EQ(ask(array({"EXISTS", "away@b.example"})), ":1\r\n");
}

TEST_F(RespConversationTest, GivesTheReasonWithGet) {
  EXPECT_EQ(ask(array({"GET", "gone@b.example"})), "$16\r\ndeny manual_deny\r\n");
  EXPECT_EQ(ask(array({"GET", "free@b.example"})), "$-1\r\n");
  EXPECT_EQ(ask(array({"GET", "foreign@b.example"})), "$4\r\ndeny\r\n") << "of a foreign row no reason";
  EXPECT_EQ(ask(array({"MGET", "free@b.example", "gone@b.example"})), "*2\r\n$-1\r\n$16\r\ndeny manual_deny\r\n");
}

TEST_F(RespConversationTest, NamesAPurposeByTheSet) {
  EXPECT_EQ(ask(array({"SISMEMBER", "news", "news@b.example"})), ":1\r\n");
  EXPECT_EQ(ask(array({"SISMEMBER", "offers", "news@b.example"})), ":0\r\n");
  EXPECT_EQ(ask(array({"SMISMEMBER", "news", "news@b.example", "free@b.example"})), "*2\r\n:1\r\n:0\r\n");
  EXPECT_EQ(ask(array({"HGET", "news", "news@b.example"})), "$16\r\ndeny manual_deny\r\n");
  EXPECT_EQ(ask(array({"HMGET", "news", "free@b.example", "news@b.example"})),
            "*2\r\n$-1\r\n$16\r\ndeny manual_deny\r\n");
  EXPECT_EQ(ask(array({"SISMEMBER", "sms:news", "news@b.example"})), ":1\r\n");
  EXPECT_EQ(ask(array({"SISMEMBER", "smoke:news", "news@b.example"})).substr(0, 4), "-ERR");
  EXPECT_EQ(ask(array({"SISMEMBER", "No Such!", "news@b.example"})).substr(0, 4), "-ERR");
}

TEST_F(RespConversationTest, SpeaksResp3WhenAsked) {
  const Heard heard = ask_unknown(array({"HELLO", "3", "AUTH", "default", test::key, "SETNAME", "x"}) +
                                  array({"GET", "free@b.example"}));
  EXPECT_EQ(heard.output.substr(0, 4), "%5\r\n");
  EXPECT_TRUE(heard.output.ends_with("_\r\n"));
  EXPECT_EQ(ask_unknown(array({"HELLO", "4"})).output.substr(0, 8), "-NOPROTO");
  EXPECT_EQ(ask_unknown(array({"HELLO"})).output.substr(0, 7), "-NOAUTH");
  EXPECT_EQ(ask(array({"HELLO"})).substr(0, 5), "*10\r\n");
}

TEST_F(RespConversationTest, RefusesToWrite) {
  EXPECT_EQ(ask(array({"SET", "a", "b"})).substr(0, 9), "-READONLY");
  EXPECT_EQ(ask(array({"sadd", "a", "b"})).substr(0, 9), "-READONLY");
  EXPECT_EQ(ask(array({"BLPOPX"})), "-ERR unknown command\r\n");
  EXPECT_EQ(ask(array({"GET"})), "-ERR wrong number of arguments\r\n");
}

TEST_F(RespConversationTest, AnswersWhatClientsSayFirst) {
  EXPECT_EQ(ask(array({"SELECT", "0"})), "+OK\r\n");
  EXPECT_EQ(ask(array({"CLIENT", "SETINFO", "LIB-NAME", "x"})), "+OK\r\n");
  EXPECT_EQ(ask(array({"COMMAND", "DOCS"})), "*0\r\n");
  EXPECT_EQ(ask(array({"CONFIG", "GET", "save"})), "*0\r\n");
  EXPECT_NE(ask(array({"INFO"})).find("redis_version:"), std::string::npos);
  EXPECT_EQ(ask(array({"PING", "x"})), "$1\r\nx\r\n");
}

TEST_F(RespConversationTest, ReadsInlineCommands) {
  EXPECT_EQ(ask("EXISTS gone@b.example\r\n"), ":1\r\n");
  EXPECT_EQ(ask("\r\n  PING \n"), "+PONG\r\n");
}

TEST_F(RespConversationTest, ClosesAfterQuit) {
  const Heard heard = ask_unknown(array({"QUIT"}) + array({"PING"}));
  EXPECT_EQ(heard.output, "+OK\r\n");
  EXPECT_TRUE(heard.is_closed);
}

TEST_F(RespConversationTest, GivesAnErrorInTroubleAndNeverZero) {
  RespConversation conversation(look_up_);
  EXPECT_EQ(test::tell(conversation, array({"AUTH", test::key})).output, "+OK\r\n");
  asked_.store.fails = true;
  for (const auto& command :
       {array({"EXISTS", "free@b.example"}), array({"GET", "free@b.example"}), array({"MGET", "free@b.example"}),
        array({"SISMEMBER", "marketing", "free@b.example"}), array({"SMISMEMBER", "marketing", "free@b.example"})})
    EXPECT_EQ(test::tell(conversation, command).output, "-TRYAGAIN the suppressions cannot be read\r\n") << command;
}

TEST_F(RespConversationTest, StaysWhoseItWasWhileTheStoreCannotSay) {
  RespConversation conversation(look_up_);
  EXPECT_EQ(test::tell(conversation, array({"AUTH", test::key})).output, "+OK\r\n");
  const std::string question = array({"EXISTS", "gone@b.example"});
  asked_.store.fails = true;
  asked_.now += std::chrono::seconds{2};
  EXPECT_EQ(test::tell(conversation, question).output, "-TRYAGAIN the suppressions cannot be read\r\n");
  asked_.store.fails = false;
  EXPECT_EQ(test::tell(conversation, question).output, ":1\r\n");
}

TEST_F(RespConversationTest, TellsTheLedgerThatTheAllowListDecided) {
  asked_.commit("listed@b.example", classifier::EventKind::imported, std::nullopt);
  EXPECT_EQ(ask(array({"EXISTS", "listed@b.example"})), ":1\r\n");
  asked_.allow("listed@b.example");
  const std::size_t count = asked_.store.committed_count();
  EXPECT_EQ(ask(array({"EXISTS", "listed@b.example"})), ":0\r\n");
  EXPECT_EQ(asked_.overrides_told_after(count), 1u);
}

TEST_F(RespConversationTest, ForgetsARevokedKeyWithinASecond) {
  RespConversation conversation(look_up_);
  EXPECT_EQ(test::tell(conversation, array({"AUTH", test::key})).output, "+OK\r\n");
  asked_.store.keys_by_secret.clear();
  EXPECT_EQ(test::tell(conversation, array({"EXISTS", "gone@b.example"})).output, ":1\r\n");
  asked_.now += std::chrono::seconds{1};
  EXPECT_EQ(test::tell(conversation, array({"EXISTS", "gone@b.example"})).output,
            "-NOAUTH Authentication required.\r\n");
}

TEST_F(RespConversationTest, KeepsAKeyToItsLimitAndItsNetworks) {
  store::KeyTerms& terms = asked_.store.keys_by_secret[std::string(test::key)].terms;
  terms.requests_a_minute = 2;
  const std::string once = array({"EXISTS", "gone@b.example"});
  EXPECT_EQ(ask_once(once + once + once), ":1\r\n:1\r\n-TRYAGAIN this key has asked too often\r\n");
  asked_.now += std::chrono::minutes{1};
  EXPECT_EQ(ask_once(once), ":1\r\n");
  terms.networks = {"192.0.2.0/24"};
  EXPECT_EQ(ask_unknown(array({"AUTH", test::key})).output.substr(0, 10), "-WRONGPASS");
}

TEST_F(RespConversationTest, ClosesOnBrokenOrEndlessCommands) {
  for (const std::string& broken :
       {std::string("*x\r\n"), std::string("*1\r\n!1\r\nx\r\n"), std::string("*1\r\n$1\r\nxy\r\n"),
        std::string("*99999999999999\r\n"), std::string("*-1\r\n"), std::string("*1\r\n$-1\r\n"),
        std::string(200'000, 'x'), "*1\r\n$5000\r\n" + std::string(5'000, 'x')})
    EXPECT_TRUE(ask_unknown(broken).is_closed) << broken.substr(0, 20);
}

TEST_F(RespConversationTest, AnswersAPipelineInOrder) {
  std::string commands;
  for (int i = 0; i < 50; ++i)
    commands += array({"EXISTS", i % 2 == 0 ? std::string_view("gone@b.example") : std::string_view("free@b.example")});
  const std::string answers = ask(commands);
  for (std::size_t i = 0; i < 50; ++i) EXPECT_EQ(answers.substr(i * 4, 4), i % 2 == 0 ? ":1\r\n" : ":0\r\n");
}

} // namespace
} // namespace admin
