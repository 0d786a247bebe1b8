#include <gtest/gtest.h>

#include <algorithm>

#include "classifier/classify.hpp"
#include "classifier/concepts/concept_book.hpp"
#include "classifier/model/explanation.hpp"
#include "classifier/model/growth.hpp"
#include "classifier/model/training.hpp"

namespace classifier {
namespace {

Seed seed(std::string family, Intent intent, std::string text) {
  return {.family = std::move(family), .intent = intent, .channel = TextChannel::mail, .text = std::move(text)};
}

/// Few, but enough to tell two wishes apart.
std::vector<Seed> few_seeds() {
  return {seed("en-1", Intent::opt_out, "Please take my address off the list."),
          seed("en-2", Intent::opt_out, "Do not send me these mails."),
          seed("en-3", Intent::opt_out, "I want no further mails from you."),
          seed("en-4", Intent::interested, "Sounds great, call me tomorrow."),
          seed("en-5", Intent::interested, "Yes please, send the brochure."),
          seed("en-6", Intent::interested, "We would love a demo next week.")};
}

std::span<const std::byte> octets_of(const std::string& file) { return std::as_bytes(std::span(file)); }

const std::string& packed_model() {
  static const std::string file = pack(train_model(few_seeds(), few_seeds(), standard_rules()));
  return file;
}

TEST(ExampleTable, ReadsOneExampleALine) {
  const auto seeds = read_seeds("# seeds\nde-1\topt_out\tshout\tsms\tSTOP\\nSOFORT\n\nde-2\tother\t-\tmail\tHallo\n");
  ASSERT_TRUE(seeds.has_value());
  ASSERT_EQ(seeds->size(), 2U);
  EXPECT_EQ((*seeds)[0].text, "STOP\nSOFORT");
  EXPECT_EQ((*seeds)[0].intent, Intent::opt_out);
  EXPECT_EQ((*seeds)[0].channel, TextChannel::sms);
  EXPECT_EQ((*seeds)[0].language(), "de");
}

TEST(ExampleTable, NamesTheLineThatBreaksTheRules) {
  for (const char* const line :
       {"de-1\topt_out\t-\tmail", "de-1\tno_such_wish\t-\tmail\tHallo", "de-1\tother\t-\tfax\tHallo",
        "de-1\tbounce\t-\tmail\tHallo", "de-1\tother\t-\tmail\t  "}) {
    const auto seeds = read_seeds("de-0\tother\t-\tmail\tHallo\n" + std::string(line));
    ASSERT_FALSE(seeds.has_value()) << line;
    EXPECT_NE(seeds.error().context.find("line 2"), std::string::npos);
  }
}

TEST(ExampleTable, ShippedExamplesAreManyAndOfManyLanguages) {
  const auto seeds = read_seeds(shipped_examples());
  ASSERT_TRUE(seeds.has_value());
  EXPECT_GE(seeds->size(), 4000U);
  std::vector<std::string> languages;
  for (const Seed& one : *seeds) languages.emplace_back(one.language());
  std::ranges::sort(languages);
  languages.erase(std::ranges::unique(languages).begin(), languages.end());
  EXPECT_GE(languages.size(), 25U);
}

TEST(Growth, KeepsEachSeedAndTheFamilyOfItsVariants) {
  const std::vector<Seed> seeds = few_seeds();
  const std::vector<Seed> grown = grow(seeds);
  EXPECT_GE(grown.size(), 3 * seeds.size());
  for (const Seed& one : seeds) EXPECT_NE(std::ranges::find(grown, one.text, &Seed::text), grown.end()) << one.text;
  for (const Seed& one : grown) EXPECT_NE(std::ranges::find(seeds, one.family, &Seed::family), seeds.end());
}

TEST(Growth, GivesTheSameTextsEachTime) {
  const std::vector<Seed> once = grow(few_seeds()), again = grow(few_seeds());
  EXPECT_TRUE(std::ranges::equal(once, again, {}, &Seed::text, &Seed::text));
}

TEST(Features, AreThoseOfTheTextWithoutCaseAndAccents) {
  const Features plain = features_of(seed("fr-1", Intent::other, "desabonnez moi"), standard_rules());
  const Features accented = features_of(seed("fr-1", Intent::other, "DÉSABONNEZ moi"), standard_rules());
  std::vector<std::uint32_t> of_plain, of_accented;
  for (const Feature& feature : plain.list)
    if (feature.group != FeatureGroup::hints) of_plain.push_back(feature.bucket);
  for (const Feature& feature : accented.list)
    if (feature.group != FeatureGroup::hints) of_accented.push_back(feature.bucket);
  EXPECT_EQ(of_plain, of_accented);
}

TEST(Features, HoldNoBucketTwice) {
  const Features features =
      features_of(seed("en-1", Intent::other, "stop stop stop stop, please stop"), standard_rules());
  std::vector<std::uint32_t> buckets;
  for (const Feature& feature : features.list) buckets.push_back(feature.bucket);
  std::ranges::sort(buckets);
  EXPECT_EQ(std::ranges::adjacent_find(buckets), buckets.end());
}

TEST(Features, OfALongTextAreBounded) {
  const std::string text(1 << 20, 'x');
  const Features features = features_of(seed("en-1", Intent::other, text), standard_rules());
  EXPECT_LT(features.list.size(), 100000U);
}

TEST(Concepts, MeanTheSameInAllLanguages) {
  const auto concepts_of = [](std::string_view text) {
    const Words words = read_words(text);
    std::vector<FoundConcept> found;
    standard_concepts().find(words.words, 0, static_cast<std::uint32_t>(words.words.size()), found);
    std::vector<std::uint8_t> ids;
    for (const FoundConcept& one : found) ids.push_back(one.concept_id);
    return ids;
  };
  const auto english = concepts_of("unsubscribe");
  ASSERT_FALSE(english.empty());
  for (const char* const word : {"abmelden", "退订", "수신거부", "dezabonare", "відписатися"}) {
    const auto ids = concepts_of(word);
    EXPECT_NE(std::ranges::find(ids, english.front()), ids.end()) << word;
  }
}

TEST(Model, IsTheSameBitForBitEachTime) {
  EXPECT_EQ(pack(train_model(few_seeds(), few_seeds(), standard_rules())), packed_model());
}

TEST(Model, LearnsWhatItWasTaught) {
  const auto model = LinearModel::open(octets_of(packed_model()));
  ASSERT_TRUE(model.has_value());
  for (const Seed& one : few_seeds()) {
    const Probabilities chances = model->probabilities(features_of(one, standard_rules()));
    EXPECT_EQ(std::ranges::max_element(chances) - chances.begin(), static_cast<std::ptrdiff_t>(column_of(one.intent)))
        << one.text;
  }
}

TEST(Model, GivesProbabilitiesThatSumToOne) {
  const auto model = LinearModel::open(octets_of(packed_model()));
  ASSERT_TRUE(model.has_value());
  double sum = 0;
  for (const double chance : model->probabilities(features_of(few_seeds().front(), standard_rules()))) sum += chance;
  EXPECT_NEAR(sum, 1, 1e-9);
}

TEST(Model, FileIsSmall) { EXPECT_LE(packed_model().size(), 8U << 20U); }

TEST(Model, RefusesAFileThatIsCutOrChanged) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{31}, std::size_t{100}, packed_model().size() - 1}) {
    const std::string cut = packed_model().substr(0, size);
    EXPECT_FALSE(LinearModel::open(octets_of(cut)).has_value()) << size;
  }
  for (const std::size_t at : {std::size_t{0}, std::size_t{33}, std::size_t{41}, packed_model().size() - 1}) {
    std::string changed = packed_model();
    changed[at] = static_cast<char>(changed[at] + 1);
    EXPECT_FALSE(LinearModel::open(octets_of(changed)).has_value()) << at;
  }
}

