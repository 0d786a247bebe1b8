#include "parsers/phrase_set.hpp"

#include <gtest/gtest.h>

#include <array>

namespace parsers {
namespace {

TEST(FoldWords, LowersAndJoinsWhiteSpace) { EXPECT_EQ(fold_words("User\r\n\t UNKNOWN"), "user unknown"); }

TEST(FoldWords, PlainsTypographicApostrophesAndNoBreakSpaces) {
  EXPECT_EQ(fold_words("wasn\xE2\x80\x99t\xC2\xA0 found"), "wasn't found");
}

TEST(PhraseSet, FindsPhrasesThatOverlapAndThatEndInOneAnother) {
  constexpr std::array<std::string_view, 4> phrases = {"mailbox full", "box full", "full of", "nobody"};
  const PhraseSet set(phrases);
  const auto found = set.find("the mailbox full of mail");
  EXPECT_EQ(found[0].last_begin, 4U);
  EXPECT_EQ(found[0].first_end, 16U);
  EXPECT_TRUE(found[1].found());
  EXPECT_TRUE(found[2].found());
  EXPECT_FALSE(found[3].found());
}

TEST(PhraseSet, KeepsTheFirstEndAndTheLastBeginOfRepeats) {
  constexpr std::array<std::string_view, 1> phrases = {"ab"};
  const auto found = PhraseSet(phrases).find("ab ab ab");
  EXPECT_EQ(found[0].first_end, 2U);
  EXPECT_EQ(found[0].last_begin, 6U);
}

TEST(PhraseSet, PhrasesOfOneOctetAreFoundBesideLongOnes) {
  constexpr std::array<std::string_view, 3> phrases = {"x", "extra", "tra"};
  const auto found = PhraseSet(phrases).find("extra");
  EXPECT_EQ(found.list().size(), 3U);
  EXPECT_EQ(found[0].last_begin, 1U);
  EXPECT_EQ(found[1].first_end, 5U);
}

TEST(PhraseSet, TextsShorterThanEveryPhraseHaveNone) {
  constexpr std::array<std::string_view, 1> phrases = {"mailbox"};
  for (const std::string_view text : {"", "m", "mail", "mailbo"}) EXPECT_FALSE(PhraseSet(phrases).any_in(text)) << text;
}

TEST(PhraseSet, FindsWhatASlowSearchFinds) {
  constexpr std::array<std::string_view, 7> phrases = {"aa", "aab", "ba", "abab", "b", "bbb", "abba"};
  const PhraseSet set(phrases);
  for (unsigned bits = 0; bits < (1U << 12U); ++bits) {
    std::string text;
    for (unsigned at = 0; at < 12; ++at) text.push_back((bits >> at & 1U) != 0 ? 'a' : 'b');
    const auto found = set.find(text);
    for (std::size_t i = 0; i < phrases.size(); ++i) {
      const std::size_t first = text.find(phrases[i]);
      ASSERT_EQ(found[i].found(), first != std::string::npos) << text << ' ' << phrases[i];
      if (first == std::string::npos) continue;
      ASSERT_EQ(found[i].first_end, first + phrases[i].size()) << text << ' ' << phrases[i];
      ASSERT_EQ(found[i].last_begin, text.rfind(phrases[i])) << text << ' ' << phrases[i];
    }
  }
}

TEST(PhraseSet, FindsLongPhrasesThatBeginAlikeAndShortOnesAmongThem) {
  constexpr std::array<std::string_view, 6> phrases = {
      "mailbox is full", "mailbox is", "mailbox", "mail", "is full of", "mailbox is full of mail"};
  const PhraseSet set(phrases);
  const std::string_view text = "the mailbox is full of mailboxes";
  for (std::size_t end = 0; end <= text.size(); ++end) {
    const auto found = set.find(text.substr(0, end));
    for (std::size_t i = 0; i < phrases.size(); ++i)
      EXPECT_EQ(found[i].found(), text.substr(0, end).find(phrases[i]) != std::string_view::npos) << end << phrases[i];
  }
}

TEST(PhraseSet, ListsTheShorterOfPhrasesThatBeginTogetherFirst) {
  constexpr std::array<std::string_view, 4> phrases = {"until the end", "until the", "until", "the end"};
  const PhraseSet set(phrases);
  const auto found = set.find("until the end");
  std::vector<std::uint32_t> order;
  for (const PhraseSet::Occurrence& one : found.list()) order.push_back(one.phrase);
  EXPECT_EQ(order, (std::vector<std::uint32_t>{2, 1, 0, 3}));
}

TEST(FoldWords, LowersLatinGreekAndCyrillic) {
  EXPECT_EQ(fold_words("\u00C9chec \u0160 \u03A3 \u0416 \u0401 \u0104"),
            "\u00E9chec \u0161 \u03C3 \u0436 \u0451 \u0105");
  EXPECT_EQ(fold_words("\xC3"), "\xC3");
}

TEST(PhraseSet, FallsBackToTheLongestSuffix) {
  constexpr std::array<std::string_view, 2> phrases = {"aab", "ab"};
  EXPECT_EQ(PhraseSet(phrases).first_of("aaab"), 0U);
  EXPECT_EQ(PhraseSet(phrases).first_of("xab"), 1U);
  EXPECT_FALSE(PhraseSet(phrases).any_in("ba"));
}

} // namespace
} // namespace parsers
