// desist consent: who agreed to what, in which words; sent: whom somebody wrote to.
#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "admin/consents.hpp"
#include "classifier/natural_channel.hpp"
#include "parsers/ascii.hpp"
#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"
#include "relay/commands/password.hpp"

namespace relay {
namespace {

using nlohmann::ordered_json;
using parsers::ErrorCode;
using parsers::failure;
using parsers::Identity;

struct Options {
  std::string who;
  std::string workspace;
  std::string channel;
  std::string purpose = "marketing";
  std::string expires;
  store::ConsentText text;
};

Result<classifier::Scope> scope_of(const store::Store& store, const Options& options, const Identity& identity) {
  const auto workspace = Context::workspace(store, options.workspace);
  if (!workspace) return tl::unexpected(workspace.error());
  const auto channel = options.channel.empty() ? std::optional(classifier::natural_channel(identity))
                                               : classifier::parse_channel(options.channel);
  if (!channel) return failure(ErrorCode::invalid_argument, "no such channel: " + options.channel);
  const auto purpose = classifier::parse_purpose(options.purpose);
  if (!purpose) return failure(ErrorCode::invalid_argument, "no such purpose: " + options.purpose);
  return classifier::Scope{.reach = classifier::Reach::workspace,
                           .workspace = workspace->id,
                           .channel = *channel,
                           .purpose = *purpose,
                           .agency = workspace->agency};
}

/// A cause of its own: two commands of an operator are two facts.
Result<admin::ConsentCommand> command_of(const store::Store& store, const Options& options) {
  auto identity = parsers::parse_identity(options.who);
  if (!identity) return tl::unexpected(identity.error());
  const auto scope = scope_of(store, options, *identity);
  if (!scope) return tl::unexpected(scope.error());
  return admin::ConsentCommand{std::move(*identity), *scope, store.keys().cause(random_password()), now()};
}

Result<std::optional<parsers::Instant>> expiry_of(const Options& options) {
  if (options.expires.empty()) return std::nullopt;
  const auto expires = parsers::parse_rfc3339(options.expires);
  if (!expires) return failure(ErrorCode::invalid_argument, "--expires is an instant, 2027-01-31T00:00:00Z");
  return *expires;
}

Exit grant(const Context& context, const Options& options) {
  const auto expires = expiry_of(options);
  if (!expires) return Context::fail(expires.error());
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto command = command_of(**store, options);
  if (!command) return Context::fail(command.error());
  const auto receipt = admin::record_consent(**store, *command, options.text, *expires);
  if (!receipt) return Context::fail(receipt.error());
  const std::string who = text_of(command->identity);
  if (context.json)
    Context::print_json(ordered_json{{"to", who}, {"done", "granted"}, {"entries", 1}});
  else
    Context::print(who + "  consent recorded; it lifts no opt-out");
  return Exit::done;
}

Exit withdraw(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto command = command_of(**store, options);
  if (!command) return Context::fail(command.error());
  const auto receipts = admin::withdraw_consent(**store, *command);
  if (!receipts) return Context::fail(receipts.error());
  const std::string who = text_of(command->identity);
  if (context.json)
    Context::print_json(ordered_json{{"to", who}, {"done", "withdrawn"}, {"entries", receipts->size()}});
  else
    Context::print(who + "  withdrawn");
  return Exit::done;
}

/// The consents of the named workspace, newest first; none is the answer no.
Exit for_each_consent(const Context& context, const Options& options,
                      void (*print)(const Context&, const Identity&, const store::ConsentRecord&)) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto identity = parsers::parse_identity(options.who);
  if (!identity) return Context::fail(identity.error());
  const auto workspace = Context::workspace(**store, options.workspace);
  if (!workspace) return Context::fail(workspace.error());
  const auto records = (*store)->consents_of(*identity, now());
  if (!records) return Context::fail(records.error());
  Exit status = Exit::no;
  for (const store::ConsentRecord& record : *records) {
    if (record.scope.workspace != workspace->id) continue;
    print(context, *identity, record);
    status = Exit::done;
  }
  return status;
}

void print_consent(const Context& context, const Identity& identity, const store::ConsentRecord& record) {
  if (context.json) return Context::print(admin::consent_receipt(identity, record, now()));
  Context::print(parsers::to_rfc3339(record.received_at) + "  " + std::string(name_of(record.state)) + "  " +
                 std::string(name_of(record.scope.channel)) + "  " + name_of(record.scope.purpose) + "  " +
                 record.text.source + "  \"" + record.text.wording + "\"");
}

void print_receipt(const Context&, const Identity& identity, const store::ConsentRecord& record) {
  Context::print(admin::consent_receipt(identity, record, now()));
}

void add_scope(CLI::App* command, Options& options) {
  command->add_option("--channel", options.channel, "email, sms, whatsapp, messenger, instagram, all (default: WHO's)");
  command->add_option("--purpose", options.purpose, "marketing, transactional, all or a stream")->capture_default_str();
}

CLI::App* add_one(CLI::App* group, Options& options, const char* name, const char* description) {
  CLI::App* command = group->add_subcommand(name, description);
  command->add_option("WHO", options.who, "An address, a number or a platform id")->required();
  command->add_option("--workspace", options.workspace, "Workspace (default: default)");
  return command;
}

void add_words(CLI::App* command, Options& options) {
  options.text.basis = "consent";
  options.text.source = "form";
  command->add_option("--wording", options.text.wording, "Exactly what was agreed to")->required();
  command->add_option("--source", options.text.source, "form, import, message, api")->capture_default_str();
  command->add_option("--basis", options.text.basis, "The lawful basis")->capture_default_str();
  command->add_option("--url", options.text.source_url, "Where the words stood");
  command->add_option("--evidence", options.text.evidence, "What proves it");
  command->add_option("--jurisdiction", options.text.jurisdiction, "Country whose law counts, as DE");
  command->add_option("--controller", options.text.controller, "Who decides about the data");
  command->add_option("--policy-url", options.text.policy_url, "The privacy notice");
  command->add_option("--language", options.text.language, "Language of the words");
  command->add_option("--expires", options.expires, "When it ends, 2027-01-31T00:00:00Z (default: never)");
}

// -- double opt-ins ---------------------------------------------------------------------------------------------------

constexpr std::size_t most_listed = 10'000;

void print_opt_in(const Context& context, const store::OptIn& opt_in) {
  const store::OptInRequest& request = opt_in.request;
  const std::string id = std::to_string(opt_in.id);
  const std::string asked = parsers::to_rfc3339(request.asked_at), until = parsers::to_rfc3339(request.answer_by);
  if (context.json) {
    return Context::print_json(ordered_json{{"id", opt_in.id},
                                            {"to", text_of(request.identity)},
                                            {"state", name_of(opt_in.state)},
                                            {"channel", name_of(request.scope.channel)},
                                            {"purpose", name_of(request.scope.purpose)},
                                            {"workspace", request.scope.workspace},
                                            {"asked_at", asked},
                                            {"answer_by", until}});
  }
  Context::print(id + "  " + text_of(request.identity) + "  " + std::string(name_of(opt_in.state)) + "  asked " +
                 asked + ", answer by " + until);
}

/// Of one workspace, or of all where none is named; none is the answer no.
Exit list_pending(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  std::optional<store::WorkspaceId> only;
  if (!options.workspace.empty()) {
    const auto workspace = Context::workspace(**store, options.workspace);
    if (!workspace) return Context::fail(workspace.error());
    only = workspace->id;
  }
  const auto open = (*store)->open_opt_ins(most_listed);
  if (!open) return Context::fail(open.error());
  Exit status = Exit::no;
  for (const store::OptIn& opt_in : *open) {
    if (only && opt_in.request.scope.workspace != *only) continue;
    print_opt_in(context, opt_in);
    status = Exit::done;
  }
  return status;
}

Exit cancel(const Context& context, store::OptInId id) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto cancelled = (*store)->cancel_opt_in(id, now());
  if (!cancelled) return Context::fail(cancelled.error());
  print_opt_in(context, *cancelled);
  return Exit::done;
}

