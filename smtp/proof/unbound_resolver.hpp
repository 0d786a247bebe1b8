// Asks the DNS by libunbound, which validates (RFC 4033) and keeps what it learnt in a bounded memory of its own.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "parsers/result.hpp"
#include "smtp/proof/text_answers.hpp"

struct ub_ctx;
struct ub_result;

namespace smtp {

struct ResolverOptions {
  std::string forward_to;             // "192.0.2.53" or "192.0.2.53@5353"; empty: asks the root and down from there
  std::filesystem::path trust_anchor; // a file of DS or DNSKEY records; empty: nothing is validated
};

/// For one thread; the library has another that sends and waits. An answer that fails validation counts as unreachable:
/// it says nothing, and may be right later.
class UnboundResolver : public TextResolver {
 public:
  static parsers::Result<std::unique_ptr<UnboundResolver>> open(const ResolverOptions& options);
  ~UnboundResolver() override;
  TextAnswers ask(std::span<const std::string> names, std::chrono::milliseconds patience) override;

 private:
  struct Free {
    void operator()(ub_ctx* context) const;
  };
  /// Of one call of ask(): the library holds its address until it is answered or given up.
  struct Question {
    std::string name;
    TextAnswer answer;
    int id = 0;
    bool is_open = false;
  };
  explicit UnboundResolver(std::unique_ptr<ub_ctx, Free> context) : context_(std::move(context)) {}
  static void take_answer(void* question, int error, ub_result* result);
  void wait_for(std::span<const std::unique_ptr<Question>> questions, std::chrono::milliseconds patience);

  std::unique_ptr<ub_ctx, Free> context_;
};

} // namespace smtp
