#include "parsers/utf16.hpp"

#include <gtest/gtest.h>

namespace parsers {
namespace {

using namespace std::string_view_literals;

std::string decoded(OctetOrder order, std::string_view octets) {
  Utf16Decoder decoder(order);
  std::string text;
  decoder.add(octets, text);
  decoder.finish(text);
  return text;
}

TEST(Utf16, BothOrdersGiveTheSameText) {
  EXPECT_EQ(decoded(OctetOrder::little_endian, "a\0\xfc\0\xac\x20\x3d\xd8\x00\xde"sv), "aü€😀");
  EXPECT_EQ(decoded(OctetOrder::big_endian, "\0a\0\xfc\x20\xac\xd8\x3d\xde\x00"sv), "aü€😀");
}

TEST(Utf16, AHalfOfAPairBecomesAMark) {
  EXPECT_EQ(decoded(OctetOrder::big_endian, "\xd8\x3d\0a"sv),
            "\xef\xbf\xbd"
            "a");
  EXPECT_EQ(decoded(OctetOrder::big_endian, "\xde\x00"sv), "\xef\xbf\xbd");
}

TEST(Utf16, IsTheSameHoweverItArrives) {
  const std::string_view octets = "a\0\xfc\0\xac\x20\x3d\xd8\x00\xde\x3d\xd8"sv;
  const std::string whole = decoded(OctetOrder::little_endian, octets);
  for (std::size_t i = 0; i <= octets.size(); ++i) {
    Utf16Decoder decoder(OctetOrder::little_endian);
    std::string text;
    decoder.add(octets.substr(0, i), text);
    decoder.add(octets.substr(i), text);
    decoder.finish(text);
    EXPECT_EQ(text, whole) << i;
  }
}

TEST(Utf16, EveryTruncationIsText) {
  const std::string_view octets = "a\0\x3d\xd8\x00\xde"sv;
  for (std::size_t i = 0; i <= octets.size(); ++i) {
    EXPECT_EQ(decoded(OctetOrder::little_endian, octets.substr(0, i)).ends_with("\xef\xbf\xbd"), i % 2 == 1 || i == 4)
        << i;
  }
}

} // namespace
} // namespace parsers
