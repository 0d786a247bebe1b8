// Small pieces of markup that several pages have.
#pragma once

#include <string_view>

#include "admin/pages/html.hpp"
#include "parsers/instant.hpp"

namespace admin {

/// The hidden field that every form needs.
Html form_token_field(std::string_view token);
/// "2026-11-21 08:41 UTC" in a <time>.
Html time_of(parsers::Instant instant);

} // namespace admin
