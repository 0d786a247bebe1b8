#include "parsers/mime_tree.hpp"

#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

using test::for_each_truncation;
using test::repeat;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string with_crlf(std::string_view text) {
  std::string converted;
  for (const char c : text) {
    if (c == '\n') converted.push_back('\r');
    converted.push_back(c);
  }
  return converted;
}

std::string with_cr(std::string text) {
  std::replace(text.begin(), text.end(), '\n', '\r');
  return text;
}

// "depth type" of every part, in order.
std::vector<std::string> outline(const MimeTree& tree) {
  std::vector<std::string> lines;
  for (const MimePart& part : tree.parts)
    lines.push_back(std::to_string(part.depth) + " " + part.content_type.type + "/" + part.content_type.subtype);
  return lines;
}

std::vector<std::string> bodies(const MimeTree& tree, std::string_view octets) {
  std::vector<std::string> texts;
  for (const MimePart& part : tree.parts) texts.emplace_back(slice(octets, part.body));
  return texts;
}

std::string field_of(const MimePart& part, std::string_view octets, std::size_t index) {
  return std::string(slice(octets, part.fields.at(index).name)) + "=" +
         std::string(slice(octets, part.fields.at(index).body));
}

constexpr std::string_view simple = "From: a@example.test\nSubject: hello\n there\n\nbody\nlines\n";

constexpr std::string_view report =
    "Content-Type: multipart/report; report-type=delivery-status;\n boundary=\"outer\"\n"
    "\n"
    "preamble\n"
    "--outer\n"
    "\n"
    "It failed.\n"
    "--outer\n"
    "Content-Type: message/delivery-status\n"
    "\n"
    "Reporting-MTA: dns; mx.example.test\n"
    "\n"
    "Action: failed\n"
    "--outer\n"
    "Content-Type: message/rfc822\n"
    "\n"
    "Subject: what was sent\n"
    "Content-Type: multipart/alternative; boundary=inner\n"
    "\n"
    "--inner\n"
    "Content-Type: text/plain; charset=utf-8\n"
    "\n"
    "plain\n"
    "--inner\n"
    "Content-Type: text/html\n"
    "\n"
    "<p>html\n"
    "--inner--\n"
    "--outer--\n"
    "epilogue\n";

TEST(MimeTree, ReadsFieldsAsPlaces) {
  const MimeTree tree = read_mime_tree(simple, Limits{});
  ASSERT_EQ(tree.parts.size(), 1U);
  EXPECT_THAT(tree.defects.list(), IsEmpty());
  ASSERT_EQ(tree.parts[0].fields.size(), 2U);
  EXPECT_EQ(field_of(tree.parts[0], simple, 0), "From= a@example.test");
  EXPECT_EQ(field_of(tree.parts[0], simple, 1), "Subject= hello\n there");
  EXPECT_EQ(slice(simple, tree.parts[0].body), "body\nlines\n");
  EXPECT_EQ(slice(simple, tree.parts[0].header), "From: a@example.test\nSubject: hello\n there\n");
}

TEST(MimeTree, ReadsMessagesInsideOfReports) {
  const MimeTree tree = read_mime_tree(report, Limits{});
  EXPECT_THAT(outline(tree), ElementsAre("0 multipart/report", "1 text/plain", "1 message/delivery-status",
                                         "1 message/rfc822", "2 multipart/alternative", "3 text/plain", "3 text/html"));
  EXPECT_THAT(tree.defects.list(), IsEmpty());
  EXPECT_EQ(slice(report, tree.parts[1].body), "It failed.");
  EXPECT_EQ(slice(report, tree.parts[2].body), "Reporting-MTA: dns; mx.example.test\n\nAction: failed");
  EXPECT_EQ(slice(report, tree.parts[5].body), "plain");
  EXPECT_EQ(slice(report, tree.parts[6].body), "<p>html");
  EXPECT_TRUE(slice(report, tree.parts[0].body).ends_with("epilogue\n"));
  EXPECT_EQ(tree.parts[4].parent, 3U);
  EXPECT_EQ(tree.parts[6].parent, 4U);
}

