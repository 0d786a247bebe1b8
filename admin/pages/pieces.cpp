#include "admin/pages/pieces.hpp"

namespace admin {

Html form_token_field(std::string_view token) {
  Html html;
  html << R"(<input type="hidden" name="form_token" value=")" << text(token) << "\">";
  return html;
}

Html time_of(parsers::Instant instant) {
  const std::string stamp = parsers::to_rfc3339(std::chrono::floor<std::chrono::seconds>(instant));
  const std::string_view view = stamp;
  Html html;
  html << R"(<time datetime=")" << text(stamp) << "\">" << text(view.substr(0, 10)) << " "
       << text(view.size() >= 16 ? view.substr(11, 5) : std::string_view{})
       << R"( <abbr title="Coordinated Universal Time">UTC</abbr></time>)";
  return html;
}

} // namespace admin
