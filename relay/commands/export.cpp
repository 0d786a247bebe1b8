// desist export: who wants no mail, and who agreed, in forms that import and other programs read.
#include <CLI/CLI.hpp>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>

#include "admin/consents.hpp"
#include "classifier/import_reason.hpp"
#include "parsers/contact_digest.hpp"
#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"
#include "relay/delimited_text.hpp"
#include "relay/message_json.hpp"
#include "relay/progress.hpp"
#include "store/digest_lists.hpp"
#include "store/octets.hpp"

namespace relay {
namespace {

using classifier::EventKind;
using parsers::ErrorCode;
using parsers::failure;

constexpr std::size_t identities_at_once = 4096; // of one read transaction

struct Options {
  std::string format = "csv";
  std::string kind = "suppressions";
  std::string workspace; // empty: all
  std::string hash = "sha256";
};

enum class Form : std::uint8_t { csv, json, ndjson, plain, hash };
constexpr std::array<std::string_view, 5> form_names{"csv", "json", "ndjson", "plain", "hash"};

std::atomic<bool> interrupted{false};

struct ReasonRow {
  EventKind kind;
  std::string_view reason; // import knows these; another word is a denial without a reason there
};
constexpr ReasonRow reason_rows[] = {
    {EventKind::opt_out, "unsubscribe"}, {EventKind::complaint, "complaint"},   {EventKind::denied, "denied"},
    {EventKind::objection, "objection"}, {EventKind::legal_hold, "legal_hold"}, {EventKind::restricted, "restricted"},
    {EventKind::erased, "erased"},       {EventKind::imported, "unstated"},
};

/// Nothing for what ends by itself: it is no suppression.
std::optional<std::string_view> reason_of(const classifier::Event& event) {
  if (classifier::is_imported_bounce(event)) return "hard_bounce";
  if (event.force == classifier::Force::held) return "held";
  for (const ReasonRow& row : reason_rows)
    if (row.kind == event.kind) return row.reason;
  return std::nullopt;
}

class Exporting {
 public:
  Exporting(const store::Store& store, Form form, parsers::DigestForm digest)
      : store_(store), form_(form), digest_(digest) {}

  Result<void> run(const std::string& kind, store::WorkspaceId workspace);
  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  [[nodiscard]] std::uint64_t left_out() const { return left_out_; }

