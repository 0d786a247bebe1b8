#include "parsers/instant.hpp"

#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

using namespace std::chrono_literals;

Instant at(std::string_view text) { return parse_rfc3339(text).value(); }

TEST(Instant, WritesRfc3339) {
  EXPECT_EQ(to_rfc3339(Instant{}), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_rfc3339(Instant{1795250460000ms}), "2026-11-21T08:41:00Z");
  EXPECT_EQ(to_rfc3339(Instant{1795250460007ms}), "2026-11-21T08:41:00.007Z");
  EXPECT_EQ(to_rfc3339(Instant{-1ms}), "1969-12-31T23:59:59.999Z");
}

TEST(Instant, ReadsEveryOffset) {
  const Instant expected{1795250460000ms};
  for (const char* text : {"2026-11-21T08:41:00Z", "2026-11-21t08:41:00z", "2026-11-21 08:41:00.000Z",
                           "2026-11-21T10:41:00+02:00", "2026-11-20T22:11:00-10:30", "2026-11-21T08:41:00-00:00"})
    EXPECT_EQ(at(text), expected) << text;
  EXPECT_EQ(at("2026-11-21T08:41:00.5Z") - expected, 500ms);
  EXPECT_EQ(at("2026-11-21T08:41:00.1239999Z") - expected, 123ms);
  EXPECT_EQ(at("2016-12-31T23:59:60Z"), at("2017-01-01T00:00:00Z"));
}

TEST(Instant, ReadsWhatItWrote) {
  for (const char* text :
       {"0000-01-01T00:00:00Z", "1999-12-31T23:59:59.999Z", "2024-02-29T12:00:00.010Z", "9999-12-31T23:59:59Z"})
    EXPECT_EQ(to_rfc3339(at(text)), text);
}

TEST(Instant, ReadsNothingElse) {
  for (const char* text :
       {"", "2026-11-21", "2026-11-21T08:41:00", "2026-11-21T08:41Z", "2026-11-21T24:00:00Z", "2026-11-21T08:60:00Z",
        "2026-11-21T08:41:61Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-21T08:41:00.Z",
        "2026-11-21T08:41:00+2:00", "2026-11-21T08:41:00+0200", "2026-11-21T08:41:00Zx", " 2026-11-21T08:41:00Z",
        "+026-11-21T08:41:00Z", "2026-11-21T08:41:00+24:00", "2026-11-21T08:41:00+02:60", "20261121T084100Z"})
    EXPECT_EQ(parse_rfc3339(text), std::nullopt) << text;
  test::for_each_truncation("2026-11-21T08:41:00.25+01:0",
                            [](std::string_view text) { EXPECT_EQ(parse_rfc3339(text), std::nullopt); });
}

TEST(Date, ReadsAndWritesIso) {
  using namespace std::chrono;
  EXPECT_EQ(parse_iso_date("2026-11-21"), Date(2026y / November / 21d));
  EXPECT_EQ(to_iso(2026y / November / 1d), "2026-11-01");
  for (const char* text : {"", "2026-11", "2026-11-31", "2026-1-1", "26-11-21", "2026-11-21 ", "2026/11/21"})
    EXPECT_EQ(parse_iso_date(text), std::nullopt) << text;
}

} // namespace
} // namespace parsers
