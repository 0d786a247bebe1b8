// Each seed gives itself and three variants; chance comes from the seed's own digest.
#include "classifier/model/growth.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>

#include "classifier/model/growth_words.hpp"
#include "parsers/digest.hpp"

namespace classifier {

namespace {

constexpr std::size_t variants = 3;
constexpr std::size_t longest_to_mix = 160; // octets: what people write as one sentence or two

/// Numbers that depend on a text alone.
class Chance {
 public:
  explicit Chance(std::string_view text) { std::memcpy(&state_, parsers::digest_of(text).data(), sizeof state_); }
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>((state_ >> 33U) % limit);
  }
  bool one_in(std::size_t many) { return below(many) == 0; }
  std::string_view one_of(std::string_view list) {
    const std::size_t count = 1 + static_cast<std::size_t>(std::ranges::count(list, '|'));
    for (std::size_t skipped = below(count); skipped > 0; --skipped) list.remove_prefix(list.find('|') + 1);
    return list.substr(0, list.find('|'));
  }

 private:
  std::uint64_t state_ = 0;
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A letter missing, doubled, or changed with its neighbour, inside a word of plain letters.
void mistype(std::string& text, Chance& chance) {
  constexpr std::size_t tries = 12;
  for (std::size_t i = 0; i < tries; ++i) {
    const std::size_t at = chance.below(text.size());
    if (at < 2 || at + 2 >= text.size()) continue;
    if (!std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) - 2,
                     text.begin() + static_cast<std::ptrdiff_t>(at) + 2, is_letter))
      continue;
    switch (chance.below(3)) {
      case 0:
        text.erase(at, 1);
        return;
      case 1:
        text.insert(at, 1, text[at]);
        return;
      default:
        std::swap(text[at], text[at - 1]);
        return;
    }
  }
}

/// Without the mark at the end, as people type in a hurry.
void drop_end_mark(std::string& text) {
  while (!text.empty() && (text.back() == '.' || text.back() == '!')) text.pop_back();
}

std::string join(std::string_view first, std::string_view second) {
  std::string joined(first);
  const bool ends = !joined.empty() && (joined.back() == '.' || joined.back() == '!' || joined.back() == '?' ||
                                        static_cast<unsigned char>(joined.back()) >= 0x80);
  if (!ends) joined += '.';
  return joined.append(" ").append(second);
}

class Grower {
 public:
  explicit Grower(std::span<const Seed> seeds) : seeds_(seeds) {
    for (const Seed& seed : seeds)
      if (seed.text.size() <= longest_to_mix && seed.channel == TextChannel::mail)
        short_ones_[std::string(seed.language())].push_back(&seed);
  }

  std::vector<Seed> grow() {
    std::vector<Seed> grown;
    for (const Seed& seed : seeds_) {
      grown.push_back(seed);
      for (std::size_t i = 0; i < variants; ++i) grown.push_back(variant_of(seed, i));
    }
    return grown;
  }

 private:
  [[nodiscard]] Seed variant_of(const Seed& seed, std::size_t number) const {
    Chance chance(seed.family + '\n' + seed.text + static_cast<char>('0' + number));
    Seed variant = seed;
    if (number == 2 && seed.channel == TextChannel::mail && seed.text.size() <= longest_to_mix) mix(variant, chance);
    if (chance.one_in(3)) drop_end_mark(variant.text);
    if (chance.one_in(2) || seed.channel != TextChannel::mail) mistype(variant.text, chance);
    if (seed.channel == TextChannel::mail) dress(variant, chance);
    return variant;
  }

  /// Greeting, courtesy, sign-off, a name.
  static void dress(Seed& seed, Chance& chance) {
    const GrowthWords& words = growth_words_of(seed.language());
    const bool is_of_machine = seed.intent == Intent::auto_ack;
    if (!is_of_machine && chance.one_in(2)) {
      std::string greeting(chance.one_of(words.greetings));
      greeting.append(chance.one_in(2) ? " " + std::string(chance.one_of(words.names)) : "")
          .append(chance.one_in(2) ? ",\n\n" : ", ");
      seed.text.insert(0, greeting);
    }
    if (!is_of_machine && chance.one_in(4)) seed.text = join(seed.text, chance.one_of(words.thanks));
    if (chance.one_in(2)) {
      seed.text.append("\n\n").append(chance.one_of(words.sign_offs)).append("\n").append(chance.one_of(words.names));
    }
  }

  /// Another text of the language beside it, whose intent weighs less.
  void mix(Seed& seed, Chance& chance) const {
    const auto known = short_ones_.find(seed.language());
    if (known == short_ones_.end()) return;
    const auto& others = known->second;
    constexpr std::size_t tries = 8;
    for (std::size_t i = 0; i < tries; ++i) {
      const Seed& other = *others[chance.below(others.size())];
      if (!outweighs(seed.intent, other.intent)) continue;
      seed.text = chance.one_in(2) ? join(seed.text, other.text) : join(other.text, seed.text);
      return;
    }
  }

  /// "Not interested. Remove me." is an opt-out.
  static bool outweighs(Intent intent, Intent other) {
    switch (intent) {
      case Intent::opt_out:
        return other == Intent::not_interested;
      case Intent::complaint:
        return other == Intent::not_interested || other == Intent::opt_out;
      case Intent::interested:
        return other == Intent::question;
      default:
        return false;
    }
  }

  std::span<const Seed> seeds_;
  std::map<std::string, std::vector<const Seed*>, std::less<>> short_ones_;
};

} // namespace

std::vector<Seed> grow(std::span<const Seed> seeds) { return Grower(seeds).grow(); }

} // namespace classifier
