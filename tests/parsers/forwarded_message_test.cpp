#include "parsers/forwarded_message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parsers/truncations.hpp"

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

struct Form {
  std::string_view client, language, separator, from, date, to, cc, subject, order;
};

// What the programs print, by language.
// clang-format off
constexpr Form forms[] = {
    {"apple_mail", "cs", "Začátek přeposílané zprávy:", "Od", "Datum", "Komu", "Kopie", "Předmět", "from>subject>date>to>cc"},
    {"apple_mail", "da", "Start på videresendt besked:", "Fra", "Dato", "Til", "Cc", "Emne", "from>subject>date>to>cc"},
    {"apple_mail", "de", "Anfang der weitergeleiteten Nachricht:", "Von", "Datum", "An", "Kopie", "Betreff", "from>subject>date>to>cc"},
    {"apple_mail", "en", "Begin forwarded message:", "From", "Date", "To", "Cc", "Subject", "from>subject>date>to>cc"},
    {"apple_mail", "es", "Inicio del mensaje reenviado:", "De", "Fecha", "Para", "Cc", "Asunto", "from>subject>date>to>cc"},
    {"apple_mail", "fi", "Välitetty viesti alkaa:", "Lähettäjä", "Päivämäärä", "Vastaanottaja", "Kopio", "Aihe", "from>subject>date>to>cc"},
    {"apple_mail", "fr", "Début du message réexpédié :", "De", "Date", "À", "Cc", "Objet", "from>subject>date>to>cc"},
    {"apple_mail", "hr", "Započni proslijeđenu poruku:", "Šalje", "Datum", "Prima", "Cc", "Predmet", "from>subject>date>to>cc"},
    {"apple_mail", "hu", "Továbbított levél kezdete:", "Feladó", "Dátum", "Címzett", "Másolat", "Tárgy", "from>subject>date>to>cc"},
    {"apple_mail", "it", "Inizio messaggio inoltrato:", "Da", "Data", "A", "Cc", "Oggetto", "from>subject>date>to>cc"},
    {"apple_mail", "nb", "Videresendt melding:", "Fra", "Dato", "Til", "Kopi", "Emne", "from>subject>date>to>cc"},
    {"apple_mail", "nl", "Begin doorgestuurd bericht:", "Van", "Datum", "Aan", "Kopie", "Onderwerp", "from>subject>date>to>cc"},
    {"apple_mail", "pl", "Początek przekazywanej wiadomości:", "Od", "Data", "Do", "Dw", "Temat", "from>subject>date>to>cc"},
    {"apple_mail", "pt", "Início da mensagem reencaminhada:", "De", "Data", "Para", "Cc", "Assunto", "from>subject>date>to>cc"},
    {"apple_mail", "pt-BR", "Início da mensagem encaminhada:", "De", "Data", "Para", "Cc", "Assunto", "from>subject>date>to>cc"},
    {"apple_mail", "ro", "Începe mesajul redirecționat:", "Expeditorul", "Dată", "Destinatarul", "Cc", "Subiectul", "from>subject>date>to>cc"},
    {"apple_mail", "ru", "Начало переадресованного сообщения:", "Отправитель", "Дата", "Кому", "Копия", "Тема", "from>subject>date>to>cc"},
    {"apple_mail", "sk", "Začiatok preposlanej správy:", "Od", "Dátum", "Pre", "Cc", "Predmet", "from>subject>date>to>cc"},
    {"apple_mail", "sv", "Vidarebefordrat mejl:", "Från", "Datum", "Till", "Kopia", "Ämne", "from>subject>date>to>cc"},
    {"apple_mail", "tr", "İleti başlangıcı:", "Kimden", "Tarih", "Kime", "Bilgi", "Konu", "from>subject>date>to>cc"},
    {"apple_mail", "uk", "Початок листа, що пересилається:", "Від кого", "Дата", "Кому", "Копія", "Тема", "from>subject>date>to>cc"},
    {"gmail", "de", "---------- Forwarded message ---------", "Von", "Date", "To", "Cc", "Subject", "from>date>subject>to>cc"},
    {"gmail", "en", "---------- Forwarded message ---------", "From", "Date", "To", "Cc", "Subject", "from>date>subject>to>cc"},
    {"gmail", "ro", "---------- Forwarded message ---------", "De la", "Date", "To", "Cc", "Subject", "from>date>subject>to>cc"},
    {"gmail", "sv", "---------- Forwarded message ---------", "Från", "Date", "To", "Cc", "Subject", "from>date>subject>to>cc"},
    {"gmail", "tr", "---------- Forwarded message ---------", "Gönderen", "Date", "To", "Cc", "Subject", "from>date>subject>to>cc"},
    {"hubspot", "de", "---------- Weitergeleitete Nachricht ---------", "Von", "Datum", "An", "Cc", "Betreff", "from>date>subject>to>cc"},
    {"hubspot", "en", "---------- Forwarded message ---------", "From", "Date", "To", "Cc", "Subject", "from>date>subject>to>cc"},
    {"hubspot", "es", "---------- Mensaje reenviado ---------", "De", "Fecha", "A", "Cc", "Asunto", "from>date>subject>to>cc"},
    {"hubspot", "fi", "---------- Edelleenlähetetty viesti ---------", "Lähettäjä", "Päivämäärä", "Vastaanottaja", "Kopio", "Aihe", "from>date>subject>to>cc"},
    {"hubspot", "fr", "---------- Message transféré ---------", "De", "Date", "À", "Cc", "Objet", "from>date>subject>to>cc"},
    {"hubspot", "it", "---------- Messaggio inoltrato ---------", "Da", "Data", "A", "Cc", "Oggetto", "from>date>subject>to>cc"},
    {"hubspot", "ja", "---------- メッセージを転送 ---------", "送信元", "日付", "送信先", "CC", "件名", "from>date>subject>to>cc"},
    {"hubspot", "nl", "---------- Doorgestuurd bericht ---------", "Van", "Datum", "Aan", "Cc", "Onderwerp", "from>date>subject>to>cc"},
    {"hubspot", "pl", "---------- Wiadomość przesłana dalej ---------", "Od", "Data", "Do", "DW", "Temat", "from>date>subject>to>cc"},
    {"hubspot", "pt-BR", "---------- Mensagem encaminhada ---------", "De", "Data", "Para", "Cc", "Assunto", "from>date>subject>to>cc"},
    {"hubspot", "sv", "---------- Vidarebefordrat meddelande ---------", "Från", "Datum", "Till", "Kopia", "Ämne", "from>date>subject>to>cc"},
    {"ionos_one_and_one", "en", "---------- Original Message ----------", "From", "Date", "To", "", "Subject", "from>to>date>subject"},
    {"mailmate", "en", "Forwarded message:", "From", "Date", "To", "Cc", "Subject", "from>to>cc>subject>date"},
    {"missive", "en", "---------- Forwarded message ----------", "From", "Date", "To", "Cc", "Subject", "from>date>to>cc>subject"},
    {"new_outlook_2019", "cs", "", "Od", "Datum", "Komu", "Kopie", "Předmět", "from>date>to>cc>subject"},
    {"new_outlook_2019", "da", "", "Fra", "Dato", "Til", "Cc", "Emne", "from>date>to>cc>subject"},
    {"new_outlook_2019", "de", "", "Von", "Datum", "An", "Cc", "Betreff", "from>date>to>cc>subject"},
    {"new_outlook_2019", "en", "", "From", "Date", "To", "Cc", "Subject", "from>date>to>cc>subject"},
    {"new_outlook_2019", "es", "", "De", "Fecha", "Para", "CC", "Asunto", "from>date>to>cc>subject"},
    {"new_outlook_2019", "fi", "", "Lähettäjä", "Päivämäärä", "Vastaanottaja", "Kopio", "Aihe", "from>date>to>cc>subject"},
    {"new_outlook_2019", "fr", "", "De", "Date", "À", "Cc", "Objet", "from>date>to>cc>subject"},
    {"new_outlook_2019", "hu", "", "Feladó", "Dátum", "Címzett", "Másolatot kap", "Tárgy", "from>date>to>cc>subject"},
    {"new_outlook_2019", "it", "", "Da", "Data", "A", "Cc", "Oggetto", "from>date>to>cc>subject"},
    {"new_outlook_2019", "nb", "", "Fra", "Dato", "Til", "Kopi", "Emne", "from>date>to>cc>subject"},
    {"new_outlook_2019", "nl", "", "Van", "Datum", "Aan", "CC", "Onderwerp", "from>date>to>cc>subject"},
    {"new_outlook_2019", "pl", "", "Od", "Data", "Do", "DW", "Temat", "from>date>to>cc>subject"},
    {"new_outlook_2019", "pt", "", "De", "Data", "Para", "CC", "Assunto", "from>date>to>cc>subject"},
    {"new_outlook_2019", "pt-BR", "", "De", "Data", "Para", "Cc", "Assunto", "from>date>to>cc>subject"},
    {"new_outlook_2019", "ru", "", "От", "Дата", "Кому", "Копия", "Тема", "from>date>to>cc>subject"},
    {"new_outlook_2019", "sk", "", "Od", "Dátum", "Komu", "Kópia", "Predmet", "from>date>to>cc>subject"},
    {"new_outlook_2019", "sv", "", "Från", "Datum", "Till", "Kopia", "Ämne", "from>date>to>cc>subject"},
    {"new_outlook_2019", "tr", "", "Kimden", "Tarih", "Kime", "Bilgi", "Konu", "from>date>to>cc>subject"},
    {"outlook_2013", "en", "", "From", "Sent", "To", "Cc", "Subject", "from>date>to>cc>subject"},
    {"outlook_live", "de", "________________________________", "From", "Sent", "To", "Cc", "Subject", "from>date>to>cc>subject"},
    {"outlook_live", "en", "________________________________", "From", "Sent", "To", "Cc", "Subject", "from>date>to>cc>subject"},
    {"outlook_live", "ro", "________________________________", "From", "Sent", "To", "Cc", "Subject", "from>date>to>cc>subject"},
    {"outlook_live", "sv", "________________________________", "From", "Sent", "To", "Cc", "Subject", "from>date>to>cc>subject"},
    {"thunderbird", "cs", "-------- Přeposlaná zpráva --------", "Od", "Datum", "Komu", "Kopie", "Předmět", "subject>date>from>to>cc"},
    {"thunderbird", "da", "-------- Videresendt meddelelse --------", "From", "Date", "To", "CC", "Subject", "subject>date>from>to>cc"},
    {"thunderbird", "de", "-------- Weitergeleitete Nachricht --------", "Von", "Datum", "An", "Kopie (CC)", "Betreff", "subject>date>from>to>cc"},
    {"thunderbird", "en", "-------- Forwarded Message --------", "From", "Date", "To", "CC", "Subject", "subject>date>from>to>cc"},
    {"thunderbird", "es", "-------- Mensaje reenviado --------", "De", "Fecha", "Para", "CC", "Asunto", "subject>date>from>to>cc"},
    {"thunderbird", "fi", "-------- Välitetty viesti / Fwd.Msg --------", "Lähettäjä", "Päiväys", "Vastaanottaja", "CC", "Aihe", "subject>date>from>to>cc"},
    {"thunderbird", "fr", "-------- Message transféré --------", "De", "Date", "Pour", "Copie à", "Sujet", "subject>date>from>to>cc"},
    {"thunderbird", "hr", "-------- Proslijeđena poruka --------", "Šalje", "Datum", "Prima", "CC", "Naslov", "subject>date>from>to>cc"},
    {"thunderbird", "hu", "-------- Továbbított üzenet --------", "Feladó", "Dátum", "Címzett", "CC", "Tárgy", "subject>date>from>to>cc"},
    {"thunderbird", "it", "-------- Messaggio Inoltrato --------", "Mittente", "Data", "A", "CC", "Oggetto", "subject>date>from>to>cc"},
    {"thunderbird", "nb", "-------- Videresendt melding --------", "Fra", "Dato", "Til", "CC", "Emne", "subject>date>from>to>cc"},
    {"thunderbird", "nl", "-------- Doorgestuurd bericht --------", "Van", "Datum", "Aan", "CC", "Onderwerp", "subject>date>from>to>cc"},
    {"thunderbird", "pl", "--- Treść przekazanej wiadomości ---", "Nadawca", "Data", "Adresat", "Kopia", "Temat", "subject>date>from>to>cc"},
    {"thunderbird", "pt", "-------- Mensagem reencaminhada --------", "De", "Data", "Para", "CC", "Assunto", "subject>date>from>to>cc"},
    {"thunderbird", "pt-BR", "-------- Mensagem encaminhada --------", "De", "Data", "Para", "CC", "Assunto", "subject>date>from>to>cc"},
    {"thunderbird", "ro", "-------- Mesaj redirecționat --------", "de la", "Dată", "Către", "CC", "Subiect", "subject>date>from>to>cc"},
    {"thunderbird", "ru", "-------- Перенаправленное сообщение --------", "От", "Дата", "Кому", "Копия", "Тема", "subject>date>from>to>cc"},
    {"thunderbird", "sk", "-------- Preposlaná správa --- Forwarded Message --------", "Od", "Dátum", "Pre", "Kópia", "Predmet", "subject>date>from>to>cc"},
    {"thunderbird", "sv", "-------- Vidarebefordrat meddelande --------", "Från", "Datum", "Till", "Kopia", "Ämne", "subject>date>from>to>cc"},
    {"thunderbird", "tr", "-------- İletilen İleti --------", "Kimden", "Tarih", "Kime", "CC", "Konu", "subject>date>from>to>cc"},
    {"thunderbird", "uk", "-------- Переслане повідомлення --------", "Від", "Дата", "Кому", "CC", "Тема", "subject>date>from>to>cc"},
};
// clang-format on

