#include "store/request_queue.hpp"

namespace store {

bool RequestQueue::push(ReceivedRequest& request) {
  const std::lock_guard lock(mutex_);
  if (is_closed_ || octets_ + request.frame.size() > most_octets_) return false;
  octets_ += request.frame.size();
  waiting_.push_back(std::move(request));
  changed_.notify_one();
  return true;
}

std::optional<ReceivedRequest> RequestQueue::pop() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_closed_ || !waiting_.empty(); });
  if (waiting_.empty()) return std::nullopt;
  ReceivedRequest request = std::move(waiting_.front());
  waiting_.pop_front();
  octets_ -= request.frame.size();
  return request;
}

void RequestQueue::close() {
  const std::lock_guard lock(mutex_);
  is_closed_ = true;
  changed_.notify_all();
}

} // namespace store
