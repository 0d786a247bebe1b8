#include "store/packed_octets.hpp"

#include <algorithm>

namespace store {

namespace {

constexpr std::size_t group = 8;

void write_group(OctetWriter& writer, std::string_view octets) {
  unsigned mask = 0;
  for (std::size_t i = 0; i < octets.size(); ++i)
    if (octets[i] != '\0') mask |= 1u << i;
  writer.number(static_cast<std::uint8_t>(mask));
  for (const char octet : octets)
    if (octet != '\0') writer.number(static_cast<std::uint8_t>(octet));
}

void read_group(OctetReader& reader, std::size_t length, std::string& octets) {
  const unsigned mask = reader.number<std::uint8_t>();
  if (mask >> length != 0) reader.fail();
  for (std::size_t i = 0; i < length; ++i) {
    const bool is_there = (mask >> i & 1) != 0;
    const auto octet = is_there ? reader.number<std::uint8_t>() : std::uint8_t{0};
    if (is_there && octet == 0) reader.fail();
    octets.push_back(static_cast<char>(octet));
  }
}

} // namespace

void write_packed(OctetWriter& writer, std::string_view octets) {
  writer.varint(octets.size());
  for (; !octets.empty(); octets.remove_prefix(std::min(group, octets.size()))) {
    write_group(writer, octets.substr(0, group));
  }
}

std::string read_packed(OctetReader& reader) {
  const std::uint64_t length = reader.varint();
  std::string octets;
  if (length > reader.left() * group) reader.fail();
  if (!reader.is_whole()) return octets;
  octets.reserve(length);
  while (octets.size() < length && reader.is_whole())
    read_group(reader, std::min(group, length - octets.size()), octets);
  return octets;
}

} // namespace store