/// A forward as the client builds it, of one known mail.
std::string build(const Form& form) {
  const std::string mark = form.client == "apple_mail" ? "> " : "";
  std::string text = "Please look.\n\n";
  if (!form.separator.empty()) text += mark + std::string(form.separator) + "\n";
  if (form.client == "apple_mail") text += ">\n";
  for (std::string_view order = form.order; !order.empty();) {
    const std::size_t end = std::min(order.find('>'), order.size());
    const std::string_view field = order.substr(0, end);
    order.remove_prefix(std::min(end + 1, order.size()));
    const auto add = [&](std::string_view label, std::string_view value) {
      if (!label.empty())
        text += mark + std::string(label) + (form.language == "fr" ? "\u00A0: " : ":\t") + std::string(value) + "\n";
    };
    if (field == "from") add(form.from, "Ada Meyer <ada@shop.test>");
    if (field == "date") add(form.date, "03.05.2024 10:12");
    if (field == "to") add(form.to, "\"bob@corp.test\" <bob@corp.test>");
    if (field == "cc") add(form.cc, "Carl Ode <carl@corp.test>");
    if (field == "subject") add(form.subject, "Your order 7");
  }
  if (form.client != "new_outlook_2019") text += mark + "\n";
  return text + mark + "Dear Bob,\n" + mark + "it has been sent.\n";
}

