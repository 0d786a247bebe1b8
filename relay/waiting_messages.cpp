#include "relay/waiting_messages.hpp"

#include <algorithm>

namespace relay {
namespace {

constexpr std::chrono::seconds first_pause{5};

} // namespace

void WaitingMessages::Intended::count(const store::SpooledMessage& message) {
  ++messages;
  octets += message.octets.size();
}

bool WaitingMessages::may_wait(const store::SpooledMessage& message, parsers::Instant now,
                               const Intended& intended) const {
  const auto since = waits_since_.find(message.id);
  const bool is_in_time = since == waits_since_.end() || now < since->second + longest_wait;
  return is_in_time && waiting_.size() + intended.messages < most_messages &&
         octets_ + intended.octets + message.octets.size() <= most_octets;
}

void WaitingMessages::add(store::SpooledMessage message, parsers::Instant now) {
  const parsers::Instant since = waits_since_.try_emplace(message.id, now).first->second;
  // As long again as it has waited, and not longer than it may.
  const auto pause = std::max<std::chrono::milliseconds>(now - since, first_pause);
  octets_ += message.octets.size();
  waiting_.push_back({std::move(message), std::min(now + pause, parsers::Instant(since + longest_wait))});
}

std::vector<store::SpooledMessage> WaitingMessages::take_due(parsers::Instant now) {
  std::vector<store::SpooledMessage> taken;
  std::vector<Waiting> left;
  std::uint64_t octets = 0;
  for (Waiting& waiting : waiting_) {
    const std::uint64_t size = waiting.message.octets.size();
    const bool has_room = taken.empty() || (taken.size() < most_at_once && octets + size <= most_octets);
    if (waiting.due > now || !has_room) {
      left.push_back(std::move(waiting));
      continue;
    }
    octets += size;
    taken.push_back(std::move(waiting.message));
  }
  octets_ -= octets;
  waiting_ = std::move(left);
  return taken;
}

} // namespace relay
