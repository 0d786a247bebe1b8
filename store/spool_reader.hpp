// The reading end of the spool: a cursor over the segments, and what of each is still needed. No queue: what is not
// yet claimed is on disk only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/spool.hpp"
#include "store/spool_scanner.hpp"
#include "store/spool_seal.hpp"
#include "store/spool_state.hpp"

namespace store {

class LogReader final : public SpoolReader {
 public:
  LogReader(SpoolOptions options, std::unique_ptr<SpoolState> state, std::function<bool(SpoolId)> is_done, Disk& disk);
  /// Reads what an earlier reader left behind.
  Result<void> start();

  Result<std::vector<SpooledMessage>> claim(std::size_t most, std::uint64_t most_octets) override;
  Result<std::vector<std::uint32_t>> release(std::span<const SpoolId> ids) override;
  Result<void> quarantine(SpoolId id) override;
  bool wait(std::chrono::milliseconds timeout) override;

 private:
  /// A segment that the cursor has entered and that is still on disk.
  struct Segment {
    SegmentHeader header;
    SegmentSeal seal;
    std::uint64_t needed = 0;          // pieces here, of messages that are claimed or whose end is still to come
    std::uint32_t reaches_back_to = 0; // the lowest segment with a piece of a message that ended here
    bool is_walked = false;
  };
  struct Piece {
    std::uint32_t segment = 0;
    RecordPlace place;
  };
  using Pieces = std::vector<Piece>;
  struct Current {
    std::uint32_t number = 0;
    FileDescriptor file;
    SegmentScanner scanner;
    std::uint32_t next_record = 0;
  };
  struct Batch {
    std::vector<SpooledMessage> messages;
    std::size_t most = 0;
    std::uint64_t octets = 0;
    std::uint64_t most_octets = 0;
    bool is_full = false;
  };

  // Walking (spool_reader.cpp)
  Result<void> fill(Batch& batch);
  Result<std::optional<std::uint64_t>> find_segment();
  Result<bool> enter(std::uint32_t number);
  void leave();
  Result<void> take_record(const SegmentScanner::Step& step, Batch& batch);
  Result<void> take_message(const Piece& last, std::string_view record, Batch& batch);
  Result<void> put_gap_aside(std::uint64_t begin, std::uint64_t end);
  void forget_before_session(std::uint32_t session);
  [[nodiscard]] bool is_known(SpoolId id);

  // Pieces and segments (spool_release.cpp)
  [[nodiscard]] bool has_something() const;
  Result<std::string> read_piece(const Piece& piece);
  Result<std::optional<SpooledMessage>> assemble(SpoolId id, const Pieces& pieces, std::string_view last_record);
  Result<void> put_aside(SpoolId id, const Pieces& pieces);
  void need(const Pieces& pieces);
  void let_go(const Pieces& pieces);
  void forget_begun(SpoolId first);
  Result<std::vector<std::uint32_t>> remove_finished();
  [[nodiscard]] bool is_finished(std::uint32_t number, const Segment& segment) const;
  void publish();

  const SpoolOptions options_;
  Disk& disk_;
  const std::unique_ptr<SpoolState> state_;
  const std::function<bool(SpoolId)> is_done_;

  mutable std::mutex mutex_;
  std::uint32_t last_to_ask_ = 0; // the highest segment that an earlier reader may have read
  std::set<SpoolId> put_aside_;   // by an earlier reader
  std::map<std::uint32_t, Segment> segments_;
  std::optional<Current> current_;
  LogPlace next_; // where to look for a segment when there is no current one
  std::uint32_t session_ = 0;
  std::map<SpoolId, Pieces> begun_;    // by their first record: messages whose end is still to come
  std::map<SpoolId, Pieces> held_;     // claimed
  std::uint64_t passed_ = 0;           // messages, of all the time
  std::vector<std::uint32_t> removed_; // whose removal is not yet durable
};

} // namespace store
