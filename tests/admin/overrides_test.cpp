// That the allow list was used is written aside, once a day and contact, and never at the price of an answer.
#include "admin/overrides.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "admin/api/check.hpp"
#include "tests/admin/fake_store.hpp"

namespace admin {
namespace {

using classifier::EventKind;

store::Draft draft_of(std::uint64_t number) {
  store::Draft draft;
  draft.identity = *parsers::parse_identity("a@b.example");
  draft.event.kind = EventKind::override_used;
  for (std::size_t i = 0; i < sizeof number; ++i) draft.cause[i] = static_cast<std::uint8_t>(number >> (8 * i));
  return draft;
}

TEST(Overrides, AreWrittenOnceHoweverOftenTheyAreTold) {
  FakeStore store;
  {
    Overrides overrides(store);
    for (int i = 0; i < 100; ++i) overrides.tell(draft_of(1));
    overrides.tell(draft_of(2));
    EXPECT_EQ(overrides.lost(), 0u);
  }
  EXPECT_EQ(store.committed.size(), 2u);
}

TEST(Overrides, WhatTheStoreDoesNotTakeIsCountedAndMayBeToldAgain) {
  FakeStore store;
  store.fails = true;
  Overrides overrides(store);
  overrides.tell(draft_of(1));
  while (overrides.lost() == 0) std::this_thread::yield();
  EXPECT_EQ(overrides.lost(), 1u);
  store.fails = false;
  overrides.tell(draft_of(1));
  while (overrides.lost() == 1 && store.committed_count() == 0) std::this_thread::yield();
  EXPECT_EQ(store.committed_count(), 1u);
}

TEST(Overrides, OfADayAContactAndAWorkspaceAreOneEntry) {
  FakeStore store;
  const auto identity = *parsers::parse_identity("a@b.example");
  classifier::Query query;
  query.workspace = 1;
  const auto morning = override_of(identity, query, FakeStore::start, store.keys());
  const auto cause_of = [&](const parsers::Identity& who, classifier::WorkspaceId workspace, parsers::Instant now) {
    classifier::Query asked = query;
    asked.workspace = workspace;
    return override_of(who, asked, now, store.keys()).cause;
  };
  EXPECT_EQ(cause_of(identity, 1, FakeStore::start + std::chrono::hours(23)), morning.cause);
  EXPECT_NE(cause_of(identity, 1, FakeStore::start + std::chrono::hours(24)), morning.cause);
  EXPECT_NE(cause_of(identity, 2, FakeStore::start), morning.cause);
  EXPECT_NE(cause_of(*parsers::parse_identity("b@b.example"), 1, FakeStore::start), morning.cause);
  EXPECT_EQ(morning.event.kind, EventKind::override_used);
  EXPECT_EQ(morning.event.scope.workspace, 1u);
}

} // namespace
} // namespace admin
