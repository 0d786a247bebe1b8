// Backups: what comes back is what was there, damage and half-done work never pass for a backup or a store.
#include "store/backup.hpp"

#include <fstream>
#include <future>
#include <iterator>

#include "store/backup_journal.hpp"
#include "store/erasure_journal.hpp"
#include "store/restore.hpp"
#include "tests/store/failing_disk.hpp"
#include "tests/store/import_fixture.hpp"
#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using parsers::ErrorCode;

std::string contents_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_contents(const std::filesystem::path& path, std::string_view octets) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << octets;
}

Result<std::uint64_t> nobody_was_erased(const std::filesystem::path&) { return 0; }

class BackupTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    ASSERT_TRUE(write_recovery_file(directory(), key_.public_key));
    commit({draft("ann@shop.example", 1), draft("*.corp.example", 2)},
           {message({7, 3}, "Subject: stop\r\n\r\nstop", {draft("bob@shop.example", 3)})});
    close();
  }
  [[nodiscard]] std::filesystem::path place(std::string_view name) const { return directory().parent_path() / name; }
  Result<BackupSummary> back_up(Disk& disk = system_disk()) {
    return write_backup({.data = directory(), .file = place("b"), .now = at(20)}, {}, disk);
  }
  Result<BackupSummary> verified() { return verify_backup(place("b"), key_, {}); }
  Result<RestoreSummary> restore(Disk& disk = system_disk(), const ReplayErasures& replay = nobody_was_erased) {
    return restore_backup({.file = place("b"), .data = place("new"), .now = at(30), .map_octets = 256ull << 20}, key_,
                          replay, {}, disk);
  }
  const RecoveryKeyPair key_ = make_recovery_key();
};

TEST_F(BackupTest, RestoredStoreAnswersTheSame) {
  ASSERT_TRUE(back_up());
  const auto told = verified();
  ASSERT_TRUE(told) << to_string(told.error());
  EXPECT_EQ(told->taken_at, at(20));
  const auto restored = restore();
  ASSERT_TRUE(restored) << to_string(restored.error());
  reopen();
  const auto old_state = states("ann@shop.example").at(0).state;
  const auto old_head = *store().head();
  close();
  const auto opened = open_store(place("new"), test_options());
  ASSERT_TRUE(opened) << to_string(opened.error());
  EXPECT_EQ((*opened)->states_of(identity("ann@shop.example"))->states.at(0).state, old_state);
  EXPECT_EQ((*opened)->states_of(identity("x@a.corp.example"))->states.size(), 1u);
  EXPECT_EQ(*(*opened)->message_octets(1), "Subject: stop\r\n\r\nstop");
  EXPECT_EQ(restored->backup.head, old_head);
  EXPECT_TRUE((*opened)->verify({})->faults.empty());
}

TEST_F(BackupTest, RestoredStoreBeginsANewOriginAndNewSpoolNumbers) {
  ASSERT_TRUE(back_up());
  ASSERT_TRUE(restore());
  const auto opened = open_store(place("new"), test_options());
  ASSERT_TRUE(opened);
  const auto head = *(*opened)->head();
  EXPECT_EQ(head.number, 1u);
  reopen();
  EXPECT_NE(head.origin, store().head()->origin);
  // Segment 7 has a mark: its numbers would be taken for messages that are done.
  SpoolOptions options;
  options.directory = place("new") / "spool";
  options.least_free_octets = 0;
  options.keys = (*opened)->keys().spool_keys();
  const auto spool = Spool::open(options);
  ASSERT_TRUE(spool) << to_string(spool.error());
  auto incoming = (*spool)->begin();
  ASSERT_TRUE(incoming);
  ASSERT_TRUE(incoming->append("Subject: new\r\n\r\n"));
  std::promise<SpoolId> spooled;
  std::move(*incoming).commit({}, [&](Result<SpoolId> id) { spooled.set_value(id.value_or(SpoolId{})); });
  EXPECT_GT(spooled.get_future().get().segment, 7u);
}

TEST_F(BackupTest, ImportsComeBackWithTheirBlocks) {
  reopen();
  ASSERT_TRUE(import_list(store(), many_contacts(2000), import_request()));
  close();
  ASSERT_TRUE(back_up());
  ASSERT_TRUE(restore());
  const auto opened = open_store(place("new"), test_options());
  ASSERT_TRUE(opened);
  EXPECT_EQ((*opened)->states_of(identity("n1999@b.example"))->states.size(), 1u);
  EXPECT_EQ((*opened)->imports()->size(), 1u);
}

