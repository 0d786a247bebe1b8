#include "parsers/html_text.hpp"

#include <algorithm>
#include <array>

#include "parsers/ascii.hpp"
#include "parsers/html_tokenizer.hpp"

namespace parsers {
namespace {

using Kind = HtmlToken::Kind;

// Elements that begin and end a line (the HTML standard's display: block, 15.3).
// clang-format off
constexpr std::array<std::string_view, 47> blocks = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre",
    "section", "summary", "table", "tbody", "tr", "ul", "xmp"};
// clang-format on
static_assert(std::ranges::is_sorted(blocks));

bool is_block(std::string_view name) { return std::ranges::binary_search(blocks, name); }
bool keeps_space(std::string_view name) {
  return name == "pre" || name == "textarea" || name == "xmp" || name == "listing";
}

// Elements that mail hides things in. Only those whose end tag nobody leaves out: hiding too much loses words.
bool hides_content(const HtmlToken& tag) {
  constexpr std::array<std::string_view, 4> hideable = {"div", "span", "table", "td"};
  if (std::ranges::find(hideable, tag.name) == hideable.end()) return false;
  return std::ranges::any_of(tag.attributes, [](const auto& attribute) {
    if (attribute.first == "hidden") return true;
    if (attribute.first != "style") return false;
    std::string style = to_lower(attribute.second);
    std::erase_if(style, [](char c) { return is_space(c); });
    return style.find("display:none") != std::string::npos;
  });
}

class TextWriter {
 public:
  void take(const HtmlToken& token) {
    if (is_hidden(token)) return;
    if (token.kind == Kind::text)
      write(token.text);
    else
      take_tag(token);
  }

  std::string finish() {
    end_block();
    while (text_.ends_with('\n')) text_.pop_back();
    return std::move(text_);
  }

 private:
  bool is_hidden(const HtmlToken& token) {
    if (hidden_depth_ == 0) {
      if (token.kind != Kind::start_tag || !hides_content(token)) return false;
      hidden_element_ = token.name;
      hidden_depth_ = 1;
    } else if (token.name == hidden_element_) {
      hidden_depth_ += token.kind == Kind::start_tag ? 1 : -1;
    }
    return true;
  }

  void take_tag(const HtmlToken& tag) {
    const bool begins = tag.kind == Kind::start_tag;
    if (tag.name == "br") {
      end_line();
    } else if (tag.name == "td" || tag.name == "th") {
      has_space_ = true;
    }
    if (is_block(tag.name)) end_block();
    if (keeps_space(tag.name)) preformatted_ = std::max(preformatted_ + (begins ? 1 : -1), 0);
    if (tag.name == "blockquote") quotation_ = std::max(quotation_ + (begins ? 1 : -1), 0);
  }

  void write(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool is_no_break_space = text.substr(i).starts_with("\xC2\xA0");
      if (is_no_break_space) ++i; // which does not collapse
      if (preformatted_ > 0 && text[i] == '\n')
        end_line();
      else if (preformatted_ == 0 && is_space(text[i]))
        has_space_ = true;
      else if (text[i] != '\r')
        put(is_no_break_space ? ' ' : text[i]);
    }
  }

  void put(char c) {
    if (has_space_ && !line_.empty()) line_.push_back(' ');
    has_space_ = false;
    line_.push_back(c);
  }

  void end_block() {
    if (!line_.empty()) end_line();
    has_space_ = false;
  }

  void end_line() {
    // Deeper levels look the same, or a kilobyte of blockquotes would cost a kilobyte a line.
    constexpr int most_levels = 8;
    for (int level = 0; level < std::min(quotation_, most_levels); ++level) text_.append("> ");
    text_.append(line_);
    while (text_.ends_with(' ')) text_.pop_back();
    text_.push_back('\n');
    line_.clear();
    has_space_ = false;
  }

  std::string text_;
  std::string line_; // that is being written
  bool has_space_ = false;
  int preformatted_ = 0;
  int quotation_ = 0;
  std::string hidden_element_;
  int hidden_depth_ = 0;
};

} // namespace

std::vector<HtmlToken> read_html_tokens(std::string_view html, std::size_t most_tokens) {
  std::vector<HtmlToken> tokens;
  HtmlTokenizer tokenizer(html);
  while (tokens.size() < most_tokens) {
    auto token = tokenizer.next();
    if (!token) break;
    tokens.push_back(std::move(*token));
  }
  return tokens;
}

std::string html_to_text(std::string_view html) {
  HtmlTokenizer tokenizer(html);
  TextWriter writer;
  while (const auto token = tokenizer.next()) writer.take(*token);
  return writer.finish();
}

} // namespace parsers
