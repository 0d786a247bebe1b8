// A store with contacts of each kind, and a conversation that is held in pieces of any size.
#pragma once

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>

#include "admin/actions.hpp"
#include "admin/lookup/conversation.hpp"
#include "admin/lookup/look_up.hpp"
#include "tests/admin/fake_store.hpp"

namespace admin::test {

constexpr std::string_view key = "dsk_TestKey";

/// For marketing by e-mail, of the workspace "default".
inline classifier::Query query_of_default() {
  classifier::Query query;
  query.workspace = 1;
  return query;
}

struct AskedStore {
  AskedStore() {
    store.add_key(std::string(key), 1, {1}, {"check"});
    store.add_key("dsk_WriteOnly", 2, {1}, {"write"});
    deny("gone@b.example", {});
    deny("news@b.example", {.kind = classifier::Purpose::Kind::stream, .stream = "news"});
    foreign("foreign@b.example");
  }

  void deny(std::string_view who, classifier::Purpose purpose) {
    const classifier::Scope scope{classifier::Reach::workspace, 1, classifier::Channel::all, std::move(purpose)};
    suppress_in(who, scope);
  }
  void foreign(std::string_view who) {
    suppress_in(who, {classifier::Reach::global, 2, classifier::Channel::all, {classifier::Purpose::Kind::all, ""}});
  }
  void suppress_in(std::string_view who, const classifier::Scope& scope) {
    const auto done = suppress(store, {*parse_target(who), scope, {++cause}, FakeStore::start}, policy);
    parsers::assert_that(done.has_value(), "the fake takes it");
  }
  /// Denied until then, and undecided: "held" for ever, or paused.
  void pause(std::string_view who, parsers::Instant until) { commit(who, classifier::EventKind::absent, until); }
  /// On the allow list, which stands above an imported row.
  void allow(std::string_view who) { commit(who, classifier::EventKind::allow_listed, std::nullopt); }

  void commit(std::string_view who, classifier::EventKind kind, std::optional<parsers::Instant> until) {
    store::Draft draft;
    draft.identity = *parsers::parse_identity(who);
    draft.event.kind = kind;
    draft.event.scope = {classifier::Reach::workspace, 1, classifier::Channel::all, {}};
    draft.event.force = classifier::Force::in_force;
    draft.event.until = until;
    draft.cause = {++cause};
    draft.received_at = FakeStore::start;
    const std::array<store::Draft, 1> drafts{draft};
    parsers::assert_that(store.commit(drafts, {}).has_value(), "the fake takes it");
  }

  /// Waits until something more was committed than there was; how often the ledger was told that the allow list
  /// decided.
  std::size_t overrides_told_after(std::size_t count) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (store.committed_count() == count && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
    return std::ranges::count_if(store.committed, [](const store::Draft& draft) {
      return draft.event.kind == classifier::EventKind::override_used;
    });
  }

  [[nodiscard]] LookUp look_up() {
    return {store, policy, [this] { return now; }, askers};
  }

  FakeStore store;
  Askers askers{store};
  classifier::Policy policy;
  parsers::Instant now = FakeStore::start;
  std::uint8_t cause = 0;
};

struct Heard {
  std::string output;
  bool is_closed = false;
};

/// All of `octets` at once, or octet by octet: what is heard must be the same.
inline Heard tell(Conversation& conversation, std::string_view octets, std::size_t piece = std::string_view::npos) {
  Heard heard;
  while (!octets.empty() && !heard.is_closed) {
    const std::string_view now = octets.substr(0, piece);
    octets.remove_prefix(now.size());
    heard.is_closed = conversation.receive(now, heard.output) == Conversation::Then::close;
  }
  return heard;
}

} // namespace admin::test
