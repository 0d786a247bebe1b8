#include "admin/http/request.hpp"

#include "parsers/ascii.hpp"

namespace admin {

Method parse_method(std::string_view name) {
  if (name == "GET") return Method::get;
  if (name == "POST") return Method::post;
  if (name == "HEAD") return Method::head;
  return Method::other;
}

std::string_view name_of(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::other:
      break;
  }
  return "other";
}

bool Request::read_query(PlusSign plus) {
  const std::size_t question = target.find('?');
  if (question == std::string::npos) {
    query.clear();
    return true;
  }
  return query.read(std::string_view(target).substr(question + 1), plus);
}

std::optional<std::string_view> Request::field(std::string_view name) const {
  for (const HeaderField& field : fields) {
    if (parsers::equals_ignoring_case(field.name, name)) return field.value;
  }
  return std::nullopt;
}

std::string Request::content_type() const {
  const std::string_view value = field("Content-Type").value_or(std::string_view{});
  return parsers::to_lower(parsers::trim(value.substr(0, value.find(';'))));
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  std::string_view rest = field("Cookie").value_or(std::string_view{});
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    const std::string_view pair = parsers::trim(rest.substr(0, end));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  return std::nullopt;
}

} // namespace admin
