// The charset that an HTML document names itself.
#pragma once

#include <string>
#include <string_view>

namespace parsers {

/// Looks for <meta charset=…> or its older http-equiv form at the beginning of `html`; "" when there is none.
std::string charset_of_html(std::string_view html);

} // namespace parsers
