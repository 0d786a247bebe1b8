#include "parsers/delivery_report.hpp"

#include <gtest/gtest.h>

namespace parsers {
namespace {

std::optional<DeliveryReport> read(std::string_view octets) {
  const ParsedMessage message(octets, Limits{});
  return read_delivery_report(message);
}

/// A report as RFC 3464 asks for; `fields` are those of the recipients.
std::string report_with(std::string_view fields,
                        std::string_view part_header = "Content-Type: message/delivery-status\n",
                        std::string_view people = "Your message could not be delivered.\n") {
  std::string text =
      "From: Mail Delivery System <mailer-daemon@mx.relay.example>\n"
      "To: b-7Qx@bounce.us.example\n"
      "Subject: Undelivered Mail Returned to Sender\n"
      "MIME-Version: 1.0\n"
      "Content-Type: multipart/report; report-type=delivery-status; boundary=\"cut\"\n"
      "\n"
      "--cut\n"
      "Content-Type: text/plain\n"
      "\n";
  text += people;
  text += "\n--cut\n";
  text += part_header;
  text += "\n";
  text += fields;
  text +=
      "\n--cut\n"
      "Content-Type: message/rfc822\n"
      "\n"
      "From: shop@us.example\n"
      "To: quoted@elsewhere.example\n"
      "Subject: News\n"
      "\n"
      "Write to prose@elsewhere.example\n"
      "--cut--\n";
  return text;
}

constexpr std::string_view one_failed =
    "Reporting-MTA: dns; mx.relay.example\n"
    "\n"
    "Final-Recipient: rfc822; ann@new.example\n"
    "Action: failed\n"
    "Status: 5.1.1\n"
    "Remote-MTA: dns; mx.new.example\n"
    "Diagnostic-Code: smtp; 550 5.1.1 <ann@new.example> User unknown\n";

std::string with_line_ends(std::string_view text, std::string_view line_end) {
  std::string changed;
  for (const char c : text) c == '\n' ? changed += line_end : changed += c;
  return changed;
}

TEST(DeliveryReport, ReadsRecipientReasonAndWords) {
  const std::string octets = report_with(one_failed);
  const auto report = read(octets);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->form, "rfc3464");
  EXPECT_EQ(report->reporting_mta, "mx.relay.example");
  ASSERT_EQ(report->recipients.size(), 1U);
  const RecipientReport& recipient = report->recipients[0];
  EXPECT_EQ(recipient.recipient, "ann@new.example");
  EXPECT_EQ(recipient.action, Action::failed);
  EXPECT_EQ(recipient.status, "5.1.1");
  EXPECT_EQ(recipient.reason, FailureReason::user_unknown);
  EXPECT_EQ(recipient.permanence, Permanence::hard);
  EXPECT_EQ(recipient.diagnostic, "550 5.1.1 <ann@new.example> User unknown");
  EXPECT_EQ(recipient.remote_mta, "mx.new.example");
  EXPECT_NE(slice(octets, recipient.place).find("Final-Recipient"), std::string_view::npos);
}

TEST(DeliveryReport, ReadsTheSameFromEveryKindOfLineEnd) {
  const std::string lf = report_with(one_failed);
  for (const std::string_view line_end : {"\n", "\r\n", "\r"}) {
    const auto report = read(with_line_ends(lf, line_end));
    ASSERT_TRUE(report);
    ASSERT_EQ(report->recipients.size(), 1U);
    EXPECT_EQ(report->recipients[0].recipient, "ann@new.example");
    EXPECT_EQ(report->recipients[0].diagnostic, "550 5.1.1 <ann@new.example> User unknown");
  }
}

TEST(DeliveryReport, KeepsOriginalRecipientWhenFinalDiffers) {
  const auto report =
      read(report_with("Original-Recipient: rfc822; team@us.example\n" + std::string(one_failed.substr(38))));
  ASSERT_TRUE(report);
  ASSERT_EQ(report->recipients.size(), 1U);
  EXPECT_EQ(report->recipients[0].recipient, "ann@new.example");
  EXPECT_EQ(report->recipients[0].original_recipient, "team@us.example");
}

TEST(DeliveryReport, TakesTheOriginalWhereTheFinalIsNoMailAddress) {
  for (const std::string_view final_recipient :
       {"x400; /c=us/o=org/s=doe/", "local; ann", "rfc822; |/usr/bin/filter ann@host.example"}) {
    const auto report = read(report_with("Original-Recipient: rfc822; ann@us.example\nFinal-Recipient: " +
                                         std::string(final_recipient) + "\nAction: failed\nStatus: 5.1.1\n"));
    ASSERT_TRUE(report) << final_recipient;
    EXPECT_EQ(report->recipients[0].recipient, "ann@us.example") << final_recipient;
  }
}

TEST(DeliveryReport, DecodesQuotedPrintableAndBase64Parts) {
  const auto quoted =
      read(report_with("Final-Recipient: rfc822; ann=\n@new.example\nAction: failed\nStatus: 5.1.1=20\n",
                       "Content-Type: message/delivery-status\nContent-Transfer-Encoding: quoted-printable\n"));
  ASSERT_TRUE(quoted);
  EXPECT_EQ(quoted->recipients[0].recipient, "ann@new.example");
  const auto base64 = read(
      report_with("RmluYWwtUmVjaXBpZW50OiByZmM4MjI7IGFubkBuZXcuZXhhbXBsZQpBY3Rpb246IGZhaWxlZApTdGF0dXM6IDUuMS4xCg==\n",
                  "Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n"));
  ASSERT_TRUE(base64);
  EXPECT_EQ(base64->recipients[0].status, "5.1.1");
}

TEST(DeliveryReport, ReadsInternationalReports) {
  const auto report =
      read(report_with("Final-Recipient: utf-8; j\\x{F6}rg@new.example\nAction: failed\nStatus: 5.1.1\n",
                       "Content-Type: message/global-delivery-status\n"));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->form, "rfc6533");
  EXPECT_EQ(report->recipients[0].recipient, "j\xC3\xB6rg@new.example");
}

