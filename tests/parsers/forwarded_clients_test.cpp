// One forward of each mail program that people use, as it prints it, and each of its truncations.
#include "parsers/forwarded_message.hpp"

#include <gtest/gtest.h>

#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

struct Sample {
  std::string_view client, subject, from, to, original_subject, body, text;
};

std::string printed(const std::vector<Mailbox>& mailboxes) {
  std::string text;
  for (const Mailbox& mailbox : mailboxes) {
    text += (text.empty() ? "" : ", ") + mailbox.name;
    if (!mailbox.address.empty()) text += (mailbox.name.empty() ? "<" : " <") + mailbox.address + ">";
  }
  return text;
}

void expect_as_in(const Sample& sample, const ForwardedMessage& message) {
  EXPECT_EQ(message.from, (Mailbox{"Ada Meyer", std::string(sample.from)})) << sample.client;
  EXPECT_EQ(printed(message.to), sample.to) << sample.client;
  EXPECT_EQ(message.subject, sample.original_subject) << sample.client;
  EXPECT_NE(message.date, "") << sample.client;
  if (!sample.body.empty()) {
    EXPECT_EQ(message.body, sample.body) << sample.client;
  }
  EXPECT_TRUE(message.comment.starts_with("Please look.")) << sample.client;
}

// clang-format off
constexpr Sample samples[] = {
    {"gmail", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n---------- Forwarded message ---------\nFrom: Ada Meyer <ada@shop.test>\nDate: Fri, May 3, 2024 at 10:12 AM\nSubject: Your order 7\nTo: Bob Ode <bob@corp.test>\n\n\nDear Bob,\nsent.\n"},
    {"gmail old", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n---------- Forwarded message ----------\nFrom: Ada Meyer <ada@shop.test>\nDate: 2013/5/3\nSubject: Your order 7\nTo: Bob Ode <bob@corp.test>\n\n\nDear Bob,\nsent.\n"},
    {"gmail android", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n---------- Weitergeleitete Nachricht ---------\nVon: Ada Meyer <ada@shop.test>\nDatum: Fr., 3. Mai 2024, 10:12\nBetreff: Your order 7\nAn: Bob Ode <bob@corp.test>\n\n\nDear Bob,\nsent.\n"},
    {"apple", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n> Begin forwarded message:\n> \n> From: Ada Meyer <ada@shop.test>\n> Subject: Your order 7\n> Date: May 3, 2024 at 10:12:00 AM GMT+2\n> To: Bob Ode <bob@corp.test>\n> \n> Dear Bob,\n> sent.\n"},
    {"apple replyto", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n> Begin forwarded message:\n> \n> From: Ada Meyer <ada@shop.test>\n> Subject: Your order 7\n> Date: May 3, 2024 at 10:12:00 AM GMT+2\n> To: Bob Ode <bob@corp.test>\n> Reply-To: Ada Meyer <ada@shop.test>\n> \n> Dear Bob,\n> sent.\n"},
    {"ios", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\nSent from my iPhone\n\nBegin forwarded message:\n\n> From: Ada Meyer <ada@shop.test>\n> Date: May 3, 2024 at 10:12:00 AM GMT+2\n> To: Bob Ode <bob@corp.test>\n> Subject: Your order 7\n> \n> Dear Bob,\n> sent.\n"},
    {"ios de", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\nVon meinem iPhone gesendet\n\nAnfang der weitergeleiteten Nachricht:\n\n> Von: Ada Meyer <ada@shop.test>\n> Datum: 3. Mai 2024 um 10:12:00 MESZ\n> An: Bob Ode <bob@corp.test>\n> Betreff: Your order 7\n> \n> Dear Bob,\n> sent.\n"},
    {"thunderbird", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n\n-------- Forwarded Message --------\nSubject: \tYour order 7\nDate: \tFri, 3 May 2024 10:12:00 +0200\nFrom: \tAda Meyer <ada@shop.test>\nReply-To: \tAda Meyer <ada@shop.test>\nOrganization: \tShop\nTo: \tBob Ode <bob@corp.test>\n\n\n\nDear Bob,\nsent.\n"},
    {"yahoo", "Fw: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n   ----- Forwarded Message ----- From: Ada Meyer <ada@shop.test>To: Bob Ode <bob@corp.test>Sent: Friday, May 3, 2024 at 10:12:50 AM GMT+2Subject: Your order 7\n Dear Bob,\nsent.\n"},
    {"yahoo lines", "Fw: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n----- Forwarded Message -----\nFrom: Ada Meyer <ada@shop.test>\nTo: Bob Ode <bob@corp.test>\nSent: Friday, May 3, 2024 at 10:12:50 AM GMT+2\nSubject: Your order 7\n\nDear Bob,\nsent.\n"},
    {"outlook desktop", "FW: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\nFrom: Ada Meyer <ada@shop.test> \nSent: Friday, May 3, 2024 10:12 AM\nTo: Bob Ode <bob@corp.test>\nSubject: Your order 7\n\nDear Bob,\nsent.\n"},
    {"outlook desktop mailto", "FW: x", "ada@shop.test", "Bob Ode", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\nFrom: Ada Meyer [mailto:ada@shop.test] \nSent: Friday, May 3, 2024 10:12 AM\nTo: Bob Ode\nSubject: Your order 7\nImportance: High\n\nDear Bob,\nsent.\n"},
    {"outlook 2003", "FW: x", "ada@shop.test", "Bob Ode", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n-----Original Message-----\nFrom: Ada Meyer [mailto:ada@shop.test] \nSent: Friday, May 3, 2024 10:12 AM\nTo: Bob Ode\nSubject: Your order 7\n\nDear Bob,\nsent.\n"},
    {"outlook exchange", "FW: x", "", "Bob Ode", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\nFrom: Ada Meyer \nSent: Friday, May 3, 2024 10:12 AM\nTo: Bob Ode\nCc: Carl\nSubject: Your order 7\n\nDear Bob,\nsent.\n"},
    {"outlook.com", "FW: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n________________________________\nFrom: Ada Meyer <ada@shop.test>\nSent: Friday, May 3, 2024 10:12 AM\nTo: Bob Ode <bob@corp.test>\nSubject: Your order 7\n\nDear Bob,\nsent.\n"},
    {"outlook new", "Fw: x", "ada@shop.test", "Bob Ode <bob@corp.test>, Carl <carl@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n________________________________\nFrom: Ada Meyer <ada@shop.test>\nSent: Friday, May 3, 2024 10:12 AM\nTo: Bob Ode <bob@corp.test>; Carl <carl@corp.test>\nSubject: Your order 7\n\nDear Bob,\nsent.\n"},
    {"outlook mobile", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Ada Meyer <ada@shop.test>\nSent: Friday, May 3, 2024 10:12:00 AM\nTo: Bob Ode <bob@corp.test>\nSubject: Your order 7\n\nDear Bob,\nsent.\n"},
    {"outlook mac", "FW: x", "ada@shop.test", "", "x", "", "Please look.\n\nOn 03/05/2024, 10:12, \"Ada Meyer\" <ada@shop.test> wrote:\n\n    Dear Bob,\n    sent.\n"},
    {"outlook mac new", "FW: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\nFrom: Ada Meyer <ada@shop.test>\nDate: Friday, 3 May 2024 at 10:12\nTo: Bob Ode <bob@corp.test>\nSubject: Your order 7\n\nDear Bob,\nsent.\n"},
    {"hubspot", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n---------- Forwarded message ---------\nFrom: Ada Meyer <ada@shop.test>\nDate: May 3, 2024, 10:12 AM\nSubject: Your order 7\nTo: Bob Ode <bob@corp.test>\n\nDear Bob,\nsent.\n"},
    {"mail.ru", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n-------- Пересылаемое сообщение --------\nОт: Ada Meyer <ada@shop.test>\nКому: Bob Ode <bob@corp.test>\nДата: Пятница, 3 мая 2024, 10:12 +03:00\nТема: Your order 7\n\nDear Bob,\nsent.\n"},
    {"yandex", "Fwd: x", "ada@shop.test", "", "x", "Dear Bob,\nsent.", "Please look.\n\n-------- Пересылаемое сообщение --------\n03.05.2024, 10:12, \"Ada Meyer\" <ada@shop.test>:\n\nDear Bob,\nsent.\n\n-------- Конец пересылаемого сообщения --------\n"},
    {"yandex en", "Fwd: x", "ada@shop.test", "", "x", "Dear Bob,\nsent.", "Please look.\n\n-------- Forwarded message --------\n03.05.2024, 10:12, \"Ada Meyer\" <ada@shop.test>:\n\nDear Bob,\nsent.\n\n-------- End of forwarded message --------\n"},
    {"ionos", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n> ---------- Original Message ----------\n> From: Ada Meyer <ada@shop.test>\n> To: Bob Ode <bob@corp.test>\n> Date: May 3, 2024 10:12 AM\n> Subject: Your order 7\n> \n>  \n> Dear Bob,\n> sent.\n"},
    {"ionos de", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n---------- Ursprüngliche Nachricht ----------\nVon: Ada Meyer <ada@shop.test>\nAn: Bob Ode <bob@corp.test>\nDatum: 03.05.2024 10:12 CEST\nBetreff: Your order 7\n\nDear Bob,\nsent.\n"},
    {"missive", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n---------- Forwarded message ----------\nFrom: Ada Meyer <ada@shop.test>\nDate: May 3, 2024 at 10:12 AM\nTo: Bob Ode <bob@corp.test>\nSubject: Your order 7\n\nDear Bob,\nsent.\n"},
    {"mailmate", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\nForwarded message:\n\n> From: Ada Meyer <ada@shop.test>\n> To: Bob Ode <bob@corp.test>\n> Subject: Your order 7\n> Date: Fri, 3 May 2024 10:12:00 +0200\n>\n> Dear Bob,\n> sent.\n"},
    {"mailmate2", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\nForwarded message:\n\n> From: Ada Meyer <ada@shop.test>\n> To: Bob Ode <bob@corp.test>\n> Subject: Your order 7\n> Date: Fri, 3 May 2024 10:12:00 +0200\n\n> Dear Bob,\n> sent.\n"},
    {"sparrow", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\nForwarded message:\n\nFrom: Ada Meyer <ada@shop.test>\nTo: Bob Ode <bob@corp.test>\nDate: Friday, 3 May 2024 10:12\nSubject: Your order 7\n\nDear Bob,\nsent.\n"},
    {"sparrow q", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\nForwarded message: \n> From: Ada Meyer <ada@shop.test>\n> To: Bob Ode <bob@corp.test>\n> Date: Friday, 3 May 2024 10:12\n> Subject: Your order 7\n> \n> Dear Bob,\n> sent.\n"},
    {"blackberry", "Fw: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n  Original Message  \nFrom: Ada Meyer <ada@shop.test>\nSent: Friday, May 3, 2024 10:12 AM\nTo: Bob Ode <bob@corp.test>\nSubject: Your order 7\n\nDear Bob,\nsent.\n"},
    {"blackberry dash", "Fw: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n-----Original Message-----\nFrom: Ada Meyer <ada@shop.test>\nDate: Fri, 3 May 2024 10:12:00 \nTo: Bob Ode <bob@corp.test>\nSubject: Your order 7\n\nDear Bob,\nsent.\n"},
    {"blackberry q", "Fw: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n-----Original Message-----\nFrom: Ada Meyer <ada@shop.test>\n\nDate: Fri, 3 May 2024 10:12:00 \nTo: Bob Ode <bob@corp.test>\nSubject: Your order 7\n\n\nDear Bob,\nsent.\n"},
    {"mutt", "x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n----- Forwarded message from Ada Meyer <ada@shop.test> -----\n\nDate: Fri, 3 May 2024 10:12:00 +0200\nFrom: Ada Meyer <ada@shop.test>\nTo: Bob Ode <bob@corp.test>\nSubject: Your order 7\nUser-Agent: Mutt/2\n\nDear Bob,\nsent.\n\n----- End forwarded message -----\n"},
    {"mutt sig", "x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n----- Forwarded message from Ada Meyer <ada@shop.test> -----\n\nDate: Fri, 3 May 2024 10:12:00 +0200\nFrom: Ada Meyer <ada@shop.test>\nTo: Bob Ode <bob@corp.test>\nSubject: Your order 7\n\nDear Bob,\nsent.\n\n----- End forwarded message -----\n\n-- \nBob\n"},
    {"mutt full", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n----- Forwarded message from Ada Meyer <ada@shop.test> -----\n\nReturn-Path: <ada@shop.test>\nReceived: from a by b\n\tfor <x@y.test>; Fri, 3 May 2024\nDKIM-Signature: v=1; a=rsa\n\tb=abc\nDate: Fri, 3 May 2024 10:12:00 +0200\nFrom: Ada Meyer <ada@shop.test>\nTo: Bob Ode <bob@corp.test>\nSubject: Your order 7\nX-Mailer: foo\n\nDear Bob,\nsent.\n\n----- End forwarded message -----\n"},
    {"zoho", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n============ Forwarded message ============\nFrom: Ada Meyer <ada@shop.test>\nTo: Bob Ode <bob@corp.test>\nDate: Fri, 03 May 2024 10:12:00 +0200\nSubject: Your order 7\n============ Forwarded message ============\n\nDear Bob,\nsent.\n"},
    {"zoho new", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n---- Forwarded message ----\nFrom: Ada Meyer <ada@shop.test>\nTo: Bob Ode <bob@corp.test>\nDate: Fri, 03 May 2024 10:12:00 +0200\nSubject: Your order 7\n---- Forwarded message ----\n\nDear Bob,\nsent.\n"},
    {"proton", "Fw: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n------- Forwarded Message -------\nFrom: Ada Meyer <ada@shop.test>\nDate: On Friday, May 3rd, 2024 at 10:12 AM\nSubject: Your order 7\nTo: Bob Ode <bob@corp.test>\n\n\n> Dear Bob,\n> sent.\n"},
    {"proton old", "Fw: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n‐‐‐‐‐‐‐ Forwarded Message ‐‐‐‐‐‐‐\nFrom: Ada Meyer <ada@shop.test>\nDate: On Friday, May 3rd, 2024 at 10:12 AM\nSubject: Your order 7\nTo: Bob Ode <bob@corp.test>\n\nDear Bob,\nsent.\n"},
    {"samsung", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\nSent from my Galaxy\n\n\n-------- Original message --------\nFrom: Ada Meyer <ada@shop.test>\nDate: 5/3/24 10:12 (GMT+01:00)\nTo: Bob Ode <bob@corp.test>\nSubject: Your order 7\n\nDear Bob,\nsent.\n"},
    {"samsung de", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n-------- Ursprüngliche Nachricht --------\nVon: Ada Meyer <ada@shop.test>\nDatum: 03.05.24 10:12 (GMT+01:00)\nAn: Bob Ode <bob@corp.test>\nBetreff: Your order 7\n\nDear Bob,\nsent.\n"},
    {"fastmail", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n----- Original message -----\nFrom: Ada Meyer <ada@shop.test>\nTo: Bob Ode <bob@corp.test>\nSubject: Your order 7\nDate: Friday, May 03, 2024 10:12 AM\n\nDear Bob,\nsent.\n"},
    {"em client", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n------ Forwarded Message ------\nFrom \"Ada Meyer\" <ada@shop.test>\nTo \"Bob Ode\" <bob@corp.test>\nDate 5/3/2024 10:12:00 AM\nSubject Your order 7\n\nDear Bob,\nsent.\n"},
    {"webde", "Fw: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\nGesendet: Freitag, 03. Mai 2024 um 10:12 Uhr\nVon: \"Ada Meyer\" <ada@shop.test>\nAn: \"Bob Ode\" <bob@corp.test>\nBetreff: Your order 7\n\nDear Bob,\nsent.\n"},
    {"notes", "Fw: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n----- Forwarded by Bob Ode/Corp on 05/03/2024 10:20 AM -----\n\nFrom:\tAda Meyer <ada@shop.test>\nTo:\tBob Ode <bob@corp.test>\nDate:\t05/03/2024 10:12 AM\nSubject:\tYour order 7\n\nDear Bob,\nsent.\n"},
    {"seznam", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n---------- Přeposlaná zpráva ----------\nOd: Ada Meyer <ada@shop.test>\nKomu: Bob Ode <bob@corp.test>\nDatum: 3. 5. 2024 10:12:00\nPředmět: Your order 7\n\nDear Bob,\nsent.\n"},
    {"qq", "转发：x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n------------------ 原始邮件 ------------------\n发件人: \"Ada Meyer\" <ada@shop.test>;\n发送时间: 2024年5月3日(星期五) 上午10:12\n收件人: \"Bob Ode\"<bob@corp.test>;\n主题: Your order 7\n\nDear Bob,\nsent.\n"},
    {"163", "转发：x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n-------- 转发邮件信息 --------\n发件人：\"Ada Meyer\" <ada@shop.test>\n发送日期：2024-05-03 10:12:00\n收件人：Bob Ode <bob@corp.test>\n主题：Your order 7\n\nDear Bob,\nsent.\n"},
    {"naver", "FW: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n-----Original Message-----\nFrom: \"Ada Meyer\"<ada@shop.test>\nTo: \"Bob Ode\"<bob@corp.test>;\nCc: \nSent: 2024-05-03 (금) 10:12:00 (GMT+09:00)\nSubject: Your order 7\n\nDear Bob,\nsent.\n"},
    {"evolution", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n-------- Forwarded Message --------\nFrom: Ada Meyer <ada@shop.test>\nTo: Bob Ode <bob@corp.test>\nSubject: Your order 7\nDate: Fri, 03 May 2024 10:12:00 +0200\n\nDear Bob,\nsent.\n"},
    {"roundcube", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n\n-------- Original Message --------\n\nSubject:\n\tYour order 7\nDate:\n\t2024-05-03 10:12\nFrom:\n\tAda Meyer <ada@shop.test>\nTo:\n\tBob Ode <bob@corp.test>\n\nDear Bob,\nsent.\n"},
    {"roundcube tb", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n\n-------- Original Message --------\nSubject: Your order 7\nDate: 2024-05-03 10:12\nFrom: Ada Meyer <ada@shop.test>\nTo: Bob Ode <bob@corp.test>\n\nDear Bob,\nsent.\n"},
    {"horde", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n----- Forwarded message from Ada Meyer <ada@shop.test> -----\n    Date: Fri, 03 May 2024 10:12:00 +0200\n    From: Ada Meyer <ada@shop.test>\nSubject: Your order 7\n      To: Bob Ode <bob@corp.test>\n\nDear Bob,\nsent.\n\n----- End forwarded message -----\n"},
    {"kmail", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "", "Please look.\n\n----------  Forwarded Message  ----------\n\nSubject: Your order 7\nDate: Freitag, 3. Mai 2024, 10:12:00 CEST\nFrom: Ada Meyer <ada@shop.test>\nTo: Bob Ode <bob@corp.test>\n\nDear Bob,\nsent.\n\n-----------------------------------------\n"},
    {"spark2", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\n---------- Forwarded message ----------\nFrom: Ada Meyer <ada@shop.test>\nDate: 3 May 2024 at 10:12 +0200\nTo: Bob Ode <bob@corp.test>\nSubject: Your order 7\n\nDear Bob,\nsent.\n"},
    {"airmail", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "Please look.\n\nBegin forwarded message:\n\nFrom: Ada Meyer <ada@shop.test>\nReply: Ada Meyer <ada@shop.test>\nDate: May 3, 2024 at 10:12:00\nTo: Bob Ode <bob@corp.test>\nSubject:  Your order 7\n\nDear Bob,\nsent.\n"},
};
// clang-format on

TEST(ForwardedClients, AreReadAsTheyPrint) {
  for (const Sample& sample : samples) {
    const auto message = read_forwarded_text(sample.text, sample.subject);
    ASSERT_TRUE(message.has_value()) << sample.client;
    expect_as_in(sample, *message);
  }
}

TEST(ForwardedClients, SurviveEachTruncation) {
  for (const Sample& sample : samples)
    test::for_each_truncation(sample.text, [&](std::string_view text) {
      const auto message = read_forwarded_text(text, sample.subject);
      if (message) {
        EXPECT_LE(message->body.size() + message->comment.size(), text.size());
      }
    });
}

} // namespace
} // namespace parsers
