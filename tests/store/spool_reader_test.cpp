// What the reading end promises: damage costs one message, segments go in the right order, a new reader goes on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "store/spool_directory.hpp"
#include "store/spool_format.hpp"
#include "store/spool_quarantine.hpp"
#include "tests/store/failing_disk.hpp"
#include "tests/store/spool_fixture.hpp"

namespace store {
namespace {

using namespace store::test;
using parsers::ErrorCode;
using testing::ElementsAre;
using testing::IsEmpty;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
void write_file(const std::filesystem::path& path, std::string_view octets) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << octets;
}

struct SpoolReaderTest : testing::Test {
  TemporaryDirectory directory;
  UnsyncedDisk disk;
  SpoolOptions options = options_in(directory.path(), new_keys());
  std::unique_ptr<Spool> spool;
  std::set<SpoolId> done;

  void SetUp() override { spool = must(Spool::open(options, disk)); }
  std::unique_ptr<SpoolReader> open_reader() { return open_reader(options); }
  std::unique_ptr<SpoolReader> open_reader(const SpoolOptions& of) {
    return must(SpoolReader::open(
        of, [this](SpoolId id) { return done.contains(id); }, disk));
  }
  std::vector<SpoolId> write_some(std::uint32_t count, std::size_t length) {
    std::vector<SpoolId> ids;
    for (std::uint32_t i = 0; i < count; ++i) ids.push_back(must(write_message(*spool, octets_of(i, length))));
    return ids;
  }
  void release(SpoolReader& reader, SpoolId id) {
    done.insert(id);
    must(reader.release(std::vector{id}));
  }
  std::vector<std::uint32_t> segments() { return must(list_segments(options.directory, disk)); }

