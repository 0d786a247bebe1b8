#include "admin/pages/look_up_page.hpp"

#include "admin/actions.hpp"
#include "admin/api/check.hpp"
#include "admin/application.hpp"
#include "admin/hexadecimal.hpp"
#include "admin/pages/contact_forms.hpp"
#include "admin/pages/layout.hpp"
#include "admin/pages/words.hpp"
#include "parsers/ascii.hpp"

namespace admin {
namespace {

struct Question {
  std::string_view to;
  std::string_view channel = "email";
  std::string_view purpose = "marketing";
  const store::Workspace* workspace = nullptr;
};

void add_option(Html& html, std::string_view value, std::string_view words, std::string_view chosen) {
  html << R"(<option value=")" << text(value) << "\"";
  if (value == chosen) html << " selected";
  html << ">" << text(words) << "</option>";
}

Html question_form(const Visitor& visitor, const Question& question) {
  Html html;
  html
      << R"(<form class="question" method="get" action="/look-up" role="search"><label class="wide">Whom?)"
      << R"(<input name="to" value=")" << text(question.to)
      << R"(" required autocomplete="off" spellcheck="false" placeholder="someone@example.org, +49170…, @example.org"></label>)"
      << "<label>Channel<select name=\"channel\">";
  for (const auto& [value, words] : {std::pair{"email", "E-mail"},
                                     {"sms", "SMS"},
                                     {"whatsapp", "WhatsApp"},
                                     {"messenger", "Messenger"},
                                     {"instagram", "Instagram"}}) {
    add_option(html, value, words, question.channel);
  }
  html << "</select></label><label>Purpose<select name=\"purpose\">";
  add_option(html, "marketing", "Marketing", question.purpose);
  add_option(html, "transactional", "Transactional", question.purpose);
  html << "</select></label>";
  if (visitor.workspaces.size() > 1) {
    html << "<label>Workspace<select name=\"workspace\">";
    for (const store::Workspace& workspace : visitor.workspaces) {
      add_option(html, workspace.name, workspace.name, question.workspace == nullptr ? "" : question.workspace->name);
    }
    html << "</select></label>";
  }
  html << R"(<button type="submit">Look up</button></form>)";
  return html;
}

Html curl_line(const Request& request, const Visitor& visitor, const Question& question) {
  std::string url = std::string(request.has_tls ? "https://" : "http://");
  url.append(request.field("Host").value_or(std::string_view{}));
  url.append("/v1/check?to=").append(percent_encoded(question.to));
  if (question.channel != "email") url.append("&channel=").append(percent_encoded(question.channel));
  if (question.purpose != "marketing") url.append("&purpose=").append(percent_encoded(question.purpose));
  if (visitor.workspaces.size() > 1) url.append("&workspace=").append(percent_encoded(question.workspace->name));
  Html html;
  html << R"(<h3>The same from a program</h3><pre class="words code">curl -H "Authorization: Bearer $DESIST_KEY" ')"
       << text(url) << "'</pre>";
  return html;
}

void add_time(Html& html, Markup name, const std::optional<parsers::Instant>& instant) {
  if (instant) html << "<div><dt>" << name << "</dt><dd>" << time_of(*instant) << "</dd></div>";
}

Html answer_card(const CheckAnswer& answer) {
  const classifier::Decision& decision = answer.decision;
  const Words words = words_for_answer(name_of(decision.answer));
  Html html;
  html << R"(<p class="answer">)" << badge(words) << "</p><dl class=\"facts\">";
  if (decision.is_foreign) {
    html << "<div><dt>Why</dt><dd>It was decided outside of this workspace.</dd></div>";
  } else if (!decision.reason.empty()) {
    html << "<div><dt>Why</dt><dd>" << text(words_for_reason(decision.reason).words) << " <code>"
         << text(decision.reason) << "</code></dd></div>";
  }
  if (decision.answer != classifier::Answer::allow) {
    html << "<div><dt>Holds for</dt><dd>" << text(name_of(decision.scope)) << "</dd></div>";
  }
  if (!decision.is_foreign) {
    add_time(html, "Since", decision.since);
    add_time(html, "Ends", decision.expires_at);
    if (decision.entry) {
      html << "<div><dt>Entry</dt><dd><code>" << text(hexadecimal(*decision.entry)) << "</code></dd></div>";
    }
  }
  html << "<div><dt>As of entry</dt><dd>" << answer.position << "</dd></div></dl>";
  return html;
}

Html forms_for(const Visitor& visitor, const Question& question, std::optional<classifier::Answer> answer) {
  Html html;
  html << R"(<div class="actions">)";
  if (answer != classifier::Answer::deny) html << suppress_form(visitor, question.to, question.workspace->name);
  if (answer && answer != classifier::Answer::allow) {
    // Everything of this workspace that denies on the channel: purpose "all" covers each narrower row.
    const classifier::Purpose everything{classifier::Purpose::Kind::all, ""};
    html << lift_form(visitor, question.to,
                      {classifier::Reach::workspace, question.workspace->id, classifier::Channel::all, everything});
  }
  html << "</div>";
  return html;
}

Html result(const Application& application, const Request& request, const Visitor& visitor, const Question& question) {
  Html html;
  html << R"(<section class="card" aria-labelledby="answer"><h2 id="answer"><bdi>)" << text(question.to)
       << "</bdi></h2>";
  auto query = read_query_terms(question.channel, question.purpose);
  if (query) apply(*question.workspace, *query);
  const auto answer = query ? check(question.to, *query, {application.store(), application.policy(), application.now()})
                            : tl::unexpected(query.error());
  if (answer) {
    html << answer_card(*answer) << forms_for(visitor, question, answer->decision.answer)
         << curl_line(request, visitor, question);
  } else if (answer.error().code == parsers::ErrorCode::invalid_argument) {
    const bool is_rule = parse_target(question.to).has_value();
    html << R"(<p class="hint">)"
         << (is_rule ? Markup("A rule for a domain. Look up an address in it to see what holds.")
                     : Markup("This is no e-mail address, phone number or platform id."))
         << "</p>";
    if (is_rule) html << forms_for(visitor, question, std::nullopt);
  } else {
    html << R"(<p class="notice stops" role="alert">The store cannot be read just now. Until it can, do not send.</p>)";
  }
  html << "</section>";
  return html;
}

} // namespace

Response answer_look_up(Application& application, Request& request) {
  const auto visitor = visitor_of(application, request);
  if (!visitor) return visitor.error();
  Question question;
  Html content;
  content << "<h1>May I send to …?</h1>";
  if (!request.read_query(PlusSign::is_space)) request.query.clear();
  question.to = parsers::trim(request.query.get("to"));
  question.channel = request.query.find("channel").value_or("email");
  question.purpose = request.query.find("purpose").value_or("marketing");
  question.workspace = visitor->find_workspace(request.query.get("workspace"));
  if (question.workspace == nullptr && !visitor->workspaces.empty()) question.workspace = &visitor->workspaces.front();
  content << notice_of(request.query.get("done")) << question_form(*visitor, question);
  if (question.workspace == nullptr) {
    content << R"(<p class="hint">You belong to no workspace yet. Ask an owner to add you to one.</p>)";
  } else if (!question.to.empty()) {
    content << result(application, request, *visitor, question);
  } else {
    content << R"(<p class="hint">Type an address, a phone number or a domain rule. You see the answer that a )"
            << "sending program gets, why, and can suppress or lift.</p>";
  }
  return html_response(
      application,
      {.title = "Look-up", .section = Section::look_up, .visitor = &*visitor, .content = std::move(content)});
}

} // namespace admin
