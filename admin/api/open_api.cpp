#include "admin/api/open_api.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "admin/api/api_routes.hpp"
#include "parsers/ascii.hpp"

namespace admin {
namespace {

using nlohmann::ordered_json;

std::string reference(std::string_view kind, std::string_view name) {
  return "#/components/" + std::string(kind) + "/" + std::string(name);
}

ordered_json choices_of(std::string_view choices) {
  ordered_json values = ordered_json::array();
  while (!choices.empty()) {
    const std::size_t end = choices.find(' ');
    values.push_back(choices.substr(0, end));
    choices = end == std::string_view::npos ? std::string_view{} : choices.substr(end + 1);
  }
  return values;
}

/// Of one value, without its description.
ordered_json type_of(const Member& member) {
  switch (member.kind) {
    case ValueKind::text:
      break;
    case ValueKind::number: {
      ordered_json type{{"type", "integer"}, {"minimum", 0}};
      if (member.most != 0) type["maximum"] = member.most;
      return type;
    }
    case ValueKind::flag:
      return {{"type", "boolean"}};
    case ValueKind::instant:
      return {{"type", "string"}, {"format", "date-time"}};
    case ValueKind::texts: {
      ordered_json type{{"type", "array"}, {"items", {{"type", "string"}}}};
      if (member.most != 0) type["maxItems"] = member.most;
      return type;
    }
    case ValueKind::object:
      return {{"$ref", reference("schemas", member.schema->name)}};
    case ValueKind::objects:
      return {{"type", "array"}, {"items", {{"$ref", reference("schemas", member.schema->name)}}}};
    case ValueKind::any:
      return ordered_json::object();
  }
  ordered_json type{{"type", "string"}};
  if (!member.choices.empty()) type["enum"] = choices_of(member.choices);
  return type;
}

enum class Direction : std::uint8_t { asked, answered };

/// What is answered may be null where it is not required; a request has no nulls.
ordered_json object_of(std::span<const Member> members, Direction direction) {
  ordered_json object{{"type", "object"}, {"properties", ordered_json::object()}};
  ordered_json required = ordered_json::array();
  for (const Member& member : members) {
    ordered_json type = type_of(member);
    if (member.need == Need::required) {
      required.push_back(member.name);
    } else if (direction == Direction::answered && !type.empty()) {
      type = {{"anyOf", {std::move(type), {{"type", "null"}}}}};
    }
    if (!member.about.empty()) type["description"] = member.about;
    object["properties"][std::string(member.name)] = std::move(type);
  }
  if (!required.empty()) object["required"] = std::move(required);
  if (direction == Direction::asked) object["additionalProperties"] = false;
  return object;
}

void add_schema(ordered_json& schemas, const Schema& schema) {
  if (schemas.contains(std::string(schema.name))) return;
  schemas[std::string(schema.name)] = object_of(schema.members, Direction::answered);
  for (const Member& member : schema.members) {
    if (member.schema != nullptr) add_schema(schemas, *member.schema); // tables of ours, two deep
  }
}

ordered_json path_parameter(std::string_view path) {
  const std::size_t open = path.find('{');
  const std::string name(path.substr(open + 1, path.find('}') - open - 1));
  return {{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}};
}

ordered_json header_parameter(std::string_view name, std::string_view about) {
  return {{"name", name}, {"in", "header"}, {"description", about}, {"schema", {{"type", "string"}}}};
}

ordered_json parameters_of(const ApiRoute& route) {
  ordered_json parameters = ordered_json::array();
  if (route.path.find('{') != std::string_view::npos) parameters.push_back(path_parameter(route.path));
  if (route.idempotency_key == IdempotencyKey::heeded) {
    parameters.push_back(header_parameter("Idempotency-Key",
                                          "the same key again changes nothing; any 1 to 255 "
                                          "characters of your own"));
  }
  if (route.method == Method::get && route.type == MediaType::json) {
    parameters.push_back(header_parameter("If-None-Match", "the ETag that you have: 304 when nothing has changed"));
  }
  const bool is_query = route.method == Method::get || route.open_sink != nullptr;
  for (const Member& member : is_query ? route.asked : std::span<const Member>{}) {
    parameters.push_back({{"name", member.name},
                          {"in", "query"},
                          {"required", member.need == Need::required},
                          {"description", member.about},
                          {"schema", type_of(member)}});
  }
  return parameters;
}

ordered_json body_of(const ApiRoute& route) {
  if (route.open_sink != nullptr) {
    return {{"required", true}, {"content", {{"application/x-ndjson", {{"schema", {{"type", "string"}}}}}}}};
  }
  const ordered_json schema = object_of(route.asked, Direction::asked);
  return {{"required", true}, {"content", {{"application/json", {{"schema", schema}}}}}};
}

ordered_json answer_of(const ApiRoute& route) {
  ordered_json schema = {{"type", "string"}};
  if (route.answer != nullptr && route.type == MediaType::json) {
    schema = {{"$ref", reference("schemas", route.answer->name)}};
  } else if (route.answer != nullptr) {
    schema["description"] = "lines, each of them a " + std::string(route.answer->name);
  }
  return {{"description", "done"}, {"content", {{text_of(route.type), {{"schema", std::move(schema)}}}}}};
}

ordered_json operation_of(const ApiRoute& route) {
  const std::string_view scope = store::permission_of(route.action).scope;
  ordered_json operation;
  operation["operationId"] = route.operation;
  operation["summary"] = route.about;
  operation["description"] = "Needs the scope \"" + std::string(scope) + "\".";
  operation["tags"] = {std::string(route.path.substr(4, route.path.find('/', 4) - 4))};
  if (auto parameters = parameters_of(route); !parameters.empty()) operation["parameters"] = std::move(parameters);
  if (route.method == Method::post) operation["requestBody"] = body_of(route);
  ordered_json& responses = operation["responses"];
  responses["200"] = answer_of(route);
  if (route.method == Method::post && route.action != store::Action::look_up) responses["201"] = answer_of(route);
  responses["default"] = {{"$ref", reference("responses", "Problem")}};
  return operation;
}

ordered_json problem_schema() {
  return {{"type", "object"},
          {"required", {"type", "title", "status", "code"}},
          {"properties",
           {{"type", {{"type", "string"}, {"description", "urn:desist:problem: and the code"}}},
            {"title", {{"type", "string"}}},
            {"status", {{"type", "integer"}}},
            {"code", {{"type", "string"}, {"description", "for programs; never changed"}}},
            {"detail", {{"type", "string"}}}}}};
}

} // namespace

std::string open_api_document() {
  ordered_json document;
  document["openapi"] = "3.1.0";
  document["info"] = {{"title", "Desist"},
                      {"version", "1"},
                      {"description",
                       "May I send to this contact now? And all that the answer is made of. Every call "
                       "holds in one workspace, which the key was issued for."}};
  document["servers"] = {{{"url", "/"}}};
  document["security"] = {{{"key", ordered_json::array()}}};
  ordered_json& paths = document["paths"];
  ordered_json schemas;
  for (const ApiRoute& route : api_routes()) {
    paths[std::string(route.path)][parsers::to_lower(name_of(route.method))] = operation_of(route);
    if (route.answer != nullptr) add_schema(schemas, *route.answer);
  }
  schemas["Problem"] = problem_schema();
  ordered_json& components = document["components"];
  components["securitySchemes"]["key"] = {{"type", "http"}, {"scheme", "bearer"}, {"description", "dsk_…"}};
  components["responses"]["Problem"] = {
      {"description", "RFC 9457: 400, 401, 403, 404, 409, 413, 429 or 503. With 503 nobody may be sent to."},
      {"content", {{"application/problem+json", {{"schema", {{"$ref", reference("schemas", "Problem")}}}}}}}};
  components["schemas"] = std::move(schemas);
  return document.dump(2) + "\n";
}

Response answer_open_api(Application&, Request&) { return json_response(open_api_document()); }

} // namespace admin
