#include "parsers/html_text.hpp"

#include "parsers/html_references.hpp"
#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

using test::repeat;
using ::testing::ElementsAre;
using ::testing::Pair;

// "text", "<name a=b>" and "</name>".
std::vector<std::string> outline(std::string_view html) {
  std::vector<std::string> lines;
  for (const HtmlToken& token : read_html_tokens(html, 1000)) {
    if (token.kind == HtmlToken::Kind::text) {
      lines.push_back(token.text);
      continue;
    }
    std::string tag = token.kind == HtmlToken::Kind::end_tag ? "</" : "<";
    tag += token.name;
    for (const auto& [name, value] : token.attributes) tag.append(" ").append(name).append("=").append(value);
    lines.push_back(tag + ">");
  }
  return lines;
}

TEST(HtmlTokens, ReadsTagsAndAttributes) {
  EXPECT_THAT(outline("<A Href='x>y' title=\"a&amp;b\" checked data-n=1/>go</a >"),
              ElementsAre("<a href=x>y title=a&b checked= data-n=1/>", "go", "</a>"));
  EXPECT_THAT(outline("<br/><img src = a.png / alt>"), ElementsAre("<br>", "<img src=a.png alt=>"));
  EXPECT_THAT(outline("<p =x a=>y"), ElementsAre("<p =x= a=>", "y"));
}

TEST(HtmlTokens, KeepsPlaces) {
  constexpr std::string_view html = "a&lt;b<p>c</p>";
  const auto tokens = read_html_tokens(html, 10);
  ASSERT_EQ(tokens.size(), 4U);
  EXPECT_EQ(slice(html, tokens[0].place), "a&lt;b");
  EXPECT_EQ(slice(html, tokens[1].place), "<p>");
  EXPECT_EQ(slice(html, tokens[3].place), "</p>");
}

TEST(HtmlTokens, LeavesOutWhatIsNeverShown) {
  EXPECT_THAT(outline("<!DOCTYPE html><?xml x?>a<!-- <p> -- > -->b<!-->c<!--->d<!----!>e<![if !mso]>f<![endif]>"),
              ElementsAre("a", "b", "c", "d", "e", "f"));
  EXPECT_THAT(outline("<title>t</title><style>p{}</style><script>if (a</b) \"</p>\"</SCRIPT >x"),
              ElementsAre("<title>", "</title>", "<style>", "</style>", "<script>", "</script>", "x"));
  EXPECT_THAT(outline("a<template><b>no</b><template></template>no</template>c</template>"), ElementsAre("a", "c"));
  EXPECT_THAT(outline("a<!-- to the end <p>b"), ElementsAre("a"));
  EXPECT_THAT(outline("a<script>b</scriptx>"), ElementsAre("a", "<script>"));
}

TEST(HtmlTokens, TakesTagsInATextareaForText) {
  EXPECT_THAT(outline("<textarea><b>&amp;</textarea>"), ElementsAre("<textarea>", "<b>&", "</textarea>"));
}

TEST(HtmlTokens, LeavesLoneAngleBracketsInTheText) {
  EXPECT_THAT(outline("1 < 2 <3 </ <"), ElementsAre("1 < 2 <3 "));
  EXPECT_THAT(outline("a <- b <"), ElementsAre("a <- b <"));
}

TEST(HtmlTokens, TakesAnAddressInAngleBracketsForText) {
  EXPECT_EQ(html_to_text("Ann <ann.lee@example.test> wrote<br><a href=x@y>b</a><a@b<p>c"),
            "Ann <ann.lee@example.test> wrote\nb<a@b\nc");
}

TEST(HtmlTokens, DropsATagThatTheEndCutsOff) {
  EXPECT_THAT(outline("a<p class=\"x"), ElementsAre("a"));
  EXPECT_THAT(outline("a<p"), ElementsAre("a"));
}

TEST(HtmlTokens, StopsAtItsLimit) { EXPECT_EQ(read_html_tokens(repeat("<b>x", 100), 7).size(), 7U); }

