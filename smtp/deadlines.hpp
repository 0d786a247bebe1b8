// How long one connection may take over what it does. Pure: the time is an argument.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace smtp {

using TimePoint = std::chrono::steady_clock::time_point;

struct DeadlineOptions {
  std::chrono::milliseconds command_wait = std::chrono::seconds(300);         // RFC 5321 4.5.3.2.7
  std::chrono::milliseconds first_recipient_wait = std::chrono::seconds(60);  // until a recipient was accepted
  std::chrono::milliseconds stressed_command_wait = std::chrono::seconds(10); // when slots are scarce
  std::chrono::milliseconds command_line = std::chrono::seconds(60);          // from its first octet to its end
  std::chrono::milliseconds handshake = std::chrono::seconds(30);             // of TLS
  std::chrono::milliseconds data = std::chrono::minutes(10);                  // the whole message
  std::chrono::milliseconds data_grace = std::chrono::seconds(60);            // before the rate counts
  std::uint64_t data_octets_a_second = 100;                                   // on average
  std::chrono::milliseconds session = std::chrono::minutes(30);               // a message that is coming in may finish
  std::chrono::milliseconds parting = std::chrono::seconds(2);                // for the peer to read the last reply
};

/// `working`: the peer waits for us, for the disk or for a login to be checked.
enum class Phase : std::uint8_t { waiting, shaking_hands, in_command, in_data, working, parting };
enum class Stress : std::uint8_t { none, slots_scarce };

class Deadlines {
 public:
  Deadlines(const DeadlineOptions& options, TimePoint now) : options_(options), start_(now), since_(now) {}

  /// Octets came, or the phase has changed. Only a wait begins anew with each call: a command or a message has one
  /// deadline for the whole of it. Fewer octets than before are those of another message.
  void note(Phase phase, std::uint64_t data_octets, TimePoint now);
  void note_recipient() { had_recipient_ = true; }
  [[nodiscard]] bool is_over(TimePoint now, Stress stress) const;

 private:
  [[nodiscard]] std::chrono::milliseconds wait(Stress stress) const;

  const DeadlineOptions& options_;
  TimePoint start_;
  TimePoint since_;
  Phase phase_ = Phase::waiting;
  bool had_recipient_ = false;
  std::uint64_t data_octets_ = 0;
};

} // namespace smtp
