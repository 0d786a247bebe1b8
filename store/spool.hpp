// The durable inbox: a segmented append-only log with group commit. store/SPOOL.md has the format and the table of
// states.
#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/envelope.hpp"
#include "parsers/result.hpp"
#include "store/disk.hpp"

namespace store {

/// Unique in one data directory, for ever: segments are numbered upwards and the number outlives the segments.
struct SpoolId {
  std::uint32_t segment = 0;
  std::uint32_t number = 0;
  friend auto operator<=>(const SpoolId&, const SpoolId&) = default;
};
std::string to_string(SpoolId id);

/// Keys of the spool: whoever writes needs the public one only.
struct SpoolKeys {
  std::array<std::uint8_t, 32> public_key{};
  std::optional<std::array<std::uint8_t, 32>> secret_key; // nothing in a process that only writes
};

struct SpoolOptions {
  std::filesystem::path directory;
  std::uint64_t segment_octets = 64ull << 20;
  std::uint64_t message_octets = 25ull << 20;                     // of one message; more is too_large
  std::uint64_t least_free_octets = 256ull << 20;                 // below: storage_full for every new message
  std::chrono::milliseconds segment_age = std::chrono::hours(12); // an older segment is ended, however little is in it
  SpoolKeys keys;
};

struct SpooledMessage {
  SpoolId id;
  parsers::Envelope envelope;
  std::string octets; // as received, dot-unstuffed, without the end-of-data mark
};

class SpoolWriter;

/// One message on its way in. Destroying it before commit forgets it. One thread at a time; not longer than its Spool.
class IncomingMessage {
 public:
  IncomingMessage(IncomingMessage&&) noexcept;
  IncomingMessage& operator=(IncomingMessage&&) noexcept;
  ~IncomingMessage();

  /// Adds octets; large messages go to the log in pieces, so memory stays under 128 KiB a message. Waits when the disk
  /// is 8 MiB behind, and so does commit: the sender has to.
  Result<void> append(std::string_view octets);
  [[nodiscard]] std::uint64_t size() const;
  /// Makes the message durable. `finished` is called once, on the spool's sync thread, after fdatasync returned; with
  /// an error the message is in doubt and must not be acknowledged. It must not append or commit itself: post and
  /// return.
  void commit(parsers::Envelope envelope, std::function<void(Result<SpoolId>)> finished) &&;

  struct State; // of the spool's own making
  explicit IncomingMessage(std::unique_ptr<State> state);

 private:
  std::unique_ptr<State> state_;
};

/// The writing end of the log. All members are safe for several threads.
class Spool {
 public:
  /// Opens or creates the directory, cuts a torn tail, and makes known every message that was committed and not
  /// released. One writing process at a time (a lock file); readers in other processes use SpoolReader.
  static Result<std::unique_ptr<Spool>> open(SpoolOptions options, Disk& disk = system_disk());
  virtual ~Spool() = default;

  /// storage_full when the disk is low, storage_failed once a sync has failed (latched until reopened).
  virtual Result<IncomingMessage> begin() = 0;

  struct Depth {
    std::uint64_t messages = 0; // committed and not released
    std::uint64_t octets = 0;   // of segments on disk
  };
  /// `messages` is what the writer knows and what the reader last told, in this process or another: right after a
  /// reader has started, what is done already still counts until its cursor has passed it.
  [[nodiscard]] virtual Depth depth() const = 0;
};

/// The processor's end; needs the secret key. Reads what a Spool, in this process or another, made durable: nothing
/// whose fdatasync has not returned. One reader at a time (busy). All members are safe for several threads.
class SpoolReader {
 public:
  /// `is_done` tells what was already committed to the store (the done marks), for the first scan.
  static Result<std::unique_ptr<SpoolReader>> open(SpoolOptions options, std::function<bool(SpoolId)> is_done,
                                                   Disk& disk = system_disk());
  virtual ~SpoolReader() = default;

  /// Committed messages that were not yet claimed, oldest first, up to `most` messages or `most_octets` (at least one).
  /// Empty when there are none. A message that cannot be opened (a changed octet) is moved to quarantine and skipped.
  virtual Result<std::vector<SpooledMessage>> claim(std::size_t most, std::uint64_t most_octets) = 0;
  /// The store has committed these with their done marks. Returns the segments that are removed by it: their marks can
  /// go. Ids that are not claimed are passed over. To be called now and then with no ids too, so that old segments go
  /// although no mail comes.
  virtual Result<std::vector<std::uint32_t>> release(std::span<const SpoolId> ids) = 0;
  /// Puts a claimed message aside, into `quarantine/` below the spool's directory, sealed as it is
  /// (spool_quarantine.hpp reads it); durable when it returns, and then as good as released. not_found when not
  /// claimed.
  virtual Result<void> quarantine(SpoolId id) = 0;
  /// Waits until something may be claimed, or `timeout`; true when there may be.
  virtual bool wait(std::chrono::milliseconds timeout) = 0;
};

} // namespace store
