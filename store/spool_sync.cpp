// The sync thread of the spool's writer: a sync starts as soon as the last one has ended, and what came meanwhile
// shares it. Nobody waits for a timer.
#include <algorithm>
#include <utility>

#include "store/spool_directory.hpp"
#include "store/spool_writer.hpp"

namespace store {
namespace {

using parsers::Error;
using parsers::ErrorCode;
using parsers::failure;

} // namespace

void SpoolWriter::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wait_for_work(lock);
    if (!open_round_->is_empty()) sync_open_round(lock);
    const auto refused = std::exchange(refused_, {});
    if (!refused.empty()) {
      lock.unlock();
      for (const auto& [finished, error] : refused) finished(tl::unexpected(error));
      lock.lock();
    } else if (is_stopping_ && open_round_->is_empty()) {
      return;
    }
  }
}

bool SpoolWriter::has_work() const {
  return !open_round_->commits.empty() || open_round_->is_due || open_round_->ends_segment ||
         open_round_->used() >= Round::capacity / 2 || !refused_.empty() || is_stopping_;
}

void SpoolWriter::wait_for_work(std::unique_lock<std::mutex>& lock) {
  while (!has_work()) {
    if (!filling_segment_ || !filling_segment_->has_messages) {
      work_.wait(lock);
    } else if (work_.wait_until(lock, filling_segment_->begun + options_.segment_age) == std::cv_status::timeout) {
      renew_segment(lock);
    }
  }
}

/// The one thing that time does: an old segment is ended and the next one begun, so that it can go although no mail
/// comes.
void SpoolWriter::renew_segment(std::unique_lock<std::mutex>& lock) {
  if (has_work() || !filling_segment_ || !filling_segment_->has_messages) return;
  end_segment();
  sync_open_round(lock);
  if (filling_segment_ || latched_) return;
  begin_segment();
  write_mark(RecordKind::begin_of_segment);
}

void SpoolWriter::sync_open_round(std::unique_lock<std::mutex>& lock) {
  std::swap(open_round_, writing_round_);
  write_abandoned();
  lock.unlock();
  room_.notify_all();
  Round& round = *writing_round_;
  round.wait_until_filled();
  const auto outcome = make_durable(round);
  finish(round, outcome);
  lock.lock();
  if (round.ends_segment) {
    std::erase_if(segments_, [&](const LogSegment& segment) { return &segment == round.segment; });
  }
  round.reset();
}

Result<void> SpoolWriter::make_durable(Round& round) {
  LogSegment& segment = *round.segment;
  if (latched_) return tl::unexpected(*latched_);
  if (segment.failure) return tl::unexpected(*segment.failure);
  auto outcome = write_and_sync(round);
  if (!outcome) retire(segment, outcome.error());
  return outcome;
}

Result<void> SpoolWriter::write_and_sync(Round& round) {
  LogSegment& segment = *round.segment;
  if (!segment.file.is_open()) {
    const std::string copy = encode_segment_header(segment.header);
    auto file = supply_.take(segment_path(options_.directory, segment.header.number), copy + copy);
    if (!file) return tl::unexpected(file.error());
    segment.file = std::move(*file);
  }
  if (auto done = disk_.write_at(segment.file.get(), round.octets(), round.offset); !done) return done;
  free_space_.count(round.used());
  // Pieces alone promise nothing to anybody: the sync of their message covers them.
  if (round.commits.empty() && !round.is_due) return {};
  if (auto done = disk_.sync_data(segment.file.get()); !done) return done;
  const auto end = static_cast<std::uint32_t>(round.offset + round.used());
  state_->publish({segment.header.number, end}, committed_ + round.commits.size());
  return {};
}

/// Nothing more goes to this segment, since nobody knows what stands at its end. A full disk is no more than that; any
/// other failure is latched: the kernel may have marked pages clean that never reached the disk.
void SpoolWriter::retire(LogSegment& segment, const Error& error) {
  const std::lock_guard lock(mutex_);
  segment.failure = error;
  if (error.code != ErrorCode::storage_full) {
    latched_ = Error{ErrorCode::storage_failed, "the spool has failed and must be reopened: " + to_string(error)};
  }
  if (filling_segment_ == &segment) filling_segment_ = nullptr;
  if (open_round_->segment == &segment) {
    open_round_->ends_segment = true; // what is in it fails as well
  } else {
    writing_round_->ends_segment = true;
  }
  room_.notify_all();
}

void SpoolWriter::finish(Round& round, const Result<void>& outcome) {
  // Counted either way, as the next segment's header counts them.
  committed_ += round.commits.size();
  if (!outcome) {
    const std::lock_guard lock(mutex_);
    ++failures_;
  }
  for (auto& commit : round.commits) {
    if (!outcome) {
      commit.finished(tl::unexpected(outcome.error()));
    } else if (commit.has_pieces && commit.failures_seen != failures_) {
      commit.finished(failure(ErrorCode::storage_full, "a piece of the message was not written"));
    } else {
      commit.finished(commit.id);
    }
  }
}

} // namespace store
