#include "relay/head_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "relay/message_json.hpp"

namespace relay {
namespace {

store::SignedHead some_head() {
  store::SignedHead head;
  head.position = {{1, 2, 3}, 18'446'744'073'709'551'615u};
  head.digest[31] = 0xff;
  head.signed_at = *parsers::parse_rfc3339("2026-11-21T08:41:00.123Z");
  head.key[0] = 7;
  head.signature[63] = 9;
  return head;
}

TEST(HeadJson, IsReadBackAsItWasWritten) { EXPECT_EQ(*read_head(dump(head_json(some_head()))), some_head()); }

TEST(HeadJson, RefusesEveryTruncation) {
  const std::string text = dump(head_json(some_head()));
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_EQ(read_head(text.substr(0, length)).error().code, parsers::ErrorCode::invalid_argument) << length;
  }
}

TEST(HeadJson, RefusesAMemberThatIsMissingOrOfAnotherForm) {
  const auto whole = head_json(some_head());
  for (const auto& [name, value] : whole.items()) {
    auto without = whole;
    without.erase(name);
    EXPECT_FALSE(read_head(dump(without))) << name;
    for (const nlohmann::ordered_json& other : {nlohmann::ordered_json(-1), nlohmann::ordered_json("x"),
                                                nlohmann::ordered_json(nullptr), nlohmann::ordered_json("00")}) {
      auto changed = whole;
      changed[name] = other;
      EXPECT_FALSE(read_head(dump(changed))) << name << " " << other;
    }
  }
  for (const char* text : {"[]", "1", "null", "\"x\"", "[[[["}) EXPECT_FALSE(read_head(text)) << text;
}

} // namespace
} // namespace relay