TEST(Model, ExplainsItselfByWordsOfTheText) {
  const std::string text = "Please take my address off the list.";
  const Verdict verdict = classify_text(text, "", standard_knowledge());
  EXPECT_EQ(verdict.intent, Intent::opt_out);
  const auto of_model =
      std::ranges::find_if(verdict.reasons, [](const Reason& reason) { return reason.rule == "model.opt_out"; });
  ASSERT_NE(of_model, verdict.reasons.end());
  EXPECT_NE(text.find(of_model->excerpt), std::string::npos);
  EXPECT_GT(of_model->weight, 0);
}

TEST(Model, EveryVerdictNamesTheRulesAndTheModel) {
  const Verdict verdict = classify_text("Hello", "", standard_knowledge());
  EXPECT_EQ(verdict.knowledge, standard_knowledge().rules.digest() + "." + standard_knowledge().model->digest());
}

TEST(Model, AKeywordActsWhateverTheModelThinks) {
  const auto model = LinearModel::open(octets_of(packed_model()));
  ASSERT_TRUE(model.has_value());
  const Verdict verdict = classify_text("STOP", "", {.rules = standard_rules(), .model = &*model});
  EXPECT_EQ(verdict.intent, Intent::opt_out);
  EXPECT_GE(verdict.confidence, 0.95);
}

/// What the build must not lose: texts of families that training never saw.
TEST(Model, JudgesFamiliesThatItNeverSaw) {
  const auto seeds = read_seeds(shipped_examples());
  ASSERT_TRUE(seeds.has_value());
  int texts = 0, right = 0, stops = 0, noticed = 0;
  for (const Seed& one : seeds_of(*seeds, Share::unseen)) {
    const Verdict verdict = classify_text(
        {.text = one.text, .subject = {}, .quotation = {}, .written = std::nullopt, .channel = one.channel},
        standard_knowledge());
    ++texts;
    right += verdict.intent == one.intent ? 1 : 0;
    if (one.intent != Intent::opt_out && one.intent != Intent::complaint) continue;
    ++stops;
    noticed += verdict.stop_chance >= 0.10 ? 1 : 0;
  }
  EXPECT_GE(right, texts * 78 / 100);
  EXPECT_GE(noticed, stops * 95 / 100);
}

} // namespace
} // namespace classifier
