// Failures of environment and input as values. An answer, even an unwelcome one, is not a failure:
// it is an optional, a variant or a Defect.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace parsers {

enum class ErrorCode : std::uint8_t {
  invalid_argument, // the caller's input breaks a rule that it could have known
  not_found,
  already_exists,
  permission_denied,
  too_large,
  storage_full,   // ENOSPC, a full map: works again once there is room
  storage_failed, // EIO and every other trouble of the disk: what was asked is in doubt
  storage_read_only,
  corrupt,      // the octets on disk are not what was written
  newer_format, // written by a newer Desist
  busy,         // somebody else holds it, or a queue is full; try again
  unavailable,  // a peer or resource that is needed is not there
  internal,     // a library said something that has no other name here
};

/// The enumerator's name, for logs and JSON.
std::string_view name_of(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string context; // for an operator: what was tried, on what; never text of a peer
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(ErrorCode code, std::string context) {
  return tl::unexpected<Error>(Error{code, std::move(context)});
}

/// "code: context", for people.
std::string to_string(const Error& error);

} // namespace parsers
