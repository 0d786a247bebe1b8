// tag-list  = tag-spec *( ";" tag-spec ) [ ";" ]
// tag-spec  = [FWS] tag-name [FWS] "=" [FWS] tag-value [FWS]
// tag-name  = ALPHA *( ALPHA / DIGIT / "_" )
#include "parsers/tag_list.hpp"

#include <algorithm>

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_tags = 64;

bool is_tag_name(std::string_view name) {
  return !name.empty() && is_alpha(name.front()) &&
         std::ranges::all_of(name, [](char c) { return is_alpha(c) || is_digit(c) || c == '_'; });
}

// VALCHAR and folding white space, and what RFC 8616 adds: octets above 127.
bool is_tag_value(std::string_view value) {
  return std::ranges::all_of(value,
                             [](char c) { return is_space(c) || (static_cast<unsigned char>(c) > 0x20 && c != 0x7F); });
}

} // namespace

std::optional<TagList> TagList::parse(std::string_view text) {
  TagList list;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    const std::string_view spec = text.substr(begin, end - begin);
    if (trim(spec).empty() && end == text.size()) break; // behind the last ';'
    const std::size_t equals = spec.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const Tag tag{.name = trim(spec.substr(0, equals)),
                  .value = trim(spec.substr(equals + 1)),
                  .begin = begin + equals + 1,
                  .end = end};
    if (!is_tag_name(tag.name) || !is_tag_value(tag.value) || list.find(tag.name) != nullptr) return std::nullopt;
    if (list.tags_.size() == most_tags) return std::nullopt;
    list.tags_.push_back(tag);
    begin = end + 1;
  }
  return list;
}

const Tag* TagList::find(std::string_view name) const {
  const auto found = std::ranges::find(tags_, name, &Tag::name);
  return found == tags_.end() ? nullptr : &*found;
}

std::optional<std::string_view> TagList::value(std::string_view name) const {
  const Tag* const tag = find(name);
  return tag == nullptr ? std::nullopt : std::optional(tag->value);
}

std::vector<std::string_view> split_at_colons(std::string_view value) {
  std::vector<std::string_view> pieces;
  while (true) {
    const std::size_t colon = value.find(':');
    pieces.push_back(trim(value.substr(0, colon)));
    if (colon == std::string_view::npos) return pieces;
    value.remove_prefix(colon + 1);
  }
}

} // namespace parsers
