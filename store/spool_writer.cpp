#include "store/spool_writer.hpp"

#include <utility>

#include "parsers/assert_that.hpp"
#include "store/spool_directory.hpp"
#include "store/spool_envelope.hpp"

namespace store {
namespace {

using parsers::assert_that;
using parsers::Error;
using parsers::ErrorCode;

constexpr std::size_t end_octets = record_octets(AesGcm::tag_octets); // of a record without content

} // namespace

SpoolWriter::SpoolWriter(SpoolOptions options, std::unique_ptr<SpoolState> state, const RecoveredLog& log, Disk& disk)
    : options_(std::move(options)),
      disk_(disk),
      state_(std::move(state)),
      session_(log.next_segment),
      free_space_(options_.directory, options_.least_free_octets, disk),
      supply_(options_.directory, options_.segment_octets, disk),
      messages_reserved_(log.messages),
      next_segment_(log.next_segment),
      committed_(log.messages),
      thread_([this] { run(); }) {}

SpoolWriter::~SpoolWriter() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  work_.notify_one();
  thread_.join();
}

Result<IncomingMessage> SpoolWriter::begin() {
  {
    const std::lock_guard lock(mutex_);
    if (latched_) return tl::unexpected(*latched_);
  }
  if (auto room = free_space_.check(); !room) return tl::unexpected(room.error());
  auto message = std::make_unique<IncomingMessage::State>();
  message->writer = this;
  return IncomingMessage(std::move(message));
}

Result<void> SpoolWriter::write_piece(IncomingMessage::State& message) {
  const auto place = reserve({.kind = RecordKind::piece, .clear_octets = message.octets.size(), .message = message});
  if (!place) return tl::unexpected(place.error());
  const std::string_view parts[] = {message.octets};
  seal_into(*place, parts);
  message.octets.clear();
  return {};
}

void SpoolWriter::commit(std::unique_ptr<IncomingMessage::State> message, parsers::Envelope envelope,
                         Finished finished) {
  const std::string end = encode_message_end({std::move(envelope), message->size});
  if (end.size() > largest_envelope_octets) {
    abandon(*message);
    return refuse(std::move(finished), {ErrorCode::too_large, "envelope of " + std::to_string(end.size()) + " octets"});
  }
  const auto place = reserve({.kind = RecordKind::last_piece,
                              .clear_octets = message->octets.size() + end.size(),
                              .message = *message,
                              .finished = &finished});
  if (!place) {
    abandon(*message);
    return refuse(std::move(finished), place.error());
  }
  const std::string_view parts[] = {message->octets, end};
  seal_into(*place, parts);
}

/// Never waits, since destructors come here: the sync thread writes it between two rounds. Without it, after a crash,
/// the next writer's session forgets the pieces as well.
void SpoolWriter::abandon(const IncomingMessage::State& message) {
  if (!message.first) return;
  const std::lock_guard lock(mutex_);
  abandoned_.push_back(*message.first);
}

Result<SpoolWriter::Place> SpoolWriter::reserve(const Wanted& wanted) {
  const std::size_t octets = record_octets(wanted.clear_octets + AesGcm::tag_octets);
  std::unique_lock lock(mutex_);
  for (;;) {
    if (latched_) return tl::unexpected(*latched_);
    if (has_lost_a_piece(wanted.message)) {
      return parsers::failure(ErrorCode::storage_full, "a piece of the message was not written");
    }
    const auto* segment = filling_segment_;
    const bool must_end = segment && !open_round_->ends_segment && segment->has_messages &&
                          segment->end + octets + end_octets > options_.segment_octets;
    if (must_end) end_segment();
    if (!open_round_->ends_segment && open_round_->has_room_for(octets + end_octets)) break;
    assert_that(std::this_thread::get_id() != thread_.get_id(), "nothing is written from a `finished` of commit");
    work_.notify_one();
    room_.wait(lock);
  }
  if (!filling_segment_) begin_segment();
  const Place place = place_in_round(wanted);
  if (has_work()) work_.notify_one();
  return place;
}

