#include "parsers/transfer_encoding.hpp"

#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

using namespace std::string_view_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::size_t plenty = 1'000'000;

struct Decoded {
  std::string octets;
  std::vector<Defect> defects;
};

Decoded decode(std::string_view body, TransferEncoding encoding, std::size_t most = plenty) {
  Defects defects;
  std::string octets = decode_transfer_encoding(body, encoding, most, defects);
  return {std::move(octets), defects.list()};
}
Decoded base64(std::string_view body, std::size_t most = plenty) {
  return decode(body, TransferEncoding::base64, most);
}
Decoded quoted(std::string_view body, std::size_t most = plenty) {
  return decode(body, TransferEncoding::quoted_printable, most);
}

TEST(Base64, DecodesLinesAndPadding) {
  EXPECT_EQ(base64("aGVsbG8g\r\nd29ybGQ=\r\n").octets, "hello world");
  EXPECT_EQ(base64("AP8Qgw==").octets, "\0\xFF\x10\x83"sv);
  EXPECT_EQ(base64("").octets, "");
  EXPECT_THAT(base64("aGVsbG8g\r\n d29ybGQ=\r\n").defects, IsEmpty());
}

TEST(Base64, DecodesMoreThanOneBufferful) {
  EXPECT_EQ(base64(test::repeat("YWJj\n", 5000)).octets, test::repeat("abc", 5000));
  EXPECT_EQ(base64(test::repeat("YWJj", 1024) + "YQ==").octets, test::repeat("abc", 1024) + "a");
}

TEST(Base64, TakesWhatACutOffEndHas) {
  EXPECT_EQ(base64("YWJjZGU").octets, "abcde");
  EXPECT_EQ(base64("YWJjZA").octets, "abcd");
  EXPECT_EQ(base64("YWJjZ").octets, "abc");
  EXPECT_THAT(base64("YWJjZ").defects, ElementsAre(Defect::bad_base64));
  EXPECT_THAT(base64("YWJjZA").defects, IsEmpty());
}

TEST(Base64, SkipsJunkWithADefect) {
  EXPECT_EQ(base64("YW*Jj\x80\xFFZGU=").octets, "abcde");
  EXPECT_THAT(base64("YW*Jj").defects, ElementsAre(Defect::bad_base64));
}

TEST(Base64, EndsAtPadding) {
  const Decoded footer = base64("YWJjZGU=\r\n-- \r\nThe list's footer\r\n");
  EXPECT_EQ(footer.octets, "abcde");
  EXPECT_THAT(footer.defects, ElementsAre(Defect::bad_base64));
  EXPECT_EQ(base64("=YWJj").octets, "");
  EXPECT_EQ(base64("Y=WJj").octets, "");
}

TEST(Base64, StaysWithinItsBound) {
  for (std::size_t most = 0; most < 20; ++most)
    EXPECT_EQ(base64("aGVsbG8gd29ybGQ=", most).octets, std::string("hello world").substr(0, most));
  EXPECT_EQ(base64(test::repeat("YWJj", 5000), 10'000).octets.size(), 10'000U);
}

TEST(QuotedPrintable, DecodesEscapesInBothCases) {
  const Decoded decoded = quoted("caf=C3=A9 =c3=a9 =3D\r\n");
  EXPECT_EQ(decoded.octets, "café é =\r\n");
  EXPECT_THAT(decoded.defects, IsEmpty());
}

TEST(QuotedPrintable, JoinsSoftLineBreaks) {
  EXPECT_EQ(quoted("one=\r\ntwo=  \t\r\nthree=\nfour=").octets, "onetwothreefour");
  EXPECT_EQ(quoted("one=\rtwo\r").octets, "onetwo\r");
}

TEST(QuotedPrintable, DropsTrailingSpaceAndKeepsTheLineEnd) {
  EXPECT_EQ(quoted("one  \r\ntwo\t\nthree =20\nfour ").octets, "one\r\ntwo\nthree  \nfour");
}

TEST(QuotedPrintable, KeepsRawOctetsAsTheyAre) { EXPECT_EQ(quoted("\x1B$B\x80 \x01").octets, "\x1B$B\x80 \x01"); }

TEST(QuotedPrintable, LeavesMalformedEscapesWithADefect) {
  EXPECT_EQ(quoted("a=ZZb=4 c==41=4").octets, "a=ZZb=4 c=A=4");
  EXPECT_THAT(quoted("a=ZZ").defects, ElementsAre(Defect::bad_quoted_printable));
}

TEST(QuotedPrintable, StaysWithinItsBound) {
  for (std::size_t most = 0; most < 9; ++most)
    EXPECT_EQ(quoted("a=3D\r\nb=3D=\r\nc", most).octets, std::string("a=\r\nb=c").substr(0, most));
}

TEST(TransferEncoding, PassesOtherEncodingsThrough) {
  EXPECT_EQ(decode("=41 YQ==", TransferEncoding::identity).octets, "=41 YQ==");
  EXPECT_EQ(decode("=41 YQ==", TransferEncoding::unknown, 3).octets, "=41");
}

TEST(TransferEncoding, DecodesEveryTruncation) {
  test::for_each_truncation("YWJj=3D=\r\nZGVm \t\r\n=C3=A9==", [](std::string_view body) {
    EXPECT_LE(base64(body).octets.size(), body.size());
    EXPECT_LE(quoted(body).octets.size(), body.size());
  });
}

} // namespace
} // namespace parsers
