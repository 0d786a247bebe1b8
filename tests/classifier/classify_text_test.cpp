// What people write, and what it means: examples of our own, by language and by trap.
#include <gtest/gtest.h>

#include "classifier/classify.hpp"

namespace classifier {

namespace {

Verdict verdict_on(std::string_view text, std::string_view subject = {}) {
  return classify_text(text, subject, standard_knowledge());
}

constexpr double acts = 0.65;

void expect_opt_outs(const std::vector<std::string_view>& texts) {
  for (const std::string_view text : texts) {
    const Verdict verdict = verdict_on(text);
    EXPECT_EQ(verdict.intent, Intent::opt_out) << text;
    EXPECT_GE(verdict.confidence, acts) << text;
    EXPECT_TRUE(verdict.concerns_sender) << text;
  }
}

void expect_intent(Intent intent, const std::vector<std::string_view>& texts) {
  for (const std::string_view text : texts) EXPECT_EQ(verdict_on(text).intent, intent) << text;
}

/// Neither an opt-out nor a complaint that is sure enough to act.
void expect_no_suppression(const std::vector<std::string_view>& texts) {
  for (const std::string_view text : texts) {
    const Verdict verdict = verdict_on(text);
    const bool stops = verdict.intent == Intent::opt_out || verdict.intent == Intent::complaint;
    const std::string rule = verdict.reasons.empty() ? "" : verdict.reasons.front().rule;
    EXPECT_FALSE(stops && verdict.confidence >= acts && verdict.concerns_sender) << text << " by " << rule;
  }
}

} // namespace

TEST(OptOut, SingleWords) {
  expect_opt_outs({"STOP", "stop.", "Unsubscribe", "UNSUBSCRIBE!!", "remove", "opt-out", "Opt out", "unsub", "Abmelden",
                   "STOPP", "Afmelden", "BAJA", "SAIR", "Désabonner", "Отписаться", "Odhlásit", "Avregistrera"});
}

TEST(OptOut, SingleWordsAmongCourtesies) {
  expect_opt_outs({"Stop. Thank you", "Hi Mara,\n\nplease stop.\n\nBob", "Hello,\nSTOP\n\nThanks\nBob Miller",
                   "Bitte abmelden, danke!", "Please remove"});
}

TEST(OptOut, English) {
  expect_opt_outs({"Please take me off your mailing list.", "I would like to unsubscribe from this newsletter",
                   "Can you please remove me from your list?", "I don't want to receive your emails anymore",
                   "Kindly stop mailing me.", "No more emails please", "Leave me alone",
                   "I've asked to be removed three times already", "Not interested, remove me",
                   "We like the tool, but please stop the newsletter", "please lose my email address",
                   "I'm withdrawing my consent to receive marketing emails", "UNSUBCRIBE ME"});
}

TEST(OptOut, German) {
  expect_opt_outs({"Bitte nehmen Sie mich aus Ihrem Verteiler.", "Bitte melden Sie mich vom Newsletter ab.",
                   "Ich möchte keine Werbung mehr erhalten.", "ich moechte keine weiteren mails",
                   "Bitte loeschen Sie meine Adresse", "Lassen Sie mich in Ruhe!",
                   "Hiermit kündige ich den Newsletter.", "Kein Interesse, bitte nicht mehr kontaktieren."});
}

TEST(OptOut, OtherLanguages) {
  expect_opt_outs({"Désabonnez-moi", "Merci de me retirer de votre liste", "Por favor denme de baja",
                   "No quiero recibir más correos", "Cancellatemi dalla lista per favore",
                   "Por favor removam o meu email da vossa lista", "Haal mij van de lijst af aub",
                   "Fjern mig fra listen", "Ta bort mig från listan", "Proszę mnie wypisać", "Prosím odhlaste mě",
                   "Kérem, vegyenek le a listáról", "Отпишите меня", "Lütfen beni listeden çıkarın", "请退订",
                   "配信停止をお願いします", "수신거부"});
}

TEST(OptOut, NegationIsNone) {
  expect_no_suppression({"Please don't unsubscribe me, I love these", "Don't remove me from the list!",
                         "No, don't stop sending these", "Bitte nicht abmelden!", "No me den de baja por favor",
                         "Neodhlašujte mě prosím", "Beni listeden çıkarmayın lütfen", "请不要取消我的订阅"});
}

TEST(OptOut, OtherThingsThatStopAreNone) {
  expect_no_suppression({"Feel free to stop by any time!", "We have got to stop this terrible bill",
                         "Cancel my order please", "Please cancel the demo on Friday",
                         "Can you remove the logo from page 3?", "Please remove the second line item from the invoice.",
                         "Drop me a line when you are in town", "Ich möchte mich zum Webinar abmelden",
                         "Bitte stornieren Sie meine Bestellung.", "Estoy de baja médica hasta mayo",
                         "Bin im Urlaub, melde mich ab Montag", "Stop sending invoices to the old address"});
}

TEST(OptOut, MailThatDidNotArriveIsNone) {
  expect_no_suppression({"I did not receive your email, can you send it again?", "We never received your invoice",
                         "Ich habe keine E-Mail bekommen", "Wir haben keine Mails von Ihnen erhalten",
                         "Je n'ai pas reçu votre email", "No he recibido su correo", "I found your email in spam"});
}

TEST(OptOut, QuestionsAboutItAreNone) {
  expect_no_suppression({"How many people unsubscribe each month?", "Does your tool handle unsubscribe links?",
                         "Will replying STOP remove me?", "What happens if I unsubscribe?"});
}

TEST(OptOut, AskingHowIsOne) {
  const Verdict verdict = verdict_on("How do I unsubscribe?");
  EXPECT_EQ(verdict.intent, Intent::opt_out);
}

TEST(OptOut, ThirdPartiesAreNotTheSender) {
  expect_no_suppression({"unsubscribe my colleague please, he left", "Please remove Bob Miller from your list",
                         "Bitte löschen Sie meinen Kollegen aus dem Verteiler",
                         "Please remove anna@acme.example from your list"});
}

TEST(OptOut, NamedAddressesAreConcerned) {
  const Verdict verdict = verdict_on("Please remove Anna@Acme.example and peter@acme.example from your list.");
  EXPECT_EQ(verdict.intent, Intent::opt_out);
  EXPECT_FALSE(verdict.concerns_sender);
  ASSERT_EQ(verdict.concerns.size(), 2U);
  EXPECT_EQ(verdict.concerns[0].text(), "anna@acme.example");
  EXPECT_EQ(verdict.concerns[1].text(), "peter@acme.example");
}

TEST(OptOut, FootersTellHowAndWantNothing) {
  expect_no_suppression({"Yes, send the proposal.\n\n--\nDan Wu\nDo not want mails from us? Reply with REMOVE.",
                         "Great idea!\nTo unsubscribe, click here",
                         "Ok.\nIf you no longer wish to receive these emails, "
                         "unsubscribe: https://acme.example/u",
                         "Gerne.\n\nMit freundlichen Grüßen\nRuth\n"
                         "Newsletter abbestellen: https://velo.example/ab"});
}

TEST(OptOut, SecondThoughtsAreNone) {
  expect_no_suppression({"I unsubscribed by mistake, please add me again",
                         "Ich habe mich versehentlich abgemeldet, bitte wieder aufnehmen"});
}

TEST(OptOut, OfEverything) {
  EXPECT_TRUE(verdict_on("Never contact me again.").covers_everything);
  EXPECT_TRUE(verdict_on("I don't want to hear from you ever again").covers_everything);
  EXPECT_FALSE(verdict_on("Please unsubscribe me").covers_everything);
}

TEST(Flags, Erasure) {
  for (const char* text : {"Delete all my personal data according to GDPR.", "please delete my account and all my data",
                           "Löschen Sie bitte alle meine Daten gemäß Art. 17 DSGVO.",
                           "Under the GDPR I request erasure of my personal data"}) {
    const Verdict verdict = verdict_on(text);
    EXPECT_EQ(verdict.intent, Intent::opt_out) << text;
    EXPECT_TRUE(verdict.erasure_request) << text;
  }
  EXPECT_FALSE(verdict_on("Please delete the data of last year from the chart").erasure_request);
}

TEST(Flags, Access) {
  for (const char* text :
       {"Where did you get my email address?", "What data do you hold about me?", "Woher haben Sie meine Adresse?"}) {
    EXPECT_TRUE(verdict_on(text).access_request) << text;
    EXPECT_EQ(verdict_on(text).intent, Intent::question) << text;
  }
}

TEST(Complaint, SaysSpamThreatensOrReports) {
  expect_intent(Intent::complaint, {"This is spam. I will report you to the ICO.", "I marked your emails as spam",
                                    "Das ist reiner Spam!"});
  expect_no_suppression({"Our lawyer will review the contract", "Is marketing email allowed under GDPR?",
                         "Your email violates our style guide, just kidding, send me the deck"});
}

TEST(Answers, NotInterested) {
  expect_intent(Intent::not_interested,
                {"No thanks", "Not interested, thanks.", "We already have a provider, thanks.", "Not at this time",
                 "This isn't a priority for us right now.", "Nein danke, wir sind bereits versorgt.",
                 "Derzeit besteht kein Bedarf.", "Pas intéressé, merci", "No me interesa, gracias", "Geen interesse",
                 "Nie jestem zainteresowany", "没有兴趣，谢谢", "I no longer need the quote, thanks"});
}

TEST(Answers, RefusalIsAnOptOutWhereTheQuotationOffersThat) {
  OwnWords words{.text = "No thanks",
                 .subject = "Re: Quick question",
                 .quotation = "> Not interested? Reply \"no thanks\" and I will not write again.",
                 .written = std::nullopt};
  EXPECT_EQ(classify_text(words, standard_knowledge()).intent, Intent::opt_out);
  words.text = "Is there an end date for the offer?";
  EXPECT_EQ(classify_text(words, standard_knowledge()).intent, Intent::question);
  words.text = "No thanks";
  words.quotation = "> Shall I call you tomorrow?";
  EXPECT_EQ(classify_text(words, standard_knowledge()).intent, Intent::not_interested);
}

TEST(Answers, Interested) {
  expect_intent(Intent::interested,
                {"Sounds great, can you call me tomorrow?", "Yes please send me the details", "I'd love a demo",
                 "Klingt interessant, rufen Sie mich gerne an.", "Schicken Sie mir bitte ein Angebot",
                 "Tenho interesse", "Да, интересно, пришлите предложение.",
                 "I was out of office last week, sorry for the late reply. Yes, we are interested."});
}

TEST(Answers, Question) {
  expect_intent(Intent::question, {"What's the price for 20 users?", "Do you ship to Canada?",
                                   "Was kostet das für 20 Nutzer?", "¿Cuánto cuesta?", "Сколько это стоит?"});
}

TEST(Answers, SmallTalkIsOther) {
  expect_intent(Intent::other,
                {"Thanks!", "ok", "Danke für die Info", "Please find attached the signed contract.", ""});
}

TEST(Notices, OutOfOffice) {
  expect_intent(Intent::out_of_office, {"I am currently out of the office with limited access to email.",
                                        "OOO until Monday", "I'm on vacation until August 4th.",
                                        "Ich bin bis zum 24.12. nicht im Büro.", "Je suis absent jusqu'au 12 mars"});
}

TEST(Notices, DayOfReturnAndOtherContact) {
  const OwnWords words{.text =
                           "I am out of the office until 24 December. For urgent matters please contact "
                           "bob@acme.example.",
                       .subject = "Automatic reply: Offer",
                       .quotation = {},
                       .written = parsers::parse_iso_date("2026-12-10")};
  const Verdict verdict = classify_text(words, standard_knowledge());
  ASSERT_TRUE(verdict.until);
  EXPECT_EQ(parsers::to_iso(*verdict.until), "2026-12-24");
  ASSERT_TRUE(verdict.alternative);
  EXPECT_EQ(verdict.alternative->text(), "bob@acme.example");
}

TEST(Notices, LeftCompany) {
  expect_intent(Intent::left_company,
                {"John no longer works here. Please contact sales@acme.example", "Bob has left the company.",
                 "You've got the wrong person.", "Herr Maier ist nicht mehr bei uns tätig."});
}

TEST(Notices, Acknowledgement) {
  expect_intent(Intent::auto_ack, {"Thank you for contacting Acme support. Your ticket #4411 has been created.",
                                   "Ihre Anfrage ist bei uns eingegangen. Ticketnummer 4711."});
}

TEST(Subject, CountsWhereNoPrefixSaysThatItAnswers) {
  EXPECT_EQ(verdict_on("", "Unsubscribe").intent, Intent::opt_out);
  EXPECT_EQ(verdict_on("Thanks", "REMOVE").intent, Intent::opt_out);
  EXPECT_EQ(verdict_on("Thanks", "Re: How to unsubscribe me").intent, Intent::other);
}

TEST(Reasons, NameTheRuleAndTheWords) {
  const Verdict verdict = verdict_on("Hello. Please take me off your mailing list.");
  ASSERT_FALSE(verdict.reasons.empty());
  EXPECT_EQ(verdict.reasons[0].rule, "opt_out.en.drop_me_from");
  EXPECT_EQ(verdict.reasons[0].excerpt, "take me off your mailing list");
  EXPECT_EQ(verdict.language, "en");
}

TEST(Reasons, OnlyTheFirst16KibibytesAreRead) {
  const std::string filler(16 * 1024, 'x');
  EXPECT_NE(verdict_on(filler + " please unsubscribe me").intent, Intent::opt_out);
}

TEST(Reasons, EveryTruncationHasAVerdict) {
  const std::string text =
      "Liebe Frau Müller,\n\nbitte nehmen Sie müller@velo.example aus dem Verteiler – 配信停止! "
      "https://x.example/ä\n-- \nR";
  for (std::size_t length = 0; length <= text.size(); ++length) {
    const Verdict verdict = verdict_on(std::string_view(text).substr(0, length));
    EXPECT_GE(verdict.confidence, 0);
    EXPECT_LE(verdict.confidence, 1);
    for (const Reason& reason : verdict.reasons) EXPECT_LE(reason.excerpt.size(), 120U);
  }
}

} // namespace classifier
