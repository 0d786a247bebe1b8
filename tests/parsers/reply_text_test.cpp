#include "parsers/reply_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string words(std::string_view text) { return read_reply_text(text).text; }

constexpr std::string_view attribution = "On Fri, May 3, 2024 at 10:12 AM Ada Meyer <ada@shop.test> wrote:\n";

TEST(ReplyText, IsAllOfAMessageWithoutQuotation) {
  EXPECT_EQ(words("Hello,\n\nplease stop.\n"), "Hello,\n\nplease stop.");
  EXPECT_EQ(words(""), "");
}

TEST(ReplyText, StandsAboveTheQuotation) {
  const ReplyText reply =
      read_reply_text("Please stop.\n\n" + std::string(attribution) + "\n> Buy now\n>\n> Click to unsubscribe\n");
  EXPECT_EQ(reply.text, "Please stop.");
  EXPECT_THAT(reply.quotation, HasSubstr("Click to unsubscribe"));
  EXPECT_THAT(reply.quotation, HasSubstr("ada@shop.test"));
}

TEST(ReplyText, StandsBelowTheQuotation) {
  EXPECT_EQ(words(std::string(attribution) + "\n> Buy now\n\nPlease stop.\n"), "Please stop.");
}

TEST(ReplyText, StandsBetweenQuotedLines) {
  EXPECT_EQ(words(std::string(attribution) + "> Who are you?\n\nBob.\n\n> Do you want more?\n\nNo.\n"), "Bob.\n\nNo.");
}

TEST(ReplyText, EndsWhereAProgramQuotesWithoutMarks) {
  EXPECT_EQ(words("Please stop.\n\n" + std::string(attribution) + "\nBuy now\n"), "Please stop.");
  EXPECT_EQ(
      words("Stopp.\n\nVon: Ada <ada@shop.test>\nGesendet: Freitag, 3. Mai 2024\nAn: Bob\nBetreff: Angebot\n\nKauf!\n"),
      "Stopp.");
  EXPECT_EQ(
      words("Stop\n________________________________\nFrom: Ada <ada@shop.test>\nSent: Friday\nSubject: X\n\nBuy\n"),
      "Stop");
  EXPECT_EQ(words("Stopp\n\n-----Ursprüngliche Nachricht-----\nVon: Ada\n\nKauf\n"), "Stopp");
  EXPECT_EQ(words("Stop\n\n----- Original Message -----\n\nBuy\n"), "Stop");
  EXPECT_EQ(words("停止\n\n发件人: Ada <ada@shop.test>\n发送时间: 2024年5月3日\n收件人: Bob\n主题: X\n\n买\n"), "停止");
}

TEST(ReplyText, EndsAtTheLineOfATicketSystem) {
  EXPECT_EQ(words("Done.\n\nAda wrote:\n\n##- Please type your reply above this line -##\n\nBuy\n"), "Done.");
}

TEST(ReplyText, IsNotSwallowedByAMarkWithNothingAbove) {
  EXPECT_EQ(words(std::string(attribution) + "\nPlease stop.\n"), "Please stop.");
  EXPECT_EQ(words("From: Ada <ada@shop.test>\nSent: Friday\nSubject: X\n\nPlease stop.\n"), "Please stop.");
}

TEST(ReplyText, KeepsWhatOnlyLooksLikeAMark) {
  for (const std::string_view text : {
           "Invitation:\n\nDate: Wednesday 3 May\nTime: 7:00\nAddress: 130 Fox St\n\nBring your ID.",
           "From: London\nTo: Paris\n\nI need a ticket.",
           "I need a flight.\n\nFrom: London\nTo: Paris\nDate: 3 May 2024\n\nAnd stop the newsletter.",
           "I wrote to you before: stop.",
           "Visit us\n>>> http://shop.test <<<\nnow",
           "a -- b\n\nparsing -- of dashes",
           "| a | b |\n| 1 | 2 |",
           "Please remove:\nada@shop.test\nbob@corp.test",
       })
    EXPECT_EQ(words(text), text);
}

TEST(ReplyText, KeepsARepliersLinesBetweenQuotedOnesEvenWithoutBlankLines) {
  EXPECT_EQ(words("> Coming?\nYes\n> Bring beer?\nsure\n> Bye\n"), "Yes\nsure");
}

TEST(ReplyText, LosesTheRestOfAQuotedLineThatWasBroken) {
  EXPECT_EQ(
      words("Stop.\n\n" + std::string(attribution) +
            "> a quoted line that is so long that the program of the sender broke it\nsomewhere\n> and went on\n"),
      "Stop.");
  EXPECT_EQ(words("Stop.\n\nAm 3. Mai 2024 um 10:12 schrieb Ada <ada@shop.test\n>:\n\n> Kauf\n"), "Stop.");
}

