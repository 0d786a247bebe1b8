// Forwards as each program prints them, by the language of its labels.
#include "parsers/forwarded_message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

using ::testing::ElementsAre;

ForwardedMessage read(std::string_view text, std::string_view subject) {
  const auto forwarded = read_forwarded_text(text, subject);
  EXPECT_TRUE(forwarded.has_value()) << text;
  return forwarded.value_or(ForwardedMessage{});
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

} // namespace
} // namespace parsers
