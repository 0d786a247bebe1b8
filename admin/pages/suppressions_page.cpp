#include "admin/pages/suppressions_page.hpp"

#include <algorithm>

#include "admin/actions.hpp"
#include "admin/application.hpp"
#include "admin/http/parameters.hpp"
#include "admin/pages/contact_forms.hpp"
#include "admin/pages/layout.hpp"
#include "admin/pages/words.hpp"

namespace admin {
namespace {

using store::SuppressionRow;

constexpr std::size_t most_rows = 200;

parsers::Result<std::vector<SuppressionRow>> visible_suppressions(const store::Store& store, const Visitor& visitor) {
  if (visitor.sees_everything()) return store.suppressions(0, most_rows);
  std::vector<SuppressionRow> all;
  for (const store::Workspace& workspace : visitor.workspaces) {
    auto some = store.suppressions(workspace.id, most_rows);
    if (!some) return some;
    std::move(some->begin(), some->end(), std::back_inserter(all));
  }
  std::sort(all.begin(), all.end(),
            [](const SuppressionRow& a, const SuppressionRow& b) { return a.received_at > b.received_at; });
  if (all.size() > most_rows) all.resize(most_rows);
  return all;
}

void add_scope(Html& html, const classifier::Scope& scope, const Visitor& visitor) {
  if (scope.reach == classifier::Reach::workspace) {
    const std::string_view name = visitor.name_of_workspace(scope.workspace);
    html << "in " << text(name.empty() ? "another workspace" : name);
  } else {
    html << "everywhere (" << text(name_of(scope.reach)) << ")";
  }
  html << ", " << text(scope.channel == classifier::Channel::all ? "every channel" : name_of(scope.channel)) << ", "
       << text(name_of(scope.purpose));
}

// Who was erased, or imported as a hash, has no clear text: then the store gives the hash's digits.
Html identity_of(const std::string& identity) {
  Html html;
  if (parse_target(identity)) {
    html << R"(<a class="from" href="/look-up?to=)" << text(percent_encoded(identity)) << R"("><bdi>)" << text(identity)
         << "</bdi></a>";
  } else {
    html << R"(<span class="from">Known by hash only <code>)" << text(std::string_view(identity).substr(0, 12))
         << "…</code></span>";
  }
  return html;
}

Html row_of(const SuppressionRow& row, const Visitor& visitor) {
  const classifier::Event& event = row.event;
  Html html;
  html << R"(<li class="row"><span class="when">)" << time_of(row.received_at) << R"(</span><span class="what">)"
       << identity_of(row.identity) << R"(<span class="subject">)";
  add_scope(html, event.scope, visitor);
  if (event.kind == classifier::EventKind::delivery_failed) {
    html << " · " << text(words_for_reason(name_of(event.failure)).words);
  }
  if (event.until) html << " · until " << time_of(*event.until);
  html << R"(</span></span><span class="badges">)" << badge(words_for_event(name_of(event.kind)))
       << badge(words_for_force(name_of(event.force))) << lift_form(visitor, row.identity, event.scope)
       << "</span></li>";
  return html;
}

Html empty_state() {
  Html html;
  html << R"(<section class="empty"><h2>Nobody is suppressed</h2>)"
       << "<p>When somebody opts out, complains or cannot be reached, they show here, with the reason and since when."
       << R"(</p><p>To suppress somebody yourself, <a href="/look-up">look them up</a>; a whole list is taken by )"
       << "<code>desist import</code>.</p></section>";
  return html;
}

} // namespace

Response answer_suppressions(Application& application, Request& request) {
  const auto visitor = visitor_of(application, request);
  if (!visitor) return visitor.error();
  const auto rows = visible_suppressions(application.store(), *visitor);
  if (!rows) return error_page(application, &*visitor, rows.error());
  Html content;
  content << "<h1>Suppressions</h1>";
  if (rows->empty()) {
    content << empty_state();
  } else {
    content << R"(<ol class="rows">)";
    for (const SuppressionRow& row : *rows) content << row_of(row, *visitor);
    content << "</ol>";
  }
  if (rows->size() == most_rows) {
    content << R"(<p class="hint">These are the newest )" << std::uint64_t{most_rows}
            << R"(. For anybody else, <a href="/look-up">look them up</a>.</p>)";
  }
  return html_response(
      application,
      {.title = "Suppressions", .section = Section::suppressions, .visitor = &*visitor, .content = std::move(content)});
}

} // namespace admin
