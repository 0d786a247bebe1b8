// Every entry in order, in several short read transactions, so that a running writer is not held up.
#pragma once

#include <algorithm>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "store/ledger.hpp"

namespace store {

/// `progress(done, total)` may be empty; it returns false to stop.
using ReadingProgress = std::function<bool(std::uint64_t, std::uint64_t)>;

enum class Reading : std::uint8_t { goes_on, is_at_the_end, was_stopped };

/// One or several passes over the ledger that share a progress.
class EntryReading {
 public:
  EntryReading(Environment& environment, const ReadingProgress& progress)
      : environment_(environment), progress_(progress) {}

  /// In rows, of all passes together.
  void expect(std::uint64_t total) { total_ = total; }
  /// Of the last entry that was read in this pass; empty: none.
  [[nodiscard]] const std::string& last_key() const { return after_; }

  /// A pass: `see(row, transaction, heads)` takes each entry; `finish(transaction, heads)` is called in the transaction
  /// that has read the last.
  template <class See, class Finish>
  Result<Reading> run(See see, Finish finish) {
    after_.clear();
    for (;;) {
      auto reading = read_some(see, finish);
      if (!reading || *reading != Reading::goes_on) return reading;
      if (!tell()) return Reading::was_stopped;
    }
  }
  /// What was appended since the pass, inside the caller's transaction.
  template <class See>
  Result<void> run_rest(const Transaction& transaction, See see) {
    const auto rest = read_in(transaction, see, std::numeric_limits<std::size_t>::max());
    if (!rest) return tl::unexpected(rest.error());
    return {};
  }
  /// Rows that something else than a pass has worked through. False: stop.
  bool advance(std::uint64_t rows) {
    done_ += rows;
    return tell();
  }

 private:
  static constexpr std::size_t entries_at_once = 4096; // of one read transaction

  bool tell() { return !progress_ || progress_(std::min(done_, total_), total_); }

  template <class See>
  Result<Reading> read_in(const Transaction& transaction, See& see, std::size_t most) {
    const auto heads = heads_of(transaction);
    if (!heads) return tl::unexpected(heads.error());
    auto cursor = transaction.cursor(Table::entries);
    if (!cursor) return tl::unexpected(cursor.error());
    auto row = after_.empty() ? cursor->first() : cursor->seek(after_);
    if (row && *row && (*row)->key == after_) row = cursor->next();
    for (std::size_t count = 0; row && *row; row = cursor->next()) {
      if (count++ == most) return Reading::goes_on;
      if (!after_.empty() && (*row)->key <= after_) {
        return parsers::failure(parsers::ErrorCode::corrupt, "the table entries is not in order");
      }
      after_ = (*row)->key;
      ++done_;
      if (auto seen = see(**row, transaction, *heads); !seen) return tl::unexpected(seen.error());
    }
    if (!row) return tl::unexpected(row.error());
    return Reading::is_at_the_end;
  }

  template <class See, class Finish>
  Result<Reading> read_some(See& see, Finish& finish) {
    const auto transaction = environment_.read();
    if (!transaction) return tl::unexpected(transaction.error());
    auto reading = read_in(*transaction, see, entries_at_once);
    if (!reading || *reading != Reading::is_at_the_end) return reading;
    const auto heads = heads_of(*transaction);
    if (!heads) return tl::unexpected(heads.error());
    if (auto finished = finish(*transaction, *heads); !finished) return tl::unexpected(finished.error());
    return reading;
  }

  Environment& environment_;
  const ReadingProgress& progress_;
  std::string after_;
  std::uint64_t done_ = 0;
  std::uint64_t total_ = 0;
};

} // namespace store
