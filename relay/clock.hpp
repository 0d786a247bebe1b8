// The only clock of the program: everything else gets the time as an argument.
#pragma once

#include <chrono>

#include "parsers/instant.hpp"

namespace relay {

inline parsers::Instant now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

} // namespace relay
