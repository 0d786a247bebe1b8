#include "smtp/peer_limits.hpp"

#include <algorithm>

#include "parsers/assert_that.hpp"

namespace smtp {

using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::minutes;

PeerLimits::PeerLimits(PeerLimitOptions options)
    : options_(std::move(options)), new_of_network_(options_.new_connections_of_network_a_minute, minutes(1)) {}

std::optional<Reply> PeerLimits::admit(const NetworkAddress& address, TimePoint now) {
  const std::scoped_lock lock(mutex_);
  if (open_ >= options_.connections) return Reply::too_many_connections;
  if (const auto refusal = count(address, now)) return refusal;
  ++open_;
  return std::nullopt;
}

std::optional<Reply> PeerLimits::hold() {
  const std::scoped_lock lock(mutex_);
  if (open_ >= options_.connections) return Reply::too_many_connections;
  ++open_;
  return std::nullopt;
}

std::optional<Reply> PeerLimits::name(const NetworkAddress& peer, TimePoint now) {
  const std::scoped_lock lock(mutex_);
  const auto refusal = count(peer, now);
  if (refusal) --open_;
  return refusal;
}

void PeerLimits::let_go() {
  const std::scoped_lock lock(mutex_);
  --open_;
}

/// What is counted of the peer alone.
std::optional<Reply> PeerLimits::count(const NetworkAddress& address, TimePoint now) {
  if (is_trusted(address)) return std::nullopt;
  const auto barred = peers_.find(address.source());
  if (barred != peers_.end() && now < barred->second.barred_until) return Reply::peer_barred;
  Peer& peer = remember(address, now);
  if (now - peer.minute >= minutes(1)) {
    peer.minute = now;
    peer.new_in_minute = 0;
  }
  const Network around = Network::around(address);
  const auto network = open_of_network_.find(around);
  const bool is_network_full = network != open_of_network_.end() && network->second >= options_.connections_of_network;
  if (peer.open >= options_.connections_of_address || is_network_full ||
      peer.new_in_minute >= options_.new_connections_a_minute ||
      !new_of_network_.take(around.first(), duration_cast<milliseconds>(now.time_since_epoch()))) {
    return Reply::too_many_connections;
  }
  ++peer.open;
  ++peer.new_in_minute;
  ++open_of_network_[around];
  return std::nullopt;
}

void PeerLimits::release(const NetworkAddress& address) {
  const std::scoped_lock lock(mutex_);
  parsers::assert_that(open_ > 0, "a connection that ends was counted");
  --open_;
  if (is_trusted(address)) return;
  --peers_.at(address).open;
  const auto network = open_of_network_.find(Network::around(address));
  if (--network->second == 0) open_of_network_.erase(network);
}

void PeerLimits::bar(const NetworkAddress& address, TimePoint now) {
  const std::scoped_lock lock(mutex_);
  if (!is_trusted(address)) remember(address.source(), now).barred_until = now + options_.bar;
}

Stress PeerLimits::stress() const {
  const std::scoped_lock lock(mutex_);
  return open_ * 10 > options_.connections * 7 ? Stress::slots_scarce : Stress::none;
}

bool PeerLimits::is_trusted(const NetworkAddress& address) const {
  return std::any_of(options_.trusted.begin(), options_.trusted.end(),
                     [&](const Network& network) { return network.contains(address); });
}

PeerLimits::Peer& PeerLimits::remember(const NetworkAddress& address, TimePoint now) {
  if (peers_.size() >= options_.remembered_addresses && !peers_.contains(address)) forget_the_idle(now);
  return peers_[address];
}

/// Drops who has nothing open and no bar that lasts; when that is not enough, whoever has nothing open.
void PeerLimits::forget_the_idle(TimePoint now) {
  std::erase_if(peers_, [&](const auto& entry) {
    const Peer& peer = entry.second;
    return peer.open == 0 && now >= peer.barred_until && now - peer.minute >= minutes(1);
  });
  if (peers_.size() < options_.remembered_addresses) return;
  std::erase_if(peers_, [](const auto& entry) { return entry.second.open == 0; });
}

} // namespace smtp
