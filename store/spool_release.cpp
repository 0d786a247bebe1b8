// The second half of the spool's reader: the pieces of messages, letting go of them, and of the segments.
#include <algorithm>
#include <utility>

#include "store/spool_directory.hpp"
#include "store/spool_message.hpp"
#include "store/spool_quarantine.hpp"
#include "store/spool_reader.hpp"

namespace store {
namespace {

using parsers::ErrorCode;
using parsers::failure;

} // namespace

Result<std::vector<std::uint32_t>> LogReader::release(std::span<const SpoolId> ids) {
  const std::lock_guard lock(mutex_);
  for (const auto id : ids) {
    const auto held = held_.find(id);
    if (held == held_.end()) continue;
    let_go(held->second);
    held_.erase(held);
  }
  publish();
  return remove_finished();
}

Result<void> LogReader::quarantine(SpoolId id) {
  const std::lock_guard lock(mutex_);
  const auto held = held_.find(id);
  if (held == held_.end()) return failure(ErrorCode::not_found, "message " + to_string(id) + " is not claimed");
  if (auto done = put_aside(id, held->second); !done) return done;
  let_go(held->second);
  held_.erase(held);
  publish();
  return {};
}

bool LogReader::wait(std::chrono::milliseconds timeout) {
  const auto until = std::chrono::steady_clock::now() + timeout;
  for (;;) {
    const auto seen = state_->publications();
    if (has_something()) return true;
    const auto left = until - std::chrono::steady_clock::now();
    if (left <= left.zero()) return false;
    state_->wait(seen, left);
  }
}

bool LogReader::has_something() const {
  const std::lock_guard lock(mutex_);
  const auto end = state_->durable_end();
  if (!current_) return next_ < end;
  return end.segment > current_->number || end.offset > current_->scanner.offset();
}

/// The record as it stands in the log.
Result<std::string> LogReader::read_piece(const Piece& piece) {
  const auto file = disk_.open(segment_path(options_.directory, piece.segment), OpenFor::reading);
  if (!file) return tl::unexpected(file.error());
  return disk_.read_at(file->get(), piece.place.offset, record_octets(piece.place.header.sealed_octets));
}

/// Nothing when a piece is missing or was changed.
Result<std::optional<SpooledMessage>> LogReader::assemble(SpoolId id, const Pieces& pieces,
                                                          std::string_view last_record) {
  MessageAssembly assembly(id);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto& header = pieces[i].place.header;
    const auto& seal = segments_.at(pieces[i].segment).seal;
    if (i + 1 == pieces.size()) {
      if (!assembly.add(seal, header, last_record)) return std::optional<SpooledMessage>{};
      break;
    }
    const auto record = read_piece(pieces[i]);
    if (!record) return tl::unexpected(record.error());
    if (!assembly.add(seal, header, *record)) return std::optional<SpooledMessage>{};
  }
  return std::move(assembly).finish();
}

Result<void> LogReader::put_aside(SpoolId id, const Pieces& pieces) {
  std::string octets;
  std::uint32_t segment = 0;
  for (const auto& piece : pieces) {
    if (piece.segment != segment) append_run_header(octets, segments_.at(piece.segment).header);
    segment = piece.segment;
    const auto record = read_piece(piece);
    if (!record) return tl::unexpected(record.error());
    octets.append(*record);
  }
  return write_quarantined(options_.directory, id, octets, disk_);
}

void LogReader::need(const Pieces& pieces) {
  for (const auto& piece : pieces) ++segments_.at(piece.segment).needed;
}

void LogReader::let_go(const Pieces& pieces) {
  for (const auto& piece : pieces) --segments_.at(piece.segment).needed;
}

/// The message's end was read in the current segment, or will never come.
void LogReader::forget_begun(SpoolId first) {
  auto& current_segment = current_ ? segments_.at(current_->number) : segments_.rbegin()->second;
  current_segment.reaches_back_to = std::min(current_segment.reaches_back_to, first.segment);
  const auto begun = begun_.find(first);
  if (begun == begun_.end()) return;
  let_go(begun->second);
  begun_.erase(begun);
}

/// A segment goes when nothing of it is needed, a newer one is there (its number must survive), and no older one is
/// there that holds pieces of a message that ended in it: a later reader would wait for that end.
bool LogReader::is_finished(std::uint32_t number, const Segment& segment) const {
  return segment.is_walked && segment.needed == 0 && number < segments_.rbegin()->first &&
         segments_.lower_bound(segment.reaches_back_to)->first == number;
}

Result<std::vector<std::uint32_t>> LogReader::remove_finished() {
  for (auto next = segments_.begin(); next != segments_.end();) {
    const auto segment = next++;
    if (!is_finished(segment->first, segment->second)) continue;
    const auto removed = disk_.remove(segment_path(options_.directory, segment->first));
    if (!removed && removed.error().code != ErrorCode::not_found) return tl::unexpected(removed.error());
    removed_.push_back(segment->first);
    segments_.erase(segment);
  }
  if (removed_.empty()) return std::vector<std::uint32_t>{};
  if (auto synced = disk_.sync_directory(options_.directory); !synced) return tl::unexpected(synced.error());
  return std::exchange(removed_, {});
}

void LogReader::publish() { state_->publish_reading(passed_, held_.size()); }

} // namespace store