  /// A copy of the directory as a machine that died would leave it.
  SpoolOptions copy_as(std::string_view name) {
    auto copied = options;
    copied.directory = directory.path() / name;
    std::filesystem::remove_all(copied.directory);
    std::filesystem::copy(options.directory, copied.directory, std::filesystem::copy_options::recursive);
    return copied;
  }
};

TEST_F(SpoolReaderTest, ClaimsAtMostWhatWasAskedForButAtLeastOne) {
  write_some(10, 3000);
  auto reader = open_reader();
  EXPECT_EQ(must(reader->claim(4, 1 << 20)).size(), 4u);
  EXPECT_EQ(must(reader->claim(100, 7000)).size(), 2u);
  EXPECT_EQ(must(reader->claim(100, 1)).size(), 1u);
  EXPECT_EQ(must(reader->claim(100, 1 << 20)).size(), 3u);
  EXPECT_THAT(must(reader->claim(100, 1 << 20)), IsEmpty());
}

TEST_F(SpoolReaderTest, ANewReaderGetsWhatWasNotDone) {
  const auto ids = write_some(5, 100);
  {
    auto reader = open_reader();
    claim_all(*reader);
    release(*reader, ids[1]);
    release(*reader, ids[3]);
  }
  auto reader = open_reader();
  EXPECT_EQ(spool->depth().messages, 5u); // it has not looked yet
  const auto messages = claim_all(*reader);
  ASSERT_EQ(messages.size(), 3u);
  EXPECT_EQ(messages[0].id, ids[0]);
  EXPECT_EQ(messages[1].id, ids[2]);
  EXPECT_EQ(messages[2].id, ids[4]);
  EXPECT_EQ(spool->depth().messages, 3u);
}

TEST_F(SpoolReaderTest, AWriterThatStartsLaterIsFollowed) {
  spool.reset();
  auto reader = open_reader();
  EXPECT_THAT(claim_all(*reader), IsEmpty());
  spool = must(Spool::open(options, disk));
  write_some(3, 100);
  EXPECT_EQ(claim_all(*reader).size(), 3u);
  spool.reset();
  spool = must(Spool::open(options, disk));
  write_some(2, 100);
  EXPECT_EQ(claim_all(*reader).size(), 2u);
}

TEST_F(SpoolReaderTest, TheHighestSegmentSurvivesAndItsNumberIsNotUsedAgain) {
  const auto first = write_some(1, 100).front();
  auto reader = open_reader();
  claim_all(*reader);
  release(*reader, first);
  EXPECT_THAT(segments(), ElementsAre(first.segment));
  spool.reset();
  spool = must(Spool::open(options, disk));
  const auto second = write_some(1, 100).front();
  EXPECT_GT(second.segment, first.segment);
  claim_all(*reader);
  release(*reader, second);
  EXPECT_THAT(segments(), ElementsAre(second.segment));
}

TEST_F(SpoolReaderTest, ASegmentWaitsForOlderOnesWithPiecesOfItsMessages) {
  const auto kept = write_some(1, 100).front();
  const auto large = must(write_message(*spool, octets_of(1, 400'000))); // its pieces begin beside `kept`
  ASSERT_GT(large.segment, kept.segment);
  const auto later = write_some(150, 3000);
  ASSERT_GT(later.back().segment, large.segment);
  {
    auto reader = open_reader();
    claim_all(*reader);
    release(*reader, large);
    for (const auto id : later) release(*reader, id);
    // The segment in which the large message ended is needed by whoever reads its first pieces.
    EXPECT_THAT(segments(), testing::Contains(large.segment));
  }
  auto reader = open_reader();
  ASSERT_EQ(claim_all(*reader).size(), 1u);
  release(*reader, kept);
  EXPECT_THAT(segments(), ElementsAre(later.back().segment));
}

TEST_F(SpoolReaderTest, AMessageThatIsGivenUpLeavesNothing) {
  {
    auto given_up = must(spool->begin());
    ASSERT_TRUE(given_up.append(octets_of(1, 300'000)));
  }
  const auto ids = write_some(100, 3000);
  auto reader = open_reader();
  EXPECT_EQ(claim_all(*reader).size(), 100u);
  for (const auto id : ids) release(*reader, id);
  EXPECT_THAT(segments(), ElementsAre(ids.back().segment));
}

TEST_F(SpoolReaderTest, AMessageWithoutItsLastPieceIsForgottenWithItsWriter) {
  auto in_progress = must(spool->begin());
  ASSERT_TRUE(in_progress.append(octets_of(1, 300'000)));
  const auto committed = write_some(1, 100).front(); // takes the pieces to the disk
  const auto died = copy_as("died");
  auto survivor = must(Spool::open(died, disk));
  const auto later = must(write_message(*survivor, "later"));
  auto reader = open_reader(died);
  EXPECT_EQ(claim_all(*reader).size(), 2u);
  release(*reader, committed);
  release(*reader, later);
  EXPECT_THAT(must(list_segments(died.directory, disk)), ElementsAre(later.segment));
}

TEST_F(SpoolReaderTest, AReaderThatComesInTheMiddleOfAMessageGetsItWhole) {
  auto in_progress = must(spool->begin());
  const auto octets = octets_of(1, 300'000);
  ASSERT_TRUE(in_progress.append(std::string_view(octets).substr(0, 200'000)));
  write_some(1, 100);
  auto reader = open_reader();
  EXPECT_EQ(claim_all(*reader).size(), 1u);
  ASSERT_TRUE(in_progress.append(std::string_view(octets).substr(200'000)));
  std::promise<void> finished;
  std::move(in_progress).commit(envelope_of("x"), [&](const Result<SpoolId>&) { finished.set_value(); });
  finished.get_future().wait();
  const auto messages = claim_all(*reader);
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].octets, octets);
}

TEST_F(SpoolReaderTest, QuarantineKeepsAMessageReadableAndAway) {
  const auto small = write_some(1, 100).front();
  const auto octets = octets_of(5, 700'000);
  const auto large = must(write_message(*spool, octets)); // in several segments
  write_some(100, 3000);
  {
    auto reader = open_reader();
    for (const auto& message : claim_all(*reader)) {
      if (message.id == large) continue;
      release(*reader, message.id);
    }
    ASSERT_TRUE(reader->quarantine(large));
    must(reader->release({}));
    EXPECT_EQ(segments().size(), 1u);
    const auto again = reader->quarantine(large);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::not_found);
  }
  auto reader = open_reader();
  EXPECT_THAT(claim_all(*reader), IsEmpty());
  const auto message = must(read_quarantined(options.directory, large, options.keys, disk));
  EXPECT_EQ(message.octets, octets);
  EXPECT_EQ(message.envelope, envelope_of("somebody"));
  EXPECT_FALSE(read_quarantined(options.directory, small, options.keys, disk));
}

TEST_F(SpoolReaderTest, AReaderWithAnotherKeySaysSoAndMovesNothing) {
  write_some(3, 100);
  auto other = options;
  other.keys = new_keys();
  auto reader = open_reader(other);
  const auto refused = reader->claim(1, 1000);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::corrupt);
  reader.reset();
  EXPECT_EQ(claim_all(*open_reader()).size(), 3u);
}

TEST_F(SpoolReaderTest, ReadingNeedsTheSecretKey) {
  auto blind = options;
  blind.keys.secret_key.reset();
  const auto refused = SpoolReader::open(blind, nothing_is_done(), disk);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_argument);
}

TEST_F(SpoolReaderTest, AChangedOctetCostsAtMostItsOwnMessage) {
  write_some(3, 100);
  spool.reset();
  const auto pristine = read_file(segment_path(options.directory, 1));
  const auto used = segment_header_octets + 3 * record_octets(300);
  std::size_t put_aside = 0;
  for (std::size_t place = 0; place < used; place += place < segment_header_octets ? 61 : 1) {
    const auto damaged = copy_as("damaged");
    auto octets = pristine;
    octets[place] = static_cast<char>(octets[place] ^ 0x10);
    write_file(segment_path(damaged.directory, 1), octets);
    auto writer = must(Spool::open(damaged, disk));
    auto reader = open_reader(damaged);
    const auto messages = claim_all(*reader);
    ASSERT_GE(messages.size(), 2u) << "octet " << place;
    for (const auto& message : messages) {
      ASSERT_EQ(message.octets, octets_of(message.id.number, 100)) << "octet " << place;
      ASSERT_EQ(message.envelope, envelope_of("somebody"));
    }
    const auto kept = must(list_quarantine(damaged.directory, disk));
    ASSERT_EQ(messages.size() + kept.size(), 3u) << "octet " << place;
    put_aside += kept.size();
  }
  EXPECT_GT(put_aside, 500u);
}

TEST_F(SpoolReaderTest, ATailThatIsTornAnywhereIsCutWithoutTheKey) {
  write_some(3, 100);
  spool.reset();
  const auto pristine = read_file(segment_path(options.directory, 1)).substr(0, segment_header_octets + 1000);
  std::size_t last_count = 0;
  for (std::size_t length = segment_header_octets; length <= pristine.size(); ++length) {
    auto torn = copy_as("torn");
    write_file(segment_path(torn.directory, 1), std::string_view(pristine).substr(0, length));
    write_file(torn.directory / "state", std::string(4096, '\0')); // the page may be older than the log
    auto blind = torn;
    blind.keys.secret_key.reset();
    must(Spool::open(blind, disk));
    const auto messages = claim_all(*open_reader(torn));
    ASSERT_GE(messages.size(), last_count);
    ASSERT_THAT(must(list_quarantine(torn.directory, disk)), IsEmpty()) << "length " << length;
    last_count = messages.size();
  }
  EXPECT_EQ(last_count, 3u);
}

TEST_F(SpoolReaderTest, ASegmentWithoutAnyHeaderIsPutAsideAndTheOthersAreRead) {
  const auto ids = write_some(200, 3000);
  auto octets = read_file(segment_path(options.directory, 2));
  octets.replace(0, segment_header_octets, segment_header_octets, 'x');
  write_file(segment_path(options.directory, 2), octets);
  auto reader = open_reader();
  std::set<std::uint32_t> found;
  for (const auto& message : claim_all(*reader)) found.insert(message.id.segment);
  EXPECT_FALSE(found.contains(2));
  EXPECT_EQ(found.size(), ids.back().segment - 1);
  EXPECT_TRUE(std::filesystem::exists(options.directory / "quarantine" / segment_path("", 2)));
  EXPECT_THAT(segments(), testing::Not(testing::Contains(2u)));
}

TEST_F(SpoolReaderTest, ANewerFormatIsLeftAlone) {
  write_some(1, 100);
  auto octets = read_file(segment_path(options.directory, 1));
  octets[8] = octets[header_copy_octets + 8] = 2;
  write_file(segment_path(options.directory, 1), octets);
  auto reader = open_reader();
  const auto refused = reader->claim(1, 1000);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::newer_format);
  EXPECT_TRUE(std::filesystem::exists(segment_path(options.directory, 1)));
}

} // namespace
} // namespace store
