// Erase one of 1,000 people: with the master key and every file in hand nothing about them can be read.
#include <gmock/gmock.h>

#include <fstream>
#include <set>

#include "store/blake2b.hpp"
#include "store/consent_table.hpp"
#include "store/erasure.hpp"
#include "store/erasure_journal.hpp"
#include "store/identity_copies.hpp"
#include "store/octets.hpp"
#include "tests/store/failing_disk.hpp"
#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using parsers::ErrorCode;
using testing::HasSubstr;
using testing::Not;

std::string person(int number) { return "person" + std::to_string(number) + "@people.example"; }
std::string secret_of(int number) { return "the secret of number " + std::to_string(number); }

MessageTokens tokens_naming(const KeyRing& ring, const std::vector<std::string>& people,
                            const std::vector<std::string>& words = {}) {
  MessageTokens tokens;
  for (const std::string& each : people) tokens.mentioned.push_back(digest_of_person(identity(each), ring));
  const WordTokens of_words(ring);
  for (const std::string& word : words) tokens.words.push_back(of_words.of(word));
  return tokens;
}

NewMessage mail_of(const KeyRing& ring, int number, std::string_view octets) {
  NewMessage mail = message({1, static_cast<std::uint32_t>(number)}, octets,
                            {draft(person(number), static_cast<std::uint64_t>(1000 + number))});
  mail.conclusions = R"({"kind":"reply","from":")" + person(number) + R"("})";
  mail.tokens = tokens_naming(ring, {person(number)}, {"word" + std::to_string(number)});
  return mail;
}

std::string mail_text(int number) {
  return "From: " + person(number) + "\r\nSubject: x\r\n\r\n" + secret_of(number) + "\r\n";
}

ConsentText consent_of(int number) {
  ConsentText text;
  text.basis = "consent";
  text.wording = secret_of(number);
  return text;
}

/// Every octet of every file of a directory.
std::map<std::filesystem::path, std::string> files_of(const std::filesystem::path& directory) {
  std::map<std::filesystem::path, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    files[entry.path()] = {std::istreambuf_iterator<char>(stream), {}};
  }
  return files;
}

/// What somebody can read who has the master key and takes every piece of every file for what the program could have
/// written there: every slot with every epoch key, then everything sealed at any place with every key so found.
class Thief {
 public:
  Thief(const std::filesystem::path& data, const KeyRing& ring) : ring_(ring) {
    for (const auto& [path, octets] : files_of(data / "vault_keys")) files_.push_back(octets);
    find_epoch_keys();
    find_keys();
  }
  [[nodiscard]] bool has(const VaultKey& key) const { return keys_.contains(key); }
  [[nodiscard]] std::size_t count() const { return keys_.size(); }

 private:
  void find_epoch_keys() {
    constexpr std::size_t sealed = 24 + 32 + 16;
    for (const std::string& octets : files_) {
      if (octets.size() > 4096) continue;
      for (std::size_t i = 0; i + sealed <= octets.size(); ++i) {
        for (std::uint32_t epoch = 1; epoch < 6; ++epoch) {
          const auto clear = ring_.open_sealed(octets.substr(i, sealed), "epoch key " + std::to_string(epoch));
          if (clear) epochs_[epoch] = OctetReader(*clear).array<32>();
        }
      }
    }
  }
  void find_keys() {
    for (const auto& [epoch, epoch_key] : epochs_) {
      const AesGcm cipher(epoch_key);
      for (const std::string& octets : files_) {
        for (std::uint64_t number = 1; (number + 1) * 64 <= octets.size(); ++number) {
          const std::string slot = octets.substr(number * 64, 60);
          const std::string bound = std::move(OctetWriter().octets("DESISTVK").number(epoch).number(number)).take();
          const auto clear = cipher.open(OctetReader(slot).array<12>(), bound, std::string_view(slot).substr(12));
          if (clear) keys_.insert(OctetReader(*clear).array<32>());
        }
      }
    }
  }
  const KeyRing& ring_;
  std::vector<std::string> files_;
  std::map<std::uint32_t, VaultKey> epochs_;
  std::set<VaultKey> keys_;
};

