#include "store/address_table.hpp"

#include <map>
#include <random>

#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using classifier::Event;
using classifier::EventKind;
using classifier::Force;
using classifier::KeyKind;

Event denial() {
  Event event = opt_out();
  event.kind = EventKind::denied;
  return event;
}

class AddressTable : public StoreTest {
 protected:
  std::vector<KeyKind> kinds(std::string_view who) {
    std::vector<KeyKind> found;
    for (const auto& keyed : states(who)) found.push_back(keyed.key);
    return found;
  }
  classifier::Decision ask(std::string_view who) {
    classifier::Query query;
    query.workspace = 1;
    return classifier::may_send(query, states(who), {}, at(1000));
  }
};

TEST_F(AddressTable, KnowsNothingOfAStranger) {
  EXPECT_TRUE(states("a@b.example").empty());
  EXPECT_EQ(ask("a@b.example").answer, classifier::Answer::allow);
}

TEST_F(AddressTable, FindsAFactUnderTheStrictKey) {
  const auto receipt = commit({draft("Jo.Doe@B.example", 1)}).at(0);
  const auto found = states("jo.doe@b.example");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].key, KeyKind::strict);
  ASSERT_EQ(found[0].state.facts.size(), 1u);
  EXPECT_EQ(found[0].state.facts[0].id, receipt.id);
  EXPECT_EQ(found[0].state.facts[0].received_at, at(1));
  EXPECT_EQ(ask("jo.doe@b.example").reason, "unsubscribe");
}

TEST_F(AddressTable, OneSpellingOfAMailboxDeniesTheOthers) {
  commit({draft("jo.doe+shop@gmail.com", 1)});
  EXPECT_EQ(kinds("jo.doe+shop@gmail.com"), (std::vector{KeyKind::strict, KeyKind::wide}));
  EXPECT_EQ(kinds("jodoe@gmail.com"), std::vector{KeyKind::strict});
  EXPECT_EQ(kinds("j.o.doe@googlemail.com"), std::vector{KeyKind::wide});
  EXPECT_EQ(ask("j.o.doe@googlemail.com").answer, classifier::Answer::deny);
}

TEST_F(AddressTable, APermissionHoldsForItsOwnSpellingOnly) {
  Event allowed = denial();
  allowed.kind = EventKind::allow_listed;
  commit({draft("jo.doe@gmail.com", 1, allowed)});
  EXPECT_EQ(kinds("jo.doe@gmail.com"), std::vector{KeyKind::strict});
  EXPECT_TRUE(states("jodoe@gmail.com").empty());
}

TEST_F(AddressTable, ARequestForReviewIsKeptOnce) {
  Event review = opt_out();
  review.kind = EventKind::review_requested;
  review.force = Force::recorded;
  commit({draft("jo.doe@gmail.com", 1, review)});
  EXPECT_EQ(store().head()->number, 2u);
}

TEST_F(AddressTable, ReadsDomainRulesOfTheDomainAndOfThreeParents) {
  commit({draft("@mx.shop.a.b.example", 1, denial()), draft("*.b.example", 2, denial()),
          draft("*.a.b.example", 3, denial()), draft("*.shop.a.b.example", 4, denial())});
  EXPECT_EQ(kinds("x@mx.shop.a.b.example"),
            (std::vector{KeyKind::domain, KeyKind::parent_domain, KeyKind::parent_domain, KeyKind::parent_domain}));
  EXPECT_EQ(kinds("x@b.example"), std::vector<KeyKind>{});
  EXPECT_EQ(kinds("x@a.b.example"), std::vector{KeyKind::parent_domain});
  EXPECT_EQ(ask("x@other.b.example").reason, "domain_rule");
}

TEST_F(AddressTable, ReadsAtMostEightKeys) {
  const KeyRing& keys = store().keys();
  EXPECT_EQ(look_up_keys(identity("a.b+c@gmail.com"), keys).size(), 3u);
  EXPECT_EQ(look_up_keys(identity("x@a.b.c.d.e.f.g.example"), keys).size(), 5u);
  std::string deep = "x@example";
  for (int i = 0; i < 100; ++i) deep.insert(2, "a.");
  EXPECT_LE(look_up_keys(identity(deep), keys).size(), 8u);
  EXPECT_EQ(look_up_keys(identity("+4915112345678"), keys).size(), 1u);
  EXPECT_EQ(look_up_keys(identity("instagram:17841"), keys).size(), 1u);
}

TEST_F(AddressTable, IdentitiesOfAllKindsHaveRows) {
  commit({draft("+49 151 12345678", 1), draft("instagram:17841", 2)});
  EXPECT_EQ(kinds("+4915112345678"), std::vector{KeyKind::strict});
  EXPECT_EQ(kinds("instagram:17841"), std::vector{KeyKind::strict});
}

TEST(DomainRule, IsNormalisedAsDomainsAre) {
  EXPECT_EQ(*normalise_domain_rule("@B.Example."), "@b.example");
  EXPECT_EQ(*normalise_domain_rule("*.B\xc3\xbc"
                                   "cher.example"),
            "*.xn--bcher-kva.example");
  EXPECT_EQ(*normalise_domain_rule("@example"), "@example");
}