TEST_F(BackupTest, RefusesEveryFlippedOctet) {
  ASSERT_TRUE(back_up());
  const std::string whole = contents_of(place("b"));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    write_contents(place("b"), damaged);
    ASSERT_FALSE(verified()) << i;
  }
}

TEST_F(BackupTest, RefusesEveryTruncationAndEveryAddition) {
  ASSERT_TRUE(back_up());
  const std::string whole = contents_of(place("b"));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    write_contents(place("b"), whole.substr(0, length));
    const auto told = verified();
    ASSERT_FALSE(told) << length;
    ASSERT_EQ(told.error().code, ErrorCode::corrupt);
  }
  write_contents(place("b"), whole + '\0');
  EXPECT_FALSE(verified());
  write_contents(place("b"), whole);
  EXPECT_TRUE(verified());
}

TEST_F(BackupTest, DamagedBackupMakesNoStore) {
  ASSERT_TRUE(back_up());
  const std::string whole = contents_of(place("b"));
  for (const std::size_t place_of_damage : {std::size_t{20}, whole.size() / 2, whole.size() - 1}) {
    std::string damaged = whole;
    damaged[place_of_damage] = static_cast<char>(damaged[place_of_damage] ^ 0x80);
    write_contents(place("b"), damaged);
    EXPECT_FALSE(restore());
    EXPECT_FALSE(std::filesystem::exists(place("new")));
    EXPECT_FALSE(std::filesystem::exists(place("new.restoring")));
  }
}

TEST_F(BackupTest, AnotherKeyIsToldFromDamage) {
  ASSERT_TRUE(back_up());
  const auto told = verify_backup(place("b"), make_recovery_key(), {});
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().code, ErrorCode::permission_denied);
}

TEST_F(BackupTest, HasNothingInTheClear) {
  ASSERT_TRUE(back_up());
  const std::string whole = contents_of(place("b"));
  EXPECT_EQ(whole.find("shop.example"), std::string::npos);
  EXPECT_EQ(whole.find("relay.example"), std::string::npos);
  const std::string master = contents_of(directory() / "keys" / "master");
  EXPECT_EQ(whole.find(master.substr(20, 32)), std::string::npos);
}

TEST_F(BackupTest, RefusesWithoutARecoveryKey) {
  std::filesystem::remove(directory() / "keys" / "recovery");
  const auto done = back_up();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::not_found);
  EXPECT_FALSE(std::filesystem::exists(place("b.part")));
}

TEST_F(BackupTest, NeverOverwrites) {
  write_contents(place("b"), "something");
  EXPECT_EQ(back_up().error().code, ErrorCode::already_exists);
  EXPECT_EQ(contents_of(place("b")), "something");
  std::filesystem::remove(place("b"));
  ASSERT_TRUE(back_up());
  std::filesystem::create_directory(place("new"));
  write_contents(place("new") / "x", "something");
  EXPECT_EQ(restore().error().code, ErrorCode::already_exists);
  std::filesystem::remove(place("new") / "x");
  EXPECT_TRUE(restore());
}

TEST_F(BackupTest, RestoreRefusesWhereErasuresCannotBeDoneAgain) {
  ASSERT_TRUE(back_up());
  const auto refused = restore(system_disk(), [](const std::filesystem::path&) -> Result<std::uint64_t> {
    return parsers::failure(ErrorCode::not_found, "there is no erasure journal");
  });
  EXPECT_FALSE(refused);
  EXPECT_FALSE(std::filesystem::exists(place("new")));
}

TEST_F(BackupTest, InterruptedLeavesNothing) {
  const auto stop = [](std::uint64_t, std::uint64_t) { return false; };
  EXPECT_FALSE(write_backup({.data = directory(), .file = place("b"), .now = at(20)}, stop));
  EXPECT_FALSE(std::filesystem::exists(place("b")));
  EXPECT_FALSE(std::filesystem::exists(place("b.part")));
  ASSERT_TRUE(back_up());
  EXPECT_FALSE(
      restore_backup({.file = place("b"), .data = place("new"), .now = at(30)}, key_, nobody_was_erased, stop));
  EXPECT_FALSE(std::filesystem::exists(place("new.restoring")));
}

