// The examples that the model learns from, as people write them down: classifier/examples/*.tsv.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/intent.hpp"
#include "parsers/result.hpp"

namespace classifier {

struct Seed {
  std::string family; // "en-017": an idea and its paraphrases
  Intent intent = Intent::other;
  TextChannel channel = TextChannel::mail;
  std::string text;

  [[nodiscard]] std::string_view language() const { return std::string_view(family).substr(0, family.find('-')); }
};

/// The lines of one file or of several, joined: family, intent, flags, channel, text, separated by TAB; "\n" in the
/// text is a line break. A line that begins with '#' is a comment. Names the first line that breaks the rules.
parsers::Result<std::vector<Seed>> read_seeds(std::string_view lines);

/// What a family is for. Decided by its name alone, so that no text of an unseen family is ever learnt from.
enum class Share : std::uint8_t { training, calibration, unseen };
Share share_of(std::string_view family);
std::vector<Seed> seeds_of(std::span<const Seed> seeds, Share share);

} // namespace classifier
