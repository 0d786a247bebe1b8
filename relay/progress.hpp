// A progress line on standard error, when that is a terminal; else nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace relay {

class Progress {
 public:
  /// `total` 0: unknown.
  Progress(std::string what, std::uint64_t total);
  void show(std::uint64_t done);
  /// Ends the line. Safe to call twice.
  void finish();

 private:
  std::string what_;
  std::uint64_t total_;
  bool is_terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point next_{};
};

} // namespace relay
