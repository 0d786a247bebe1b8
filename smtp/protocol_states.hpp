// The states of one SMTP conversation as a table of transitions, proved at compile time. A state without a row for an
// input refuses it: server_protocol says with which reply.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace smtp {

enum class State : std::uint8_t {
  connecting,
  expecting_hello,
  starting_tls,         // 220 was said, the handshake is due
  idle,                 // greeted, no transaction
  awaiting_credentials, // AUTH was said; the next line is no command
  checking_credentials,
  opening_message, // MAIL was good, the spool is asked for room
  have_reverse_path,
  have_forward_path,
  data_refused, // DATA without a recipient: a body may follow all the same, and must never run as commands
  receiving_data,
  committing, // the spool has the message, 250 waits for the disk
  closed,
};
inline constexpr std::size_t state_count = static_cast<std::size_t>(State::closed) + 1;

enum class Input : std::uint8_t {
  connected,
  hello,
  start_tls,
  tls_started,
  authenticate,
  credentials,
  authentication_over, // however it ended
  mail,
  opened,
  open_failed,
  recipient,
  data,
  message_ended,   // with the end of data, and nothing against it
  message_refused, // with the end of data, and something against it
  committed,       // or not: the conversation goes on
  reset,
  aside, // NOOP and VRFY
  end,   // QUIT, a limit, a time-out, a lost connection
};

/// What happens to the message in the spool.
enum class Effect : std::uint8_t { none, open_message, commit_message, discard_message };

struct Transition {
  State from;
  Input input;
  State to;
  Effect effect;
};

// clang-format off
inline constexpr std::array transitions{
  Transition{State::connecting,        Input::connected,       State::expecting_hello,   Effect::none},
  Transition{State::connecting,        Input::end,             State::closed,            Effect::none},

  Transition{State::expecting_hello,   Input::hello,           State::idle,              Effect::none},
  Transition{State::expecting_hello,   Input::start_tls,       State::starting_tls,      Effect::none},
  Transition{State::expecting_hello,   Input::reset,           State::expecting_hello,   Effect::none},
  Transition{State::expecting_hello,   Input::aside,           State::expecting_hello,   Effect::none},
  Transition{State::expecting_hello,   Input::end,             State::closed,            Effect::none},

  Transition{State::starting_tls,      Input::tls_started,     State::expecting_hello,   Effect::none},
  Transition{State::starting_tls,      Input::end,             State::closed,            Effect::none},

  Transition{State::idle,              Input::hello,           State::idle,              Effect::none},
  Transition{State::idle,              Input::start_tls,       State::starting_tls,      Effect::none},
  Transition{State::idle,              Input::authenticate,    State::awaiting_credentials, Effect::none},
  Transition{State::idle,              Input::reset,           State::idle,              Effect::none},
  Transition{State::idle,              Input::aside,           State::idle,              Effect::none},
  Transition{State::idle,              Input::mail,            State::opening_message,   Effect::open_message},
  Transition{State::idle,              Input::end,             State::closed,            Effect::none},

  Transition{State::awaiting_credentials, Input::credentials,         State::checking_credentials, Effect::none},
  Transition{State::awaiting_credentials, Input::authentication_over, State::idle,                 Effect::none},
  Transition{State::awaiting_credentials, Input::end,                 State::closed,               Effect::none},
  Transition{State::checking_credentials, Input::authentication_over, State::idle,                 Effect::none},
  Transition{State::checking_credentials, Input::end,                 State::closed,               Effect::none},

  Transition{State::opening_message,   Input::opened,          State::have_reverse_path, Effect::none},
  Transition{State::opening_message,   Input::open_failed,     State::idle,              Effect::discard_message},
  Transition{State::opening_message,   Input::end,             State::closed,            Effect::discard_message},

  Transition{State::have_reverse_path, Input::hello,           State::idle,              Effect::discard_message},
  Transition{State::have_reverse_path, Input::start_tls,       State::starting_tls,      Effect::discard_message},
  Transition{State::have_reverse_path, Input::reset,           State::idle,              Effect::discard_message},
  Transition{State::have_reverse_path, Input::aside,           State::have_reverse_path, Effect::none},
  Transition{State::have_reverse_path, Input::recipient,       State::have_forward_path, Effect::none},
  Transition{State::have_reverse_path, Input::data,            State::data_refused,      Effect::none},
  Transition{State::have_reverse_path, Input::end,             State::closed,            Effect::discard_message},

  Transition{State::have_forward_path, Input::hello,           State::idle,              Effect::discard_message},
  Transition{State::have_forward_path, Input::start_tls,       State::starting_tls,      Effect::discard_message},
  Transition{State::have_forward_path, Input::reset,           State::idle,              Effect::discard_message},
  Transition{State::have_forward_path, Input::aside,           State::have_forward_path, Effect::none},
  Transition{State::have_forward_path, Input::recipient,       State::have_forward_path, Effect::none},
  Transition{State::have_forward_path, Input::data,            State::receiving_data,    Effect::none},
  Transition{State::have_forward_path, Input::end,             State::closed,            Effect::discard_message},

  Transition{State::data_refused,      Input::hello,           State::idle,              Effect::discard_message},
  Transition{State::data_refused,      Input::reset,           State::idle,              Effect::discard_message},
  Transition{State::data_refused,      Input::aside,           State::data_refused,      Effect::none},
  Transition{State::data_refused,      Input::end,             State::closed,            Effect::discard_message},

  Transition{State::receiving_data,    Input::message_ended,   State::committing,        Effect::commit_message},
  Transition{State::receiving_data,    Input::message_refused, State::idle,              Effect::discard_message},
  Transition{State::receiving_data,    Input::end,             State::closed,            Effect::discard_message},

  Transition{State::committing,        Input::committed,       State::idle,              Effect::none},
  Transition{State::committing,        Input::end,             State::closed,            Effect::none},
};
// clang-format on

