// desist model: a reviewer's corrections become a model of this machine, and what it would change is seen before it is
// used.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "classifier/classify.hpp"
#include "classifier/model/training.hpp"
#include "parsers/facts.hpp"
#include "relay/commands/commands.hpp"
#include "relay/message_json.hpp"
#include "relay/model_file.hpp"

namespace relay {
namespace {

using classifier::Seed;
using nlohmann::ordered_json;
using parsers::ErrorCode;
using parsers::failure;

struct Options {
  std::string corrections;
  std::string file;
  std::string workspace;
};

/// One correction a line: {"text", "intent", "channel"?}.
Result<Seed> read_correction(const std::string& line, std::size_t number) {
  const auto wrong = [number] {
    return failure(ErrorCode::invalid_argument,
                   "correction in line " + std::to_string(number) + ": needs text and intent");
  };
  const ordered_json object = ordered_json::parse(line, nullptr, false);
  if (!object.is_object() || !object.contains("text") || !object["text"].is_string()) return wrong();
  const auto word = [&object](const char* key, const char* otherwise) {
    return object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : std::string(otherwise);
  };
  const auto intent = classifier::parse_intent(word("intent", ""));
  const auto channel = classifier::parse_text_channel(word("channel", "mail"));
  if (!intent || *intent == classifier::Intent::bounce || !channel) return wrong();
  return Seed{
      .family = "correction-" + std::to_string(number), .intent = *intent, .channel = *channel, .text = object["text"]};
}

Result<std::vector<Seed>> read_corrections(std::istream& lines) {
  std::vector<Seed> corrections;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty()) continue;
    auto correction = read_correction(line, number);
    if (!correction) return tl::unexpected(correction.error());
    corrections.push_back(std::move(*correction));
  }
  return corrections;
}

Result<std::vector<Seed>> read_corrections(const std::string& path) {
  if (path == "-") return read_corrections(std::cin);
  std::ifstream file(path);
  if (!file) return failure(ErrorCode::not_found, "cannot read " + path);
  return read_corrections(file);
}

/// Written beside and renamed, so that no half a model is ever there.
Result<void> write_model(const std::filesystem::path& path, std::string_view octets) {
  const std::filesystem::path beside = path.string() + ".new";
  std::ofstream file(beside, std::ios::binary | std::ios::trunc);
  file.write(octets.data(), static_cast<std::streamsize>(octets.size()));
  file.close();
  std::error_code error;
  if (!file.fail()) std::filesystem::rename(beside, path, error);
  if (file.fail() || error) return failure(ErrorCode::storage_failed, "cannot write " + path.string());
  return {};
}

Exit refit(const Context& context, const Options& options) {
  const auto corrections = read_corrections(options.corrections);
  if (!corrections) return Context::fail(corrections.error());
  const auto examples = classifier::read_seeds(classifier::shipped_examples());
  if (!examples) return Context::fail(examples.error());
  const std::string octets = classifier::refit(*examples, *corrections, classifier::standard_rules());
  if (const auto done = write_model(options.file, octets); !done) return Context::fail(done.error());
  const auto model = ModelFile::open(options.file);
  if (!model) return Context::fail(model.error());
  const std::string digest = (*model)->knowledge().digest();
  if (context.json)
    Context::print_json({{"model", options.file}, {"knowledge", digest}, {"corrections", corrections->size()}});
  else
    Context::print("The model " + options.file + " (" + digest + ") knows " + std::to_string(corrections->size()) +
                   " corrections.\nSee what it would change: desist model rejudge --model " + options.file);
  return Exit::done;
}

struct Judgement {
  std::string contact;
  std::string intent;
  double confidence = 0;
};

/// What was concluded when the message came.
std::vector<Judgement> kept_judgements(const store::KeptMessage& message) {
  std::vector<Judgement> judgements;
  const ordered_json conclusions = ordered_json::parse(message.conclusions, nullptr, false);
  if (!conclusions.is_object() || !conclusions.contains("verdicts")) return judgements;
  for (const auto& verdict : conclusions["verdicts"])
    judgements.push_back({.contact = verdict.value("contact", ""),
                          .intent = verdict.value("intent", ""),
                          .confidence = verdict.value("confidence", 0.0)});
  return judgements;
}

