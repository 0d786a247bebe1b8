// Imports that end too early, at each of their steps: what was committed stays, and the same list goes on from there.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>

#include "store/address_table.hpp"
#include "tests/store/failing_disk.hpp"
#include "tests/store/import_fixture.hpp"

namespace store {
namespace {

using classifier::Entry;
using parsers::ErrorCode;

class ImportInterrupted : public ImportTest {
 protected:
  const ContactList list_ = many_contacts(40'000);
};

TEST_F(ImportInterrupted, AfterEachPieceGoesOnWithoutReadingAgain) {
  std::size_t interruptions = 0;
  for (bool is_complete = false; !is_complete; ++interruptions) {
    const auto import = *store().begin_import(import_request());
    if (interruptions == 0) {
      ASSERT_TRUE(read_into(*import, list_));
    } else {
      ASSERT_TRUE(*import->resume(content_of(list_))) << interruptions;
    }
    const auto counts = commit_pieces(*import, 1);
    ASSERT_TRUE(counts);
    EXPECT_TRUE(faults().empty());
    is_complete = counts->imported + counts->known == list_.size();
    ASSERT_TRUE(!is_complete || commit_pieces(*import, 1)); // the work folder goes
  }
  EXPECT_GT(interruptions, 3u);
  EXPECT_TRUE(store().imports()->front().is_complete);
  EXPECT_EQ(store().imports()->front().rows, list_.size());
  const ProjectedTables resumed = tables();
  EXPECT_EQ(resumed.addresses.size(), list_.size());
  const auto import = *store().begin_import(import_request());
  EXPECT_FALSE(import->has_interrupted_imports());
}

TEST_F(ImportInterrupted, IsTheSameAsOneThatWasNot) {
  {
    const auto import = *store().begin_import(import_request());
    ASSERT_TRUE(read_into(*import, list_));
    ASSERT_TRUE(commit_pieces(*import, 2));
  }
  import(list_); // reads it again
  const ProjectedTables interrupted = tables();

  close();
  std::filesystem::rename(directory() / "keys", directory().parent_path() / "keys");
  std::filesystem::remove_all(directory());
  std::filesystem::create_directory(directory());
  std::filesystem::rename(directory().parent_path() / "keys", directory() / "keys");
  ASSERT_TRUE(create_store(directory(), {"relay.example"}, at(0), test_options()));
  reopen();
  import(list_);
  EXPECT_EQ(tables(), interrupted);
}

TEST_F(ImportInterrupted, AKilledProcessLeavesWholePieces) {
  close();
  const pid_t child = ::fork();
  if (child == 0) {
    const auto opened = open_store(directory(), test_options());
    const auto import = *(*opened)->begin_import(import_request());
    if (!read_into(*import, list_) || !commit_pieces(*import, 2)) ::_exit(1);
    ::raise(SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  reopen();
  EXPECT_TRUE(faults().empty());
  EXPECT_FALSE(store().imports()->front().is_complete);
  const auto import = *store().begin_import(import_request());
  ASSERT_TRUE(*import->resume(content_of(list_)));
  const auto counts = commit_pieces(*import, 1000);
  EXPECT_GT(counts->known, 0u);
  EXPECT_GT(counts->imported, 0u);
  EXPECT_EQ(counts->known + counts->imported, list_.size());
  EXPECT_TRUE(faults().empty());
}

TEST_F(ImportInterrupted, AnUndoBeforeTheRestFreesTheRestToo) {
  {
    const auto import = *store().begin_import(import_request());
    ASSERT_TRUE(read_into(*import, list_));
    ASSERT_TRUE(commit_pieces(*import, 1));
    ASSERT_TRUE(store().undo_import(import->id(), at(20)));
    ASSERT_TRUE(commit_pieces(*import, 1000)); // was running meanwhile
  }
  for (const std::size_t i : {0u, 777u, 39'999u}) {
    EXPECT_EQ(decision(list_[i].who).answer, classifier::Answer::allow);
  }
  EXPECT_TRUE(faults().empty());
}

/// Every call to the disk fails once; the next try of the same list brings it to the end.
TEST_F(ImportInterrupted, ByADiskThatFailsOnce) {
  const ContactList list = many_contacts(50);
  close();
  bool has_failed = true;
  for (std::uint64_t which = 1; has_failed; ++which) {
    test::FailingDisk disk(which, ErrorCode::storage_full);
    StoreOptions options = test_options();
    options.disk = &disk;
    auto opened = open_store(directory(), options);
    ContactList own = list;
    own.push_back({"only" + std::to_string(which) + "@b.example"});
    if (opened) static_cast<void>(import_list(**opened, own));
    if (opened) opened->reset(); // one process opens a directory once
    opened = open_store(directory(), test_options());
    ASSERT_TRUE(opened) << to_string(opened.error());
    const auto again = import_list(**opened, own);
    ASSERT_TRUE(again) << which << ": " << to_string(again.error());
    EXPECT_TRUE((*opened)->verify({})->faults.empty()) << which;
    EXPECT_EQ((*opened)->states_of(identity(own.back().who))->states.size(), 1u) << which;
    has_failed = disk.has_failed();
  }
}

/// The entries of two data directories with the same keys, that imported and undid without knowing of each other.
class JoinedImports : public ImportTest {
 protected:
  struct History {
    std::vector<Entry> entries;
    TableRows blocks;
  };
  History history_of(const std::filesystem::path& place) {
    const auto environment = Environment::open({.directory = place / "store"});
    const auto transaction = (*environment)->read();
    return {*read_entries_after(*transaction, {}, 1'000'000), rows_of(**environment, Table::import_blocks)};
  }
  ProjectedTables project(const std::vector<Entry>& entries, const TableRows& blocks) {
    const test::TemporaryDirectory place;
    const auto environment = Environment::open_or_create(
        {.directory = place.path(), .access = Access::read_write, .map_octets = 64ull << 20});
    auto transaction = (*environment)->write();
    for (const auto& [key, block] : blocks) EXPECT_TRUE(transaction->put(Table::import_blocks, key, block));
    const auto keys = KeyRing::open(directory() / "keys");
    const auto view = IndexView::of(*transaction, *keys);
    for (const Entry& entry : entries) EXPECT_TRUE(project_entries(*transaction, {&entry, 1}, *view));
    EXPECT_TRUE(std::move(*transaction).commit());
    return projected_tables(**environment);
  }
};

TEST_F(JoinedImports, AreTheSameInEveryOrderAndWithRepeats) {
  const auto other = directory().parent_path() / "other";
  std::filesystem::create_directory(other);
  std::filesystem::copy(directory() / "keys", other / "keys");
  commit({draft("n3@b.example", 1)});
  import(many_contacts(3000));
  const ImportId undone = import(many_contacts(10, "u"));
  ASSERT_TRUE(store().undo_import(undone, at(30)));
  close();
  {
    const auto made = create_store(other, {"relay.example"}, at(1), test_options());
    ASSERT_TRUE(made) << to_string(made.error());
    ImportRequest later = import_request();
    later.now = at(11);
    ASSERT_TRUE(import_list(**made, many_contacts(3000), later)); // the same list at another time
    ASSERT_TRUE(import_list(**made, many_contacts(2000, "o")));
    const auto again = import_list(**made, many_contacts(10, "u"), later);
    ASSERT_EQ(*again, undone);
    ASSERT_TRUE((*made)->undo_import(undone, at(29)));
  }
  const History one = history_of(directory());
  const History two = history_of(other);
  TableRows blocks = one.blocks;
  blocks.insert(two.blocks.begin(), two.blocks.end());
  std::vector<Entry> entries = one.entries;
  entries.insert(entries.end(), two.entries.begin(), two.entries.end());
  entries.insert(entries.end(), one.entries.begin(), one.entries.end());
  const ProjectedTables expected = project(entries, blocks);
  EXPECT_EQ(expected.addresses.size(), 5010u);
  std::mt19937 chance(1);
  for (int i = 0; i < 20; ++i) {
    std::ranges::shuffle(entries, chance);
    ASSERT_EQ(project(entries, blocks), expected) << i;
  }
}

} // namespace
} // namespace store
