// The readers of quoted mail look at each line a bounded number of times, whatever an attacker writes.
#include <gtest/gtest.h>

#include <functional>

#include "parsers/folded_text.hpp"
#include "parsers/forwarded_lines.hpp"
#include "parsers/html_text.hpp"
#include "parsers/quote_words.hpp"
#include "parsers/reply_lines.hpp"
#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

using test::repeat;

/// Each is built to be looked at again and again.
constexpr std::string_view hostile_pieces[] = {
    "To: a@b.test\n",
    "To: a@b.test,\n",
    "From: a\nnot a label\n",
    "From: a\n\n\n",
    "Subject:\n",
    "On Fri, May 3, 2024 at 10:12\n",
    "On Fri, May 3, 2024 at 10:12 AM Ada <ada@shop.test> wrote:\n",
    "On Fri, May 3, 2024 at 10:12 AM Ada <ada@shop.test> wrote:\n\n\n\n",
    "ada@shop.test wrote:\n",
    "wrote: wrote: wrote:\n",
    "a b c:\n\n\n\n\n\n\n\n",
    "> \n\n",
    ">\n",
    "> a\nb\n",
    "--\n",
    "-- \n",
    "--\n\n\n\n\n\n\n\n\n\n",
    "__________\n",
    "__________\nx\n",
    "Regards,\n",
    "Regards,\n\n\n\n\n\n\n",
    "Regards,\nBob\n\n",
    "Sent from my iPhone\n",
    "This e-mail and any attachments\n\n",
    "----- Forwarded message -----\n",
    "----- Forwarded message -----\nTo: x\n",
    "----- Original Message -----\n\n\n",
    "Begin forwarded message:\n\n\n",
    "Begin forwarded message:\nTo: x\n\n",
    "----- Forwarded message ----- To: a@b.test:::::\n",
    "x\n----- Original Message -----\n",
    "----- Xyz -----\n",
    "----- Xyz -----\nAbc: x\nDef: y\n",
    "----- Xyz -----\nAbc: a@b.test\nDef: 10:12 03.05.2024\nGhi: x\n\n",
    "----- Forwarded message -----\nAbc: x\n\n\n",
    "> Abc:\n",
    "> Abc:\n> From: a@b.test\n\n",
    "Original Message\n",
    "Original Message\nFrom: x\n",
    "----- End forwarded message -----\n",
    "-- \n----- End forwarded message -----\n",
    "---- On Fri, May 3, 2024 at 10:12 Ada <ada@shop.test>\n",
    "On 3.5.2024 10:12 <ada@shop.test>\n",
    "Quoting Ada <ada@shop.test>:\n",
    "Ada ---05/03/2024 10:12:00 AM---x\n",
    "--------\nAda Meyer\n",
    "Ada Meyer\nada@shop.test\n",
    "Ada Meyer\nada@shop.test\n\n",
    "DKIM-Signature: a\n\tb\n",
    "\tb\n",
    "\n",
};

std::size_t reads_of(std::string_view piece, std::size_t times, const std::function<void(const QuotedLines&)>& read) {
  const std::string text = repeat(piece, times);
  const QuotedLines lines(text);
  const std::size_t before = lines.reads();
  read(lines);
  return lines.reads() - before;
}

