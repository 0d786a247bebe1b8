#include "parsers/html_tokenizer.hpp"

#include <algorithm>
#include <array>

#include "parsers/ascii.hpp"
#include "parsers/html_references.hpp"

namespace parsers {
namespace {

enum class Content : std::uint8_t { markup, shown_text, hidden_text };

// Elements whose content is text without tags. `iframe` and its kin hold what only browsers without frames would show.
Content content_of(std::string_view element) {
  constexpr std::array<std::string_view, 6> hidden = {"script", "style", "title", "iframe", "noembed", "noframes"};
  if (element == "textarea" || element == "xmp") return Content::shown_text;
  return std::ranges::find(hidden, element) != hidden.end() ? Content::hidden_text : Content::markup;
}

constexpr bool ends_tag_name(char c) { return is_space(c) || c == '/' || c == '>'; }

// "<ann@example.test>" that a program wrote without escaping it: browsers hide it as an unknown tag, but it is what
// people quote each other by.
bool names_address(std::string_view name) {
  for (const char c : name) {
    if (c == '@') return true;
    if (ends_tag_name(c) || c == '<' || c == '"' || c == '=') return false;
  }
  return false;
}

ByteRange range_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin)};
}

} // namespace

std::optional<HtmlToken> HtmlTokenizer::next() {
  std::size_t templates = 0; // that are open; what is inside them is not shown
  while (auto token = next_raw()) {
    const bool is_template = token->name == "template";
    if (is_template && token->kind == HtmlToken::Kind::start_tag) {
      ++templates;
    } else if (is_template && token->kind == HtmlToken::Kind::end_tag) {
      if (templates > 0) --templates;
    } else if (templates == 0) {
      return token;
    }
  }
  return std::nullopt;
}

std::optional<HtmlToken> HtmlTokenizer::next_raw() {
  while (position_ < html_.size()) {
    if (!raw_element_.empty()) {
      const std::size_t begin = position_;
      position_ = find_raw_text_end();
      const bool is_shown = content_of(raw_element_) == Content::shown_text && position_ > begin;
      raw_element_.clear();
      if (is_shown)
        return HtmlToken{HtmlToken::Kind::text,
                         {},
                         {},
                         decode_html_references(html_.substr(begin, position_ - begin)),
                         range_of(begin, position_)};
      continue;
    }
    if (!begins_markup(position_)) return read_text();
    if (auto tag = read_markup()) return tag;
  }
  return std::nullopt;
}

bool HtmlTokenizer::begins_markup(std::size_t position) const {
  if (html_[position] != '<') return false;
  const char following = at(position + 1);
  if (is_alpha(following)) return !names_address(html_.substr(position + 1));
  return following == '!' || following == '?' || (following == '/' && position + 2 < html_.size());
}

HtmlToken HtmlTokenizer::read_text() {
  const std::size_t begin = position_;
  do {
    position_ = std::min(html_.find('<', position_ + 1), html_.size());
  } while (position_ < html_.size() && !begins_markup(position_));
  return {HtmlToken::Kind::text,
          {},
          {},
          decode_html_references(html_.substr(begin, position_ - begin)),
          range_of(begin, position_)};
}

std::optional<HtmlToken> HtmlTokenizer::read_markup() {
  const char following = at(position_ + 1);
  if (is_alpha(following)) return read_tag(position_ + 1, HtmlToken::Kind::start_tag);
  if (following == '/' && is_alpha(at(position_ + 2))) return read_tag(position_ + 2, HtmlToken::Kind::end_tag);
  if (html_.substr(position_).starts_with("<!--"))
    skip_comment();
  else
    skip_past(">"); // a doctype, CDATA, processing instruction, Outlook's <![if …]>
  return std::nullopt;
}

std::optional<HtmlToken> HtmlTokenizer::read_tag(std::size_t name_begin, HtmlToken::Kind kind) {
  const std::size_t begin = position_;
  position_ = name_begin;
  while (position_ < html_.size() && !ends_tag_name(html_[position_])) ++position_;
  HtmlToken tag{kind, to_lower(html_.substr(name_begin, position_ - name_begin)), {}, {}, {}};
  while (read_attribute(tag)) {
  }
  if (position_ == html_.size()) return std::nullopt; // the end is inside of the tag
  ++position_;
  tag.place = range_of(begin, position_);
  if (kind == HtmlToken::Kind::start_tag && content_of(tag.name) != Content::markup) raw_element_ = tag.name;
  return tag;
}

// False at the '>' of the tag, or at the end of the HTML.
bool HtmlTokenizer::read_attribute(HtmlToken& tag) {
  constexpr std::size_t most_attributes = 100;
  while (position_ < html_.size() && (is_space(html_[position_]) || html_[position_] == '/')) ++position_;
  if (position_ == html_.size() || html_[position_] == '>') return false;
  const std::size_t begin = position_;
  ++position_; // a '=' in front is part of the name
  while (position_ < html_.size() && !ends_tag_name(html_[position_]) && html_[position_] != '=') ++position_;
  std::string name = to_lower(html_.substr(begin, position_ - begin));
  const std::size_t behind_name = position_;
  while (is_space(at(position_))) ++position_;
  std::string value;
  if (at(position_) == '=')
    value = read_attribute_value();
  else
    position_ = behind_name;
  if (tag.kind == HtmlToken::Kind::start_tag && tag.attributes.size() < most_attributes)
    tag.attributes.emplace_back(std::move(name), std::move(value));
  return true;
}

// From the '=' on.
std::string HtmlTokenizer::read_attribute_value() {
  ++position_;
  while (is_space(at(position_))) ++position_;
  const char quote = at(position_);
  const std::size_t begin = quote == '"' || quote == '\'' ? position_ + 1 : position_;
  std::size_t end = begin;
  if (begin > position_) {
    end = std::min(html_.find(quote, begin), html_.size());
    position_ = std::min(end + 1, html_.size());
  } else {
    while (end < html_.size() && !is_space(html_[end]) && html_[end] != '>') ++end;
    position_ = end;
  }
  return decode_html_references(html_.substr(begin, end - begin), InAttribute::yes);
}

void HtmlTokenizer::skip_comment() {
  const std::string_view content = html_.substr(position_ + 4);
  if (content.starts_with('>') || content.starts_with("->")) { // "<!-->" and "<!--->" are whole comments
    skip_past(">");
    return;
  }
  position_ += 4;
  while (true) { // ends with "-->" or "--!>"
    skip_past("--");
    while (at(position_) == '-') ++position_;
    if (position_ == html_.size()) return;
    const std::string_view rest = html_.substr(position_);
    if (rest.starts_with('>') || rest.starts_with("!>")) break;
  }
  skip_past(">");
}

void HtmlTokenizer::skip_past(std::string_view mark) {
  const std::size_t found = html_.find(mark, position_);
  position_ = found == std::string_view::npos ? html_.size() : found + mark.size();
}

std::size_t HtmlTokenizer::find_raw_text_end() const {
  std::size_t end = html_.find("</", position_);
  while (end != std::string_view::npos) {
    const std::string_view rest = html_.substr(end + 2);
    if (starts_with_ignoring_case(rest, raw_element_) &&
        (rest.size() == raw_element_.size() || ends_tag_name(rest[raw_element_.size()])))
      return end;
    end = html_.find("</", end + 2);
  }
  return html_.size();
}

} // namespace parsers