TEST(MimeTree, GivesTheSamePartsForEveryLineEnd) {
  const std::string crlf = with_crlf(report);
  const std::string cr = with_cr(std::string(report));
  const MimeTree tree = read_mime_tree(report, Limits{});
  EXPECT_EQ(outline(read_mime_tree(crlf, Limits{})), outline(tree));
  EXPECT_EQ(outline(read_mime_tree(cr, Limits{})), outline(tree));
  EXPECT_EQ(bodies(read_mime_tree(crlf, Limits{}), crlf)[5], "plain");
  EXPECT_EQ(bodies(read_mime_tree(cr, Limits{}), cr)[5], "plain");
  EXPECT_THAT(read_mime_tree(cr, Limits{}).defects.list(), ElementsAre(Defect::cr_line_ends));
}

TEST(MimeTree, NeverEndsALineAtACrWhereThereAreLfs) {
  constexpr std::string_view octets = "Subject: a\rX-Smuggled: b\n\nbody\r--not a line\n";
  const MimeTree tree = read_mime_tree(octets, Limits{});
  ASSERT_EQ(tree.parts[0].fields.size(), 1U);
  EXPECT_EQ(field_of(tree.parts[0], octets, 0), "Subject= a\rX-Smuggled: b");
  EXPECT_TRUE(tree.defects.has(Defect::bare_cr));
}

TEST(MimeTree, TellsOfMixedLineEndsAndNul) {
  using namespace std::string_view_literals;
  const MimeTree tree = read_mime_tree("Subject: a\r\n\r\none\ntwo\0\r\n"sv, Limits{});
  EXPECT_THAT(tree.defects.list(), ElementsAre(Defect::nul_octet, Defect::bare_lf));
}

TEST(MimeTree, SkipsMboxLineAndByteOrderMark) {
  for (const std::string_view start : {"From a@example.test Mon Jan  1 00:00:00 2024\n", "\xEF\xBB\xBF",
                                       "\xEF\xBB\xBF"
                                       "From x\n",
                                       ">From x\n"}) {
    const std::string octets = std::string(start) + std::string(simple);
    const MimeTree tree = read_mime_tree(octets, Limits{});
    ASSERT_EQ(tree.parts[0].fields.size(), 2U) << start;
    EXPECT_EQ(field_of(tree.parts[0], octets, 0), "From= a@example.test");
    EXPECT_THAT(tree.defects.list(), IsEmpty());
  }
}

TEST(MimeTree, PassesOverBlankLinesInFrontOfTheHeader) {
  const MimeTree tree = read_mime_tree("   \n\nSubject: x\n\nhello\n", Limits{});
  ASSERT_EQ(tree.parts[0].fields.size(), 1U);
  const MimeTree text = read_mime_tree("\nhello there: x\n", Limits{});
  EXPECT_TRUE(text.parts[0].fields.empty());
}

TEST(MimeTree, TakesTextWithoutHeaderForABody) {
  for (const std::string_view octets : {"Hello there,\n\nplease stop.\n", " indented\n\nFrom: x\n", "http\n"}) {
    const MimeTree tree = read_mime_tree(octets, Limits{});
    EXPECT_TRUE(tree.parts[0].fields.empty());
    EXPECT_EQ(slice(octets, tree.parts[0].body), octets);
  }
}

TEST(MimeTree, PassesOverOneStrayLineInAHeader) {
  constexpr std::string_view octets = "From: a@example.test\nthis is no field\n\tnor this\nSubject: b\n\nbody";
  const MimeTree tree = read_mime_tree(octets, Limits{});
  ASSERT_EQ(tree.parts[0].fields.size(), 2U);
  EXPECT_EQ(field_of(tree.parts[0], octets, 1), "Subject= b");
  EXPECT_THAT(tree.defects.list(), ElementsAre(Defect::malformed_header_field));
  EXPECT_EQ(slice(octets, tree.parts[0].body), "body");
}

TEST(MimeTree, TakesTwoStrayLinesForTheBodyOfALostEmptyLine) {
  constexpr std::string_view octets = "Subject: b\nplease take me\noff your list: now\n\nthanks";
  const MimeTree tree = read_mime_tree(octets, Limits{});
  EXPECT_EQ(slice(octets, tree.parts[0].body), "please take me\noff your list: now\n\nthanks");
  constexpr std::string_view at_the_end = "Subject: b\nplease take me off";
  EXPECT_EQ(slice(at_the_end, read_mime_tree(at_the_end, Limits{}).parts[0].body), "please take me off");
}