constexpr std::optional<Transition> find_transition(State from, Input input) {
  for (const Transition& row : transitions) {
    if (row.from == from && row.input == input) return row;
  }
  return std::nullopt;
}

namespace proof {

using StateSet = std::array<bool, state_count>;
constexpr std::size_t index(State state) { return static_cast<std::size_t>(state); }

/// The states in which a message of ours is open in the spool, derived from the effects.
constexpr StateSet states_with_message() {
  StateSet with{};
  for (std::size_t round = 0; round < state_count; ++round) {
    for (const Transition& row : transitions) {
      const bool keeps = row.effect == Effect::none && with[index(row.from)];
      if (row.effect == Effect::open_message || keeps) with[index(row.to)] = true;
    }
  }
  return with;
}

constexpr StateSet reachable_states() {
  StateSet reached{};
  reached[index(State::connecting)] = true;
  for (std::size_t round = 0; round < state_count; ++round) {
    for (const Transition& row : transitions) {
      if (reached[index(row.from)]) reached[index(row.to)] = true;
    }
  }
  return reached;
}

constexpr bool has_no_duplicate_row() {
  for (std::size_t i = 0; i < transitions.size(); ++i) {
    for (std::size_t j = i + 1; j < transitions.size(); ++j) {
      if (transitions[i].from == transitions[j].from && transitions[i].input == transitions[j].input) return false;
    }
  }
  return true;
}

constexpr bool every_state_is_reached() {
  for (const bool reached : reachable_states()) {
    if (!reached) return false;
  }
  return true;
}

/// Whatever happens, a conversation can end, and what has ended stays so.
constexpr bool every_open_state_ends_and_the_closed_one_is_final() {
  for (std::size_t i = 0; i < state_count; ++i) {
    const auto state = static_cast<State>(i);
    const auto row = find_transition(state, Input::end);
    if (state == State::closed ? row.has_value() : !row || row->to != State::closed) return false;
  }
  for (const Transition& row : transitions) {
    if (row.from == State::closed || (row.input == Input::end) != (row.to == State::closed)) return false;
  }
  return true;
}

/// Every message that is opened is committed or discarded, once, and only an open one is.
constexpr bool no_message_leaks() {
  const StateSet with = states_with_message();
  for (const Transition& row : transitions) {
    const bool before = with[index(row.from)];
    const bool after = with[index(row.to)];
    switch (row.effect) {
      case Effect::none:
        if (before != after) return false;
        break;
      case Effect::open_message:
        if (before || !after) return false;
        break;
      case Effect::commit_message:
      case Effect::discard_message:
        if (!before || after) return false;
        break;
    }
  }
  return true;
}

static_assert(has_no_duplicate_row());
static_assert(every_state_is_reached());
static_assert(every_open_state_ends_and_the_closed_one_is_final());
static_assert(no_message_leaks());

} // namespace proof

inline constexpr proof::StateSet with_message = proof::states_with_message();
constexpr bool has_message(State state) { return with_message[proof::index(state)]; }
/// Between MAIL and its end: what a graceful stop lets finish.
constexpr bool has_transaction(State state) { return has_message(state) || state == State::committing; }

} // namespace smtp
