#include "relay/login_desk.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace relay {
namespace {

using parsers::Result;
using smtp::Credentials;

const parsers::NetworkAddress peer = *parsers::NetworkAddress::parse("192.0.2.7");

Result<std::string> only_ann(const Credentials& credentials) {
  if (credentials.user == "ann" && credentials.password == "secret") return std::string("ann");
  return parsers::failure(parsers::ErrorCode::permission_denied, "wrong");
}

Result<std::string> ask(LoginDesk& desk, const Credentials& credentials) {
  std::promise<Result<std::string>> answer;
  desk.check(credentials, peer, [&answer](Result<std::string> user) { answer.set_value(std::move(user)); });
  return answer.get_future().get();
}

TEST(LoginDesk, TellsWhoseCredentialsTheseAre) {
  LoginDesk desk(only_ann, {});
  EXPECT_EQ(ask(desk, {"ann", "secret"}).value_or("nobody"), "ann");
  const auto refused = ask(desk, {"ann", "guess"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, parsers::ErrorCode::permission_denied);
}

TEST(LoginDesk, AnswersEverybodyWhenItEnds) {
  std::atomic<int> answers{0};
  std::promise<void> go_on;
  const std::shared_future<void> gate = go_on.get_future().share();
  std::atomic<bool> has_begun{false};
  {
    LoginDesk desk(
        [&](const Credentials&) -> Result<std::string> {
          has_begun = true;
          gate.wait();
          return std::string("ann");
        },
        {});
    for (int i = 0; i < 4; ++i) {
      desk.check({"user" + std::to_string(i), "x"}, peer, [&](const Result<std::string>&) { ++answers; });
    }
    while (!has_begun) std::this_thread::yield();
    go_on.set_value();
    // The desk ends while others may still wait.
  }
  EXPECT_EQ(answers, 4);
}

TEST(LoginDesk, LetsNoMoreThanFourOfOneSourceWait) {
  std::promise<void> go_on;
  const std::shared_future<void> gate = go_on.get_future().share();
  std::atomic<int> busy{0};
  {
    LoginDesk desk(
        [gate](const Credentials& credentials) -> Result<std::string> {
          gate.wait();
          return credentials.user;
        },
        {*parsers::Network::parse("192.0.2.0/24")});
    const auto check = [&](const std::string& user, const std::string& address) {
      desk.check({user, "x"}, *parsers::NetworkAddress::parse(address), [&](const Result<std::string>& answer) {
        if (!answer && answer.error().code == parsers::ErrorCode::busy) ++busy;
      });
    };
    for (int i = 0; i < 20; ++i) check("user" + std::to_string(i), "2001:db8::" + std::to_string(i + 1));
    EXPECT_GE(busy, 20 - 4 - 1) << "one /64 is one source";
    const int before = busy;
    check("other", "2001:db8:0:1::1");
    for (int i = 0; i < 20; ++i) check("trusted" + std::to_string(i), "192.0.2.7");
    EXPECT_EQ(busy, before);
    go_on.set_value();
  }
}

TEST(LoginDesk, LetsNoMoreThan64Wait) {
  std::promise<void> go_on;
  const std::shared_future<void> gate = go_on.get_future().share();
  std::atomic<int> busy{0};
  std::atomic<int> answers{0};
  {
    LoginDesk desk(
        [gate](const Credentials& credentials) -> Result<std::string> {
          gate.wait();
          return credentials.user;
        },
        {});
    for (int i = 0; i < 80; ++i) {
      const auto source = *parsers::NetworkAddress::parse("198.51.100." + std::to_string(i + 1));
      desk.check({"user" + std::to_string(i), "x"}, source, [&](const Result<std::string>& user) {
        ++answers;
        if (!user && user.error().code == parsers::ErrorCode::busy) ++busy;
      });
    }
    EXPECT_GE(busy, 80 - 64 - 1);
    go_on.set_value();
  }
  EXPECT_EQ(answers, 80);
}

} // namespace
} // namespace relay
