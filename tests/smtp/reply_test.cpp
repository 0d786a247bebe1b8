#include "smtp/reply.hpp"

#include <gtest/gtest.h>

namespace smtp {
namespace {

std::string line_of(Reply reply, std::string_view detail = {}) {
  std::string output;
  append_reply(output, reply, detail);
  return output;
}

TEST(ReplyTable, WritesCodeEnhancedCodeAndText) {
  EXPECT_EQ(line_of(Reply::recipient_unknown), "550 5.1.1 No such recipient here\r\n");
}

TEST(ReplyTable, LeavesTheEnhancedCodeOutWhereRfc2034ForbidsIt) {
  EXPECT_EQ(line_of(Reply::start_data), "354 End the message with <CRLF>.<CRLF>\r\n");
  EXPECT_EQ(line_of(Reply::service_ready, "mx.relay.example"), "220 mx.relay.example\r\n");
}

TEST(ReplyTable, AddsADetailOfOurOwnBehindTheText) {
  EXPECT_EQ(line_of(Reply::message_accepted, "1-42"), "250 2.0.0 Message accepted as 1-42\r\n");
}

TEST(ReplyTable, FitsInALineOfSmtp) {
  for (std::size_t i = 0; i <= static_cast<std::size_t>(Reply::parameter_unknown); ++i) {
    EXPECT_LE(line_of(static_cast<Reply>(i)).size(), 512u) << i; // RFC 5321 4.5.3.1.5
  }
}

TEST(ReplyTable, TurnsAFullDiskInto452AndDoubtInto451) {
  EXPECT_EQ(row_of(reply_for(parsers::ErrorCode::storage_full)).code, 452);
  EXPECT_EQ(row_of(reply_for(parsers::ErrorCode::storage_failed)).code, 451);
  EXPECT_EQ(row_of(reply_for(parsers::ErrorCode::storage_read_only)).code, 451);
  EXPECT_EQ(row_of(reply_for(parsers::ErrorCode::internal)).code, 451);
}

TEST(ReplyTable, NeverAnswersATroubleOfOursWithAPermanentRefusalSaveForSize) {
  for (int i = 0; i <= static_cast<int>(parsers::ErrorCode::internal); ++i) {
    const auto code = static_cast<parsers::ErrorCode>(i);
    const std::uint16_t expected_class = code == parsers::ErrorCode::too_large ? 5 : 4;
    EXPECT_EQ(row_of(reply_for(code)).code / 100, expected_class) << parsers::name_of(code);
  }
}

} // namespace
} // namespace smtp
