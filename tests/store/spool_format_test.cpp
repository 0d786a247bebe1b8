#include "store/spool_format.hpp"

#include <gtest/gtest.h>

#include "store/spool_envelope.hpp"
#include "store/spool_scanner.hpp"
#include "store/spool_seal.hpp"
#include "tests/store/failing_disk.hpp"
#include "tests/store/spool_fixture.hpp"

namespace store {
namespace {

using namespace store::test;
using parsers::ErrorCode;

SegmentHeader some_header() {
  SegmentHeader header;
  header.number = 7;
  header.session = 3;
  header.messages_before = 1'000'000'000'000;
  return header;
}

std::string sealed(const SegmentSeal& seal, RecordHeader header, std::string_view octets) {
  header.sealed_octets = static_cast<std::uint32_t>(octets.size() + AesGcm::tag_octets);
  std::string record(record_octets(header.sealed_octets), '?');
  const std::string_view parts[] = {octets};
  seal.seal_record(header, parts, record.data());
  return record;
}

TEST(SegmentHeader, IsReadFromEitherCopy) {
  auto header = some_header();
  const auto seal = begin_seal(header, new_keys());
  const auto copy = encode_segment_header(header);
  ASSERT_EQ(copy.size(), header_copy_octets);
  EXPECT_EQ(must(decode_segment_header(copy + copy)), header);
  for (std::size_t place = 0; place < 144; ++place) {
    auto damaged = copy + copy;
    damaged[place] = static_cast<char>(damaged[place] ^ 1);
    EXPECT_EQ(must(decode_segment_header(damaged)), header);
    damaged[header_copy_octets + place] = static_cast<char>(damaged[header_copy_octets + place] ^ 1);
    EXPECT_FALSE(decode_segment_header(damaged)) << place;
  }
  for (std::size_t length = 0; length < copy.size(); ++length) {
    EXPECT_EQ(decode_segment_header(std::string_view(copy).substr(0, length)).has_value(), length >= 144);
  }
}

TEST(SegmentSeal, OpensWithTheSecretKeyOnly) {
  const auto keys = new_keys();
  auto header = some_header();
  const auto seal = begin_seal(header, keys);
  EXPECT_TRUE(open_seal(header, keys));
  const auto refused = open_seal(header, new_keys());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::corrupt);
}

TEST(SegmentSeal, SealsEverySegmentUnderItsOwnKeyAndSalt) {
  const auto keys = new_keys();
  auto one = some_header(), another = some_header();
  const auto seal = begin_seal(one, keys);
  const auto other = begin_seal(another, keys);
  EXPECT_NE(one.salt, another.salt);
  EXPECT_NE(one.sealed_key, another.sealed_key);
  const auto record = sealed(seal, {.number = 1}, "octets");
  EXPECT_FALSE(decode_record_header(record, other.salt()));
  const auto read = decode_record_header(record, seal.salt());
  ASSERT_TRUE(read);
  EXPECT_FALSE(other.open_record(*read, record));
  EXPECT_EQ(seal.open_record(*read, record), "octets");
}

TEST(SegmentSeal, BindsEveryFieldOfTheRecordHeader) {
  auto segment = some_header();
  const auto seal = begin_seal(segment, new_keys());
  const RecordHeader header{.kind = RecordKind::piece, .number = 5, .first = {6, 7}, .piece = 8};
  const auto record = sealed(seal, header, "octets");
  for (std::size_t place = 0; place < bound_octets; ++place) {
    auto forged = record;
    forged[place] = static_cast<char>(forged[place] ^ 1);
    EXPECT_FALSE(decode_record_header(forged, seal.salt())) << place;
    // Even with a digest that fits, since the salt is no secret.
    auto read = *decode_record_header(record, seal.salt());
    EXPECT_FALSE(seal.open_record(read, forged)) << place;
  }
}

TEST(SpoolRecord, IsIntactOnlyAsItWasWritten) {
  auto segment = some_header();
  const auto seal = begin_seal(segment, new_keys());
  for (const std::size_t length : {0u, 1u, 7u, 8u, 100u}) {
    const auto record = sealed(seal, {.number = 1}, octets_of(1, length));
    const auto sealed_octets = length + AesGcm::tag_octets;
    EXPECT_EQ(record.size() % 8, 0u);
    EXPECT_TRUE(is_intact(record, sealed_octets, segment.salt));
    for (std::size_t place = 0; place < record.size(); ++place) {
      auto damaged = record;
      damaged[place] = static_cast<char>(damaged[place] ^ 4);
      EXPECT_FALSE(is_intact(damaged, sealed_octets, segment.salt)) << place;
      EXPECT_FALSE(is_intact(std::string_view(record).substr(0, place), sealed_octets, segment.salt)) << place;
    }
  }
}

TEST(MessageEnd, IsReadFromBehindTheOctets) {
  const MessageEnd written{envelope_of("anybody"), 123'456'789'012};
  const std::string octets = "octets of a message" + encode_message_end(written);
  std::string_view rest = octets;
  const auto read = take_message_end(rest);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->envelope, written.envelope);
  EXPECT_EQ(read->message_octets, written.message_octets);
  EXPECT_EQ(rest, "octets of a message");
}

TEST(MessageEnd, KeepsTheNullReversePathAndManyRecipients) {
  MessageEnd written;
  written.envelope.forward_paths.assign(100, {std::string(300, 'r')});
  const std::string octets = encode_message_end(written);
  std::string_view rest = octets;
  const auto read = take_message_end(rest);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->envelope, written.envelope);
}

