#include <fstream>

#include "parsers/address.hpp"
#include "store/import_piece.hpp"
#include "tests/store/import_fixture.hpp"

namespace store {
namespace {

using classifier::Answer;
using classifier::ImportReason;
using classifier::Purpose;
using parsers::ErrorCode;

class Import : public ImportTest {};

TEST_F(Import, DeniesWhoStandsOnTheListAndNobodyElse) {
  import({{"a@b.example"}, {"+4915112345678"}, { "instagram:17841" }});
  EXPECT_EQ(reason("a@b.example"), "imported");
  EXPECT_EQ(reason("+4915112345678"), "imported");
  EXPECT_EQ(reason("instagram:17841"), "imported");
  EXPECT_EQ(decision("c@b.example").answer, Answer::allow);
  EXPECT_TRUE(faults().empty());
}

TEST_F(Import, AStatedReasonStandsInItsOwnRow) {
  import({{"u@b.example", ImportReason::unsubscribe},
          {"c@b.example", ImportReason::complaint},
          {"h@b.example", ImportReason::hard_bounce},
          {"d@b.example", ImportReason::denied},
          {"o@b.example", ImportReason::objection},
          { "l@b.example",
            ImportReason::legal_hold }});
  EXPECT_EQ(reason("u@b.example"), "unsubscribe");
  EXPECT_EQ(reason("c@b.example"), "complaint");
  EXPECT_EQ(reason("h@b.example"), "hard_bounce");
  EXPECT_EQ(reason("d@b.example"), "manual_deny");
  EXPECT_EQ(reason("o@b.example"), "objection");
  EXPECT_EQ(reason("l@b.example"), "legal_hold");
}

TEST_F(Import, AnAllowListBeatsARowWithoutReasonButNotOnesWithAReason) {
  classifier::Event allowed = opt_out();
  allowed.kind = classifier::EventKind::allow_listed;
  allowed.scope.channel = classifier::Channel::all;
  allowed.scope.purpose.kind = Purpose::Kind::all;
  commit({draft("i@b.example", 1, allowed), draft("u@b.example", 2, allowed)});
  import({{"i@b.example"}, { "u@b.example", ImportReason::unsubscribe }});
  EXPECT_EQ(decision("i@b.example").answer, Answer::allow);
  EXPECT_EQ(reason("u@b.example"), "unsubscribe");
}

TEST_F(Import, AnImportedBounceEndsWhenMailArrives) {
  import({{"h@b.example", ImportReason::hard_bounce}, { "i@b.example" }});
  classifier::Event arrived = opt_out();
  arrived.kind = classifier::EventKind::delivered;
  commit({draft("h@b.example", 1000, arrived), draft("i@b.example", 1001, arrived)});
  EXPECT_EQ(decision("h@b.example").answer, Answer::allow);
  EXPECT_EQ(reason("i@b.example"), "imported"); // mail that arrives says nothing about a list's other reasons
}

TEST_F(Import, HoldsInItsScopeOnly) {
  ImportRequest request = import_request();
  request.scope.purpose.kind = Purpose::Kind::marketing;
  import({{ "a@b.example" }}, request);
  EXPECT_EQ(reason("a@b.example"), "imported");
  EXPECT_EQ(decision("a@b.example", Purpose::Kind::transactional).answer, Answer::allow);
  import({{ "c@b.example" }}, import_request(2));
  EXPECT_EQ(decision("c@b.example").answer, Answer::allow);
}

TEST_F(Import, ADomainRuleConcernsEveryAddressOfTheDomain) {
  import({{"@b.example"}, { "*.c.example" }});
  EXPECT_EQ(reason("anybody@b.example"), "imported");
  EXPECT_EQ(reason("anybody@x.c.example"), "imported");
  EXPECT_EQ(decision("anybody@c.example").answer, Answer::allow);
}

TEST_F(Import, AnOtherSpellingOfTheMailboxIsDeniedToo) {
  import({{ "first.last@gmail.com" }});
  EXPECT_EQ(reason("firstlast+news@gmail.com"), "imported");
  EXPECT_TRUE(faults().empty());
}

TEST_F(Import, ALineThatRepeatsAnotherIsKnown) {
  const auto import = *store().begin_import(import_request());
  const ContactList list{{"a@b.example"}, {"A@b.example"}, {"c@b.example"}, {"a@b.example", ImportReason::complaint}};
  ASSERT_TRUE(read_into(*import, list));
  const auto counts = commit_pieces(*import, 100);
  EXPECT_EQ(counts->imported, 3u); // a complaint is another fact
  EXPECT_EQ(counts->known, 1u);
  EXPECT_EQ(reason("a@b.example"), "complaint");
}

TEST_F(Import, TheSameListAgainIsTheSameImport) {
  const ContactList list = many_contacts(100);
  const ImportId first = import(list);
  const auto before = store().head();
  const auto again = *store().begin_import(import_request());
  ASSERT_TRUE(read_into(*again, list));
  EXPECT_EQ(again->id(), first);
  EXPECT_EQ(commit_pieces(*again, 100)->known, 100u);
  EXPECT_EQ(*store().head(), *before);
}

TEST_F(Import, OtherTermsMakeAnotherImport) {
  const ContactList list = many_contacts(3);
  ImportRequest other = import_request();
  other.source = "another program";
  EXPECT_NE(import(list), import(list, other));
  EXPECT_NE(import(list), import(many_contacts(4)));
  EXPECT_EQ(store().imports()->size(), 3u);
  EXPECT_TRUE(faults().empty());
}

TEST_F(Import, AnEmptyListLeavesNoTrace) {
  const auto before = store().head();
  import({});
  EXPECT_EQ(*store().head(), *before);
  EXPECT_TRUE(store().imports()->empty());
}

TEST_F(Import, IsListedWithWhatWasSaidOfIt) {
  ImportRequest request = import_request();
  request.usual_reason = ImportReason::complaint;
  const ImportId id = import(many_contacts(9000), request);
  const auto imports = store().imports();
  ASSERT_EQ(imports->size(), 1u);
  const ImportSummary& summary = imports->front();
  EXPECT_EQ(summary.id, id);
  EXPECT_EQ(summary.source, "the old program");
  EXPECT_EQ(summary.rows, 9000u);
  EXPECT_EQ(summary.terms.usual_reason, ImportReason::complaint);
  EXPECT_EQ(summary.terms.imported_at, at(10));
  EXPECT_TRUE(summary.is_complete);
  EXPECT_FALSE(summary.is_undone);
}

TEST_F(Import, AnUndoFreesItsRowsAndNoOtherFact) {
  commit({draft("both@b.example", 1)});
  const ImportId id = import({{"both@b.example"}, {"only@b.example"}});
  import({{"only@b.example"}, { "c@b.example" }});
  EXPECT_TRUE(*store().undo_import(id, at(20)));
  EXPECT_EQ(reason("both@b.example"), "unsubscribe");
  EXPECT_EQ(reason("only@b.example"), "imported"); // by the other list
  EXPECT_TRUE(*store().undo_import(
      store().imports()->front().id == id ? store().imports()->back().id : store().imports()->front().id, at(21)));
  EXPECT_EQ(decision("only@b.example").answer, Answer::allow);
  EXPECT_TRUE(faults().empty());
}

TEST_F(Import, IsUndoneOnce) {
  const ImportId id = import({{"a@b.example"}});
  EXPECT_TRUE(*store().undo_import(id, at(20)));
  const auto head = store().head();
  EXPECT_FALSE(*store().undo_import(id, at(21)));
  EXPECT_EQ(*store().head(), *head);
  EXPECT_EQ(store().undo_import(id + 1, at(22)).error().code, ErrorCode::not_found);
}

TEST_F(Import, AListThatWasUndoneCanBeImportedAgain) {
  const ContactList list{{"a@b.example"}};
  const ImportId id = import(list);
  ASSERT_TRUE(store().undo_import(id, at(20)));
  EXPECT_NE(import(list), id);
  EXPECT_EQ(reason("a@b.example"), "imported");
  EXPECT_TRUE(faults().empty());
}

TEST_F(Import, ALiftNamesTheRow) {
  import({{ "a@b.example" }});
  const auto found = states("a@b.example");
  ASSERT_EQ(found.front().state.facts.size(), 1u);
  classifier::Event lifted = opt_out();
  lifted.kind = classifier::EventKind::lifted;
  lifted.scope.channel = classifier::Channel::all;
  lifted.scope.purpose.kind = Purpose::Kind::all;
  lifted.cancels = {found.front().state.facts.front().id};
  commit({draft("a@b.example", 50, lifted)});
  EXPECT_EQ(decision("a@b.example").answer, Answer::allow);
  import({{"a@b.example"}, { "c@b.example" }});
  EXPECT_EQ(reason("a@b.example"), "imported"); // another list is another fact
  EXPECT_TRUE(faults().empty());
}

TEST_F(Import, ADryRunCountsAndChangesNothing) {
  const auto head = store().head();
  const auto import = *store().begin_import(import_request());
  ASSERT_TRUE(read_into(*import, {{"a@b.example"}, {"a@b.example"}}));
  ASSERT_TRUE(import->count_rows());
  EXPECT_EQ(import->counts().imported, 1u);
  EXPECT_EQ(import->counts().known, 1u);
  EXPECT_EQ(*store().head(), *head);
  EXPECT_FALSE(import->has_interrupted_imports());
}

TEST_F(Import, OnlyOneAtATime) {
  const auto first = store().begin_import(import_request());
  ASSERT_TRUE(first);
  EXPECT_EQ(store().begin_import(import_request()).error().code, ErrorCode::busy);
}

TEST_F(Import, JoinsRowsThatAreThere) {
  commit({draft("n5@b.example", 1), draft("n77@b.example", 2)});
  import(many_contacts(5000));
  import(many_contacts(7000));
  const auto found = states("n5@b.example");
  EXPECT_EQ(found.front().state.facts.size(), 3u);
  EXPECT_TRUE(faults().empty());
}

TEST_F(Import, VerifyNamesAnAlteredRowAndAnAlteredBlock) {
  import(many_contacts(10));
  close();
  {
    const auto environment = Environment::open({.directory = directory() / "store", .access = Access::read_write});
    const TableRows blocks = rows_of(**environment, Table::import_blocks);
    std::string altered = blocks.begin()->second;
    altered.back() = static_cast<char>(altered.back() ^ 1);
    auto transaction = (*environment)->write();
    ASSERT_TRUE(transaction->put(Table::import_blocks, blocks.begin()->first, altered));
    ASSERT_TRUE(std::move(*transaction).commit());
  }
  reopen();
  const auto found = faults();
  EXPECT_TRUE(
      std::ranges::any_of(found, [](const std::string& fault) { return fault.find("altered") != std::string::npos; }));
  EXPECT_TRUE(std::ranges::any_of(found, [](const std::string& fault) { return fault.starts_with("address row"); }));
}

TEST_F(Import, VerifyMissesNoRowOfItsTables) {
  const ImportId id = import(many_contacts(10));
  ASSERT_TRUE(store().undo_import(id, at(20)));
  for (const Table table : {Table::import_blocks, Table::imports, Table::import_undos}) {
    close();
    TableRows rows;
    {
      const auto environment = Environment::open({.directory = directory() / "store", .access = Access::read_write});
      rows = rows_of(**environment, table);
      auto transaction = (*environment)->write();
      ASSERT_TRUE(*transaction->remove(table, rows.begin()->first));
      ASSERT_TRUE(std::move(*transaction).commit());
    }
    reopen();
    EXPECT_FALSE(faults().empty()) << name_of(table);
    close();
    {
      const auto environment = Environment::open({.directory = directory() / "store", .access = Access::read_write});
      auto transaction = (*environment)->write();
      ASSERT_TRUE(transaction->put(table, rows.begin()->first, rows.begin()->second));
      ASSERT_TRUE(std::move(*transaction).commit());
    }
    reopen();
    EXPECT_TRUE(faults().empty());
  }
}

} // namespace
} // namespace store