 private:
  void write_suppression(const store::KnownFact& fact, std::string_view reason);
  Result<void> write_consents(const store::KnownFact& fact, store::WorkspaceId workspace);
  void write_object(const std::string& json);
  static void write(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

  const store::Store& store_;
  const Form form_;
  const parsers::DigestForm digest_;
  std::uint64_t rows_ = 0;
  std::uint64_t left_out_ = 0;
  std::string told_; // the identity that was written last
};

void Exporting::write_object(const std::string& json) {
  if (form_ == Form::json) write(rows_ == 0 ? "[\n" : ",\n");
  write(json);
  if (form_ == Form::ndjson) write("\n");
  ++rows_;
}

void Exporting::write_suppression(const store::KnownFact& fact, std::string_view reason) {
  const std::string since = parsers::to_rfc3339(fact.received_at);
  const std::string channel(name_of(fact.event.scope.channel));
  const std::string purpose(name_of(fact.event.scope.purpose));
  const std::string entry = store::to_hex(fact.entry);
  if (form_ == Form::plain || form_ == Form::hash) {
    if (told_ == fact.identity) return; // one line for everybody
    told_ = fact.identity;
    if (form_ == Form::hash && !fact.is_clear) {
      ++left_out_;
      return;
    }
    const auto digest = form_ == Form::hash ? store::digest_of(fact.identity, digest_) : parsers::ContactDigest{};
    const std::span octets(reinterpret_cast<const std::uint8_t*>(digest.octets.data()), digest.octets.size());
    write((form_ == Form::hash ? store::to_hex(octets) : fact.identity) + "\n");
    ++rows_;
    return;
  }
  if (form_ == Form::csv) {
    if (rows_++ == 0) write("identity,reason,channel,purpose,workspace,since,entry\n");
    write(quoted_field(fact.identity) + "," + std::string(reason) + "," + channel + "," + quoted_field(purpose) + "," +
          std::to_string(fact.event.scope.workspace) + "," + since + "," + entry + "\n");
    return;
  }
  write_object(dump(nlohmann::ordered_json{{"identity", fact.identity},
                                           {"reason", reason},
                                           {"channel", channel},
                                           {"purpose", purpose},
                                           {"workspace", fact.event.scope.workspace},
                                           {"since", since},
                                           {"entry", entry}}));
}

/// Receipts: a consent without somebody's clear text proves nothing.
Result<void> Exporting::write_consents(const store::KnownFact& fact, store::WorkspaceId workspace) {
  if (told_ == fact.identity) return {};
  told_ = fact.identity;
  const auto identity = parsers::parse_identity(fact.identity);
  if (!fact.is_clear || !identity) {
    ++left_out_;
    return {};
  }
  const auto records = store_.consents_of(*identity, now());
  if (!records) return tl::unexpected(records.error());
  for (const store::ConsentRecord& record : *records) {
    if (workspace == 0 || record.scope.workspace == workspace) {
      write_object(admin::consent_receipt(*identity, record, now()));
    }
  }
  return {};
}

Result<void> Exporting::run(const std::string& kind, store::WorkspaceId workspace) {
  const bool wants_consents = kind == "consents";
  Progress progress("exporting", 0);
  std::string from;
  do {
    const auto page = store_.known_facts(from, identities_at_once);
    if (!page) return tl::unexpected(page.error());
    for (const store::KnownFact& fact : page->facts) {
      if (workspace != 0 && fact.event.scope.workspace != workspace) continue;
      if (wants_consents != (fact.event.kind == EventKind::consent_granted)) continue;
      if (wants_consents) {
        if (auto written = write_consents(fact, workspace); !written) return written;
      } else if (const auto reason = reason_of(fact.event)) {
        write_suppression(fact, *reason);
      }
    }
    from = page->next;
    progress.show(rows_);
    if (interrupted) return failure(ErrorCode::unavailable, "interrupted");
    if (std::ferror(stdout) != 0) return failure(ErrorCode::storage_failed, "cannot write the export");
  } while (!from.empty());
  progress.finish();
  if (form_ == Form::json) write(rows_ == 0 ? "[]\n" : "\n]\n");
  return {};
}

Result<Form> form_of(const Options& options) {
  const auto found = std::ranges::find(form_names, options.format);
  if (found == form_names.end()) return failure(ErrorCode::invalid_argument, "no such format: " + options.format);
  const auto form = static_cast<Form>(found - form_names.begin());
  if (options.kind != "suppressions" && options.kind != "consents") {
    return failure(ErrorCode::invalid_argument, "--kind is suppressions or consents");
  }
  if (options.kind == "consents" && form != Form::json && form != Form::ndjson) {
    return failure(ErrorCode::invalid_argument, "consents are exported as json or ndjson");
  }
  return form;
}

Exit run_export(const Context& context, const Options& options) {
  const auto form = form_of(options);
  if (!form) return Context::fail(form.error());
  const auto digest = parsers::parse_digest_form(options.hash);
  if (!digest) return Context::fail({ErrorCode::invalid_argument, "no such form of digests: " + options.hash});
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  store::WorkspaceId workspace = 0;
  if (!options.workspace.empty()) {
    const auto found = Context::workspace(**store, options.workspace);
    if (!found) return Context::fail(found.error());
    workspace = found->id;
  }
  std::signal(SIGINT, [](int) { interrupted = true; });
  Exporting exporting(**store, *form, *digest);
  if (auto done = exporting.run(options.kind, workspace); !done) return Context::fail(done.error());
  if (exporting.left_out() > 0) {
    std::fprintf(stderr, "desist: %llu people left out: their clear text is not kept\n",
                 static_cast<unsigned long long>(exporting.left_out()));
  }
  return Exit::done;
}

} // namespace

void add_export(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command = app.add_subcommand("export", "Write who wants no mail, or who agreed, to standard output");
  auto options = std::make_shared<Options>();
  command
      ->add_option("--format", options->format,
                   "csv, json, ndjson (import reads these again, each row in its scope), plain, hash")
      ->capture_default_str();
  command->add_option("--kind", options->kind, "suppressions, or consents (receipts; json or ndjson)")
      ->capture_default_str();
  command->add_option("--hash", options->hash, "Of --format hash: md5, sha1, sha256, sha512")->capture_default_str();
  command->add_option("--workspace", options->workspace, "Only what this workspace recorded (default: all)");
  command->callback(
      [&context, choose, options] { choose([&context, options] { return run_export(context, *options); }); });
}

} // namespace relay
