#include "parsers/content_type.hpp"

#include <algorithm>

#include "parsers/ascii.hpp"
#include "parsers/header_lexer.hpp"
#include "parsers/header_parameters.hpp"

namespace parsers {
namespace {

// token := 1*<any CHAR except SPACE, CTLs, or tspecials>; read with some tspecials too, because real mail has them.
bool is_token(char c) {
  return c > ' ' && c < 0x7F && std::string_view("()<>,;:\\\"/[]?=").find(c) == std::string_view::npos;
}

std::string_view read_token(std::string_view field, std::size_t& position) {
  position = skip_comments_and_space(field, position);
  const std::size_t begin = position;
  while (position < field.size() && is_token(field[position])) ++position;
  return field.substr(begin, position - begin);
}

} // namespace

bool ContentType::is(std::string_view full) const {
  return full.size() == type.size() + 1 + subtype.size() && full[type.size()] == '/' &&
         equals_ignoring_case(full.substr(0, type.size()), type) &&
         equals_ignoring_case(full.substr(type.size() + 1), subtype);
}

std::optional<std::string_view> ContentType::parameter(std::string_view name) const {
  for (const auto& [known, value] : parameters)
    if (equals_ignoring_case(known, name)) return value;
  return std::nullopt;
}

std::optional<ContentType> read_content_type(std::string_view field) {
  std::size_t position = 0;
  const std::string_view type = read_token(field, position);
  position = skip_comments_and_space(field, position);
  if (type.empty() || position == field.size() || field[position] != '/') return std::nullopt;
  ++position;
  const std::string_view subtype = read_token(field, position);
  if (subtype.empty()) return std::nullopt;
  return ContentType{to_lower(type), to_lower(subtype), read_header_parameters(field.substr(position))};
}

std::optional<ContentType> read_content_disposition(std::string_view field) {
  std::size_t position = 0;
  const std::string_view word = read_token(field, position);
  if (word.empty()) return std::nullopt;
  return ContentType{to_lower(word), "", read_header_parameters(field.substr(position))};
}

} // namespace parsers
