#include "store/import_block.hpp"

#include "store/import_piece.hpp"
#include "store/octets.hpp"
#include "store/packed_octets.hpp"
#include "store/sorted_runs.hpp"
#include "tests/store/failing_disk.hpp"
#include "tests/store/spool_fixture.hpp"

namespace store {
namespace {

using classifier::ImportReason;
using parsers::ErrorCode;

ImportBlockHeader header() {
  return {.import = 7, .first_row = 100, .is_last = true, .usual_reason = ImportReason::unsubscribe, .source = {9}};
}

std::vector<ListedRow> rows(std::initializer_list<ListedRow> listed) { return listed; }

const std::vector<ListedRow> mixed =
    rows({{{1}, ImportReason::unsubscribe}, {{1}, ImportReason::complaint}, {{2}, ImportReason::unsubscribe}});
const std::vector<ListedRow> usual = rows({{{1}, ImportReason::unsubscribe}, {{2}, ImportReason::unsubscribe}});

TEST(ImportBlock, GivesBackWhatWasWritten) {
  for (const auto& written : {mixed, usual}) {
    const std::string octets = write_import_block(header(), written);
    const auto block = ImportBlock::read(octets);
    ASSERT_TRUE(block) << to_string(block.error());
    EXPECT_EQ(block->header(), header());
    ASSERT_EQ(block->size(), written.size());
    for (std::size_t i = 0; i < written.size(); ++i) {
      EXPECT_EQ(block->hash(i), view_of(written[i].hash));
      EXPECT_EQ(block->reason(i), written[i].reason);
      EXPECT_EQ(block->fact(i), (ImportedFact{7, 100 + i, written[i].reason}));
    }
  }
}

TEST(ImportBlock, NamesItsGenerationFromTheSecondOn) {
  ImportBlockHeader later = header();
  later.generation = 2;
  std::string octets = write_import_block(later, usual);
  EXPECT_EQ(octets.size(), write_import_block(header(), usual).size() + 1);
  EXPECT_EQ(ImportBlock::read(octets)->header(), later);
  octets[18] = 1;
  EXPECT_EQ(ImportBlock::read(octets).error().code, ErrorCode::corrupt);
}

TEST(ImportBlock, NamesReasonsOnlyWhereOneDiffers) {
  EXPECT_EQ(write_import_block(header(), mixed).size(), 36u + 3 * 17);
  EXPECT_EQ(write_import_block(header(), usual).size(), 36u + 2 * 16);
}

TEST(ImportBlock, RefusesEveryTruncationAndEveryAddition) {
  const std::string octets = write_import_block(header(), mixed);
  for (std::size_t length = 0; length < octets.size(); ++length) {
    EXPECT_FALSE(ImportBlock::read(std::string_view(octets).substr(0, length))) << length;
  }
  EXPECT_FALSE(ImportBlock::read(octets + '\0'));
}

TEST(ImportBlock, HasOneFormForEachValue) {
  const std::string octets = write_import_block(header(), mixed);
  for (std::size_t place = 0; place < octets.size(); ++place) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = octets;
      changed[place] = static_cast<char>(changed[place] ^ (1 << bit));
      const auto block = ImportBlock::read(changed);
      if (!block) continue;
      std::vector<ListedRow> read;
      for (std::size_t i = 0; i < block->size(); ++i) {
        read.push_back({OctetReader(block->hash(i)).array<16>(), block->reason(i)});
      }
      EXPECT_EQ(write_import_block(block->header(), read), changed) << place;
    }
  }
}

TEST(ImportBlock, RefusesRowsOutOfOrderAndRepeats) {
  EXPECT_FALSE(ImportBlock::read(write_import_block(header(), rows({{{2}, {}}, {{1}, {}}}))));
  EXPECT_FALSE(ImportBlock::read(write_import_block(header(), rows({{{1}, {}}, {{1}, {}}}))));
}

TEST(ImportBlock, TellsANewerVersionFromDamage) {
  std::string octets = write_import_block(header(), usual);
  octets[0] = 2;
  EXPECT_EQ(ImportBlock::read(octets).error().code, ErrorCode::newer_format);
}

TEST(ImportBlock, FindsWhereAHashWouldStand) {
  const std::string octets = write_import_block(header(), mixed);
  const auto block = ImportBlock::read(octets);
  EXPECT_EQ(block->lower_bound(std::string(1, '\0')), 0u);
  EXPECT_EQ(block->lower_bound(std::string(1, '\1')), 0u);
  EXPECT_EQ(block->lower_bound(std::string(1, '\2')), 2u);
  EXPECT_EQ(block->lower_bound(std::string(1, '\3')), 3u);
}

