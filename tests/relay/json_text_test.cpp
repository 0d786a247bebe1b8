#include "relay/json_text.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <vector>

namespace relay {
namespace {

std::string json_string_of(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(JsonText, EscapesEveryOctetAsAReaderExpects) {
  for (int octet = 0; octet < 0x80; ++octet) {
    const std::string text(3, static_cast<char>(octet));
    EXPECT_EQ(nlohmann::json::parse(json_string_of(text)).get<std::string>(), text) << octet;
  }
}

TEST(JsonText, ReplacesWhatIsNoUtf8) {
  EXPECT_EQ(nlohmann::json::parse(json_string_of("a\xFF z\xC3")).get<std::string>(), "a\uFFFD z\uFFFD");
  EXPECT_EQ(nlohmann::json::parse(json_string_of("\xE2\x82")).get<std::string>(), "\uFFFD");
  EXPECT_EQ(nlohmann::json::parse(json_string_of("caf\u00E9 \u9000\u4FE1")).get<std::string>(),
            "caf\u00E9 \u9000\u4FE1");
}

TEST(JsonText, WritesMembersInTheirOrder) {
  std::string out;
  {
    JsonText object(out);
    object.text("a", "x\"y");
    object.number("b", std::uint64_t{18446744073709551615U});
    object.number("c", 0.98);
    object.flag("d");
    object.object("e", [](JsonText& inner) { inner.text("f", ""); });
    object.objects("g", std::vector<int>{1, 2},
                   [](JsonText& item, int one) { item.number("n", static_cast<std::uint64_t>(one)); });
    object.texts("h", std::vector<std::string>{}, [](const std::string& one) { return one; });
  }
  EXPECT_EQ(out,
            R"({"a":"x\"y","b":18446744073709551615,"c":0.98,"d":true,"e":{"f":""},"g":[{"n":1},{"n":2}],"h":[]})");
}

} // namespace
} // namespace relay
