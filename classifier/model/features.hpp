// What the linear model sees of a text: hashed n-grams of characters and of words, and what the rules found.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "classifier/findings.hpp"
#include "classifier/intent.hpp"

namespace classifier {

/// Kinds of features; each has buckets of its own and one value for all its features.
enum class FeatureGroup : std::uint8_t { characters, words, concepts, hints };
constexpr std::size_t feature_groups = 4;

struct BucketRange {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};
constexpr std::array<BucketRange, feature_groups> buckets_of_group{{{.first = 0, .count = 344064},
                                                                    {.first = 344064, .count = 139264},
                                                                    {.first = 483328, .count = 32768},
                                                                    {.first = 516096, .count = 8192}}};
constexpr std::uint32_t all_buckets = 1U << 19;
static_assert(buckets_of_group.back().first + buckets_of_group.back().count == all_buckets);

struct Feature {
  std::uint32_t bucket = 0;
  std::uint32_t first_word = 0; // of the text; for the explanation
  std::uint8_t words = 0;       // 0: of no place in the text
  FeatureGroup group = FeatureGroup::characters;
};

struct Features {
  std::vector<Feature> list; // no bucket twice
  std::array<float, feature_groups> value_of_group{};
};

/// What the rules alone conclude.
struct RuleOpinion {
  Intent intent = Intent::other;
  double confidence = 0;
};

struct Sight {
  std::string_view text; // as written
  const Findings& findings;
  const RuleBook& rules;
  RuleOpinion opinion;
  TextChannel channel = TextChannel::mail;
};

/// Linear in the text, of which the first 2 KiB of words count. Pure.
Features read_features(const Sight& sight);

} // namespace classifier