TEST(MimeTree, TakesUpAFieldWhoseFoldWasLost) {
  constexpr std::string_view octets =
      "Content-Type: multipart/mixed;\nboundary=\"b\"\nSubject: s\n\n--b\n\ntext\n--b--\n";
  const MimeTree tree = read_mime_tree(octets, Limits{});
  EXPECT_THAT(outline(tree), ElementsAre("0 multipart/mixed", "1 text/plain"));
  EXPECT_TRUE(tree.defects.has(Defect::malformed_header_field));
}

TEST(MimeTree, TellsOfAHeaderWithoutEnd) {
  EXPECT_TRUE(read_mime_tree("Subject: a\n", Limits{}).defects.has(Defect::missing_header_end));
  EXPECT_THAT(read_mime_tree("", Limits{}).defects.list(), IsEmpty());
  EXPECT_EQ(read_mime_tree("", Limits{}).parts.size(), 1U);
}

TEST(MimeTree, NeedsTheWholeBoundaryOnALineOfItsOwn) {
  constexpr std::string_view octets =
      "Content-Type: multipart/mixed; boundary=B\n\n--B\n\none\n--Bogus\n --B\nx --B\n-B\n--B \t\n\ntwo\n--B-- \n";
  const MimeTree tree = read_mime_tree(octets, Limits{});
  EXPECT_EQ(bodies(tree, octets)[1], "one\n--Bogus\n --B\nx --B\n-B");
  EXPECT_EQ(bodies(tree, octets)[2], "two");
  EXPECT_EQ(tree.parts.size(), 3U);
}

TEST(MimeTree, ReadsHeadersBehindABoundaryWithTrailingSpace) {
  constexpr std::string_view octets =
      "Content-Type: multipart/mixed; boundary=B\n\n--B  \nContent-Type: text/html\n\n<p>\n--B--\n";
  EXPECT_THAT(outline(read_mime_tree(octets, Limits{})), ElementsAre("0 multipart/mixed", "1 text/html"));
}

TEST(MimeTree, TellsABoundaryThatEndsInHyphensFromAClosingOne) {
  constexpr std::string_view octets =
      "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\n"
      "Content-Type: multipart/mixed; boundary=\"b--\"\n\n--b--\n\ninner\n--b----\n--b\n\nouter\n--b--\n";
  const MimeTree tree = read_mime_tree(octets, Limits{});
  EXPECT_THAT(outline(tree), ElementsAre("0 multipart/mixed", "1 multipart/mixed", "2 text/plain", "1 text/plain"));
  EXPECT_EQ(bodies(tree, octets)[2], "inner");
  EXPECT_EQ(bodies(tree, octets)[3], "outer");
}

TEST(MimeTree, EndsInnerMultipartAtAnOuterDelimiter) {
  constexpr std::string_view octets =
      "Content-Type: multipart/mixed; boundary=out\n\n--out\nContent-Type: multipart/mixed; boundary=in\n\n"
      "--in\n\ninner\n--out\n\nsibling\n--in\nno delimiter any more\n--out--\n";
  const MimeTree tree = read_mime_tree(octets, Limits{});
  EXPECT_THAT(outline(tree), ElementsAre("0 multipart/mixed", "1 multipart/mixed", "2 text/plain", "1 text/plain"));
  EXPECT_EQ(bodies(tree, octets)[2], "inner");
  EXPECT_EQ(bodies(tree, octets)[3], "sibling\n--in\nno delimiter any more");
  EXPECT_THAT(tree.defects.list(), ElementsAre(Defect::unclosed_multipart));
}

TEST(MimeTree, GivesARepeatedBoundaryToTheInnermostMultipart) {
  constexpr std::string_view octets =
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b\n\n"
      "--b\n\ninner\n--b--\n--b\n\nouter\n--b--\n";
  const MimeTree tree = read_mime_tree(octets, Limits{});
  EXPECT_THAT(outline(tree), ElementsAre("0 multipart/mixed", "1 multipart/mixed", "2 text/plain", "1 text/plain"));
}

TEST(MimeTree, KeepsEveryOctetOfAnUnclosedMultipart) {
  constexpr std::string_view octets = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\ncut off\n";
  const MimeTree tree = read_mime_tree(octets, Limits{});
  EXPECT_EQ(bodies(tree, octets)[1], "cut off\n");
  EXPECT_THAT(tree.defects.list(), ElementsAre(Defect::unclosed_multipart));
}

