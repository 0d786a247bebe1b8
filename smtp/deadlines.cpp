#include "smtp/deadlines.hpp"

#include <algorithm>

namespace smtp {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

void Deadlines::note(Phase phase, std::uint64_t data_octets, TimePoint now) {
  const bool is_next_message = data_octets < data_octets_;
  if (phase != phase_ || phase == Phase::waiting || is_next_message) since_ = now;
  phase_ = phase;
  data_octets_ = data_octets;
}

milliseconds Deadlines::wait(Stress stress) const {
  const milliseconds calm = had_recipient_ ? options_.command_wait : options_.first_recipient_wait;
  return stress == Stress::slots_scarce ? std::min(calm, options_.stressed_command_wait) : calm;
}

bool Deadlines::is_over(TimePoint now, Stress stress) const {
  const auto elapsed = duration_cast<milliseconds>(now - since_);
  switch (phase_) {
    case Phase::waiting:
      return elapsed >= wait(stress) || now - start_ >= options_.session;
    case Phase::shaking_hands:
      return elapsed >= (stress == Stress::slots_scarce ? std::min(options_.handshake, options_.stressed_command_wait)
                                                        : options_.handshake);
    case Phase::in_command:
      return elapsed >= options_.command_line || now - start_ >= options_.session;
    case Phase::in_data: {
      const auto due = static_cast<std::uint64_t>(elapsed.count()) * options_.data_octets_a_second / 1000;
      return elapsed >= options_.data || (elapsed >= options_.data_grace && data_octets_ < due);
    }
    case Phase::working:
      return false;
    case Phase::parting:
      return elapsed >= options_.parting;
  }
  return true;
}

} // namespace smtp
