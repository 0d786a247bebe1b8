// Names of scopes as they are written in questions and answers, and what covers what.
#include "classifier/scope.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace classifier {

namespace {

constexpr std::array<std::pair<Channel, std::string_view>, 6> channel_names{{
    {Channel::all, "all"},
    {Channel::email, "email"},
    {Channel::sms, "sms"},
    {Channel::whatsapp, "whatsapp"},
    {Channel::messenger, "messenger"},
    {Channel::instagram, "instagram"},
}};

constexpr std::size_t longest_stream = 64;

constexpr bool is_stream_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

/// Where `asked` is, `row` holds. A reach of an agency without one is the workspace alone.
bool covers_place(const Scope& row, const Scope& asked) {
  if (row.reach == Reach::global) return true;
  if (asked.reach == Reach::global) return false;
  const bool is_of_agency = row.reach == Reach::agency && row.agency != 0;
  if (asked.reach == Reach::agency && asked.agency != 0) return is_of_agency && row.agency == asked.agency;
  return row.workspace == asked.workspace || (is_of_agency && row.agency == asked.agency);
}

} // namespace

std::string_view name_of(Reach reach) {
  switch (reach) {
    case Reach::workspace:
      return "workspace";
    case Reach::agency:
      return "agency";
    case Reach::global:
      return "global";
  }
  return "unknown";
}

std::string_view name_of(Channel channel) {
  for (const auto& [value, name] : channel_names)
    if (value == channel) return name;
  return "unknown";
}

std::string name_of(const Purpose& purpose) {
  switch (purpose.kind) {
    case Purpose::Kind::all:
      return "all";
    case Purpose::Kind::marketing:
      return "marketing";
    case Purpose::Kind::transactional:
      return "transactional";
    case Purpose::Kind::stream:
      return purpose.stream;
  }
  return "unknown";
}

std::optional<Channel> parse_channel(std::string_view name) {
  for (const auto& [value, known] : channel_names)
    if (known == name) return value;
  return std::nullopt;
}

std::optional<Purpose> parse_purpose(std::string_view name) {
  if (name == "*" || name == "all") return Purpose{.kind = Purpose::Kind::all, .stream = {}};
  if (name == "marketing") return Purpose{.kind = Purpose::Kind::marketing, .stream = {}};
  if (name == "transactional") return Purpose{.kind = Purpose::Kind::transactional, .stream = {}};
  if (name.empty() || name.size() > longest_stream || !std::ranges::all_of(name, is_stream_character))
    return std::nullopt;
  return Purpose{.kind = Purpose::Kind::stream, .stream = std::string(name)};
}

bool covers(const Purpose& row, const Purpose& asked) {
  switch (row.kind) {
    case Purpose::Kind::all:
      return true;
    case Purpose::Kind::marketing:
      return asked.kind == Purpose::Kind::marketing || asked.kind == Purpose::Kind::stream;
    case Purpose::Kind::stream:
      return asked.kind == Purpose::Kind::stream && asked.stream == row.stream;
    case Purpose::Kind::transactional:
      return asked.kind == Purpose::Kind::transactional;
  }
  return false;
}

bool covers(Channel row, Channel asked) { return row == Channel::all || row == asked; }

bool overlap(const Purpose& a, const Purpose& b) { return covers(a, b) || covers(b, a); }

bool overlap(Channel a, Channel b) { return covers(a, b) || covers(b, a); }

std::optional<Scope> intersection(const Scope& a, const Scope& b) {
  const bool a_holds_b = covers_place(a, b);
  if (!a_holds_b && !covers_place(b, a)) return std::nullopt;
  if (!overlap(a.channel, b.channel) || !overlap(a.purpose, b.purpose)) return std::nullopt;
  Scope both = a_holds_b ? b : a;
  both.channel = covers(a.channel, b.channel) ? b.channel : a.channel;
  both.purpose = covers(a.purpose, b.purpose) ? b.purpose : a.purpose;
  return both;
}

bool covers(const Scope& row, const Scope& asked) {
  return covers_place(row, asked) && covers(row.channel, asked.channel) && covers(row.purpose, asked.purpose);
}

} // namespace classifier