Exit expire(const Context& context) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto expired = (*store)->expire_opt_ins(now());
  if (!expired) return Context::fail(expired.error());
  if (context.json)
    Context::print_json(ordered_json{{"expired", *expired}});
  else
    Context::print(std::to_string(*expired) + " expired");
  return Exit::done;
}

// -- sent -------------------------------------------------------------------------------------------------------------

constexpr std::size_t sends_at_once = 10'000;

struct SentOptions {
  std::vector<std::string> who;
  std::string workspace;
  std::string day;
};

struct SentReport {
  std::size_t recorded = 0;
  std::size_t invalid = 0;
};

/// Takes recipients one by one and records them in pieces.
class SendRecorder {
 public:
  SendRecorder(store::Store& store, store::WorkspaceId workspace, parsers::Instant sent_at)
      : store_(store), workspace_(workspace), sent_at_(sent_at) {}

  Result<void> add(std::string_view who) {
    if (parsers::trim(who).empty()) return {};
    auto identity = parsers::parse_identity(who);
    if (!identity) {
      ++report_.invalid;
      return {};
    }
    waiting_.push_back(std::move(*identity));
    return waiting_.size() < sends_at_once ? Result<void>() : flush();
  }
  Result<void> flush() {
    if (waiting_.empty()) return {};
    auto recorded = store_.record_sends(workspace_, waiting_, sent_at_);
    if (recorded) report_.recorded += waiting_.size();
    waiting_.clear();
    return recorded;
  }
  [[nodiscard]] const SentReport& report() const { return report_; }

