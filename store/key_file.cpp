#include "store/key_file.hpp"

#include <sys/stat.h>

#include <charconv>
#include <cstdlib>

#include "parsers/ascii.hpp"
#include "store/blake2b.hpp"
#include "store/octets.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::string_view master_title = "desist-master 1";
constexpr std::string_view inbox_title = "desist-inbox 1";
constexpr std::string_view index_title = "desist-index 1";
constexpr std::string_view check_word = "check ";
constexpr std::size_t longest_file = 64UL * 1024;
constexpr std::uint8_t greatest_key_id = 31;

int hex_value(char digit) {
  if (parsers::is_digit(digit)) return digit - '0';
  return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

std::optional<Secret> read_hex(std::string_view text) {
  Secret octets{};
  if (text.size() != 2 * octets.size()) return std::nullopt;
  for (std::size_t i = 0; i < octets.size(); ++i) {
    const int high = hex_value(text[2 * i]);
    const int low = hex_value(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    octets[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return octets;
}

std::string with_check(std::string lines) {
  const Secret digest = blake2b_256(lines);
  return lines.append(check_word).append(to_hex(digest)).append("\n");
}

/// The lines between title and check. An older or newer title is told apart from a damaged file.
Result<std::vector<std::string_view>> read_lines(std::string_view text, std::string_view title) {
  const std::string kind(title.substr(0, title.find(' ')));
  const std::size_t check = text.rfind(check_word);
  if (check == std::string_view::npos || check == 0 || text[check - 1] != '\n' || text.back() != '\n' ||
      read_hex(text.substr(check + check_word.size(), text.size() - check - check_word.size() - 1)) !=
          blake2b_256(text.substr(0, check))) {
    return failure(ErrorCode::corrupt, "the file " + kind + " is not what was written");
  }
  std::vector<std::string_view> lines;
  for (std::string_view rest = text.substr(0, check); !rest.empty();) {
    const std::size_t end = rest.find('\n');
    lines.push_back(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  if (lines.empty() || lines.front() != title) {
    return failure(ErrorCode::newer_format, "the file " + kind + " is of another version of Desist");
  }
  lines.erase(lines.begin());
  return lines;
}

/// "word value": the value; nothing for another word.
std::optional<std::string_view> value_of(std::string_view line, std::string_view word) {
  if (!line.starts_with(word) || line.size() <= word.size() || line[word.size()] != ' ') return std::nullopt;
  return line.substr(word.size() + 1);
}

std::optional<parsers::TokenKey> read_admission(std::string_view value) {
  unsigned id = 0;
  const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), id);
  if (problem != std::errc() || id > greatest_key_id) return std::nullopt;
  value.remove_prefix(static_cast<std::size_t>(end - value.data()));
  if (!value.starts_with(' ')) return std::nullopt;
  const auto secret = read_hex(value.substr(1));
  if (!secret) return std::nullopt;
  return parsers::TokenKey{.id = static_cast<std::uint8_t>(id), .admission = *secret, .effect = {}};
}

} // namespace

std::string write_master_file(const Secret& master) {
  return with_check(std::string(master_title).append("\nkey ").append(to_hex(master)).append("\n"));
}

Result<Secret> read_master_file(std::string_view text) {
  const auto lines = read_lines(text, master_title);
  if (!lines) return tl::unexpected(lines.error());
  if (lines->size() == 1) {
    if (const auto value = value_of(lines->front(), "key")) {
      if (const auto master = read_hex(*value)) return *master;
    }
  }
  return failure(ErrorCode::corrupt, "the file desist-master has no key");
}

std::string write_inbox_file(const InboxKeys& keys) {
  std::string lines(inbox_title);
  lines.append("\nspool ").append(to_hex(keys.spool.public_key)).append("\n");
  for (const parsers::TokenKey& key : keys.admission) {
    lines.append("admission ").append(std::to_string(key.id)).append(" ").append(to_hex(key.admission)).append("\n");
  }
  for (const std::string& domain : keys.domains) lines.append("domain ").append(domain).append("\n");
  return with_check(std::move(lines));
}

Result<InboxKeys> read_inbox_file(std::string_view text) {
  const auto lines = read_lines(text, inbox_title);
  if (!lines) return tl::unexpected(lines.error());
  InboxKeys keys;
  bool has_spool = false;
  for (const std::string_view line : *lines) {
    if (const auto spool = value_of(line, "spool"); spool && read_hex(*spool)) {
      keys.spool.public_key = *read_hex(*spool);
      has_spool = true;
    } else if (const auto admission = value_of(line, "admission"); admission && read_admission(*admission)) {
      keys.admission.push_back(*read_admission(*admission));
    } else if (const auto domain = value_of(line, "domain")) {
      keys.domains.emplace_back(*domain);
    } else {
      return failure(ErrorCode::corrupt, "the file desist-inbox has a line that is not known");
    }
  }
  if (!has_spool || keys.admission.empty() || keys.domains.empty()) {
    return failure(ErrorCode::corrupt, "the file desist-inbox lacks a key or a domain");
  }
  return keys;
}

std::string write_index_file(std::span<const Secret> later) {
  std::string lines(index_title);
  lines.append("\n");
  for (const Secret& key : later) lines.append("key ").append(to_hex(key)).append("\n");
  return with_check(std::move(lines));
}

Result<std::vector<Secret>> read_index_file(std::string_view text) {
  const auto lines = read_lines(text, index_title);
  if (!lines) return tl::unexpected(lines.error());
  std::vector<Secret> later;
  for (const std::string_view line : *lines) {
    const auto value = value_of(line, "key");
    const auto key = value ? read_hex(*value) : std::nullopt;
    if (!key) return failure(ErrorCode::corrupt, "the file desist-index has a line that is not known");
    later.push_back(*key);
  }
  return later;
}

Result<void> create_key_file(const std::filesystem::path& path, std::string_view text, unsigned mode, Disk& disk) {
  auto file = disk.open(path, OpenFor::creating);
  if (!file) return tl::unexpected(file.error());
  Result<void> written = disk.write_at(file->get(), text, 0);
  if (written && ::fchmod(file->get(), mode) != 0) {
    written = failure(ErrorCode::storage_failed, "cannot protect " + path.string());
  }
  if (written) written = disk.sync_data(file->get());
  if (!written) static_cast<void>(disk.remove(path)); // the failure that is told is the first one
  return written;
}

Result<std::string> load_master_file(const std::filesystem::path& directory, Disk& disk) {
  if (const char* credentials = std::getenv("CREDENTIALS_DIRECTORY"); credentials != nullptr) {
    std::error_code ignored; // what cannot be looked at is not there
    const auto handed_over = std::filesystem::path(credentials) / "master";
    // systemd looks after who may read it, by an access list that the mode does not show.
    if (std::filesystem::exists(handed_over, ignored)) return load_key_file(handed_over, disk);
  }
  const auto path = directory / "master";
  struct stat status {};
  constexpr mode_t readable_for_others = 077;
  if (::stat(path.c_str(), &status) == 0 && (status.st_mode & readable_for_others) != 0) {
    return failure(ErrorCode::permission_denied, path.string() + " can be read by others: chmod 0400");
  }
  return load_key_file(path, disk);
}

Result<std::string> load_key_file(const std::filesystem::path& path, Disk& disk) {
  const auto file = disk.open(path, OpenFor::reading);
  if (!file) return tl::unexpected(file.error());
  return disk.read_at(file->get(), 0, longest_file);
}

} // namespace store
