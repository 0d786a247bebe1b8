#include "admin/api/event_json.hpp"

#include "admin/actions.hpp"
#include "admin/api/call.hpp"
#include "store/account_requests.hpp"

namespace admin {

using nlohmann::ordered_json;

void put_event(ordered_json& object, const classifier::Event& event) {
  const bool is_of_delivery =
      event.kind == classifier::EventKind::delivery_failed || event.kind == classifier::EventKind::delivery_delayed;
  object["kind"] = name_of(event.kind);
  object["force"] = name_of(event.force);
  object["level"] = name_of(event.level);
  object["reason"] = is_of_delivery ? ordered_json(parsers::name_of(event.failure)) : ordered_json();
  put_scope(object, event.scope);
  object["until"] = or_null(event.until);
}

ordered_json known_contact(const std::string& described) {
  return parse_target(described) ? ordered_json(described) : ordered_json();
}

ordered_json actor_json(std::uint64_t source) {
  const auto actor = store::actor_of(source);
  if (!actor) return nullptr;
  switch (actor->kind) {
    case store::Actor::Kind::machine:
      return "machine";
    case store::Actor::Kind::user:
      return "user " + std::to_string(actor->id);
    case store::Actor::Kind::api_key:
      break;
  }
  return "key " + std::to_string(actor->id);
}

} // namespace admin
