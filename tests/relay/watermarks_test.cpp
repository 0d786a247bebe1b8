#include "relay/watermarks.hpp"

#include <gtest/gtest.h>

namespace relay {
namespace {

class FixedSpool : public store::Spool {
 public:
  parsers::Result<store::IncomingMessage> begin() override {
    return parsers::failure(parsers::ErrorCode::unavailable, "not asked for here");
  }
  [[nodiscard]] Depth depth() const override { return {3, 1'000}; }
};

class OpenSink : public smtp::MessageSink {
 public:
  smtp::Result<std::unique_ptr<smtp::OpenMessage>> begin() override { return std::unique_ptr<smtp::OpenMessage>(); }
};

parsers::Result<std::unique_ptr<smtp::OpenMessage>> begin_with(const WatermarkOptions& options) {
  const FixedSpool spool;
  OpenSink sink;
  Watermarks marks(options, spool);
  return make_watched_sink(sink, marks)->begin();
}

TEST(Watermarks, LetMailThroughBelowThem) { EXPECT_TRUE(begin_with({1'000, 1ull << 40})); }

TEST(Watermarks, RefuseWithAFullDisksCodeAboveThem) {
  for (const WatermarkOptions& options : {WatermarkOptions{999, 0}, WatermarkOptions{0, 1}}) {
    const auto begun = begin_with(options);
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.error().code, parsers::ErrorCode::storage_full); // 452 4.3.1
  }
}

TEST(Watermarks, ReadTheMemoryOfThisProcess) {
  EXPECT_GT(resident_octets(), 100'000u);
  EXPECT_LT(resident_octets(), 1ull << 40);
}

} // namespace
} // namespace relay
