// HTML as a stream of tags and text (after the tokenization of the WHATWG HTML standard, 13.2.5). No tree.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/html_text.hpp"

namespace parsers {

/// Gives one token at a time, in time linear in the HTML and with memory for one token. `html` must outlive it.
class HtmlTokenizer {
 public:
  explicit HtmlTokenizer(std::string_view html) : html_(html) {}

  /// Nothing at the end. Comments, doctypes and content that is never shown are skipped.
  std::optional<HtmlToken> next();

 private:
  std::optional<HtmlToken> next_raw();
  std::optional<HtmlToken> read_markup();
  HtmlToken read_text();
  std::optional<HtmlToken> read_tag(std::size_t name_begin, HtmlToken::Kind kind);
  bool read_attribute(HtmlToken& tag);
  std::string read_attribute_value();
  void skip_comment();
  void skip_past(std::string_view mark);
  [[nodiscard]] std::size_t find_raw_text_end() const;
  [[nodiscard]] bool begins_markup(std::size_t position) const;
  [[nodiscard]] char at(std::size_t position) const { return position < html_.size() ? html_[position] : '\0'; }

  std::string_view html_;
  std::size_t position_ = 0;
  std::string raw_element_; // whose content is not markup, "" outside of one
};

} // namespace parsers