TEST(ReplyText, LosesTheSignatureButSignedTextKeepsIt) {
  const ReplyText reply = read_reply_text("Stop.\n\n-- \nBob Ode\nCorp\n\n" + std::string(attribution) + "> Buy\n");
  EXPECT_EQ(reply.text, "Stop.");
  EXPECT_EQ(reply.signed_text, "Stop.\n\n-- \nBob Ode\nCorp");
}

TEST(ReplyText, LosesTheClosingPhraseWithTheName) {
  for (const std::string_view closing :
       {"Regards,\n\nBob Ode\nCEO @ Corp\n+49 30 123456", "Mit freundlichen Grüßen\nBob Ode", "Cordialement,\nBob",
        "Kind regards", "Thanks,\nBob", "С уважением,\nBob", "MfG"}) {
    const ReplyText reply = read_reply_text("Please stop.\n\n" + std::string(closing));
    EXPECT_EQ(reply.text, "Please stop.") << closing;
    EXPECT_EQ(reply.signed_text, "Please stop.\n\n" + std::string(closing));
  }
}

TEST(ReplyText, KeepsWordsBelowTheClosingPhrase) {
  for (const std::string_view below : {"P.S. Stop all mail to me.", "UNSUBSCRIBE", "unsubscribe me", "Stop mailing me.",
                                       "And delete my data, please!"}) {
    EXPECT_THAT(words("Thank you for the offer.\n\nRegards,\nBob\n\n" + std::string(below)),
                HasSubstr(std::string(below)))
        << below;
    EXPECT_THAT(words("Thank you for the offer.\n\nRegards,\n" + std::string(below)), HasSubstr(std::string(below)))
        << below;
  }
}

TEST(ReplyText, KeepsAClosingPhraseThatIsAllThereIs) {
  EXPECT_EQ(words("Thanks"), "Thanks");
  EXPECT_EQ(words("Kind regards"), "Kind regards");
  EXPECT_EQ(words("I will pay.\n\nthanks"), "I will pay.\n\nthanks");
}

TEST(ReplyText, KeepsMuchTextBelowALineOfDashes) {
  std::string text = "Hello\n--\n";
  for (int i = 0; i < 40; ++i) text += "A paragraph that says something.\n";
  EXPECT_EQ(words(text).size() + 1, text.size());
}

TEST(ReplyText, LosesTheLinesOfDevices) {
  for (const std::string_view line :
       {"Sent from my iPhone", "Gesendet von Outlook für Android<https://aka.ms/x>", "Envoyé de mon iPad",
        "Von meinem iPhone gesendet", "Enviado desde mi iPhone", "iPhoneから送信",
        "Get Outlook for iOS<https://aka.ms/x>", "(Sent from mobile device)", "从我的 iPhone 发送",
        "Verzonden vanaf mijn iPhone", "Отправлено с iPhone", "iPhone'umdan gönderildi", "Az iPhone-omról küldve"}) {
    const ReplyText reply = read_reply_text("Stop.\n\n" + std::string(line) + "\n");
    EXPECT_EQ(reply.text, "Stop.") << line;
    EXPECT_EQ(reply.signed_text, "Stop.") << line;
  }
}

TEST(ReplyText, KeepsSentencesThatBeginLikeTheLineOfADevice) {
  for (const std::string_view sentence : {"Sent from my desk, is much easier than my mobile phone.",
                                          "Von meinem Anwalt hören Sie noch", "Sent by mistake, please ignore"})
    EXPECT_THAT(words("Hello\n\n" + std::string(sentence)), HasSubstr(std::string(sentence)));
}

TEST(ReplyText, LosesTheBannerOfAGateway) {
  EXPECT_EQ(words("[EXTERNAL] This mail came from outside.\nTake care.\n\nPlease stop.\n"), "Please stop.");
  EXPECT_EQ(words("[EXTERNAL] stop"), "[EXTERNAL] stop");
}

TEST(ReplyText, LosesAConfidentialityNotice) {
  EXPECT_EQ(words("Please stop.\n\nThis e-mail and any attachments are confidential and meant for the addressee alone. "
                  "If you are "
                  "not the addressee, tell the sender and delete it.\n"),
            "Please stop.");
}

TEST(ReplyText, OfQuotationAloneIsEmpty) { EXPECT_EQ(words("> Buy now\n> or unsubscribe here\n"), ""); }

constexpr std::string_view everything =
    "[EXTERNAL] Take care.\n\nHello,\nplease stop.\n\nKind regards\nBob Ode\n\nSent from my iPhone\n\n"
    "Am 3. Mai 2024 um 10:12 schrieb Ada <ada@shop.test>:\n\n> Kauf\n>\n> > älter\n\nNoch etwas.\n-- \nBob\n\n"
    "-----Original Message-----\nFrom: Ada <ada@shop.test>\nSent: Friday\nTo: bob@corp.test\nSubject: X\n\nBuy\n";

