#include "parsers/automatic_reply.hpp"

#include <gtest/gtest.h>

#include "parsers/automatic_words.hpp"
#include "parsers/phrase_set.hpp"

namespace parsers {
namespace {

constexpr Instant received = std::chrono::sys_days{std::chrono::year{2026} / 3 / 10};

std::optional<AutomaticReply> read(const std::string& octets) {
  const ParsedMessage message(octets, Limits{});
  return read_automatic_reply(message, received);
}

std::string mail(std::string_view fields, std::string_view text, std::string_view subject = "Re: News") {
  return "From: Ann <ann@new.example>\nTo: r-4@us.example\nSubject: " + std::string(subject) + "\n" +
         std::string(fields) + "\n" + std::string(text);
}

TEST(AutomaticReply, HeaderFieldsProveIt) {
  for (const std::string_view field :
       {"Auto-Submitted: auto-replied (vacation)\n", "X-Autoreply: yes\n", "X-Autorespond: News\n",
        "Precedence: auto_reply\n", "X-Apple-Action: vacation\n"})
    EXPECT_TRUE(read(mail(field, "Hello."))) << field;
}

TEST(AutomaticReply, SuppressionFieldsAndNegationsProveNothing) {
  for (const std::string_view field :
       {"X-Auto-Response-Suppress: All\n", "Auto-Submitted: no\n", "X-Autoreply: no\n", "Precedence: bulk\n"})
    EXPECT_FALSE(read(mail(field, "Yes, please send me the offer."))) << field;
}

TEST(AutomaticReply, SubjectsOfManyLanguagesProveIt) {
  for (const std::string_view subject :
       {"Automatic reply: News", "Abwesenheitsnotiz: News", "Réponse automatique : News", "Respuesta automática: News",
        "Automatisch antwoord: News", "自动回复: News", "Out of Office: News", "Autosvar: News"}) {
    const auto reply = read(mail("", "I am away.", subject));
    ASSERT_TRUE(reply) << subject;
    EXPECT_EQ(reply->kind, AutomaticKind::out_of_office) << subject;
  }
}

TEST(AutomaticReply, PeopleWhoWriteOfTheirAbsenceAreNoMachines) {
  EXPECT_FALSE(read(mail("", "Sorry, I was out of office last week. Yes, send it.")));
  EXPECT_FALSE(read(mail("In-Reply-To: <1@us.example>\n", "Thanks!", "Re: Automatic reply: News")));
}

TEST(AutomaticReply, WordsProveItOnlyWithANullReturnPath) {
  EXPECT_TRUE(read(mail("Return-Path: <>\n", "I am on vacation until 16 March.")));
  EXPECT_FALSE(read(mail("Return-Path: <ann@new.example>\n", "I am on vacation until 16 March.")));
}

TEST(AutomaticReply, NewslettersAndReportsAreNone) {
  EXPECT_FALSE(read(mail("Auto-Submitted: auto-generated\nList-Id: <news.new.example>\n", "This week's news.")));
  EXPECT_FALSE(read(mail(
      "Auto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"cut\"\n",
      "--cut--\n")));
}

TEST(AutomaticReply, TellsDateAndAlternative) {
  const auto reply = read(mail("Auto-Submitted: auto-replied\n",
                               "I am out of the office until 16 March 2026. For urgent matters please contact Jo at "
                               "jo@new.example.\n\nAnn, ann@new.example\n"));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->kind, AutomaticKind::out_of_office);
  ASSERT_TRUE(reply->until);
  EXPECT_EQ(to_iso(*reply->until), "2026-03-16");
  EXPECT_EQ(reply->alternative, "jo@new.example");
  EXPECT_NE(reply->evidence.find("Auto-Submitted"), std::string::npos);
}

TEST(AutomaticReply, SendersOwnAddressIsNoAlternative) {
  const auto reply =
      read(mail("Auto-Submitted: auto-replied\n", "Please contact me at ann@new.example when I am back."));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->alternative, "");
}

