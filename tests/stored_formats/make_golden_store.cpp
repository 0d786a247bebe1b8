// Makes a small store that has a row of every kind, always the same: chance and time are fixed. golden.py packs it.
// usage: make_golden_store DIRECTORY
#include <sodium.h>

#include <cstdio>
#include <cstdlib>

#include "store/blake2b.hpp"
#include "store/lmdb_store.hpp"
#include "store/octets.hpp"

namespace {

using classifier::Event;
using classifier::EventKind;
using parsers::Instant;
using store::Draft;
using store::Store;

/// The same octets in every run: no key and no salt of this store is a secret.
std::uint32_t next_number() {
  static std::uint64_t counter = 0;
  const auto digest = store::blake2b_128(std::to_string(++counter));
  return store::OctetReader(store::view_of(digest)).number<std::uint32_t>();
}
void fill(void* octets, std::size_t length) {
  for (std::size_t i = 0; i < length; ++i)
    static_cast<unsigned char*>(octets)[i] = static_cast<unsigned char>(next_number());
}
randombytes_implementation fixed_chance{[] { return "fixed"; }, next_number, nullptr, nullptr, fill, nullptr};

Instant at_hour(int hour) { return Instant(std::chrono::hours(490'000 + hour)); }

template <class Value>
Value expect(parsers::Result<Value> result) {
  if (!result) {
    std::fprintf(stderr, "make_golden_store: %s\n", to_string(result.error()).c_str());
    std::exit(3);
  }
  return std::move(*result);
}

class Story {
 public:
  explicit Story(Store& store) : store_(store) {}

  Event event(EventKind kind) const {
    Event event;
    event.kind = kind;
    event.scope.workspace = 1;
    event.scope.channel = classifier::Channel::all;
    event.level = classifier::Provenance::verified;
    event.force = classifier::Force::in_force;
    return event;
  }
  /// Each an hour after the one before.
  Draft draft(std::string_view who, const Event& event) {
    Draft draft;
    if (who.starts_with('@') || who.starts_with("*.")) {
      draft.domain_rule = who;
    } else {
      draft.identity = *parsers::parse_identity(who);
    }
    draft.event = event;
    draft.cause = store_.keys().cause(std::to_string(++hour_));
    draft.received_at = at_hour(hour_);
    return draft;
  }
  store::EntryReceipt commit(std::string_view who, const Event& event) {
    const Draft drafts[] = {draft(who, event)};
    return expect(store_.commit(drafts)).front();
  }
  void keep(std::uint32_t number, std::string_view octets, std::vector<Draft> drafts) {
    store::NewMessage message;
    message.spool_id = {1, number};
    message.workspace = 1;
    message.received_at = at_hour(++hour_);
    message.octets = octets;
    message.conclusions = R"({"kind":"reply","original":{"subject":"Re: news"}})";
    message.drafts = std::move(drafts);
    const store::NewMessage messages[] = {message};
    expect(store_.commit({}, messages));
  }

 private:
  Store& store_;
  int hour_ = 100;
};

void write_accounts(Store& store) {
  expect(store.create_workspace("default", at_hour(1)));
  expect(store.create_workspace("shop", at_hour(2)));
  expect(store.create_user("owner@relay.example", "golden password", store::Role::owner, {1, 2}, at_hour(3)));
  expect(store.create_user("viewer@relay.example", "golden password", store::Role::viewer, {1}, at_hour(4)));
  expect(store.perform(store::BeginSecondFactor{2, at_hour(4)}));
  expect(store.perform(store::LogIn{"viewer@relay.example", "golden password", "192.0.2.1", "a browser", at_hour(4)}));
  expect(store.create_key("mailer", {1}, {"check", "write"}, at_hour(5)));
  const auto revoked = expect(store.create_key("old", {2}, {"read"}, at_hour(6)));
  if (!store.revoke_key(revoked.key.id, at_hour(7))) std::exit(3);
  store::TokenRow forward;
  forward.workspace = 1;
  forward.user = 1;
  expect(store.mint_address(forward, {}, at_hour(8)));
  store::TokenRow unsubscribe;
  unsubscribe.purpose = parsers::TokenPurpose::unsubscribe;
  unsubscribe.workspace = 1;
  unsubscribe.recipient = *parsers::parse_identity("ann@shop.example");
  unsubscribe.stream = "news";
  expect(store.mint_address(unsubscribe, {}, at_hour(9)));
}

void write_facts(Story& story) {
  story.commit("ann@shop.example", story.event(EventKind::opt_out));
  story.commit("jo.doe+news@gmail.com", story.event(EventKind::opt_out));
  story.commit("+4915112345678", story.event(EventKind::complaint));
  story.commit("instagram:17841400000000000", story.event(EventKind::denied));
  story.commit("@closed.example", story.event(EventKind::denied));
  story.commit("*.corp.example", story.event(EventKind::denied));
  story.commit("listed@closed.example", story.event(EventKind::allow_listed));
  Event stream = story.event(EventKind::opt_out);
  stream.scope.purpose = {classifier::Purpose::Kind::stream, "news"};
  story.commit("bob@shop.example", stream);
  Event held = story.event(EventKind::opt_out);
  held.level = classifier::Provenance::likely;
  held.force = classifier::Force::held;
  story.commit("held@shop.example", held);
  Event failed = story.event(EventKind::delivery_failed);
  failed.failure = parsers::FailureReason::user_unknown;
  failed.permanence = parsers::Permanence::hard;
  story.commit("gone@shop.example", failed);
  const auto lifted = story.commit("back@shop.example", story.event(EventKind::opt_out));
  Event lift = story.event(EventKind::lifted);
  lift.cancels = {lifted.id};
  story.commit("back@shop.example", lift);
}

} // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 2) return 2;
  if (randombytes_set_implementation(&fixed_chance) != 0) return 3;
  store::StoreOptions options;
  options.map_octets = 64ull << 20;
  options.password_cost = store::least_password_cost();
  const auto store = expect(store::create_store(arguments[1], {"relay.example"}, at_hour(0), options));
  write_accounts(*store);
  Story story(*store);
  write_facts(story);
  story.keep(1, "From: ann@shop.example\r\n\r\nPlease take me off your list.\r\n",
             {story.draft("ann@shop.example", story.event(EventKind::opt_out))});
  story.keep(2, "From: cid@shop.example\r\n\r\nThank you, but I do not want this.\r\n",
             {story.draft("cid@shop.example", story.event(EventKind::opt_out))});
  return 0;
}
