// The frame of every page.
#pragma once

#include <string_view>

#include "admin/http/problem.hpp"
#include "admin/http/response.hpp"
#include "admin/pages/html.hpp"
#include "admin/pages/pieces.hpp"
#include "admin/pages/visitor.hpp"

namespace admin {

class Application;

enum class Section : std::uint8_t { none, messages, suppressions, look_up };

struct Page {
  std::string_view title;
  Section section = Section::none;
  const Visitor* visitor = nullptr; // nobody: no navigation
  Html content;
};

Response html_response(const Application& application, const Page& page, unsigned status = 200);
Response error_page(const Application& application, const Visitor* visitor, const Problem& problem);
Response error_page(const Application& application, const Visitor* visitor, const parsers::Error& error);

} // namespace admin
