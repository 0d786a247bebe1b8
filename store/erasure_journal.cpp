#include "store/erasure_journal.hpp"

#include <algorithm>
#include <charconv>

#include "parsers/ascii.hpp"
#include "store/blake2b.hpp"
#include "store/octets.hpp"
#include "store/store.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;
using Path = std::filesystem::path;

namespace {

constexpr std::string_view title = "desist-erasures 1\n";
constexpr std::string_view check_word = " check ";
constexpr std::size_t check_digits = 32;
constexpr std::size_t most_spellings = 64; // of one person
constexpr std::size_t largest_journal = std::size_t{256} << 20;

tl::unexpected<parsers::Error> damaged(std::size_t line) {
  return failure(ErrorCode::corrupt,
                 "line " + std::to_string(line) + " of the erasure journal is not what was written");
}

template <std::size_t size>
std::string joined(const std::vector<std::array<std::uint8_t, size>>& values) {
  std::string text;
  for (const auto& value : values) text.append(text.empty() ? "" : ",").append(to_hex(value));
  return text.empty() ? "-" : text;
}

std::optional<std::uint8_t> hex_digit(char digit) {
  if (parsers::is_digit(digit)) return static_cast<std::uint8_t>(digit - '0');
  if (digit >= 'a' && digit <= 'f') return static_cast<std::uint8_t>(digit - 'a' + 10);
  return std::nullopt;
}

template <std::size_t size>
bool split(std::string_view text, std::vector<std::array<std::uint8_t, size>>& values) {
  if (text == "-") return true;
  while (!text.empty() && values.size() < most_spellings) {
    std::array<std::uint8_t, size> value{};
    if (text.size() < 2 * size) return false;
    for (std::size_t i = 0; i < size; ++i) {
      const auto high = hex_digit(text[2 * i]);
      const auto low = hex_digit(text[2 * i + 1]);
      if (!high || !low) return false;
      value[i] = static_cast<std::uint8_t>(*high * 16 + *low);
    }
    values.push_back(value);
    text.remove_prefix(2 * size);
    if (text.empty()) return true;
    if (text.front() != ',') return false;
    text.remove_prefix(1);
  }
  return false;
}

std::string line_of(const ErasureRequest& request) {
  return parsers::to_rfc3339(request.at) + " workspace " + std::to_string(request.workspace) + " identities " +
         joined(request.person.identities) + " digests " + joined(request.person.digests);
}

/// Each check covers the one before it: no line can be taken out, altered or moved.
std::string check_of(std::string_view before, std::string_view line) {
  return to_hex(blake2b_128(std::string(before).append("\n").append(line)));
}

/// "name value " at the front of `text`; the value.
std::optional<std::string_view> take(std::string_view& text, std::string_view name) {
  if (!text.starts_with(name)) return std::nullopt;
  text.remove_prefix(name.size());
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view value = text.substr(0, end);
  text.remove_prefix(end);
  return value;
}

std::optional<ErasureRequest> read_line(std::string_view text) {
  ErasureRequest request;
  const auto at = take(text, "");
  const auto workspace = take(text, " workspace ");
  const auto identities = take(text, " identities ");
  const auto digests = take(text, " digests ");
  if (!at || !workspace || !identities || !digests || !text.empty()) return std::nullopt;
  const auto instant = parsers::parse_rfc3339(*at);
  const auto [end, problem] =
      std::from_chars(workspace->data(), workspace->data() + workspace->size(), request.workspace);
  if (!instant || problem != std::errc() || end != workspace->data() + workspace->size() ||
      !split(*identities, request.person.identities) || !split(*digests, request.person.digests)) {
    return std::nullopt;
  }
  request.at = *instant;
  return request;
}

struct Journal {
  std::vector<ErasureRequest> erasures;
  std::string last_check; // of the last whole line; empty: there is none
  std::size_t whole_octets = 0;
};

Result<Journal> parse(std::string_view text) {
  if (!text.starts_with(title)) return damaged(1);
  Journal journal{.erasures = {}, .last_check = {}, .whole_octets = title.size()};
  for (std::size_t number = 2; journal.whole_octets < text.size(); ++number) {
    const std::string_view rest = text.substr(journal.whole_octets);
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) break; // cut off: it was never acknowledged
    const std::string_view line = rest.substr(0, end);
    const std::size_t check = line.rfind(check_word);
    if (check == std::string_view::npos || line.size() - check != check_word.size() + check_digits) {
      return damaged(number);
    }
    const std::string expected = check_of(journal.last_check, line.substr(0, check));
    auto request = read_line(line.substr(0, check));
    if (line.substr(check + check_word.size()) != expected || !request) return damaged(number);
    journal.erasures.push_back(std::move(*request));
    journal.last_check = expected;
    journal.whole_octets += end + 1;
  }
  return journal;
}

