// Fails one call to the system or to the heap on purpose, also of liblmdb's: the functions of this program stand before
// the C library's. Counts them first, so that each can be failed in turn.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace faults {

enum class Call : std::uint8_t { write, sync, resize, map, allocation };
constexpr std::array<std::string_view, 5> call_names{"write", "sync", "resize", "map", "allocation"};

/// Which call of its kind fails (from 1), and with what error number. Allocations fail with ENOMEM.
struct Fault {
  Call call = Call::write;
  std::uint64_t which = 0; // 0: none, it is only counted
  int error = 0;
  bool and_all_after = false;
};

/// From its making to its end calls of all threads are counted and the fault happens. One at a time.
class Interposing {
 public:
  explicit Interposing(const Fault& fault);
  ~Interposing();
  Interposing(const Interposing&) = delete;
  Interposing& operator=(const Interposing&) = delete;

  [[nodiscard]] static std::uint64_t count(Call call);
  /// The fault has happened.
  [[nodiscard]] static bool has_failed();
};

} // namespace faults