TEST(MimeTree, ReadsAMultipartWithoutUsableBoundaryAsText) {
  const std::string long_boundary = "Content-Type: multipart/mixed; boundary=" + std::string(300, 'b') + "\n\ntext\n";
  EXPECT_THAT(outline(read_mime_tree(long_boundary, Limits{})), ElementsAre("0 text/plain"));
  EXPECT_TRUE(read_mime_tree(long_boundary, Limits{}).defects.has(Defect::boundary_too_long));
  for (const std::string_view octets : {"Content-Type: multipart/mixed\n\n--\ntext\n--\n",
                                        "Content-Type: multipart/mixed; boundary=\"\"\n\n--\ntext\n"}) {
    const MimeTree tree = read_mime_tree(octets, Limits{});
    EXPECT_THAT(outline(tree), ElementsAre("0 text/plain"));
    EXPECT_THAT(tree.defects.list(), ElementsAre(Defect::missing_boundary));
  }
}

TEST(MimeTree, ReadsBoundaryInQuotesContinuationsAndComments) {
  for (const std::string_view type :
       {"multipart/mixed; boundary=\"a;b\"", "multipart/mixed; boundary*0=a; boundary*1=\";b\"",
        "Multipart/Mixed (x;y); charset=us-ascii; BOUNDARY=\"a;b\" (z)", "multipart/mixed;\n\tboundary=\"a\\;b\""}) {
    const std::string octets = "Content-Type: " + std::string(type) + "\n\n--a;b\n\ntext\n--a;b--\n";
    EXPECT_THAT(outline(read_mime_tree(octets, Limits{})), ElementsAre("0 multipart/mixed", "1 text/plain")) << type;
  }
}

TEST(MimeTree, DefaultsToMessagesInADigest) {
  constexpr std::string_view octets =
      "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: one\n\nfirst\n--b\nContent-Type: text/plain\n\n"
      "second\n--b--\n";
  const MimeTree tree = read_mime_tree(octets, Limits{});
  EXPECT_THAT(outline(tree), ElementsAre("0 multipart/digest", "1 message/rfc822", "2 text/plain", "1 text/plain"));
  EXPECT_EQ(field_of(tree.parts[2], octets, 0), "Subject= one");
}

TEST(MimeTree, KeepsHeadersPartsAndReportsAsLeaves) {
  for (const std::string_view type :
       {"message/rfc822-headers", "text/rfc822-headers", "message/delivery-status", "message/feedback-report",
        "message/global-headers", "message/global-delivery-status", "message/disposition-notification"}) {
    const std::string octets = "Content-Type: " + std::string(type) + "\n\nSubject: one\n\nfirst\n";
    const MimeTree tree = read_mime_tree(octets, Limits{});
    EXPECT_THAT(outline(tree), ElementsAre("0 " + std::string(type)));
  }
  EXPECT_THAT(outline(read_mime_tree("Content-Type: message/global\n\nSubject: x\n\ny", Limits{})),
              ElementsAre("0 message/global", "1 text/plain"));
}

TEST(MimeTree, LeavesAnEncodedMessageToItsReader) {
  constexpr std::string_view octets =
      "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeAo=\n";
  EXPECT_THAT(outline(read_mime_tree(octets, Limits{})), ElementsAre("0 message/rfc822"));
}

TEST(MimeTree, ReadsTransferEncodings) {
  const auto encoding_of = [](std::string_view value) {
    const std::string octets = "Content-Transfer-Encoding:" + std::string(value) + "\n\n";
    return read_mime_tree(octets, Limits{}).parts[0].transfer_encoding;
  };
  EXPECT_EQ(encoding_of(" BASE64"), TransferEncoding::base64);
  EXPECT_EQ(encoding_of(" quoted-printable (of course)"), TransferEncoding::quoted_printable);
  EXPECT_EQ(encoding_of(" \"base64\";"), TransferEncoding::base64);
  for (const char* name : {" 7bit", " 8BIT", " binary", "", " 8-bit"})
    EXPECT_EQ(encoding_of(name), TransferEncoding::identity) << name;
  EXPECT_EQ(encoding_of(" x-uuencode"), TransferEncoding::unknown);
  EXPECT_TRUE(
      read_mime_tree("Content-Transfer-Encoding: x\n\n", Limits{}).defects.has(Defect::unknown_transfer_encoding));
}

