#include "admin/pages/documentation.hpp"

#include "admin/api/api_routes.hpp"
#include "admin/application.hpp"
#include "admin/embedded_files.hpp"
#include "admin/pages/layout.hpp"

namespace admin {
namespace {

Html words_for_kind(const Member& member) {
  Html html;
  switch (member.kind) {
    case ValueKind::text:
      return html << "text";
    case ValueKind::number:
      return html << "number";
    case ValueKind::flag:
      return html << "true or false";
    case ValueKind::instant:
      return html << "instant";
    case ValueKind::texts:
      return html << "list of texts";
    case ValueKind::object:
      return html << text(member.schema->name);
    case ValueKind::objects:
      return html << "list of " << text(member.schema->name);
    case ValueKind::any:
      break;
  }
  return html << "JSON";
}

Html members_table(std::span<const Member> members, Markup caption) {
  Html html;
  if (members.empty()) return html;
  html << R"(<table><caption>)" << caption << "</caption><tbody>";
  for (const Member& member : members) {
    html << R"(<tr><th scope="row"><code>)" << text(member.name) << "</code></th><td>" << words_for_kind(member);
    if (!member.choices.empty()) html << ": " << text(member.choices);
    html << "</td><td>" << text(member.about);
    if (member.need == Need::optional) html << " <small>optional</small>";
    html << "</td></tr>";
  }
  html << "</tbody></table>";
  return html;
}

/// What the script reads stands in attributes; without it the page is still all there.
Html try_form(const ApiRoute& route) {
  Html html;
  if (route.open_sink != nullptr) return html;
  html << R"(<form class="try" hidden data-method=")" << text(name_of(route.method)) << R"(" data-path=")"
       << text(route.path) << "\">";
  const std::size_t open = route.path.find('{');
  if (open != std::string_view::npos) {
    const std::string_view name = route.path.substr(open + 1, route.path.find('}') - open - 1);
    html << "<label>" << text(name) << R"(<input name="{}" required></label>)";
  }
  for (const Member& member : route.asked) {
    html << "<label>" << text(member.name) << R"(<input name=")" << text(member.name) << R"(" data-kind=")"
         << words_for_kind(member) << "\"";
    if (member.need == Need::required) html << " required";
    html << "></label>";
  }
  html << R"(<button type="submit">Try it</button><pre hidden></pre></form>)";
  return html;
}

Html call_article(const ApiRoute& route) {
  Html html;
  html << R"(<article class="card" id=")" << text(route.operation) << R"("><h2><code>)" << text(name_of(route.method))
       << " " << text(route.path) << "</code></h2><p>" << text(route.about) << R"(</p><p class="hint">Scope )"
       << "<code>" << text(store::permission_of(route.action).scope) << "</code></p>";
  html << members_table(route.asked, "Asked");
  if (route.answer != nullptr) html << members_table(route.answer->members, "Answered");
  html << try_form(route) << "</article>";
  return html;
}

Html introduction() {
  Html html;
  html
      << R"(<h1>API</h1><p>Every call needs a key, <code>Authorization: Bearer dsk_…</code>, which )"
      << "<code>desist key add</code> makes. It holds in one workspace that the key was issued for. What goes wrong is "
      << "told as problem details (RFC 9457) with a <code>code</code> that never changes; with 503 nobody may be sent "
      << R"(to. As a document for programs: <a href="/openapi.json">/openapi.json</a>.</p>)"
      << R"(<form class="key" hidden><label for="key">Your key, kept in this tab only)"
      << R"(<input id="key" type="password" autocomplete="off" placeholder="dsk_…"></label></form>)";
  return html;
}

} // namespace

Response answer_documentation(Application& application, Request&) {
  Html content;
  content << introduction() << R"(<nav aria-label="Calls"><ul>)";
  for (const ApiRoute& route : api_routes()) {
    content << R"(<li><a href="#)" << text(route.operation) << R"("><code>)" << text(name_of(route.method)) << " "
            << text(route.path) << "</code></a></li>";
  }
  content << "</ul></nav>";
  for (const ApiRoute& route : api_routes()) content << call_article(route);
  content << R"(<script src="/docs/try.js" defer></script>)";
  return html_response(application, {.title = "API", .content = std::move(content)});
}

Response answer_documentation_script(Application&, Request&) {
  return {.type = MediaType::script, .body = std::string(embedded_documentation_script)};
}

} // namespace admin
