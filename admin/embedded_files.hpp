// Files of admin/pages/ that are part of the program; CMake writes embedded_files.cpp from them.
#pragma once

#include <string_view>

namespace admin {

extern const std::string_view embedded_style;
extern const std::string_view embedded_icon;
extern const std::string_view embedded_documentation_script;

} // namespace admin
