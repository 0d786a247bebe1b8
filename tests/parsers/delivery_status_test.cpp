#include "parsers/delivery_status.hpp"

#include <gtest/gtest.h>

namespace parsers {
namespace {

constexpr std::string_view two_groups =
    "Reporting-MTA: dns; mx.relay.example\n"
    "Original-Envelope-Id: b-7Qx\n"
    "\n"
    "Original-Recipient: rfc822; ann@old.example\n"
    "Final-Recipient: RFC822; ann@new.example\n"
    "Action: failed (nobody there)\n"
    "Status: 5.1.1 (bad destination)\n"
    "Diagnostic-Code: smtp; 550 5.1.1 nobody\n"
    "  of that name\n"
    "\n"
    "Final-Recipient: rfc822; bo@new.example\n"
    "Action: delayed\n"
    "Status: 4.4.1\n";

TEST(DeliveryStatus, ReadsThePerMessageFieldsAndEachGroup) {
  const StatusFields fields = read_delivery_status(two_groups, 10);
  EXPECT_EQ(fields.reporting_mta, "mx.relay.example");
  EXPECT_EQ(fields.original_envelope_id, "b-7Qx");
  ASSERT_EQ(fields.recipients.size(), 2U);
  EXPECT_EQ(fields.recipients[0].original_recipient.address, "ann@old.example");
  EXPECT_EQ(fields.recipients[0].final_recipient.address, "ann@new.example");
  EXPECT_EQ(fields.recipients[0].status, "5.1.1");
  EXPECT_EQ(fields.recipients[0].diagnostic, "550 5.1.1 nobody\nof that name");
  EXPECT_EQ(fields.recipients[0].diagnostic_type, "smtp");
  EXPECT_EQ(fields.recipients[1].final_recipient.address, "bo@new.example");
}

TEST(DeliveryStatus, FindsGroupsWithoutAnyEmptyLine) {
  std::string text(two_groups);
  for (std::size_t at = text.find("\n\n"); at != std::string::npos; at = text.find("\n\n")) text.erase(at, 1);
  const StatusFields fields = read_delivery_status(text, 10);
  ASSERT_EQ(fields.recipients.size(), 2U);
  EXPECT_EQ(fields.recipients[1].status, "4.4.1");
}

TEST(DeliveryStatus, SeveralEmptyLinesMakeNoGroup) {
  const StatusFields fields = read_delivery_status(
      "\n\n\nFinal-Recipient: rfc822; ann@new.example\n\n\n\nAction: failed\n\nStatus: 5.2.2\n", 10);
  ASSERT_EQ(fields.recipients.size(), 1U);
  EXPECT_EQ(fields.recipients[0].status, "5.2.2");
}

TEST(DeliveryStatus, KeepsAGroupTogetherThatBeginsWithItsAction) {
  const StatusFields fields = read_delivery_status(
      "Action: failed\nFinal-Recipient: rfc822; ann@new.example\nOriginal-Recipient: rfc822; ann@old.example\n"
      "Status: 5.1.1\n\nAction: failed\nFinal-Recipient: rfc822; bo@new.example\nStatus: 5.2.2\n",
      10);
  ASSERT_EQ(fields.recipients.size(), 2U);
  EXPECT_EQ(fields.recipients[0].original_recipient.address, "ann@old.example");
  EXPECT_EQ(fields.recipients[1].final_recipient.address, "bo@new.example");
}

TEST(DeliveryStatus, StopsAtTheMostGroups) {
  const StatusFields fields = read_delivery_status(two_groups, 1);
  EXPECT_EQ(fields.recipients.size(), 1U);
  EXPECT_TRUE(fields.is_cut);
}

TEST(DeliveryStatus, SurvivesEveryTruncation) {
  for (std::size_t length = 0; length <= two_groups.size(); ++length)
    EXPECT_LE(read_delivery_status(two_groups.substr(0, length), 10).recipients.size(), 2U);
}

TEST(TypedAddress, ReadsMissingTypesAndBrackets) {
  EXPECT_EQ(read_typed_address("<ann@new.example>").address, "ann@new.example");
  EXPECT_EQ(read_typed_address("rfc822;ann@new.example").type, "rfc822");
  EXPECT_EQ(read_typed_address("smtp:ann@new.example").address, "ann@new.example");
  EXPECT_EQ(read_typed_address("RFC822; <ann@new.example>").address, "ann@new.example");
}

TEST(TypedAddress, KeepsX400AndLocalNamesAsTheyAre) {
  const TypedAddress x400 = read_typed_address("x400; /c=us/admd= /prmd=example/o=org/s=doe/");
  EXPECT_EQ(x400.type, "x400");
  EXPECT_EQ(x400.address, "/c=us/admd= /prmd=example/o=org/s=doe/");
  EXPECT_EQ(read_typed_address("LOCAL; ann").type, "local");
}

TEST(TypedAddress, UndoesXtextWithoutTouchingPlusTags) {
  EXPECT_EQ(read_typed_address("rfc822; ann+3Dlist@new.example").address, "ann=list@new.example");
  EXPECT_EQ(read_typed_address("rfc822; ann+2Btag@new.example").address, "ann+tag@new.example");
  EXPECT_EQ(read_typed_address("rfc822; ann+AB@new.example").address, "ann+AB@new.example");
  EXPECT_EQ(read_typed_address("rfc822; ann+40new.example").address, "ann@new.example");
}

TEST(TypedAddress, UndoesUtf8AddrXtext) {
  EXPECT_EQ(read_typed_address("utf-8; j\\x{F6}rg@new.example").address, "j\xC3\xB6rg@new.example");
  EXPECT_EQ(read_typed_address("utf-8; a\\x{D800}b@new.example").address, "a\\x{D800}b@new.example");
}

TEST(ReadAction, TakesSloppyWordsAndNoOthers) {
  EXPECT_EQ(read_action(" Failure"), Action::failed);
  EXPECT_EQ(read_action("failed (bounced)"), Action::failed);
  EXPECT_EQ(read_action("deferred"), Action::delayed);
  EXPECT_EQ(read_action("relayed"), Action::relayed);
  EXPECT_EQ(read_action("lost"), std::nullopt);
}

} // namespace
} // namespace parsers
