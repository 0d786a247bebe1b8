#include "store/import_block.hpp"

#include <algorithm>

#include "store/octets.hpp"

namespace store {

using classifier::ImportReason;
using parsers::assert_that;
using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::uint8_t version = 1;
constexpr std::uint8_t is_last = 1;
constexpr std::uint8_t has_reasons = 2;
constexpr std::uint8_t has_generation = 4; // a later one than the first
constexpr std::size_t header_size = 64;

} // namespace

std::string write_import_block(const ImportBlockHeader& header, std::span<const ListedRow> rows) {
  assert_that(rows.size() <= most_rows_of_piece, "a piece of an import has at most 65,536 rows");
  const bool differs =
      std::ranges::any_of(rows, [&](const ListedRow& row) { return row.reason != header.usual_reason; });
  const bool is_later = header.generation > 1;
  const int flags = (header.is_last ? is_last : 0) | (differs ? has_reasons : 0) | (is_later ? has_generation : 0);
  OctetWriter writer(header_size + rows.size() * sizeof(ListedRow));
  writer.number(version).number(header.import).number(header.first_row).number(static_cast<std::uint8_t>(flags));
  if (is_later) writer.number(header.generation);
  writer.enumerator(header.usual_reason).array(header.source).varint(rows.size());
  for (const ListedRow& row : rows) writer.array(row.hash);
  if (differs)
    for (const ListedRow& row : rows) writer.enumerator(row.reason);
  return std::move(writer).take();
}

Result<ImportBlock> ImportBlock::read_again(std::string_view octets) {
  OctetReader reader(octets);
  if (const auto found = reader.number<std::uint8_t>(); reader.is_whole() && found > version) {
    return failure(ErrorCode::newer_format, "an import's block of version " + std::to_string(found));
  } else if (found != version) {
    return failure(ErrorCode::corrupt, "an import's block without a version");
  }
  ImportBlock block;
  block.header_.import = reader.number<ImportId>();
  block.header_.first_row = reader.number<ImportRow>();
  const auto flags = reader.number<std::uint8_t>();
  block.header_.is_last = (flags & is_last) != 0;
  if ((flags & has_generation) != 0) {
    block.header_.generation = reader.number<classifier::Generation>();
    if (block.header_.generation < 2) reader.fail(); // the first is told by the flag
  }
  block.header_.usual_reason = reader.enumerator(classifier::greatest_import_reason);
  block.header_.source = reader.array<16>();
  const std::uint64_t rows = reader.varint();
  const bool has_room = rows <= most_rows_of_piece && (rows > 0 || block.header_.is_last);
  const bool has_empty_reasons = rows == 0 && (flags & has_reasons) != 0;
  if (!has_room || has_empty_reasons || block.header_.import == 0 ||
      (flags & ~(is_last | has_reasons | has_generation)) != 0)
    reader.fail();
  block.hashes_ = reader.octets(rows * hash_size);
  if ((flags & has_reasons) != 0) block.reasons_ = reader.octets(rows);
  if (!reader.is_finished()) return failure(ErrorCode::corrupt, "the octets are of no import's block");
  return block;
}

Result<ImportBlock> ImportBlock::read(std::string_view octets) {
  auto block = read_again(octets);
  if (block && !block->has_one_form()) return failure(ErrorCode::corrupt, "the rows of an import's block");
  return block;
}

/// Reasons are there only where one differs from the usual, and rows ascend.
bool ImportBlock::has_one_form() const {
  const auto usual = static_cast<char>(header_.usual_reason);
  if (!reasons_.empty() && reasons_.find_first_not_of(usual) == std::string_view::npos) return false;
  for (std::size_t i = 0; i < size(); ++i) {
    if (reason(i) > classifier::greatest_import_reason) return false;
    const int order = i == 0 ? -1 : hash(i - 1).compare(hash(i));
    if (order > 0 || (order == 0 && reason(i - 1) >= reason(i))) return false;
  }
  return true;
}

ImportReason ImportBlock::reason(std::size_t index) const {
  return reasons_.empty() ? header_.usual_reason : static_cast<ImportReason>(reasons_[index]);
}

ImportedFact ImportBlock::fact(std::size_t index) const {
  return {.import = header_.import, .row = header_.first_row + index, .reason = reason(index)};
}

std::size_t ImportBlock::lower_bound(std::string_view sought) const {
  std::size_t first = 0;
  for (std::size_t count = size(); count > 0;) {
    const std::size_t half = count / 2;
    const bool is_before = hash(first + half) < sought;
    if (is_before) first += half + 1;
    count = is_before ? count - half - 1 : half;
  }
  return first;
}

classifier::Cause import_cause(ImportId import, ImportRow first_row) {
  OctetWriter writer(16);
  return OctetReader(writer.number(import).number(first_row).view()).array<16>();
}

} // namespace store
