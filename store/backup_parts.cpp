#include "store/backup_parts.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::uint8_t part_mark = 'P';
constexpr std::uint8_t end_mark = 'Z';
constexpr std::size_t rows_of_block = 256UL * 1024; // octets
constexpr std::size_t largest_block = 256UL << 20;  // a row of LMDB is smaller
constexpr std::size_t row_head = sizeof(std::uint16_t) + sizeof(std::uint32_t);

tl::unexpected<parsers::Error> malformed() { return failure(ErrorCode::corrupt, "the backup has no such part"); }

} // namespace

// -- writing ----------------------------------------------------------------------------------------------------------

Result<void> PartWriter::begin(const PartName& part) {
  digest_ = RunningDigest();
  ++parts_;
  OctetWriter head;
  head.number(part_mark).enumerator(part.kind).counted(part.name);
  digest_.add(head.view());
  return stream_.write(head.view());
}

Result<void> PartWriter::block(std::string_view octets) {
  if (octets.empty()) return {};
  const OctetWriter length = std::move(OctetWriter().number(static_cast<std::uint32_t>(octets.size())));
  digest_.add(octets);
  if (auto written = stream_.write(length.view()); !written) return written;
  return stream_.write(octets);
}

Result<void> PartWriter::row(const Row& row) {
  OctetWriter head;
  head.counted(row.key).number(static_cast<std::uint32_t>(row.value.size()));
  rows_.append(head.view()).append(row.value);
  return rows_.size() < rows_of_block ? Result<void>() : flush_rows();
}

Result<void> PartWriter::flush_rows() {
  auto written = block(rows_);
  rows_.clear();
  return written;
}

Result<void> PartWriter::end() {
  if (auto flushed = flush_rows(); !flushed) return flushed;
  OctetWriter tail;
  tail.number(std::uint32_t{0}).number(digest_.length()).array(digest_.digest());
  return stream_.write(tail.view());
}

Result<void> PartWriter::finish() {
  if (auto written = stream_.write(OctetWriter().number(end_mark).number(parts_).view()); !written) return written;
  return stream_.finish();
}

// -- reading ----------------------------------------------------------------------------------------------------------

Result<std::optional<PartName>> PartReader::next() {
  const auto mark = stream_.take(1);
  if (!mark) return tl::unexpected(mark.error());
  const auto kind = static_cast<std::uint8_t>(mark->front());
  if (kind == end_mark) {
    const auto count = stream_.take(sizeof(std::uint32_t));
    if (!count) return tl::unexpected(count.error());
    if (OctetReader(*count).number<std::uint32_t>() != parts_) return malformed();
    if (auto finished = stream_.finish(); !finished) return tl::unexpected(finished.error());
    return std::nullopt;
  }
  auto head = stream_.take(1 + sizeof(std::uint16_t));
  if (!head) return tl::unexpected(head.error());
  std::string octets(1, static_cast<char>(kind));
  octets += *head;
  OctetReader reader(*head);
  PartName part{.kind = reader.enumerator(greatest_part_kind), .name = {}};
  const auto length = reader.number<std::uint16_t>();
  if (kind != part_mark || !reader.is_finished()) return malformed();
  const auto name = stream_.take(length);
  if (!name) return tl::unexpected(name.error());
  part.name = *name;
  octets += *name;
  digest_ = RunningDigest();
  digest_.add(octets);
  ++parts_;
  return part;
}

Result<std::optional<std::string_view>> PartReader::block() {
  const auto length = stream_.take(sizeof(std::uint32_t));
  if (!length) return tl::unexpected(length.error());
  const auto size = OctetReader(*length).number<std::uint32_t>();
  if (size > largest_block) return malformed();
  if (size > 0) {
    const auto octets = stream_.take(size);
    if (!octets) return tl::unexpected(octets.error());
    digest_.add(*octets);
    return *octets;
  }
  const auto tail = stream_.take(sizeof(std::uint64_t) + Secret().size());
  if (!tail) return tl::unexpected(tail.error());
  OctetReader reader(*tail);
  const bool has_length = reader.number<std::uint64_t>() == digest_.length();
  if (!has_length || reader.array<Secret().size()>() != digest_.digest()) {
    return failure(ErrorCode::corrupt, "a part of the backup is not what its checksum says");
  }
  return std::nullopt;
}

Result<std::optional<Row>> BlockRows::next() {
  if (rest_.empty()) return std::nullopt;
  OctetReader reader(rest_);
  Row row;
  row.key = reader.counted();
  row.value = reader.octets(reader.number<std::uint32_t>());
  if (!reader.is_whole() || row.key.empty()) return malformed();
  rest_.remove_prefix(row_head + row.key.size() + row.value.size());
  return row;
}

} // namespace store
