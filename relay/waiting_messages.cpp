#include "relay/waiting_messages.hpp"

#include <algorithm>

namespace relay {
namespace {

constexpr std::chrono::seconds first_pause{5};

} // namespace

bool WaitingMessages::may_wait(const store::SpooledMessage& message, parsers::Instant now) const {
  return now < message.envelope.received_at + longest_wait && waiting_.size() < most_messages &&
         octets_ + message.octets.size() <= most_octets;
}

void WaitingMessages::add(store::SpooledMessage message, parsers::Instant now) {
  const parsers::Instant received_at = message.envelope.received_at;
  // As long again as it has waited, and not longer than it may.
  const auto pause = std::max<std::chrono::milliseconds>(now - received_at, first_pause);
  octets_ += message.octets.size();
  waiting_.push_back({std::move(message), std::min(now + pause, parsers::Instant(received_at + longest_wait))});
}

std::vector<store::SpooledMessage> WaitingMessages::take_due(parsers::Instant now) {
  const auto due = std::stable_partition(waiting_.begin(), waiting_.end(),
                                         [now](const Waiting& waiting) { return waiting.due > now; });
  std::vector<store::SpooledMessage> taken;
  for (auto waiting = due; waiting != waiting_.end(); ++waiting) {
    octets_ -= waiting->message.octets.size();
    taken.push_back(std::move(waiting->message));
  }
  waiting_.erase(due, waiting_.end());
  return taken;
}

} // namespace relay
