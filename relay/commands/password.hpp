// Passwords that the program makes for people.
#pragma once

#include <string>

namespace relay {

/// 20 letters and digits that are not mistaken for each other, from the system's source of chance: over 110 bits.
std::string random_password();

} // namespace relay
