#include "admin/pages/layout.hpp"

#include "admin/application.hpp"

namespace admin {
namespace {

struct NavigationItem {
  Section section;
  Markup path;
  Markup name;
};

constexpr NavigationItem navigation_items[] = {
    {Section::messages, "/messages", "Messages"},
    {Section::suppressions, "/suppressions", "Suppressions"},
    {Section::look_up, "/look-up", "Look-up"},
};

Html navigation(const Page& page) {
  Html html;
  html << R"(<nav aria-label="Main"><ul>)";
  for (const NavigationItem& item : navigation_items) {
    html << R"(<li><a href=")" << item.path << "\"";
    if (item.section == page.section) html << R"( aria-current="page")";
    html << ">" << item.name << "</a></li>";
  }
  html << "</ul></nav>";
  return html;
}

Html account(const Visitor& visitor) {
  const auto role = store::strongest_role(visitor.user);
  Html html;
  html << R"(<form class="account" method="post" action="/logout">)" << form_token_field(visitor.form_token)
       << R"(<a class="who" href="/account" title=")" << text(visitor.user.email) << R"("><bdi>)"
       << text(visitor.user.email) << R"(</bdi> <small>)" << text(role ? name_of(*role) : "")
       << R"(</small></a><button class="quiet" type="submit">Log out</button></form>)";
  return html;
}

} // namespace

Response html_response(const Application& application, const Page& page, unsigned status) {
  Html html;
  html << R"(<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>)" << text(page.title)
       << R"( · Desist</title><meta name="viewport" content="width=device-width, initial-scale=1">)"
       << R"(<meta name="color-scheme" content="light dark"><link rel="icon" href="/icon.svg" type="image/svg+xml">)"
       << R"(<link rel="stylesheet" href=")" << text(application.style_path())
       << R"("></head><body><a class="skip" href="#content">Skip to the content</a><header><div class="bar">)"
       << R"(<a class="brand" href="/"><img src="/icon.svg" alt="" width="28" height="28"> Desist</a>)";
  if (page.visitor != nullptr) html << navigation(page) << account(*page.visitor);
  html << R"(</div></header><main id="content" tabindex="-1">)" << page.content << "</main></body></html>\n";
  return {.status = status, .type = MediaType::html, .body = std::move(html).source()};
}

Response error_page(const Application& application, const Visitor* visitor, const Problem& problem) {
  Html content;
  content << R"(<section class="empty"><h1>)" << text(problem.title) << "</h1>";
  if (!problem.detail.empty()) content << "<p>" << text(problem.detail) << "</p>";
  content << R"(<p><a class="button" href="/">To the start</a></p></section>)";
  return html_response(application, {.title = problem.title, .visitor = visitor, .content = std::move(content)},
                       problem.status);
}

Response error_page(const Application& application, const Visitor* visitor, const parsers::Error& error) {
  return error_page(application, visitor, problem_of(error));
}

} // namespace admin
