#include "admin/pages/style.hpp"

#include <sodium.h>

#include <array>

#include "admin/application.hpp"
#include "admin/embedded_files.hpp"
#include "admin/hexadecimal.hpp"
#include "admin/http/problem.hpp"

namespace admin {

std::string style_name() {
  std::array<std::uint8_t, 16> digest{};
  crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(embedded_style.data()),
                     embedded_style.size(), nullptr, 0);
  return hexadecimal(digest).substr(0, 16) + ".css";
}

Response answer_style(Application& application, Request& request) {
  if (request.path != application.style_path()) {
    return problem_response({parsers::ErrorCode::not_found, "there is no such style sheet"});
  }
  return {.type = MediaType::css, .body = std::string(embedded_style), .caching = Caching::for_ever};
}

Response answer_icon(Application&, Request&) { return {.type = MediaType::svg, .body = std::string(embedded_icon)}; }

} // namespace admin
