#include "parsers/raw_header.hpp"

#include <gtest/gtest.h>

namespace parsers {
namespace {

const std::string usual = "From: a@b.example\r\nSubject : x\r\n\tfolded\r\nEmpty:\r\n\r\nbody\r\n";

TEST(RawHeader, KeepsEachFieldAsItCame) {
  const RawHeader header = read_raw_header(usual, {});
  ASSERT_EQ(header.fields.size(), 3u);
  EXPECT_EQ(header.fields[1].whole, "Subject : x\r\n\tfolded");
  EXPECT_EQ(header.fields[1].name(), "Subject");
  EXPECT_EQ(header.fields[1].body(), " x\r\n\tfolded");
  EXPECT_EQ(header.fields[2].body(), "");
  EXPECT_EQ(header.body, "body\r\n");
  EXPECT_TRUE(header.is_unambiguous);
}

TEST(RawHeader, MayBeAllThereIs) {
  const RawHeader header = read_raw_header("From: a@b.example\r\n", {});
  EXPECT_EQ(header.fields.size(), 1u);
  EXPECT_EQ(header.body, "");
  EXPECT_TRUE(header.is_unambiguous);
}

TEST(RawHeader, IsAmbiguousWhereReadersMayDiffer) {
  for (const std::string bad : {"A: b\nC: d\r\n\r\n", "A: b\rC: d\r\n\r\n", "no field\r\n\r\n", " A: b\r\n\r\n",
                                "From x Mon Jan\r\nA: b\r\n\r\n", "A: b", ": b\r\n\r\n", "A B: c\r\n\r\n"})
    EXPECT_FALSE(read_raw_header(bad, {}).is_unambiguous) << bad;
  EXPECT_FALSE(read_raw_header(std::string("A: \0\r\n\r\n", 8), {}).is_unambiguous);
}

TEST(RawHeader, IsAmbiguousBeyondTheLimits) {
  Limits limits;
  limits.header_fields = 2;
  EXPECT_FALSE(read_raw_header(usual, limits).is_unambiguous);
  limits = {};
  limits.header_field = 19;
  EXPECT_FALSE(read_raw_header(usual, limits).is_unambiguous);
  limits = {};
  limits.header_block = 20;
  EXPECT_FALSE(read_raw_header(usual, limits).is_unambiguous);
}

TEST(RawHeader, IsCutOffAnywhereWithoutHarm) {
  for (std::size_t length = 0; length < usual.size(); ++length) {
    const std::string cut = usual.substr(0, length); // the header looks into it
    const RawHeader header = read_raw_header(cut, {});
    EXPECT_LE(header.fields.size(), 3u);
    EXPECT_TRUE(std::string_view("body\r\n").starts_with(header.body));
  }
}

TEST(RawHeader, KnowsRepeatedFieldsThatReadersExpectOnce) {
  EXPECT_FALSE(repeats_single_field(read_raw_header("Received: a\r\nReceived: b\r\nFrom: c\r\n\r\n", {})));
  EXPECT_TRUE(repeats_single_field(read_raw_header("From: a\r\nX: y\r\nfrom: b\r\n\r\n", {})));
  EXPECT_TRUE(repeats_single_field(read_raw_header("content-type: a\r\nContent-Type: a\r\n\r\n", {})));
}

} // namespace
} // namespace parsers
