#include "admin/api/check.hpp"

#include "admin/api/api_key.hpp"
#include "admin/api/call.hpp"
#include "admin/api/schemas.hpp"
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

// Every parameter once, and none that is not known: a misspelt one must not become another question.
Result<std::string_view> read_parameters(const Parameters& parameters, QueryTerms& terms) {
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

} // namespace

CheckContext context_of(Application& application) {
  return {application.store(), application.policy(), application.now(),
          [&application](store::Draft draft) { application.askers().overrides().tell(std::move(draft)); }};
}

void append_denied_as_invalid(std::string& json, std::string_view to) {
  json += "{\"to\":";
  append_json_string(json, to);
  json += R"(,"decision":"deny","reason":"invalid_identity","scope":null,"since":null,"expires_at":null,"entry":null,)"
          R"("position":null})";
}

Result<void> append_one_of_many(std::string& json, std::string_view to, const classifier::Query& query,
                                const CheckContext& context) {
  auto appended = append_check(json, to, query, context);
  if (appended || appended.error().code != ErrorCode::invalid_argument) return appended;
  append_denied_as_invalid(json, to);
  return {};
}

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

Result<classifier::Query> query_for(const store::Store& store, const store::ApiKey& key, const QueryTerms& terms) {
  auto query = read_query_terms(terms.channel, terms.purpose);
  if (!query) return query;
  const auto workspace = choose_workspace(store, key, terms.workspace);
  if (!workspace) return tl::unexpected(workspace.error());
  apply(*workspace, *query);
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
  QueryTerms terms;
  const auto to = read_parameters(request.query, terms);
  if (!to) return problem_response(to.error());
  const auto query = query_for(application.store(), **key, terms);
  if (!query) return problem_response(query.error());
  auto json = check_json(*to, *query, context_of(application));
  if (!json) return problem_response(json.error());
  *json += '\n';
  return json_response(std::move(*json));
}

Response answer_bulk_check(Application& application, Request& request) {
  const auto key = authenticate(application, request, store::Action::look_up);
  if (!key) return key.error();
  const auto body = Asked::of_body(request.body, bulk_check_asked);
  if (!body) return problem_response(body.error());
  const auto query =
      query_for(application.store(), **key, {body->find("channel"), body->find("purpose"), body->find("workspace")});
  if (!query) return problem_response(query.error());
  const CheckContext context = context_of(application);
  const auto all = body->texts("to");
  std::string json = "{\"results\":[";
  json.reserve(64 + all.size() * 192);
  for (const std::string& to : all) {
    if (&to != all.data()) json += ',';
    if (auto appended = append_one_of_many(json, to, *query, context); !appended) {
      return problem_response(appended.error());
    }
  }
  json += "]}\n";
  return json_response(std::move(json));
}

} // namespace admin
