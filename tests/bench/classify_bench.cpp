// How many texts a second one core classifies: short answers, a page, the longest text that is read, and the longest of
// what an attacker would send.
#include <benchmark/benchmark.h>

#include <array>
#include <string>

#include "classifier/classify.hpp"

namespace {

constexpr std::array answers{
    "Please take me off your mailing list.",
    "Not interested, thanks.",
    "Sounds good, can you call me tomorrow at ten?",
    "Bitte nehmen Sie mich aus Ihrem Verteiler.",
    "I am out of the office until 24 December with limited access to email.",
    "What is the price for twenty users, and do you ship to Canada?",
    "Thanks for the update, talk soon",
};

std::string repeated(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; text.size() < size; ++i) text.append(answers[i % answers.size()]).append("\n");
  return text.substr(0, size);
}

void classify_short_answers(benchmark::State& state) {
  const auto& rules = classifier::standard_knowledge();
  std::size_t next = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(classifier::classify_text(answers[next++ % answers.size()], "Re: offer", rules));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(classify_short_answers);

void classify_text_of_size(benchmark::State& state) {
  const auto& rules = classifier::standard_knowledge();
  const std::string text = repeated(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(classifier::classify_text(text, "Re: offer", rules));
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(classify_text_of_size)->Arg(2 * 1024)->Arg(16 * 1024)->Arg(1024 * 1024);

/// Each is built to keep the rules or the reader busy.
constexpr std::array hostile{"not ",   "no ",      "i ", "i do not want ", "don't ", "a\n",
                             "stop\n", "不要再发", "a!", "\u00E9 ",        "a@b.co "};

void classify_hostile_text(benchmark::State& state) {
  const auto& rules = classifier::standard_knowledge();
  const std::string_view piece = hostile[static_cast<std::size_t>(state.range(0))];
  std::string text;
  while (text.size() < 16UL * 1024) text += piece;
  for (auto _ : state) benchmark::DoNotOptimize(classifier::classify_text(text, "", rules));
  state.SetLabel(std::string(piece));
}
BENCHMARK(classify_hostile_text)->DenseRange(0, static_cast<int>(hostile.size()) - 1);

} // namespace

BENCHMARK_MAIN();
