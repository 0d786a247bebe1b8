#include "admin/lookup/resp_command.hpp"

#include <charconv>

#include "parsers/ascii.hpp"

namespace admin {
namespace {

class CommandReader {
 public:
  CommandReader(std::string_view octets, const RespLimits& limits, std::vector<std::string_view>& words)
      : octets_(octets), limits_(limits), words_(words) {}

  RespRead read() {
    words_.clear();
    if (octets_.empty()) return RespRead::nothing_whole;
    return octets_.front() == '*' ? read_array() : read_line_of_words();
  }
  [[nodiscard]] std::size_t length() const { return at_; }

 private:
  /// "*2" or "$5" and CR LF.
  RespRead read_count(char mark, std::size_t most, std::size_t& count) {
    constexpr std::size_t longest = 16;
    if (at_ == octets_.size()) return RespRead::nothing_whole;
    if (octets_[at_] != mark) return RespRead::malformed;
    const std::string_view rest = octets_.substr(at_ + 1, longest);
    const std::size_t end = rest.find('\r');
    if (end == std::string_view::npos) return rest.size() < longest ? RespRead::nothing_whole : RespRead::malformed;
    if (end + 1 == rest.size()) return RespRead::nothing_whole;
    const auto read = std::from_chars(rest.data(), rest.data() + end, count);
    if (rest[end + 1] != '\n' || read.ec != std::errc{} || read.ptr != rest.data() + end || count > most)
      return RespRead::malformed;
    at_ += 1 + end + 2;
    return RespRead::command;
  }

  RespRead read_array() {
    std::size_t count = 0;
    if (const RespRead read = read_count('*', limits_.words, count); read != RespRead::command) return read;
    for (std::size_t i = 0; i < count; ++i) {
      std::size_t length = 0;
      if (const RespRead read = read_count('$', limits_.octets, length); read != RespRead::command) return read;
      if (octets_.size() - at_ < length + 2) return RespRead::nothing_whole;
      if (octets_.substr(at_ + length, 2) != "\r\n") return RespRead::malformed;
      words_.push_back(octets_.substr(at_, length));
      at_ += length + 2;
    }
    return RespRead::command;
  }

  RespRead read_line_of_words() {
    constexpr std::size_t longest_line = 64 << 10;
    const std::size_t end = octets_.substr(0, longest_line).find('\n');
    if (end == std::string_view::npos)
      return octets_.size() < longest_line ? RespRead::nothing_whole : RespRead::malformed;
    std::string_view line = parsers::trim(octets_.substr(0, end));
    while (!line.empty()) {
      const std::size_t space = line.find_first_of(" \t");
      words_.push_back(line.substr(0, space));
      line = space == std::string_view::npos ? std::string_view{} : parsers::trim(line.substr(space));
    }
    at_ = end + 1;
    return RespRead::command;
  }

  const std::string_view octets_;
  const RespLimits& limits_;
  std::vector<std::string_view>& words_;
  std::size_t at_ = 0;
};

} // namespace

RespRead read_resp_command(std::string_view octets, const RespLimits& limits, std::vector<std::string_view>& words,
                           std::size_t& length) {
  CommandReader reader(octets, limits, words);
  const RespRead read = reader.read();
  length = reader.length();
  return read;
}

} // namespace admin
