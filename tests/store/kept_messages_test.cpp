#include "store/kept_messages.hpp"

#include <fstream>

#include "tests/store/failing_disk.hpp"
#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using parsers::ErrorCode;

using StoreMessages = StoreTest;

TEST_F(StoreMessages, GivesBackWhatWasKept) {
  const std::string octets("Subject: hello\r\n\r\n\0\xff body", 26);
  commit({}, {message({3, 4}, octets)});
  reopen();
  const auto kept = store().message(1);
  ASSERT_TRUE(kept) << to_string(kept.error());
  EXPECT_EQ(kept->number, 1u);
  EXPECT_EQ(kept->workspace, 1u);
  EXPECT_EQ(kept->received_at, at(5));
  EXPECT_EQ(kept->spool_id, to_string(SpoolId{3, 4}));
  EXPECT_EQ(kept->conclusions, R"({"kind":"reply"})");
  EXPECT_EQ(kept->octets, octets.size());
  EXPECT_EQ(*store().message_octets(1), octets);
  EXPECT_EQ(store().message(2).error().code, ErrorCode::not_found);
  EXPECT_EQ(store().message_octets(2).error().code, ErrorCode::not_found);
}

TEST_F(StoreMessages, AreListedNewestFirstByWorkspaceAndFromANumber) {
  for (std::uint32_t i = 1; i <= 6; ++i) commit({}, {message({1, i}, "octets", {}, i % 2)});
  const auto numbers = [&](WorkspaceId workspace, MessageNumber before, std::size_t limit) {
    std::vector<MessageNumber> found;
    const auto messages = store().messages(workspace, before, limit);
    for (const KeptMessage& kept : *messages) found.push_back(kept.number);
    return found;
  };
  EXPECT_EQ(numbers(0, 0, 100), (std::vector<MessageNumber>{6, 5, 4, 3, 2, 1}));
  EXPECT_EQ(numbers(0, 4, 2), (std::vector<MessageNumber>{3, 2}));
  EXPECT_EQ(numbers(1, 0, 100), (std::vector<MessageNumber>{5, 3, 1}));
  EXPECT_EQ(numbers(1, 5, 1), (std::vector<MessageNumber>{3}));
  EXPECT_EQ(numbers(7, 0, 100), std::vector<MessageNumber>{});
}

TEST_F(StoreMessages, CountExactlyOnce) {
  const auto first = commit({}, {message({1, 1}, "octets", {draft("a@b.example", 1)})});
  const auto head = *store().head();
  // After a crash the same message may be understood otherwise: it counts as it was first committed.
  const auto again = commit({draft("x@y.example", 9)},
                            {message({1, 1}, "octets", {draft("a@b.example", 1), draft("c@d.example", 2)})});
  ASSERT_EQ(again.size(), 3u);
  EXPECT_FALSE(again[0].was_known);
  EXPECT_TRUE(again[1].was_known);
  EXPECT_EQ(again[1].position, first[0].position);
  EXPECT_TRUE(again[2].was_known);
  EXPECT_EQ(again[2].position.number, 0u);
  EXPECT_EQ(store().head()->number, head.number + 1);
  EXPECT_EQ(store().messages(0, 0, 10)->size(), 1u);
  EXPECT_TRUE(states("c@d.example").empty());
  EXPECT_TRUE(faults().empty());
}

TEST_F(StoreMessages, OneSpooledMessageMayBeOfTwoWorkspaces) {
  commit({}, {message({1, 1}, "octets", {}, 1), message({1, 1}, "octets", {}, 2)});
  EXPECT_EQ(store().messages(1, 0, 10)->size(), 1u);
  EXPECT_EQ(store().messages(2, 0, 10)->size(), 1u);
}

TEST_F(StoreMessages, MarksAreForgottenBySegmentAndStillAnswer) {
  commit({}, {message({1, 1}, "a"), message({1, 2}, "b"), message({2, 1}, "c")});
  EXPECT_TRUE(*store().is_done({1, 1}));
  EXPECT_FALSE(*store().is_done({1, 3}));
  EXPECT_FALSE(*store().is_done({3, 1}));
  const std::vector<std::uint32_t> segments{1};
  ASSERT_TRUE(store().forget_done_marks(segments));
  EXPECT_TRUE(*store().is_done({1, 1}));
  EXPECT_TRUE(*store().is_done({2, 1}));
  EXPECT_FALSE(*store().is_done({2, 2}));
  commit({}, {message({1, 2}, "b")}); // a segment that came back after a power cut
  EXPECT_EQ(store().messages(0, 0, 10)->size(), 3u);
  ASSERT_TRUE(store().forget_done_marks(segments));
}

TEST_F(StoreMessages, EntriesCiteTheirEvidence) {
  commit({},
         {message({1, 1}, "octets", {draft("a@b.example", 1)}), message({1, 2}, "octets", {draft("a@b.example", 2)})});
  commit({draft("a@b.example", 3)});
  const auto entries = store().read_after({{store().head()->origin, 1}}, 10);
  ASSERT_EQ(entries->size(), 3u);
  EXPECT_NE((*entries)[0].evidence, classifier::Digest{});
  EXPECT_NE((*entries)[0].evidence, (*entries)[1].evidence); // the same octets under another key
  EXPECT_EQ((*entries)[2].evidence, classifier::Digest{});
}

TEST_F(StoreMessages, NothingIsKeptInClearText) {
  commit({},
         {message({1, 1}, "From: secret-person@b.example\r\n\r\nsecret words", {draft("secret-person@b.example", 1)})});
  ASSERT_TRUE(store().create_workspace("default", at(0)));
  ASSERT_TRUE(store().create_user("secret-owner@b.example", "password", Role::owner, {}, at(0)));
  TokenRow row;
  row.purpose = parsers::TokenPurpose::bounce;
  row.workspace = 1;
  row.recipient = identity("secret-recipient@b.example");
  ASSERT_TRUE(store().mint_address(row, std::nullopt, at(0)));
  close();
  std::size_t files = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(directory())) {
    if (!file.is_regular_file()) continue;
    ++files;
    std::ifstream stream(file.path(), std::ios::binary);
    const std::string octets((std::istreambuf_iterator<char>(stream)), {});
    EXPECT_EQ(octets.find("secret-"), std::string::npos) << file.path();
    EXPECT_EQ(octets.find("secret words"), std::string::npos) << file.path();
  }
  EXPECT_GE(files, 4u);
}

TEST_F(StoreMessages, AVaultThatFailsLeavesNoTrace) {
  close();
  int failures = 0;
  for (std::uint32_t call = 1;; ++call) {
    test::FailingDisk disk(call, ErrorCode::storage_failed);
    StoreOptions options = test_options();
    options.disk = &disk;
    const auto opened = open_store(directory(), options);
    if (!opened) continue; // the calls of opening
    const auto before = *(*opened)->head();
    const std::vector messages{message({1, call}, "octets", {draft("a@b.example", 1)})};
    const auto receipts = (*opened)->commit({}, messages);
    if (receipts) break;
    ++failures;
    EXPECT_EQ(receipts.error().code, ErrorCode::storage_failed);
    EXPECT_EQ(*(*opened)->head(), before);
    EXPECT_TRUE((*opened)->messages(0, 0, 10)->empty());
    EXPECT_FALSE(*(*opened)->is_done({1, call}));
  }
  EXPECT_GE(failures, 5);
}

} // namespace
} // namespace store
