#include "parsers/failure_reason.hpp"

#include <gtest/gtest.h>

#include <set>

#include "parsers/failure_reasons_table.hpp"
#include "parsers/phrase_set.hpp"

namespace parsers {
namespace {

FailureReason reason_of(std::string_view diagnostic, std::string_view status = {}, std::string_view remote = {}) {
  return failure_reason(status, diagnostic, remote);
}

TEST(FailureReason, TablesAreWrittenAsTheyAreCompared) {
  for (const PhraseRow& row : phrase_rows()) {
    EXPECT_EQ(fold_words("x" + std::string(row.words)), "x" + std::string(row.words));
    EXPECT_NE(row.reason, FailureReason::undefined) << row.words;
  }
  for (const HostRow& row : host_rows()) EXPECT_EQ(fold_words(row.host), row.host);
}

TEST(FailureReason, TablesSayNothingTwice) {
  std::set<std::string_view> words;
  for (const PhraseRow& row : phrase_rows()) EXPECT_TRUE(words.insert(row.words).second) << row.words;
  std::set<std::string_view> statuses;
  for (const StatusRow& row : status_rows()) EXPECT_TRUE(statuses.insert(row.status).second) << row.status;
}

TEST(FailureReason, StatusNamesIt) {
  EXPECT_EQ(reason_of("", "5.1.1"), FailureReason::user_unknown);
  EXPECT_EQ(reason_of("", "5.1.2"), FailureReason::host_unknown);
  EXPECT_EQ(reason_of("", "4.2.2"), FailureReason::mailbox_full);
  EXPECT_EQ(reason_of("", "5.7.26"), FailureReason::auth_failure);
}

TEST(FailureReason, WordsBeatAStatusThatContradictsThem) {
  EXPECT_EQ(reason_of("550 5.1.1 Relaying denied", "5.1.1"), FailureReason::no_relaying);
  EXPECT_EQ(reason_of("550 5.1.1 sorry, that mailbox is over quota", "5.1.1"), FailureReason::mailbox_full);
  EXPECT_EQ(reason_of("450 4.2.1 The user is receiving mail at a rate that is too high", "4.2.1"),
            FailureReason::rate_limited);
}

TEST(FailureReason, UnknownUserCountsWhereItsNameWasAnswered) {
  EXPECT_EQ(reason_of("550 no such user (in reply to RCPT TO command)"), FailureReason::user_unknown);
  EXPECT_EQ(reason_of("550 no such user (in reply to end of DATA command)"), FailureReason::filtered);
  EXPECT_EQ(reason_of("550 no such user"), FailureReason::filtered);
}

TEST(FailureReason, AReplyToMailIsAboutTheSender) {
  EXPECT_EQ(reason_of("SMTP error after MAIL FROM:<list@us.example>: 553 5.1.1 does not exist", "5.1.1"),
            FailureReason::rejected);
}

TEST(FailureReason, PhraseMayStandApartOnSeveralReplyLines) {
  EXPECT_EQ(reason_of("550-5.7.1 Mail from us.example breaks the domain's\n550-5.7.1 DMARC\n550 5.7.1 policy", "5.7.1"),
            FailureReason::auth_failure);
}

TEST(FailureReason, HostsOwnMeaningOfItsCodes) {
  EXPECT_EQ(reason_of("550 5.4.1 Recipient address rejected: Access denied", "5.4.1", "mx.mail.protection.outlook.com"),
            FailureReason::user_unknown);
  EXPECT_EQ(reason_of("550 5.4.1 Some relay trouble", "5.4.1", "mx.elsewhere.example"), FailureReason::rejected);
}

TEST(FailureReason, NothingSaidIsUndefinedAndUnknownWordsAreOnHold) {
  EXPECT_EQ(reason_of(""), FailureReason::undefined);
  EXPECT_EQ(reason_of("the cat sat on the queue"), FailureReason::on_hold);
}

TEST(Permanence, FollowsTheReasonAndNotTheClass) {
  EXPECT_EQ(permanence_of(FailureReason::mailbox_full, "5.2.2", "552 full"), Permanence::soft);
  EXPECT_EQ(permanence_of(FailureReason::user_unknown, "4.1.1", "450 unknown"), Permanence::hard);
  EXPECT_EQ(permanence_of(FailureReason::blocked, "5.7.1", "554 no"), Permanence::soft);
}

TEST(Permanence, NotAcceptIsSoftOnlyForFourHundreds) {
  EXPECT_EQ(permanence_of(FailureReason::not_accept, "", ""), Permanence::hard);
  EXPECT_EQ(permanence_of(FailureReason::not_accept, "5.3.2", "521 no mail here"), Permanence::hard);
  EXPECT_EQ(permanence_of(FailureReason::not_accept, "4.3.2", "421 closing"), Permanence::soft);
}

} // namespace
} // namespace parsers
