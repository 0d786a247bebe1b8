#include "parsers/forwarded_message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parsers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ForwardedMessage read(std::string_view text, std::string_view subject = "Fwd: Your order") {
  const auto forwarded = read_forwarded_text(text, subject);
  EXPECT_TRUE(forwarded.has_value()) << text;
  return forwarded.value_or(ForwardedMessage{});
}

constexpr std::string_view gmail = R"(Can you look at this?

---------- Forwarded message ---------
From: Ada Meyer <ada@shop.test>
Date: Fri, May 3, 2024 at 10:12 AM
Subject: Your order 7
To: Bob <bob@corp.test>, <eve@corp.test>
Cc: Carl Ode <carl@corp.test>


Dear Bob,

your order has been sent.
)";

TEST(ForwardedMessage, IsReadFromGmail) {
  const ForwardedMessage message = read(gmail, "");
  EXPECT_EQ(message.from, (Mailbox{"Ada Meyer", "ada@shop.test"}));
  EXPECT_THAT(message.to, ElementsAre(Mailbox{"Bob", "bob@corp.test"}, Mailbox{"", "eve@corp.test"}));
  EXPECT_THAT(message.cc, ElementsAre(Mailbox{"Carl Ode", "carl@corp.test"}));
  EXPECT_EQ(message.subject, "Your order 7");
  EXPECT_EQ(message.date, "Fri, May 3, 2024 at 10:12 AM");
  EXPECT_EQ(message.body, "Dear Bob,\n\nyour order has been sent.");
  EXPECT_EQ(message.comment, "Can you look at this?");
  EXPECT_EQ(message.form, "gmail.en");
}

TEST(ForwardedMessage, IsReadFromInsideQuotationMarksWithoutThem) {
  const ForwardedMessage message = read(
      "Hello\n\n> Anfang der weitergeleiteten Nachricht:\n>\n> Von: Ada <ada@shop.test>\n"
      "> Betreff: Angebot\n> Datum: 3. Mai 2024\n>\n> Guten Tag\n> > älter\n\nBelow\n");
  EXPECT_EQ(message.from.address, "ada@shop.test");
  EXPECT_EQ(message.body, "Guten Tag\n> älter");
  EXPECT_EQ(message.comment, "Hello");
  EXPECT_EQ(message.form, "apple_mail.de");
}

TEST(ForwardedMessage, LosesTheQuotationMarksOfABodyThatIsQuotedAlone) {
  const ForwardedMessage message =
      read("---------- Forwarded message ----------\nFrom: a@shop.test\nSubject: X\n\n> one\n>\n> two\n");
  EXPECT_EQ(message.body, "one\n\ntwo");
}

TEST(ForwardedMessage, NeedsNoSeparatorWhenTheSubjectSaysForward) {
  const ForwardedMessage message = read(
      "See below\n\nVon: Ada Meyer <ada@shop.test>\nGesendet: Freitag, 3. Mai 2024 10:12\nAn: bob@corp.test\n"
      "Betreff: Angebot\nGuten Tag\n",
      "WG: Angebot");
  EXPECT_EQ(message.from.address, "ada@shop.test");
  EXPECT_EQ(message.subject, "Angebot");
  EXPECT_EQ(message.body, "Guten Tag");
}

TEST(ForwardedMessage, IsNoneWhenTheSubjectSaysReply) {
  constexpr std::string_view text =
      "Thanks!\n\n________________________________\nFrom: Ada <ada@shop.test>\nSent: Friday\nTo: bob@corp.test\n"
      "Subject: Offer\n\nHello\n";
  EXPECT_FALSE(read_forwarded_text(text, "RE: Offer"));
  EXPECT_FALSE(read_forwarded_text(text, "AW: Offer"));
  EXPECT_TRUE(read_forwarded_text(text, "FW: Offer"));
  EXPECT_TRUE(read_forwarded_text(text, ""));
}

TEST(ForwardedMessage, OfAReplyIsStillAForward) {
  EXPECT_TRUE(read_forwarded_text(gmail, "Fwd: Re: Your order"));
  EXPECT_TRUE(read_forwarded_text(gmail, "Re: Your order"));
}

