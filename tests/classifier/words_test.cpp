#include "classifier/words.hpp"

#include <gtest/gtest.h>

#include <array>

#include "classifier/pattern.hpp"

namespace classifier {

namespace {

std::vector<std::string> texts_of(std::string_view text) {
  std::vector<std::string> texts;
  for (const Word& word : read_words(text).words) texts.push_back(word.text);
  return texts;
}

using Texts = std::vector<std::string>;

struct Compiled {
  Compiled(std::string_view written, std::string_view text) {
    static constexpr Slot slots[]{{"me", "me|us"}};
    Vocabulary vocabulary;
    SlotWords words_of_slots(slots, vocabulary);
    pattern = Pattern::compile(written, words_of_slots);
    const Words words = read_words(text); // outlives the loop
    for (const Word& word : words.words) ids.add(vocabulary, word.text);
  }
  [[nodiscard]] std::size_t match() const { return pattern.match(ids, 0, ids.size()); }

  Pattern pattern;
  WordIds ids;
};

std::size_t match(std::string_view pattern, std::string_view text) { return Compiled(pattern, text).match(); }

} // namespace

TEST(Words, AreFoldedWithoutCaseAccentsAndApostrophes) {
  EXPECT_EQ(texts_of("Don’t STOP, Désabonnez-moi ŁÓDŹ"), (Texts{"dont", "stop", "desabonnezmoi", "lodz"}));
  EXPECT_EQ(texts_of("ОТПИШИТЕ Ёлка ΔΙΑΓΡΑΦΉ"), (Texts{"отпишите", "елка", "διαγραφη"}));
  EXPECT_EQ(texts_of("ｓｔｏｐ"), Texts{"stop"});
}

TEST(Words, UmlautsAndTheirSpellingsAreOne) {
  EXPECT_EQ(texts_of("löschen loeschen für"), (Texts{"loschen", "loschen", "fur"}));
}

TEST(Words, InvisibleCharactersDoNotHideAWord) {
  EXPECT_EQ(texts_of("un\xE2\x80\x8Bsub\xC2\xADscribe"), Texts{"unsubscribe"});
}

TEST(Words, CharactersOfScriptsWithoutSpacesStandAlone) { EXPECT_EQ(texts_of("请退订"), (Texts{"请", "退", "订"})); }

TEST(Words, AddressesAndLinksAreKnown) {
  const Words words = read_words("Write to <bob@acme.example>, or see https://acme.example/x.");
  ASSERT_EQ(words.words.size(), 6U);
  EXPECT_EQ(words.words[2].text, address_word);
  EXPECT_EQ(words.words[2].length, std::string_view("bob@acme.example").size());
  EXPECT_EQ(words.words[5].text, link_word);
  EXPECT_TRUE(words.sentences[0].has_link);
}

TEST(Words, SentencesEndAtPointsBlankLinesAndShortLines) {
  EXPECT_EQ(read_words("One. Two! Three?\nFour\n\nFive").sentences.size(), 5U);
  EXPECT_EQ(read_words("this line is longer than a person would leave it\nand goes on here").sentences.size(), 1U);
  EXPECT_TRUE(read_words("Really?").sentences[0].is_question);
}

TEST(Words, GreetingIsASentenceOfItsOwn) {
  const Words words = read_words("Hi Mara, stop");
  ASSERT_EQ(words.sentences.size(), 2U);
  EXPECT_TRUE(words.sentences[0].is_greeting);
}

TEST(Words, NothingBelowTheSignatureDelimiterIsRead) { EXPECT_EQ(texts_of("Yes\n-- \nReply STOP"), Texts{"yes"}); }

TEST(Words, IllFormedUtf8IsSeparating) { EXPECT_EQ(texts_of("stop\xFFnow\xC3"), (Texts{"stop", "now"})); }

TEST(Pattern, OneLookAtTheSecondWordNeverHidesAMatch) {
  constexpr std::array patterns{"stop",      "stop mail",    "stop (the) mail", "(please) stop",    "stop * mail",
                                "stop !the", "stop {me}|it", "^ stop mail $",   "(stop) (me) it ?", "stop|mail us|me"};
  constexpr std::array texts{"stop",     "stop mail", "stop the mail", "please stop", "stop all of mail",
                             "stop it",  "stop me",   "mail us",       "it",          "me it",
                             "stop the", "mail"};
  for (const std::string_view pattern : patterns) {
    for (const std::string_view text : texts) {
      const Compiled compiled(pattern, text);
      if (compiled.match() == 0) continue;
      EXPECT_TRUE(compiled.pattern.second().may_match(compiled.ids, 0, compiled.ids.size())) << pattern << ": " << text;
    }
  }
  const Compiled other("stop mail", "stop it");
  EXPECT_FALSE(other.pattern.second().may_match(other.ids, 0, other.ids.size()));
}

TEST(Pattern, WordsStandOneAfterAnother) {
  EXPECT_EQ(match("take {me} off", "take us off"), 3U);
  EXPECT_EQ(match("take {me} off", "take them off"), 0U);
  EXPECT_EQ(match("take {me} off", "take us"), 0U);
}

TEST(Pattern, LongestMatchCounts) {
  EXPECT_EQ(match("stop (now)", "stop now please"), 2U);
  EXPECT_EQ(match("stop (now)", "stop please"), 1U);
}

TEST(Pattern, GapIsUpToThreeWords) {
  EXPECT_EQ(match("remove * list", "remove a b c list"), 5U);
  EXPECT_EQ(match("remove * list", "remove list"), 2U);
  EXPECT_EQ(match("remove * list", "remove a b c d list"), 0U);
}

TEST(Pattern, BeginningsNegationsAndEnds) {
  EXPECT_EQ(match("abonn~", "abonnement"), 1U);
  EXPECT_EQ(match("remove !me|us list", "remove bob list"), 3U);
  EXPECT_EQ(match("remove !me|us list", "remove me list"), 0U);
  EXPECT_EQ(match("stop $", "stop"), 1U);
  EXPECT_EQ(match("stop $", "stop it"), 0U);
}

} // namespace classifier
