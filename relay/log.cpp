#include "relay/log.hpp"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "relay/clock.hpp"

namespace relay {
namespace {

constexpr std::size_t most_waiting = std::size_t{8} << 20;
constexpr std::size_t wake_at = std::size_t{64} << 10;
constexpr std::chrono::milliseconds longest_wait{200};

void write_all(int file_descriptor, std::string_view octets) {
  while (!octets.empty()) {
    const ssize_t written = ::write(file_descriptor, octets.data(), octets.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return; // nowhere left to say it
    octets.remove_prefix(static_cast<std::size_t>(written));
  }
}

} // namespace

Log::Log(int file_descriptor) : file_descriptor_(file_descriptor), writer_([this] { run(); }) {}

Log::~Log() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  writer_.join();
}

void Log::write(std::string_view what, const nlohmann::ordered_json& record) {
  nlohmann::ordered_json line;
  line["time"] = parsers::to_rfc3339(now());
  line["record"] = what;
  line.update(record);
  // Text of peers may be no UTF-8: such octets are replaced, never thrown at.
  const std::string text = line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  const std::lock_guard lock(mutex_);
  if (waiting_.size() + text.size() > most_waiting) {
    ++dropped_;
    return;
  }
  waiting_ += text;
  if (waiting_.size() >= wake_at) wake_.notify_one();
}

void Log::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_ || !waiting_.empty()) {
    if (!stopping_) wake_.wait_for(lock, longest_wait, [this] { return stopping_ || waiting_.size() >= wake_at; });
    std::string batch;
    batch.swap(waiting_);
    if (dropped_ > 0) batch += R"({"record":"log","dropped":)" + std::to_string(std::exchange(dropped_, 0)) + "}\n";
    lock.unlock();
    write_all(file_descriptor_, batch);
    lock.lock();
  }
}

} // namespace relay
