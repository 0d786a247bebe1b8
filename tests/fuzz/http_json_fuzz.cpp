// What comes in over HTTP: the body of a call, a query, a cursor, and a request's head. Whatever passes is within
// bounds and can be answered as JSON.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "admin/api/asked.hpp"
#include "admin/api/feed_cursor.hpp"
#include "admin/api/schemas.hpp"
#include "admin/http/guards.hpp"
#include "admin/http/parameters.hpp"
#include "admin/json_text.hpp"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void read_body(std::string_view text) {
  const auto body = admin::Asked::of_body(text, admin::bulk_check_asked);
  if (!body) {
    require(body.error().code == parsers::ErrorCode::invalid_argument && !body.error().context.empty());
    return;
  }
  const auto to = body->texts("to");
  require(to.size() <= admin::most_checks_of_a_body);
  // What was taken is what a whole parser finds there.
  const auto json = nlohmann::json::parse(text);
  require(json.is_object() && std::ranges::equal(json.at("to").get<std::vector<std::string>>(), to));
}

void read_members(std::string_view text) {
  const auto body = admin::Asked::of_body(text, admin::change_workspace_asked);
  if (!body) return;
  const auto json = nlohmann::json::parse(text);
  require(json.contains("sends_are_complete") == body->flag("sends_are_complete").has_value());
  require(!body->find("consent") || *body->find("consent") == "opt-in" || *body->find("consent") == "opt-out");
}

void read_cursor(std::string_view text) {
  const auto positions = admin::read_feed_cursor(text, {});
  if (!positions) return;
  const auto again = admin::read_feed_cursor(admin::write_feed_cursor(*positions), {});
  require(again && *again == *positions);
}

void read_query(std::string_view text) {
  admin::Parameters parameters;
  if (!parameters.read(text, admin::PlusSign::is_space)) return;
  static_cast<void>(admin::Asked::of_query(parameters, admin::suppressions_asked));
  std::size_t octets = 0;
  for (std::size_t i = 0; i < parameters.size(); ++i) octets += parameters.name(i).size() + parameters.value(i).size();
  require(octets <= text.size());
}

// Lines "name:value" after a first line that is the target.
void guard_head(std::string_view text) {
  static const admin::GuardRules rules{.allowed_hosts = {"localhost"}};
  const std::string_view target = text.substr(0, text.find('\n'));
  std::vector<admin::HeaderField> fields;
  for (text.remove_prefix(std::min(text.size(), target.size() + 1)); !text.empty() && fields.size() < 100;) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::size_t colon = std::min(line.find(':'), line.size());
    fields.push_back({line.substr(0, colon), line.substr(std::min(line.size(), colon + 1))});
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  if (admin::find_fault({"GET", target, "HTTP/1.1", fields}, rules)) return;
  require(target.starts_with('/') && fields.size() <= rules.fields);
  std::string path;
  const std::string_view encoded = target.substr(0, target.find('?'));
  require(admin::append_percent_decoded(path, encoded, admin::PlusSign::is_itself));
  require(path.find('\0') == std::string::npos && path.find("/../") == std::string::npos);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_body(text);
  read_members(text);
  read_cursor(text);
  read_query(text);
  guard_head(text);
  std::string json;
  admin::append_json_string(json, text);
  require(nlohmann::json::accept(json));
  return 0;
}