/// Of the messages with pieces in the log, all that were being received when a round failed count as hit by it.
bool SpoolWriter::has_lost_a_piece(const IncomingMessage::State& message) const {
  return message.first && message.failures_seen != failures_;
}

SpoolWriter::Place SpoolWriter::place_in_round(const Wanted& wanted) {
  LogSegment& segment = *filling_segment_;
  Round& round = *open_round_;
  IncomingMessage::State& message = wanted.message;
  Place place;
  place.round = &round;
  place.seal = &segment.seal;
  place.header.kind = wanted.kind;
  place.header.sealed_octets = static_cast<std::uint32_t>(wanted.clear_octets + AesGcm::tag_octets);
  place.header.number = segment.next_record++;
  const SpoolId id{segment.header.number, place.header.number};
  if (!message.first) {
    message.first = id;
    message.failures_seen = failures_;
  }
  place.header.first = *message.first;
  place.header.piece = message.pieces;
  if (round.is_empty()) {
    round.segment = &segment;
    round.offset = segment.end;
  }
  place.octets = round.reserve(record_octets(place.header.sealed_octets));
  segment.end += record_octets(place.header.sealed_octets);
  segment.has_messages = segment.has_messages || is_of_message(wanted.kind);
  if (wanted.finished) {
    round.commits.push_back({id, message.pieces > 0, message.failures_seen, std::move(*wanted.finished)});
    ++messages_reserved_;
  }
  ++message.pieces;
  return place;
}

void SpoolWriter::seal_into(const Place& place, std::span<const std::string_view> parts) {
  place.seal->seal_record(place.header, parts, place.octets);
  place.round->filled();
}

void SpoolWriter::begin_segment() {
  SegmentHeader header;
  header.number = next_segment_++;
  header.session = session_;
  header.messages_before = messages_reserved_;
  auto seal = begin_seal(header, options_.keys);
  segments_.push_back(LogSegment{
      .header = header, .seal = std::move(seal), .begun = std::chrono::steady_clock::now(), .file = {}, .failure = {}});
  filling_segment_ = &segments_.back();
}

/// There is room: every record leaves it in its round and in its segment.
void SpoolWriter::end_segment() {
  write_mark(RecordKind::end_of_segment);
  open_round_->ends_segment = true;
  filling_segment_ = nullptr;
}

void SpoolWriter::write_mark(RecordKind kind) {
  IncomingMessage::State none;
  seal_into(place_in_round({.kind = kind, .clear_octets = 0, .message = none}), {});
  open_round_->is_due = true;
}

/// As many as the round and its segment have room for; they are in no hurry.
void SpoolWriter::write_abandoned() {
  while (!abandoned_.empty() && filling_segment_ && !open_round_->ends_segment &&
         open_round_->has_room_for(2 * end_octets) &&
         filling_segment_->end + 2 * end_octets <= options_.segment_octets) {
    IncomingMessage::State message;
    message.first = abandoned_.back();
    abandoned_.pop_back();
    seal_into(place_in_round({.kind = RecordKind::abandoned, .clear_octets = 0, .message = message}), {});
  }
}

void SpoolWriter::refuse(Finished finished, Error error) {
  {
    const std::lock_guard lock(mutex_);
    refused_.emplace_back(std::move(finished), std::move(error));
  }
  work_.notify_one();
}

Spool::Depth SpoolWriter::depth() const {
  Depth depth{.messages = state_->outstanding(), .octets = 0};
  const auto numbers = list_segments(options_.directory, disk_);
  if (!numbers) return depth;
  for (const auto number : *numbers) {
    // A segment that the reader removes meanwhile counts nothing.
    const auto file = disk_.open(segment_path(options_.directory, number), OpenFor::reading);
    if (!file) continue;
    depth.octets += disk_.size_of(file->get()).value_or(0);
  }
  return depth;
}

} // namespace store