TEST(DeliveryReport, KeepsFailedDelayedAndDeliveredApart) {
  const auto report =
      read(report_with("Final-Recipient: rfc822; a@new.example\nAction: failed\nStatus: 5.2.2\n\n"
                       "Final-Recipient: rfc822; b@new.example\nAction: delayed\nStatus: 4.4.1\n\n"
                       "Final-Recipient: rfc822; c@new.example\nAction: delivered\nStatus: 2.0.0\n"));
  ASSERT_TRUE(report);
  ASSERT_EQ(report->recipients.size(), 3U);
  EXPECT_EQ(report->recipients[0].action, Action::failed);
  EXPECT_EQ(report->recipients[0].reason, FailureReason::mailbox_full);
  EXPECT_EQ(report->recipients[1].action, Action::delayed);
  EXPECT_EQ(report->recipients[1].permanence, Permanence::soft);
  EXPECT_EQ(report->recipients[2].action, Action::delivered);
  EXPECT_EQ(report->recipients[2].permanence, Permanence::none);
}

TEST(DeliveryReport, ADelayIsSoftWhateverItsReason) {
  const auto report = read(report_with("Final-Recipient: rfc822; a@new.example\nAction: delayed\nStatus: 4.1.1\n"));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->recipients[0].permanence, Permanence::soft);
}

TEST(DeliveryReport, LearnsTheAnsweredCommandFromTheTextForPeople) {
  const std::string fields =
      "Final-Recipient: rfc822; ann@new.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 no such "
      "user\n";
  const auto after_rcpt =
      read(report_with(fields, "Content-Type: message/delivery-status\n",
                       "This is the mail system at host mx.relay.example.\n\n<ann@new.example>: host "
                       "mx.new.example said: 550 no such\n    user (in reply to RCPT TO command)\n"));
  ASSERT_TRUE(after_rcpt);
  EXPECT_EQ(after_rcpt->recipients[0].reason, FailureReason::user_unknown);
  const auto after_data =
      read(report_with(fields, "Content-Type: message/delivery-status\n",
                       "This is the mail system at host mx.relay.example.\n\n<ann@new.example>: host "
                       "mx.new.example said: 550 no such\n    user (in reply to end of DATA command)\n"));
  ASSERT_TRUE(after_data);
  EXPECT_EQ(after_data->recipients[0].reason, FailureReason::filtered);
}

TEST(DeliveryReport, BoundsTheRecipients) {
  std::string fields;
  for (int i = 0; i < 50; ++i)
    fields += "Final-Recipient: rfc822; u" + std::to_string(i) + "@new.example\nAction: failed\nStatus: 5.1.1\n\n";
  Limits limits;
  limits.report_recipients = 10;
  const std::string octets = report_with(fields);
  const ParsedMessage message(octets, limits);
  const auto report = read_delivery_report(message);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->recipients.size(), 10U);
}

TEST(DeliveryReport, ForwardedReportIsNoReport) {
  const std::string octets =
      "From: Ann <ann@us.example>\nTo: desk@us.example\nSubject: Fwd: bounce\nMIME-Version: 1.0\n"
      "Content-Type: multipart/mixed; boundary=\"outer\"\n\n--outer\nContent-Type: text/plain\n\nsee below\n"
      "--outer\nContent-Type: message/rfc822\n\n" +
      report_with(one_failed) + "\n--outer--\n";
  EXPECT_FALSE(read(octets));
}

TEST(DeliveryReport, ReportPackedByAGatewayIsRead) {
  const std::string octets =
      "From: postmaster@gateway.example\nTo: list@us.example\nSubject: Delivery Status Notification (Failure)\n"
      "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"outer\"\n\n"
      "--outer\nContent-Type: message/rfc822\n\n" +
      report_with(one_failed) + "\n--outer--\n";
  const auto report = read(octets);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->recipients[0].recipient, "ann@new.example");
}

TEST(DeliveryReport, SurvivesEveryTruncation) {
  const std::string octets = report_with(one_failed);
  for (std::size_t length = 0; length <= octets.size(); ++length) {
    const std::string cut = octets.substr(0, length);
    const auto report = read(cut);
    if (!report) continue;
    EXPECT_LE(report->recipients.size(), 1U);
    for (const RecipientReport& recipient : report->recipients) {
      EXPECT_LE(recipient.place.end(), cut.size());
      EXPECT_EQ(recipient.recipient.find("quoted@"), std::string::npos);
    }
  }
}

TEST(DeliveryReport, EveryEnumeratorHasAName) {
  EXPECT_EQ(name_of(FailureReason::failed_starttls), "failed_starttls");
  EXPECT_EQ(name_of(FailureReason::too_many_connections), "too_many_connections");
  EXPECT_EQ(name_of(FailureReason::undefined), "undefined");
  EXPECT_EQ(name_of(Action::expanded), "expanded");
  EXPECT_EQ(name_of(Permanence::hard), "hard");
}

} // namespace
} // namespace parsers