TEST_F(BackupTest, EveryFailureOfTheDiskLeavesNothingBehind) {
  for (std::uint64_t which = 1;; ++which) {
    test::FailingDisk disk(which, ErrorCode::storage_failed);
    const auto done = back_up(disk);
    if (!disk.has_failed()) break;
    if (done) continue; // a file that it did not need
    ASSERT_FALSE(std::filesystem::exists(place("b"))) << which;
    ASSERT_FALSE(std::filesystem::exists(place("b.part"))) << which;
  }
  ASSERT_TRUE(verified());
  for (std::uint64_t which = 1;; ++which) {
    test::FailingDisk disk(which, ErrorCode::storage_full);
    const auto done = restore(disk);
    if (!disk.has_failed()) break;
    ASSERT_FALSE(done) << which;
    ASSERT_FALSE(std::filesystem::exists(place("new"))) << which;
    ASSERT_FALSE(std::filesystem::exists(place("new.restoring"))) << which;
  }
  EXPECT_TRUE(open_store(place("new"), test_options()));
}

TEST_F(BackupTest, WhoWasErasedLaterIsErasedAgainByTheRestore) {
  ASSERT_TRUE(back_up());
  reopen();
  ASSERT_TRUE(store().erase({.person = person_of(identity("bob@shop.example"), store().keys()),
                             .workspace = 0,
                             .at = at(25),
                             .turn = Turn::at_once}));
  close();
  ASSERT_TRUE(keep_journal_beside(directory(), place("b")));
  const ReplayErasures replay = [this](const std::filesystem::path& data) {
    return replay_journal(journal_beside(place("b")), data);
  };
  const auto restored = restore(system_disk(), replay);
  ASSERT_TRUE(restored) << to_string(restored.error());
  EXPECT_EQ(restored->erased, 1u);
  EXPECT_EQ(contents_of(place("new") / "erasures.journal"), contents_of(directory() / "erasures.journal"));
  const auto opened = open_store(place("new"), test_options());
  ASSERT_TRUE(opened);
  EXPECT_EQ((*opened)->message_octets(1).error().code, ErrorCode::not_found);
  EXPECT_FALSE((*opened)->states_of(identity("bob@shop.example"))->states.empty());
  EXPECT_TRUE((*opened)->verify({})->faults.empty());
}

TEST_F(BackupTest, WhoWasErasedWhileItWasTakenIsErasedAgainByTheRestore) {
  reopen();
  const Person ann = person_of(identity("ann@shop.example"), store().keys());
  close();
  ASSERT_TRUE(keep_journal_beside(directory(), place("b")));
  // As an erasure that was only just noted when the files were read.
  ASSERT_TRUE(append_erasure(erasure_journal_of(directory()), {.person = ann, .workspace = 0, .at = at(19)}));
  ASSERT_TRUE(back_up());
  const auto restored = restore(system_disk(), [this](const std::filesystem::path& data) {
    return replay_journal(journal_beside(place("b")), data);
  });
  ASSERT_TRUE(restored) << to_string(restored.error());
  EXPECT_EQ(restored->erased, 1u);
  const auto opened = open_store(place("new"), test_options());
  ASSERT_TRUE(opened);
  const auto rows = (*opened)->suppressions(0, 10);
  ASSERT_TRUE(rows);
  for (const SuppressionRow& row : *rows) EXPECT_NE(row.identity, "ann@shop.example");
}

TEST_F(BackupTest, IsBusyWhenKeysAreTurnedMeanwhile) {
  const auto turn = [this](std::uint64_t, std::uint64_t) {
    write_contents(directory() / "vault_keys" / "0000000002.slots", "");
    return true;
  };
  const auto done = write_backup({.data = directory(), .file = place("b"), .now = at(20)}, turn);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::busy);
  EXPECT_FALSE(std::filesystem::exists(place("b")));
}

TEST_F(BackupTest, TheJournalBesideItOnlyGrows) {
  const auto beside = journal_beside(place("b"));
  ASSERT_TRUE(keep_journal_beside(directory(), place("b")));
  EXPECT_EQ(*replay_journal(beside, directory()), 0u);
  write_contents(directory() / "erasures.journal", "desist-erasures 1\none\n");
  ASSERT_TRUE(keep_journal_beside(directory(), place("b")));
  EXPECT_EQ(contents_of(beside), "desist-erasures 1\none\n");
  std::filesystem::remove(directory() / "erasures.journal");
  ASSERT_TRUE(keep_journal_beside(directory(), place("b")));
  EXPECT_EQ(contents_of(beside), "desist-erasures 1\none\n");
  write_contents(directory() / "erasures.journal", "desist-erasures 1\ntwo\n");
  EXPECT_FALSE(keep_journal_beside(directory(), place("b")));
}

} // namespace
} // namespace store
