#include "parsers/forwarded_message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

using ::testing::IsEmpty;

constexpr std::string_view attached =
    "From: bob@corp.test\r\nSubject: Fwd: Offer\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
    "boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/plain\r\n\r\nSee the attachment\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
    "From: =?utf-8?q?Ad=C3=A4?= <ada@shop.test>\r\nTo: bob@corp.test\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n"
    "Date: Fri, 3 May 2024 10:12:00 +0200\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nGr\xFC\xDF "
    "Gott\r\n--b--\r\n";

TEST(ForwardedAttachment, IsReadFromItsOwnHeader) {
  const ParsedMessage message(attached, Limits{});
  const std::vector<ForwardedMessage> messages = read_forwarded_messages(message);
  ASSERT_EQ(messages.size(), 1U);
  const ForwardedMessage* const forwarded = &messages.front();
  EXPECT_EQ(forwarded->from, (Mailbox{"Adä", "ada@shop.test"}));
  EXPECT_EQ(forwarded->subject, "Grüße");
  EXPECT_EQ(forwarded->date, "Fri, 3 May 2024 10:12:00 +0200");
  EXPECT_TRUE(forwarded->body.starts_with("Grüß Gott"));
  EXPECT_TRUE(forwarded->comment.starts_with("See the attachment"));
  EXPECT_EQ(forwarded->form, "attachment");
}

TEST(ForwardedAttachment, OfAReportIsNoForward) {
  std::string report(attached);
  report.replace(report.find("multipart/mixed"), 15, "multipart/report; report-type=delivery-status");
  EXPECT_THAT(read_forwarded_messages(ParsedMessage(report, Limits{})), IsEmpty());
}

TEST(ForwardedAttachment, SurvivesEachTruncation) {
  test::for_each_truncation(attached, [](std::string_view octets) {
    for (const ForwardedMessage& forwarded : read_forwarded_messages(ParsedMessage(octets, Limits{})))
      EXPECT_LE(forwarded.body.size(), 2 * octets.size());
  });
}

constexpr std::string_view several =
    "From: bob@corp.test\r\nSubject: Fwd: three\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
    "boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/plain\r\n\r\nAll of these\r\n"
    "--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: ada@shop.test\r\nSubject: one\r\n\r\nStop\r\n"
    "--b\r\nContent-Type: application/octet-stream; name=\"two.EML\"\r\n"
    "Content-Disposition: attachment; filename=\"two.EML\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    "RnJvbTogZXZlQHNob3AudGVzdA0KU3ViamVjdDogdHdvDQoNClN0b3AgaXQNCg==\r\n"
    "--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: carl@shop.test\r\nSubject: three\r\n"
    "Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\nContent-Type: message/rfc822\r\n\r\nFrom: "
    "old@shop.test\r\n\r\n"
    "Old\r\n--c--\r\n--b--\r\n";

TEST(ForwardedAttachment, IsReadFromEachOfSeveralAndFromFilesToo) {
  const std::vector<ForwardedMessage> messages = read_forwarded_messages(ParsedMessage(several, Limits{}));
  ASSERT_EQ(messages.size(), 3U);
  EXPECT_EQ(messages[0].from.address, "ada@shop.test");
  EXPECT_EQ(messages[1].from.address, "eve@shop.test");
  EXPECT_EQ(messages[1].subject, "two");
  EXPECT_TRUE(messages[1].body.starts_with("Stop it"));
  EXPECT_EQ(messages[2].from.address, "carl@shop.test");
}

TEST(ForwardedAttachment, OfAReplyIsNoForward) {
  std::string reply(several);
  reply.replace(reply.find("Fwd:"), 4, "Re: ");
  EXPECT_THAT(read_forwarded_messages(ParsedMessage(reply, Limits{})), IsEmpty());
}

TEST(ForwardedAttachment, StandsBackBehindAnInlineForward) {
  std::string both(several);
  both.replace(both.find("All of these"), 12,
               "---------- Forwarded message ---------\r\nFrom: dan@shop.test\r\nSubject: X\r\n\r\nHi");
  const std::vector<ForwardedMessage> messages = read_forwarded_messages(ParsedMessage(both, Limits{}));
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].from.address, "dan@shop.test");
}

} // namespace
} // namespace parsers
