#include "parsers/json_list.hpp"

#include <algorithm>
#include <array>

namespace parsers {
namespace {

// Members that hold the list in what the APIs of providers answer.
constexpr std::array<std::string_view, 12> list_members{"SuppressedDestinationSummaries",
                                                        "Suppressions",
                                                        "suppressions",
                                                        "items",
                                                        "members",
                                                        "results",
                                                        "recipients",
                                                        "data",
                                                        "bounces",
                                                        "complaints",
                                                        "unsubscribes",
                                                        "contacts"};
constexpr std::size_t longest_member = 64;

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

} // namespace

void JsonListCutter::add(std::string_view octets, std::string& lines) {
  for (const char c : octets) take(c, lines);
}

void JsonListCutter::finish(std::string& lines) {
  if (place_ != Place::between && place_ != Place::envelope && !record_.empty()) emit(lines);
  *this = JsonListCutter();
}

void JsonListCutter::emit(std::string& lines) {
  lines.append(record_).push_back('\n');
  record_.clear();
  ++records_;
  depth_ = 0;
  place_ = Place::between;
}

void JsonListCutter::keep(char c) {
  if (record_.size() < longest_record) record_.push_back(c == '\n' || c == '\r' ? ' ' : c);
}

void JsonListCutter::take(char c, std::string& lines) {
  switch (place_) {
    case Place::between:
      return take_between(c);
    case Place::text:
      return take_in_text(c, lines);
    case Place::scalar:
      if (c == ',' || c == ']' || is_space(c)) {
        emit(lines);
        return take_between(c);
      }
      return keep(c);
    case Place::object:
    case Place::envelope:
      return take_inside(c, lines);
  }
}

void JsonListCutter::take_between(char c) {
  if (is_space(c) || c == ',') return;
  if (c == '[') {
    ++arrays_;
    return;
  }
  if (c == ']') {
    if (arrays_ > 0) {
      --arrays_;
    } else if (is_enveloped_) {
      place_ = Place::envelope; // which goes on behind its list
      depth_ = 1;
    }
    return;
  }
  if (c == '{') {
    place_ = Place::object;
    depth_ = 1;
    last_ = c;
    member_.clear();
    has_name_ = false;
  } else if (c == '"') {
    place_ = Place::text;
    around_text_ = Place::between;
  } else {
    place_ = Place::scalar;
  }
  keep(c);
}

/// Only an object that no array is around can be an envelope.
bool JsonListCutter::begins_list(char c) const {
  return c == '[' && depth_ == 1 && has_name_ && (place_ == Place::envelope || (!is_enveloped_ && arrays_ == 0)) &&
         std::ranges::find(list_members, std::string_view(member_)) != list_members.end();
}

void JsonListCutter::follow_member(char c) {
  if (depth_ != 1 || is_space(c)) return;
  has_name_ = c == ':' && !has_name_;
}

void JsonListCutter::take_inside(char c, std::string& lines) {
  if (begins_list(c)) {
    record_.clear();
    is_enveloped_ = true;
    place_ = Place::between;
    return;
  }
  // An object comes first in an array, or behind a comma or a colon: else the one around it was never closed.
  if (c == '{' && place_ == Place::object && std::string_view("[,:").find(last_) == std::string_view::npos) {
    emit(lines);
    return take_between(c);
  }
  if (place_ == Place::object) keep(c);
  if (!is_space(c)) last_ = c;
  follow_member(c);
  if (c == '"') {
    around_text_ = place_;
    place_ = Place::text;
    is_escaped_ = false;
    if (depth_ == 1) member_.clear();
  } else if (c == '{' || c == '[') {
    ++depth_;
  } else if ((c == '}' || c == ']') && --depth_ == 0) {
    if (place_ == Place::object) return emit(lines);
    is_enveloped_ = false;
    place_ = Place::between;
  }
}

/// No text reaches over the end of a line: where one seems to, the record is broken and the next line begins anew.
void JsonListCutter::take_in_text(char c, std::string& lines) {
  if (c == '\n') {
    if (around_text_ != Place::envelope) return emit(lines);
    place_ = Place::envelope;
    return;
  }
  if (around_text_ != Place::envelope) keep(c);
  if (is_escaped_) {
    is_escaped_ = false;
  } else if (c == '\\') {
    is_escaped_ = true;
  } else if (c == '"') {
    if (around_text_ == Place::between) return emit(lines);
    place_ = around_text_;
  } else if (depth_ == 1 && member_.size() < longest_member) {
    member_.push_back(c);
  }
}

} // namespace parsers
