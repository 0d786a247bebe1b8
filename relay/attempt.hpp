// Remembers, over a crash of this process, which messages were being read: one that has killed its reader again and
// again is given up on, so that no mail can keep the gateway down.
#pragma once

#include <filesystem>
#include <set>
#include <span>

#include "parsers/result.hpp"
#include "store/disk.hpp"
#include "store/spool.hpp"

namespace relay {

/// Survives the end of the process, not of the machine: nothing here needs a sync.
class Attempt {
 public:
  /// Reads what the process before left behind; a file that cannot be understood counts as none.
  static parsers::Result<Attempt> open(const std::filesystem::path& file, store::Disk& disk = store::system_disk());

  /// The messages that were being read when the last process ended. They are to be read one by one.
  [[nodiscard]] bool is_suspect(store::SpoolId id) const { return suspects_.contains(id); }
  /// Read alone, it has ended five processes, one after the other.
  [[nodiscard]] bool is_hopeless(store::SpoolId id) const;

  parsers::Result<void> begin(std::span<const store::SpoolId> ids);
  /// They were read, or given up on.
  parsers::Result<void> end(std::span<const store::SpoolId> ids);

 private:
  Attempt(store::Disk& disk, store::FileDescriptor file) : disk_(&disk), file_(std::move(file)) {}

  store::Disk* disk_;
  store::FileDescriptor file_;
  std::set<store::SpoolId> suspects_;
  unsigned times_alone_ = 0; // of a single suspect
};

} // namespace relay
