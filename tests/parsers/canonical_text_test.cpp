#include "parsers/canonical_text.hpp"

#include <gtest/gtest.h>

namespace parsers {
namespace {

using enum Canonicalisation;

std::string body(Canonicalisation form, std::string_view text, std::size_t cut = 0) {
  std::string written;
  CanonicalBody canonical(form, [&](std::string_view part) { written += part; });
  canonical.add(text.substr(0, cut));
  canonical.add(text.substr(cut));
  canonical.finish();
  return written;
}

std::string field(Canonicalisation form, const std::string& text, LeftOut left_out = {}) {
  const std::string message = text + "\r\n\r\n";
  const RawHeader header = read_raw_header(message, {});
  EXPECT_EQ(header.fields.size(), 1u);
  return header.fields.empty() ? "" : canonical_field(header.fields.front(), form, left_out);
}

// RFC 6376 3.4.5 has these.
TEST(CanonicalText, IsAsTheRfcShows) {
  EXPECT_EQ(field(relaxed, "A: X"), "a:X\r\n");
  EXPECT_EQ(field(relaxed, "B : Y\t\r\n\tZ  "), "b:Y Z\r\n");
  EXPECT_EQ(field(simple, "B : Y\t\r\n\tZ  "), "B : Y\t\r\n\tZ  \r\n");
  EXPECT_EQ(body(relaxed, " C \r\nD \t E\r\n\r\n\r\n"), " C\r\nD E\r\n");
  EXPECT_EQ(body(simple, " C \r\nD \t E\r\n\r\n\r\n"), " C \r\nD \t E\r\n");
}

TEST(CanonicalBody, OfNothingIsALineEndOrNothing) {
  EXPECT_EQ(body(simple, ""), "\r\n");
  EXPECT_EQ(body(simple, "\r\n\r\n"), "\r\n");
  EXPECT_EQ(body(relaxed, ""), "");
  EXPECT_EQ(body(relaxed, "\r\n \t\r\n"), "");
}

TEST(CanonicalBody, EndsItsLastLine) {
  EXPECT_EQ(body(simple, "a"), "a\r\n");
  EXPECT_EQ(body(relaxed, "a \t"), "a\r\n");
  EXPECT_EQ(body(simple, "a \r"), "a \r\r\n");
}

TEST(CanonicalBody, KeepsEmptyLinesBetweenOthers) {
  EXPECT_EQ(body(relaxed, "\r\n\r\na\r\n \r\nb"), "\r\n\r\na\r\n\r\nb\r\n");
}

TEST(CanonicalBody, TakesOnlyCrLfForALineEnd) { EXPECT_EQ(body(relaxed, "a \nb\rc\r\r\n"), "a \nb\rc\r\r\n"); }

TEST(CanonicalBody, IsTheSameWhereverItIsCut) {
  const std::string text = "\r\n \t a  b\t\r\n\r\r\n\n x \r\n\r\n\r\n y\r \r\n \r\n\r\n";
  for (const Canonicalisation form : {simple, relaxed}) {
    const std::string whole = body(form, text);
    for (std::size_t cut = 0; cut <= text.size(); ++cut) EXPECT_EQ(body(form, text, cut), whole) << cut;
  }
}

TEST(CanonicalBody, ChangesNothingOfACanonicalOne) {
  const std::string once = body(relaxed, " a  b\t\r\n\r\n x \r\n\r\n");
  EXPECT_EQ(body(relaxed, once), once);
}

TEST(CanonicalBody, HandsOverManyEmptyLinesInPieces) {
  std::string text(200'000, '\r');
  for (std::size_t i = 1; i < text.size(); i += 2) text[i] = '\n';
  std::size_t largest = 0, octets = 0;
  CanonicalBody canonical(simple, [&](std::string_view part) {
    largest = std::max(largest, part.size());
    octets += part.size();
  });
  canonical.add(text);
  canonical.add("x");
  canonical.finish();
  EXPECT_EQ(octets, text.size() + 3);
  EXPECT_LT(largest, 64'000u);
}

TEST(CanonicalField, LeavesOutTheSignatureItself) {
  EXPECT_EQ(field(relaxed, "DKIM-Signature: b=abc; v=1", {3, 6}), "dkim-signature:b=; v=1\r\n");
  EXPECT_EQ(field(simple, "DKIM-Signature: v=1; b=abc", {8, 11}), "DKIM-Signature: v=1; b=\r\n");
}

} // namespace
} // namespace parsers
