#include "admin/http/problem.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace admin {
namespace {

using parsers::ErrorCode;

TEST(Problem, HasAStatusForEveryErrorCode) {
  for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code) {
    const Response response = problem_response({static_cast<ErrorCode>(code), "context"});
    const auto json = nlohmann::json::parse(response.body);
    EXPECT_EQ(json["status"], response.status);
    EXPECT_EQ(json["code"], name_of(static_cast<ErrorCode>(code)));
    EXPECT_GE(response.status, 400u);
    EXPECT_FALSE(json["title"].get<std::string>().empty());
  }
}

TEST(Problem, TellsTheCallersFaultAndKeepsOursBack) {
  EXPECT_NE(problem_response({ErrorCode::invalid_argument, "no \"to\""}).body.find(R"(no \"to\")"), std::string::npos);
  for (const auto code : {ErrorCode::storage_failed, ErrorCode::corrupt, ErrorCode::internal, ErrorCode::unavailable}) {
    EXPECT_EQ(problem_response({code, "/var/lib/desist"}).body.find("/var"), std::string::npos);
  }
}

TEST(Problem, SaysWhenToComeBack) {
  const Response response = problem_response({ErrorCode::busy, ""});
  EXPECT_EQ(response.status, 503u);
  ASSERT_EQ(response.fields.size(), 1u);
  EXPECT_EQ(response.fields[0].first, "Retry-After");
}

} // namespace
} // namespace admin
