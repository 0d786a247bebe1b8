// intent_bench [--mistakes]: how well the shipped rules and model judge the families that training never saw, by
// language and by intent; whether its probabilities mean what they say; how fast it is, how long opening and a refit
// take.
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <map>
#include <string>

#include "classifier/classify.hpp"
#include "classifier/model/training.hpp"

namespace {

using classifier::Intent;
using classifier::Seed;
using classifier::Verdict;

constexpr double acts_from = 0.65;
constexpr double held_from = 0.10;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
bool asks_to_stop(Intent intent) { return intent == Intent::opt_out || intent == Intent::complaint; }

struct Tally {
  int texts = 0, right = 0, stops = 0, suppressed = 0, held = 0, others = 0, wronged = 0;

  void count(const Seed& seed, const Verdict& verdict) {
    const bool suppresses = asks_to_stop(verdict.intent) && verdict.confidence >= acts_from;
    ++texts;
    right += verdict.intent == seed.intent ? 1 : 0;
    if (asks_to_stop(seed.intent)) {
      ++stops;
      suppressed += suppresses ? 1 : 0;
      held += suppresses || verdict.stop_chance >= held_from ? 1 : 0;
    } else {
      ++others;
      wronged += suppresses ? 1 : 0;
    }
  }

  void print(const std::string& name) const {
    const auto share = [](int part, int all) { return all == 0 ? 100.0 : 100.0 * part / all; };
    std::printf(
        "%-18s %5d texts, intent %5.1f %%, opt-outs suppressed %5.1f %%, or held %5.1f %%, others left alone %5.1f "
        "%%\n",
        name.c_str(), texts, share(right, texts), share(suppressed, stops), share(held, stops),
        share(others - wronged, others));
  }
};

struct Band {
  int texts = 0, right = 0;
  double confidence = 0;
};

void print_reliability(const std::array<Band, 10>& bands) {
  std::puts("reliability: of texts with that confidence, so many were right");
  for (const Band& band : bands)
    if (band.texts > 0)
      std::printf("  said %5.1f %%  were %5.1f %%  (%d texts)\n", 100 * band.confidence / band.texts,
                  100.0 * band.right / band.texts, band.texts);
}

Verdict judge(const Seed& seed) {
  return classify_text(
      {.text = seed.text, .subject = {}, .quotation = {}, .written = std::nullopt, .channel = seed.channel},
      classifier::standard_knowledge());
}

void measure_accuracy(const std::vector<Seed>& unseen, bool lists_mistakes) {
  std::map<std::string, Tally> tallies;
  std::array<Band, 10> bands{};
  for (const Seed& seed : unseen) {
    const Verdict verdict = judge(seed);
    for (const std::string& name : {std::string("all"), "language " + std::string(seed.language()),
                                    "intent " + std::string(name_of(seed.intent))})
      tallies[name].count(seed, verdict);
    Band& band = bands[std::min<std::size_t>(static_cast<std::size_t>(verdict.confidence * 10), 9)];
    ++band.texts;
    band.right += verdict.intent == seed.intent ? 1 : 0;
    band.confidence += verdict.confidence;
    if (lists_mistakes && verdict.intent != seed.intent)
      std::printf("%s: %s taken for %s (%.2f): %s\n", seed.family.c_str(), name_of(seed.intent).data(),
                  name_of(verdict.intent).data(), verdict.confidence, seed.text.c_str());
  }
  for (const auto& [name, tally] : tallies) tally.print(name);
  print_reliability(bands);
}

void measure_speed(const std::vector<Seed>& seeds) {
  const double begin = cpu_seconds();
  double sum = 0;
  for (const Seed& seed : seeds) sum += judge(seed).confidence;
  const double seconds = cpu_seconds() - begin;
  std::printf("%.0f texts/s on one core (mean confidence %.3f)\n", static_cast<double>(seeds.size()) / seconds,
              sum / static_cast<double>(seeds.size()));
}

void measure_refit(const std::vector<Seed>& seeds) {
  const double begin = cpu_seconds();
  const std::string octets =
      pack(train_model(seeds_of(seeds, classifier::Share::training), seeds_of(seeds, classifier::Share::calibration),
                       classifier::standard_rules()));
  const double trained = cpu_seconds();
  const auto model = classifier::LinearModel::open(std::as_bytes(std::span(octets)));
  std::printf("refit: %.1f s of CPU, one thread; opening the model: %.1f ms; same as shipped: %s\n", trained - begin,
              1000 * (cpu_seconds() - trained),
              model && model->digest() == classifier::standard_knowledge().model->digest() ? "yes" : "NO");
}

} // namespace

int main(int count, char** arguments) {
  const auto seeds = classifier::read_seeds(classifier::shipped_examples());
  if (!seeds) return 1;
  const std::vector<Seed> unseen = seeds_of(*seeds, classifier::Share::unseen);
  measure_accuracy(unseen, count > 1 && std::string_view(arguments[1]) == "--mistakes");
  measure_speed(*seeds);
  measure_refit(*seeds);
}
