#include "smtp/recipients.hpp"

#include <gtest/gtest.h>

#include "tests/smtp/fake_sink.hpp"

namespace smtp {
namespace {

RecipientKind kind_of(const std::string& address) {
  const std::string text = "<" + address + ">";
  const auto path = parse_forward_path(text);
  EXPECT_TRUE(path) << address;
  return path ? test_recipients().kind_of(path->mailbox) : RecipientKind::foreign;
}

TEST(Recipients, AcceptAddressesThatWereMintedHere) { EXPECT_EQ(kind_of(minted_address(1)), RecipientKind::token); }

TEST(Recipients, CompareTokensAndDomainsWithoutCase) {
  std::string address = minted_address(1);
  for (char& c : address) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  EXPECT_EQ(kind_of(address), RecipientKind::token);
}

TEST(Recipients, TakeATrailingDot) { EXPECT_EQ(kind_of(minted_address(1) + "."), RecipientKind::token); }

TEST(Recipients, TakeNeedlessQuotes) {
  const std::string address = minted_address(1);
  const std::size_t at = address.find('@');
  EXPECT_EQ(kind_of("\"" + address.substr(0, at) + "\"" + address.substr(at)), RecipientKind::token);
}

TEST(Recipients, KnowAnAddressByOneFormHoweverItIsWritten) {
  const auto address_of = [](const std::string& address) {
    const std::string text = "<" + address + ">";
    const auto path = parse_forward_path(text);
    return path ? test_recipients().address_of(path->mailbox) : std::string();
  };
  const std::string address = minted_address(1);
  const std::string local_part = address.substr(0, address.find('@'));
  EXPECT_EQ(address_of(address), address);
  EXPECT_EQ(address_of(address + "."), address);
  EXPECT_EQ(address_of("\"" + local_part + "\"@RELAY.example."), address);
  EXPECT_EQ(address_of("postmaster"), "postmaster");
}

TEST(Recipients, RefuseATokenOfAnotherDomainKeyOrPurpose) {
  const std::string other_domain = minted_address(1, "other.example");
  EXPECT_EQ(kind_of(other_domain), RecipientKind::foreign);
  EXPECT_EQ(kind_of(other_domain.substr(0, other_domain.find('@') + 1) + test_domain), RecipientKind::unknown);
  parsers::TokenKey wrong = test_key();
  wrong.admission[0] ^= 1;
  const std::string forged = parsers::mint_token(parsers::TokenPurpose::reply, 1, 0, test_domain, wrong);
  EXPECT_EQ(kind_of(forged + "@" + test_domain), RecipientKind::unknown);
  std::string repurposed = minted_address(1);
  repurposed[0] = 'f';
  EXPECT_EQ(kind_of(repurposed), RecipientKind::unknown);
}

TEST(Recipients, AcceptAnExpiredTokenBecauseAPersonReadsIt) {
  const std::string expired = parsers::mint_token(parsers::TokenPurpose::bounce, 1, 1, test_domain, test_key());
  EXPECT_EQ(kind_of(expired + "@" + test_domain), RecipientKind::token);
}

TEST(Recipients, AcceptPostmasterWithAndWithoutDomainAndAbuse) {
  EXPECT_EQ(kind_of("pOstmaster"), RecipientKind::postmaster);
  EXPECT_EQ(kind_of(std::string("postmaster@") + test_domain), RecipientKind::postmaster);
  EXPECT_EQ(kind_of(std::string("ABUSE@") + test_domain), RecipientKind::abuse);
  EXPECT_EQ(kind_of("postmaster@other.example"), RecipientKind::foreign);
}

TEST(Recipients, RefuseDisguisesOfForeignAddresses) {
  EXPECT_EQ(kind_of(std::string("victim%other.example@") + test_domain), RecipientKind::unknown);
  EXPECT_EQ(kind_of(std::string("other.example!victim@") + test_domain), RecipientKind::unknown);
  EXPECT_EQ(kind_of(std::string("\"victim@other.example\"@") + test_domain), RecipientKind::unknown);
  EXPECT_EQ(kind_of("a@[192.0.2.1]"), RecipientKind::foreign);
  EXPECT_EQ(kind_of(std::string("postmaster@sub.") + test_domain), RecipientKind::foreign);
}

} // namespace
} // namespace smtp