TEST(HtmlReferences, DecodesNamesAndNumbers) {
  EXPECT_EQ(decode_html_references("&lt;&Auml;&auml;&euro;&thetasym;&apos;&nbsp;."), "<Ää€ϑ'\u00A0.");
  EXPECT_EQ(decode_html_references("&#65;&#x42;&#X43;&#8364;&#x1F600;&#128;"), "ABC€\U0001F600€");
  EXPECT_EQ(decode_html_references("&#0;&#xD800;&#x110000;&#99999999999;"), "\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST(HtmlReferences, ForgivesTheMissingSemicolonOfOldNames) {
  EXPECT_EQ(decode_html_references("a&ampb&copy2&notit;&#65x&euro x&notin;"), "a&b©2¬it;Ax&euro x∉");
  EXPECT_EQ(decode_html_references("?a=1&copy=2&copyx&amp&lt;", InAttribute::yes), "?a=1&copy=2&copyx&<");
}

TEST(HtmlReferences, LeavesWhatIsNone) {
  for (const char* text : {"&", "&&", "& b", "&;", "&#", "&#;", "&#x;", "&nobodyknows;", "a&b", "&zzzzzzzzzzzzzzzzzz;"})
    EXPECT_EQ(decode_html_references(text), text);
}

TEST(HtmlText, StartsLinesAtBlocksAndBreaks) {
  EXPECT_EQ(html_to_text("<html><body><p>one</p><p>two<br>three</p><div>four</div>five</body></html>"),
            "one\ntwo\nthree\nfour\nfive");
  EXPECT_EQ(html_to_text("<div>a</div><div><br></div><div>b<br></div><div>c</div>"), "a\n\nb\nc");
  EXPECT_EQ(html_to_text("<p>a</p><p>&nbsp;</p><p>b</p>"), "a\n\nb");
  EXPECT_EQ(html_to_text("<ul><li>a<li>b</ul>"), "a\nb");
  EXPECT_EQ(html_to_text("<table><tr><td>From:</td><td>ann</td></tr><tr><td>x</td></tr></table>"), "From: ann\nx");
}

TEST(HtmlText, CollapsesWhiteSpace) {
  EXPECT_EQ(html_to_text(" <p> one \r\n\t two <b> three</b>four </p> "), "one two threefour");
  EXPECT_EQ(html_to_text("a&nbsp;&nbsp; b"), "a   b");
  EXPECT_EQ(html_to_text("<pre>a  b\r\n  c&nbsp;d</pre>  e  f"), "a  b\n  c d\ne f");
}

TEST(HtmlText, MarksQuotations) {
  EXPECT_EQ(html_to_text("no<blockquote>one<br>two<blockquote>three</blockquote><br>x</blockquote>end"),
            "no\n> one\n> two\n> > three\n>\n> x\nend");
  EXPECT_EQ(html_to_text("</blockquote>a"), "a");
  const std::string deep = html_to_text(repeat("<blockquote>", 10'000) + repeat("x<br>", 100));
  EXPECT_EQ(deep.substr(0, deep.find('\n')), repeat("> ", 8) + "x");
}

TEST(HtmlText, ShowsWhatAPersonSees) {
  EXPECT_EQ(html_to_text("<head><title>T</title><style>b{}</style></head>Hi <a href='http://x.test'>there</a>"
                         "<img src=x alt='not shown'>!"),
            "Hi there!");
  EXPECT_EQ(html_to_text("a<div style='DISPLAY : none;'>b<div>c</div>d</div>e<span hidden>f</span>"), "ae");
  EXPECT_EQ(html_to_text("<p style='display:none'>shown, for </p> may be missing"), "shown, for\nmay be missing");
  EXPECT_EQ(html_to_text(""), "");
}

TEST(HtmlText, IsLinearInWhatIsNeverClosed) {
  for (const std::string_view piece : {"<",
                                       "<!--",
                                       "<a b='",
                                       "<a b=",
                                       "</",
                                       "&",
                                       "&#",
                                       "<script>",
                                       "<template>",
                                       "<div style='display:none'>",
                                       "<pre>",
                                       "<a ",
                                       "<!--a--",
                                       "<textarea></textare",
                                       "<title></titl",
                                       "&am",
                                       "<blockquote>x",
                                       "<!",
                                       "<?",
                                       "< a='"})
    EXPECT_LE(html_to_text(repeat(piece, 20'000)).size(), 400'000U) << piece;
}

TEST(HtmlText, BoundsTheAttributesOfATag) {
  const auto tokens = read_html_tokens("<a " + repeat("b=c ", 10'000) + ">", 2);
  ASSERT_EQ(tokens.size(), 1U);
  EXPECT_EQ(tokens[0].attributes.size(), 100U);
  EXPECT_THAT(tokens[0].attributes[99], Pair("b", "c"));
}

TEST(HtmlText, ReadsEveryTruncation) {
  test::for_each_truncation(
      "<!DOCTYPE x><!-- c --><div style='display:none'>h</div><p class=\"a&amp;b\" c=d>&eacute;&#x41;</p>"
      "<script>s</script><textarea>t</textarea><template>u</template><blockquote>q<br>\xC2\xA0</blockquote>",
      [](std::string_view html) {
        EXPECT_LE(html_to_text(html).size(), 2 * html.size());
        for (const HtmlToken& token : read_html_tokens(html, 100)) EXPECT_LE(token.place.end(), html.size());
      });
}

} // namespace
} // namespace parsers
