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

TEST(PhraseSet, FallsBackToTheLongestSuffix) {
  constexpr std::array<std::string_view, 2> phrases = {"aab", "ab"};
  EXPECT_EQ(PhraseSet(phrases).first_of("aaab"), 0U);
  EXPECT_EQ(PhraseSet(phrases).first_of("xab"), 1U);
  EXPECT_FALSE(PhraseSet(phrases).any_in("ba"));
}

} // namespace
} // namespace parsers
