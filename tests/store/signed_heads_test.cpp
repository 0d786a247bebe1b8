#include "store/signed_heads.hpp"

#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

constexpr std::int64_t hour = 60; // minutes

class SignedHeads : public StoreTest {
 protected:
  SignedHead newest() {
    const auto head = store().signed_head();
    EXPECT_TRUE(head) << (head ? "" : to_string(head.error()));
    return head ? *head : SignedHead{};
  }
  /// `count` facts of the minute `minute`.
  void commit_facts(std::size_t count, std::int64_t minute) {
    std::vector<Draft> drafts;
    for (std::size_t i = 0; i < count; ++i) {
      ++people_;
      drafts.push_back(draft("n" + std::to_string(people_) + "@b.example", people_));
      drafts.back().received_at = at(minute);
    }
    commit(drafts);
  }
  std::optional<std::string> contradiction(const SignedHead& kept) {
    const auto said = store().check_head(kept);
    EXPECT_TRUE(said);
    return said ? *said : std::nullopt;
  }

 private:
  std::uint64_t people_ = 0;
};

TEST_F(SignedHeads, TheFirstEntryIsSigned) {
  EXPECT_EQ(newest().position, *store().head());
  EXPECT_TRUE(is_genuine(newest()));
  EXPECT_EQ(newest().key, store().keys().signing_public_key());
}

TEST_F(SignedHeads, OneIsSignedAfterAThousandEntries) {
  commit_facts(999, 1);
  EXPECT_EQ(newest().position.number, 1u);
  commit_facts(1, 1);
  EXPECT_EQ(newest().position.number, 1001u);
  commit_facts(2500, 1); // one commit, one head
  EXPECT_EQ(newest().position.number, 3501u);
  EXPECT_EQ(store().verify({})->heads, 3u);
}

TEST_F(SignedHeads, OneIsSignedAfterAnHourWithNews) {
  commit_facts(1, 1);
  ASSERT_TRUE(store().maintain(at(hour - 1)));
  EXPECT_EQ(newest().position.number, 1u);
  ASSERT_TRUE(store().maintain(at(hour)));
  EXPECT_EQ(newest().position.number, 2u);
  EXPECT_EQ(newest().signed_at, at(hour));
  ASSERT_TRUE(store().maintain(at(5 * hour))); // nothing is new
  EXPECT_EQ(newest().signed_at, at(hour));
}

TEST_F(SignedHeads, MailThatCameLateDoesNotTurnTheirTimeBack) {
  commit_facts(1, 1);
  ASSERT_TRUE(store().maintain(at(2 * hour)));
  commit_facts(1000, 1);
  EXPECT_EQ(newest().position.number, 1002u);
  EXPECT_EQ(newest().signed_at, at(2 * hour));
}

TEST_F(SignedHeads, AKeptOneAgreesWithTheStoreHoweverLongItGrows) {
  const SignedHead kept = newest();
  commit_facts(2000, 1);
  EXPECT_EQ(contradiction(kept), std::nullopt);
  EXPECT_EQ(contradiction(newest()), std::nullopt);
}

TEST_F(SignedHeads, AKeptOneTellsThatTheStoreWasRolledBack) {
  close();
  const auto backup = directory().parent_path() / "backup";
  std::filesystem::copy(directory(), backup, std::filesystem::copy_options::recursive);
  reopen();
  commit_facts(1000, 1);
  const SignedHead kept = newest();
  close();
  std::filesystem::remove_all(directory());
  std::filesystem::rename(backup, directory());
  reopen();
  EXPECT_TRUE(faults().empty()); // the store alone knows nothing of it
  ASSERT_TRUE(contradiction(kept));
  EXPECT_TRUE(contradiction(kept)->ends_with("was signed and is not there; the newest is 1"));
  commit_facts(1500, 2); // written anew beyond it
  ASSERT_TRUE(contradiction(kept));
  EXPECT_TRUE(contradiction(kept)->ends_with("is not the one that was signed"));
}

TEST_F(SignedHeads, OfAnotherStoreIsNotTaken) {
  const TemporaryDirectory other;
  const auto second = create_store(other.path(), {"relay.example"}, at(0), test_options());
  ASSERT_TRUE(second);
  EXPECT_EQ(contradiction(*(*second)->signed_head()), "the head that was kept was signed with another key");
}

TEST_F(SignedHeads, EveryMemberIsSigned) {
  const SignedHead head = newest();
  const auto expect_false = [&](auto change) {
    SignedHead changed = head;
    change(changed);
    EXPECT_FALSE(is_genuine(changed));
    EXPECT_EQ(contradiction(changed), "the head that was kept is not what was signed");
  };
  expect_false([](SignedHead& h) { h.position.origin[0] ^= 1; });
  expect_false([](SignedHead& h) { ++h.position.number; });
  expect_false([](SignedHead& h) { h.digest[31] ^= 1; });
  expect_false([](SignedHead& h) { h.signed_at += std::chrono::milliseconds(1); });
  expect_false([](SignedHead& h) { h.key[0] ^= 1; });
  for (std::size_t i = 0; i < head.signature.size(); ++i) expect_false([i](SignedHead& h) { h.signature[i] ^= 1; });
}

TEST_F(SignedHeads, RowsHaveOneFormAndNothingElseIsRead) {
  const std::string octets = encode_signed_head(newest());
  ASSERT_TRUE(decode_signed_head(octets));
  EXPECT_EQ(encode_signed_head(*decode_signed_head(octets)), octets);
  for (std::size_t length = 0; length < octets.size(); ++length) {
    EXPECT_EQ(decode_signed_head(octets.substr(0, length)).error().code, parsers::ErrorCode::corrupt);
  }
  EXPECT_FALSE(decode_signed_head(octets + 'x'));
  EXPECT_EQ(decode_signed_head('\2' + octets.substr(1)).error().code, parsers::ErrorCode::newer_format);
  EXPECT_EQ(decode_signed_head('\0' + octets.substr(1)).error().code, parsers::ErrorCode::corrupt);
}

TEST_F(SignedHeads, TheKeyIsThatOfTheInstallationForEver) {
  const SignedHead before = newest();
  reopen();
  EXPECT_EQ(newest(), before);
  EXPECT_EQ(store().keys().signing_public_key(), before.key);
}

} // namespace
} // namespace store
