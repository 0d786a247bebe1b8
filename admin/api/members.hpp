// What a request may say and what an answer has, as tables: requests are read by them, and the document of the API is
// made from them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace admin {

enum class ValueKind : std::uint8_t {
  text,
  number,  // whole, from 0
  flag,    // true or false
  instant, // RFC 3339
  texts,   // a list of texts
  object,  // of answers only: as its schema
  objects, // of answers only: a list of them
  any,     // of answers only
};
enum class Need : std::uint8_t { required, optional }; // of answers: always there, or null or left out

struct Schema;
struct Member {
  std::string_view name;
  ValueKind kind = ValueKind::text;
  Need need = Need::optional;
  std::string_view about;
  std::string_view choices = {};  // of texts, with a space between: nothing else is taken
  std::uint32_t most = 0;         // of numbers the greatest, of lists the count; 0: no limit of its own
  const Schema* schema = nullptr; // of objects
};

struct Schema {
  std::string_view name; // "SuppressionList"
  std::span<const Member> members;
};

} // namespace admin
