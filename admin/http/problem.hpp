// Errors as problem details (RFC 9457): one table from error codes to HTTP.
#pragma once

#include <string>
#include <string_view>

#include "admin/http/response.hpp"
#include "parsers/result.hpp"

namespace admin {

struct Problem {
  unsigned status = 500;
  std::string_view code; // stable, for programs
  std::string_view title;
  std::string_view detail;
};

/// What the caller did wrong is told with the error's context, which the problem points into; what is wrong with this
/// machine is not told.
Problem problem_of(const parsers::Error& error);
Response problem_response(const Problem& problem);
Response problem_response(const parsers::Error& error);
/// 401 with the challenge of RFC 6750.
Response unauthorized_response();

} // namespace admin
