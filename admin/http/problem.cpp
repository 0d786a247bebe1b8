#include "admin/http/problem.hpp"

#include "admin/json_text.hpp"
#include "parsers/assert_that.hpp"

namespace admin {
namespace {

using parsers::ErrorCode;

enum class Context : std::uint8_t { told, kept_back };

struct ErrorRow {
  ErrorCode code;
  unsigned status;
  Context context;
  std::string_view title;
};

// clang-format off
constexpr ErrorRow error_rows[] = {
    {ErrorCode::invalid_argument,  400, Context::told,      "The request is not valid"},
    {ErrorCode::not_found,         404, Context::told,      "There is no such thing here"},
    {ErrorCode::already_exists,    409, Context::told,      "It is there already"},
    {ErrorCode::permission_denied, 403, Context::told,      "This is not allowed"},
    {ErrorCode::too_large,         413, Context::told,      "The request is too large"},
    {ErrorCode::storage_full,      503, Context::kept_back, "There is no room left, try again later"},
    {ErrorCode::storage_failed,    503, Context::kept_back, "The store cannot be used, try again later"},
    {ErrorCode::storage_read_only, 503, Context::kept_back, "The store takes no changes now, try again later"},
    {ErrorCode::corrupt,           503, Context::kept_back, "The store cannot be read"},
    {ErrorCode::newer_format,      503, Context::kept_back, "The store was written by a newer version"},
    {ErrorCode::busy,              503, Context::kept_back, "Too much to do just now, try again later"},
    {ErrorCode::unavailable,       503, Context::kept_back, "Something that is needed is not there, try again later"},
    {ErrorCode::internal,          500, Context::kept_back, "Something went wrong here"},
};
// clang-format on

const ErrorRow& row_of(ErrorCode code) {
  const auto row = std::find_if(std::begin(error_rows), std::end(error_rows),
                                [&](const ErrorRow& candidate) { return candidate.code == code; });
  parsers::assert_that(row != std::end(error_rows), "every error code has an HTTP row");
  return *row;
}

} // namespace

Problem problem_of(const parsers::Error& error) {
  const ErrorRow& row = row_of(error.code);
  return {.status = row.status,
          .code = name_of(error.code),
          .title = row.title,
          .detail = row.context == Context::told ? std::string_view(error.context) : std::string_view{}};
}

Response problem_response(const Problem& problem) {
  Response response{.status = problem.status, .type = MediaType::problem};
  std::string& json = response.body;
  json += R"({"type":)";
  append_json_string(json, std::string("urn:desist:problem:").append(problem.code));
  json += R"(,"title":)";
  append_json_string(json, problem.title);
  json += R"(,"status":)";
  append_json_number(json, problem.status);
  json += R"(,"code":)";
  append_json_string(json, problem.code);
  if (!problem.detail.empty()) {
    json += R"(,"detail":)";
    append_json_string(json, problem.detail);
  }
  json += "}\n";
  if (problem.status == 503) response.fields.emplace_back("Retry-After", "2");
  return response;
}

Response problem_response(const parsers::Error& error) { return problem_response(problem_of(error)); }

Response unauthorized_response() {
  Response response = problem_response({.status = 401,
                                        .code = "unauthorized",
                                        .title = "A valid API key is needed",
                                        .detail = "Send it as \"Authorization: Bearer dsk_...\"."});
  response.fields.emplace_back("WWW-Authenticate", "Bearer realm=\"desist\"");
  return response;
}

} // namespace admin
