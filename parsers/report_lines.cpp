#include "parsers/report_lines.hpp"

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

constexpr std::size_t longest_literal = 64; // "[IPv6:…]"

bool is_local_octet(char c) {
  return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
}
bool is_domain_octet(char c) {
  return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

/// Where the local part that ends before `at` begins; `at` itself when there is none.
std::size_t local_part_begin(std::string_view line, std::size_t at, std::size_t from) {
  std::size_t begin = at;
  if (begin > from && line[begin - 1] == '"') {
    const std::size_t open = line.rfind('"', begin - 2);
    return begin >= 2 && open != std::string_view::npos && open >= from ? open : at;
  }
  while (begin > from && is_local_octet(line[begin - 1])) --begin;
  return begin;
}

std::size_t domain_end(std::string_view line, std::size_t at) {
  std::size_t end = at;
  if (end < line.size() && line[end] == '[') {
    const std::size_t close = line.substr(end, longest_literal).find(']');
    return close == std::string_view::npos ? at : end + close + 1;
  }
  while (end < line.size() && is_domain_octet(line[end])) ++end;
  while (end > at && (line[end - 1] == '.' || line[end - 1] == '-')) --end;
  return end;
}

/// X.400 and link notations put their own words directly before an address.
std::size_t without_prefix(std::string_view line, std::size_t begin, std::size_t at) {
  const std::string_view local = line.substr(begin, at - begin);
  if (starts_with_ignoring_case(local, "smtp=")) return begin + 5;
  while (begin < at && (line[begin] == '\'' || line[begin] == '`' || line[begin] == '*' || line[begin] == '=')) ++begin;
  return begin;
}

} // namespace

bool Lines::next(std::string_view& line) {
  if (rest_.empty()) return false;
  const std::size_t end = rest_.find('\n');
  line = rest_.substr(0, end);
  rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return true;
}

std::optional<AddressInLine> find_address(std::string_view line, std::size_t from) {
  for (std::size_t at = line.find('@', from); at != std::string_view::npos; at = line.find('@', at + 1)) {
    std::size_t begin = without_prefix(line, local_part_begin(line, at, from), at);
    std::size_t end = domain_end(line, at + 1);
    from = at + 1;
    if (begin == at || end == at + 1) continue;
    AddressInLine found{std::string(line.substr(begin, end - begin)), begin, end, false};
    if (begin > 0 && line[begin - 1] == '<' && end < line.size() && line[end] == '>') {
      found.has_brackets = true;
      --found.begin;
      ++found.end;
    }
    return found;
  }
  return std::nullopt;
}

std::optional<AddressInLine> address_alone(std::string_view line) {
  static constexpr std::string_view marks = " \t<>()[]\"'*-:;,.>\xC2\xB7\xE2\x80\xA2";
  auto found = find_address(line);
  if (!found) return std::nullopt;
  if (line.substr(0, found->begin).find_first_not_of(marks) != std::string_view::npos) return std::nullopt;
  std::string_view rest = line.substr(found->end);
  const std::size_t link = rest.find("mailto:");
  if (link != std::string_view::npos) {
    const auto again = find_address(rest, link + 7);
    if (!again || !equals_ignoring_case(again->address, found->address)) return std::nullopt;
    if (rest.substr(0, link).find_first_not_of(marks) != std::string_view::npos) return std::nullopt;
    rest.remove_prefix(again->end);
  } else if (const auto again = find_address(rest); again && equals_ignoring_case(again->address, found->address)) {
    if (rest.substr(0, again->begin).find_first_not_of(marks) != std::string_view::npos) return std::nullopt;
    rest.remove_prefix(again->end);
  }
  if (rest.find_first_not_of(marks) != std::string_view::npos) return std::nullopt;
  return found;
}

} // namespace parsers
