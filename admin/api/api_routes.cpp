#include "admin/api/api_routes.hpp"

#include <array>
#include <utility>

#include "admin/api/check.hpp"
#include "admin/api/handlers.hpp"
#include "admin/api/schemas.hpp"
#include "parsers/assert_that.hpp"

namespace admin {
namespace {

using enum Method;
using enum MediaType;
using store::Action;

// The first ones are looked for first: they are asked a hundred thousand times a second.
constexpr ApiRoute routes[] = {
    {.operation = "check",
     .method = get,
     .path = "/v1/check",
     .action = Action::look_up,
     .about = "May I send to this contact now?",
     .asked = check_asked,
     .answer = &check_schema,
     .answer_at_once = answer_check},
    {.operation = "check_many",
     .method = post,
     .path = "/v1/check",
     .action = Action::look_up,
     .about = "The same for 1 to 10,000 contacts. What is no contact is denied and costs the others nothing.",
     .asked = bulk_check_asked,
     .answer = &checks_schema,
     .answer_at_once = answer_bulk_check},
    {.operation = "check_stream",
     .method = post,
     .path = "/v1/check/stream",
     .action = Action::look_up,
     .about =
         "The same for any number: one contact a line, as {\"to\":\"…\"}, as a JSON text or alone; one answer a "
         "line, in order, once the last line has come. Lines over 4,096 octets are denied; over 256 MiB of answers "
         "are 413. Each 1,000 lines count as a request against the key's limit.",
     .asked = check_stream_asked,
     .type = json_lines,
     .answer = &check_schema,
     .open_sink = open_check_stream},

    {.operation = "list_suppressions",
     .method = get,
     .path = "/v1/suppressions",
     .action = Action::read,
     .about = "Who may not be written to, newest first. A page may be empty and have a next one all the same.",
     .asked = suppressions_asked,
     .answer = &suppression_list_schema,
     .handler = list_suppressions},
    {.operation = "create_suppression",
     .method = post,
     .path = "/v1/suppressions",
     .action = Action::record,
     .about = "Deny a contact or a domain. 201, or 200 when this Idempotency-Key has done it before.",
     .asked = suppress_asked,
     .answer = &recorded_schema,
     .handler = create_suppression,
     .idempotency_key = IdempotencyKey::heeded},
    {.operation = "read_suppression",
     .method = get,
     .path = "/v1/suppressions/{entry}",
     .action = Action::read,
     .about = "One of them, as long as nothing has lifted it.",
     .asked = nothing_asked,
     .answer = &suppression_schema,
     .handler = read_suppression},
    {.operation = "lift_suppressions",
     .method = post,
     .path = "/v1/suppressions/lift",
     .action = Action::lift,
     .about =
         "Lift what an operator may lift of a contact, inside a scope; what the person said stays the person's. At "
         "most 100 an hour for each key. Again, it is 404: nothing is left to lift.",
     .asked = lift_asked,
     .answer = &recorded_schema,
     .handler = lift_suppressions,
     .idempotency_key = IdempotencyKey::heeded},

    {.operation = "read_contact",
     .method = get,
     .path = "/v1/contacts",
     .action = Action::read,
     .about = "All that this workspace knows of a contact, with its evidence.",
     .asked = contact_asked,
     .answer = &contact_schema,
     .handler = read_contact},
    {.operation = "list_consents",
     .method = get,
     .path = "/v1/consents",
     .action = Action::read,
     .about = "What a contact agreed to, as it stands now.",
     .asked = contact_asked,
     .answer = &consent_list_schema,
     .handler = list_consents},
    {.operation = "list_consent_receipts",
     .method = get,
     .path = "/v1/consents/receipts",
     .action = Action::read,
     .about = "The same as receipts that stand for themselves.",
     .asked = contact_asked,
     .answer = &receipt_list_schema,
     .handler = list_consent_receipts},
    {.operation = "create_consent",
     .method = post,
     .path = "/v1/consents",
     .action = Action::record,
     .about = "Record what a contact agreed to. It lifts no opt-out.",
     .asked = grant_asked,
     .answer = &recorded_schema,
     .handler = create_consent,
     .idempotency_key = IdempotencyKey::heeded},
    {.operation = "end_consent",
     .method = post,
     .path = "/v1/consents/withdraw",
     .action = Action::record,
     .about = "The person has opted out: ends what was agreed to inside the scope, and denies it.",
     .asked = withdraw_asked,
     .answer = &recorded_schema,
     .handler = end_consent,
     .idempotency_key = IdempotencyKey::heeded},

    {.operation = "list_messages",
     .method = get,
     .path = "/v1/messages",
     .action = Action::read,
     .about = "What came in, newest first, and what was concluded of it.",
     .asked = messages_asked,
     .answer = &message_list_schema,
     .handler = list_messages},
    {.operation = "read_message",
     .method = get,
     .path = "/v1/messages/{number}",
     .action = Action::read,
     .about = "One message.",
     .asked = nothing_asked,
     .answer = &message_schema,
     .handler = read_message},
    {.operation = "read_raw_message",
     .method = get,
     .path = "/v1/messages/{number}/raw",
     .action = Action::read,
     .about = "Its octets as they came.",
     .asked = nothing_asked,
     .type = message,
     .handler = read_raw_message},

    {.operation = "record_sent",
     .method = post,
     .path = "/v1/sent",
     .action = Action::record,
     .about = "Whom the workspace wrote to; kept for 400 days. Once a day and contact, however often it is told.",
     .asked = sent_asked,
     .answer = &sent_schema,
     .handler = record_sent},
    {.operation = "mint_tokens",
     .method = post,
     .path = "/v1/tokens",
     .action = Action::record,
     .about = "Addresses and header values for one mail, so that what comes back says whom it is about.",
     .asked = tokens_asked,
     .answer = &tokens_schema,
     .handler = mint_tokens},
    {.operation = "mint_tokens_of_many",
     .method = post,
     .path = "/v1/tokens/bulk",
     .action = Action::record,
     .about = "The same for many mails.",
     .asked = bulk_tokens_asked,
     .answer = &bulk_tokens_schema,
     .handler = mint_tokens_of_many},
    {.operation = "validate_number",
     .method = get,
     .path = "/v1/numbers",
     .action = Action::look_up,
     .about = "What the numbering plans say of a phone number.",
     .asked = number_asked,
     .answer = &number_schema,
     .handler = validate_number},
    {.operation = "validate_numbers",
     .method = post,
     .path = "/v1/numbers",
     .action = Action::look_up,
     .about = "The same for many.",
     .asked = numbers_asked,
     .answer = &number_list_schema,
     .handler = validate_numbers},

    {.operation = "read_changes",
     .method = get,
     .path = "/v1/changes",
     .action = Action::read,
     .about = "What changed for the contacts of the workspace, oldest first: a copy of your own follows it. With "
              "\"wait\" a long poll. Opt-outs of other workspaces that hold here too are not told; ask with check.",
     .asked = feed_asked,
     .type = json_lines,
     .answer = &change_schema,
     .handler = read_changes},
    {.operation = "stream_changes",
     .method = get,
     .path = "/v1/changes/stream",
     .action = Action::read,
     .about = "The same as server-sent events; it ends after five minutes, and goes on by Last-Event-ID.",
     .asked = stream_asked,
     .type = event_stream,
     .answer = &change_schema,
     .handler = stream_changes},
    {.operation = "read_audit",
     .method = get,
     .path = "/v1/audit",
     .action = Action::read_audit,
     .about = "Who did what in the workspace, oldest first.",
     .asked = feed_asked,
     .type = json_lines,
     .answer = &audit_schema,
     .handler = read_audit},

    {.operation = "list_workspaces",
     .method = get,
     .path = "/v1/workspaces",
     .action = Action::look_up,
     .about = "The workspaces that this key was issued for.",
     .asked = nothing_asked,
     .answer = &workspace_list_schema,
     .handler = list_workspaces},
    {.operation = "change_workspace",
     .method = post,
     .path = "/v1/workspaces/settings",
     .action = Action::manage_workspace,
     .about = "Change how the workspace works; what is not named stays.",
     .asked = change_workspace_asked,
     .answer = &workspace_schema,
     .handler = change_workspace},
    {.operation = "list_users",
     .method = get,
     .path = "/v1/users",
     .action = Action::manage_workspace,
     .about = "Who has a role in the workspace. People are made on the page or the command line, with a fresh code.",
     .asked = nothing_asked,
     .answer = &user_list_schema,
     .handler = list_users},
    {.operation = "list_keys",
     .method = get,
     .path = "/v1/keys",
     .action = Action::manage_workspace,
     .about = "Keys that reach no further than this one. Keys are made by people: a key makes none.",
     .asked = nothing_asked,
     .answer = &key_list_schema,
     .handler = list_keys},
    {.operation = "read_own_key",
     .method = get,
     .path = "/v1/keys/own",
     .action = Action::look_up,
     .about = "What this key is good for.",
     .asked = nothing_asked,
     .answer = &key_schema,
     .handler = read_own_key},
    {.operation = "list_imports",
     .method = get,
     .path = "/v1/imports",
     .action = Action::import_lists,
     .about = "Lists that were imported into the workspace.",
     .asked = nothing_asked,
     .answer = &import_list_schema,
     .handler = list_imports},
    {.operation = "read_health",
     .method = get,
     .path = "/v1/health",
     .action = Action::look_up,
     .about = "Whether answers can be given now.",
     .asked = nothing_asked,
     .answer = &health_schema,
     .handler = read_health},
};

// At run time: with sanitizers, gcc calls no comparison of a function with null a constant.
bool is_well_formed(const ApiRoute& route) {
  const int answerers = (route.handler != nullptr) + (route.answer_at_once != nullptr) + (route.open_sink != nullptr);
  return answerers == 1 && route.path.starts_with("/v1/") && !route.operation.empty() && !route.about.empty();
}

using Answer = Response (*)(Application&, Request&);

template <std::size_t index>
Response answer(Application& application, Request& request) {
  return answer_call(routes[index], application, request);
}

template <std::size_t... indices>
constexpr auto answers_of_calls(std::index_sequence<indices...>) {
  return std::array<Answer, sizeof...(indices)>{answer<indices>...};
}
constexpr auto answers = answers_of_calls(std::make_index_sequence<std::size(routes)>());

Route http_route(const ApiRoute& route, Answer call) {
  Route made{.method = route.method, .path = route.path, .place = Place::event_thread, .answer = route.answer_at_once};
  if (route.open_sink != nullptr) {
    made.open_sink = route.open_sink;
  } else if (route.answer_at_once == nullptr) {
    made.place = Place::worker;
    made.answer = call;
  }
  return made;
}

} // namespace

std::span<const ApiRoute> api_routes() { return routes; }

std::vector<Route> http_routes_of_api() {
  std::vector<Route> all;
  for (std::size_t i = 0; i < std::size(routes); ++i) {
    parsers::assert_that(is_well_formed(routes[i]), "a call has one answerer, a name and a text");
    all.push_back(http_route(routes[i], answers[i]));
  }
  parsers::assert_that(has_no_route_twice(all), "no call is there twice");
  return all;
}

} // namespace admin
