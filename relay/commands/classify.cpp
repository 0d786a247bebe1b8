// desist classify: what texts want, as NDJSON in and out; needs no store.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "classifier/classify.hpp"
#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"
#include "relay/message_json.hpp"
#include "relay/model_file.hpp"

namespace relay {
namespace {

using nlohmann::ordered_json;
using parsers::ErrorCode;

bool asks_to_stop(const classifier::Verdict& verdict) {
  return verdict.intent == classifier::Intent::opt_out || verdict.intent == classifier::Intent::complaint ||
         verdict.erasure_request;
}

/// RFC 3339 or a date alone; today when nothing is said. Dates without a year are read from it.
parsers::Date written_on(const std::string& received) {
  if (const auto date = parsers::parse_iso_date(received)) return *date;
  return std::chrono::floor<std::chrono::days>(parsers::parse_rfc3339(received).value_or(now()));
}

/// "sms" and "mms" and "rcs" are one; WhatsApp and the like are chats; all else is mail.
classifier::TextChannel channel_of(std::string_view name) {
  if (name == "sms" || name == "mms" || name == "rcs") return classifier::TextChannel::sms;
  const bool is_chat = name == "chat" || name == "whatsapp" || name == "messenger" || name == "instagram";
  return is_chat ? classifier::TextChannel::chat : classifier::TextChannel::mail;
}

ordered_json answer_to(const ordered_json& question, const classifier::Policy& policy,
                       const classifier::Knowledge& knowledge) {
  const auto text = [&question](const char* key) {
    const auto found = question.find(key);
    return found != question.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const std::string words = text("text"), subject = text("subject"), quotation = text("quoted_tail");
  const classifier::Verdict verdict = classifier::classify_text(
      {words, subject, quotation, written_on(text("received")), channel_of(text("channel"))}, knowledge);
  const double threshold = policy.act_from.of(verdict.intent, classifier::Provenance::verified);
  const bool stops = asks_to_stop(verdict) && verdict.concerns_sender;
  ordered_json answer;
  answer["id"] = question.contains("id") ? question["id"] : ordered_json();
  answer.update(verdict_json(verdict));
  answer["suppress"] = stops && verdict.confidence >= threshold;
  const bool may_stop = !answer["suppress"].get<bool>() && verdict.stop_chance >= policy.hold_threshold;
  answer["review"] = may_stop || (verdict.confidence < threshold && verdict.confidence >= policy.review_threshold);
  return answer;
}

Exit classify(const Context& context, const std::string& model_path) {
  const auto configuration = context.configuration();
  if (!configuration) return Context::fail(configuration.error());
  const auto model = ModelFile::open(model_path.empty() ? configuration->model : std::filesystem::path(model_path));
  if (!model) return Context::fail(model.error());
  Exit status = Exit::done;
  std::size_t number = 0;
  for (std::string line; std::getline(std::cin, line);) {
    ++number;
    if (line.empty()) continue;
    const ordered_json question = ordered_json::parse(line, nullptr, false);
    if (!question.is_object()) {
      status = Context::fail({ErrorCode::invalid_argument, "line " + std::to_string(number) + " is no JSON object"});
      continue;
    }
    Context::print_json(answer_to(question, configuration->policy, (*model)->knowledge()));
  }
  return status;
}

} // namespace

void add_classify(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command = app.add_subcommand(
      "classify", "Say what texts want: {\"id\",\"text\",\"subject\",\"channel\"} a line in, one answer a line out");
  const auto model = std::make_shared<std::string>();
  command->add_option("--model", *model, "A model of desist model refit, instead of the configured one");
  command->callback([&context, choose, model] { choose([&context, model] { return classify(context, *model); }); });
}

} // namespace relay
