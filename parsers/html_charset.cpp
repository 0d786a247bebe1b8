#include "parsers/html_charset.hpp"

#include "parsers/ascii.hpp"
#include "parsers/content_type.hpp"
#include "parsers/html_tokenizer.hpp"

namespace parsers {

std::string charset_of_html(std::string_view html) {
  constexpr std::size_t most_octets = 1024; // what the HTML standard allows the declaration to be within
  HtmlTokenizer tokenizer(html.substr(0, most_octets));
  while (const auto token = tokenizer.next()) {
    if (token->kind != HtmlToken::Kind::start_tag || token->name != "meta") continue;
    for (const auto& [name, value] : token->attributes) {
      if (name == "charset") return value;
      const std::size_t at = name == "content" ? to_lower(value).find("charset=") : std::string::npos;
      if (at == std::string::npos) continue;
      if (const auto type = read_content_type("text/html;" + value.substr(at)))
        return std::string(type->parameter("charset").value_or(""));
    }
  }
  return {};
}

} // namespace parsers
