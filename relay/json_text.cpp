#include "relay/json_text.hpp"

#include <array>
#include <charconv>

#include "parsers/utf8.hpp"

namespace relay {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

/// RFC 8259 7: the quotation mark, the backslash and the control characters.
void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
    case '\\':
      out.append({'\\', c});
      return;
    case '\n':
      out.append("\\n");
      return;
    case '\r':
      out.append("\\r");
      return;
    case '\t':
      out.append("\\t");
      return;
    default:
      out.append("\\u00");
      out.push_back(digits[static_cast<unsigned char>(c) >> 4U]);
      out.push_back(digits[static_cast<unsigned char>(c) & 0xFU]);
  }
}

/// What stands in a string as it is: printable ASCII but the quotation mark and the backslash.
constexpr std::array<bool, 256> plain_octets = [] {
  std::array<bool, 256> plain{};
  for (std::size_t octet = ' '; octet < 0x7F; ++octet) plain[octet] = octet != '"' && octet != '\\';
  return plain;
}();

bool is_plain(char c) { return plain_octets[static_cast<unsigned char>(c)]; }

template <class Number>
void append_number(std::string& out, Number number) {
  std::array<char, 32> octets{};
  const auto written = std::to_chars(octets.data(), octets.data() + octets.size(), number);
  out.append(octets.data(), written.ptr);
}

} // namespace

void append_json_string(std::string& out, std::string_view text) {
  out.push_back('"');
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (at < text.size() && is_plain(text[at])) ++at;
    out.append(text.substr(begin, at - begin));
    if (at == text.size()) break;
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      append_escaped(out, text[at++]);
      continue;
    }
    const parsers::DecodedCharacter character = parsers::decode_utf8(text.substr(at));
    if (character.well_formed)
      out.append(text.substr(at, character.length));
    else
      parsers::append_utf8(out, parsers::replacement_character);
    at += character.length;
  }
  out.push_back('"');
}

void JsonText::begin_member(std::string_view key) {
  if (!is_first_) out_.push_back(',');
  is_first_ = false;
  append_json_string(out_, key);
  out_.push_back(':');
}

void JsonText::number(std::string_view key, std::uint64_t value) {
  begin_member(key);
  append_number(out_, value);
}

void JsonText::number(std::string_view key, double value) {
  begin_member(key);
  append_number(out_, value);
}

} // namespace relay
