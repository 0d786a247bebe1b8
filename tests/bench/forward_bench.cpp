// The reader of forwards alone, over the .txt files below a directory: what forward_ratio.py holds against a peer.
// Prints {"messages", "seconds" of CPU, "found"}.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "parsers/forwarded_message.hpp"

namespace {

std::vector<std::string> read_texts(const std::filesystem::path& directory) {
  std::vector<std::string> texts;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

double cpu_seconds() {
  std::timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::size_t read_all(const std::vector<std::string>& texts) {
  std::size_t found = 0;
  for (const std::string& text : texts) found += parsers::read_forwarded_text(text, "").has_value() ? 1 : 0;
  return found;
}

} // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::fprintf(stderr, "usage: forward_bench DIRECTORY PASSES\n");
    return 2;
  }
  const std::vector<std::string> texts = read_texts(arguments[1]);
  const auto passes = static_cast<std::size_t>(std::strtoul(arguments[2], nullptr, 10));
  const std::size_t found = read_all(texts); // warm
  const double before = cpu_seconds();
  std::size_t same = 0;
  for (std::size_t i = 0; i < passes; ++i) same += read_all(texts);
  const double seconds = cpu_seconds() - before;
  std::printf("{\"messages\": %zu, \"seconds\": %.6f, \"found\": %zu}\n", texts.size() * passes, seconds,
              passes > 0 ? same / passes : found);
  return 0;
}
