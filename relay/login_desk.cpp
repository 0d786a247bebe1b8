#include "relay/login_desk.hpp"

#include <algorithm>

#include "relay/clock.hpp"

namespace relay {

namespace {
constexpr std::size_t most_waiting = 64;
constexpr std::size_t most_of_source = 4;
} // namespace

using parsers::ErrorCode;
using parsers::failure;

LoginDesk::LoginDesk(Verify verify, std::vector<parsers::Network> trusted)
    : verify_(std::move(verify)), trusted_(std::move(trusted)), thread_([this] { run(); }) {}

LoginDesk::~LoginDesk() {
  {
    const std::scoped_lock lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
  for (auto& [due, waiting] : waiting_) waiting.finished(failure(ErrorCode::unavailable, "the gateway stops"));
}

void LoginDesk::check(smtp::Credentials credentials, const parsers::NetworkAddress& peer,
                      smtp::LoginFinished finished) {
  std::optional<parsers::NetworkAddress> source;
  if (!is_in(peer, trusted_)) source = peer.source();
  const auto due = Clock::now() + throttle_.count_try(credentials.user, source, now());
  {
    const std::scoped_lock lock(mutex_);
    if (has_room_for(source)) {
      waiting_.emplace(due, Waiting{std::move(credentials), source, std::move(finished)});
      finished = nullptr;
    }
  }
  if (finished) return finished(failure(ErrorCode::busy, "too many logins wait"));
  wake_.notify_one();
}

/// The mutex is held.
bool LoginDesk::has_room_for(const std::optional<parsers::NetworkAddress>& source) const {
  if (waiting_.size() >= most_waiting) return false;
  const auto is_of_source = [&](const auto& entry) { return entry.second.source == source; };
  return !source || static_cast<std::size_t>(std::ranges::count_if(waiting_, is_of_source)) < most_of_source;
}

void LoginDesk::run() {
  std::unique_lock lock(mutex_);
  while (!is_stopping_) {
    if (waiting_.empty()) {
      wake_.wait(lock);
    } else if (const auto due = waiting_.begin()->first; due > Clock::now()) {
      wake_.wait_until(lock, due);
    } else {
      auto next = waiting_.extract(waiting_.begin());
      lock.unlock();
      answer(next.mapped());
      lock.lock();
    }
  }
}

void LoginDesk::answer(Waiting& waiting) {
  auto user = verify_(waiting.credentials);
  if (user) throttle_.succeeded(waiting.credentials.user, waiting.source);
  waiting.finished(std::move(user));
}

} // namespace relay
