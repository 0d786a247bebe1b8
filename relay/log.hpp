// The log: one wide JSON record a line on standard error, which is where journald listens. Only relay/ writes it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <thread>

namespace relay {

/// Safe for several threads. Records are written in batches at least every 200 ms, and all of them at destruction; a
/// reader of standard error that stops reading never stops the mail: beyond 8 MiB waiting, records are dropped and
/// counted.
class Log {
 public:
  explicit Log(int file_descriptor);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  /// `what` names the kind of record ("transaction", "message", "request", "error"); time and kind are added.
  void write(std::string_view what, const nlohmann::ordered_json& record);

 private:
  void run();

  int file_descriptor_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::string waiting_;
  std::size_t dropped_ = 0;
  bool stopping_ = false;
  std::thread writer_;
};

} // namespace relay