TEST(ForwardedMessage, DependsOnTheLanguageWhereOnePrefixMeansBoth) {
  constexpr std::string_view danish =
      "Fra: Ada <ada@shop.test>\nSendt: 3. maj 2024 10:12\nTil: bob@corp.test\nEmne: Tilbud\n\nHej\n";
  constexpr std::string_view finnish =
      "Lähettäjä: Ada <ada@shop.test>\nLähetetty: 3. toukokuuta 2024 10:12\nVastaanottaja: bob@corp.test\nAihe: "
      "Tarjous\n\nHei\n";
  EXPECT_TRUE(read_forwarded_text(danish, "VS: Tilbud"));
  EXPECT_FALSE(read_forwarded_text(finnish, "VS: Tarjous"));
  EXPECT_TRUE(read_forwarded_text(finnish, "VL: Tarjous"));
}

TEST(ForwardedMessage, OfOutlookForMacLooksLikeAReply) {
  constexpr std::string_view text =
      "\uFEFFLe 03/05/2024 10:12, « Ada Meyer » <ada@shop.test> a écrit :\n\n    Bonjour\n";
  const ForwardedMessage message = read(text, "FW: Offre");
  EXPECT_EQ(message.from, (Mailbox{"Ada Meyer", "ada@shop.test"}));
  EXPECT_EQ(message.date, "03/05/2024 10:12");
  EXPECT_EQ(message.subject, "Offre");
  EXPECT_EQ(message.body, "Bonjour");
  EXPECT_EQ(message.comment, "");
  EXPECT_FALSE(read_forwarded_text(text, "RE: Offre"));
  EXPECT_FALSE(read_forwarded_text(text, ""));
}

TEST(ForwardedMessage, TakesTheNewestOfAThread) {
  const ForwardedMessage message = read(
      "Look\n\n-------- Forwarded Message --------\nSubject: \tNew\nDate: \tFri, 3 May 2024\nFrom: \tAda "
      "<ada@shop.test>\n"
      "To: \tbob@corp.test\n\nSee what he wrote.\n\n-------- Forwarded Message --------\nSubject: \tOld\n"
      "From: \tEve <eve@old.test>\n\nFrom: nobody@old.test\n");
  EXPECT_EQ(message.from.address, "ada@shop.test");
  EXPECT_EQ(message.subject, "New");
  EXPECT_NE(message.body.find("eve@old.test"), std::string::npos);
}

TEST(ForwardedMessage, InsideOfAQuotedReplyIsOld) {
  EXPECT_FALSE(read_forwarded_text(
      "Yes.\n\nOn Fri, May 3, 2024 at 10:12 AM Bob <bob@corp.test> wrote:\n\n"
      "> ---------- Forwarded message ---------\n> From: Ada <ada@shop.test>\n> Subject: X\n>\n> Hi\n",
      "Re: X"));
}

TEST(ForwardedMessage, WithANameAloneHasNoAddress) {
  const ForwardedMessage message = read(
      "-----Original Message-----\nFrom: Ada Meyer\nSent: 03 May 2024 10:12\nTo: Bob Ode\nSubject: X\n\nada@shop.test "
      "is mine\n",
      "FW: X");
  EXPECT_EQ(message.from, (Mailbox{"Ada Meyer", ""}));
  EXPECT_THAT(message.to, ElementsAre(Mailbox{"Bob Ode", ""}));
}

TEST(ForwardedMessage, ReadsLabelsThatYahooRunsTogether) {
  const ForwardedMessage message = read(
      "   ----- Weitergeleitete Nachricht ----- Von: Ada Meyer <ada@shop.test>An: \"bob@corp.test\" <bob@corp.test>CC: "
      "Carl <carl@corp.test>Gesendet: Freitag, 3. Mai 2024 um 10:12:50 MESZBetreff: Angebot: jetzt\n Guten Tag\n");
  EXPECT_EQ(message.from, (Mailbox{"Ada Meyer", "ada@shop.test"}));
  EXPECT_THAT(message.to, ElementsAre(Mailbox{"", "bob@corp.test"}));
  EXPECT_THAT(message.cc, ElementsAre(Mailbox{"Carl", "carl@corp.test"}));
  EXPECT_EQ(message.date, "Freitag, 3. Mai 2024 um 10:12:50 MESZ");
  EXPECT_EQ(message.subject, "Angebot: jetzt");
  EXPECT_EQ(message.body, "Guten Tag");
}

