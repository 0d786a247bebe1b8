#include "admin/json_text.hpp"

#include <array>

#include "parsers/utf8.hpp"

namespace admin {
namespace {

// Octets that stand for themselves in a JSON string: printable ASCII but '"' and '\'.
constexpr std::array<bool, 256> plain_octets = [] {
  std::array<bool, 256> plain{};
  for (std::size_t octet = 0x20; octet < 0x80; ++octet) plain[octet] = octet != '"' && octet != '\\';
  return plain;
}();

void append_escape(std::string& json, char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (c) {
    case '"':
      json += "\\\"";
      break;
    case '\\':
      json += "\\\\";
      break;
    case '\n':
      json += "\\n";
      break;
    case '\r':
      json += "\\r";
      break;
    case '\t':
      json += "\\t";
      break;
    default:
      json.append({'\\', 'u', '0', '0', digits[static_cast<unsigned char>(c) >> 4], digits[c & 15]});
  }
}

} // namespace

void append_json_string(std::string& json, std::string_view text) {
  json.push_back('"');
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = at;
    while (at < text.size() && plain_octets[static_cast<unsigned char>(text[at])]) ++at;
    json.append(text, begin, at - begin);
    if (at == text.size()) break;
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      append_escape(json, text[at++]);
    } else {
      const parsers::DecodedCharacter decoded = parsers::decode_utf8(text.substr(at));
      parsers::append_utf8(json, decoded.character);
      at += decoded.length;
    }
  }
  json.push_back('"');
}

} // namespace admin
