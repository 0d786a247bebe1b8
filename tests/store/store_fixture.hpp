// A store in a directory of its own that goes with the test, and short ways to say what the tests say often.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "store/lmdb_store.hpp"
#include "tests/store/spool_fixture.hpp"

namespace store {

using test::TemporaryDirectory;

inline parsers::Instant at(std::int64_t minute) {
  return parsers::Instant(std::chrono::minutes(29'400'000 + minute)); // some day in November 2025
}

inline StoreOptions test_options(Access access = Access::read_write) {
  StoreOptions options;
  options.access = access;
  options.map_octets = 256ull << 20;
  options.password_cost = least_password_cost();
  return options;
}

inline parsers::Identity identity(std::string_view text) { return *parsers::parse_identity(text); }

inline classifier::Cause cause(std::uint64_t number) {
  classifier::Cause cause{};
  for (std::size_t i = 0; i < sizeof number; ++i) cause[i] = static_cast<std::uint8_t>(number >> (8 * i));
  return cause;
}

inline classifier::Event opt_out(classifier::WorkspaceId workspace = 1) {
  classifier::Event event;
  event.kind = classifier::EventKind::opt_out;
  event.scope.workspace = workspace;
  event.level = classifier::Provenance::verified;
  event.force = classifier::Force::in_force;
  return event;
}

inline Draft draft(std::string_view who, std::uint64_t cause_number, classifier::Event event = opt_out()) {
  Draft draft;
  if (who.starts_with('@') || who.starts_with("*.")) {
    draft.domain_rule = who;
  } else if (!who.empty()) {
    draft.identity = identity(who);
  }
  draft.event = std::move(event);
  draft.cause = cause(cause_number);
  draft.received_at = at(static_cast<std::int64_t>(cause_number));
  return draft;
}

inline NewMessage message(SpoolId id, std::string_view octets, std::vector<Draft> drafts = {},
                          WorkspaceId workspace = 1) {
  NewMessage message;
  message.spool_id = id;
  message.workspace = workspace;
  message.received_at = at(5);
  message.octets = octets;
  message.conclusions = R"({"kind":"reply"})";
  message.drafts = std::move(drafts);
  return message;
}

/// A directory with an open store in it.
class StoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto made = create_store(directory(), {"relay.example"}, at(0), test_options());
    ASSERT_TRUE(made) << to_string(made.error());
    store_ = std::move(*made);
  }
  [[nodiscard]] std::filesystem::path directory() const { return temporary_.path() / "data"; }
  Store& store() { return *store_; }
  void close() { store_.reset(); }
  void reopen(Access access = Access::read_write) {
    close();
    auto opened = open_store(directory(), test_options(access));
    ASSERT_TRUE(opened) << to_string(opened.error());
    store_ = std::move(*opened);
  }
  std::vector<EntryReceipt> commit(const std::vector<Draft>& drafts, const std::vector<NewMessage>& messages = {}) {
    auto receipts = store().commit(drafts, messages);
    EXPECT_TRUE(receipts) << (receipts ? "" : to_string(receipts.error()));
    return receipts ? *receipts : std::vector<EntryReceipt>{};
  }
  classifier::States states(std::string_view who) {
    auto found = store().states_of(identity(who));
    EXPECT_TRUE(found) << (found ? "" : to_string(found.error()));
    return found ? found->states : classifier::States{};
  }
  std::vector<std::string> faults() {
    const auto report = store().verify({});
    EXPECT_TRUE(report) << (report ? "" : to_string(report.error()));
    return report ? report->faults : std::vector<std::string>{"no report"};
  }

 private:
  TemporaryDirectory temporary_;
  std::unique_ptr<Store> store_;
};

} // namespace store