TEST(QuotingWork, GrowsWithTheNumberOfLinesInReplies) {
  const auto read = [](const QuotedLines& lines) { read_reply_lines(lines); };
  for (const std::string_view piece : hostile_pieces) {
    const std::size_t once = reads_of(piece, 100, read);
    EXPECT_LE(reads_of(piece, 1'000, read), once * 11 + 1'000) << piece;
    EXPECT_LE(reads_of("Hello\n" + std::string(piece), 1'000, read),
              reads_of("Hello\n" + std::string(piece), 100, read) * 11 + 1'000)
        << piece;
  }
}

TEST(QuotingWork, GrowsWithTheNumberOfLinesInForwards) {
  const auto read = [](const QuotedLines& lines) { read_forwarded_lines(lines, "Fwd: x"); };
  for (const std::string_view piece : hostile_pieces)
    EXPECT_LE(reads_of(piece, 1'000, read), reads_of(piece, 100, read) * 11 + 1'000) << piece;
}

TEST(QuotingWork, GrowsWithTheSizeOfHtml) {
  for (const std::string_view piece :
       {"<blockquote>", "<div class=\"gmail_attr\">", "<div id=\"divRplyFwdMsg\">x", "<div class=\"yahoo_quoted\">x",
        "<blockquote type=\"cite\">x</blockquote>y", "<table><tr><td>From:</td><td>a@b.test</td></tr></table>"}) {
    const auto work_of = [piece](std::size_t times) {
      const std::string text = html_to_text(repeat(piece, times));
      const QuotedLines lines(text);
      read_reply_lines(lines);
      read_forwarded_lines(lines, "Fwd: x");
      return lines.reads() + text.size();
    };
    EXPECT_LE(work_of(1'000), work_of(100) * 11 + 2'000) << piece;
  }
}

TEST(QuotingWork, OfALineIsBounded) {
  const auto read = [](const QuotedLines& lines) {
    read_reply_lines(lines);
    read_forwarded_lines(lines, "Fwd: x");
  };
  for (const std::string_view piece : hostile_pieces) {
    const std::string text = repeat(piece, 400);
    const QuotedLines lines(text);
    const std::size_t before = lines.reads();
    read(lines);
    EXPECT_LE(lines.reads() - before, 120 * lines.size()) << piece;
  }
}

TEST(QuotedLinesLimit, MakesOneLineOfTheRest) {
  const std::string text = repeat("x\n", QuotedLines::most_lines + 10);
  const QuotedLines lines(text);
  ASSERT_EQ(lines.size(), QuotedLines::most_lines);
  EXPECT_EQ(lines.text(0, lines.size()).size(), text.size());
  EXPECT_EQ(read_reply_lines(lines).text.size(), text.size() - 1);
}

TEST(QuotedLinesLimit, FoldsOnlyTheFrontOfALongLine) {
  const std::string text =
      "On Fri, May 3, 2024 at 10:12 Ada <ada@shop.test> " + std::string(100'000, 'x') + " wrote:\n\nwords";
  const QuotedLines lines(text);
  EXPECT_TRUE(lines[0].is_long);
  EXPECT_EQ(lines[0].folded.size(), QuotedLines::most_folded);
  EXPECT_EQ(read_reply_text(text).text, text);
}

TEST(QuotedLinesMarks, AreCountedAndTakenOffOneLevelAtATime) {
  const QuotedLines lines("> a\n>> b\n> > c\n\uFEFF> d\n | e\n| f\ng > h\n");
  EXPECT_EQ(lines[0].depth, 1U);
  EXPECT_EQ(lines[1].depth, 2U);
  EXPECT_EQ(lines[2].depth, 2U);
  EXPECT_EQ(lines[3].depth, 1U);
  EXPECT_EQ(lines[5].depth, 1U);
  EXPECT_EQ(lines[6].depth, 0U);
  EXPECT_EQ(lines.unquoted(0, 3, 1), "a\n> b\n> c");
}

TEST(QuotedLinesMarks, AreNotTheEndOfABrokenAddress) {
  const QuotedLines lines("Ada <ada@shop.test\n> wrote:\n> Ada <ada@shop.test\n> wrote\n");
  EXPECT_EQ(lines[1].depth, 0U);
  EXPECT_EQ(lines[3].depth, 1U);
}

TEST(QuoteWords, AreFoundWhateverTheirCaseAccentsAndInvisibleMarks) {
  EXPECT_EQ(fold_text("ENVOYÉ\u00A0LE"), "envoye le");
  EXPECT_EQ(fold_text("\u200FFra\u030A\u200Bn"), "fran");
  EXPECT_EQ(fold_text("Wysłane — 15:30"), "wyslane - 15:30");
  EXPECT_EQ(fold_text("٣١"), "31");
  EXPECT_EQ(fold_text("件名："), "件名:");
  EXPECT_EQ(fold_text("İLETİ"), "ileti");
  EXPECT_EQ(fold_text("a\xFF\xFE b"), "a b");
  ASSERT_NE(find_label("från"), find_label("fran"));
  EXPECT_EQ(find_label(fold_text("FRÅN"))->label, HeaderLabel::from);
  EXPECT_EQ(find_label("nonsense"), nullptr);
}

TEST(QuoteWords, TellTheirLanguages) {
  EXPECT_TRUE(find_label("von")->languages.has("de"));
  EXPECT_EQ(find_label("betreff")->languages.first(), "de");
  LanguageSet both = LanguageSet("de");
  both.add(LanguageSet("fr"));
  EXPECT_EQ(both.narrowed_by(LanguageSet("fr")).first(), "fr");
  EXPECT_EQ(both.narrowed_by(LanguageSet("ja")).first(), "de");
}

} // namespace
} // namespace parsers