 private:
  store::Store& store_;
  store::WorkspaceId workspace_;
  parsers::Instant sent_at_;
  std::vector<Identity> waiting_;
  SentReport report_;
};

Result<void> record_all(SendRecorder& recorder, const std::vector<std::string>& who) {
  for (const std::string& one : who) {
    if (one != "-") {
      if (auto added = recorder.add(one); !added) return added;
      continue;
    }
    for (std::string line; std::getline(std::cin, line);)
      if (auto added = recorder.add(line); !added) return added;
  }
  return recorder.flush();
}

Exit sent(const Context& context, const SentOptions& options) {
  parsers::Instant sent_at = now();
  if (!options.day.empty()) {
    const auto day = parsers::parse_rfc3339(options.day + "T00:00:00Z");
    if (!day) return Context::fail({ErrorCode::invalid_argument, "--day is a date, 2026-12-24"});
    sent_at = *day;
  }
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto workspace = Context::workspace(**store, options.workspace);
  if (!workspace) return Context::fail(workspace.error());
  SendRecorder recorder(**store, workspace->id, sent_at);
  if (auto recorded = record_all(recorder, options.who); !recorded) return Context::fail(recorded.error());
  const SentReport& report = recorder.report();
  if (context.json)
    Context::print_json(ordered_json{{"recorded", report.recorded}, {"invalid", report.invalid}});
  else
    Context::print(std::to_string(report.recorded) + " recorded, " + std::to_string(report.invalid) + " invalid");
  return report.invalid == 0 ? Exit::done : Exit::no;
}

} // namespace

void add_consent(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* group = app.add_subcommand("consent", "Who agreed to what, in which words")->require_subcommand(1);
  auto options = std::make_shared<Options>();
  const auto on_chosen = [&](CLI::App* command, const std::function<Exit()>& run) {
    command->callback([choose, run] { choose(run); });
  };
  CLI::App* granting = add_one(group, *options, "grant", "Record a consent; it lifts no opt-out");
  add_scope(granting, *options);
  add_words(granting, *options);
  on_chosen(granting, [&context, options] { return grant(context, *options); });
  CLI::App* withdrawing = add_one(group, *options, "withdraw", "End what was agreed to; an opt-out of the same");
  add_scope(withdrawing, *options);
  on_chosen(withdrawing, [&context, options] { return withdraw(context, *options); });
  on_chosen(add_one(group, *options, "show", "The consents of a contact, newest first"),
            [&context, options] { return for_each_consent(context, *options, print_consent); });
  on_chosen(add_one(group, *options, "receipt", "Receipts as ISO/IEC TS 27560 has them, one JSON object a line"),
            [&context, options] { return for_each_consent(context, *options, print_receipt); });
  CLI::App* pending = group->add_subcommand("pending", "Double opt-ins that wait for their mail or for an answer");
  pending->add_option("--workspace", options->workspace, "Workspace (default: all)");
  on_chosen(pending, [&context, options] { return list_pending(context, *options); });
  CLI::App* cancelling = group->add_subcommand("cancel", "End a double opt-in; its link answers no more");
  auto id = std::make_shared<store::OptInId>(0);
  cancelling->add_option("ID", *id, "As `consent pending` shows it")->required();
  on_chosen(cancelling, [&context, id] { return cancel(context, *id); });
  on_chosen(group->add_subcommand("expire", "End double opt-ins that were not answered, or not sent, in time"),
            [&context] { return expire(context); });
}

void add_sent(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command = app.add_subcommand("sent", "Record whom a workspace wrote to; kept 400 days");
  auto options = std::make_shared<SentOptions>();
  command->add_option("WHO", options->who, "Addresses, numbers or platform ids; - reads them from standard input")
      ->required();
  command->add_option("--workspace", options->workspace, "Workspace (default: default)");
  command->add_option("--day", options->day, "Day of sending, 2026-12-24 (default: today, UTC)");
  command->callback([&context, choose, options] { choose([&context, options] { return sent(context, *options); }); });
}

} // namespace relay
