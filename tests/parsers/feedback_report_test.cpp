#include "parsers/feedback_report.hpp"

#include <gtest/gtest.h>

#include "parsers/delivery_report.hpp"
#include "parsers/ses_notification.hpp"

namespace parsers {
namespace {

std::optional<FeedbackReport> read(std::string_view octets) {
  const ParsedMessage message(octets, Limits{});
  return read_feedback_report(message);
}

std::string report_with(std::string_view fields) {
  return "From: feedback@provider.example\nTo: abuse@us.example\nSubject: FW: News\nMIME-Version: 1.0\n"
         "Content-Type: multipart/report; report-type=feedback-report; boundary=\"cut\"\n\n"
         "--cut\nContent-Type: text/plain\n\nThis is an abuse report.\n"
         "--cut\nContent-Type: message/feedback-report\n\n" +
         std::string(fields) +
         "\n--cut\nContent-Type: message/rfc822\n\nReturn-Path: <b-7Qx@bounce.us.example>\nFrom: shop@us.example\n"
         "To: Ann <ann@provider.example>\nMessage-ID: <42.7@us.example>\nSubject: News\n\nBuy.\n--cut--\n";
}

TEST(FeedbackReport, ReadsItsFieldsAndTheReportedMessage) {
  const auto report = read(
      report_with("Feedback-Type: Abuse\nUser-Agent: Loop/1.0\nVersion: 1\nOriginal-Rcpt-To: <ann@provider.example>\n"
                  "Original-Mail-From: <b-7Qx@bounce.us.example>\nSource-IP: 192.0.2.9\n"));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->feedback_type, "abuse");
  EXPECT_EQ(report->original_recipients, std::vector<std::string>{"ann@provider.example"});
  EXPECT_EQ(report->original_mail_from, "b-7Qx@bounce.us.example");
  EXPECT_EQ(report->reported_message_id, "<42.7@us.example>");
  EXPECT_EQ(report->user_agent, "Loop/1.0");
  EXPECT_EQ(report->source_ip, "192.0.2.9");
  EXPECT_TRUE(report->is_complaint());
}

TEST(FeedbackReport, TakesTheRecipientFromTheReportedMessageWhereTheReportHidesIt) {
  const auto report = read(report_with("Feedback-Type: abuse\nUser-Agent: Loop/1.0\nVersion: 1\n"));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->original_recipients, std::vector<std::string>{"ann@provider.example"});
}

TEST(FeedbackReport, KeepsSeveralRecipientsOnceEach) {
  const auto report =
      read(report_with("Feedback-Type: abuse\nOriginal-Rcpt-To: a@provider.example\nOriginal-Rcpt-To: "
                       "b@provider.example\nOriginal-Rcpt-To: a@provider.example\n"));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->original_recipients.size(), 2U);
}

TEST(FeedbackReport, AuthenticationFailureAndNotSpamAreNoComplaints) {
  const auto failure = read(report_with("Feedback-Type: auth-failure\nAuth-Failure: dkim\n"));
  ASSERT_TRUE(failure);
  EXPECT_FALSE(failure->is_complaint());
  const auto not_spam = read(report_with("Feedback-Type: not-spam\n"));
  ASSERT_TRUE(not_spam);
  EXPECT_FALSE(not_spam->is_complaint());
}

TEST(FeedbackReport, ReadsTheOlderFormOfHotmail) {
  const auto report = read(
      "From: staff@hotmail.com\nTo: abuse@us.example\nSubject: complaint about message from 192.0.2.9\nMIME-Version: "
      "1.0\n"
      "Content-Type: multipart/mixed; boundary=\"cut\"\n\n--cut\nContent-Type: message/rfc822\n\n"
      "X-HmXmrOriginalRecipient: ann@provider.example\nMessage-ID: <42.7@us.example>\nFrom: "
      "shop@us.example\n\nBuy.\n--cut--\n");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->original_recipients, std::vector<std::string>{"ann@provider.example"});
  EXPECT_EQ(report->reported_message_id, "<42.7@us.example>");
}

