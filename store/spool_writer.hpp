// The writing end of the spool: seals records into rounds, and a sync thread that makes one round after the other
// durable.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "store/free_space.hpp"
#include "store/spool.hpp"
#include "store/spool_recovery.hpp"
#include "store/spool_round.hpp"
#include "store/spool_seal.hpp"
#include "store/spool_state.hpp"
#include "store/spool_supply.hpp"

namespace store {

/// A segment that records are given places in. The file is the sync thread's; it may come after the first places.
struct LogSegment {
  SegmentHeader header;
  SegmentSeal seal;
  std::uint64_t end = segment_header_octets; // of what is reserved
  std::uint32_t next_record = 0;
  bool has_messages = false;
  std::chrono::steady_clock::time_point begun;
  FileDescriptor file;                   // sync thread only
  std::optional<parsers::Error> failure; // sync thread only: nothing more goes to this segment
};

/// A message that is being received, as its IncomingMessage holds it.
struct IncomingMessage::State {
  SpoolWriter* writer = nullptr;
  std::string octets; // those that are not yet in the log
  std::uint64_t size = 0;
  std::optional<SpoolId> first; // of its records
  std::uint32_t pieces = 0;     // in the log
  std::uint64_t failures_seen = 0;
};

class SpoolWriter final : public Spool {
 public:
  using Finished = std::function<void(Result<SpoolId>)>;

  SpoolWriter(SpoolOptions options, std::unique_ptr<SpoolState> state, const RecoveredLog& log, Disk& disk);
  ~SpoolWriter() override;

  Result<IncomingMessage> begin() override;
  [[nodiscard]] Depth depth() const override;

  /// Puts what the message holds into the log as a piece; does not wait for the disk unless two rounds are full.
  Result<void> write_piece(IncomingMessage::State& message);
  void commit(std::unique_ptr<IncomingMessage::State> message, parsers::Envelope envelope, Finished finished);
  void abandon(const IncomingMessage::State& message);
  [[nodiscard]] std::uint64_t message_octets() const { return options_.message_octets; }

 private:
  struct Place {
    Round* round = nullptr;
    const SegmentSeal* seal = nullptr;
    char* octets = nullptr;
    RecordHeader header;
  };
  struct Wanted {
    RecordKind kind = RecordKind::piece;
    std::size_t clear_octets = 0;
    IncomingMessage::State& message;
    Finished* finished = nullptr; // of a last piece; taken once the record has its place
  };
  Result<Place> reserve(const Wanted& wanted);
  [[nodiscard]] bool has_lost_a_piece(const IncomingMessage::State& message) const;
  Place place_in_round(const Wanted& wanted);
  static void seal_into(const Place& place, std::span<const std::string_view> parts);
  void begin_segment();
  void end_segment();
  void write_mark(RecordKind kind);
  void write_abandoned();
  void refuse(Finished finished, parsers::Error error);

  void run();
  void wait_for_work(std::unique_lock<std::mutex>& lock);
  [[nodiscard]] bool has_work() const;
  void renew_segment(std::unique_lock<std::mutex>& lock);
  void sync_open_round(std::unique_lock<std::mutex>& lock);
  Result<void> make_durable(Round& round);
  Result<void> write_and_sync(Round& round);
  void retire(LogSegment& segment, const parsers::Error& error);
  void finish(Round& round, const Result<void>& outcome);

  const SpoolOptions options_;
  Disk& disk_;
  const std::unique_ptr<SpoolState> state_;
  const std::uint32_t session_; // the number of this writer's first segment
  FreeSpace free_space_;
  SegmentSupply supply_;

  mutable std::mutex mutex_;
  std::condition_variable work_; // the sync thread sleeps here
  std::condition_variable room_; // and here who found the round full
  bool is_stopping_ = false;
  std::optional<parsers::Error> latched_; // a failure of the disk: nothing is accepted any more
  std::uint64_t failures_ = 0;            // rounds that did not become durable
  std::uint64_t messages_reserved_ = 0;   // of all the time
  std::uint32_t next_segment_;
  std::list<LogSegment> segments_; // the last is being filled; those before wait for the sync thread
  LogSegment* filling_segment_ = nullptr;
  std::unique_ptr<Round> open_round_ = std::make_unique<Round>();
  std::vector<std::pair<Finished, parsers::Error>> refused_;
  std::vector<SpoolId> abandoned_; // messages with pieces in the log, by their first record

  std::unique_ptr<Round> writing_round_ = std::make_unique<Round>(); // sync thread only
  std::uint64_t committed_ = 0;                                      // sync thread only
  std::thread thread_;
};

} // namespace store
