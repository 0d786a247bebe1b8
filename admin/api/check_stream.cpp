// Checks without an end: lines in, lines out, whatever their number. The answers wait in a file that has no name until
// the question has ended, because a client may not read before it has written all; memory holds one piece of each.
#include <cstdio>
#include <memory>
#include <optional>

#include "admin/api/api_key.hpp"
#include "admin/api/check.hpp"
#include "admin/api/handlers.hpp"
#include "admin/api/schemas.hpp"
#include "admin/http/problem.hpp"
#include "parsers/ascii.hpp"

namespace admin {
namespace {

using parsers::ErrorCode;

constexpr std::size_t longest_line = 4096;
constexpr std::size_t piece_octets = 64UL * 1024;
constexpr std::uint64_t most_octets_of_answers = 256UL * 1024 * 1024;
constexpr std::uint64_t lines_of_a_request = 1000; // so many count as one against the key's limit

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

/// Whom a line asks for: {"to":"a@b.example"}, "a@b.example", or the address without anything around it.
std::string contact_of_line(std::string_view line) {
  if (line.starts_with('{')) {
    const auto asked = Asked::of_body(line, check_line_asked);
    return std::string(asked ? asked->text("to") : line);
  }
  const bool is_quoted = line.size() >= 2 && line.starts_with('"') && line.ends_with('"');
  if (!is_quoted) return std::string(line);
  const auto asked = Asked::of_body("{\"to\":" + std::string(line) + "}", check_line_asked);
  return std::string(asked ? asked->text("to") : line);
}

class CheckStream final : public BodySink {
 public:
  CheckStream(Application& application, Request& request, Asked asked, store::ApiKey key, File answers)
      : application_(application),
        request_(request),
        asked_(std::move(asked)),
        key_(std::move(key)),
        answers_(std::move(answers)) {}

  void take(std::string_view octets) override {
    if (!failure_) look_anew();
    while (!octets.empty() && !failure_) {
      const std::size_t end = octets.find('\n');
      keep(octets.substr(0, end));
      if (end == std::string_view::npos) return;
      octets.remove_prefix(end + 1);
      answer_line();
    }
  }

  Response finish() override {
    if (!failure_) authenticate_anew();
    if (!failure_) look_anew();
    if (!failure_) answer_line();
    if (!failure_) write_out();
    if (failure_) return std::move(*failure_);
    std::rewind(answers_.get());
    return {.type = MediaType::json_lines, .feed = [this](std::string& text) { return read_back(text); }};
  }

 private:
  /// A body may take hours: each piece is answered as of the moment at which it came.
  void look_anew() {
    auto query = query_for(application_.store(), key_,
                           {asked_.find("channel"), asked_.find("purpose"), asked_.find("workspace")});
    if (!query) return fail(problem_response(query.error()));
    query_ = std::move(*query);
    context_.emplace(context_of(application_));
  }

  void authenticate_anew() {
    auto key = authenticate_again(application_, request_, store::Action::look_up);
    if (!key) return fail(std::move(key.error()));
    key_ = **key;
  }

  /// What is over the longest line is dropped; such a line is denied.
  void keep(std::string_view part) { line_.append(part.substr(0, longest_line + 1 - line_.size())); }

  void answer_line() {
    const std::string_view line = parsers::trim(line_);
    if (line_.size() > longest_line) {
      append_denied_as_invalid(text_, line);
      end_answer();
    } else if (!line.empty()) {
      const auto appended = append_one_of_many(text_, contact_of_line(line), query_, *context_);
      if (appended) {
        end_answer();
      } else {
        fail(problem_response(appended.error()));
      }
    }
    line_.clear();
  }

  void end_answer() {
    text_ += '\n';
    if (text_.size() >= piece_octets) write_out();
    if (++lines_ % lines_of_a_request != 0 || failure_) return;
    if (auto refusal = count_further(application_, request_, key_)) fail(std::move(*refusal));
  }

  void write_out() {
    octets_written_ += text_.size();
    if (octets_written_ > most_octets_of_answers) {
      return fail(problem_response({ErrorCode::too_large, "the answers are over 256 MiB: ask in parts"}));
    }
    const bool is_written =
        std::fwrite(text_.data(), 1, text_.size(), answers_.get()) == text_.size() && std::fflush(answers_.get()) == 0;
    text_.clear();
    if (!is_written) fail(problem_response({ErrorCode::storage_full, "the answers of a check stream"}));
  }

  /// The body goes on all the same, and nothing more is kept of it.
  void fail(Response response) {
    failure_ = std::move(response);
    answers_.reset();
    text_.clear();
  }

  FeedState read_back(std::string& text) {
    text.resize(piece_octets);
    text.resize(std::fread(text.data(), 1, text.size(), answers_.get()));
    if (!text.empty()) return FeedState::has_text;
    return std::ferror(answers_.get()) != 0 ? FeedState::has_failed : FeedState::has_ended;
  }

  Application& application_;
  Request& request_; // of the connection, which outlives its sink
  const Asked asked_;
  store::ApiKey key_;
  classifier::Query query_;
  std::optional<CheckContext> context_;
  File answers_;
  std::string line_;
  std::string text_;
  std::uint64_t lines_ = 0;
  std::uint64_t octets_written_ = 0;
  std::optional<Response> failure_;
};

} // namespace

OpenedSink open_check_stream(Application& application, Request& request) {
  const auto key = authenticate(application, request, store::Action::look_up);
  if (!key) return tl::unexpected(key.error());
  const auto refuse = [](const parsers::Error& error) { return tl::unexpected(problem_response(error)); };
  if (!request.read_query(PlusSign::is_itself))
    return refuse({ErrorCode::invalid_argument, "the query cannot be read"});
  auto asked = Asked::of_query(request.query, check_stream_asked);
  if (!asked) return refuse(asked.error());
  const auto query =
      query_for(application.store(), **key, {asked->find("channel"), asked->find("purpose"), asked->find("workspace")});
  if (!query) return refuse(query.error());
  File answers(std::tmpfile());
  if (!answers) return refuse({ErrorCode::unavailable, "no file for the answers of a check stream"});
  return std::make_unique<CheckStream>(application, request, std::move(*asked), **key, std::move(answers));
}

} // namespace admin
