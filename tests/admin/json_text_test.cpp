#include "admin/json_text.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace admin {
namespace {

std::string as_json(std::string_view text) {
  std::string json;
  append_json_string(json, text);
  return json;
}

TEST(JsonText, ComesBackAsItWas) {
  std::string ascii;
  for (char c = 0; c < 0x7F; ++c) ascii.push_back(c);
  for (const std::string& text : {std::string(), ascii, std::string("äöü 日本 😀 \u2028"), std::string("a\\\"b")}) {
    EXPECT_EQ(nlohmann::json::parse(as_json(text)).get<std::string>(), text);
  }
}

TEST(JsonText, ReplacesWhatIsNoUtf8) {
  EXPECT_EQ(as_json("a\xFF"), "\"a\uFFFD\"");
  EXPECT_EQ(as_json("\xC0\x80"), "\"\uFFFD\uFFFD\"");
  EXPECT_EQ(as_json("\xF4\x90\x80\x80"), "\"\uFFFD\uFFFD\uFFFD\uFFFD\"");
}

TEST(JsonText, IsJsonWhereverTheTextIsCut) {
  const std::string whole = "ä\"\\\n日😀\x01";
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    EXPECT_TRUE(nlohmann::json::accept(as_json(whole.substr(0, cut)))) << cut;
  }
}

} // namespace
} // namespace admin