TEST(ForwardedMessage, IsReadFromEachProgramInEachLanguage) {
  for (const Form& form : forms) {
    SCOPED_TRACE(std::string(form.client) + " " + std::string(form.language));
    const ForwardedMessage message = read(build(form), "Fw: Your order");
    EXPECT_EQ(message.from, (Mailbox{"Ada Meyer", "ada@shop.test"}));
    EXPECT_THAT(message.to, ElementsAre(Mailbox{"", "bob@corp.test"}));
    EXPECT_EQ(message.cc.size(), form.cc.empty() ? 0U : 1U);
    EXPECT_EQ(message.subject, "Your order 7");
    EXPECT_EQ(message.date, "03.05.2024 10:12");
    EXPECT_EQ(message.body, "Dear Bob,\nit has been sent.");
    EXPECT_EQ(message.comment, "Please look.");
  }
}

TEST(ForwardedMessage, SurvivesEachTruncation) {
  std::string_view client;
  for (const Form& form : forms) { // one language of each program is enough
    if (form.client == client) continue;
    client = form.client;
    test::for_each_truncation(build(form), [](std::string_view text) {
      const auto message = read_forwarded_text(text, "Fw: Your order");
      if (!message) return;
      EXPECT_LE(message->body.size() + message->comment.size(), text.size());
      EXPECT_TRUE(std::string_view("Ada Meyer").starts_with(message->from.name)) << message->from.name;
    });
  }
}

