// Character references of HTML ("&amp;", "&#8217;").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parsers {

enum class InAttribute : std::uint8_t { no, yes };

/// Decodes numeric references and the named ones of HTML 4 (and "&apos;"). Where the ';' is missing the rules of the
/// WHATWG HTML standard hold, which differ in attributes because of "?a=1&copy=2". What is no reference stays as it is.
std::string decode_html_references(std::string_view text, InAttribute in_attribute = InAttribute::no);

} // namespace parsers