/// A thousand people, each with a message, an opt-out, a consent and a token.
class ErasureTest : public StoreTest {
 protected:
  static constexpr int people = 1000;
  static constexpr int erased = 500;

  void SetUp() override {
    StoreTest::SetUp();
    ASSERT_TRUE(store().create_workspace("default", at(1)));
    for (int first = 0; first < people; first += 250) {
      std::vector<std::string> texts;
      std::vector<NewMessage> mails;
      std::vector<Draft> drafts;
      texts.reserve(250);
      for (int number = first; number < first + 250; ++number) {
        texts.push_back(mail_text(number));
        mails.push_back(mail_of(store().keys(), number, texts.back()));
        Draft granted = draft(person(number), static_cast<std::uint64_t>(10'000 + number));
        granted.event.kind = classifier::EventKind::consent_granted;
        granted.consent = consent_of(number);
        drafts.push_back(std::move(granted));
      }
      commit(drafts, mails);
    }
    token_ = mint(erased);
  }
  std::string mint(int number) {
    TokenRow row;
    row.purpose = parsers::TokenPurpose::reply;
    row.workspace = 1;
    row.recipient = identity(person(number));
    auto address = store().mint_address(row, {}, at(2));
    EXPECT_TRUE(address);
    return address ? *address : "";
  }
  ErasureRequest request(const std::string& who, Turn turn = Turn::at_once) {
    return {.person = person_of(identity(who), store().keys()), .workspace = 0, .at = at(90'000), .turn = turn};
  }
  /// Some suppression is shown with this in its clear text.
  bool is_listed(const std::string& who) {
    const auto rows = store().suppressions(0, 10'000);
    EXPECT_TRUE(rows);
    return rows &&
           std::ranges::any_of(*rows, [&](const auto& row) { return row.identity.find(who) != std::string::npos; });
  }
  /// Why they are denied; empty: they are not.
  std::string denied(const std::string& who) {
    classifier::Query query;
    query.workspace = 1;
    const auto found = store().states_of(identity(who));
    EXPECT_TRUE(found);
    const auto decision = classifier::may_send(query, found->states, {}, at(100'000));
    return decision.answer == classifier::Answer::deny ? decision.reason : "";
  }

  std::string token_;
};

TEST_F(ErasureTest, OfOneOfAThousandLeavesNothingThatTheMasterKeyOpens) {
  const MessageNumber number = erased + 1;
  const KeyRing ring = std::move(*KeyRing::open(directory() / "keys"));
  // Before: everything is readable, by the store and by whoever has its files and the master key.
  EXPECT_THAT(*store().message_octets(number), HasSubstr(secret_of(erased)));
  EXPECT_EQ(store().consents_of(identity(person(erased)), at(50))->front().text.wording, secret_of(erased));
  std::vector<VaultKey> theirs;
  std::size_t keys_before = 0;
  close();
  {
    const auto environment = Environment::open({.directory = directory() / "store", .map_octets = 256ull << 20});
    const auto keys = VaultKeys::open(directory() / "vault_keys", ring, Access::read_only);
    const auto transaction = (*environment)->read();
    theirs.push_back(open_message(*transaction, number, **keys)->key.key);
    const auto copy = *transaction->get(Table::identities, view_of(ring.hash(identity(person(erased)))));
    theirs.push_back(*(*keys)->find(OctetReader(*copy).number<KeyNumber>()));
    const Thief thief(directory(), ring);
    for (const VaultKey& key : theirs) EXPECT_TRUE(thief.has(key));
    keys_before = thief.count();
  }
  const auto files_before = files_of(directory());
  reopen();

  const auto report = store().erase(request(person(erased)));
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(report->destroyed, 1u);
  EXPECT_EQ(report->redacted, 0u);
  EXPECT_EQ(report->identities, 1u);
  EXPECT_EQ(report->consents, 1u);
  EXPECT_TRUE(report->is_complete);

  // They stay denied, the chain holds, and what was theirs is not there.
  EXPECT_EQ(denied(person(erased)), "erased");
  EXPECT_TRUE(faults().empty());
  EXPECT_EQ(store().message(number).error().code, ErrorCode::not_found);
  EXPECT_EQ(store().message_octets(number).error().code, ErrorCode::not_found);
  EXPECT_EQ(store().consents_of(identity(person(erased)), at(50))->front().text, ConsentText{});
  EXPECT_FALSE(is_listed(person(erased)));
  // Others are as they were.
  for (const int other : {0, erased - 1, erased + 1, people - 1}) {
    EXPECT_THAT(*store().message_octets(static_cast<MessageNumber>(other + 1)), HasSubstr(secret_of(other)));
    EXPECT_EQ(store().consents_of(identity(person(other)), at(50))->front().text.wording, secret_of(other));
  }
  EXPECT_TRUE(is_listed(person(erased + 1)));
  close();

  const Thief thief(directory(), ring);
  EXPECT_GT(thief.count(), keys_before / 2); // it can still open what is there
  for (const VaultKey& key : theirs) EXPECT_FALSE(thief.has(key));
  for (const auto& [path, octets] : files_of(directory())) {
    EXPECT_THAT(octets, Not(HasSubstr(person(erased)))) << path;
    for (const VaultKey& key : theirs) EXPECT_EQ(octets.find(view_of(key)), std::string::npos) << path;
  }
  EXPECT_FALSE(files_before.empty());
}

TEST_F(ErasureTest, WithinADayIsCompleteWithTheNextTurn) {
  const auto report = store().erase(request(person(1), Turn::within_a_day));
  ASSERT_TRUE(report);
  EXPECT_FALSE(report->is_complete);
  EXPECT_EQ(store().message(2).error().code, ErrorCode::not_found);
  EXPECT_GT(*store().finish_erasures(at(90'100)), 0u);
  EXPECT_EQ(*store().finish_erasures(at(90'200)), 0u);
  EXPECT_TRUE(faults().empty());
}

TEST_F(ErasureTest, AgainChangesNothing) {
  ASSERT_TRUE(store().erase(request(person(1))));
  const auto head = *store().head();
  const auto again = store().erase(request(person(1)));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->destroyed + again->redacted + again->identities + again->consents, 0u);
  EXPECT_EQ(*store().head(), head);
  EXPECT_EQ(read_erasure_journal(erasure_journal_of(directory()))->size(), 1u);
}

TEST_F(ErasureTest, TakesThemOutOfAMessageThatConcernsOthers) {
  const std::string text = "From: " + person(7) + "\r\nTo: a@b.example,\r\n Someone <" + person(8) +
                           ">\r\n\r\nPlease tell " + person(8) + " too.\r\nA line of mine.\r\n";
  NewMessage mail = message({2, 1}, text, {draft(person(7), 77'000)});
  mail.conclusions = R"({"kind":"forward","subject":"about )" + person(8) + R"("})";
  mail.tokens = tokens_naming(store().keys(), {person(7), person(8)});
  commit({}, {mail});
  const MessageNumber number = store().messages(0, 0, 1)->front().number;
  const auto report = store().erase(request(person(8)));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->destroyed, 1u);
  EXPECT_EQ(report->redacted, 1u);
  const std::string octets = *store().message_octets(number);
  EXPECT_THAT(octets, HasSubstr(person(7)));
  EXPECT_THAT(octets, HasSubstr("A line of mine."));
  EXPECT_THAT(octets, Not(HasSubstr(person(8))));
  EXPECT_EQ(store().message(number)->conclusions, R"({"kind":"forward","redacted":true})");
  EXPECT_TRUE(faults().empty());
}

TEST_F(ErasureTest, OfATokensRecipientLeavesTheTokenWithoutOne) {
  const auto reference = parsers::read_token(std::string_view(token_).substr(0, token_.find('@')))->reference;
  ASSERT_TRUE(store().token_row(reference)->recipient);
  ASSERT_TRUE(store().erase(request(person(erased))));
  EXPECT_FALSE(store().token_row(reference)->recipient);
  EXPECT_EQ(store().token_row(reference)->workspace, 1u);
}

TEST_F(ErasureTest, ByOneWorkspaceLeavesAnotherItsTokensRecipient) {
  ASSERT_TRUE(store().create_workspace("other", at(3)));
  TokenRow row;
  row.purpose = parsers::TokenPurpose::unsubscribe;
  row.workspace = 2;
  row.recipient = identity("shared@b.example");
  const auto address = store().mint_address(row, std::nullopt, at(4));
  ASSERT_TRUE(address);
  const auto recipient = [&] {
    const auto token = parsers::read_token(std::string_view(*address).substr(0, address->find('@')));
    return store().token_row(token->reference)->recipient.has_value();
  };
  const auto erase_in = [&](WorkspaceId workspace) {
    return store().erase({.person = person_of(identity("shared@b.example"), store().keys()),
                          .workspace = workspace,
                          .at = at(80'000),
                          .turn = Turn::at_once});
  };
  commit({draft("shared@b.example", 98'000, opt_out(1)), draft("shared@b.example", 98'001, opt_out(2))});
  ASSERT_TRUE(erase_in(1));
  EXPECT_TRUE(recipient()) << "the other workspace's unsubscribe link still leads somewhere";
  ASSERT_TRUE(erase_in(2));
  EXPECT_FALSE(recipient());
  EXPECT_TRUE(faults().empty());
}

TEST_F(ErasureTest, ClosingAWorkspaceForgetsWhomItOnlyMailed) {
  TokenRow row;
  row.purpose = parsers::TokenPurpose::unsubscribe;
  row.workspace = 1;
  row.recipient = identity("mailed@b.example");
  const auto address = store().mint_address(row, std::nullopt, at(4));
  ASSERT_TRUE(address);
  ASSERT_TRUE(store().close_workspace("default", at(90'000)));
  const auto token = parsers::read_token(std::string_view(*address).substr(0, address->find('@')));
  EXPECT_FALSE(store().token_row(token->reference)->recipient);
}

TEST_F(ErasureTest, KnowsEverySpellingOfAMailbox) {
  commit({draft("j.ane.roe+news@gmail.com", 88'000)});
  ASSERT_TRUE(store().erase(request("janeroe@gmail.com")));
  EXPECT_FALSE(is_listed("gmail"));
  EXPECT_EQ(denied("j.aneroe@gmail.com"), "erased");
}

TEST_F(ErasureTest, IsRepeatedByAReplayOfTheJournal) {
  std::filesystem::path backup = directory().parent_path() / "backup";
  close();
  std::filesystem::copy(directory(), backup, std::filesystem::copy_options::recursive);
  reopen();
  ASSERT_TRUE(store().erase(request(person(3))));
  const auto journal = read_erasure_journal(erasure_journal_of(directory()));
  ASSERT_TRUE(journal);
  auto restored = open_store(backup, test_options());
  ASSERT_TRUE(restored);
  EXPECT_THAT(*(*restored)->message_octets(4), HasSubstr(secret_of(3)));
  EXPECT_EQ(*replay_erasures(**restored, *journal), 1u);
  EXPECT_EQ((*restored)->message_octets(4).error().code, ErrorCode::not_found);
  EXPECT_THAT(*(*restored)->message_octets(5), HasSubstr(secret_of(4)));
  EXPECT_TRUE((*restored)->verify({})->faults.empty());
}

TEST_F(ErasureTest, ClosingAWorkspaceLeavesOptOutsAsHashes) {
  ASSERT_TRUE(store().create_workspace("other", at(3)));
  commit({draft("elsewhere@b.example", 99'000, opt_out(2))});
  const auto report = store().close_workspace("default", at(90'000));
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(report->destroyed, 1000u);
  EXPECT_TRUE(store().messages(0, 0, 10)->empty());
  EXPECT_EQ(denied(person(5)), "unsubscribe");
  EXPECT_TRUE(is_listed("elsewhere@b.example"));
  EXPECT_FALSE(is_listed("person"));
  EXPECT_TRUE(faults().empty());
}

} // namespace
} // namespace store
