#include "parsers/html_quotation.hpp"

#include <algorithm>
#include <string_view>

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

std::string_view attribute(const HtmlToken& tag, std::string_view name) {
  for (const auto& [known, value] : tag.attributes)
    if (known == name) return value;
  return {};
}

bool has_class(const HtmlToken& tag, std::string_view name) {
  std::string_view classes = attribute(tag, "class");
  while (!(classes = trim(classes)).empty()) {
    const std::size_t end = std::min(classes.find_first_of(" \t\n"), classes.size());
    if (equals_ignoring_case(classes.substr(0, end), name)) return true;
    classes.remove_prefix(end);
  }
  return false;
}

template <std::size_t size>
bool has_any_class(const HtmlToken& tag, const std::string_view (&names)[size]) {
  return std::any_of(std::begin(names), std::end(names),
                     [&tag](std::string_view name) { return has_class(tag, name); });
}

/// Programs that read a mail write a prefix in front of the ids of others: "x_divRplyFwdMsg", "m_-123divRplyFwdMsg".
bool has_id(const HtmlToken& tag, std::string_view id) { return attribute(tag, "id").ends_with(id); }

constexpr std::string_view quotations[] = {"yahoo_quoted", "protonmail_quote", "tutanota_quote", "zmail_extra"};
constexpr std::string_view attributions[] = {"moz-cite-prefix", "gmail_attr"};

} // namespace

bool begins_quoted_mail(const HtmlToken& tag) {
  return is_header_element(tag) || has_id(tag, "appendonsend") ||
         has_id(tag, "mail-editor-reference-message-container") ||
         has_class(tag, "ms-outlook-mobile-reference-message");
}

bool is_header_element(const HtmlToken& tag) {
  return has_id(tag, "divRplyFwdMsg") || has_class(tag, "OutlookMessageHeader");
}

bool is_quotation_element(const HtmlToken& tag) { return has_any_class(tag, quotations); }

bool is_attribution_element(const HtmlToken& tag) { return has_any_class(tag, attributions); }

bool is_indentation(const HtmlToken& tag) {
  const std::string_view style = attribute(tag, "style");
  return tag.name == "blockquote" &&
         (has_class(tag, "webkit-indent-blockquote") || style.find("border: none") != std::string_view::npos ||
          style.find("border:none") != std::string_view::npos);
}

} // namespace parsers