TEST(ForwardedHtml, IsReadFromTheElementsOfGmail) {
  const auto message = read_forwarded_html(
      "<div dir=\"ltr\">Look<div><br></div><div class=\"gmail_quote\"><div class=\"gmail_attr\">---------- Forwarded "
      "message "
      "---------<br>Von: <b>Ada Meyer</b> <span>&lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;</span><br>"
      "Date: Fr., 3. Mai 2024<br>Subject: Angebot<br>To: "
      "&lt;bob@corp.test&gt;<br></div><br><br><p>Guten&nbsp;Tag</p></div></div>",
      "Fwd: Angebot");
  ASSERT_TRUE(message.has_value());
  EXPECT_EQ(message->from, (Mailbox{"Ada Meyer", "ada@shop.test"}));
  EXPECT_EQ(message->body, "Guten Tag");
  EXPECT_EQ(message->comment, "Look");
}

TEST(ForwardedHtml, IsReadFromTheTableOfThunderbird) {
  const auto message = read_forwarded_html(
      "<p>Look</p><div class=\"moz-forward-container\"><br>-------- Weitergeleitete Nachricht --------"
      "<table class=\"moz-email-headers-table\"><tbody><tr><th>Betreff: </th><td>Angebot</td></tr><tr><th>Datum: </th>"
      "<td>Fri, 3 May 2024</td></tr><tr><th>Von: </th><td>Ada &lt;ada@shop.test&gt;</td></tr><tr><th>An: </th>"
      "<td>bob@corp.test</td></tr></tbody></table><br><br>Guten Tag</div>",
      "Fwd: Angebot");
  ASSERT_TRUE(message.has_value());
  EXPECT_EQ(message->from.address, "ada@shop.test");
  EXPECT_EQ(message->subject, "Angebot");
  EXPECT_EQ(message->body, "Guten Tag");
}

