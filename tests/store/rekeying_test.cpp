// Identities are hashed anew by a fresh key: every answer stays the same at each step, and what comes of it is what the
// entries make.
#include "store/rekeying.hpp"

#include <set>

#include "parsers/relay_token.hpp"
#include "store/import_piece.hpp"
#include "store/key_file.hpp"
#include "store/octets.hpp"
#include "store/rebuild.hpp"
#include "tests/store/failing_disk.hpp"
#include "tests/store/import_fixture.hpp"

namespace store {
namespace {

using classifier::EventKind;
using classifier::IdentityHash;
using parsers::ErrorCode;

class Rekeying : public ImportTest {
 protected:
  void SetUp() override {
    ImportTest::SetUp();
    commit({draft("a@b.example", 1), draft("jo.doe@gmail.com", 2), draft("*.corp.example", 3),
            draft("+49 151 12345678", 4)});
    import({{"imported@b.example"}, {"a@b.example", classifier::ImportReason::hard_bounce}, { "@listed.example" }});
    ASSERT_TRUE(store().create_workspace("default", at(5)));
    ASSERT_TRUE(store().record_sends(1, std::vector{identity("a@b.example"), identity("mailed@b.example")}, at(6)));
    ASSERT_TRUE(store().record_sends(1, std::vector{identity("a@b.example")}, at(60 * 24 * 30)));
    ASSERT_TRUE(store().change_workspace("default", {.agency = {}, .consent = {}, .sends_are_complete = true}, at(7)));
  }
  /// All that can be asked about identities; ids are of entries, which stay.
  std::vector<std::string> answers() {
    std::vector<std::string> seen;
    for (const char* who : {"a@b.example", "jodoe@gmail.com", "jo.doe+x@gmail.com", "x@sub.corp.example",
                            "+4915112345678", "imported@b.example", "x@listed.example", "nobody@b.example"}) {
      const auto decided = decision(who);
      std::string line = std::string(who) + " " + std::string(name_of(decided.answer)) + " " + decided.reason;
      if (decided.entry) line += " " + to_hex(*decided.entry);
      const auto mailed = store().was_mailed(1, identity(who), at(60 * 24 * 31));
      line += mailed && *mailed ? " mailed" : "";
      const auto mailed_later = store().was_mailed(1, identity(who), at(60 * 24 * 401));
      seen.push_back(line + (mailed_later && *mailed_later ? " mailed later" : ""));
    }
    const auto rows = store().suppressions(0, 100);
    EXPECT_TRUE(rows) << (rows ? "" : to_string(rows.error()));
    for (const SuppressionRow& row : rows ? *rows : std::vector<SuppressionRow>()) seen.push_back(row.identity);
    return seen;
  }
  RekeyProgress begin(std::int64_t minute = 100) {
    const auto begun = store().begin_rekey(at(minute));
    EXPECT_TRUE(begun) << (begun ? "" : to_string(begun.error()));
    return begun ? *begun : RekeyProgress{};
  }
  RekeyProgress step(std::size_t rows) {
    const auto next = store().continue_rekey(rows);
    EXPECT_TRUE(next) << (next ? "" : to_string(next.error()));
    return next ? *next : RekeyProgress{.is_finished = true};
  }
  void rekey() {
    RekeyProgress progress = begin();
    while (!progress.is_finished) progress = step(1000);
  }
  TableRows rows(Table table) {
    close();
    TableRows found;
    {
      const auto environment = Environment::open({.directory = directory() / "store"});
      EXPECT_TRUE(environment);
      found = rows_of(**environment, table);
    }
    reopen();
    return found;
  }
};

TEST_F(Rekeying, InterruptedAfterEveryRowChangesNoAnswer) {
  const auto before = answers();
  RekeyProgress progress = begin();
  EXPECT_EQ(progress.generation, 2);
  EXPECT_GT(progress.left, 8u);
  std::size_t steps = 0;
  for (; !progress.is_finished; ++steps) {
    EXPECT_EQ(answers(), before) << steps;
    EXPECT_EQ(faults(), std::vector<std::string>{}) << steps;
    reopen();
    EXPECT_EQ(begin(), progress) << steps; // finds the one that runs
    progress = step(1);
  }
  EXPECT_GT(steps, 8u);
  EXPECT_EQ(answers(), before);
  EXPECT_EQ(faults(), std::vector<std::string>{});
  EXPECT_TRUE(rows(Table::addresses).empty());
  EXPECT_TRUE(rows(Table::sends).empty());
  EXPECT_TRUE(rows(Table::mailed).empty());
}

TEST_F(Rekeying, PutsEveryRowUnderTheHashOfTheNextGeneration) {
  const auto before = rows(Table::addresses);
  rekey();
  std::set<std::string> expected;
  for (const auto& [hash, row] : before)
    expected.emplace(view_of(store().keys().forward({OctetReader(hash).array<16>()}, 2)));
  std::set<std::string> found;
  for (const auto& [hash, row] : rows(Table::even_addresses)) found.insert(hash);
  EXPECT_EQ(found, expected);
}

TEST_F(Rekeying, MakesTheTableOfAStoreThatHadTheGenerationFromTheStart) {
  commit({draft("b@b.example", 50), draft("c@gmail.com", 51)});
  rekey();
  const auto rekeyed = rows(Table::even_addresses);
  const auto other = directory().parent_path() / "other";
  std::filesystem::create_directory(other);
  std::filesystem::copy(directory() / "keys", other / "keys");
  {
    auto made = create_store(other, {"relay.example"}, at(0), test_options());
    ASSERT_TRUE(made);
    RekeyProgress progress = *(*made)->begin_rekey(at(0));
    while (!progress.is_finished) progress = *(*made)->continue_rekey(1000);
    ASSERT_TRUE((*made)->commit(std::vector{draft("a@b.example", 1), draft("jo.doe@gmail.com", 2),
                                            draft("*.corp.example", 3), draft("+49 151 12345678", 4)}));
    ASSERT_TRUE(import_list(
        **made, {{"imported@b.example"}, {"a@b.example", classifier::ImportReason::hard_bounce}, {"@listed.example"}}));
    ASSERT_TRUE((*made)->commit(std::vector{draft("b@b.example", 50), draft("c@gmail.com", 51)}));
  }
  const auto environment = Environment::open({.directory = other / "store"});
  std::set<std::string> hashes;
  for (const auto& [hash, row] : rekeyed) hashes.insert(hash);
  std::set<std::string> of_other;
  for (const auto& [hash, row] : rows_of(**environment, Table::even_addresses)) of_other.insert(hash);
  EXPECT_EQ(hashes, of_other); // ids of entries and rows are of the generation that they were written in
}

TEST_F(Rekeying, ClearTextsStayInTheirBlocksUnderTheNextHash) {
  const auto numbers = [this] {
    std::map<std::string, std::string> blocks;
    for (const auto& [hash, row] : rows(Table::identities)) blocks.emplace(hash, row.substr(0, sizeof(KeyNumber)));
    return blocks;
  };
  const auto before = numbers();
  rekey();
  std::map<std::string, std::string> expected;
  const IdentityHash source = hash_of_source("the old program", store().keys());
  for (const auto& [hash, block] : before) {
    const auto old = OctetReader(hash).array<16>();
    expected.emplace(view_of(old == source ? old : store().keys().forward({old}, 2)), block);
  }
  EXPECT_GT(expected.size(), 4u);
  EXPECT_EQ(numbers(), expected);
  EXPECT_TRUE(rows(Table::dying_keys).empty());
}

TEST_F(Rekeying, AClearTextThatWaitsIsNotKeptTwice) {
  const std::size_t before = rows(Table::identities).size();
  begin();
  commit({draft("a@b.example", 70)});
  EXPECT_EQ(rows(Table::identities).size(), before);
  rekey();
  EXPECT_EQ(rows(Table::identities).size(), before);
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_F(Rekeying, AnErasureAtAnyStepLeavesNoClearTextAndDenies) {
  const std::size_t texts = rows(Table::identities).size();
  ASSERT_TRUE(store().open_case({.kind = CaseKind::access,
                                 .law = Law::gdpr,
                                 .workspace = 1,
                                 .person = identity("a@b.example"),
                                 .received_at = at(8),
                                 .note = "by telephone"}));
  TokenRow token;
  token.purpose = parsers::TokenPurpose::reply;
  token.workspace = 1;
  token.recipient = identity("a@b.example");
  const auto minted = store().mint_address(token, {}, at(9));
  ASSERT_TRUE(minted);
  const auto reference = parsers::read_token(std::string_view(*minted).substr(0, minted->find('@')))->reference;
  const auto prepared = directory().parent_path() / "prepared";
  RekeyProgress progress = begin();
  for (std::size_t steps = 0; !progress.is_finished; ++steps) {
    EXPECT_EQ(store().token_row(reference)->recipient, identity("a@b.example")) << steps;
    EXPECT_EQ(store().cases()->front().identity, "a@b.example") << steps;
    close();
    std::filesystem::remove_all(prepared);
    std::filesystem::copy(directory(), prepared, std::filesystem::copy_options::recursive);
    {
      const auto copy = open_store(prepared, test_options());
      ASSERT_TRUE(copy);
      const auto report = (*copy)->erase({.person = person_of(identity("a@b.example"), (*copy)->keys()),
                                          .workspace = 0,
                                          .at = at(200),
                                          .turn = Turn::at_once});
      ASSERT_TRUE(report) << to_string(report.error());
      EXPECT_EQ(report->identities, 1u) << steps;
      EXPECT_FALSE((*copy)->token_row(reference)->recipient) << steps;
      EXPECT_NE((*copy)->cases()->front().identity, "a@b.example") << steps;
      EXPECT_EQ((*copy)->cases()->front().note, "") << steps;
      while (!(*copy)->continue_rekey(1000)->is_finished) {
      }
      EXPECT_EQ((*copy)->states_of(identity("a@b.example"))->states.size(), 1u) << steps;
      EXPECT_TRUE((*copy)->verify({})->faults.empty()) << steps;
    }
    reopen();
    progress = step(3);
  }
  EXPECT_EQ(rows(Table::identities).size(), texts);
}

TEST_F(Rekeying, AWorkspaceIsNotClosedMeanwhile) {
  begin();
  EXPECT_EQ(store().close_workspace("default", at(120)).error().code, ErrorCode::busy);
  rekey();
  EXPECT_TRUE(store().close_workspace("default", at(121)));
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_F(Rekeying, WhatIsWrittenMeanwhileJoinsWhatIsMovedLater) {
  begin();
  const auto receipts = commit({draft("a@b.example", 200), draft("new@b.example", 201)});
  EXPECT_EQ(decision("new@b.example").reason, "unsubscribe");
  ASSERT_EQ(states("a@b.example").size(), 1u);
  EXPECT_EQ(states("a@b.example")[0].state.facts.size(), 3u); // the opt-outs of both, and the row of the list
  classifier::Event lift;
  lift.kind = EventKind::lifted;
  lift.scope.workspace = 1;
  const auto found = states("a@b.example");
  for (const auto& fact : found[0].state.facts) lift.cancels.push_back(fact.id);
  commit({draft("a@b.example", 202, lift)});
  const auto before = answers();
  EXPECT_EQ(faults(), std::vector<std::string>{});
  while (!step(1).is_finished) EXPECT_EQ(answers(), before);
  EXPECT_EQ(answers(), before);
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_F(Rekeying, TheSameCauseIsTheSameEntryInEveryGeneration) {
  rekey();
  const auto again = commit({draft("a@b.example", 1), draft("jo.doe@gmail.com", 2)});
  EXPECT_TRUE(again[0].was_known);
  EXPECT_TRUE(again[1].was_known);
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_F(Rekeying, TwiceInARowAndAThirdTimeKeepsEveryAnswer) {
  for (Generation generation = 2; generation <= 4; ++generation) {
    const auto before = answers();
    rekey();
    EXPECT_EQ(answers(), before);
    EXPECT_EQ(faults(), std::vector<std::string>{});
    commit({draft("later@b.example", generation)});
    EXPECT_EQ(store().rebuild({})->changed, 0u);
  }
  const auto twice = commit({draft("later@b.example", 2)}); // of the first of them
  EXPECT_TRUE(twice[0].was_known);
}

TEST_F(Rekeying, IsAnEntryOfTheLedger) {
  begin();
  const auto entries = store().read_after({}, 100);
  EXPECT_EQ(entries->back().event.kind, EventKind::index_key_changed);
  EXPECT_EQ(entries->back().event.subject, 2u);
  commit({draft("n@b.example", 300)});
  EXPECT_EQ(store().read_after({}, 100)->back().generation, 2);
}

TEST_F(Rekeying, WithoutItsKeyNothingIsAnswered) {
  rekey();
  close();
  std::filesystem::remove(directory() / "keys" / "index");
  reopen();
  EXPECT_EQ(store().states_of(identity("a@b.example")).error().code, ErrorCode::corrupt);
}

TEST_F(Rekeying, RebuildPutsRightWhatWaitsAndWhatWasMoved) {
  begin();
  step(2);
  close();
  {
    auto environment = std::move(*Environment::open(
        {.directory = directory() / "store", .access = Access::read_write, .map_octets = 256ull << 20}));
    auto transaction = environment->write();
    for (const Table table : {Table::addresses, Table::even_addresses}) {
      const auto rows = rows_of(*environment, table);
      ASSERT_GE(rows.size(), 2u);
      ASSERT_TRUE(transaction->put(table, rows.begin()->first, "nonsense"));
      ASSERT_TRUE(*transaction->remove(table, rows.rbegin()->first));
    }
    ASSERT_TRUE(std::move(*transaction).commit());
  }
  reopen();
  EXPECT_EQ(faults().size(), 4u);
  const auto report = store().rebuild({});
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(report->changed, 4u);
  EXPECT_EQ(faults(), std::vector<std::string>{});
  while (!step(1).is_finished) continue;
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_F(Rekeying, AnImportThatBeganBeforeGoesOnInItsGeneration) {
  const ContactList list = many_contacts(20'000);
  {
    const auto running = *store().begin_import(import_request());
    ASSERT_TRUE(read_into(*running, list));
    ASSERT_TRUE(commit_pieces(*running, 1));
    rekey();
    ASSERT_TRUE(commit_pieces(*running, 1));
  }
  EXPECT_EQ(faults(), std::vector<std::string>{});
  {
    const auto resumed = *store().begin_import(import_request());
    ASSERT_TRUE(*resumed->resume(content_of(list)));
    const auto counts = commit_pieces(*resumed, ~std::size_t{0});
    ASSERT_TRUE(counts);
    EXPECT_EQ(counts->imported + counts->known, list.size());
  }
  for (const char* who : {"n0@b.example", "n10000@b.example", "n19999@b.example"})
    EXPECT_EQ(reason(who), "imported") << who;
  EXPECT_EQ(store().imports()->size(), 2u);
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_F(Rekeying, AListWhoseWorkIsLostIsImportedAnewUnderTheNextKey) {
  const ContactList list = many_contacts(20'000);
  {
    const auto running = *store().begin_import(import_request());
    ASSERT_TRUE(read_into(*running, list));
    ASSERT_TRUE(commit_pieces(*running, 1));
  }
  rekey();
  std::filesystem::remove_all(directory() / "imports");
  import(list);
  EXPECT_EQ(store().imports()->size(), 3u);
  EXPECT_EQ(reason("n19999@b.example"), "imported");
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_F(Rekeying, TheFilterAnswersRightAtEveryStep) {
  auto& lmdb = dynamic_cast<LmdbStore&>(store());
  store().prepare_look_ups();
  lmdb.wait_for_filter();
  const auto before = answers();
  RekeyProgress progress = begin();
  EXPECT_EQ(answers(), before);
  commit({draft("new@b.example", 400)});
  EXPECT_EQ(reason("new@b.example"), "unsubscribe");
  const auto with_new = answers();
  while (!progress.is_finished) {
    progress = step(1);
    EXPECT_EQ(answers(), with_new);
  }
  lmdb.wait_for_filter();
  EXPECT_EQ(answers(), with_new);
}

TEST_F(Rekeying, AReaderInAnotherProcessFollows) {
  // A store that is only read takes the keys as they were when it was opened, as another process does.
  const auto keys = KeyRing::open(directory() / "keys");
  rekey();
  ASSERT_TRUE(keys);
  EXPECT_TRUE(keys->know_generation(2));
  EXPECT_EQ(keys->forward({keys->hash_text("a")}, 2), store().keys().forward({store().keys().hash_text("a")}, 2));
  EXPECT_EQ(keys->know_generation(3).error().code, ErrorCode::corrupt);
}

TEST(IndexKeys, EveryFailureOfTheDiskLeavesTheOldFileOrTheNew) {
  for (std::uint64_t which = 1;; ++which) {
    const TemporaryDirectory place;
    const Secret first{};
    ASSERT_TRUE(IndexKeys(first, place.path(), system_disk()).make(2));
    test::FailingDisk disk(which, ErrorCode::storage_failed);
    IndexKeys keys(first, place.path(), disk);
    const auto made = keys.make(3);
    IndexKeys after(first, place.path(), system_disk());
    ASSERT_TRUE(after.know(2));
    EXPECT_EQ(after.know(3).has_value() || !made, true) << which;
    ASSERT_TRUE(made || keys.make(3)); // again
    IndexKeys again(first, place.path(), system_disk());
    ASSERT_TRUE(again.know(3));
    EXPECT_EQ(again.forward({{}}, 3), keys.forward({{}}, 3));
    EXPECT_EQ(again.forward({{}}, 2), after.forward({{}}, 2));
    if (!disk.has_failed()) break;
  }
}

TEST(IndexKeys, EachTruncationOfTheFileIsSeen) {
  const TemporaryDirectory place;
  IndexKeys keys(Secret{}, place.path(), system_disk());
  ASSERT_TRUE(keys.make(2));
  ASSERT_TRUE(keys.make(3));
  const auto path = place.path() / "index";
  const std::string text = *load_key_file(path, system_disk());
  for (std::size_t length = 0; length < text.size(); ++length)
    EXPECT_FALSE(read_index_file(text.substr(0, length))) << length;
  ASSERT_TRUE(read_index_file(text));
  EXPECT_EQ(read_index_file(text)->size(), 2u);
}

TEST(IndexKeys, AFileThatLostAKeyInUseIsNotTaken) {
  const TemporaryDirectory place, other;
  IndexKeys keys(Secret{}, place.path(), system_disk());
  ASSERT_TRUE(keys.make(2));
  ASSERT_TRUE(IndexKeys(Secret{}, other.path(), system_disk()).make(2));
  std::filesystem::rename(other.path() / "index", place.path() / "index");
  EXPECT_EQ(keys.know(3).error().code, ErrorCode::corrupt);
}

} // namespace
} // namespace store
