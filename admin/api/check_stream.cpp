// Checks without an end: lines in, lines out, whatever their number. The answers wait in a file that has no name until
// the question has ended, because a client may not read before it has written all; memory holds one piece of each.
#include <cstdio>
#include <memory>

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
  CheckStream(Application& application, classifier::Query query, File answers)
      : context_(context_of(application)), query_(std::move(query)), answers_(std::move(answers)) {}

  void take(std::string_view octets) override {
    while (!octets.empty() && !failure_) {
      const std::size_t end = octets.find('\n');
      keep(octets.substr(0, end));
      if (end == std::string_view::npos) return;
      octets.remove_prefix(end + 1);
      answer_line();
    }
  }

  Response finish() override {
    if (!failure_) answer_line();
    if (!failure_) write_out();
    if (failure_) return problem_response(*failure_);
    std::rewind(answers_.get());
    return {.type = MediaType::json_lines, .feed = [this](std::string& text) { return read_back(text); }};
  }

 private:
  /// What is over the longest line is dropped; such a line is denied.
  void keep(std::string_view part) { line_.append(part.substr(0, longest_line + 1 - line_.size())); }

  void answer_line() {
    const std::string_view line = parsers::trim(line_);
    if (!line.empty()) {
      const auto appended = append_one_of_many(text_, contact_of_line(line), query_, context_);
      if (!appended) failure_ = appended.error();
      text_ += '\n';
      if (text_.size() >= piece_octets) write_out();
    }
    line_.clear();
  }

  void write_out() {
    const bool is_written =
        std::fwrite(text_.data(), 1, text_.size(), answers_.get()) == text_.size() && std::fflush(answers_.get()) == 0;
    if (!is_written) failure_ = {ErrorCode::storage_full, "the answers of a check stream"};
    text_.clear();
  }

  FeedState read_back(std::string& text) {
    text.resize(piece_octets);
    text.resize(std::fread(text.data(), 1, text.size(), answers_.get()));
    if (!text.empty()) return FeedState::has_text;
    return std::ferror(answers_.get()) != 0 ? FeedState::has_failed : FeedState::has_ended;
  }

  const CheckContext context_;
  const classifier::Query query_;
  const File answers_;
  std::string line_;
  std::string text_;
  std::optional<parsers::Error> failure_;
};

} // namespace

OpenedSink open_check_stream(Application& application, Request& request) {
  const auto key = authenticate(application, request, store::Action::look_up);
  if (!key) return tl::unexpected(key.error());
  const auto refuse = [](const parsers::Error& error) { return tl::unexpected(problem_response(error)); };
  if (!request.read_query(PlusSign::is_itself))
    return refuse({ErrorCode::invalid_argument, "the query cannot be read"});
  const auto asked = Asked::of_query(request.query, check_stream_asked);
  if (!asked) return refuse(asked.error());
  auto query =
      query_for(application.store(), **key, {asked->find("channel"), asked->find("purpose"), asked->find("workspace")});
  if (!query) return refuse(query.error());
  File answers(std::tmpfile());
  if (!answers) return refuse({ErrorCode::unavailable, "no file for the answers of a check stream"});
  return std::make_unique<CheckStream>(application, std::move(*query), std::move(answers));
}

} // namespace admin
