// Double opt-in as states and inputs: Desist asks an address whether its owner agrees, and only the owner answers.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace classifier {

enum class OptInState : std::uint8_t { requested, sent, confirmed, expired, refused, cancelled };
enum class OptInInput : std::uint8_t { mail_was_sent, owner_confirmed, owner_refused, time_passed, operator_cancelled };

struct OptInStep {
  OptInState from;
  OptInInput input;
  OptInState to;
};

// clang-format off
constexpr std::array opt_in_steps{
    OptInStep{OptInState::requested, OptInInput::mail_was_sent,      OptInState::sent},
    OptInStep{OptInState::requested, OptInInput::time_passed,        OptInState::expired},
    OptInStep{OptInState::requested, OptInInput::operator_cancelled, OptInState::cancelled},
    OptInStep{OptInState::sent,      OptInInput::owner_confirmed,    OptInState::confirmed},
    OptInStep{OptInState::sent,      OptInInput::owner_refused,      OptInState::refused},
    OptInStep{OptInState::sent,      OptInInput::time_passed,        OptInState::expired},
    OptInStep{OptInState::sent,      OptInInput::operator_cancelled, OptInState::cancelled},
};
// clang-format on

/// The state after an input; nothing where the state does not take it.
constexpr std::optional<OptInState> after(OptInState state, OptInInput input) {
  for (const OptInStep& step : opt_in_steps)
    if (step.from == state && step.input == input) return step.to;
  return std::nullopt;
}

/// Something can still happen.
constexpr bool is_open(OptInState state) {
  return std::ranges::any_of(opt_in_steps, [state](const OptInStep& step) { return step.from == state; });
}

std::string_view name_of(OptInState state);

static_assert(
    [] {
      for (std::size_t i = 0; i < opt_in_steps.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
          if (opt_in_steps[i].from == opt_in_steps[j].from && opt_in_steps[i].input == opt_in_steps[j].input)
            return false;
      return true;
    }(),
    "one row for a state and an input");
static_assert(std::ranges::all_of(opt_in_steps,
                                  [](const OptInStep& step) {
                                    return !is_open(step.from) || after(step.from, OptInInput::time_passed).has_value();
                                  }),
              "every open state ends when time passes");
static_assert(!is_open(OptInState::confirmed) && !is_open(OptInState::expired) && !is_open(OptInState::refused) &&
                  !is_open(OptInState::cancelled),
              "an end is final");

} // namespace classifier
