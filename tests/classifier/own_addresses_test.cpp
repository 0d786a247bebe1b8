#include "classifier/own_addresses.hpp"

#include <gtest/gtest.h>

#include "classifier/classify.hpp"
#include "classifier/knowledge.hpp"
#include "tests/classifier/messages_for_tests.hpp"

namespace classifier {
namespace {

OwnAddresses own_of(std::string_view user) {
  OwnAddresses own;
  own.add(address(user));
  return own;
}

TEST(OwnAddresses, AreAllOfACompanysDomain) {
  EXPECT_TRUE(own_of("user@ours.example").has(address("USER@ours.example")));
  EXPECT_TRUE(own_of("user@ours.example").has(address("colleague@ours.example")));
  EXPECT_FALSE(own_of("user@ours.example").has(address("user@sub.ours.example")));
  EXPECT_FALSE(own_of("user@ours.example").has(address("ann@contact.example")));
  EXPECT_FALSE(own_of("user@ours.example").has(parsers::Identity(address("ann@contact.example"))));
}

TEST(OwnAddresses, AreTheUserAloneAtAPublicProvider) {
  for (const char* domain : {"gmail.com", "web.de", "yahoo.co.uk", "hotmail.com.br", "qq.com", "mail.ru"}) {
    EXPECT_TRUE(own_of("user@" + std::string(domain)).has(address("user@" + std::string(domain)))) << domain;
    EXPECT_FALSE(own_of("user@" + std::string(domain)).has(address("ann@" + std::string(domain)))) << domain;
  }
}

constexpr std::string_view thread =
    "Can you handle this?\n\n---------- Forwarded message ---------\nFrom: Ann <ann@contact.example>\n"
    "Date: Fri, May 3, 2024 at 10:12 AM\nSubject: Offer\nTo: user@ours.example\n\n\nPlease unsubscribe me.\n";

TEST(MessageOfContact, IsTheNewestThatIsNotOurs) {
  const parsers::Facts facts = forward_of("user@ours.example", "colleague@ours.example", std::string(thread));
  const auto found = find_message_of_contact(*facts.forwarded, forwarders_of(facts));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->from.address, "ann@contact.example");
  EXPECT_EQ(found->body, "Please unsubscribe me.");
  const auto verdicts = classify(facts, standard_knowledge());
  ASSERT_EQ(verdicts.size(), 1U);
  EXPECT_EQ(verdicts[0].contact, identity("ann@contact.example"));
  EXPECT_EQ(verdicts[0].intent, Intent::opt_out);
}

TEST(MessageOfContact, IsTheAnsweredOneWhenWeAnswered) {
  const parsers::Facts facts =
      forward_of("user@ours.example", "user@ours.example",
                 "I will see to it.\n\nOn Fri, May 3, 2024 at 10:12 AM Ann <ann@contact.example> wrote:\n\n"
                 "> Please unsubscribe me.\n");
  const auto found = find_message_of_contact(*facts.forwarded, forwarders_of(facts));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->from.address, "ann@contact.example");
}

TEST(MessageOfContact, IsNoneWhenAllAreOurs) {
  const parsers::Facts facts = forward_of("user@ours.example", "colleague@ours.example", "Please unsubscribe me.");
  EXPECT_FALSE(find_message_of_contact(*facts.forwarded, forwarders_of(facts)));
  const auto verdicts = classify(facts, standard_knowledge());
  EXPECT_FALSE(verdicts[0].contact);
}

TEST(MessageOfContact, IsNeverGuessedFromANameAlone) {
  parsers::Facts facts = forward_of("user@ours.example", "", std::string(thread));
  facts.forwarded->from.name = "Ann";
  EXPECT_FALSE(classify(facts, standard_knowledge())[0].contact);
}

TEST(SeveralForwards, GiveAVerdictEach) {
  parsers::Facts facts = forward_of("user@ours.example", "ann@contact.example", "Please unsubscribe me.");
  parsers::ForwardedMessage also;
  also.from.address = "bea@contact.example";
  also.body = "What is the price for twenty users?";
  facts.also_forwarded.push_back(also);
  const auto verdicts = classify(facts, standard_knowledge());
  ASSERT_EQ(verdicts.size(), 2U);
  EXPECT_EQ(verdicts[0].contact, identity("ann@contact.example"));
  EXPECT_EQ(verdicts[0].intent, Intent::opt_out);
  EXPECT_EQ(verdicts[1].contact, identity("bea@contact.example"));
  EXPECT_EQ(verdicts[1].intent, Intent::question);
}

} // namespace
} // namespace classifier
