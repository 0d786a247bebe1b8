#include "classifier/vocabulary.hpp"

#include <gtest/gtest.h>

namespace classifier {

namespace {

std::vector<WordId> ids_of(const Vocabulary& vocabulary, std::string_view word) {
  std::vector<WordId> ids;
  vocabulary.ids_of(word, ids);
  return ids;
}

} // namespace

TEST(Vocabulary, GivesAWordItsOwnNumberAndThenThoseOfItsBeginningsTheShortestFirst) {
  Vocabulary vocabulary;
  const WordId longer = vocabulary.add("unsubscri~");
  const WordId word = vocabulary.add("unsubscribe");
  const WordId shorter = vocabulary.add("un~");
  vocabulary.add("sub~");
  EXPECT_EQ(ids_of(vocabulary, "unsubscribe"), (std::vector{word, shorter, longer}));
  EXPECT_EQ(ids_of(vocabulary, "unsub"), std::vector{shorter});
  EXPECT_EQ(ids_of(vocabulary, "un"), std::vector{shorter});
  EXPECT_TRUE(ids_of(vocabulary, "u").empty());
  EXPECT_TRUE(ids_of(vocabulary, "").empty());
}

TEST(Vocabulary, NumbersAWordOnceHoweverItIsWritten) {
  Vocabulary vocabulary;
  EXPECT_EQ(vocabulary.add("Löschen"), vocabulary.add("loeschen"));
  EXPECT_NE(vocabulary.add("stop"), vocabulary.add("stop~"));
}

TEST(Vocabulary, KeepsItsNumbersWhileItGrows) {
  constexpr int words = 5000;
  Vocabulary vocabulary;
  std::vector<WordId> numbers;
  for (int i = 0; i < words; ++i) numbers.push_back(vocabulary.add("word" + std::to_string(i)));
  for (int i = 0; i < words; ++i)
    EXPECT_EQ(ids_of(vocabulary, "word" + std::to_string(i)), std::vector{numbers[static_cast<std::size_t>(i)]});
  EXPECT_TRUE(ids_of(vocabulary, "word5000").empty());
}

TEST(WordIds, StandWordForWord) {
  Vocabulary vocabulary;
  const WordId stop = vocabulary.add("stop");
  WordIds ids;
  for (const std::string_view word : {"please", "stop"}) ids.add(vocabulary, word);
  ASSERT_EQ(ids.size(), 2U);
  EXPECT_TRUE(ids[0].empty());
  EXPECT_TRUE(ids.has(1, stop));
  EXPECT_FALSE(ids.has(0, stop));
}

} // namespace classifier
