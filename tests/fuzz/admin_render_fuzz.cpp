// Hostile text on a page: read again as HTML, the page has the tags of our own markup and no other.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "admin/pages/conclusions.hpp"
#include "admin/pages/html.hpp"
#include "admin/pages/message_detail.hpp"
#include "parsers/html_text.hpp"

namespace {

// Tags with their attribute names; values are of the text.
std::string shape_of(const std::string& html) {
  std::string shape;
  for (const parsers::HtmlToken& token : parsers::read_html_tokens(html, 1'000'000)) {
    if (token.kind == parsers::HtmlToken::Kind::text) continue;
    shape += token.kind == parsers::HtmlToken::Kind::start_tag ? '<' : '/';
    shape += token.name;
    for (const auto& [name, value] : token.attributes) shape.append(" ").append(name);
  }
  return shape;
}

admin::Conclusions conclusions_saying(const std::string& words) {
  admin::Conclusions said;
  for (std::string* place : {&said.subject, &said.from, &said.message_id, &said.kind, &said.reply, &said.original_body,
                             &said.comment, &said.automatic_kind, &said.feedback_type}) {
    *place = words;
  }
  said.token = "to " + words; // "none" alone is not shown
  said.verdicts.push_back({words, words, words, 0.5, {{words, words}}});
  said.events.push_back({words, words, words, words, words, words, words, words, words});
  said.reports.push_back({words, words, words, words, words, words});
  said.defects.push_back(words);
  return said;
}

std::string page_saying(const std::string& words) {
  admin::Html html;
  html << "<p title=\"" << admin::text(words) << "\">" << admin::text(words) << "</p><pre>" << admin::lines(words)
       << "</pre>" << admin::message_detail({}, conclusions_saying(words), words);
  return html.source();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string words(reinterpret_cast<const char*>(data), size);
  if (words.empty()) return 0; // empty texts leave their sections out
  static const std::string harmless = shape_of(page_saying("harmless"));
  if (shape_of(page_saying(words)) != harmless) std::abort();
  // JSON of anybody must not break the page either.
  const std::string page = admin::message_detail({}, admin::read_conclusions(words), words).source();
  if (shape_of(page).find("<script") != std::string::npos) std::abort();
  return 0;
}
