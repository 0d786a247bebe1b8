// Forwards of what machines wrote, and which words a forwarder has of their own.
#include <gtest/gtest.h>

#include "parsers/facts.hpp"

namespace parsers {
namespace {

Facts read(std::string_view octets) { return read_message(Envelope{}, octets, Limits{}); }

constexpr std::string_view bounce =
    "From: MAILER-DAEMON@mx.shop.test\r\nTo: bob@corp.test\r\nSubject: Undelivered Mail Returned to Sender\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n"
    "--r\r\nContent-Type: text/plain\r\n\r\nThis is the mail system at host mx.shop.test.\r\n\r\n"
    "--r\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.shop.test\r\n\r\n"
    "Final-Recipient: rfc822; eve@gone.test\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    "Diagnostic-Code: smtp; 550 5.1.1 user unknown\r\n\r\n--r--\r\n";

std::string attach(std::string_view octets) {
  return "From: bob@corp.test\r\nSubject: Fwd: Undelivered\r\nMIME-Version: 1.0\r\n"
         "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nPlease remove.\r\n"
         "--b\r\nContent-Type: message/rfc822\r\n\r\n" +
         std::string(octets) + "\r\n--b--\r\n";
}

TEST(ForwardedReport, IsTheBounceThatWasAttached) {
  const Facts facts = read(attach(bounce));
  EXPECT_EQ(facts.kind, MessageKind::bounce);
  ASSERT_TRUE(facts.delivery_report.has_value());
  ASSERT_EQ(facts.delivery_report->recipients.size(), 1U);
  EXPECT_EQ(facts.delivery_report->recipients[0].recipient, "eve@gone.test");
}

TEST(ForwardedReport, IsTheBounceThatWasForwardedInline) {
  const Facts facts = read(
      "From: bob@corp.test\r\nSubject: Fwd: Undelivered Mail Returned to Sender\r\n\r\nPlease remove.\r\n\r\n"
      "---------- Forwarded message ---------\r\nFrom: Mail Delivery System <MAILER-DAEMON@mx.shop.test>\r\n"
      "Date: Fri, May 3, 2024 at 10:12 AM\r\nSubject: Undelivered Mail Returned to Sender\r\nTo: "
      "<bob@corp.test>\r\n\r\n\r\n"
      "This is the mail system at host mx.shop.test.\r\n\r\n"
      "I'm sorry to have to inform you that your message could not\r\nbe delivered to one or more recipients. It's "
      "attached "
      "below.\r\n\r\n<eve@gone.test>: host mx.gone.test[192.0.2.1] said: 550 5.1.1 <eve@gone.test>: Recipient "
      "address\r\n"
      "    rejected: User unknown (in reply to RCPT TO command)\r\n");
  EXPECT_EQ(facts.kind, MessageKind::bounce);
  ASSERT_TRUE(facts.delivery_report.has_value());
  ASSERT_FALSE(facts.delivery_report->recipients.empty());
  EXPECT_EQ(facts.delivery_report->recipients[0].recipient, "eve@gone.test");
  ASSERT_TRUE(facts.reply.has_value());
  EXPECT_EQ(facts.reply->text, "Please remove.");
}

TEST(ForwardedReport, IsTheComplaintThatWasAttached) {
  const Facts facts = read(attach(
      "From: feedback@mailbox.test\r\nSubject: FW: offer\r\nMIME-Version: 1.0\r\n"
      "Content-Type: multipart/report; report-type=feedback-report; boundary=f\r\n\r\n"
      "--f\r\nContent-Type: text/plain\r\n\r\nAn abuse report.\r\n\r\n"
      "--f\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nUser-Agent: Example/1\r\nVersion: "
      "1\r\nOriginal-Rcpt-To: eve@shop.test\r\n\r\n"
      "--f\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: bob@corp.test\r\nTo: eve@shop.test\r\n\r\n--f--\r\n"));
  EXPECT_EQ(facts.kind, MessageKind::complaint);
  ASSERT_TRUE(facts.feedback_report.has_value());
  EXPECT_EQ(facts.feedback_report->original_recipients, std::vector<std::string>{"eve@shop.test"});
}

TEST(ForwardedReport, IsTheAutomaticReplyThatWasForwarded) {
  const Facts attached =
      read(attach("From: eve@shop.test\r\nSubject: Automatic reply: Offer\r\nAuto-Submitted: auto-replied\r\n\r\n"
                  "I am out of the office until 24 December.\r\n"));
  EXPECT_EQ(attached.kind, MessageKind::auto_reply);
  ASSERT_TRUE(attached.forwarded.has_value());
  EXPECT_EQ(attached.forwarded->from.address, "eve@shop.test");
  const Facts written = read(
      "From: bob@corp.test\r\nSubject: FW: Automatic reply: Offer\r\n\r\n\r\nFrom: Eve <eve@shop.test>\r\n"
      "Sent: Friday, May 3, 2024 10:12 AM\r\nTo: bob@corp.test\r\nSubject: Automatic reply: Offer\r\n\r\n"
      "I am out of the office until 24 December.\r\n");
  EXPECT_EQ(written.kind, MessageKind::auto_reply);
}

TEST(ForwardedReport, IsNoneWhenAPersonWrote) {
  const Facts facts = read(attach("From: eve@shop.test\r\nSubject: Offer\r\n\r\nPlease stop.\r\n"));
  EXPECT_EQ(facts.kind, MessageKind::forward);
  EXPECT_FALSE(facts.delivery_report.has_value());
}

TEST(OwnWordsOfAForwarder, AreTheCommentAlone) {
  constexpr std::string_view forward =
      "---------- Forwarded message ---------\nFrom: ada@shop.test\nSubject: X\n\nPlease stop.\n";
  const Facts without = read_bare_body(forward, BareBody::text, "Fwd: X", Limits{});
  ASSERT_TRUE(without.reply.has_value());
  EXPECT_EQ(without.reply->text, "");
  EXPECT_EQ(without.reply->quotation, "Please stop.");
  const Facts with = read_bare_body("Look at this.\n\n" + std::string(forward), BareBody::text, "Fwd: X", Limits{});
  EXPECT_EQ(with.reply->text, "Look at this.");
}

TEST(OwnWordsOfAForwarder, StayWhereNothingSaysThatItIsAForward) {
  const Facts facts = read_bare_body("From: Ada <ada@shop.test>\nSent: Friday 10:12\nSubject: X\n\nPlease stop.\n",
                                     BareBody::text, "", Limits{});
  EXPECT_EQ(facts.reply->text, "Please stop.");
}

TEST(RedirectedMail, IsTheContactsOwnMessage) {
  const Facts facts = read(
      "Resent-From: bob@corp.test\r\nResent-To: f-token@relay.test\r\nResent-Date: Fri, 3 May 2024 10:12:00 +0200\r\n"
      "X-Forwarded-To: f-token@relay.test\r\nX-Forwarded-For: bob@corp.test f-token@relay.test\r\n"
      "From: Ada <ada@shop.test>\r\nTo: bob@corp.test\r\nSubject: Re: Offer\r\nIn-Reply-To: <1@corp.test>\r\n\r\n"
      "Please stop.\r\n");
  EXPECT_EQ(facts.kind, MessageKind::reply);
  ASSERT_EQ(facts.author.size(), 1U);
  EXPECT_EQ(facts.author[0].address, "ada@shop.test");
  EXPECT_EQ(facts.reply->text, "Please stop.");
  ASSERT_EQ(facts.references.size(), 1U);
  EXPECT_EQ(facts.references[0], "<1@corp.test>");
}

} // namespace
} // namespace parsers
