#include "smtp/header_watch.hpp"

#include <gtest/gtest.h>

namespace smtp {
namespace {

HeaderWatch watch(std::string_view octets, std::size_t piece = 4096) {
  HeaderWatch header("mx.relay.example");
  header.start();
  for (; !octets.empty(); octets.remove_prefix(std::min(piece, octets.size()))) header.read(octets.substr(0, piece));
  return header;
}

TEST(HeaderWatch, CountsReceivedFieldsWithoutCaseInEverySegmentation) {
  const std::string message =
      "Received: a\r\n by b\r\nRECEIVED : c\r\nX-Received: d\r\nreceived:e\r\nReceived\r\n\r\nReceived: body\r\n";
  for (std::size_t piece = 1; piece <= message.size(); ++piece) {
    EXPECT_EQ(watch(message, piece).received_fields(), 3u) << piece;
  }
}

TEST(HeaderWatch, DoesNotCountFoldedLines) {
  EXPECT_EQ(watch("Subject: a\r\n Received: b\r\n\tReceived: c\r\n\r\n").received_fields(), 0u);
}

TEST(HeaderWatch, KnowsItsOwnLoopMark) {
  EXPECT_TRUE(watch("x-loop:  MX.relay.example \r\n\r\n").has_been_here());
  EXPECT_FALSE(watch("X-Loop: mx.other.example\r\n\r\n").has_been_here());
  EXPECT_FALSE(watch("Subject: a\r\n\r\nX-Loop: mx.relay.example\r\n").has_been_here());
}

TEST(HeaderWatch, ReadsLongLinesOnlyAtTheirFront) {
  EXPECT_EQ(watch("Received: " + std::string(100'000, 'a') + "\r\nReceived: b\r\n\r\n", 1000).received_fields(), 2u);
}

TEST(HeaderWatch, ForgetsTheLastMessage) {
  HeaderWatch header = watch("Received: a\r\nX-Loop: mx.relay.example\r\n\r\nbody");
  header.start();
  EXPECT_EQ(header.received_fields(), 0u);
  EXPECT_FALSE(header.has_been_here());
  header.read("Received: b\r\n");
  EXPECT_EQ(header.received_fields(), 1u);
}

} // namespace
} // namespace smtp