TEST(MessageEnd, IsNotReadFromATruncationOrAWrongLength) {
  const std::string octets = encode_message_end({envelope_of("anybody"), 5});
  for (std::size_t length = 0; length < octets.size(); ++length) {
    std::string_view front = std::string_view(octets).substr(0, length);
    EXPECT_FALSE(take_message_end(front)) << length;
    std::string_view back = std::string_view(octets).substr(octets.size() - length);
    EXPECT_FALSE(take_message_end(back)) << length;
  }
}

struct ScannerTest : testing::Test {
  TemporaryDirectory directory;
  SegmentHeader header = some_header();
  SegmentSeal seal = begin_seal(header, new_keys());
  std::string octets = encode_segment_header(header) + encode_segment_header(header);
  FileDescriptor file;

  SegmentScanner scan() {
    file = must(system_disk().open(directory.path() / "x", OpenFor::creating));
    must(system_disk().write_at(file.get(), octets, 0));
    return SegmentScanner(system_disk(), file.get(), header.salt);
  }
};

TEST_F(ScannerTest, StepsOverWhatIsNoRecordEvenAcrossItsWindow) {
  // The gap ends so that the next header lies across the first window's end, at each of its places.
  for (std::size_t before = 0; before <= 64; before += 8) {
    std::filesystem::remove(directory.path() / "x");
    octets.resize(segment_header_octets);
    octets.append(1024 * 1024 - before, 'g');
    octets += sealed(seal, {.number = 9}, "found");
    auto scanner = scan();
    const auto step = must(scanner.next(octets.size()));
    ASSERT_TRUE(step.record) << before;
    EXPECT_EQ(step.record->header.number, 9u);
    EXPECT_EQ(step.gap_end, segment_header_octets + 1024 * 1024 - before);
    EXPECT_FALSE(step.gap_is_blank);
    EXPECT_EQ(step.end(), octets.size());
  }
}

TEST_F(ScannerTest, DoesNotFindARecordThatReachesBeyondTheLimit) {
  octets += sealed(seal, {.number = 1}, "one");
  const auto end = octets.size();
  octets += sealed(seal, {.number = 2}, "two");
  auto scanner = scan();
  scanner.move_to(end);
  for (std::size_t limit = end; limit < octets.size(); ++limit) {
    const auto step = must(scanner.next(limit));
    EXPECT_FALSE(step.record) << limit;
    EXPECT_EQ(step.gap_end, limit);
  }
  EXPECT_TRUE(must(scanner.next(octets.size())).record);
}

TEST_F(ScannerTest, KnowsABlankGap) {
  octets.append(3'000'000, '\0');
  auto scanner = scan();
  const auto step = must(scanner.next(octets.size()));
  EXPECT_FALSE(step.record);
  EXPECT_TRUE(step.gap_is_blank);
  EXPECT_EQ(step.end(), octets.size());
}

} // namespace
} // namespace store
