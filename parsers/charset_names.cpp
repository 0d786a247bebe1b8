#include "parsers/charset_names.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

struct Alias {
  std::string_view written;
  std::string_view meant;
};

// Supersets are taken for what is named: mail that says ISO-8859-1 or GB2312 has the characters of windows-1252 or
// GB 18030 in it (the same table as the WHATWG Encoding Standard's, for the same reason).
// clang-format off
constexpr std::array aliases = {
    Alias{"ansi_x3.4-1968",     "us-ascii"},
    Alias{"ascii",              "us-ascii"},
    Alias{"big5",               "windows-950"},
    Alias{"cn-big5",            "windows-950"},
    Alias{"cn-gb",              "gb18030"},
    Alias{"cp-850",             "ibm850"},
    Alias{"cp1252",             "windows-1252"},
    Alias{"cp932",              "windows-31j"},
    Alias{"cp949",              "windows-949"},
    Alias{"euc-kr",             "windows-949"},
    Alias{"gb2312",             "gb18030"},
    Alias{"gb_2312-80",         "gb18030"},
    Alias{"gbk",                "gb18030"},
    Alias{"iso-8859-1",         "windows-1252"},
    Alias{"iso-8859-11",        "windows-874"},
    Alias{"iso-8859-8-i",       "iso-8859-8"},
    Alias{"iso-8859-9",         "windows-1254"},
    Alias{"iso-ir-149",         "windows-949"},
    Alias{"iso8859-1",          "windows-1252"},
    Alias{"iso_8859-1",         "windows-1252"},
    Alias{"korean",             "windows-949"},
    Alias{"ks_c_5601-1987",     "windows-949"},
    Alias{"ks_c_5601-1989",     "windows-949"},
    Alias{"ksc5601",            "windows-949"},
    Alias{"latin-1",            "windows-1252"},
    Alias{"latin1",             "windows-1252"},
    Alias{"shift-jis",          "windows-31j"},
    Alias{"shift_jis",          "windows-31j"},
    Alias{"sjis",               "windows-31j"},
    Alias{"tis-620",            "windows-874"},
    Alias{"tis620",             "windows-874"},
    Alias{"uft-8",              "utf-8"},
    Alias{"uft8",               "utf-8"},
    Alias{"unicode-1-1-utf-7",  "utf-7"},
    Alias{"unicode-1-1-utf-8",  "utf-8"},
    Alias{"us-ascii",           "us-ascii"},
    Alias{"utf 8",              "utf-8"},
    Alias{"utf-8",              "utf-8"},
    Alias{"utf8",               "utf-8"},
    Alias{"utf_8",              "utf-8"},
    Alias{"x-cp932",            "windows-31j"},
    Alias{"x-gbk",              "gb18030"},
    Alias{"x-ms-cp932",         "windows-31j"},
    Alias{"x-sjis",             "windows-31j"},
    Alias{"x-user-defined",     "windows-1252"},
};
// clang-format on
static_assert(std::ranges::is_sorted(aliases, {}, &Alias::written));

constexpr std::size_t longest_name = 60;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_' || c == '.' || c == ':' || c == '+';
}

bool is_known_to_icu(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  return ucnv_countAliases(name.c_str(), &status) > 0 && U_SUCCESS(status);
}

} // namespace

std::string clean_charset_name(std::string_view name) {
  const auto is_junk = [](char c) { return is_space(c) || c == '"' || c == '\'' || c == '\\' || c == ';' || c == ','; };
  while (!name.empty() && is_junk(name.front())) name.remove_prefix(1);
  while (!name.empty() && is_junk(name.back())) name.remove_suffix(1);
  return to_lower(name.substr(0, longest_name + 1));
}

std::optional<std::string> known_charset(std::string_view clean_name) {
  const auto found = std::ranges::lower_bound(aliases, clean_name, {}, &Alias::written);
  if (found != aliases.end() && found->written == clean_name) return std::string(found->meant);
  // ICU reads options behind a comma and would look for a data file of any other name.
  if (clean_name.empty() || clean_name.size() > longest_name || !std::ranges::all_of(clean_name, is_name_character))
    return std::nullopt;
  std::string name(clean_name);
  if (is_known_to_icu(name)) return name;
  for (const std::string_view prefix : {"x-", "cs"}) { // x-mac-roman, csISO2022JP and the like
    if (!clean_name.starts_with(prefix)) continue;
    std::string bare(clean_name.substr(prefix.size()));
    if (is_known_to_icu(bare)) return bare;
  }
  if (clean_name.starts_with("cp-") || clean_name.starts_with("cp_")) {
    name.erase(2, 1);
    if (is_known_to_icu(name)) return name;
  }
  return std::nullopt;
}

} // namespace parsers