std::vector<Judgement> new_judgements(std::string_view octets, parsers::Instant received_at,
                                      const classifier::Knowledge& knowledge) {
  parsers::Envelope envelope;
  envelope.received_at = received_at;
  std::vector<Judgement> judgements;
  for (const auto& verdict :
       classifier::classify(parsers::read_message(envelope, octets, parsers::Limits{}), knowledge))
    judgements.push_back({.contact = verdict.contact ? parsers::text_of(*verdict.contact) : "",
                          .intent = std::string(name_of(verdict.intent)),
                          .confidence = verdict.confidence});
  return judgements;
}

ordered_json change_json(const store::KeptMessage& message, const Judgement& before, const Judgement& after) {
  return {{"message", message.number},
          {"received_at", parsers::to_rfc3339(message.received_at)},
          {"contact", after.contact},
          {"was", before.intent},
          {"was_confidence", before.confidence},
          {"would_be", after.intent},
          {"confidence", after.confidence}};
}

void print_change(const Context& context, const ordered_json& change) {
  if (context.json) return Context::print_json(change);
  Context::print(std::to_string(change["message"].get<std::uint64_t>()) + "  " + change["contact"].get<std::string>() +
                 ": " + change["was"].get<std::string>() + " would be " + change["would_be"].get<std::string>());
}

/// Prints what would change of one message; how many of its verdicts.
Result<std::size_t> judge_anew(const Context& context, const store::Store& store, const store::KeptMessage& message,
                               const classifier::Knowledge& knowledge) {
  const auto octets = store.message_octets(message.number);
  if (!octets) return tl::unexpected(octets.error());
  const std::vector<Judgement> before = kept_judgements(message);
  const std::vector<Judgement> after = new_judgements(*octets, message.received_at, knowledge);
  std::size_t changes = 0;
  for (std::size_t i = 0; i < after.size(); ++i) {
    const Judgement was = i < before.size() ? before[i] : Judgement{};
    if (was.intent == after[i].intent) continue;
    print_change(context, change_json(message, was, after[i]));
    ++changes;
  }
  return changes;
}

/// Nothing is written: exit status 1 says that something would change.
Exit rejudge(const Context& context, const Options& options) {
  constexpr std::size_t page = 500;
  const auto model = ModelFile::open(options.file);
  if (!model) return Context::fail(model.error());
  const auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  store::WorkspaceId workspace = 0;
  if (!options.workspace.empty()) {
    const auto found = (*store)->find_workspace(options.workspace);
    if (!found) return Context::fail(found.error());
    workspace = found->id;
  }
  std::size_t changes = 0;
  for (store::MessageNumber before = 0;;) {
    const auto messages = (*store)->messages(workspace, before, page);
    if (!messages) return Context::fail(messages.error());
    for (const store::KeptMessage& message : *messages) {
      const auto changed = judge_anew(context, **store, message, (*model)->knowledge());
      if (!changed) return Context::fail(changed.error());
      changes += *changed;
    }
    if (messages->size() < page) break;
    before = messages->back().number;
  }
  return changes == 0 ? Exit::done : Exit::no;
}

} // namespace

void add_model(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* model =
      app.add_subcommand("model", "Teach the classifier, and see what that would change")->require_subcommand(1);
  const auto options = std::make_shared<Options>();
  CLI::App* learn = model->add_subcommand(
      "refit", "A model of the shipped examples and of corrections: {\"text\",\"intent\",\"channel\"} a line");
  learn->add_option("--corrections", options->corrections, "The corrections; - for standard input")->required();
  learn->add_option("--out", options->file, "Where the model is written; use it with model = in [classifier]")
      ->required();
  learn->callback([&context, choose, options] { choose([&context, options] { return refit(context, *options); }); });
  CLI::App* again = model->add_subcommand(
      "rejudge", "List what the rules and the model would say otherwise of kept messages; changes nothing");
  again->add_option("--model", options->file, "The model to try; the shipped one when not given");
  again->add_option("--workspace", options->workspace, "Only its messages");
  again->callback([&context, choose, options] { choose([&context, options] { return rejudge(context, *options); }); });
}

} // namespace relay
