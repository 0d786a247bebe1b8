// The names of the closed sets, as a reader would say them, and how loud they are shown.
#pragma once

#include <cstdint>
#include <string_view>

#include "admin/pages/html.hpp"

namespace admin {

enum class Tone : std::uint8_t { plain, good, waits, stops };

struct Words {
  std::string_view name;  // as in JSON and in name_of()
  std::string_view words; // for people
  Tone tone = Tone::plain;
};

/// What a message is: kinds of parsers::MessageKind.
Words words_for_kind(std::string_view name);
Words words_for_intent(std::string_view name);
/// What a fact does: classifier::EventKind with classifier::Force.
Words words_for_event(std::string_view name);
Words words_for_force(std::string_view name);
/// How well a sender is proven: classifier::Provenance.
Words words_for_level(std::string_view name);
/// classifier::Answer.
Words words_for_answer(std::string_view name);
/// Rows of the answer's table, and reasons of delivery failures.
Words words_for_reason(std::string_view name);

/// A small label; what has no words is shown by its name.
Html badge(const Words& words);

} // namespace admin