TEST(ImportPiece, IsTheSameInAnotherProcess) {
  const ImportPiece piece{
      .terms = {.imported_at = {}, .usual_reason = ImportReason::denied, .source = {3}, .scope = {}},
      .source = "the old program",
      .block = write_import_block(header(), mixed)};
  const auto read = decode_import_piece(encode_import_piece(piece));
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(read->terms, piece.terms);
  EXPECT_EQ(read->source, piece.source);
  EXPECT_EQ(read->block, piece.block);
  EXPECT_FALSE(decode_import_piece(encode_import_piece(piece).substr(0, 20)));
}

TEST(PackedOctets, AreTheSameAgainAndFewerWhereMostAreZero) {
  const std::string mostly_zero = std::string(20, '\0') + "x" + std::string(9, '\0');
  for (const std::string& octets : {std::string(), std::string("abcdefghi"), mostly_zero, std::string(8, '\0')}) {
    OctetWriter writer;
    write_packed(writer, octets);
    OctetReader reader(writer.view());
    EXPECT_EQ(read_packed(reader), octets);
    EXPECT_TRUE(reader.is_finished());
  }
  OctetWriter writer;
  write_packed(writer, mostly_zero);
  EXPECT_EQ(writer.view().size(), 6u); // length, four masks, x
}

TEST(PackedOctets, HaveOneForm) {
  for (const std::string_view octets : {std::string_view("\1\1\0", 3), std::string_view("\1\2x", 3),
                                        std::string_view("\x81\0\1x", 4), std::string_view("\x7f\1x", 3)}) {
    OctetReader reader(octets);
    read_packed(reader);
    EXPECT_FALSE(reader.is_whole());
  }
}

TEST(Varint, IsReadBackInOneForm) {
  for (const std::uint64_t value :
       {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, std::uint64_t{1} << 35, ~std::uint64_t{0}}) {
    const std::string octets = std::move(OctetWriter().varint(value)).take();
    OctetReader reader(octets);
    EXPECT_EQ(reader.varint(), value);
    EXPECT_TRUE(reader.is_finished());
  }
  for (const std::string_view octets : {std::string_view("\x80\0", 2), std::string_view("\xff"),
                                        std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02")}) {
    OctetReader reader(octets);
    reader.varint();
    EXPECT_FALSE(reader.is_whole());
  }
}

UnsortedRow unsorted(std::uint8_t first, ImportReason reason = {}, std::uint8_t is_copy = 0) {
  return {.row = {.hash = {first}, .reason = reason}, .is_copy = is_copy};
}

TEST(SortedRuns, MergeInOrderEachRowOnce) {
  const test::TemporaryDirectory place;
  SortedRuns runs(place.path(), system_disk());
  std::vector<std::vector<UnsortedRow>> lists{{unsorted(9), unsorted(1), unsorted(5)},
                                              {unsorted(5), unsorted(5, ImportReason::complaint), unsorted(5, {}, 1)},
                                              {unsorted(0, {}, 1), unsorted(9)},
                                              {}};
  for (auto& list : lists) ASSERT_TRUE(runs.write(list));
  EXPECT_EQ(runs.count(), 3u);
  auto merge = RunMerge::open(place.path(), runs.count(), system_disk());
  ASSERT_TRUE(merge);
  std::vector<std::pair<int, std::uint64_t>> merged;
  for (auto row = merge->next(); *row; row = merge->next()) merged.emplace_back((*row)->row.hash[0], (*row)->lines);
  EXPECT_EQ(merged, (std::vector<std::pair<int, std::uint64_t>>{{0, 0}, {1, 1}, {5, 2}, {5, 1}, {9, 2}}));
}

TEST(SortedRuns, ATornRunIsCorrupt) {
  const test::TemporaryDirectory place;
  SortedRuns runs(place.path(), system_disk());
  std::vector<UnsortedRow> list{unsorted(1), unsorted(2)};
  ASSERT_TRUE(runs.write(list));
  std::filesystem::resize_file(place.path() / "run-0", 20);
  EXPECT_EQ(RunMerge::open(place.path(), 1, system_disk()).error().code, ErrorCode::corrupt);
}

} // namespace
} // namespace store
