#include "admin/api/asked.hpp"

#include <gtest/gtest.h>

namespace admin {
namespace {

constexpr Member table[] = {
    {"to", ValueKind::texts, Need::required, "whom", {}, 3},
    {"channel", ValueKind::text, Need::optional, "how", "email sms"},
    {"limit", ValueKind::number, Need::optional, "how many", {}, 10},
    {"complete", ValueKind::flag, Need::optional, "all"},
    {"since", ValueKind::instant, Need::optional, "when"},
};
constexpr std::span<const Member> without_list = std::span(table).subspan(1);

parsers::Result<Asked> body(std::string_view json) { return Asked::of_body(json, table); }
parsers::Result<Asked> query(std::string_view text) {
  Parameters parameters;
  EXPECT_TRUE(parameters.read(text, PlusSign::is_itself));
  return Asked::of_query(parameters, without_list);
}
std::string fault(std::string_view json) {
  const auto asked = body(json);
  return asked ? "" : asked.error().context;
}

TEST(Asked, TellsWhatABodySays) {
  const auto asked =
      body(R"({"to":["a","b"],"channel":"sms","limit":7,"complete":false,"since":"2026-11-21T00:00:00Z"})");
  ASSERT_TRUE(asked) << to_string(asked.error());
  ASSERT_EQ(asked->texts("to").size(), 2u);
  EXPECT_EQ(asked->texts("to")[1], "b");
  EXPECT_EQ(asked->text("channel"), "sms");
  EXPECT_EQ(asked->number("limit", 100), 7u);
  EXPECT_EQ(asked->flag("complete"), false);
  EXPECT_EQ(asked->instant("since"), parsers::Instant(std::chrono::sys_days{std::chrono::year{2026} / 11 / 21}));
}

TEST(Asked, TellsWhatAQuerySays) {
  const auto asked = query("channel=email&limit=10&complete=true");
  ASSERT_TRUE(asked) << to_string(asked.error());
  EXPECT_EQ(asked->find("channel"), "email");
  EXPECT_EQ(asked->number("limit", 100), 10u);
  EXPECT_EQ(asked->flag("complete"), true);
}

TEST(Asked, KnowsWhatIsNotThereFromWhatIsEmpty) {
  const auto asked = body(R"({"to":[]})");
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->find("channel"), std::nullopt);
  EXPECT_EQ(asked->text("channel"), "");
  EXPECT_EQ(asked->number("limit", 100), 100u);
  EXPECT_EQ(asked->flag("complete"), std::nullopt);
  EXPECT_EQ(asked->instant("since"), std::nullopt);
  EXPECT_TRUE(asked->texts("to").empty());
}

TEST(Asked, SaysWhatIsWrong) {
  EXPECT_EQ(fault("{}"), "\"to\" is missing: whom");
  EXPECT_EQ(fault(R"({"to":[],"chanel":"sms"})"),
            "there is a member that is none of: to, channel, limit, complete, since");
  EXPECT_EQ(fault(R"({"to":[],"to":[]})"), "\"to\" is there twice");
  EXPECT_EQ(fault(R"({"to":["1","2","3","4"]})"), "\"to\" has more than 3 entries");
  EXPECT_EQ(fault(R"({"to":[],"channel":"pigeon"})"), "\"channel\" is none of: email sms");
  EXPECT_EQ(fault(R"({"to":[],"channel":"email sms"})"), "\"channel\" is none of: email sms");
  EXPECT_EQ(fault(R"({"to":[],"limit":11})"), "\"limit\" is over 10");
  EXPECT_EQ(fault(R"({"to":[],"since":"yesterday"})"), "\"since\" is no instant as RFC 3339 has it");
  EXPECT_EQ(fault("{\"to\":[\"\xff\"]}"), "the body is not JSON in UTF-8");
}

TEST(Asked, TakesNoValueOfAnotherKind) {
  for (const char* json : {R"({"to":"a"})", R"({"to":[1]})", R"({"to":[[]]})", R"({"to":[{}]})", R"({"to":null})",
                           R"({"to":{}})", R"({"to":[],"channel":1})", R"({"to":[],"channel":["sms"]})",
                           R"({"to":[],"limit":"7"})", R"({"to":[],"limit":-7})", R"({"to":[],"limit":7.0})",
                           R"({"to":[],"complete":"true"})", "[]", "7", "\"to\"", "", "true", "{\"to\":[]"}) {
    EXPECT_NE(fault(json), "") << json;
  }
  for (const char* text : {"limit=", "limit=-1", "limit=+1", "limit=1e1", "limit=99999999999999999999", "complete=1",
                           "complete=", "channel=", "since=", "channel=sms&channel=sms", "to=a"}) {
    EXPECT_FALSE(query(text)) << text;
  }
}

TEST(Asked, EndsAtEachTruncationWithAReason) {
  const std::string whole = R"({"to":["a","b\u00e4"],"channel":"sms","limit":7,"complete":true})";
  ASSERT_TRUE(body(whole));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto asked = body(std::string_view(whole).substr(0, size));
    ASSERT_FALSE(asked) << size;
    EXPECT_EQ(asked.error().code, parsers::ErrorCode::invalid_argument);
    EXPECT_FALSE(asked.error().context.empty());
  }
}

TEST(Asked, IsNotTroubledByDepth) {
  EXPECT_NE(fault("{\"to\":" + std::string(1'000'000, '[')), "");
  EXPECT_NE(fault(std::string(1'000'000, '[')), "");
}

} // namespace
} // namespace admin
