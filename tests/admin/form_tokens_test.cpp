#include "admin/pages/form_tokens.hpp"

#include <gtest/gtest.h>

namespace admin {
namespace {

TEST(FormTokens, BelongToOneCookieAndOneProcess) {
  const FormTokens tokens, others;
  const std::string token = tokens.token_for("cookie");
  EXPECT_TRUE(tokens.is_good(token, "cookie"));
  EXPECT_FALSE(tokens.is_good(token, "another"));
  EXPECT_FALSE(tokens.is_good("", "cookie"));
  EXPECT_FALSE(others.is_good(token, "cookie"));
}

} // namespace
} // namespace admin
