#include "admin/unicode.hpp"

namespace admin {
namespace {

constexpr CodePoint invalid{replacement_character, 1, false};

struct Lead {
  std::uint8_t octets;
  char32_t bits;
  char32_t least; // anything below is an overlong form
};

constexpr Lead lead_of(unsigned char octet) {
  if (octet < 0x80) return {1, octet, 0};
  if (octet >= 0xC2 && octet < 0xE0) return {2, octet & 0x1Fu, 0x80};
  if (octet >= 0xE0 && octet < 0xF0) return {3, octet & 0x0Fu, 0x800};
  if (octet >= 0xF0 && octet < 0xF5) return {4, octet & 0x07u, 0x10000};
  return {0, 0, 0};
}

} // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const Lead lead = lead_of(static_cast<unsigned char>(text[at]));
  if (lead.octets == 0 || text.size() - at < lead.octets) return invalid;
  char32_t value = lead.bits;
  for (std::size_t i = 1; i < lead.octets; ++i) {
    const auto octet = static_cast<unsigned char>(text[at + i]);
    if ((octet & 0xC0u) != 0x80u) return invalid;
    value = value << 6 | (octet & 0x3Fu);
  }
  const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < lead.least || value > 0x10FFFF || is_surrogate) return invalid;
  return {value, lead.octets, true};
}

void append_utf8(std::string& text, char32_t code_point) {
  const auto octet = [&](char32_t value) { text.push_back(static_cast<char>(value)); };
  if (code_point < 0x80) {
    octet(code_point);
  } else if (code_point < 0x800) {
    octet(0xC0 | code_point >> 6);
    octet(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    octet(0xE0 | code_point >> 12);
    octet(0x80 | (code_point >> 6 & 0x3F));
    octet(0x80 | (code_point & 0x3F));
  } else {
    octet(0xF0 | code_point >> 18);
    octet(0x80 | (code_point >> 12 & 0x3F));
    octet(0x80 | (code_point >> 6 & 0x3F));
    octet(0x80 | (code_point & 0x3F));
  }
}

} // namespace admin
