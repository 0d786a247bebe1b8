// desist import: people who want no mail, from the list of another program; or what was imported, listed and undone.
#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"
#include "relay/list_reading.hpp"
#include "relay/progress.hpp"
#include "relay/row_errors.hpp"

namespace relay {
namespace {

using parsers::ErrorCode;
using parsers::failure;

struct Options {
  std::string file;
  std::string format;
  std::string errors; // file for the rows that are not taken
  std::string workspace;
  std::string channel = "all";
  std::string purpose;
  std::string reason;
  std::string source;
  std::string undo;
  ListOptions list;
  bool lists_imports = false;
  bool is_csv = false;
  bool is_dry_run = false;
};

std::atomic<bool> interrupted{false};

std::string hex(store::ImportId id) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(id));
  return text;
}

/// The scope that the operator named; of an export of ours the scope of the rows.
Result<store::ImportRequest> request_of(const store::Store& store, const Options& options) {
  store::ImportRequest request;
  const auto workspace = Context::workspace(store, options.workspace);
  if (!workspace) return tl::unexpected(workspace.error());
  request.scope.workspace = workspace->id;
  const auto& only = options.list.only;
  const std::string channel_name = only ? only->channel : options.channel;
  const auto channel = classifier::parse_channel(channel_name);
  if (!channel) return failure(ErrorCode::invalid_argument, "no such channel: " + channel_name);
  request.scope.channel = *channel;
  request.usual_reason = options.list.usual_reason;
  const bool is_marketing = request.usual_reason == classifier::ImportReason::unsubscribe;
  const std::string purpose_name = only                       ? only->purpose
                                   : !options.purpose.empty() ? options.purpose
                                   : is_marketing             ? "marketing"
                                                              : "all";
  const auto purpose = classifier::parse_purpose(purpose_name);
  if (!purpose) return failure(ErrorCode::invalid_argument, "no such purpose: " + purpose_name);
  request.scope.purpose = *purpose;
  request.source = options.source.empty() ? options.file : options.source;
  request.now = now();
  return request;
}

/// Standard input, or a file of which the end is known.
struct Input {
  store::FileDescriptor opened;
  int number = STDIN_FILENO;
  std::uint64_t octets = 0; // 0: unknown
  bool can_be_read_again = false;
};
Result<Input> open_input(const std::string& file) {
  Input input;
  if (file == "-") return input;
  input.opened = store::FileDescriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  input.number = input.opened.get();
  if (!input.opened.is_open()) return failure(ErrorCode::not_found, "cannot open " + file);
  std::error_code problem;
  input.can_be_read_again = std::filesystem::is_regular_file(file, problem);
  if (input.can_be_read_again) input.octets = std::filesystem::file_size(file, problem);
  return input;
}

Result<ListAccount> read(const Input& input, const ListOptions& options, store::ListImport& import, RowErrors& errors) {
  Progress progress("reading", input.octets);
  const ListWatch watch{.progress =
                            [&progress](std::uint64_t octets) {
                              progress.show(octets);
                              return !interrupted.load();
                            },
                        .take_invalid = [&errors](const InvalidLine& invalid) { return errors.write(invalid); }};
  auto account = read_list(input.number, options, import, watch);
  progress.finish();
  return account;
}

Result<void> commit(store::ListImport& import) {
  Progress progress("importing", import.counts().lines);
  Result<bool> more = true;
  while (more && *more && !interrupted) {
    more = import.commit_piece();
    progress.show(import.counts().imported + import.counts().known);
  }
  progress.finish();
  if (!more) return tl::unexpected(more.error());
  if (*more) return failure(ErrorCode::unavailable, "interrupted; the same command goes on where this one ended");
  return {};
}

/// What became of a list; of an export of ours with several scopes, of each.
struct Done {
  std::string import;
  store::ImportCounts counts;
  ListAccount account;
};

