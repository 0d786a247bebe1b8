// Whom a workspace wrote to: what is remembered, for whom it counts, and for how long.
#include "store/sends_table.hpp"

#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

constexpr std::chrono::days a_day{1};

class Sends : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    for (const std::string_view name : {"shop", "club"}) ASSERT_TRUE(store().create_workspace(name, at(0)));
  }
  void declare_complete(std::string_view workspace = "shop") {
    WorkspaceChange change;
    change.sends_are_complete = true;
    ASSERT_TRUE(store().change_workspace(workspace, change, at(0)));
  }
  void record(std::string_view who, parsers::Instant sent_at, WorkspaceId workspace = 1) {
    const std::vector recipients{identity(who)};
    const auto recorded = store().record_sends(workspace, recipients, sent_at);
    ASSERT_TRUE(recorded) << to_string(recorded.error());
  }
  bool was_mailed(std::string_view who, parsers::Instant now, WorkspaceId workspace = 1) {
    return *store().was_mailed(workspace, identity(who), now);
  }
};

TEST_F(Sends, EverybodyCountsAsMailedUntilTheyAreComplete) {
  EXPECT_TRUE(was_mailed("ann@b.example", at(0)));
  declare_complete();
  EXPECT_FALSE(was_mailed("ann@b.example", at(0)));
  EXPECT_TRUE(was_mailed("ann@b.example", at(0), 2)) << "each workspace for itself";
}

TEST_F(Sends, AreKeptFor400Days) {
  declare_complete();
  record("ann@b.example", at(0));
  EXPECT_TRUE(was_mailed("Ann@B.example", at(0)));
  EXPECT_TRUE(was_mailed("ann@b.example", at(0) + 400 * a_day));
  EXPECT_FALSE(was_mailed("ann@b.example", at(0) + 401 * a_day));
}

TEST_F(Sends, AnOlderDayToldLaterChangesNothing) {
  declare_complete();
  record("ann@b.example", at(0));
  record("ann@b.example", at(0) - 300 * a_day);
  EXPECT_TRUE(was_mailed("ann@b.example", at(0) + 399 * a_day));
}

TEST_F(Sends, CountForEverySpellingOfAMailboxAndAliasOfANumber) {
  declare_complete();
  record("jo.doe+x@gmail.com", at(0));
  EXPECT_TRUE(was_mailed("jodoe@googlemail.com", at(0)));
  record("+5493511234567", at(0));
  EXPECT_TRUE(was_mailed("+543511234567", at(0)));
}

TEST_F(Sends, AreForgottenByDay) {
  declare_complete();
  record("old@b.example", at(0));
  record("both@b.example", at(0));
  record("both@b.example", at(0) + 100 * a_day);
  EXPECT_EQ(*store().forget_sends(at(0) + 400 * a_day), 0u);
  EXPECT_EQ(*store().forget_sends(at(0) + 401 * a_day), 2u);
  EXPECT_FALSE(was_mailed("old@b.example", at(0)));
  EXPECT_TRUE(was_mailed("both@b.example", at(0) + 401 * a_day));
  EXPECT_EQ(*store().forget_sends(at(0) + 401 * a_day), 0u);
}

TEST_F(Sends, TellWhichWorkspacesWroteToSomebody) {
  EXPECT_TRUE(store().workspaces_that_mailed(identity("ann@b.example"), at(0))->empty())
      << "what is only assumed does not count";
  record("ann@b.example", at(0), 2);
  EXPECT_EQ(*store().workspaces_that_mailed(identity("ann@b.example"), at(0)), std::vector<WorkspaceId>{2});
  record("ann@b.example", at(0), 1);
  EXPECT_EQ(store().workspaces_that_mailed(identity("ann@b.example"), at(0))->size(), 2u);
}

TEST_F(Sends, MintingATokenForSomebodyIsOne) {
  declare_complete();
  TokenRow row;
  row.purpose = parsers::TokenPurpose::bounce;
  row.workspace = 1;
  row.recipient = identity("ann@b.example");
  ASSERT_TRUE(store().mint_address(row, std::nullopt, at(0)));
  EXPECT_TRUE(was_mailed("ann@b.example", at(0)));
}

TEST_F(Sends, AreOfAWorkspaceThatIsThere) {
  const std::vector recipients{identity("ann@b.example")};
  EXPECT_EQ(store().record_sends(9, recipients, at(0)).error().code, parsers::ErrorCode::not_found);
  EXPECT_FALSE(store().record_sends(1, recipients, parsers::Instant(std::chrono::days(70'000))));
}

TEST_F(Sends, ManyOfOneCallAreAllThere) {
  declare_complete();
  std::vector<parsers::Identity> recipients;
  for (int i = 0; i < 5000; ++i) recipients.push_back(identity("p" + std::to_string(i % 4000) + "@b.example"));
  ASSERT_TRUE(store().record_sends(1, recipients, at(0)));
  EXPECT_TRUE(was_mailed("p0@b.example", at(0)));
  EXPECT_TRUE(was_mailed("p3999@b.example", at(0)));
  EXPECT_EQ(*store().forget_sends(at(0) + 500 * a_day), 4000u);
}

} // namespace
} // namespace store
