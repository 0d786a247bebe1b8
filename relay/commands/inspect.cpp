// desist inspect: what a message says and what would be concluded, without a store.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>

#include "classifier/classify.hpp"
#include "parsers/charset.hpp"
#include "parsers/facts.hpp"
#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"
#include "relay/key_list.hpp"
#include "relay/message_json.hpp"
#include "relay/model_file.hpp"

namespace relay {
namespace {

using parsers::ErrorCode;
using parsers::failure;

constexpr std::size_t answers_at_once = 64UL * 1024; // octets that are written together

/// Nothing where the disk fails, or there is a directory.
std::optional<std::string> read_all(int file) {
  struct stat status {};
  const bool has_size = ::fstat(file, &status) == 0 && status.st_size > 0; // a pipe has none
  std::string octets(has_size ? static_cast<std::size_t>(status.st_size) : 0, '\0');
  std::size_t length = 0;
  while (!has_size || length < octets.size()) {
    if (length == octets.size()) octets.resize(length * 2 + 4096);
    const ssize_t got = ::read(file, octets.data() + length, octets.size() - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    length += static_cast<std::size_t>(got);
  }
  octets.resize(length);
  return octets;
}

Result<std::string> read_path(const std::string& path) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return failure(ErrorCode::not_found, "cannot read " + path);
  auto octets = read_all(file);
  ::close(file);
  if (!octets) return failure(ErrorCode::storage_failed, "cannot read " + path);
  return std::move(*octets);
}

/// A bare body as the parsers want it: UTF-8 with LF line ends. CR alone ends a line only where there is no LF at all.
std::string bare_text(std::string_view octets, parsers::Defects& defects) {
  std::string text = parsers::to_utf8(octets, "utf-8", parsers::Limits{}.decoded_text, defects);
  const bool has_line_feed = text.find('\n') != std::string::npos;
  std::string lines;
  lines.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool before_line_feed = i + 1 < text.size() && text[i + 1] == '\n';
    if (text[i] != '\r')
      lines += text[i];
    else if (!has_line_feed)
      lines += '\n';
    else if (!before_line_feed)
      lines += ' ';
  }
  return lines;
}

parsers::Facts read_facts(const std::string& path, std::string_view octets, const std::string& subject) {
  const bool is_text = path.ends_with(".txt");
  if (is_text || path.ends_with(".html")) {
    parsers::Defects defects;
    const std::string text = bare_text(octets, defects);
    parsers::Facts facts = parsers::read_bare_body(text, is_text ? parsers::BareBody::text : parsers::BareBody::html,
                                                   subject, parsers::Limits{});
    facts.defects.add(defects);
    return facts;
  }
  parsers::Envelope envelope;
  envelope.received_at = now();
  return parsers::read_message(envelope, octets, parsers::Limits{});
}

void print_for_people(const std::string& path, const parsers::Facts& facts,
                      const std::vector<classifier::Verdict>& verdicts) {
  Context::print(path + ": " + std::string(name_of(facts.kind)));
  if (facts.delivery_report) {
    for (const auto& report : facts.delivery_report->recipients) {
      Context::print("  " + report.recipient + ": " + std::string(name_of(report.action)) + ", " + report.status + " " +
                     std::string(name_of(report.reason)) + " (" + std::string(name_of(report.permanence)) + ")");
    }
  }
  if (facts.forwarded)
    Context::print("  original from: " + facts.forwarded->from.name + " <" + facts.forwarded->from.address + ">");
  for (const classifier::Verdict& verdict : verdicts) {
    const std::string contact = verdict.contact ? parsers::text_of(*verdict.contact) : "(unknown)";
    Context::print("  " + contact + ": " + std::string(name_of(verdict.intent)) + ", " +
                   std::to_string(std::lround(verdict.confidence * 100)) + " %");
    for (const classifier::Reason& reason : verdict.reasons) {
      Context::print("    because " + reason.rule + ": \"" + reason.excerpt + "\"");
    }
  }
}

/// Files from an editor or a version control have LF alone: on its way it was CR LF, and so it was signed.
std::string as_sent(std::string_view octets) {
  if (octets.find("\r\n") != std::string_view::npos) return std::string(octets);
  std::string text;
  text.reserve(octets.size() + octets.size() / 32);
  for (const char c : octets) {
    if (c == '\n') text.push_back('\r');
    text.push_back(c);
  }
  return text;
}

smtp::SenderProof prove(std::string_view octets, const parsers::Facts& facts, const KeyList* keys) {
  if (keys == nullptr) return {};
  const std::string sent = as_sent(octets);
  const smtp::SenderProver prover;
  const smtp::TextAnswers answers = keys->answer(prover.key_names(sent));
  parsers::Envelope envelope;
  envelope.received_at = now();
  return prover.prove({sent, envelope, facts.author}, &answers);
}

void print_proof(const smtp::SenderProof& proof) {
  if (!proof.signatures.empty()) Context::print("  sender proven by: " + std::string(name_of(proof.way)));
  for (const smtp::SignatureCheck& check : proof.signatures) {
    std::string line = "    " + check.domain + ": " + std::string(name_of(check.result()));
    if (check.fault != parsers::DkimFault::none) line.append(", ").append(name_of(check.fault));
    if (check.gap != smtp::SignatureGap::none) line.append(", ").append(name_of(check.gap));
    Context::print(line);
  }
}

struct Options {
  std::vector<std::string> paths;
  std::string subject;
  std::string model;
  std::string dkim_keys;
};

Exit inspect(const Context& context, const Options& options) {
  const auto configuration = context.configuration();
  if (!configuration) return Context::fail(configuration.error());
  const auto model =
      ModelFile::open(options.model.empty() ? configuration->model : std::filesystem::path(options.model));
  if (!model) return Context::fail(model.error());
  std::optional<KeyList> keys;
  if (!options.dkim_keys.empty()) {
    auto list = KeyList::open(options.dkim_keys);
    if (!list) return Context::fail(list.error());
    keys = std::move(*list);
  }
  if (::isatty(STDOUT_FILENO) == 0) std::setvbuf(stdout, nullptr, _IOFBF, answers_at_once);
  Exit status = Exit::done;
  for (const std::string& path : options.paths) {
    const auto octets = read_path(path);
    if (!octets) {
      status = Context::fail(octets.error());
      continue;
    }
    const parsers::Facts facts = read_facts(path, *octets, options.subject);
    const auto verdicts = classifier::classify(facts, (*model)->knowledge());
    const smtp::SenderProof proof = prove(*octets, facts, keys ? &*keys : nullptr);
    if (!context.json) {
      print_for_people(path, facts, verdicts);
      print_proof(proof);
      continue;
    }
    Context::print(message_text(path, facts, proof, verdicts));
  }
  return status;
}

} // namespace

void add_inspect(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command =
      app.add_subcommand("inspect", "Say what messages are and what would be concluded; needs no store");
  const auto options = std::make_shared<Options>();
  command->add_option("PATH", options->paths, "Message files; .txt and .html are bare bodies; - is standard input")
      ->required();
  command->add_option("--subject", options->subject, "Subject of a bare body");
  command->add_option("--model", options->model, "A model of desist model refit, instead of the configured one");
  command->add_option("--dkim-keys", options->dkim_keys,
                      "Verify DKIM signatures with the keys of this file; each line a name and the text of its record");
  command->callback(
      [&context, choose, options] { choose([&context, options] { return inspect(context, *options); }); });
}

} // namespace relay
