// train_model OUT EXAMPLES…: writes OUT/examples.tsv, all examples in the order of their files' names, and
// OUT/model.bin, trained on them. Run by the build.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "classifier/model/training.hpp"

namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool write_file(const std::filesystem::path& path, std::string_view octets) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(octets.data(), static_cast<std::streamsize>(octets.size()));
  file.close();
  return !file.fail();
}

} // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  const std::filesystem::path out = arguments[1];
  std::vector<std::filesystem::path> files(arguments + 2, arguments + count);
  std::ranges::sort(files);
  std::string lines;
  for (const auto& file : files) lines.append(read_file(file)).append("\n");
  const auto seeds = classifier::read_seeds(lines);
  if (!seeds) {
    std::fprintf(stderr, "%s\n", seeds.error().context.c_str());
    return 1;
  }
  const std::string model = classifier::pack(classifier::train_model(seeds_of(*seeds, classifier::Share::training),
                                                                     seeds_of(*seeds, classifier::Share::calibration),
                                                                     classifier::standard_rules()));
  return write_file(out / "examples.tsv", lines) && write_file(out / "model.bin", model) ? 0 : 1;
}
