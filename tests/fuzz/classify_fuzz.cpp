// Any octets as a person's text and subject: a verdict within its bounds, the same each time.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "classifier/classify.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view octets(reinterpret_cast<const char*>(data), size);
  const std::size_t line = octets.find('\n');
  const std::string_view subject = octets.substr(0, line);
  const std::string_view text = line == std::string_view::npos ? std::string_view{} : octets.substr(line + 1);
  const auto written = parsers::Date(std::chrono::year(2026), std::chrono::month(3), std::chrono::day(10));

  const classifier::OwnWords words{.text = text, .subject = subject, .quotation = text, .written = written};
  const auto& rules = classifier::standard_knowledge();
  const classifier::Verdict verdict = classifier::classify_text(words, rules);
  const classifier::Verdict again = classifier::classify_text(words, rules);
  if (!(verdict.confidence >= 0 && verdict.confidence <= 1)) std::abort();
  if (verdict.intent != again.intent || verdict.reasons != again.reasons) std::abort();
  for (const classifier::Reason& reason : verdict.reasons)
    if (reason.excerpt.size() > 120) std::abort();
  return 0;
}
