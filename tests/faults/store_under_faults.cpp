#include "tests/faults/store_under_faults.hpp"

#include "tests/store/import_fixture.hpp"

namespace faults {

using store::at;
using store::draft;
using store::message;

store::TokenRow token(parsers::TokenPurpose purpose) {
  store::TokenRow row;
  row.purpose = purpose;
  row.workspace = 1;
  if (purpose == parsers::TokenPurpose::forward) {
    row.user = 1;
  } else {
    row.recipient = store::identity("to@b.example");
  }
  return row;
}

Prepared::Prepared() {
  auto made = store::create_store(temporary_.path() / "prepared", {"relay.example"}, at(0), store::test_options());
  EXPECT_TRUE(made);
  store::Store& store = **made;
  EXPECT_TRUE(store.create_workspace("default", at(1)));
  EXPECT_TRUE(store.create_user("ann@relay.example", "a password", store::Role::admin, {1}, at(2)));
  EXPECT_TRUE(store.perform(store::LogIn{"ann@relay.example", "a password", "192.0.2.1", "a browser", at(2)}));
  EXPECT_FALSE(store.perform(store::LogIn{"ann@relay.example", "another one", "192.0.2.2", "a browser", at(2)}));
  EXPECT_TRUE(store.create_key("mailer", {1}, {"check"}, at(3)));
  EXPECT_TRUE(store.mint_address(token(parsers::TokenPurpose::forward), {}, at(4)));
  EXPECT_TRUE(store.mint_address(token(parsers::TokenPurpose::bounce), {}, at(5)));
  std::vector<store::Draft> drafts{draft("@shop.example", 10), draft("jo.doe@gmail.com", 11)};
  for (std::uint64_t i = 0; i < 50; ++i) drafts.push_back(draft("n" + std::to_string(i) + "@b.example", 100 + i));
  EXPECT_TRUE(store.commit(drafts));
  const std::vector<store::NewMessage> messages{message({1, 1}, "first", {draft("a@b.example", 20)}),
                                                message({1, 2}, "second", {draft("c@b.example", 21)})};
  EXPECT_TRUE(store.commit({}, messages));
  EXPECT_TRUE(store::import_list(store, {{"listed@b.example"}, {"n1@b.example"}}));
  store::OptInRequest request{.identity = store::identity("asked@b.example")};
  request.scope.workspace = 1;
  request.text.basis = "consent";
  request.text.wording = "Yes.";
  request.asked_at = at(6);
  request.answer_by = at(10'000);
  EXPECT_TRUE(store.request_opt_in(request));
  // Somebody who was erased, and whose keys wait for the next turn; a request that waits.
  const std::vector<store::NewMessage> gone{message({1, 3}, "third", {draft("gone@b.example", 22)})};
  EXPECT_TRUE(store.commit({}, gone));
  EXPECT_TRUE(store.erase({.person = store::person_of(store::identity("gone@b.example"), store.keys()),
                           .workspace = 0,
                           .at = at(23),
                           .turn = store::Turn::within_a_day}));
  EXPECT_TRUE(store.open_case({.kind = store::CaseKind::restrict_use,
                               .law = store::Law::gdpr,
                               .workspace = 1,
                               .person = store::identity("a@b.example"),
                               .received_at = at(24),
                               .note = "by telephone"}));
}

std::filesystem::path Prepared::copy() {
  const auto to = temporary_.path() / std::to_string(copies_++);
  std::filesystem::copy(temporary_.path() / "prepared", to, std::filesystem::copy_options::recursive);
  return to;
}

std::vector<std::string> probe(const store::Store& store) {
  std::vector<std::string> seen;
  const auto entries = store.read_after({}, 10'000);
  if (!entries) return {to_string(entries.error())};
  seen.push_back(std::to_string(entries->size()) + " entries");
  const auto rows = store.suppressions(0, 10'000);
  const auto messages = store.messages(0, 0, 10'000);
  const auto workspaces = store.workspaces();
  const auto users = store.users();
  const auto keys = store.api_keys();
  if (!rows || !messages || !workspaces || !users || !keys) return {"a list cannot be read"};
  for (const auto& row : *rows) seen.push_back(row.identity);
  for (const auto& kept : *messages) {
    const auto octets = store.message_octets(kept.number);
    seen.push_back("message " + kept.spool_id + " " + (octets ? *octets : to_string(octets.error())));
  }
  for (const auto& workspace : *workspaces) seen.push_back("workspace " + workspace.name);
  for (const auto& user : *users) seen.push_back("user " + user.email);
  const auto cases = store.cases();
  if (!cases) return {"the cases cannot be read"};
  for (const auto& each : *cases) seen.push_back("case " + std::string(name_of(each.outcome)) + " " + each.note);
  for (const auto& key : *keys) seen.push_back("key " + key.terms.name);
  const auto imports = store.imports();
  const auto opt_ins = store.open_opt_ins(100);
  if (!imports || !opt_ins) return {"a list cannot be read"};
  for (const auto& import : *imports)
    seen.push_back("import of " + std::to_string(import.rows) + (import.is_undone ? ", undone" : ""));
  for (const auto& opt_in : *opt_ins) seen.push_back("opt-in " + std::string(name_of(opt_in.state)));
  return seen;
}

std::vector<std::string> examine(const std::filesystem::path& directory) {
  const auto opened = store::open_store(directory, store::test_options(store::Access::read_only));
  if (!opened) return {to_string(opened.error())};
  const auto report = (*opened)->verify({});
  if (!report) return {to_string(report.error())};
  if (!report->faults.empty()) return report->faults;
  return probe(**opened);
}

} // namespace faults
