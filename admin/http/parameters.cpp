#include "admin/http/parameters.hpp"

#include "parsers/ascii.hpp"

namespace admin {
namespace {

int hexadecimal_value(char c) {
  if (parsers::is_digit(c)) return c - '0';
  const char lower = parsers::to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

constexpr bool is_unreserved(char c) {
  return parsers::is_alpha(c) || parsers::is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

} // namespace

bool append_percent_decoded(std::string& octets, std::string_view text, PlusSign plus) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '+' && plus == PlusSign::is_space) {
      octets.push_back(' ');
    } else if (text[at] != '%') {
      octets.push_back(text[at]);
    } else {
      if (text.size() - at < 3) return false;
      const int high = hexadecimal_value(text[at + 1]), low = hexadecimal_value(text[at + 2]);
      if (high < 0 || low < 0) return false;
      octets.push_back(static_cast<char>(high * 16 + low));
      at += 2;
    }
  }
  return true;
}

std::string percent_encoded(std::string_view octets) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : octets) {
    if (is_unreserved(c)) {
      encoded.push_back(c);
    } else {
      const auto octet = static_cast<unsigned char>(c);
      encoded.append({'%', digits[octet >> 4], digits[octet & 15]});
    }
  }
  return encoded;
}

void Parameters::clear() {
  octets_.clear();
  pairs_.clear();
}

std::optional<Parameters::Range> Parameters::append(std::string_view encoded, PlusSign plus) {
  const std::size_t offset = octets_.size();
  if (!append_percent_decoded(octets_, encoded, plus)) return std::nullopt;
  return Range{offset, octets_.size() - offset};
}

bool Parameters::read(std::string_view encoded, PlusSign plus) {
  clear();
  while (!encoded.empty()) {
    const std::size_t end = encoded.find('&');
    const std::string_view pair = encoded.substr(0, end);
    encoded = end == std::string_view::npos ? std::string_view{} : encoded.substr(end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    const auto name = append(pair.substr(0, equals), plus);
    const auto value = append(equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1), plus);
    if (!name || !value || pairs_.size() == most_pairs) {
      clear();
      return false;
    }
    pairs_.push_back({*name, *value});
  }
  return true;
}

std::optional<std::string_view> Parameters::find(std::string_view name) const {
  for (const Pair& pair : pairs_) {
    if (slice(pair.name) == name) return slice(pair.value);
  }
  return std::nullopt;
}

} // namespace admin
