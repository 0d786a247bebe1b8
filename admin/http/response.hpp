// One HTTP answer. The server adds what every answer carries: caching, nosniff and, on pages, the security policy.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace admin {

enum class MediaType : std::uint8_t {
  json,
  problem,
  json_lines,
  event_stream,
  message,
  html,
  css,
  script,
  svg,
  text,
  download
};
const char* text_of(MediaType type);

enum class Caching : std::uint8_t { no_store, for_ever }; // for_ever: the address names the content's digest

/// A body that comes piece by piece. Called by a worker whenever the peer has taken what there was: appends the next
/// piece to the empty `text`, or says that there is none yet and is called again a moment later. What has failed is cut
/// off, so that the peer does not take it for whole.
enum class FeedState : std::uint8_t { has_text, rests, has_ended, has_failed };
using Feed = std::function<FeedState(std::string& text)>;

struct Response {
  unsigned status = 200;
  MediaType type = MediaType::text;
  std::string body = {};
  Caching caching = Caching::no_store;
  std::vector<std::pair<std::string_view, std::string>> fields = {}; // beside the ones that the server adds
  Feed feed = {};                                                    // instead of the body
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
