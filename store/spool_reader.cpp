#include "store/spool_reader.hpp"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "parsers/assert_that.hpp"
#include "store/spool_directory.hpp"
#include "store/spool_quarantine.hpp"

namespace store {
namespace {

using parsers::ErrorCode;
using parsers::failure;

} // namespace

Result<std::unique_ptr<SpoolReader>> SpoolReader::open(SpoolOptions options, std::function<bool(SpoolId)> is_done,
                                                       Disk& disk) {
  parsers::assert_that(sodium_init() >= 0, "libsodium starts");
  if (!options.keys.secret_key) return failure(ErrorCode::invalid_argument, "a reader needs the spool's secret key");
  if (auto made = create_spool_directory(options.directory, disk); !made) return tl::unexpected(made.error());
  auto state = SpoolState::open(options.directory, SpoolState::End::reading, disk);
  if (!state) return tl::unexpected(state.error());
  auto reader = std::make_unique<LogReader>(std::move(options), std::move(*state), std::move(is_done), disk);
  if (auto started = reader->start(); !started) return tl::unexpected(started.error());
  return reader;
}

LogReader::LogReader(SpoolOptions options, std::unique_ptr<SpoolState> state, std::function<bool(SpoolId)> is_done,
                     Disk& disk)
    : options_(std::move(options)), disk_(disk), state_(std::move(state)), is_done_(std::move(is_done)) {}

Result<void> LogReader::start() {
  const auto numbers = list_segments(options_.directory, disk_);
  if (!numbers) return tl::unexpected(numbers.error());
  if (!numbers->empty()) {
    last_to_ask_ = numbers->back();
    const auto first = open_segment(segment_path(options_.directory, numbers->front()), OpenFor::reading, disk_);
    if (first) passed_ = first->header.messages_before;
    publish();
  }
  const auto ids = list_quarantine(options_.directory, disk_);
  if (!ids) return tl::unexpected(ids.error());
  put_aside_.insert(ids->begin(), ids->end());
  return {};
}

Result<std::vector<SpooledMessage>> LogReader::claim(std::size_t most, std::uint64_t most_octets) {
  const std::lock_guard lock(mutex_);
  Batch batch;
  batch.most = most;
  batch.most_octets = most_octets;
  const auto outcome = fill(batch);
  publish();
  // What was claimed before a failure is not lost with it: the failure comes again.
  if (!outcome && batch.messages.empty()) return tl::unexpected(outcome.error());
  return std::move(batch.messages);
}

Result<void> LogReader::fill(Batch& batch) {
  while (!batch.is_full && batch.messages.size() < batch.most) {
    const auto limit = find_segment();
    if (!limit) return tl::unexpected(limit.error());
    if (!*limit) return {};
    const std::uint64_t begin = current_->scanner.offset();
    const auto step = current_->scanner.next(**limit);
    if (!step) return tl::unexpected(step.error());
    if (step->gap_end > begin) {
      if (!step->gap_is_blank) {
        if (auto done = put_gap_aside(begin, step->gap_end); !done) return done;
      }
      current_->scanner.move_to(step->gap_end);
      continue;
    }
    if (auto done = take_record(*step, batch); !done) return done;
    if (batch.is_full) return {};
    current_->next_record = step->record->header.number + 1;
    current_->scanner.move_to(step->end());
  }
  return {};
}

/// Makes a segment current that has something to read, and says up to where. Nothing when there is none.
Result<std::optional<std::uint64_t>> LogReader::find_segment() {
  constexpr std::optional<std::uint64_t> none;
  for (;;) {
    const auto end = state_->durable_end();
    if (current_) {
      std::uint64_t limit = end.offset;
      if (end.segment > current_->number) {
        // Complete from now on, and its size final.
        const auto size = disk_.size_of(current_->file.get());
        if (!size) return tl::unexpected(size.error());
        limit = *size;
      }
      if (end.segment >= current_->number && current_->scanner.offset() < limit) return limit;
      if (end.segment <= current_->number) return none;
      leave();
    }
    if (!(next_ < end)) return none;
    const auto numbers = list_segments(options_.directory, disk_);
    if (!numbers) return tl::unexpected(numbers.error());
    const auto number = std::lower_bound(numbers->begin(), numbers->end(), next_.segment);
    if (number == numbers->end() || LogPlace{*number, 0} >= end) {
      next_ = end;
      return none;
    }
    const auto entered = enter(*number);
    if (!entered) return tl::unexpected(entered.error());
    if (!*entered) next_ = {*number + 1, 0};
  }
}

/// False when the segment's header cannot be read: it is put aside as a whole, unless it is the last one, whose number
/// must survive.
Result<bool> LogReader::enter(std::uint32_t number) {
  auto opened = open_segment(segment_path(options_.directory, number), OpenFor::reading, disk_);
  if (!opened && opened.error().code == ErrorCode::corrupt) {
    if (number >= state_->durable_end().segment) return false;
    if (auto moved = quarantine_segment(options_.directory, number, disk_); !moved) {
      return tl::unexpected(moved.error());
    }
    return false;
  }
  if (!opened) return tl::unexpected(opened.error());
  auto seal = open_seal(opened->header, options_.keys);
  if (!seal) return tl::unexpected(seal.error());
  if (opened->header.session != session_) forget_before_session(opened->header.session);
  passed_ = opened->header.messages_before;
  SegmentScanner scanner(disk_, opened->file.get(), opened->header.salt);
  segments_.emplace(number, Segment{.header = opened->header, .seal = std::move(*seal), .reaches_back_to = number});
  current_.emplace(Current{number, std::move(opened->file), std::move(scanner)});
  return true;
}

void LogReader::leave() {
  segments_.at(current_->number).is_walked = true;
  next_ = {current_->number + 1, 0};
  current_.reset();
}

/// A writer that begins anew has none of the messages that an earlier one was receiving.
void LogReader::forget_before_session(std::uint32_t session) {
  session_ = session;
  while (!begun_.empty() && begun_.begin()->first.segment < session) forget_begun(begun_.begin()->first);
}

Result<void> LogReader::take_record(const SegmentScanner::Step& step, Batch& batch) {
  const Piece piece{current_->number, *step.record};
  const RecordHeader& header = step.record->header;
  switch (header.kind) {
    case RecordKind::piece:
      begun_[header.first].push_back(piece);
      need({piece});
      return {};
    case RecordKind::abandoned:
      forget_begun(header.first);
      return {};
    case RecordKind::last_piece:
      return take_message(piece, step.octets, batch);
    case RecordKind::end_of_segment:
    case RecordKind::begin_of_segment:
      return {};
  }
  return {};
}

Result<void> LogReader::take_message(const Piece& last, std::string_view record, Batch& batch) {
  const SpoolId id{last.segment, last.place.header.number};
  const SpoolId first = last.place.header.first;
  if (is_known(id)) {
    forget_begun(first);
    ++passed_;
    return {};
  }
  Pieces pieces;
  if (const auto begun = begun_.find(first); begun != begun_.end()) pieces = begun->second;
  pieces.push_back(last);
  std::uint64_t octets = 0;
  for (const auto& piece : pieces) octets += piece.place.header.sealed_octets;
  if (!batch.messages.empty() && batch.octets + octets > batch.most_octets) {
    batch.is_full = true;
    return {};
  }
  auto message = assemble(id, pieces, record);
  if (!message) return tl::unexpected(message.error());
  if (!*message) {
    if (auto done = put_aside(id, pieces); !done) return done;
  }
  forget_begun(first);
  ++passed_;
  if (!*message) return {};
  need(pieces);
  held_.emplace(id, std::move(pieces));
  batch.octets += octets;
  batch.messages.push_back(std::move(**message));
  return {};
}

bool LogReader::is_known(SpoolId id) {
  if (put_aside_.erase(id) > 0) return true;
  return id.segment <= last_to_ask_ && is_done_ && is_done_(id);
}

/// Octets of a segment in which no record can be found: something was changed there, and it is kept for a person.
Result<void> LogReader::put_gap_aside(std::uint64_t begin, std::uint64_t end) {
  const SpoolId id{current_->number, current_->next_record};
  if (put_aside_.erase(id) > 0) return {};
  auto octets = disk_.read_at(current_->file.get(), begin, static_cast<std::size_t>(end - begin));
  if (!octets) return tl::unexpected(octets.error());
  std::string kept;
  append_run_header(kept, segments_.at(current_->number).header);
  return write_quarantined(options_.directory, id, kept.append(*octets), disk_);
}

} // namespace store
