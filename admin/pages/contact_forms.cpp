#include "admin/pages/contact_forms.hpp"

#include <sodium.h>

#include "admin/actions.hpp"
#include "admin/application.hpp"
#include "admin/pages/layout.hpp"

namespace admin {
namespace {

using parsers::ErrorCode;
using parsers::Result;

constexpr std::size_t longest_reason = 300;

void add_hidden(Html& html, Markup name, std::string_view value) {
  html << R"(<input type="hidden" name=")" << name << R"(" value=")" << text(value) << "\">";
}

// "once" makes a form that is sent twice the same cause, and so the same entry.
void add_reason_and_once(Html& html) {
  html << R"(<label class="wide">Reason, for the record<input name="reason" required maxlength="300" )"
       << R"(placeholder="Asked on the phone"></label>)";
  add_hidden(html, "once", random_cookie());
}

bool may_lift(const Visitor& visitor, const classifier::Scope& scope) {
  if (!visitor.may_act()) return false;
  if (scope.reach != classifier::Reach::workspace) return visitor.sees_everything();
  return visitor.may_see(scope.workspace);
}

classifier::Cause cause_of(const Visitor& visitor, std::string_view once) {
  const std::string material = std::to_string(visitor.user.id).append(":").append(once);
  classifier::Cause cause{};
  crypto_generichash(cause.data(), cause.size(), reinterpret_cast<const unsigned char*>(material.data()),
                     material.size(), nullptr, 0);
  return cause;
}

Result<classifier::Reach> read_reach(std::string_view name) {
  for (const auto reach : {classifier::Reach::workspace, classifier::Reach::agency, classifier::Reach::global}) {
    if (name == name_of(reach)) return reach;
  }
  return parsers::failure(ErrorCode::invalid_argument, "This scope is not known.");
}

// Only workspaces of the visitor come out of this, whatever the form says.
Result<classifier::Scope> read_scope(const Parameters& form, const Visitor& visitor) {
  const auto reach = read_reach(form.get("reach"));
  const auto* workspace = visitor.find_workspace(form.get("workspace"));
  const auto channel = classifier::parse_channel(form.get("channel"));
  const auto purpose = classifier::parse_purpose(form.get("purpose"));
  if (!reach) return tl::unexpected(reach.error());
  if (workspace == nullptr && *reach == classifier::Reach::workspace) {
    return parsers::failure(ErrorCode::permission_denied, "This workspace is not one of yours.");
  }
  if (!channel || !purpose)
    return parsers::failure(ErrorCode::invalid_argument, "The channel or purpose is not known.");
  classifier::Scope scope{*reach, workspace == nullptr ? 0 : workspace->id, *channel, *purpose};
  if (workspace != nullptr) scope.agency = workspace->agency;
  if (!may_lift(visitor, scope)) return parsers::failure(ErrorCode::permission_denied, "Only an owner may do that.");
  return scope;
}

Result<OperatorCommand> read_command(const Parameters& form, const Visitor& visitor, parsers::Instant now) {
  if (!visitor.may_act()) {
    return parsers::failure(ErrorCode::permission_denied, "Your role may look and not act. Ask an owner or an admin.");
  }
  if (form.get("reason").empty() || form.get("reason").size() > longest_reason) {
    return parsers::failure(ErrorCode::invalid_argument, "A reason of at most 300 characters is needed.");
  }
  auto target = parse_target(form.get("target"));
  if (!target) return parsers::failure(ErrorCode::invalid_argument, "This is no address, number or domain rule.");
  auto scope = read_scope(form, visitor);
  if (!scope) return tl::unexpected(scope.error());
  return OperatorCommand{std::move(*target), std::move(*scope), cause_of(visitor, form.get("once")), now};
}

using Action = Result<Receipts> (*)(store::Store&, const OperatorCommand&, const classifier::Policy&);

Response act(Application& application, Request& request, Action action, std::string_view done) {
  const auto visitor = visitor_of(application, request);
  if (!visitor) return visitor.error();
  const auto form = read_form(application, request);
  if (!form) return form.error();
  const auto command = read_command(*form, *visitor, application.now());
  if (!command) return error_page(application, &*visitor, command.error());
  request.subject.note = form->get("reason");
  const auto receipts = action(application.store(), *command, application.policy());
  if (!receipts) return error_page(application, &*visitor, receipts.error());
  return see_other("/look-up?done=" + std::string(done) + "&workspace=" + percent_encoded(form->get("workspace")) +
                   "&to=" + percent_encoded(text_of(command->target)));
}

} // namespace

Html suppress_form(const Visitor& visitor, std::string_view target, std::string_view workspace) {
  Html html;
  if (!visitor.may_act()) return html;
  html
      << R"(<details class="act"><summary class="button">Suppress…</summary><form method="post" action="/suppressions">)"
      << form_token_field(visitor.form_token);
  add_hidden(html, "target", target);
  add_hidden(html, "workspace", workspace);
  add_hidden(html, "reach", "workspace");
  html << R"(<label>What<select name="purpose"><option value="marketing">Marketing</option>)"
       << R"(<option value="all">Everything</option></select></label>)"
       << R"(<label>Where<select name="channel"><option value="email">E-mail</option><option value="sms">SMS</option>)"
       << R"(<option value="whatsapp">WhatsApp</option><option value="messenger">Messenger</option>)"
       << R"(<option value="instagram">Instagram</option><option value="all">Every channel</option></select></label>)";
  add_reason_and_once(html);
  html << R"(<button type="submit" class="danger">Suppress</button></form></details>)";
  return html;
}

Html lift_form(const Visitor& visitor, std::string_view target, const classifier::Scope& scope) {
  Html html;
  if (!may_lift(visitor, scope) || !parse_target(target)) return html;
  html << R"(<details class="act"><summary class="button quiet">Lift…</summary>)"
       << R"(<form method="post" action="/suppressions/lift">)" << form_token_field(visitor.form_token);
  add_hidden(html, "target", target);
  add_hidden(html, "workspace", visitor.name_of_workspace(scope.workspace));
  add_hidden(html, "reach", name_of(scope.reach));
  add_hidden(html, "channel", name_of(scope.channel));
  add_hidden(html, "purpose", name_of(scope.purpose));
  add_reason_and_once(html);
  html << R"(<p class="hint">Only with the person's own consent. It is recorded in your name.</p>)"
       << R"(<button type="submit">Lift it</button></form></details>)";
  return html;
}

Html notice_of(std::string_view done) {
  Html html;
  if (done == "suppressed")
    html << R"(<p class="notice good" role="status">Suppressed. It holds from this moment on.</p>)";
  if (done == "lifted")
    html << R"(<p class="notice good" role="status">Lifted. The answer below is the one of now.</p>)";
  return html;
}

Response answer_suppress(Application& application, Request& request) {
  return act(application, request, suppress, "suppressed");
}

Response answer_lift(Application& application, Request& request) { return act(application, request, lift, "lifted"); }

} // namespace admin