TEST(AutomaticReply, NamesItsKind) {
  const auto kind_of = [](std::string_view text) { return read(mail("Auto-Submitted: auto-replied\n", text))->kind; };
  EXPECT_EQ(kind_of("Ann no longer works for New Ltd. Please write to jo@new.example."), AutomaticKind::left_company);
  EXPECT_EQ(kind_of("Thank you, we have received your message. Your ticket is 42."), AutomaticKind::acknowledgement);
  EXPECT_EQ(kind_of("Ich bin im Urlaub."), AutomaticKind::vacation);
  EXPECT_EQ(kind_of("Please prove that you are human by following this link."), AutomaticKind::challenge);
  EXPECT_EQ(kind_of("Miau."), AutomaticKind::other);
}

TEST(AutomaticReply, QuotedTextSaysNothing) {
  const auto reply = read(
      mail("Auto-Submitted: auto-replied\n", "We have received your message.\n\n> I am on vacation until 16 March.\n"));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->kind, AutomaticKind::acknowledgement);
  EXPECT_FALSE(reply->until);
}

TEST(AutomaticReply, SurvivesEveryTruncation) {
  const std::string octets =
      mail("Auto-Submitted: auto-replied\n", "Away until 16 March 2026; contact jo@new.example.");
  for (std::size_t length = 0; length <= octets.size(); ++length) {
    const auto reply = read(octets.substr(0, length));
    if (reply && reply->until) {
      EXPECT_TRUE(reply->until->ok());
    }
  }
}

TEST(AutomaticWords, AreWrittenAsTheyAreCompared) {
  for (const AutomaticWords& row : automatic_subjects()) EXPECT_EQ(fold_words(row.words), row.words);
  for (const AutomaticWords& row : automatic_texts()) EXPECT_EQ(fold_words(row.words), row.words);
}

TEST(Disposition, ReadsAReadReceipt) {
  const std::string octets =
      "From: ann@new.example\nSubject: Read: News\nMIME-Version: 1.0\n"
      "Content-Type: multipart/report; report-type=disposition-notification; boundary=\"cut\"\n\n"
      "--cut\nContent-Type: text/plain\n\nread\n--cut\nContent-Type: message/disposition-notification\n\n"
      "Final-Recipient: rfc822; ann@new.example\nDisposition: manual-action/MDN-sent-manually; displayed\n--cut--\n";
  const ParsedMessage message(octets, Limits{});
  const auto disposition = read_disposition(message);
  ASSERT_TRUE(disposition);
  EXPECT_EQ(disposition->final_recipient, "ann@new.example");
  EXPECT_EQ(disposition->disposition, "displayed");
}

TEST(ProviderNotice, ReadsGmailsForwardingConfirmation) {
  const std::string octets =
      "From: Gmail Team <forwarding-noreply@google.com>\nTo: f-7@us.example\n"
      "Subject: (#123456789) Gmail Forwarding Confirmation - Receive Mail from ann@gmail.com\n\n"
      "ann@gmail.com has requested to forward mail.\nConfirmation code: 123456789\n\n"
      "https://mail-settings.google.com/mail/vf-%5Babc%5D-x_Y\n\nIf not: "
      "https://mail-settings.google.com/mail/uf-%5Bdef%5D\n";
  const ParsedMessage message(octets, Limits{});
  const auto notice = read_provider_notice(message);
  ASSERT_TRUE(notice);
  EXPECT_EQ(notice->provider, "gmail");
  EXPECT_EQ(notice->code, "123456789");
  EXPECT_EQ(notice->link, "https://mail-settings.google.com/mail/vf-%5Babc%5D-x_Y");
}

TEST(ProviderNotice, OthersCannotAskInGooglesName) {
  const std::string octets =
      "From: x@forwarding-noreply.google.com.evil.example\nSubject: (#123456789) Gmail Forwarding Confirmation\n\n"
      "https://mail-settings.google.com/mail/vf-1\n";
  const ParsedMessage message(octets, Limits{});
  EXPECT_FALSE(read_provider_notice(message));
}

} // namespace
} // namespace parsers
