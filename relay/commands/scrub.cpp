// desist scrub: a list sorted into who may be written to, who may not, and what names nobody.
#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "admin/api/check.hpp"
#include "classifier/natural_channel.hpp"
#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"
#include "relay/progress.hpp"
#include "relay/scrubbing.hpp"

namespace relay {
namespace {

using parsers::ErrorCode;
using parsers::failure;

constexpr std::array<std::string_view, scrub_outputs> output_names{"clean", "suppressed", "invalid"};

struct Options {
  std::string file;
  std::string directory = ".";
  std::string workspace;
  std::string channel;
  std::string purpose;
  std::string format;
  ListOptions list;
};

std::atomic<bool> interrupted{false};

/// The three files; they get their names when all rows are in them.
class Outputs {
 public:
  static Result<std::unique_ptr<Outputs>> create(const Options& options) {
    auto outputs = std::make_unique<Outputs>();
    const std::filesystem::path name = options.file == "-" ? "list" : std::filesystem::path(options.file).filename();
    for (std::size_t i = 0; i < scrub_outputs; ++i) {
      const std::string file = name.stem().string() + "." + std::string(output_names[i]) + name.extension().string();
      outputs->paths_[i] = std::filesystem::path(options.directory) / file;
      outputs->files_[i].reset(std::fopen(outputs->unfinished(i).c_str(), "we"));
      if (!outputs->files_[i]) return failure(ErrorCode::storage_failed, "cannot write " + outputs->paths_[i].string());
    }
    return outputs;
  }
  ~Outputs() {
    for (std::size_t i = 0; i < scrub_outputs; ++i)
      if (files_[i]) static_cast<void>(::unlink(unfinished(i).c_str()));
  }
  Result<void> write(ScrubOutput output, std::string_view text) {
    const auto i = static_cast<std::size_t>(output);
    if (std::fwrite(text.data(), 1, text.size(), files_[i].get()) == text.size()) return {};
    return failure(ErrorCode::storage_failed, "cannot write " + paths_[i].string());
  }
  Result<void> finish() {
    for (std::size_t i = 0; i < scrub_outputs; ++i) {
      const bool is_whole = std::fflush(files_[i].get()) == 0 && ::fdatasync(::fileno(files_[i].get())) == 0;
      if (!is_whole) return failure(ErrorCode::storage_failed, "cannot write " + paths_[i].string());
    }
    for (std::size_t i = 0; i < scrub_outputs; ++i) {
      std::error_code problem;
      std::filesystem::rename(unfinished(i), paths_[i], problem);
      if (problem) return failure(ErrorCode::storage_failed, "cannot name " + paths_[i].string());
      files_[i].reset();
    }
    return {};
  }
  [[nodiscard]] const std::filesystem::path& path(std::size_t i) const { return paths_[i]; }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  [[nodiscard]] std::string unfinished(std::size_t i) const { return paths_[i].string() + ".part"; }
  std::array<std::filesystem::path, scrub_outputs> paths_;
  std::array<std::unique_ptr<std::FILE, Close>, scrub_outputs> files_;
};

/// The question of `desist check`, asked for each row.
Result<MaySend> question_of(const Context& context, const Options& options, const store::Store& store) {
  const auto configuration = context.configuration();
  if (!configuration) return tl::unexpected(configuration.error());
  const auto workspace = Context::workspace(store, options.workspace);
  if (!workspace) return tl::unexpected(workspace.error());
  const auto given = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
  };
  auto query = admin::read_query_terms(given(options.channel), given(options.purpose));
  if (!query) return tl::unexpected(query.error());
  admin::apply(*workspace, *query);
  return [&store, query = *query, policy = configuration->policy, at = now(),
          has_channel = !options.channel.empty()](const parsers::Identity& identity) -> Result<bool> {
    const auto known = store.states_of(identity);
    if (!known) return tl::unexpected(known.error());
    if (known->states.empty() && query.consent == classifier::ConsentRule::opt_out) return true;
    classifier::Query asked = query;
    if (!has_channel) asked.channel = classifier::natural_channel(identity);
    return classifier::may_send(asked, known->states, policy, at).answer == classifier::Answer::allow;
  };
}

void print(const Context& context, const ScrubAccount& account, const Outputs& outputs) {
  nlohmann::ordered_json json{{"form", account.form}};
  for (std::size_t i = 0; i < scrub_outputs; ++i) {
    const std::string name(output_names[i]);
    json[name] = account.rows[i];
    json[name + "_file"] = outputs.path(i).string();
    if (!context.json) {
      Context::print(outputs.path(i).string() + ": " + std::to_string(account.rows[i]) + " rows " + name);
    }
  }
  if (context.json) Context::print_json(json);
}

Exit scrub(const Context& context, Options options) {
  if (!options.format.empty()) {
    options.list.format = parse_list_format(options.format);
    if (!options.list.format) return Context::fail({ErrorCode::invalid_argument, "no such format: " + options.format});
  }
  options.list.file_name = options.file;
  store::FileDescriptor opened;
  if (options.file != "-") opened = store::FileDescriptor(::open(options.file.c_str(), O_RDONLY | O_CLOEXEC));
  if (options.file != "-" && !opened.is_open()) {
    return Context::fail({ErrorCode::not_found, "cannot open " + options.file});
  }
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  (*store)->prepare_look_ups();
  const auto question = question_of(context, options, **store);
  if (!question) return Context::fail(question.error());
  const auto outputs = Outputs::create(options);
  if (!outputs) return Context::fail(outputs.error());
  std::signal(SIGINT, [](int) { interrupted = true; });
  std::error_code ignored; // a size that is not known shows no part of a whole
  const auto size = opened.is_open() ? std::filesystem::file_size(options.file, ignored) : 0;
  Progress progress("scrubbing", ignored ? 0 : size);
  const auto account =
      scrub_list(opened.is_open() ? opened.get() : STDIN_FILENO,
                 {.options = options.list,
                  .store = **store,
                  .may_send = *question,
                  .progress =
                      [&progress](std::uint64_t octets) {
                        progress.show(octets);
                        return !interrupted.load();
                      },
                  .write = [&](ScrubOutput output, std::string_view text) { return (*outputs)->write(output, text); }});
  progress.finish();
  if (!account) return Context::fail(account.error());
  if (auto finished = (*outputs)->finish(); !finished) return Context::fail(finished.error());
  print(context, *account, **outputs);
  return account->rows[static_cast<std::size_t>(ScrubOutput::clean)] > 0 ? Exit::done : Exit::no;
}

} // namespace

void add_scrub(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command = app.add_subcommand("scrub", "Sort a list into clean, suppressed and invalid rows");
  auto options = std::make_shared<Options>();
  command->add_option("IN", options->file, "The list, in any form that import reads; - is standard input")->required();
  command->add_option("--out", options->directory, "Directory of the three files")->capture_default_str();
  command->add_option("--format", options->format, "plain, hash, csv, tsv, json, ndjson (default: found by itself)");
  command->add_option("--column", options->list.column, "Column of the contacts (default: email or the like)");
  command->add_flag("--no-header", options->list.has_no_header, "The first row of the columns is a contact's");
  command->add_option("--workspace", options->workspace, "Workspace that would send (default: default)");
  command->add_option("--channel", options->channel, "As check has it");
  command->add_option("--purpose", options->purpose, "As check has it");
  command->callback([&context, choose, options] { choose([&context, options] { return scrub(context, *options); }); });
}

} // namespace relay