void print(const Context& context, const Options& options, const Done& done) {
  const store::ImportCounts& counts = done.counts;
  if (context.json) {
    nlohmann::ordered_json errors = nlohmann::ordered_json::array();
    for (const InvalidLine& line : done.account.invalid) {
      errors.push_back({{"row", line.row}, {"line", line.line}, {"column", line.column}, {"why", line.why}});
    }
    Context::print_json(nlohmann::ordered_json{{"import", done.import},
                                               {"form", done.account.form},
                                               {"imported", counts.imported},
                                               {"known", counts.known},
                                               {"invalid", counts.invalid},
                                               {"skipped", counts.skipped},
                                               {"errors", errors}});
    return;
  }
  if (options.errors.empty()) {
    for (const InvalidLine& line : done.account.invalid) {
      Context::print("line " + std::to_string(line.line) + ": " + line.why);
    }
    if (done.account.invalid.size() < counts.invalid) Context::print("and more: --errors FILE has all");
  }
  Context::print("import " + done.import + " (" + done.account.form + "): " + std::to_string(counts.imported) +
                 " imported, " + std::to_string(counts.known) + " known, " + std::to_string(counts.invalid) +
                 " invalid, " + std::to_string(counts.skipped) + " skipped");
}

Result<ListAccount> fill(const Input& input, const Options& options, store::ListImport& import) {
  // A list that was read wholly is not read again, unless somebody wants to know what was wrong with it.
  if (input.can_be_read_again && options.errors.empty() && import.has_interrupted_imports()) {
    const auto content = digest_list(input.number, options.list);
    if (!content) return tl::unexpected(content.error());
    const auto resumed = import.resume(*content);
    if (!resumed) return tl::unexpected(resumed.error());
    if (*resumed) {
      return ListAccount{.counts = import.counts(), .invalid = {}, .content = *content, .form = "resumed"};
    }
  }
  auto errors = RowErrors::create(options.errors);
  if (!errors) return tl::unexpected(errors.error());
  auto account = read(input, options.list, import, *errors);
  if (!account) return account;
  if (auto finished = errors->finish(); !finished) return tl::unexpected(finished.error());
  if (auto finished = import.finish_reading(account->content, account->counts); !finished) {
    return tl::unexpected(finished.error());
  }
  return account;
}

Result<Done> import_rows(store::Store& store, const Input& input, const Options& options) {
  auto request = request_of(store, options);
  if (!request) return tl::unexpected(request.error());
  auto import = store.begin_import(std::move(*request));
  if (!import) return tl::unexpected(import.error());
  auto account = fill(input, options, **import);
  if (!account) return tl::unexpected(account.error());
  const auto done = options.is_dry_run ? (*import)->count_rows() : commit(**import);
  if (!done) return tl::unexpected(done.error());
  return Done{.import = hex((*import)->id()), .counts = (*import)->counts(), .account = std::move(*account)};
}

/// Each scope of an export of ours is an import of its own.
Exit import_scopes(const Context& context, store::Store& store, const Input& input, Options options) {
  std::vector<RowScope> scopes;
  if (input.can_be_read_again) {
    auto found = scopes_of_list(input.number, options.list, [](std::uint64_t) { return !interrupted.load(); });
    if (!found) return Context::fail(found.error());
    scopes = std::move(*found);
  }
  std::uint64_t invalid = 0;
  for (std::size_t i = 0; i < std::max<std::size_t>(scopes.size(), 1); ++i) {
    if (!scopes.empty()) options.list.only = scopes[i];
    if (i > 0 && ::lseek(input.number, 0, SEEK_SET) != 0) {
      return Context::fail({ErrorCode::storage_failed, "cannot read the list again"});
    }
    const auto done = import_rows(store, input, options);
    if (!done) return Context::fail(done.error());
    print(context, options, *done);
    invalid += done->counts.invalid;
  }
  return invalid == 0 ? Exit::done : Exit::no;
}

Exit import_list(const Context& context, Options options) {
  if (const auto reason = classifier::parse_import_reason(options.reason)) {
    options.list.usual_reason = *reason;
  } else {
    return Context::fail({ErrorCode::invalid_argument, "no such reason: " + options.reason});
  }
  if (!options.format.empty()) {
    options.list.format = parse_list_format(options.format);
    if (!options.list.format) return Context::fail({ErrorCode::invalid_argument, "no such format: " + options.format});
  }
  options.list.file_name = options.file;
  auto input = open_input(options.file);
  if (!input) return Context::fail(input.error());
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  std::signal(SIGINT, [](int) { interrupted = true; });
  return import_scopes(context, **store, *input, std::move(options));
}

