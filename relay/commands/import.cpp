// desist import: people who want no mail, from the list of another program; or what was imported, listed and undone.
#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"
#include "relay/list_reading.hpp"
#include "relay/progress.hpp"

namespace relay {
namespace {

using parsers::ErrorCode;
using parsers::failure;

struct Options {
  std::string file;
  std::string workspace;
  std::string channel = "all";
  std::string purpose;
  std::string reason;
  std::string source;
  std::string undo;
  ListOptions list;
  bool lists_imports = false;
  bool is_dry_run = false;
};

std::atomic<bool> interrupted{false};

std::string hex(store::ImportId id) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(id));
  return text;
}

Result<store::ImportRequest> request_of(const store::Store& store, const Options& options) {
  store::ImportRequest request;
  const auto workspace = Context::workspace(store, options.workspace);
  if (!workspace) return tl::unexpected(workspace.error());
  request.scope.workspace = workspace->id;
  const auto channel = classifier::parse_channel(options.channel);
  if (!channel) return failure(ErrorCode::invalid_argument, "no such channel: " + options.channel);
  request.scope.channel = *channel;
  request.usual_reason = options.list.usual_reason;
  const bool is_marketing = request.usual_reason == classifier::ImportReason::unsubscribe;
  const auto purpose = classifier::parse_purpose(!options.purpose.empty() ? options.purpose
                                                 : is_marketing           ? "marketing"
                                                                          : "all");
  if (!purpose) return failure(ErrorCode::invalid_argument, "no such purpose: " + options.purpose);
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

Result<ListAccount> read(const Input& input, const ListOptions& options, store::ListImport& import) {
  Progress progress("reading", input.octets);
  auto account = read_list(input.number, options, import, [&progress](std::uint64_t octets) {
    progress.show(octets);
    return !interrupted.load();
  });
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

void print(const Context& context, const store::ListImport& import, const ListAccount& account) {
  const store::ImportCounts& counts = import.counts();
  if (context.json) {
    nlohmann::ordered_json errors = nlohmann::ordered_json::array();
    for (const InvalidLine& line : account.invalid) errors.push_back({{"line", line.line}, {"why", line.why}});
    Context::print_json(nlohmann::ordered_json{{"import", hex(import.id())},
                                               {"imported", counts.imported},
                                               {"known", counts.known},
                                               {"invalid", counts.invalid},
                                               {"errors", errors}});
    return;
  }
  for (const InvalidLine& line : account.invalid) {
    Context::print("line " + std::to_string(line.line) + ": " + line.why);
  }
  if (account.invalid.size() < account.counts.invalid) Context::print("and more");
  Context::print("import " + hex(import.id()) + ": " + std::to_string(counts.imported) + " imported, " +
                 std::to_string(counts.known) + " known, " + std::to_string(counts.invalid) + " invalid");
}

Result<ListAccount> fill(const Input& input, const ListOptions& options, store::ListImport& import) {
  if (input.can_be_read_again && import.has_interrupted_imports()) {
    const auto content = digest_list(input.number, options);
    if (!content) return tl::unexpected(content.error());
    const auto resumed = import.resume(*content);
    if (!resumed) return tl::unexpected(resumed.error());
    if (*resumed) return ListAccount{.counts = import.counts(), .invalid = {}, .content = *content};
  }
  auto account = read(input, options, import);
  if (!account) return account;
  if (auto finished = import.finish_reading(account->content, account->counts); !finished) {
    return tl::unexpected(finished.error());
  }
  return account;
}

Exit import_list(const Context& context, Options options) {
  if (const auto reason = classifier::parse_import_reason(options.reason)) {
    options.list.usual_reason = *reason;
  } else {
    return Context::fail({ErrorCode::invalid_argument, "no such reason: " + options.reason});
  }
  auto input = open_input(options.file);
  if (!input) return Context::fail(input.error());
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  auto request = request_of(**store, options);
  if (!request) return Context::fail(request.error());
  std::signal(SIGINT, [](int) { interrupted = true; });
  auto import = (*store)->begin_import(std::move(*request));
  if (!import) return Context::fail(import.error());
  const auto account = fill(*input, options.list, **import);
  if (!account) return Context::fail(account.error());
  const auto done = options.is_dry_run ? (*import)->count_rows() : commit(**import);
  if (!done) return Context::fail(done.error());
  print(context, **import, *account);
  return account->counts.invalid == 0 ? Exit::done : Exit::no;
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

} // namespace

void add_import(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command = app.add_subcommand("import", "Import a list of people who want no mail");
  auto options = std::make_shared<Options>();
  command->add_option("FILE", options->file, "One contact a line, or CSV; - is standard input");
  command->add_flag("--csv", options->list.is_csv, "Columns with a header (a name that ends in .csv says so too)");
  command->add_option("--column", options->list.column, "Column of the contacts (default: email or the like)");
  command->add_option("--reason-column", options->list.reason_column, "Column of the reasons");
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
    if (options->file.ends_with(".csv")) options->list.is_csv = true;
    if (!options->list.reason_column.empty()) options->list.is_csv = true;
    choose([&context, options] { return run(context, *options); });
  });
}

} // namespace relay