Result<std::string> read_file(const Path& path, int file, Disk& disk) {
  const auto size = disk.size_of(file);
  if (!size) return tl::unexpected(size.error());
  if (*size > largest_journal) return failure(ErrorCode::too_large, path.string());
  return disk.read_at(file, 0, static_cast<std::size_t>(*size));
}

} // namespace

bool is_same_erasure(const ErasureRequest& a, const ErasureRequest& b) {
  return a.at == b.at && a.workspace == b.workspace && a.person == b.person;
}

Path erasure_journal_of(const Path& data_directory) { return data_directory / "erasures.journal"; }

Result<void> make_erasure_journal(const Path& journal, Disk& disk) {
  const auto file = disk.open(journal, OpenFor::creating);
  if (!file && file.error().code == ErrorCode::already_exists) return {};
  if (!file) return tl::unexpected(file.error());
  if (auto written = disk.write_at(file->get(), title, 0); !written) return written;
  if (auto synced = disk.sync_data(file->get()); !synced) return synced;
  return disk.sync_directory(journal.parent_path().empty() ? Path(".") : journal.parent_path());
}

Result<void> append_erasure(const Path& journal, const ErasureRequest& request, Disk& disk) {
  if (request.person.identities.size() > most_spellings || request.person.digests.size() > most_spellings) {
    return failure(ErrorCode::too_large, "a person of more than 64 spellings");
  }
  if (auto made = make_erasure_journal(journal, disk); !made) return made;
  const auto file = disk.open(journal, OpenFor::writing);
  if (!file) return tl::unexpected(file.error());
  auto text = read_file(journal, file->get(), disk);
  if (!text) return tl::unexpected(text.error());
  // The title itself may have been cut off by the crash of its making.
  if (title.starts_with(*text) && text->size() < title.size()) {
    if (auto written = disk.write_at(file->get(), title, 0); !written) return written;
    *text = title;
  }
  const auto read = parse(*text);
  if (!read) return tl::unexpected(read.error());
  if (std::ranges::any_of(read->erasures,
                          [&](const ErasureRequest& known) { return is_same_erasure(known, request); })) {
    return disk.sync_data(file->get());
  }
  if (read->whole_octets < text->size()) {
    if (auto cut = disk.truncate(file->get(), read->whole_octets); !cut) return cut;
  }
  const std::string words = line_of(request);
  const std::string line = words + std::string(check_word) + check_of(read->last_check, words) + "\n";
  if (auto written = disk.write_at(file->get(), line, read->whole_octets); !written) return written;
  return disk.sync_data(file->get());
}

Result<std::vector<ErasureRequest>> read_erasure_journal(const Path& journal, Disk& disk) {
  const auto file = disk.open(journal, OpenFor::reading);
  if (!file) return tl::unexpected(file.error());
  const auto text = read_file(journal, file->get(), disk);
  if (!text) return tl::unexpected(text.error());
  return parse_erasure_journal(*text);
}

Result<std::vector<ErasureRequest>> parse_erasure_journal(std::string_view text) {
  auto journal = parse(text);
  if (!journal) return tl::unexpected(journal.error());
  return std::move(journal->erasures);
}

Result<std::size_t> replay_erasures(Store& store, const std::vector<ErasureRequest>& erasures) {
  for (ErasureRequest erasure : erasures) {
    erasure.turn = Turn::within_a_day;
    if (auto erased = store.erase(erasure); !erased) return tl::unexpected(erased.error());
  }
  if (auto finished = store.finish_erasures(erasures.empty() ? parsers::Instant{} : erasures.back().at); !finished) {
    return tl::unexpected(finished.error());
  }
  return erasures.size();
}

} // namespace store
