// intent_bench [--mistakes] [REPLIES]: how well the shipped rules and model judge the families that training never
// saw, and the replies of a file such as tests/corpus/intents/replies.jsonl, by language and by intent; whether its
// probabilities mean what they say; how fast it is, also for the worst texts; how long opening and a refit take.
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <map>
#include <span>
#include <string>

#include "classifier/classify.hpp"
#include "classifier/model/training.hpp"
#include "tests/classifier/labelled_replies.hpp"

namespace {

using classifier::Intent;
using classifier::Seed;
using classifier::Verdict;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
bool asks_to_stop(Intent intent) { return intent == Intent::opt_out || intent == Intent::complaint; }

struct Tally {
  int texts = 0, right = 0, stops = 0, suppressed = 0, held = 0, others = 0, wronged = 0;

  void count(const Seed& seed, const Verdict& verdict) {
    const classifier::Policy policy;
    const double act_from = policy.act_from.of(verdict.intent, classifier::Provenance::verified);
    const bool suppresses = asks_to_stop(verdict.intent) && verdict.confidence >= act_from;
    ++texts;
    right += verdict.intent == seed.intent ? 1 : 0;
    if (asks_to_stop(seed.intent)) {
      ++stops;
      suppressed += suppresses ? 1 : 0;
      held += suppresses || verdict.stop_chance >= policy.hold_threshold ? 1 : 0;
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

void print(const std::string& name, const classifier::ReplyFigures& figures) {
  const auto percent = [](const classifier::Proportion& part) { return 100 * part.value(); };
  std::printf(
      "%-24s %4d replies, intent %5.1f %%, opt-outs suppressed %5.1f %%, or held %5.1f %%, others left alone "
      "%5.1f %%, return dates %5.1f %%, new contacts %5.1f %%\n",
      name.c_str(), figures.intent.all, percent(figures.intent), percent(figures.suppressed),
      percent(figures.suppressed_or_held), percent(figures.left_alone), percent(figures.return_date),
      percent(figures.new_contact));
}

void measure_replies(const std::string& path) {
  std::map<std::string, classifier::ReplyFigures> figures;
  for (const classifier::LabelledReply& reply : classifier::read_labelled_replies(path)) {
    const Verdict verdict = classifier::judge(reply);
    for (const std::string& name :
         {std::string("all"), "language " + reply.language, "intent " + std::string(name_of(reply.acceptable.front()))})
      figures[name].count(reply, verdict);
  }
  std::puts("held-out replies");
  for (const auto& [name, one] : figures) print(name, one);
}

/// Texts of 16 KiB that are made to cost most: many matches, many words, many features, many days.
void measure_worst_texts() {
  constexpr int times = 60;
  constexpr double milliseconds = 1000;
  const auto repeat = [](std::string_view part) {
    std::string text;
    while (text.size() < classifier::longest_text) text.append(part);
    return text;
  };
  std::string random;
  for (std::uint32_t state = 1; random.size() < classifier::longest_text;) {
    state = state * 1664525 + 1013904223;
    random += (state >> 16U) % 6 == 0 ? ' ' : static_cast<char>('a' + (state >> 24U) % 26);
  }
  const std::map<std::string, std::string> texts{
      {"one word", repeat("stop ")},
      {"opt-outs", repeat("Please take me off your mailing list. Sounds good, can you call me tomorrow at ten? ")},
      {"absences", repeat("Ich bin bis zum 16.03. im Urlaub, Vertretung: a@b.example, zurück am Montag. ")},
      {"ideographs", repeat("请不要取消我的订阅再发邮件")},
      {"random letters", random}};
  for (const auto& [name, text] : texts) {
    const Seed seed{.family = {}, .intent = Intent::other, .channel = classifier::TextChannel::mail, .text = text};
    double sum = judge(seed).confidence;
    const double begin = cpu_seconds();
    for (int i = 0; i < times; ++i) sum += judge(seed).confidence;
    std::printf("16 KiB of %-16s %.2f ms (mean confidence %.2f)\n", name.c_str(),
                (cpu_seconds() - begin) * milliseconds / times, sum / (times + 1));
  }
}

void measure_speed(const std::vector<Seed>& seeds) {
  const double begin = cpu_seconds();
  double sum = 0;
  for (const Seed& seed : seeds) sum += judge(seed).confidence;
  const double seconds = cpu_seconds() - begin;
  std::printf("%.0f texts/s on one core (mean confidence %.3f)\n", static_cast<double>(seeds.size()) / seconds,
              sum / static_cast<double>(seeds.size()));
}

/// With 500 corrections: unseen texts, as reviewers would send them.
void measure_refit(const std::vector<Seed>& seeds, std::vector<Seed> unseen) {
  constexpr std::size_t corrections = 500;
  unseen.resize(std::min(unseen.size(), corrections));
  const auto wall = std::chrono::steady_clock::now();
  const double begin = cpu_seconds();
  const std::string octets = classifier::refit(seeds, unseen, classifier::standard_rules());
  const double trained = cpu_seconds();
  const std::chrono::duration<double> waited = std::chrono::steady_clock::now() - wall;
  const auto model = classifier::LinearModel::open(std::as_bytes(std::span(octets)));
  std::printf("refit with %zu corrections: %.1f s of CPU, %.1f s waited; opening the model: %.1f ms%s\n", unseen.size(),
              trained - begin, waited.count(), 1000 * (cpu_seconds() - trained), model ? "" : ", which FAILED");
}

} // namespace

int main(int count, char** arguments) {
  const auto seeds = classifier::read_seeds(classifier::shipped_examples());
  if (!seeds) return 1;
  const std::vector<Seed> unseen = seeds_of(*seeds, classifier::Share::unseen);
  bool lists_mistakes = false;
  std::string replies;
  for (const std::string_view argument : std::span(arguments, static_cast<std::size_t>(count)).subspan(1)) {
    if (argument == "--mistakes")
      lists_mistakes = true;
    else
      replies = argument;
  }
  measure_accuracy(unseen, lists_mistakes);
  if (!replies.empty()) measure_replies(replies);
  measure_speed(*seeds);
  measure_worst_texts();
  measure_refit(*seeds, unseen);
}