TEST(ForwardedHtml, IsReadFromTheQuotationOfAppleMail) {
  const auto message = read_forwarded_html(
      "Hello<blockquote type=\"cite\"><div>Begin forwarded message:</div><br><div><b>From: </b>Ada "
      "&lt;ada@shop.test&gt;</div>"
      "<div><b>Subject: </b><b>Offer</b></div><div><b>Date: </b>3 May 2024</div><br><div>Good day</div></blockquote>",
      "Fwd: Offer");
  ASSERT_TRUE(message.has_value());
  EXPECT_EQ(message->from.address, "ada@shop.test");
  EXPECT_EQ(message->body, "Good day");
}

TEST(ForwardedHtml, IsReadFromTheBlockOfOutlook) {
  const auto message = read_forwarded_html(
      "<p>FYI</p><hr><div id=\"divRplyFwdMsg\"><font><b>De&nbsp;:</b> Ada "
      "&lt;ada@shop.test&gt;<br><b>Envoyé&nbsp;:</b> vendredi "
      "3 mai 2024<br><b>À&nbsp;:</b> bob@corp.test<br><b>Objet&nbsp;:</b> "
      "Offre</font><div>&nbsp;</div></div><p>Bonjour</p>",
      "TR: Offre");
  ASSERT_TRUE(message.has_value());
  EXPECT_EQ(message->from.address, "ada@shop.test");
  EXPECT_EQ(message->body, "Bonjour");
  EXPECT_EQ(message->comment, "FYI");
}

