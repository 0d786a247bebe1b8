// Fixed-width numbers in the files of this folder: little endian, whatever the machine.
#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace store {

template <std::unsigned_integral Number>
void put_number(char* place, Number number) {
  for (std::size_t i = 0; i < sizeof(Number); ++i) place[i] = static_cast<char>((number >> (8 * i)) & 0xff);
}

template <std::unsigned_integral Number>
void append_number(std::string& octets, Number number) {
  char encoded[sizeof(Number)];
  put_number(encoded, number);
  octets.append(encoded, sizeof(Number));
}

/// `octets` holds at least offset + sizeof(Number).
template <std::unsigned_integral Number>
Number get_number(std::string_view octets, std::size_t offset) {
  Number number = 0;
  for (std::size_t i = sizeof(Number); i-- > 0;) {
    number =
        static_cast<Number>((static_cast<std::uint64_t>(number) << 8) | static_cast<unsigned char>(octets[offset + i]));
  }
  return number;
}

} // namespace store