TEST(FeedbackReport, AppleMailsUnsubscribeIsAnOptOutOfItsSender) {
  const auto report = read(
      "From: ann@provider.example\nTo: u-9@us.example\nSubject: unsubscribe\nAuto-Submitted: "
      "auto-replied\nX-Apple-Unsubscribe: true\n\nunsubscribe\n");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->feedback_type, "opt-out");
  EXPECT_EQ(report->original_recipients, std::vector<std::string>{"ann@provider.example"});
}

TEST(FeedbackReport, ComplaintOfAPersonIsNoReport) {
  EXPECT_FALSE(read("From: ann@provider.example\nSubject: complaint about message from you\n\nFeedback-Type: abuse\n"));
}

TEST(FeedbackReport, SurvivesEveryTruncation) {
  const std::string octets = report_with("Feedback-Type: abuse\nOriginal-Rcpt-To: <ann@provider.example>\n");
  for (std::size_t length = 0; length <= octets.size(); ++length) {
    const auto report = read(octets.substr(0, length));
    if (report) {
      EXPECT_LE(report->original_recipients.size(), 1U);
    }
  }
}

constexpr std::string_view ses_header =
    "From: Notices <no-reply@sns.amazonaws.com>\nTo: us@us.example\nSubject: AWS Notification Message\n\n";

TEST(SesNotification, ReadsABounceThatSnsPackedAsAString) {
  const std::string octets =
      std::string(ses_header) +
      R"({"Type":"Notification","Message":"{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\",)"
      R"(\"bouncedRecipients\":[{\"emailAddress\":\"ann@new.example\",\"action\":\"failed\",\"status\":\"5.1.1\",)"
      R"(\"diagnosticCode\":\"smtp; 550 5.1.1 user unknown\"},{\"emailAddress\":\"bo@new.example\",\"status\":\"5.2.2\"}]}}"})";
  const ParsedMessage message(octets, Limits{});
  const auto report = read_delivery_report(message);
  ASSERT_TRUE(report);
  ASSERT_EQ(report->recipients.size(), 2U);
  EXPECT_EQ(report->recipients[0].recipient, "ann@new.example");
  EXPECT_EQ(report->recipients[0].reason, FailureReason::user_unknown);
  EXPECT_EQ(report->recipients[1].reason, FailureReason::mailbox_full);
}

TEST(SesNotification, ReadsAComplaintAndADelivery) {
  const auto complaint = read(
      std::string(ses_header) +
      R"({"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"ann@new.example"}]}})");
  ASSERT_TRUE(complaint);
  EXPECT_EQ(complaint->original_recipients, std::vector<std::string>{"ann@new.example"});
  const std::string octets =
      std::string(ses_header) +
      R"({"notificationType":"Delivery","delivery":{"recipients":["ann@new.example"],"smtpResponse":"250 2.6.0 queued"}})";
  const ParsedMessage message(octets, Limits{});
  const auto delivery = read_delivery_report(message);
  ASSERT_TRUE(delivery);
  EXPECT_EQ(delivery->recipients[0].action, Action::delivered);
  EXPECT_EQ(delivery->recipients[0].status, "2.6.0");
}

TEST(SesNotification, SurvivesEveryTruncationAndOtherSenders) {
  const std::string json =
      R"({"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"a\"@new.example","status":"5.1.1"}]}})";
  for (std::size_t length = 0; length <= json.size(); ++length) {
    const std::string octets = std::string(ses_header) + json.substr(0, length);
    const ParsedMessage message(octets, Limits{});
    const auto report = read_ses_delivery(message);
    if (report) {
      EXPECT_LE(report->recipients.size(), 1U);
    }
  }
  const std::string from_a_person = "From: ann@new.example\nSubject: x\n\n" + json;
  const ParsedMessage message(from_a_person, Limits{});
  EXPECT_FALSE(read_ses_delivery(message));
}

} // namespace
} // namespace parsers
