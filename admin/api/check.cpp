#include "admin/api/check.hpp"

#include "admin/api/api_key.hpp"
#include "admin/api/check_body.hpp"
#include "admin/application.hpp"
#include "admin/hexadecimal.hpp"
#include "admin/http/problem.hpp"
#include "admin/json_text.hpp"

namespace admin {
namespace {

using parsers::ErrorCode;
using parsers::Result;

void append_member(std::string& json, std::string_view name, std::string_view text) {
  json.append(",\"").append(name).append("\":");
  if (text.empty()) {
    json += "null";
  } else {
    append_json_string(json, text);
  }
}

void append_instant(std::string& json, std::string_view name, const std::optional<parsers::Instant>& instant) {
  append_member(json, name, instant ? parsers::to_rfc3339(*instant) : std::string());
}

void append_answer(std::string& json, std::string_view to, const CheckAnswer& answer) {
  const classifier::Decision& decision = answer.decision;
  const bool is_allowed = decision.answer == classifier::Answer::allow;
  json += "{\"to\":";
  append_json_string(json, to);
  append_member(json, "decision", name_of(decision.answer));
  if (!decision.is_foreign) append_member(json, "reason", decision.reason);
  append_member(json, "scope", is_allowed ? std::string_view{} : name_of(decision.scope));
  if (!decision.is_foreign) {
    append_instant(json, "since", decision.since);
    append_instant(json, "expires_at", decision.expires_at);
    append_member(json, "entry", decision.entry ? hexadecimal(*decision.entry) : std::string());
  }
  json += ",\"position\":";
  append_json_number(json, answer.position);
  json += '}';
}

Result<void> append_check(std::string& json, std::string_view to, const classifier::Query& query,
                          const CheckContext& context) {
  const auto answer = check(to, query, context);
  if (!answer) return tl::unexpected(answer.error());
  append_answer(json, to, *answer);
  return {};
}

// In a list one odd entry must not cost the others their answer: what is no identity cannot be sent to.
void append_denied_as_invalid(std::string& json, std::string_view to) {
  json += "{\"to\":";
  append_json_string(json, to);
  json += R"(,"decision":"deny","reason":"invalid_identity","scope":null,"since":null,"expires_at":null,"entry":null,)"
          R"("position":null})";
}

// Which workspace is meant: the key's first, or the named one when the key was issued for it.
Result<store::Workspace> choose_workspace(const store::Store& store, const store::ApiKey& key,
                                          std::optional<std::string_view> name) {
  const auto not_issued = [] {
    return parsers::failure(ErrorCode::permission_denied, "this key was not issued for that workspace");
  };
  if (key.terms.workspaces.empty()) return not_issued();
  if (!name) return store.workspace(key.terms.workspaces.front());
  auto workspace = store.find_workspace(*name);
  if (!workspace) {
    if (workspace.error().code == ErrorCode::not_found || workspace.error().code == ErrorCode::invalid_argument) {
      return not_issued();
    }
    return tl::unexpected(workspace.error());
  }
  const auto& issued = key.terms.workspaces;
  const bool is_issued = std::find(issued.begin(), issued.end(), workspace->id) != issued.end();
  if (!is_issued) return not_issued();
  return workspace;
}

struct Terms {
  std::optional<std::string_view> channel, purpose, workspace;
};

Result<classifier::Query> read_terms(const Application& application, const store::ApiKey& key, const Terms& terms) {
  auto query = read_query_terms(terms.channel, terms.purpose);
  if (!query) return query;
  const auto workspace = choose_workspace(application.store(), key, terms.workspace);
  if (!workspace) return tl::unexpected(workspace.error());
  apply(*workspace, *query);
  return query;
}

// Every parameter once, and none that is not known: a misspelt one must not become another question.
Result<std::string_view> read_parameters(const Parameters& parameters, Terms& terms) {
  std::optional<std::string_view> to;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const std::string_view name = parameters.name(i);
    auto* const place = name == "to"          ? &to
                        : name == "channel"   ? &terms.channel
                        : name == "purpose"   ? &terms.purpose
                        : name == "workspace" ? &terms.workspace
                                              : nullptr;
    if (place == nullptr) {
      return parsers::failure(ErrorCode::invalid_argument,
                              "there is a parameter that is none of: to, channel, purpose, workspace");
    }
    if (place->has_value()) return parsers::failure(ErrorCode::invalid_argument, "a parameter is there twice");
    *place = parameters.value(i);
  }
  if (!to || to->empty())
    return parsers::failure(ErrorCode::invalid_argument, "\"to\" is missing: whom do you ask for?");
  return *to;
}

CheckContext context_of(Application& application) {
  return {application.store(), application.policy(), application.now(),
          [&application](store::Draft draft) { application.askers().overrides().tell(std::move(draft)); }};
}

} // namespace

