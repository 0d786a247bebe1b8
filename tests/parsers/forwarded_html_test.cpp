// Forwards in HTML: the elements and tables of each program.
#include "parsers/forwarded_message.hpp"

#include <gtest/gtest.h>

#include "tests/parsers/forwarded_sample.hpp"
#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

// clang-format off
constexpr ForwardedSample samples[] = {
    {"outlook desktop", "FW: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b><span lang=EN-US>From:</span></b><span lang=EN-US> Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt; <br><b>Sent:</b> Friday, May 3, 2024 10:12 AM<br><b>To:</b> Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;<br><b>Subject:</b> Your order 7<o:p></o:p></span></p></div></div><p class=MsoNormal><o:p>&nbsp;</o:p></p><p>Dear Bob,<br>sent.</p>"},
    {"new outlook", "FW: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><div id=\"appendonsend\"></div><hr style=\"display:inline-block;width:98%\" tabindex=\"-1\"><div id=\"divRplyFwdMsg\" dir=\"ltr\"><font face=\"Calibri, sans-serif\" style=\"font-size:11pt\" color=\"#000000\"><b>From:</b> Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;<br><b>Sent:</b> Friday, May 3, 2024 10:12 AM<br><b>To:</b> Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;<br><b>Subject:</b> Your order 7</font><div>&nbsp;</div></div><p>Dear Bob,<br>sent.</p>"},
    {"new outlook unknown lang", "FW: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><div id=\"appendonsend\"></div><hr style=\"display:inline-block;width:98%\" tabindex=\"-1\"><div id=\"divRplyFwdMsg\" dir=\"ltr\"><font face=\"Calibri, sans-serif\" style=\"font-size:11pt\" color=\"#000000\"><b>Foobar:</b> Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;<br><b>Barfoo:</b> Friday, May 3, 2024 10:12 AM<br><b>Quux:</b> Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;<br><b>Blah:</b> Your order 7</font><div>&nbsp;</div></div><p>Dear Bob,<br>sent.</p>"},
    {"outlook mac", "FW: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><div id=\"mail-editor-reference-message-container\"><div><div style=\"border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0in 0in 0in\"><p class=\"MsoNormal\"><b><span style=\"color:black\">From: </span></b><span style=\"color:black\">Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;<br><b>Date: </b>Friday, 3 May 2024 at 10:12<br><b>To: </b>Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;<br><b>Subject: </b>Your order 7<o:p></o:p></span></p></div><p>Dear Bob,<br>sent.</p></div></div>"},
    {"yahoo", "Fw: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><div id=\"yahoo_quoted_1\" class=\"yahoo_quoted\"><div style=\"font-size:13px;color:#26282a;\"><div>----- Forwarded Message -----</div><div><b>From:</b> Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;</div><div><b>To:</b> Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;</div><div><b>Sent:</b> Friday, May 3, 2024 at 10:12:50 AM GMT+2</div><div><b>Subject:</b> Your order 7</div><div><br></div><div><p>Dear Bob,<br>sent.</p></div></div></div>"},
    {"apple", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><blockquote type=\"cite\"><div>Begin forwarded message:</div><br class=\"Apple-interchange-newline\"><div style=\"margin:0\"><span style=\"color:#000\"><b>From: </b></span><span>Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;<br></span></div><div><span><b>Subject: </b></span><span><b>Your order 7</b><br></span></div><div><span><b>Date: </b></span><span>3 May 2024 at 10:12:00 CEST<br></span></div><div><span><b>To: </b></span><span>Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;<br></span></div><br><div><p>Dear Bob,<br>sent.</p></div></blockquote>"},
    {"apple unknown", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><blockquote type=\"cite\"><div>Quux foo bar:</div><br class=\"Apple-interchange-newline\"><div style=\"margin:0\"><span style=\"color:#000\"><b>Foo: </b></span><span>Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;<br></span></div><div><span><b>Bar: </b></span><span><b>Your order 7</b><br></span></div><div><span><b>Quux: </b></span><span>3 May 2024 at 10:12:00 CEST<br></span></div><div><span><b>Baz: </b></span><span>Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;<br></span></div><br><div><p>Dear Bob,<br>sent.</p></div></blockquote>"},
    {"proton", "Fw: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><div class=\"protonmail_quote\">------- Forwarded Message -------<br>From: Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;<br>Date: On Friday, May 3rd, 2024 at 10:12 AM<br>Subject: Your order 7<br>To: Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;<br><br><blockquote class=\"protonmail_quote\" type=\"cite\"><p>Dear Bob,<br>sent.</p></blockquote></div>"},
    {"zoho", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><div class=\"zmail_extra\"><div id=\"Zm-_Id_-Sgn1\">============ Forwarded message ============<br>From: Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;<br>To: Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;<br>Date: Fri, 03 May 2024 10:12:00 +0200<br>Subject: Your order 7<br>============ Forwarded message ============</div><br><blockquote style=\"margin:0\"><div><p>Dear Bob,<br>sent.</p></div></blockquote></div>"},
    {"tb", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><div class=\"moz-forward-container\"><br><br>-------- Forwarded Message --------<table class=\"moz-email-headers-table\" cellspacing=\"0\"><tbody><tr><th valign=\"BASELINE\" align=\"RIGHT\" nowrap=\"nowrap\">Subject: </th><td>Your order 7</td></tr><tr><th>Date: </th><td>Fri, 3 May 2024 10:12:00 +0200</td></tr><tr><th>From: </th><td>Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;</td></tr><tr><th>To: </th><td>Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;</td></tr></tbody></table><br><br><p>Dear Bob,<br>sent.</p></div>"},
    {"table nocolon", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><div>-------- Forwarded Message --------</div><table><tr><th>Subject</th><td>Your order 7</td></tr><tr><th>Date</th><td>Fri, 3 May 2024 10:12:00 +0200</td></tr><tr><th>From</th><td>Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;</td></tr><tr><th>To</th><td>Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;</td></tr></table><br><br><p>Dear Bob,<br>sent.</p>"},
    {"roundcube", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><p>-------- Original Message --------</p><table border=\"0\"><tbody><tr><th align=\"right\">Subject:</th><td>Your order 7</td></tr><tr><th>Date:</th><td>2024-05-03 10:12</td></tr><tr><th>From:</th><td>Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;</td></tr><tr><th>To:</th><td>Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;</td></tr></tbody></table><br><p>Dear Bob,<br>sent.</p>"},
    {"hubspot", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><div class=\"hs_reply\"><div>---------- Forwarded message ---------<br>From: <strong>Ada Meyer</strong> &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;<br>Date: May 3, 2024, 10:12 AM<br>Subject: Your order 7<br>To: Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;<br><br></div><p>Dear Bob,<br>sent.</p></div>"},
    {"fastmail", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><div>----- Original message -----<br></div><div>From: Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;<br></div><div>To: Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;<br></div><div>Subject: Your order 7<br></div><div>Date: Friday, May 03, 2024 10:12 AM<br></div><div><br></div><div><p>Dear Bob,<br>sent.</p></div>"},
    {"samsung", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><div>-------- Original message --------</div><div>From: Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt; </div><div>Date: 5/3/24 10:12 (GMT+01:00) </div><div>To: Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt; </div><div>Subject: Your order 7 </div><div><br></div><p>Dear Bob,<br>sent.</p>"},
    {"mail.ru", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><blockquote style=\"border-left:1px solid #0857A6; margin:10px; padding:0 0 0 10px;\">-------- Пересылаемое сообщение --------<br>От: Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;<br>Кому: Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;<br>Дата: Пятница, 3 мая 2024, 10:12 +03:00<br>Тема: Your order 7<br><br><p>Dear Bob,<br>sent.</p></blockquote>"},
    {"ionos", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><blockquote type=\"cite\"><div>---------- Original Message ---------- <br>From: Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt; <br>To: Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt; <br>Date: 05/03/2024 10:12 AM CEST <br>Subject: Your order 7</div><div><br></div><div><p>Dear Bob,<br>sent.</p></div></blockquote>"},
    {"webde", "Fw: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><div style=\"margin:10px 5px 5px 10px; border-left:2px solid #C3D9E5;\"><div style=\"margin:0 0 10px 0;\"><b>Gesendet:</b>&nbsp;Freitag, 03. Mai 2024 um 10:12 Uhr<br/><b>Von:</b>&nbsp;&quot;Ada Meyer&quot; &lt;ada@shop.test&gt;<br/><b>An:</b>&nbsp;Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;<br/><b>Betreff:</b>&nbsp;Your order 7</div><div><p>Dear Bob,<br>sent.</p></div></div>"},
    {"gmail", "Fwd: x", "ada@shop.test", "<bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">---------- Forwarded message ---------<br>From: <strong class=\"gmail_sendername\" dir=\"auto\">Ada Meyer</strong> <span dir=\"auto\">&lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;</span><br>Date: Fri, May 3, 2024 at 10:12 AM<br>Subject: Your order 7<br>To:  &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;<br></div><br><br><p>Dear Bob,<br>sent.</p></div>"},
    {"gmail redacted addr in angle tag", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><div class=\"gmail_quote\">---------- Forwarded message ---------<br>From: Ada Meyer <ada@shop.test><br>Date: Fri, May 3, 2024<br>Subject: Your order 7<br>To: Bob Ode <bob@corp.test><br><br><p>Dear Bob,<br>sent.</p></div>"},
    {"missive", "Fwd: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><div>---------- Forwarded message ----------<br>From: <b>Ada Meyer</b> &lt;ada@shop.test&gt;<br>Date: May 3, 2024 at 10:12 AM<br>To: Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;<br>Subject: Your order 7<br></div><blockquote type=\"cite\"><p>Dear Bob,<br>sent.</p></blockquote>"},
    {"outlook de", "WG: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><div style=\"border:none;border-top:solid #E1E1E1 1.0pt\"><p class=\"MsoNormal\"><b>Von:</b> Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;<br><b>Gesendet:</b> Freitag, 3. Mai 2024 10:12<br><b>An:</b> Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;<br><b>Betreff:</b> Your order 7</p></div><p>Dear Bob,<br>sent.</p>"},
    {"outlook table", "FW: x", "ada@shop.test", "Bob Ode <bob@corp.test>", "Your order 7", "Dear Bob,\nsent.", "<div>Please look.</div><br><table><tr><td><b>From:</b></td><td>Ada Meyer &lt;<a href=\"mailto:ada@shop.test\">ada@shop.test</a>&gt;</td></tr><tr><td><b>Sent:</b></td><td>Friday, May 3, 2024 10:12 AM</td></tr><tr><td><b>To:</b></td><td>Bob Ode &lt;<a href=\"mailto:bob@corp.test\">bob@corp.test</a>&gt;</td></tr><tr><td><b>Subject:</b></td><td>Your order 7</td></tr></table><p>Dear Bob,<br>sent.</p>"},
};
// clang-format on

TEST(ForwardedHtml, IsReadAsEachProgramWritesIt) {
  for (const ForwardedSample& sample : samples) {
    const auto message = read_forwarded_html(sample.text, sample.subject);
    ASSERT_TRUE(message.has_value()) << sample.client;
    expect_as_in(sample, *message);
  }
}

TEST(ForwardedHtml, SurvivesEachTruncation) {
  for (const ForwardedSample& sample : samples)
    test::for_each_truncation(sample.text, [&](std::string_view text) {
      const auto message = read_forwarded_html(text, sample.subject);
      if (message) {
        EXPECT_LE(message->body.size() + message->comment.size(), 2 * text.size() + 2);
      }
    });
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

TEST(ForwardedHtml, IsReadFromTheHtmlWhenTheTextHasNone) {
  const ParsedMessage message(
      "Subject: FW: Offer\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nno "
      "text\n--b\n"
      "Content-Type: text/html\n\n<p>x<p>-----Original Message-----<br>From: ada@shop.test<br>Sent: Friday<br>Subject: "
      "Offer<p>Hi\n--b--\n",
      Limits{});
  const std::vector<ForwardedMessage> forwarded = read_forwarded_messages(message);
  ASSERT_EQ(forwarded.size(), 1U);
  EXPECT_EQ(forwarded.front().from.address, "ada@shop.test");
}

} // namespace
} // namespace parsers
