#include "store/spool.hpp"

#include "tests/store/spool_fixture.hpp"

namespace store {
namespace {

using namespace store::test;
using parsers::ErrorCode;

struct SpoolTest : testing::Test {
  TemporaryDirectory directory;
  SpoolOptions options = options_in(directory.path(), new_keys());
  std::unique_ptr<Spool> spool = must(Spool::open(options));

  std::unique_ptr<SpoolReader> open_reader(std::function<bool(SpoolId)> is_done = nothing_is_done()) {
    return must(SpoolReader::open(options, std::move(is_done)));
  }
  void reopen() {
    spool.reset();
    spool = must(Spool::open(options));
  }
  std::size_t segment_files() {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(options.directory)) {
      count += entry.path().extension() == ".segment" ? 1 : 0;
    }
    return count;
  }
};

TEST_F(SpoolTest, HandsOutOctetsAndEnvelopeAsTheyWereReceived) {
  const std::string octets = octets_of(1, 5000);
  const auto id = write_message(*spool, octets);
  ASSERT_TRUE(id);
  auto reader = open_reader();
  const auto messages = must(reader->claim(10, 1 << 20));
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].id, *id);
  EXPECT_EQ(messages[0].octets, octets);
  EXPECT_EQ(messages[0].envelope, envelope_of("somebody"));
}

TEST_F(SpoolTest, KeepsAMessageWithoutOctets) {
  ASSERT_TRUE(write_message(*spool, ""));
  auto reader = open_reader();
  const auto messages = must(reader->claim(10, 1 << 20));
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_TRUE(messages[0].octets.empty());
}

TEST_F(SpoolTest, HandsOutMessagesInTheOrderOfTheirCommit) {
  std::vector<SpoolId> written;
  for (std::uint32_t i = 0; i < 300; ++i) written.push_back(must(write_message(*spool, octets_of(i, 4096))));
  auto reader = open_reader();
  const auto messages = claim_all(*reader, 7);
  ASSERT_EQ(messages.size(), written.size());
  for (std::uint32_t i = 0; i < written.size(); ++i) {
    EXPECT_EQ(messages[i].id, written[i]);
    EXPECT_EQ(messages[i].octets, octets_of(i, 4096));
  }
  EXPECT_GT(written.back().segment, written.front().segment);
}

TEST_F(SpoolTest, RemovesSegmentsOnceTheirMessagesAreReleased) {
  std::vector<SpoolId> written;
  for (std::uint32_t i = 0; i < 300; ++i) written.push_back(must(write_message(*spool, octets_of(i, 4096))));
  auto reader = open_reader();
  claim_all(*reader);
  EXPECT_GT(segment_files(), 3u);
  const auto removed = must(reader->release(written));
  EXPECT_EQ(segment_files(), 1u);
  EXPECT_EQ(removed.size(), written.back().segment - written.front().segment);
  EXPECT_EQ(spool->depth().messages, 0u);
}

TEST_F(SpoolTest, KeepsALargeMessageInPieces) {
  std::string octets = octets_of(9, 3'000'000);
  ASSERT_TRUE(write_message(*spool, octets));
  auto reader = open_reader();
  const auto messages = claim_all(*reader);
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].octets, octets);
}

TEST_F(SpoolTest, RefusesASecondWriterAndASecondReader) {
  const auto second = Spool::open(options);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::busy);
  auto reader = open_reader();
  const auto another = SpoolReader::open(options, nothing_is_done());
  ASSERT_FALSE(another);
  EXPECT_EQ(another.error().code, ErrorCode::busy);
}

TEST_F(SpoolTest, FindsEverythingAgainAfterReopening) {
  for (std::uint32_t i = 0; i < 100; ++i) must(write_message(*spool, octets_of(i, 4096)));
  reopen();
  EXPECT_EQ(spool->depth().messages, 100u);
  must(write_message(*spool, octets_of(100, 4096)));
  auto reader = open_reader();
  EXPECT_EQ(claim_all(*reader).size(), 101u);
}

} // namespace
} // namespace store
