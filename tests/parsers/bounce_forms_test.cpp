#include "parsers/bounce_forms.hpp"

#include <gtest/gtest.h>

#include "parsers/delivery_report.hpp"
#include "parsers/phrase_set.hpp"

namespace parsers {
namespace {

struct Bounce {
  std::string_view name;
  std::string_view text;
  std::string_view recipient;
  FailureReason reason;
};

std::string mail(std::string_view text, std::string_view from = "MAILER-DAEMON@mx.relay.example",
                 std::string_view more = "") {
  return "From: " + std::string(from) + "\nTo: b-7Qx@bounce.us.example\nSubject: failure notice\n" + std::string(more) +
         "\n" + std::string(text);
}

std::optional<DeliveryReport> read(const std::string& octets) {
  const ParsedMessage message(octets, Limits{});
  return read_delivery_report(message);
}

constexpr std::string_view returned =
    "Received: from us.example by mx.relay.example; Thu, 1 Oct 2026 10:00:00 +0000\n"
    "From: shop@us.example\nTo: <quoted@elsewhere.example>:\nSubject: News\n\n  prose@elsewhere.example\n";

// One of each way to name a recipient.
constexpr Bounce bounces[] = {
    {"qmail",
     "Hi. This is the qmail-send program at mx.relay.example.\nI'm afraid I wasn't able to deliver your message.\n\n"
     "<ann@new.example>:\n192.0.2.7 does not like recipient.\nRemote host said: 550 5.1.1 nobody here\nGiving up on "
     "192.0.2.7.\n\n"
     "--- Below this line is a copy of the message.\n\n",
     "ann@new.example", FailureReason::user_unknown},
    {"exim",
     "This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
     "delivered. "
     "The following\naddress(es) failed:\n\n  ann@new.example\n    host mx.new.example [192.0.2.7]\n"
     "    SMTP error from remote mail server after RCPT TO:<ann@new.example>:\n    552 5.2.2 mailbox is full\n\n"
     "------ This is a copy of the message, including all the headers. ------\n\n",
     "ann@new.example", FailureReason::mailbox_full},
    {"postfix",
     "This is the mail system at host mx.relay.example.\n\nFor help write to <help@relay.example>\n\n"
     "<ann@new.example> (expanded from <team@us.example>): host mx.new.example[192.0.2.7]\n"
     "    said: 554 5.7.1 <shop@us.example>: Sender address rejected: (in reply to RCPT TO command)\n\n",
     "ann@new.example", FailureReason::rejected},
    {"opensmtpd",
     "    Hi!\n\n    An error has occurred while attempting to deliver a message for\n    the following list of "
     "recipients:\n\n"
     "ann@new.example: 550 5.1.1 nobody\n\n    Below is a copy of the original message:\n\n",
     "ann@new.example", FailureReason::user_unknown},
    {"dragonfly mail agent",
     "This is the DragonFly Mail Agent at mx.relay.example.\n\nThere was an error delivering your mail to "
     "<ann@new.example>.\n\n"
     "DNS lookup failure: host new.example not found\n\nMessage headers follow.\n\n",
     "ann@new.example", FailureReason::host_unknown},
    {"exchange 2003",
     "Your message\n\n  To:      team@us.example\n  Subject: News\n\ndid not reach the following recipient(s):\n\n"
     "ann@new.example on Thu, 1 Oct 2026 10:00:00 +0000\n    The recipient name is not recognized\n",
     "ann@new.example", FailureReason::user_unknown},
    {"domino",
     "Your message\n\n  Subject: News\n\nwas not delivered to:\n\n  ann@new.example\n\nbecause:\n\n  User ann "
     "(ann@new.example) not listed in Domino Directory\n",
     "ann@new.example", FailureReason::user_unknown},
    {"sendmail",
     "   ----- The following addresses had permanent fatal errors -----\n<ann@new.example>\n\n"
     "   ----- Transcript of session follows -----\n... while talking to mx.new.example.:\n>>> RCPT "
     "To:<ann@new.example>\n"
     "<<< 550 no such user\n550 <ann@new.example>... User unknown\n\n   ----- Original message follows -----\n\n",
     "ann@new.example", FailureReason::user_unknown},
    {"sendmail 5",
     "   ----- Transcript of session follows -----\nWhile talking to mx.new.example:\n>>> MAIL From:<shop@us.example>\n"
     "<<< 550 relaying denied\n554 <ann@new.example>... Remote protocol error\n\n   ----- Unsent message follows "
     "-----\n",
     "ann@new.example", FailureReason::no_relaying},
    {"delivery notification",
     "Delivery to the following recipient failed permanently:\n\n     ann@new.example\n\nTechnical details of "
     "permanent failure:\n"
     "The error that the other server returned was:\n550 5.2.1 The email account that you tried to reach is "
     "disabled\n\n----- Original message -----\n\n",
     "ann@new.example", FailureReason::suspended},
    {"nameless, labelled",
     "Undeliverable Address: ann@new.example\n\nReason: the recipient is over disk quota.\n\nOriginal message "
     "attached\n\n",
     "ann@new.example", FailureReason::mailbox_full},
};

TEST(BounceForms, EachRowReadsItsOwnForm) {
  for (const Bounce& bounce : bounces) {
    const auto report = read(mail(std::string(bounce.text) + std::string(returned)));
    ASSERT_TRUE(report) << bounce.name;
    EXPECT_EQ(report->form, bounce.name);
    ASSERT_EQ(report->recipients.size(), 1U) << bounce.name;
    EXPECT_EQ(report->recipients[0].recipient, bounce.recipient) << bounce.name;
    EXPECT_EQ(report->recipients[0].reason, bounce.reason) << bounce.name << ": " << report->recipients[0].diagnostic;
    EXPECT_EQ(report->recipients[0].action, Action::failed) << bounce.name;
  }
}

TEST(BounceForms, TheSameTextFromAPersonIsNoReport) {
  for (const Bounce& bounce : bounces) {
    const std::string octets =
        "From: Ann <ann@us.example>\nTo: desk@us.example\nSubject: what is this?\n\n" + std::string(bounce.text);
    EXPECT_FALSE(read(octets)) << bounce.name;
  }
}

TEST(BounceForms, APersonWhoQuotesAReportInAReplyIsNoReport) {
  std::string quoted =
      "From: Ann <ann@us.example>\nSubject: Re: failure notice\nIn-Reply-To: <1@us.example>\n\nwhat now?\n\n";
  quoted += "> Hi. This is the qmail-send program at mx.relay.example.\n> \n> <ann@new.example>:\n> 550 5.1.1 nobody\n";
  EXPECT_FALSE(read(quoted));
}

TEST(BounceForms, SurvivesTruncationsOfEveryForm) {
  for (const Bounce& bounce : bounces) {
    const std::string octets = mail(std::string(bounce.text) + std::string(returned));
    for (std::size_t length = bounce.name.size() % 3; length <= octets.size(); length += 3) {
      const auto report = read(octets.substr(0, length));
      if (!report) continue;
      ASSERT_LE(report->recipients.size(), 2U);
      EXPECT_EQ(report->recipients[0].recipient.find("elsewhere.example"), std::string::npos)
          << bounce.name << ' ' << length;
    }
  }
}

TEST(BounceForms, SeveralRecipientsKeepTheirOwnReasons) {
  const auto report = read(mail(
      "Hi. This is the qmail-send program at mx.relay.example.\nI'm afraid I wasn't able to deliver your message.\n\n"
      "<ann@new.example>:\n192.0.2.7 does not like recipient.\nRemote host said: 550 5.1.1 nobody\n\n"
      "<bo@new.example>:\n192.0.2.7 does not like recipient.\nRemote host said: 552 5.2.2 full\n\n--- Below this line "
      "is a copy of the message.\n"));
  ASSERT_TRUE(report);
  ASSERT_EQ(report->recipients.size(), 2U);
  EXPECT_EQ(report->recipients[0].reason, FailureReason::user_unknown);
  EXPECT_EQ(report->recipients[1].reason, FailureReason::mailbox_full);
}

TEST(BounceForms, WarningsAreDelays) {
  const auto report =
      read(mail("This message was created automatically by mail delivery software.\nA message that you sent has not "
                "yet been delivered "
                "to one or more of its\nrecipients after more than 24 hours on the queue.\n\n"
                "The address to which the message has not yet been delivered is:\n\n  ann@new.example\n    Delay "
                "reason: Connection timed out\n"));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->recipients[0].action, Action::delayed);
  EXPECT_EQ(report->recipients[0].permanence, Permanence::soft);
  EXPECT_EQ(report->recipients[0].reason, FailureReason::expired);
}

TEST(BounceForms, TakesTheHeaderFieldWhereTheTextNamesNoAddress) {
  const auto report = read(
      mail("This message was created automatically by mail delivery software.\n\nThe following address(es) failed:\n\n"
           "  pipe to |/usr/local/bin/filter\n    generated by ann\n    local delivery failed\n",
           "Mail Delivery System <Mailer-Daemon@mx.relay.example>",
           "X-Failed-Recipients: ann@new.example, bo@new.example\n"));
  ASSERT_TRUE(report);
  ASSERT_EQ(report->recipients.size(), 2U);
  EXPECT_EQ(report->recipients[0].recipient, "ann@new.example");
  EXPECT_EQ(report->recipients[0].reason, FailureReason::mailer_error);
}

TEST(BounceForms, ReportWithoutAnyNameIsOfTheEnvelopesRecipient) {
  const auto report = read(
      mail("   ----- Transcript of session follows -----\n421 new.example (smtp)... Deferred: Connection timed out\n"));
  ASSERT_TRUE(report);
  ASSERT_EQ(report->recipients.size(), 1U);
  EXPECT_EQ(report->recipients[0].recipient, "");
  EXPECT_EQ(report->recipients[0].reason, FailureReason::expired);
}

TEST(BounceForms, NeverTakesAddressesOfTheProse) {
  const auto report = read(mail(
      "Your message was not delivered.\n\nPlease write to help@relay.example, or try ann.doe@new.example instead of "
      "ann@new.example next time.\n"));
  EXPECT_FALSE(report);
}

TEST(BounceForms, TakesTheOnlyAddressOfATextThatIsNoHelpdesks) {
  const auto report =
      read(mail("Your message was not delivered.\n\nThe host of ann@new.example gave no answer; write to "
                "help@relay.example, or answer b-7Qx@bounce.us.example.\n"));
  ASSERT_TRUE(report);
  ASSERT_EQ(report->recipients.size(), 1U);
  EXPECT_EQ(report->recipients[0].recipient, "ann@new.example");
}

TEST(BounceForms, AnAnsweringProgramThatNamesAColleagueReportsNothing) {
  EXPECT_FALSE(
      read("From: Jo <jo@new.example>\nReturn-Path: <>\nAuto-Submitted: auto-replied\nSubject: away\n\n"
           "I am away; mail cannot be delivered to me until 3 June. Please write to ann@new.example instead.\n"));
}

TEST(BounceForms, AnAliasIsTheAddressThatWasWrittenTo) {
  for (const std::string_view text :
       {"   ----- The following addresses had permanent fatal errors -----\nann@new.example\n"
        "    (expanded from: <team@us.example>)\n\n   ----- Transcript of session follows -----\n550 5.1.1 no\n",
        "This is the mail system at host mx.relay.example.\n\n"
        "<ann@new.example> (expanded from <team@us.example>): 550 5.1.1 no\n"}) {
    const auto report = read(mail(text));
    ASSERT_TRUE(report) << text;
    ASSERT_EQ(report->recipients.size(), 1U) << text;
    EXPECT_EQ(report->recipients[0].recipient, "ann@new.example") << text;
    EXPECT_EQ(report->recipients[0].original_recipient, "team@us.example") << text;
  }
}

TEST(BounceForms, UnknownWordsAreReadByTheirFailureCodeAlone) {
  const std::string_view text = "Qwerty uiop asdf:\n\n  ann@new.example\n  550 5.1.1 zxcv\n";
  EXPECT_TRUE(read(mail(text)));
  EXPECT_FALSE(read(mail("Qwerty uiop asdf:\n\n  ann@new.example\n  451 4.7.1 zxcv\n")));
  EXPECT_FALSE(read("From: Ann <ann@us.example>\nSubject: question\n\n" + std::string(text)));
}

TEST(BounceForms, RowsAreLowerCase) {
  for (const BounceForm& form : bounce_forms()) {
    for (const std::string_view start : form.start)
      EXPECT_EQ(fold_words("x" + std::string(start)), "x" + std::string(start)) << form.name;
    for (const std::string_view subject : form.subject) EXPECT_EQ(fold_words(subject), subject) << form.name;
  }
  for (const std::string_view start : quotation_starts()) EXPECT_EQ(fold_words(start), start);
  for (const std::string_view words : delay_words()) EXPECT_EQ(fold_words(words), words);
}

} // namespace
} // namespace parsers
