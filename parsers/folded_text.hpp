// What words say, whatever their case, accents, invisible marks, digits, dashes and quotation marks: the form in which
// the words that mail programs print are looked up. Never shown to anybody, and no identity.
#pragma once

#include <string>
#include <string_view>

namespace parsers {

/// UTF-8 in, UTF-8 out. Case folded, compatibility forms and accents undone (NFKD, marks dropped), digits of all
/// scripts as ASCII, every dash '-', double quotation marks '"', ideographic commas ','; white space collapses to one
/// blank and is trimmed; format characters (zero width, direction, byte order mark) and ill-formed octets vanish.
std::string fold_text(std::string_view text);

} // namespace parsers