TEST(DomainRule, RefusesWhatNoLookUpReads) {
  for (const std::string_view rule : {"", "@", "*.", "example.org", "*.example", "*.e.d.c.b.example", "a@b.example",
                                      "@x@b.example", "**.b.example"}) {
    const auto normalised = normalise_domain_rule(rule);
    ASSERT_FALSE(normalised) << rule;
    EXPECT_EQ(normalised.error().code, parsers::ErrorCode::invalid_argument);
  }
}

TEST_F(AddressTable, ADomainRuleThatNoLookUpReadsIsRefusedWithEverythingBesideIt) {
  const auto refused = store().commit(std::vector{draft("a@b.example", 1), draft("*.example", 2)});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, parsers::ErrorCode::invalid_argument);
  EXPECT_EQ(store().head()->number, 1u);
}

TEST_F(AddressTable, GivesTheStateOfADomainRule) {
  commit({draft("*.B.example", 1, denial())});
  EXPECT_EQ(store().domain_state("*.b.example")->facts.size(), 1u);
  EXPECT_TRUE(store().domain_state("@b.example")->facts.empty());
  EXPECT_FALSE(store().domain_state("b.example"));
}

TEST_F(AddressTable, ALiftCancelsWhatItNames) {
  const auto receipt = commit({draft("a@b.example", 1)}).at(0);
  Event lift = opt_out();
  lift.kind = EventKind::lifted;
  lift.scope = states("a@b.example")[0].state.facts[0].event.scope;
  lift.cancels = {receipt.id};
  commit({draft("a@b.example", 2, lift)});
  EXPECT_EQ(ask("a@b.example").answer, classifier::Answer::allow);
}

TEST_F(AddressTable, TellsThePositionThatItAnswersFor) {
  commit({draft("a@b.example", 1)});
  EXPECT_EQ(store().states_of(identity("a@b.example"))->position, *store().head());
}

TEST_F(AddressTable, ManyFactsOfOneContactInOneCallMakeTheSameRowAsOneByOne) {
  std::vector<Draft> drafts;
  for (std::uint64_t i = 1; i <= 40; ++i) drafts.push_back(draft("a@b.example", i));
  commit(drafts);
  for (std::uint64_t i = 1; i <= 40; ++i) commit({draft("c@b.example", i)});
  EXPECT_EQ(states("a@b.example")[0].state.facts.size(), 40u);
  EXPECT_EQ(states("c@b.example")[0].state.facts.size(), 40u);
  EXPECT_TRUE(faults().empty());
}

/// Some event of some contact; a lift names what the ledger has so far.
Draft any_draft(std::mt19937& chance, std::uint64_t number, const std::vector<EntryReceipt>& so_far) {
  constexpr std::array kinds{EventKind::opt_out,         EventKind::complaint,    EventKind::delivery_failed,
                             EventKind::delivery_failed, EventKind::delivered,    EventKind::denied,
                             EventKind::allow_listed,    EventKind::lifted,       EventKind::review_requested,
                             EventKind::absent,          EventKind::left_company, static_cast<EventKind>(200)};
  constexpr std::array contacts{"a@b.example",     "jo.doe@gmail.com", "j.o.doe+x@gmail.com",
                                "jodoe@gmail.com", "@b.example",       "+4915112345678"};
  Event event = opt_out(static_cast<classifier::WorkspaceId>(chance() % 3));
  event.kind = kinds[chance() % kinds.size()];
  event.force = static_cast<Force>(chance() % 4);
  event.scope.reach = static_cast<classifier::Reach>(chance() % 3);
  event.failure = static_cast<parsers::FailureReason>(chance() % 12);
  if (chance() % 4 == 0) event.scope.purpose = {classifier::Purpose::Kind::stream, "news"};
  if (chance() % 4 == 0) event.until = at(static_cast<std::int64_t>(chance() % 10'000));
  if (event.kind == EventKind::lifted && !so_far.empty()) event.cancels = {so_far[chance() % so_far.size()].id};
  Draft made = draft(contacts[chance() % contacts.size()], number, event);
  made.received_at = at(static_cast<std::int64_t>(chance() % 10'000));
  return made;
}

TEST_F(AddressTable, IsWhatItsEntriesMakeInEveryOrder) {
  std::mt19937 chance(20'251'121);
  std::vector<EntryReceipt> receipts;
  for (std::uint64_t number = 0; number < 600;) {
    std::vector<Draft> drafts;
    for (std::size_t count = chance() % 20; count > 0; --count) {
      const bool repeats = chance() % 8 == 0;
      drafts.push_back(any_draft(chance, repeats ? chance() % (number + 1) : number++, receipts));
    }
    std::ranges::copy(commit(drafts), std::back_inserter(receipts));
  }
  EXPECT_TRUE(faults().empty());
  auto entries = *store().read_after({}, 10'000);
  for (int order = 0; order < 3; ++order) {
    std::ranges::shuffle(entries, chance);
    std::map<classifier::IdentityHash, classifier::AddressState> made;
    for (const classifier::Entry& entry : entries) {
      if (entry.identity) made[*entry.identity] = evolve(made[*entry.identity], entry);
    }
    for (const std::string_view who : {"a@b.example", "jo.doe@gmail.com", "jodoe@gmail.com", "+4915112345678"}) {
      EXPECT_EQ(states(who).at(0).state, made.at(store().keys().hash(identity(who)))) << who;
    }
    EXPECT_EQ(*store().domain_state("@b.example"), made.at(store().keys().hash_text("@b.example")));
  }
}

} // namespace
} // namespace store
