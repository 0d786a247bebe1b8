// Every write, sync, change of size, mapping and allocation of a change to the store fails in turn. Afterwards the
// store has the whole effect or none of it, and its ledger holds.
#include <cerrno>
#include <new>

#include "tests/faults/interposer.hpp"
#include "tests/faults/store_under_faults.hpp"
#include "tests/store/import_fixture.hpp"

namespace faults {
namespace {

using parsers::ErrorCode;
using store::at;
using store::draft;
using store::Store;

enum class Again : std::uint8_t { changes_nothing, is_refused, is_another, is_ended };

struct Change {
  const char* name;
  parsers::Result<void> (*run)(Store& store);
  Again again; // what the same change does where it was made already
};

template <class Value>
parsers::Result<void> without_value(const parsers::Result<Value>& result) {
  if (!result) return tl::unexpected(result.error());
  return {};
}

parsers::Result<void> commit_drafts(Store& store) {
  std::vector<store::Draft> drafts{draft("jane.roe@gmail.com", 500), draft("*.corp.example", 501)};
  for (std::uint64_t i = 0; i < 40; ++i) drafts.push_back(draft("m" + std::to_string(i) + "@b.example", 600 + i));
  return without_value(store.commit(drafts));
}

parsers::Result<void> commit_mail(Store& store) {
  const std::string large(100'000, 'x');
  const std::vector<store::NewMessage> messages{store::message({2, 1}, "third", {draft("d@b.example", 700)}),
                                                store::message({2, 2}, large, {draft("e@b.example", 701)})};
  const std::vector<store::Draft> drafts{draft("f@b.example", 702)};
  return without_value(store.commit(drafts, messages));
}

/// Made before anything fails.
const store::ContactList some_contacts{
    {"x@b.example"}, {"y@gmail.com"}, {"a@b.example", classifier::ImportReason::hard_bounce}, {"@listed.example"}};

parsers::Result<void> import_some(Store& store) { return without_value(store::import_list(store, some_contacts)); }

/// Of the import that the prepared store has.
parsers::Result<void> undo_import(Store& store) {
  const auto imports = store.imports();
  if (!imports) return tl::unexpected(imports.error());
  return without_value(store.undo_import(imports->front().id, at(300)));
}

/// To the end of the generation that runs, or of the next.
parsers::Result<void> rekey(Store& store) {
  auto progress = store.begin_rekey(at(400));
  while (progress && !progress->is_finished) progress = store.continue_rekey(20);
  return without_value(progress);
}

parsers::Result<void> cancel_opt_in(Store& store) { return without_value(store.cancel_opt_in(1, at(9))); }

parsers::Result<void> give_roles(Store& store) {
  store::UserChange roles;
  roles.grants = store::grants_of(store::Role::owner, {});
  return without_value(store.perform(store::ChangeUser{"ann@relay.example", roles, at(9)}));
}

const Change changes[] = {
    {"drafts", commit_drafts, Again::changes_nothing},
    {"mail", commit_mail, Again::changes_nothing},
    {"workspace", [](Store& store) { return without_value(store.create_workspace("other", at(9))); },
     Again::is_refused},
    {"user",
     [](Store& store) {
       return without_value(store.create_user("bob@relay.example", "a password", store::Role::viewer, {1}, at(9)));
     },
     Again::is_refused},
    {"roles", give_roles, Again::changes_nothing},
    {"user closed",
     [](Store& store) {
       return without_value(store.perform(store::CloseUser{"ann@relay.example", at(9)}));
     },
     Again::is_refused},
    {"login",
     [](Store& store) {
       return without_value(store.perform(store::LogIn{"ann@relay.example", "a password", "192.0.2.1", "b", at(9)}));
     },
     Again::is_another},
    {"second factor",
     [](Store& store) {
       return without_value(store.perform(store::BeginSecondFactor{1, at(9)}));
     },
     Again::is_another},
    {"rotated key",
     [](Store& store) {
       return without_value(store.perform(store::RotateKey{1, at(99), at(9)}));
     },
     Again::is_another},
    {"relay address",
     [](Store& store) { return without_value(store.mint_address(token(parsers::TokenPurpose::forward), {}, at(9))); },
     Again::changes_nothing},
    {"unsubscribe address",
     [](Store& store) {
       return without_value(store.mint_address(token(parsers::TokenPurpose::unsubscribe), {}, at(9)));
     },
     Again::is_another},
    {"many addresses",
     [](Store& store) {
       const std::array<store::NewToken, 2> tokens{
           {{token(parsers::TokenPurpose::bounce), at(99)}, {token(parsers::TokenPurpose::reply), {}}}};
       return without_value(store.mint_addresses(tokens, at(9)));
     },
     Again::is_another},
    {"marks",
     [](Store& store) {
       constexpr std::array<std::uint32_t, 1> segments{1};
       return store.forget_done_marks(segments);
     },
     Again::changes_nothing},
    {"import", import_some, Again::changes_nothing},
    {"import undone", undo_import, Again::changes_nothing},
    {"rekey begun", [](Store& store) { return without_value(store.begin_rekey(at(400))); }, Again::changes_nothing},
    {"opt in cancelled", cancel_opt_in, Again::is_ended},
    {"erasure",
     [](Store& store) {
       return without_value(store.erase({.person = store::person_of(store::identity("a@b.example"), store.keys()),
                                         .workspace = 0,
                                         .at = at(800),
                                         .turn = store::Turn::within_a_day}));
     },
     Again::changes_nothing},
    {"turn", [](Store& store) { return without_value(store.finish_erasures(at(801))); }, Again::changes_nothing},
    {"retention", [](Store& store) { return without_value(store.apply_retention({}, at(1'000'000), {})); },
     Again::changes_nothing},
    {"case", [](Store& store) { return without_value(store.change_case(1, store::CaseStep::finish, at(802))); },
     Again::is_refused},
    {"rebuild", [](Store& store) { return without_value(store.rebuild({})); }, Again::changes_nothing},
    {"signed head", [](Store& store) { return store.maintain(at(100'000)); }, Again::changes_nothing},
};

struct Kind {
  Call call;
  int error;
};
constexpr Kind kinds[] = {{Call::write, EIO},  {Call::write, ENOSPC},  {Call::sync, EIO},   {Call::sync, ENOSPC},
                          {Call::resize, EIO}, {Call::resize, ENOSPC}, {Call::map, ENOMEM}, {Call::allocation, ENOMEM}};

/// The change as a caller sees it: an allocation may also throw.
parsers::Result<void> run(const Change& change, Store& store) {
  try {
    return change.run(store);
  } catch (const std::bad_alloc&) {
    return parsers::failure(ErrorCode::unavailable, "no memory");
  }
}

std::unique_ptr<Store> open(const std::filesystem::path& directory) {
  auto opened = store::open_store(directory, store::test_options());
  EXPECT_TRUE(opened) << (opened ? "" : to_string(opened.error()));
  return opened ? std::move(*opened) : nullptr;
}

class CommitFaults : public ::testing::TestWithParam<std::tuple<std::size_t, std::size_t>> {};

TEST_P(CommitFaults, EveryOneLeavesTheWholeEffectOrNone) {
  const Change& change = changes[std::get<0>(GetParam())];
  const Kind kind = kinds[std::get<1>(GetParam())];
  Prepared prepared;
  const auto dry = prepared.copy();
  const auto before = examine(dry);
  std::uint64_t calls = 0;
  {
    const auto store = open(dry);
    const Interposing counting({.call = kind.call});
    ASSERT_TRUE(change.run(*store));
    calls = Interposing::count(kind.call);
  }
  const auto done = examine(dry);
  for (std::uint64_t which = 1; which <= calls; ++which) {
    SCOPED_TRACE(std::string(change.name) + ", " + std::string(call_names[static_cast<std::size_t>(kind.call)]) + " " +
                 std::to_string(which) + " of " + std::to_string(calls));
    const auto directory = prepared.copy();
    auto store = open(directory);
    ASSERT_TRUE(store);
    parsers::Result<void> outcome;
    {
      const Interposing failing({.call = kind.call, .which = which, .error = kind.error});
      outcome = run(change, *store);
    }
    store.reset();
    const auto after = examine(directory);
    EXPECT_TRUE(after == done || after == before) << ::testing::PrintToString(after);
    if (outcome) {
      EXPECT_EQ(after, done); // what was acknowledged is there
    }
    store = open(directory);
    ASSERT_TRUE(store);
    const auto again = change.run(*store);
    if (change.again == Again::is_refused && after == done) {
      EXPECT_FALSE(again);
    } else if (change.again == Again::is_ended && after == done) {
      EXPECT_EQ(again.error().code, ErrorCode::invalid_argument);
    } else {
      EXPECT_TRUE(again) << to_string(again.error());
    }
    store.reset();
    if (change.again != Again::is_another || after == before) {
      EXPECT_EQ(examine(directory), done);
    }
    std::filesystem::remove_all(directory);
    if (::testing::Test::HasFailure()) break;
  }
}

std::string name_of(const ::testing::TestParamInfo<std::tuple<std::size_t, std::size_t>>& info) {
  const Kind kind = kinds[std::get<1>(info.param)];
  std::string name = std::string(changes[std::get<0>(info.param)].name) + "_" +
                     std::string(call_names[static_cast<std::size_t>(kind.call)]) +
                     (kind.error == EIO      ? "_eio"
                      : kind.error == ENOSPC ? "_enospc"
                                             : "");
  std::ranges::replace(name, ' ', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Each, CommitFaults,
                         ::testing::Combine(::testing::Range(std::size_t{0}, std::size(changes)),
                                            ::testing::Range(std::size_t{0}, std::size(kinds))),
                         name_of);

/// Of several transactions: an answer is never another, and what was begun is gone on with.
TEST(RekeyFaults, EveryOneLeavesEveryAnswerAndCanBeGoneOnWith) {
  Prepared prepared;
  const auto seen_of = [](const std::filesystem::path& directory) {
    auto seen = examine(directory);
    if (!seen.empty()) seen.erase(seen.begin()); // the count of entries: the ledger says that it began
    return seen;
  };
  const auto expected = seen_of(prepared.copy());
  for (const Kind kind :
       {Kind{Call::write, EIO}, Kind{Call::write, ENOSPC}, Kind{Call::sync, EIO}, Kind{Call::allocation, ENOMEM}}) {
    const std::uint64_t stride = kind.call == Call::allocation ? 37 : 1;
    bool has_failed = true;
    for (std::uint64_t which = 1; has_failed; which += stride) {
      SCOPED_TRACE(std::string(call_names[static_cast<std::size_t>(kind.call)]) + " " + std::to_string(which));
      const auto directory = prepared.copy();
      auto store = open(directory);
      {
        const Interposing failing({.call = kind.call, .which = which, .error = kind.error});
        static_cast<void>(run({"rekey", rekey, Again::is_another}, *store));
        has_failed = Interposing::has_failed();
      }
      store.reset();
      ASSERT_EQ(seen_of(directory), expected);
      store = open(directory);
      ASSERT_TRUE(rekey(*store));
      store.reset();
      ASSERT_EQ(seen_of(directory), expected);
      std::filesystem::remove_all(directory);
    }
  }
}

TEST(OpenFaults, EveryOneIsAnErrorAndHarmsNothing) {
  Prepared prepared;
  const auto directory = prepared.copy();
  const auto before = examine(directory);
  for (const Kind kind : kinds) {
    for (std::uint64_t which = 1;; ++which) {
      bool has_failed = false;
      {
        const Interposing failing({.call = kind.call, .which = which, .error = kind.error});
        try {
          static_cast<void>(store::open_store(directory, store::test_options()));
        } catch (const std::bad_alloc&) {
        }
        has_failed = Interposing::has_failed();
      }
      ASSERT_EQ(examine(directory), before) << call_names[static_cast<std::size_t>(kind.call)] << " " << which;
      if (!has_failed) break;
    }
  }
}

// -- a failed sync ----------------------------------------------------------------------------------------------------

class FailedSync : public ::testing::Test {
 protected:
  Store& store() { return *store_; }
  /// A change whose first sync fails.
  parsers::Result<void> fail(parsers::Result<void> (*change)(Store&) = commit_drafts) {
    const Interposing failing({.call = Call::sync, .which = 1, .error = EIO});
    return change(store());
  }

 private:
  Prepared prepared_;
  std::unique_ptr<Store> store_ = open(prepared_.copy());
};

TEST_F(FailedSync, NothingIsWrittenUntilTheStoreIsOpenedAgain) {
  EXPECT_EQ(fail().error().code, ErrorCode::storage_failed);
  EXPECT_EQ(commit_drafts(store()).error().code, ErrorCode::storage_failed);
  EXPECT_TRUE(store().states_of(store::identity("a@b.example"))); // answers go on
  ASSERT_TRUE(store().maintain(at(200)));
  EXPECT_TRUE(commit_drafts(store()));
  EXPECT_TRUE(store().verify({})->faults.empty());
}

TEST_F(FailedSync, OfTheVaultIsOneToo) {
  const std::vector<store::NewMessage> opens_the_vault{store::message({9, 9}, "octets")};
  ASSERT_TRUE(store().commit({}, opens_the_vault));
  EXPECT_EQ(fail(commit_mail).error().code, ErrorCode::storage_failed);
  const auto refused = commit_mail(store());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::storage_failed);
  ASSERT_TRUE(store().maintain(at(200)));
  EXPECT_TRUE(commit_mail(store()));
}

TEST_F(FailedSync, ASecondOneIsNotForgiven) {
  EXPECT_FALSE(fail());
  ASSERT_TRUE(store().maintain(at(200)));
  EXPECT_FALSE(fail());
  EXPECT_EQ(store().maintain(at(201)).error().code, ErrorCode::storage_failed);
  EXPECT_EQ(store().maintain(at(202)).error().code, ErrorCode::storage_failed);
  EXPECT_FALSE(commit_drafts(store()));
}

TEST_F(FailedSync, AFullDiskIsNone) {
  {
    const Interposing failing({.call = Call::write, .which = 1, .error = ENOSPC, .and_all_after = true});
    EXPECT_EQ(commit_drafts(store()).error().code, ErrorCode::storage_full);
    EXPECT_EQ(commit_mail(store()).error().code, ErrorCode::storage_full);
  }
  EXPECT_TRUE(commit_drafts(store()));
  EXPECT_TRUE(commit_mail(store()));
}

} // namespace
} // namespace faults
