#include "parsers/domain_name.hpp"

#include <idn2.h>

#include <algorithm>
#include <cstdint>
#include <memory>

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

constexpr std::size_t longest_domain = 253; // RFC 1035 2.3.4, without the root's octet
constexpr std::size_t longest_label = 63;

// The underscore is no host's character, but there is mail from such names.
bool is_plain(std::string_view domain) {
  return std::ranges::all_of(domain,
                             [](char c) { return is_alpha(c) || is_digit(c) || c == '-' || c == '_' || c == '.'; });
}

// What UTS #46 would leave as it is but for its case. "xn--" labels are checked.
bool is_its_own_a_label(std::string_view domain) {
  return is_plain(domain) && to_lower(domain).find("xn--") == std::string::npos;
}

bool has_good_lengths(std::string_view domain) {
  if (domain.empty() || domain.size() > longest_domain) return false;
  while (true) {
    const std::size_t dot = std::min(domain.find('.'), domain.size());
    if (dot == 0 || dot > longest_label) return false;
    if (dot == domain.size()) return true;
    domain.remove_prefix(dot + 1);
  }
}

// address-literal = "[" ( IPv4 / "IPv6:" IPv6 / General ) "]" (RFC 5321 4.1.3), without checking the address.
bool is_literal(std::string_view domain) {
  return domain.size() > 2 && domain.size() <= longest_domain && domain.front() == '[' && domain.back() == ']' &&
         std::ranges::all_of(domain.substr(1, domain.size() - 2),
                             [](char c) { return c > ' ' && c < 0x7F && c != '[' && c != ']' && c != '\\'; });
}

struct FreeIdn2 {
  void operator()(std::uint8_t* text) const { idn2_free(text); }
};

std::optional<std::string> to_a_labels(std::string_view domain) {
  constexpr std::size_t longest_input = 1024; // far above 253 characters of 4 octets that could still come out short
  if (domain.size() > longest_input || domain.find('\0') != std::string_view::npos) return std::nullopt;
  const std::string terminated(domain);
  std::uint8_t* made = nullptr;
  const int status = idn2_lookup_u8(reinterpret_cast<const std::uint8_t*>(terminated.c_str()), &made,
                                    IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT);
  const std::unique_ptr<std::uint8_t, FreeIdn2> owned(made);
  if (status != IDN2_OK || made == nullptr) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(made));
}

} // namespace

std::optional<std::string> normalise_domain(std::string_view domain) {
  if (is_literal(domain)) return to_lower(domain);
  if (domain.ends_with('.')) domain.remove_suffix(1);
  std::optional<std::string> normal =
      is_its_own_a_label(domain) ? std::optional(to_lower(domain)) : to_a_labels(domain);
  // The mapping can make dots, and dots at the end, of other full stops (U+3002).
  if (normal && normal->ends_with('.')) normal->pop_back();
  if (!normal || !has_good_lengths(*normal) || !is_plain(*normal)) return std::nullopt;
  return normal;
}

} // namespace parsers
