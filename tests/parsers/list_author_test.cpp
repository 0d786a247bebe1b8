#include "parsers/list_author.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parsers/forwarded_message.hpp"
#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

using ::testing::Eq;
using ::testing::Optional;

std::optional<Mailbox> author_in(std::string_view header) {
  const std::string octets = std::string(header) + "\r\nHello\r\n";
  return read_list_author(ParsedMessage(octets, Limits{}));
}

const Mailbox ada{"Ada Meyer", "ada@shop.test"};

TEST(ListAuthor, IsTheAddressInReplyToWhenFromIsTheAddressThatTheListPostsTo) {
  EXPECT_THAT(author_in("From: Ada Meyer via Garden <garden@lists.test>\r\nReply-To: ada@shop.test\r\n"
                        "List-Post: <mailto:Garden@lists.test>\r\n"),
              Optional(Eq(ada)));
}

TEST(ListAuthor, IsWhatTheListNotesBeforeReplyTo) {
  EXPECT_THAT(author_in("From: 'Ada Meyer' via Garden <garden@lists.test>\r\nX-Original-From: Ada Meyer "
                        "<ada@shop.test>\r\nReply-To: garden-help@lists.test\r\nList-Id: <garden.lists.test>\r\n"),
              Optional(Eq(ada)));
  EXPECT_THAT(author_in("From: 'Ada Meyer' via Garden <garden@lists.test>\r\nX-Original-Sender: ada@shop.test\r\n"
                        "List-Id: <garden.lists.test>\r\n"),
              Optional(Eq(ada)));
}

TEST(ListAuthor, IsNobodyElseWhereFromIsTheAuthorsOwn) {
  EXPECT_EQ(author_in("From: Ada Meyer <ada@shop.test>\r\nReply-To: garden@lists.test\r\n"
                      "List-Post: <mailto:garden@lists.test>\r\nList-Id: <garden.lists.test>\r\n"),
            std::nullopt);
}

TEST(ListAuthor, IsNotGuessedFromSeveralOrFromTheListItself) {
  constexpr std::string_view list =
      "From: Ada via Garden <garden@lists.test>\r\nList-Post: <mailto:garden@lists.test>\r\n";
  EXPECT_EQ(author_in(std::string(list) + "Reply-To: ada@shop.test, bea@shop.test\r\n"), std::nullopt);
  EXPECT_EQ(author_in(std::string(list) + "Reply-To: garden@lists.test\r\n"), std::nullopt);
  EXPECT_EQ(author_in(list), std::nullopt);
}

TEST(ListAuthor, IsNotLookedForInMailOfNoList) {
  EXPECT_EQ(author_in("From: Ada via Shop <office@shop.test>\r\nReply-To: ada@shop.test\r\n"), std::nullopt);
}

TEST(ListAuthor, OfAForwardedAttachmentIsTheWriter) {
  constexpr std::string_view octets =
      "From: bob@corp.test\r\nSubject: Fwd: no more\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
      "boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: Ada Meyer via Garden <garden@lists.test>\r\n"
      "Reply-To: Ada Meyer <ada@shop.test>\r\nList-Post: <mailto:garden@lists.test>\r\nSubject: no more\r\n\r\n"
      "Stop\r\n--b--\r\n";
  const auto forwarded = read_forwarded_messages(ParsedMessage(octets, Limits{}));
  ASSERT_EQ(forwarded.size(), 1U);
  EXPECT_EQ(forwarded.front().from.address, "garden@lists.test");
  EXPECT_EQ(writer_of(forwarded.front()), ada);
}

TEST(ListAuthor, OfAnInlineForwardIsInThePrintedReplyTo) {
  const auto forwarded = read_forwarded_text(
      "---------- Forwarded message ---------\n"
      "From: 'Ada Meyer' via Garden <garden@lists.test>\n"
      "Reply-To: ada@shop.test\nDate: Fri, May 3, 2024 at 10:12 AM\n"
      "Subject: no more\nTo: Bob <bob@corp.test>\n\nStop\n",
      "Fwd: no more");
  ASSERT_TRUE(forwarded);
  EXPECT_EQ(writer_of(*forwarded), ada);
}

TEST(ListAuthor, SurvivesEachTruncation) {
  test::for_each_truncation(
      "From: 'Ada' via Garden <garden@lists.test>\r\nX-Original-From: Ada <ada@shop.test>\r\n"
      "List-Post: <mailto:garden@lists.test>\r\n\r\n",
      [](std::string_view octets) {
        const auto author = read_list_author(ParsedMessage(octets, Limits{}));
        EXPECT_TRUE(!author || author->address != "garden@lists.test");
      });
}

} // namespace
} // namespace parsers
