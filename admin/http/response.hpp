// One HTTP answer. The server adds what every answer carries: caching, nosniff and, on pages, the security policy.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace admin {

enum class MediaType : std::uint8_t { json, problem, html, css, svg, text, download };
const char* text_of(MediaType type);

enum class Caching : std::uint8_t { no_store, for_ever }; // for_ever: the address names the content's digest

struct Response {
  unsigned status = 200;
  MediaType type = MediaType::text;
  std::string body = {};
  Caching caching = Caching::no_store;
  std::vector<std::pair<std::string_view, std::string>> fields = {}; // beside the ones that the server adds
};

Response json_response(std::string body);
/// 303: what a form that did something answers with. `location` is a path of ours.
Response see_other(std::string location);

/// Fields that every page carries (facts: security 4.8).
struct FixedField {
  const char* name;
  const char* value;
};
inline constexpr FixedField page_fields[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
     "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
};

} // namespace admin
