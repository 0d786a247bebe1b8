#include "admin/pages/html.hpp"

#include <gtest/gtest.h>

#include <type_traits>

#include "parsers/html_text.hpp"

namespace admin {
namespace {

template <class T>
concept CanBeWritten = requires(Html html, T value) {
  html << value;
};

// The promise of the type: nothing but literals and encoded text reaches a page.
static_assert(CanBeWritten<Text>);
static_assert(CanBeWritten<Html>);
static_assert(!CanBeWritten<std::string>);
static_assert(!CanBeWritten<std::string_view>);
static_assert(!CanBeWritten<const char*>);
static_assert(!std::is_constructible_v<Markup, std::string>);
static_assert(!std::is_constructible_v<Markup, const char*>);

std::string shown(std::string_view hostile) {
  Html html;
  html << text(hostile);
  return html.source();
}

TEST(Html, EncodesMarkupForContentAndAttributesAlike) {
  EXPECT_EQ(shown(R"(<a href="x" b='y'>&amp;)"), "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;");
}

TEST(Html, ShowsControlCharacters) { EXPECT_EQ(shown(std::string_view("a\0b\n\x1b[31m\x7f", 10)), "a␀b␊␛[31m␡"); }

TEST(Html, ShowsWhatTurnsTheDirection) {
  EXPECT_EQ(shown("exe.\u202Etxt"), "exe.‹U+202E›txt");
  EXPECT_EQ(shown("\u2066\u200F\uFEFF\u00AD\U000E0041"), "‹U+2066›‹U+200F›‹U+FEFF›‹U+00AD›‹U+E0041›");
}

TEST(Html, LeavesWritingsAndEmojiAlone) {
  EXPECT_EQ(shown("Grüße 日本 שלום می\u200Cخواهم 👩\u200D🔧"), "Grüße 日本 שלום می\u200Cخواهم 👩\u200D🔧");
}

TEST(Html, ReplacesWhatIsNoUtf8) {
  EXPECT_EQ(shown("a\xFF\xC0\xAF\xED\xA0\x80z"), "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDz");
  EXPECT_EQ(shown("\xE2\x80<"), "\uFFFD&lt;") << "a cut character swallows no markup";
}

TEST(Html, KeepsLinesOnlyWhereTheyBelong) {
  Html html;
  html << lines("a\r\nb\tc\rd");
  EXPECT_EQ(html.source(), "a\nb\tc␍d");
}

TEST(Html, CutsWhatIsTooLongAndSaysSo) {
  const std::string text_of_page = shown(std::string(5000, 'x'));
  EXPECT_LT(text_of_page.size(), 2100u);
  EXPECT_TRUE(text_of_page.ends_with(" […]"));
}

TEST(Html, NeverCutsInsideACharacter) {
  for (std::size_t most = 0; most < 12; ++most) {
    Html html;
    html << Text{"ä<ö&日", Text::Lines::one, most};
    EXPECT_EQ(html.source().find('<'), std::string::npos);
    EXPECT_EQ(html.source().find("\uFFFD"), std::string::npos) << most;
  }
}

} // namespace
} // namespace admin