TEST(MimeTree, StopsAtItsLimitsWithDefects) {
  Limits limits;
  limits.mime_depth = 2;
  limits.mime_parts = 5;
  limits.header_fields = 3;
  limits.header_field = 50;
  limits.header_block = 100;
  const std::string deep = repeat("Content-Type: message/rfc822\n\n", 5) + "end";
  EXPECT_EQ(read_mime_tree(deep, limits).parts.size(), 3U);
  EXPECT_TRUE(read_mime_tree(deep, limits).defects.has(Defect::nesting_limit));
  const std::string wide = "Content-Type: multipart/x; boundary=b\n\n" + repeat("--b\n\nx\n", 9) + "--b--\n";
  const MimeTree tree = read_mime_tree(wide, limits);
  EXPECT_EQ(tree.parts.size(), 5U);
  EXPECT_EQ(bodies(tree, wide)[4], "x");
  EXPECT_THAT(tree.defects.list(), ElementsAre(Defect::part_limit));
  const std::string fields = repeat("A: b\n", 10) + "\nbody";
  EXPECT_EQ(read_mime_tree(fields, limits).parts[0].fields.size(), 3U);
  EXPECT_TRUE(read_mime_tree(fields, limits).defects.has(Defect::header_field_limit));
  const std::string long_field = "A: " + std::string(80, 'x') + "\nB: c\n\nbody";
  EXPECT_EQ(slice(long_field, read_mime_tree(long_field, limits).parts[0].fields.at(0).body).size(), 48U);
  EXPECT_TRUE(read_mime_tree(long_field, limits).defects.has(Defect::header_field_too_long));
  const std::string long_block = repeat("A: " + std::string(40, 'x') + "\n", 3) + "\nbody";
  EXPECT_EQ(read_mime_tree(long_block, limits).parts[0].fields.size(), 2U);
  EXPECT_TRUE(read_mime_tree(long_block, limits).defects.has(Defect::header_block_too_long));
  EXPECT_EQ(bodies(read_mime_tree(long_block, limits), long_block)[0], "body");
}

TEST(MimeTree, CountsTheRootAlways) {
  Limits limits;
  limits.mime_parts = 0;
  limits.mime_depth = 0;
  EXPECT_THAT(outline(read_mime_tree(report, limits)), ElementsAre("0 multipart/report"));
}

TEST(MimeTree, NestsTenThousandLevelsWithoutRecursion) {
  Limits limits;
  limits.mime_depth = 20'000;
  limits.mime_parts = 200'000;
  std::string octets;
  for (int level = 0; level < 10'000; ++level) {
    const std::string boundary = "b" + std::to_string(level);
    octets += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
  }
  octets += "\nthe end\n" + repeat("-- not a delimiter\n", 1000) + "--b0--\n";
  const MimeTree tree = read_mime_tree(octets, limits);
  EXPECT_EQ(tree.parts.size(), 10'001U);
  EXPECT_EQ(tree.parts.back().depth, 10'000U);
  EXPECT_TRUE(slice(octets, tree.parts.back().body).starts_with("the end\n"));
  EXPECT_EQ(read_mime_tree(repeat("Content-Type: message/rfc822\n\n", 10'000), limits).parts.size(), 10'001U);
}

TEST(MimeTree, ReadsAHundredThousandParts) {
  Limits limits;
  limits.mime_parts = 1'000'000;
  const std::string octets = "Content-Type: multipart/mixed; boundary=b\n\n" + repeat("--b\n\n", 100'000) + "--b--\n";
  EXPECT_EQ(read_mime_tree(octets, limits).parts.size(), 100'001U);
}

TEST(MimeTree, StaysWithinItsOctetsForEveryTruncation) {
  for (const std::string& whole : {std::string(report), with_crlf(report), with_cr(std::string(report))}) {
    for_each_truncation(whole, [](std::string_view octets) {
      const MimeTree tree = read_mime_tree(octets, Limits{});
      ASSERT_FALSE(tree.parts.empty());
      for (std::size_t i = 0; i < tree.parts.size(); ++i) {
        const MimePart& part = tree.parts[i];
        ASSERT_LE(part.body.end(), octets.size());
        ASSERT_LE(part.header.end(), part.body.offset);
        ASSERT_LE(part.parent, i);
        const MimePart& parent = tree.parts[part.parent];
        if (i > 0) {
          ASSERT_GE(part.header.offset, parent.body.offset);
          ASSERT_LE(part.body.end(), std::max(parent.body.end(), part.body.offset));
        }
        for (const HeaderField& field : part.fields) {
          ASSERT_GE(field.name.offset, part.header.offset);
          ASSERT_LE(field.body.end(), part.header.end());
        }
      }
    });
  }
}

} // namespace
} // namespace parsers
