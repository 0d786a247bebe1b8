// desist backup, desist restore: a sealed copy of the store while it is in use, and a store made of one.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"
#include "relay/progress.hpp"
#include "store/backup.hpp"
#include "store/backup_journal.hpp"
#include "store/restore.hpp"

namespace relay {
namespace {

using parsers::ErrorCode;
using parsers::failure;

struct Options {
  std::string place; // a directory or a file
  std::string verified;
  std::string key;
  std::string journal;
};

std::atomic<bool> interrupted{false};

/// A progress line that ends with SIGINT or SIGTERM.
class Watched {
 public:
  explicit Watched(std::string what) : what_(std::move(what)) {
    for (const int number : {SIGINT, SIGTERM}) std::signal(number, [](int) { interrupted = true; });
  }
  [[nodiscard]] store::BackupProgress watch() {
    return [this](std::uint64_t done, std::uint64_t total) {
      if (!progress_) progress_.emplace(what_, total);
      progress_->show(done);
      return !interrupted.load();
    };
  }
  ~Watched() {
    if (progress_) progress_->finish();
  }
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;

 private:
  std::string what_;
  std::optional<Progress> progress_;
};

/// A secret is read from standard input or a file, never from the command line, which every process can see.
Result<store::RecoveryKeyPair> read_key(const std::string& place) {
  if (place.empty()) return failure(ErrorCode::invalid_argument, "--key is needed: a file, or - for standard input");
  std::string text;
  if (place == "-") {
    std::getline(std::cin, text);
  } else {
    const auto file = store::system_disk().open(place, store::OpenFor::reading);
    if (!file) return tl::unexpected(file.error());
    auto read = store::system_disk().read_at(file->get(), 0, 4096);
    if (!read) return tl::unexpected(read.error());
    text = std::move(*read);
  }
  const auto secret = store::parse_recovery_key(text);
  if (!secret) return tl::unexpected(secret.error());
  return store::recovery_key_of(*secret);
}

/// "desist-20251126T101500Z.backup" where a directory was named.
std::filesystem::path file_in(const std::filesystem::path& place, parsers::Instant at) {
  std::error_code ignored; // what is no directory is the file's name
  if (!std::filesystem::is_directory(place, ignored)) return place;
  std::string moment = parsers::to_rfc3339(at).substr(0, 19);
  std::erase_if(moment, [](char c) { return c == '-' || c == ':'; });
  return place / ("desist-" + moment + "Z.backup");
}

void print(const Context& context, const store::BackupSummary& summary, const std::filesystem::path& file) {
  const std::string at = parsers::to_rfc3339(summary.taken_at);
  if (context.json) {
    Context::print_json(nlohmann::ordered_json{{"file", file.string()},
                                               {"taken_at", at},
                                               {"entries", summary.head.number},
                                               {"parts", summary.parts},
                                               {"octets", summary.octets}});
    return;
  }
  Context::print(file.string() + ": taken " + at + ", up to entry " + std::to_string(summary.head.number) + ", " +
                 std::to_string(summary.octets) + " octets");
}

Exit verify(const Context& context, const Options& options) {
  const auto key = read_key(options.key);
  if (!key) return Context::fail(key.error());
  Watched watched("verifying");
  const auto summary = store::verify_backup(options.verified, *key, watched.watch());
  if (!summary && summary.error().code == ErrorCode::corrupt) {
    Context::print(summary.error().context);
    return Exit::no;
  }
  if (!summary) return Context::fail(summary.error());
  print(context, *summary, options.verified);
  return Exit::done;
}

Exit back_up(const Context& context, const Options& options) {
  const auto configuration = context.configuration();
  if (!configuration) return Context::fail(configuration.error());
  const parsers::Instant at = now();
  const store::BackupRequest request{.data = configuration->data, .file = file_in(options.place, at), .now = at};
  if (auto kept = store::keep_journal_beside(request.data, request.file); !kept) return Context::fail(kept.error());
  Watched watched("backing up");
  const auto summary = store::write_backup(request, watched.watch());
  if (!summary) return Context::fail(summary.error());
  print(context, *summary, request.file);
  return Exit::done;
}

Exit run_backup(const Context& context, const Options& options) {
  if (options.place.empty() == options.verified.empty()) {
    return Context::fail({ErrorCode::invalid_argument, "name where the backup goes, or one to --verify"});
  }
  return options.verified.empty() ? back_up(context, options) : verify(context, options);
}

Exit restore(const Context& context, const Options& options) {
  const auto configuration = context.configuration();
  if (!configuration) return Context::fail(configuration.error());
  const auto key = read_key(options.key);
  if (!key) return Context::fail(key.error());
  const std::filesystem::path journal =
      options.journal.empty() ? store::journal_beside(options.place) : std::filesystem::path(options.journal);
  const store::RestoreRequest request{.file = options.place, .data = configuration->data, .now = now()};
  Watched watched("restoring");
  const auto summary = store::restore_backup(
      request, *key, [&](const std::filesystem::path& data) { return store::replay_journal(journal, data); },
      watched.watch());
  if (!summary) return Context::fail(summary.error());
  const std::string at = parsers::to_rfc3339(summary->backup.taken_at);
  if (context.json) {
    Context::print_json(nlohmann::ordered_json{{"data", request.data.string()},
                                               {"taken_at", at},
                                               {"entries", summary->backup.head.number},
                                               {"erased", summary->erased}});
  } else {
    Context::print(request.data.string() + " is as of " + at + ", with " + std::to_string(summary->erased) +
                   " erasures of people done again");
  }
  return Exit::done;
}

} // namespace

void add_backup(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command = app.add_subcommand("backup", "Copy the store, while it is in use, sealed to the recovery key");
  auto options = std::make_shared<Options>();
  command->add_option("PLACE", options->place, "A directory, or the file to write");
  command->add_option("--verify", options->verified, "Check every octet of this backup instead; needs --key");
  command->add_option("--key", options->key, "File with the recovery key; - is standard input");
  command->callback(
      [&context, choose, options] { choose([&context, options] { return run_backup(context, *options); }); });
}

void add_restore(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command = app.add_subcommand("restore", "Make the store of --data from a backup; it must not be there yet");
  auto options = std::make_shared<Options>();
  command->add_option("FILE", options->place, "The backup")->required();
  command->add_option("--key", options->key, "File with the recovery key; - is standard input");
  command->add_option("--journal", options->journal,
                      "The erasure journal (default: erasures.journal beside the backup)");
  command->callback(
      [&context, choose, options] { choose([&context, options] { return restore(context, *options); }); });
}

} // namespace relay
