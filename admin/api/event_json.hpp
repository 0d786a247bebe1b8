// Events and whom they are about, as members of an answer.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "classifier/entry.hpp"

namespace admin {

/// kind, force, level, reason, scope, channel, purpose, until.
void put_event(nlohmann::ordered_json& object, const classifier::Event& event);
/// Clear text, or null where the store gave the digits of a hash because it has none.
nlohmann::ordered_json known_contact(const std::string& described);
/// "machine", "user 3", "key 4"; null for what nobody did.
nlohmann::ordered_json actor_json(std::uint64_t source);

} // namespace admin