TEST(ReplyText, SurvivesEachTruncation) {
  test::for_each_truncation(everything, [](std::string_view text) {
    const ReplyText reply = read_reply_text(text);
    EXPECT_LE(reply.text.size(), reply.signed_text.size());
    EXPECT_LE(reply.signed_text.size() + reply.quotation.size(), text.size() + 2);
  });
}

TEST(ReplyText, TakesNothingButLinesOfTheMessage) {
  const ReplyText reply = read_reply_text(everything);
  EXPECT_EQ(reply.text, "Hello,\nplease stop.\n\nNoch etwas.");
  EXPECT_THAT(reply.quotation, Not(HasSubstr("Noch")));
}

TEST(ReplyHtml, LosesBlockquotes) {
  const ReplyText reply = read_reply_html(
      "<div>Please stop.</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">Foo 3 bar Ada baz:</div>"
      "<blockquote class=\"gmail_quote\">Buy now</blockquote></div><div>Really.</div>");
  EXPECT_EQ(reply.text, "Please stop.\n\nReally.");
  EXPECT_THAT(reply.quotation, HasSubstr("Buy now"));
  EXPECT_THAT(reply.quotation, HasSubstr("Ada baz"));
}

TEST(ReplyHtml, KeepsWordsBetweenBlockquotesOfOneReply) {
  EXPECT_EQ(read_reply_html(
                "<div class=\"gmail_quote\"><blockquote>Who?</blockquote>Bob.<blockquote>More?</blockquote>No.</div>")
                .text,
            "Bob.\nNo.");
}

TEST(ReplyHtml, KeepsWordsBetweenTheQuotationsOfTodaysGmail) {
  EXPECT_EQ(
      read_reply_html("<div class=\"gmail_quote gmail_quote_container\"><div class=\"gmail_attr\">Foo bar baz:</div>"
                      "<blockquote>Who?</blockquote>Bob.<blockquote>More?</blockquote>No.</div>")
          .text,
      "Bob.\nNo.");
}

TEST(ReplyHtml, EndsAtTheBlockOfOutlook) {
  const ReplyText reply = read_reply_html(
      "<p>Stop</p><div id=\"divRplyFwdMsg\"><b>Quem:</b> Ada<br><b>Quando:</b> hoje</div><p>Buy or unsubscribe</p>");
  EXPECT_EQ(reply.text, "Stop");
  EXPECT_THAT(reply.quotation, HasSubstr("unsubscribe"));
}

TEST(ReplyHtml, KeepsWhatStandsBelowAQuotationElement) {
  EXPECT_EQ(read_reply_html("<p>Stop</p><div class=\"protonmail_quote\">Ada<div>Buy</div></div><p>Now</p>").text,
            "Stop\n\nNow");
}

TEST(ReplyHtml, KeepsIndentedParagraphs) {
  EXPECT_EQ(read_reply_html(
                "<p>Look:</p><blockquote style=\"margin:0 0 0 40px;border:none;padding:0px\">my words</blockquote>")
                .text,
            "Look:\nmy words");
}

TEST(ReplyHtml, KeepsAForwardWhole) {
  EXPECT_THAT(
      read_reply_html("<div class=\"gmail_attr\">---------- Forwarded message ---------<br>From: Ada</div><p>Hello</p>")
          .text,
      HasSubstr("Hello"));
}

TEST(ReplyHtml, SurvivesEachTruncation) {
  constexpr std::string_view html =
      "<div>Stop &amp; go</div><div class=\"moz-cite-prefix\">On 3 May 2024 at 10:12 Ada wrote:<br></div><blockquote "
      "type=\"cite\">"
      "Buy<blockquote style=\"border:none\">old</blockquote></blockquote><div class=\"yahoo_quoted\"><div>x</div></div>"
      "<div id=\"divRplyFwdMsg\">From: Ada</div>end";
  test::for_each_truncation(html, [](std::string_view cut) {
    const ReplyText reply = read_reply_html(cut);
    EXPECT_THAT(reply.text, Not(HasSubstr("Buy")));
    EXPECT_LE(reply.text.size(), cut.size());
  });
}

TEST(ReplyOfMessage, ReadsThePlainTextWhereItHasWords) {
  const ParsedMessage message(
      "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nplain\n--b\n"
      "Content-Type: text/html\n\n<p>html\n--b--\n",
      Limits{});
  EXPECT_EQ(read_reply(message).text, "plain");
}

TEST(ReplyOfMessage, ReadsTheHtmlWhereThePlainTextIsEmpty) {
  const ParsedMessage message(
      "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n \n--b\n"
      "Content-Type: text/html\n\n<p>html\n--b--\n",
      Limits{});
  EXPECT_EQ(read_reply(message).text, "html");
}

} // namespace
} // namespace parsers