void apply(const store::Workspace& workspace, classifier::Query& query) {
  query.workspace = workspace.id;
  query.agency = workspace.agency;
  query.consent = workspace.consent;
}

Result<classifier::Query> read_query_terms(std::optional<std::string_view> channel,
                                           std::optional<std::string_view> purpose) {
  classifier::Query query;
  if (channel) {
    const auto parsed = classifier::parse_channel(*channel);
    if (!parsed || *parsed == classifier::Channel::all) {
      return parsers::failure(ErrorCode::invalid_argument,
                              "\"channel\" is none of: email, sms, whatsapp, messenger, instagram");
    }
    query.channel = *parsed;
  }
  if (purpose) {
    const auto parsed = classifier::parse_purpose(*purpose);
    if (!parsed || parsed->kind == classifier::Purpose::Kind::all) {
      return parsers::failure(ErrorCode::invalid_argument,
                              "\"purpose\" is neither marketing, transactional nor the name of a stream");
    }
    query.purpose = *parsed;
  }
  return query;
}

Result<CheckAnswer> check(std::string_view to, const classifier::Query& query, const CheckContext& context) {
  const auto identity = parsers::parse_identity(to);
  if (!identity) return parsers::failure(ErrorCode::invalid_argument, identity.error().context);
  const auto found = context.store.states_of(*identity);
  // Whatever the store calls it: a question that it cannot answer is not the asker's fault.
  if (!found) return parsers::failure(ErrorCode::unavailable, to_string(found.error()));
  CheckAnswer answer{classifier::may_send(query, found->states, context.policy, context.now), found->position.number};
  if (!answer.decision.overridden.empty() && answer.decision.answer == classifier::Answer::allow &&
      context.on_override) {
    context.on_override(override_of(*identity, query, context.now, context.store.keys()));
  }
  return answer;
}

Result<std::string> check_json(std::string_view to, const classifier::Query& query, const CheckContext& context) {
  std::string json;
  json.reserve(256);
  if (auto appended = append_check(json, to, query, context); !appended) return tl::unexpected(appended.error());
  return json;
}

Response answer_check(Application& application, Request& request) {
  const auto key = authenticate(application, request, store::Action::look_up);
  if (!key) return key.error();
  if (!request.read_query(PlusSign::is_itself)) {
    return problem_response({ErrorCode::invalid_argument, "the query cannot be read"});
  }
  Terms terms;
  const auto to = read_parameters(request.query, terms);
  if (!to) return problem_response(to.error());
  const auto query = read_terms(application, **key, terms);
  if (!query) return problem_response(query.error());
  auto json = check_json(*to, *query, context_of(application));
  if (!json) return problem_response(json.error());
  *json += '\n';
  return json_response(std::move(*json));
}

Response answer_bulk_check(Application& application, Request& request) {
  const auto key = authenticate(application, request, store::Action::look_up);
  if (!key) return key.error();
  const auto body = read_check_body(request.body);
  if (!body) return problem_response(body.error());
  const auto query = read_terms(application, **key, {body->channel, body->purpose, body->workspace});
  if (!query) return problem_response(query.error());
  const CheckContext context = context_of(application);
  std::string json = "{\"results\":[";
  json.reserve(64 + body->to.size() * 192);
  for (std::size_t i = 0; i < body->to.size(); ++i) {
    if (i > 0) json += ',';
    const auto appended = append_check(json, body->to[i], *query, context);
    if (appended) continue;
    if (appended.error().code != ErrorCode::invalid_argument) return problem_response(appended.error());
    append_denied_as_invalid(json, body->to[i]);
  }
  json += "]}\n";
  return json_response(std::move(json));
}

} // namespace admin