TEST(ForwardedMessage, ReadsFoldedAndEmphasisedAndUnknownLabels) {
  const ForwardedMessage message = read(
      "Forwarded message:\n\n*From:* Ada Meyer <\nada@shop.test>\n*X-Folder:* 7\n*Subject:* A long\n"
      "subject\n*To:* bob@corp.test,\neve@corp.test\n*Date:* 3 May\n\nHello\n");
  EXPECT_EQ(message.from.address, "ada@shop.test");
  EXPECT_EQ(message.subject, "A long subject");
  EXPECT_THAT(message.to, ElementsAre(Mailbox{"", "bob@corp.test"}, Mailbox{"", "eve@corp.test"}));
  EXPECT_EQ(message.date, "3 May");
}

TEST(ForwardedMessage, SkipsTheSecondSeparatorOfZoho) {
  const ForwardedMessage message = read(
      "============ Forwarded message ============\nFrom : Ada <ada@shop.test>\n"
      "Date : Fri, 3 May 2024\nSubject : X\n============ Forwarded message ============\n\nHello\n");
  EXPECT_EQ(message.body, "Hello");
}

TEST(ForwardedMessage, ReadsTheAttributionUnderTheSeparatorOfYandex) {
  const ForwardedMessage message = read(
      "-------- Пересылаемое сообщение --------\n03.05.2024, 10:12, \"Ada Meyer\" <ada@shop.test>:\n\nДобрый день\n");
  EXPECT_EQ(message.from, (Mailbox{"Ada Meyer", "ada@shop.test"}));
  EXPECT_EQ(message.body, "Добрый день");
}

TEST(ForwardedMessage, ReadsFormsOfAddressesThatProgramsPrint) {
  const auto from = [](std::string_view printed) {
    return read("From: " + std::string(printed) + "\nSent: Friday\nTo: b@corp.test\nSubject: X\n\nHi\n").from;
  };
  EXPECT_EQ(from("Ada Meyer [mailto:ada@shop.test]"), (Mailbox{"Ada Meyer", "ada@shop.test"}));
  EXPECT_EQ(from("Ada<mailto:ada@shop.test> <ada@shop.test<mailto:ada@shop.test>> on behalf of x@shop.test").address,
            "ada@shop.test");
  EXPECT_EQ(from("Meyer, Ada <ada@shop.test>"), (Mailbox{"Meyer, Ada", "ada@shop.test"}));
  EXPECT_EQ(from("'Meyer, Ada' <ada@shop.test>"), (Mailbox{"Meyer, Ada", "ada@shop.test"}));
  EXPECT_EQ(from("ada@shop.test <ada@shop.test>"), (Mailbox{"", "ada@shop.test"}));
}

TEST(ForwardedMessage, ReadsARecipientListOfManyLines) {
  std::string text = "---------- Forwarded message ---------\nFrom: ada@shop.test\nTo: ";
  for (int i = 0; i < 30; ++i) text += "Name " + std::to_string(i) + " <n" + std::to_string(i) + "@corp.test>,\n";
  const ForwardedMessage message = read(text + "last@corp.test\nSubject: X\n\nHi\n");
  EXPECT_EQ(message.to.size(), 31U);
  EXPECT_EQ(message.subject, "X");
}

TEST(ForwardedMessage, HasNoRecipientsWhenTheyAreHidden) {
  EXPECT_THAT(read("Sent: Friday\nFrom: ada@shop.test\nTo: undisclosed-recipients:;\nSubject: X\n\nHi\n").to,
              IsEmpty());
}

TEST(ForwardedMessage, IsNoOrdinaryText) {
  for (const std::string_view text : {
           "",
           "Hello",
           "Phone: 12345\nFax: 67890\n\nHello\n",
           "Date: Wednesday 3 May\nTime: 7:00\nAddress: 130 Fox St\n",
           "From: London\nTo: Paris\n\nI need a ticket.\n",
           "-- \nAda\n",
           "> quoted\n> lines\n",
           "Forwarded message: see the attachment, please.\n",
       })
    EXPECT_FALSE(read_forwarded_text(text, "")) << text;
}

} // namespace
} // namespace parsers
