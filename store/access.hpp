// Whether a process means to change what it opens.
#pragma once

#include <cstdint>

namespace store {

enum class Access : std::uint8_t { read_only, read_write };

} // namespace store
