#include "smtp/proof/unbound_resolver.hpp"

#include <poll.h>
#include <unbound.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace smtp {
namespace {

using parsers::ErrorCode;
using parsers::failure;

constexpr int type_txt = 16; // RFC 1035 3.2.2
constexpr int class_in = 1;
constexpr int no_error = 0; // RCODE
constexpr int name_error = 3;
constexpr std::size_t most_texts = 16;       // records of one name
constexpr std::size_t most_questions = 4096; // of one call: a round of messages has fewer

using Options = std::array<std::pair<const char*, const char*>, 6>;
// clang-format off
constexpr Options library_options{{
  {"msg-cache-size:",            "8m"},
  {"rrset-cache-size:",          "8m"},
  {"key-cache-size:",            "2m"},
  {"neg-cache-size:",            "1m"},
  {"do-not-query-localhost:",    "no"}, // the resolver of this machine may be the one that is asked
  {"harden-below-nxdomain:",     "yes"},
}};
// clang-format on

struct FreeResult {
  void operator()(ub_result* result) const { ub_resolve_free(result); }
};

/// Character strings, each behind an octet of its length (RFC 1035 3.3.14), joined.
std::string join_strings(std::string_view data) {
  std::string text;
  while (!data.empty()) {
    const auto length = static_cast<unsigned char>(data.front());
    text.append(data.substr(1, length));
    data.remove_prefix(std::min<std::size_t>(1 + length, data.size()));
  }
  return text;
}

TextAnswer read_answer(const ub_result& result) {
  TextAnswer answer;
  if (result.bogus != 0 || (result.rcode != no_error && result.rcode != name_error)) return answer;
  answer.status = result.havedata != 0 ? TextAnswer::Status::found : TextAnswer::Status::absent;
  if (result.havedata == 0) return answer;
  for (std::size_t i = 0; result.data[i] != nullptr && i < most_texts; ++i)
    answer.texts.push_back(join_strings({result.data[i], static_cast<std::size_t>(result.len[i])}));
  return answer;
}

} // namespace

void UnboundResolver::Free::operator()(ub_ctx* context) const { ub_ctx_delete(context); }

UnboundResolver::~UnboundResolver() = default;

parsers::Result<std::unique_ptr<UnboundResolver>> UnboundResolver::open(const ResolverOptions& options) {
  std::unique_ptr<ub_ctx, Free> context(ub_ctx_create());
  if (!context) return failure(ErrorCode::internal, "the resolver cannot be made");
  for (const auto& [option, value] : library_options) {
    if (const int error = ub_ctx_set_option(context.get(), option, value); error != 0)
      return failure(ErrorCode::internal, std::string("the resolver does not know ") + option);
  }
  if (!options.forward_to.empty() && ub_ctx_set_fwd(context.get(), options.forward_to.c_str()) != 0)
    return failure(ErrorCode::invalid_argument, "not an address of a DNS server: " + options.forward_to);
  if (!options.trust_anchor.empty()) {
    std::error_code error;
    if (!std::filesystem::exists(options.trust_anchor, error))
      return failure(ErrorCode::not_found,
                     "no trust anchor " + options.trust_anchor.string() + ": dns-root-data has one");
    if (ub_ctx_add_ta_file(context.get(), options.trust_anchor.c_str()) != 0)
      return failure(ErrorCode::invalid_argument, "not a trust anchor: " + options.trust_anchor.string());
  }
  if (ub_ctx_async(context.get(), 1) != 0) return failure(ErrorCode::internal, "the resolver starts no thread");
  return std::unique_ptr<UnboundResolver>(new UnboundResolver(std::move(context)));
}

void UnboundResolver::take_answer(void* question, int error, ub_result* result) {
  const std::unique_ptr<ub_result, FreeResult> owned(result);
  auto& asked = *static_cast<Question*>(question);
  asked.is_open = false;
  if (error == 0 && owned) asked.answer = read_answer(*owned);
}

void UnboundResolver::wait_for(std::span<const std::unique_ptr<Question>> questions,
                               std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  const auto is_open = [](const std::unique_ptr<Question>& question) { return question->is_open; };
  while (std::ranges::any_of(questions, is_open)) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) break;
    pollfd answers{.fd = ub_fd(context_.get()), .events = POLLIN, .revents = 0};
    if (::poll(&answers, 1, static_cast<int>(left.count())) > 0) ub_process(context_.get());
  }
}

TextAnswers UnboundResolver::ask(std::span<const std::string> names, std::chrono::milliseconds patience) {
  const std::set<std::string> wanted(names.begin(), names.end());
  std::vector<std::unique_ptr<Question>> questions;
  for (const std::string& name : wanted) {
    if (questions.size() == most_questions) break;
    questions.push_back(std::make_unique<Question>(Question{.name = name, .answer = {}}));
    Question& question = *questions.back();
    question.is_open = true;
    if (ub_resolve_async(context_.get(), name.c_str(), type_txt, class_in, &question, take_answer, &question.id) != 0)
      question.is_open = false;
  }
  wait_for(questions, patience);
  TextAnswers answers;
  for (const auto& question : questions) {
    // The library goes on by itself, and knows the answer when it is asked again.
    if (question->is_open) ub_cancel(context_.get(), question->id);
    answers.emplace(question->name, std::move(question->answer));
  }
  return answers;
}

} // namespace smtp
