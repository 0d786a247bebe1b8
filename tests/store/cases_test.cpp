#include "store/cases.hpp"

#include "store/case_table.hpp"
#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using parsers::ErrorCode;
using parsers::Instant;

Instant instant(std::string_view text) { return *parsers::parse_rfc3339(text); }

TEST(Clocks, AMonthOfTheCalendarEndsOnTheLastDayWhereThereIsNoSuchDay) {
  EXPECT_EQ(months_after(instant("2026-01-31T10:00:00Z"), 1), instant("2026-02-28T10:00:00Z"));
  EXPECT_EQ(months_after(instant("2028-01-31T10:00:00Z"), 1), instant("2028-02-29T10:00:00Z"));
  EXPECT_EQ(months_after(instant("2026-11-15T00:00:00Z"), 3), instant("2027-02-15T00:00:00Z"));
}

TEST(Clocks, BusinessDaysLeaveOutTheWeekend) {
  EXPECT_EQ(business_days_after(instant("2026-11-20T09:00:00Z"), 1), instant("2026-11-23T09:00:00Z")); // a Friday
  EXPECT_EQ(business_days_after(instant("2026-11-16T09:00:00Z"), 10), instant("2026-11-30T09:00:00Z"));
}

TEST(Clocks, EachLawHasItsOwn) {
  Case request;
  request.received_at = instant("2026-03-10T08:00:00Z");
  EXPECT_EQ(deadlines_of(request).answer_by, instant("2026-04-10T08:00:00Z"));
  EXPECT_FALSE(deadlines_of(request).confirm_by);
  request.extended_at = request.received_at;
  EXPECT_EQ(deadlines_of(request).answer_by, instant("2026-06-10T08:00:00Z"));
  request.law = Law::ccpa;
  request.extended_at.reset();
  EXPECT_EQ(deadlines_of(request).answer_by, instant("2026-04-24T08:00:00Z"));
  EXPECT_EQ(deadlines_of(request).confirm_by, instant("2026-03-24T08:00:00Z"));
  request.kind = CaseKind::object;
  EXPECT_EQ(deadlines_of(request).answer_by, request.received_at);
  request.kind = CaseKind::breach;
  EXPECT_EQ(deadlines_of(request).answer_by, instant("2026-03-13T08:00:00Z"));
}

TEST(Steps, NothingIsHandedOutBeforeTheRequesterIsIdentified) {
  Case request;
  request.received_at = instant("2026-03-10T08:00:00Z");
  EXPECT_FALSE(after(request, CaseStep::finish, request.received_at));
  const auto identified = after(request, CaseStep::identify, request.received_at);
  ASSERT_TRUE(identified);
  const auto done = after(*identified, CaseStep::finish, request.received_at);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->outcome, CaseOutcome::done);
  for (const CaseStep step : {CaseStep::confirm, CaseStep::identify, CaseStep::extend, CaseStep::finish}) {
    EXPECT_FALSE(after(*done, step, request.received_at));
  }
}

TEST(Steps, TimeIsMadeLongerOnceAndInTime) {
  Case request;
  request.received_at = instant("2026-03-10T08:00:00Z");
  const auto extended = after(request, CaseStep::extend, instant("2026-04-01T00:00:00Z"));
  ASSERT_TRUE(extended);
  EXPECT_FALSE(after(*extended, CaseStep::extend, instant("2026-04-01T00:00:00Z")));
  EXPECT_FALSE(after(request, CaseStep::extend, instant("2026-05-01T00:00:00Z")));
}

Case example() {
  Case row;
  row.kind = CaseKind::erase;
  row.law = Law::ccpa;
  row.workspace = 3;
  row.person = classifier::IdentityHash{1, 2, 3};
  row.received_at = at(1);
  row.identified_at = at(2);
  row.note = "by telephone";
  return row;
}

TEST(CaseRow, IsReadAsItWasWrittenAndNotWhenItWasCut) {
  const std::string octets = encode_case(example());
  EXPECT_EQ(*decode_case(octets), example());
  for (std::size_t length = 0; length < octets.size(); ++length) EXPECT_FALSE(decode_case(octets.substr(0, length)));
  EXPECT_FALSE(decode_case(octets + '\0'));
}

using CasesTest = StoreTest;

TEST_F(CasesTest, AreOpenedByWhatAPersonAsksFor) {
  classifier::Event event = opt_out();
  event.kind = classifier::EventKind::access_request;
  event.force = classifier::Force::recorded;
  commit({}, {message({1, 1}, "octets", {draft("a@b.example", 7, event)})});
  commit({}, {message({1, 1}, "octets", {draft("a@b.example", 7, event)})}); // again
  const auto cases = store().cases();
  ASSERT_EQ(cases->size(), 1u);
  EXPECT_EQ(cases->front().kind, CaseKind::access);
  EXPECT_EQ(cases->front().identity, "a@b.example");
  EXPECT_EQ(cases->front().received_at, at(7));
}

TEST_F(CasesTest, AreChangedAndListed) {
  const auto opened = store().open_case({.kind = CaseKind::rectify,
                                         .law = Law::gdpr,
                                         .workspace = 1,
                                         .person = identity("a@b.example"),
                                         .received_at = at(1),
                                         .note = "wrong name"});
  ASSERT_TRUE(opened) << to_string(opened.error());
  ASSERT_TRUE(store().change_case(opened->id, CaseStep::identify, at(2)));
  ASSERT_TRUE(store().change_case(opened->id, CaseStep::finish, at(3)));
  EXPECT_EQ(store().change_case(opened->id, CaseStep::refuse, at(4)).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(store().change_case(99, CaseStep::refuse, at(4)).error().code, ErrorCode::not_found);
  reopen();
  EXPECT_EQ(store().cases()->front().outcome, CaseOutcome::done);
  EXPECT_EQ(store().cases()->front().note, "wrong name");
  EXPECT_TRUE(faults().empty());
}

} // namespace
} // namespace store
