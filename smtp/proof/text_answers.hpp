// What the DNS says about names: the texts of their TXT records.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace smtp {

struct TextAnswer {
  enum class Status : std::uint8_t { found, absent, unreachable }; // unreachable: ask again later
  Status status = Status::unreachable;
  std::vector<std::string> texts; // one a record, its strings joined
};
/// By name, lower case, without the last dot. A name that is not there was not answered: unreachable.
using TextAnswers = std::map<std::string, TextAnswer, std::less<>>;

/// One level deep: the resolver of the DNS, and tables of tests and of `desist inspect`.
class TextResolver {
 public:
  virtual ~TextResolver() = default;
  /// Waits at most `patience` for all of them together. What came too late is known the next time it is asked for.
  /// For one thread.
  virtual TextAnswers ask(std::span<const std::string> names, std::chrono::milliseconds patience) = 0;
};

} // namespace smtp