Exit list_imports(const Context& context) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto imports = (*store)->imports();
  if (!imports) return Context::fail(imports.error());
  for (const store::ImportSummary& import : *imports) {
    const std::string_view state = import.is_undone ? "undone" : import.is_complete ? "complete" : "interrupted";
    const std::string at = parsers::to_rfc3339(import.terms.imported_at);
    const std::string_view reason = classifier::name_of(import.terms.usual_reason);
    if (context.json) {
      Context::print_json(nlohmann::ordered_json{{"import", hex(import.id)},
                                                 {"source", import.source},
                                                 {"imported_at", at},
                                                 {"workspace", import.terms.scope.workspace},
                                                 {"channel", classifier::name_of(import.terms.scope.channel)},
                                                 {"purpose", classifier::name_of(import.terms.scope.purpose)},
                                                 {"reason", reason},
                                                 {"rows", import.rows},
                                                 {"state", state}});
    } else {
      Context::print(hex(import.id) + "  " + at + "  " + std::to_string(import.rows) + " rows  " + std::string(reason) +
                     "  " + std::string(state) + "  " + import.source);
    }
  }
  return Exit::done;
}

Exit undo(const Context& context, const std::string& text) {
  store::ImportId id = 0;
  const char* const end = text.data() + text.size();
  const auto [last, problem] = std::from_chars(text.data(), end, id, 16);
  if (problem != std::errc() || last != end || id == 0) {
    return Context::fail({ErrorCode::invalid_argument, "an import's id is 16 hexadecimal digits"});
  }
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto undone = (*store)->undo_import(id, now());
  if (!undone && undone.error().code != ErrorCode::not_found) return Context::fail(undone.error());
  const std::string_view done = !undone ? "not found" : *undone ? "undone" : "undone before";
  if (context.json)
    Context::print_json(nlohmann::ordered_json{{"import", hex(id)}, {"done", done}});
  else
    Context::print("import " + hex(id) + ": " + std::string(done));
  return undone ? Exit::done : Exit::no;
}

Exit run(const Context& context, const Options& options) {
  const int asked = (options.file.empty() ? 0 : 1) + (options.undo.empty() ? 0 : 1) + (options.lists_imports ? 1 : 0);
  if (asked != 1) return Context::fail({ErrorCode::invalid_argument, "name a file, or --undo, or --list"});
  if (options.lists_imports) return list_imports(context);
  if (!options.undo.empty()) return undo(context, options.undo);
  return import_list(context, options);
}

std::string provider_names() {
  std::string text;
  for (const std::string& name : classifier::provider_list_names()) text += (text.empty() ? "" : ", ") + name;
  return text;
}

} // namespace

void add_import(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command = app.add_subcommand("import", "Import a list of people who want no mail");
  auto options = std::make_shared<Options>();
  command->add_option(
      "FILE", options->file,
      "One contact or digest a line, CSV, JSON, NDJSON, or the export of a provider; - is standard input");
  command->add_option("--format", options->format,
                      "plain, hash, csv, tsv, json, ndjson (default: found by itself; digests in hexadecimal or base64 "
                      "are known by their length: MD5, SHA-1, SHA-256, SHA-512)");
  command->add_flag("--csv", options->is_csv, "The same as --format csv");
  command->add_option("--provider", options->list.provider,
                      "Whose export it is (default: found by its columns): " + provider_names());
  command->add_option("--column", options->list.column, "Column of the contacts (default: email or the like)");
  command->add_option("--reason-column", options->list.reason_column, "Column of the reasons");
  command->add_flag("--no-header", options->list.has_no_header, "The first row of the columns is a contact's");
  command->add_option("--errors", options->errors, "Write every row that is not taken to this file, and why");
  command->add_option("--workspace", options->workspace, "Workspace (default: default)");
  command->add_option("--channel", options->channel, "all, email, sms, whatsapp, messenger, instagram")
      ->capture_default_str();
  command->add_option("--purpose", options->purpose,
                      "all, marketing, transactional or a stream (default: all; of --reason unsubscribe: marketing)");
  command->add_option("--reason", options->reason,
                      "Of rows that state none: unsubscribe, complaint, hard_bounce, denied, objection, legal_hold");
  command->add_option("--source", options->source, "A name for where the list is from (default: the file's name)");
  command->add_flag("--dry-run", options->is_dry_run, "Only count");
  command->add_option("--undo", options->undo, "Let the rows of this import count for nothing");
  command->add_flag("--list", options->lists_imports, "List the imports");
  command->callback([&context, choose, options] {
    if (options->is_csv && options->format.empty()) options->format = "csv";
    choose([&context, options] { return run(context, *options); });
  });
}

} // namespace relay