constexpr std::string_view attached =
    "From: bob@corp.test\r\nSubject: Fwd: Offer\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
    "boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/plain\r\n\r\nSee the attachment\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
    "From: =?utf-8?q?Ad=C3=A4?= <ada@shop.test>\r\nTo: bob@corp.test\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n"
    "Date: Fri, 3 May 2024 10:12:00 +0200\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nGr\xFC\xDF "
    "Gott\r\n--b--\r\n";

TEST(ForwardedAttachment, IsReadFromItsOwnHeader) {
  const ParsedMessage message(attached, Limits{});
  const auto forwarded = read_forwarded_message(message);
  ASSERT_TRUE(forwarded.has_value());
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
  EXPECT_FALSE(read_forwarded_message(ParsedMessage(report, Limits{})));
}

TEST(ForwardedAttachment, SurvivesEachTruncation) {
  test::for_each_truncation(attached, [](std::string_view octets) {
    const auto forwarded = read_forwarded_message(ParsedMessage(octets, Limits{}));
    EXPECT_LE(forwarded.value_or(ForwardedMessage{}).body.size(), 2 * octets.size());
  });
}

TEST(ForwardedMessage, IsReadFromTheHtmlWhenTheTextHasNone) {
  const ParsedMessage message(
      "Subject: FW: Offer\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nno "
      "text\n--b\n"
      "Content-Type: text/html\n\n<p>x<p>-----Original Message-----<br>From: ada@shop.test<br>Sent: Friday<br>Subject: "
      "Offer<p>Hi\n--b--\n",
      Limits{});
  const auto forwarded = read_forwarded_message(message);
  ASSERT_TRUE(forwarded.has_value());
  EXPECT_EQ(forwarded->from.address, "ada@shop.test");
}

TEST(Subject, LosesPrefixesOfAllLanguagesInAnyMix) {
  EXPECT_EQ(base_subject("Re: Offer"), "Offer");
  EXPECT_EQ(base_subject("AW: WG: Fwd: RE: Offer: now"), "Offer: now");
  EXPECT_EQ(base_subject("RE[2]: Re(3): TR : Offer"), "Offer");
  EXPECT_EQ(base_subject("回复：转发：报价"), "报价");
  EXPECT_EQ(base_subject("İLT: YNT: Teklif"), "Teklif");
  EXPECT_EQ(base_subject("[Fwd: Offer]"), "Offer");
  EXPECT_EQ(base_subject("Offer: re: x"), "Offer: re: x");
  EXPECT_EQ(base_subject("Reminder: pay"), "Reminder: pay");
  EXPECT_EQ(base_subject("Re:"), "");
  EXPECT_EQ(base_subject(""), "");
}

TEST(Subject, TellsWhetherItWasForwarded) {
  for (const std::string_view subject : {"Fwd: x", "FW: x", "WG: x", "TR : x", "RV: x", "ENC: x", "I: x", "VB: x",
                                         "VL: x", "PD: x", "Doorst: x", "Re: Fwd: x", "İLT: x", "转发: x", "[Fwd: x]"})
    EXPECT_TRUE(has_forward_prefix(subject)) << subject;
  for (const std::string_view subject : {"Re: x", "AW: x", "x", "", "R: x", "Forwarding fees", "x Fwd: y"})
    EXPECT_FALSE(has_forward_prefix(subject)) << subject;
}

} // namespace
} // namespace parsers
