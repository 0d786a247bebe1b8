#include "admin/actions.hpp"

#include <gtest/gtest.h>

#include "tests/admin/fake_store.hpp"

namespace admin {
namespace {

const classifier::Policy policy;
const classifier::Scope everything{
    classifier::Reach::workspace, 1, classifier::Channel::all, {classifier::Purpose::Kind::all, ""}};

OperatorCommand command(const char* target, std::uint8_t cause) {
  return {*parse_target(target), everything, {cause}, FakeStore::start};
}

TEST(Target, IsAnIdentityOrADomainRule) {
  EXPECT_EQ(text_of(*parse_target(" Anna@B.Example ")), "anna@b.example");
  EXPECT_EQ(text_of(*parse_target("@B.Example.")), "@b.example");
  EXPECT_EQ(text_of(*parse_target("*.b.example")), "*.b.example");
  EXPECT_FALSE(parse_target("@b.example")->identity);
  EXPECT_TRUE(parse_target("+4930123456")->identity);
}

TEST(Target, RefusesRulesThatNoCheckWouldRead) {
  for (const char* rule : {"@", "*.", "*.com", "*.a.b.c.d.example", "@*", "@a b", "**.b.example", "x"}) {
    EXPECT_FALSE(parse_target(rule)) << rule;
  }
  EXPECT_TRUE(parse_target("*.a.b.c.example"));
}

TEST(Actions, SuppressThenLiftNamesTheEntry) {
  FakeStore store;
  const auto suppressed = suppress(store, command("a@b.example", 1), policy);
  ASSERT_TRUE(suppressed);
  ASSERT_EQ(suppressed->size(), 1u);
  ASSERT_TRUE(lift(store, command("a@b.example", 2), policy));
  ASSERT_EQ(store.committed.size(), 2u);
  EXPECT_EQ(store.committed[1].event.cancels, std::vector{suppressed->front().id});
  const auto again = lift(store, command("a@b.example", 3), policy);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, parsers::ErrorCode::not_found);
}

TEST(Actions, LiftOfAnAddressLeavesTheRuleOfItsDomain) {
  FakeStore store;
  ASSERT_TRUE(suppress(store, command("@b.example", 1), policy));
  EXPECT_FALSE(lift(store, command("a@b.example", 2), policy));
  EXPECT_TRUE(lift(store, command("@b.example", 3), policy));
}

TEST(Actions, TheSameCauseAgainIsKnown) {
  FakeStore store;
  ASSERT_TRUE(suppress(store, command("a@b.example", 1), policy));
  EXPECT_TRUE(suppress(store, command("a@b.example", 1), policy)->front().was_known);
}

TEST(Actions, SayThatTheStoreFailed) {
  FakeStore store;
  store.fails = true;
  EXPECT_EQ(suppress(store, command("a@b.example", 1), policy).error().code, parsers::ErrorCode::storage_failed);
  EXPECT_EQ(lift(store, command("@b.example", 1), policy).error().code, parsers::ErrorCode::storage_failed);
}

} // namespace
} // namespace admin
