#include "admin/pages/contact_forms.hpp"

#include <sodium.h>

#include "admin/actions.hpp"
#include "admin/application.hpp"
#include "admin/pages/layout.hpp"
#include "admin/pages/step_up.hpp"

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

// What a form does, and who may: in one workspace, and beyond it.
struct FormAction {
  store::Action in_workspace;
  store::Action beyond;
  Result<Receipts> (*carry_out)(store::Store&, const OperatorCommand&, const classifier::Policy&);
  std::string_view done;
};
constexpr FormAction suppressing{store::Action::record, store::Action::global_rows, suppress, "suppressed"};
constexpr FormAction lifting{store::Action::lift, store::Action::global_rows, lift, "lifted"};

store::Action action_of(const FormAction& form, const classifier::Scope& scope) {
  return scope.reach == classifier::Reach::workspace ? form.in_workspace : form.beyond;
}

bool may(const Visitor& visitor, const FormAction& form, const classifier::Scope& scope) {
  const store::Action action = action_of(form, scope);
  if (scope.reach != classifier::Reach::workspace) return visitor.may_over_all(action);
  return visitor.may(action, scope.workspace);
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
Result<classifier::Scope> read_scope(const Parameters& form, const Visitor& visitor, const FormAction& action) {
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
  if (!may(visitor, action, scope)) {
    return parsers::failure(ErrorCode::permission_denied,
                            scope.reach == classifier::Reach::workspace
                                ? "Your role in this workspace does not allow it. Ask an owner or an admin."
                                : "Only an owner may do that.");
  }
  return scope;
}

Result<OperatorCommand> read_command(const Parameters& form, const Visitor& visitor, const FormAction& action) {
  if (form.get("reason").empty() || form.get("reason").size() > longest_reason) {
    return parsers::failure(ErrorCode::invalid_argument, "A reason of at most 300 characters is needed.");
  }
  auto target = parse_target(form.get("target"));
  if (!target) return parsers::failure(ErrorCode::invalid_argument, "This is no address, number or domain rule.");
  auto scope = read_scope(form, visitor, action);
  if (!scope) return tl::unexpected(scope.error());
  return OperatorCommand{
      std::move(*target), std::move(*scope), cause_of(visitor, form.get("once")), {}, visitor.actor()};
}

Response act(Application& application, Request& request, const FormAction& action) {
  const auto visitor = visitor_of(application, request);
  if (!visitor) return visitor.error();
  const auto form = read_form(application, request);
  if (!form) return form.error();
  auto command = read_command(*form, *visitor, action);
  if (!command) return error_page(application, &*visitor, command.error());
  command->now = application.now();
  if (auto refusal = step_up(application, request, *visitor, {action_of(action, command->scope), form->get("code")})) {
    return std::move(*refusal);
  }
  request.subject.note = form->get("reason");
  const auto receipts = action.carry_out(application.store(), *command, application.policy());
  if (!receipts) return error_page(application, &*visitor, receipts.error());
  return see_other("/look-up?done=" + std::string(action.done) + "&workspace=" +
                   percent_encoded(form->get("workspace")) + "&to=" + percent_encoded(text_of(command->target)));
}

} // namespace

Html suppress_form(const Visitor& visitor, std::string_view target, std::string_view workspace) {
  Html html;
  const store::Workspace* const place = visitor.find_workspace(workspace);
  if (place == nullptr || !visitor.may(store::Action::record, *place)) return html;
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
  if (!may(visitor, lifting, scope) || !parse_target(target)) return html;
  html << R"(<details class="act"><summary class="button quiet">Lift…</summary>)"
       << R"(<form method="post" action="/suppressions/lift">)" << form_token_field(visitor.form_token);
  add_hidden(html, "target", target);
  add_hidden(html, "workspace", visitor.name_of_workspace(scope.workspace));
  add_hidden(html, "reach", name_of(scope.reach));
  add_hidden(html, "channel", name_of(scope.channel));
  add_hidden(html, "purpose", name_of(scope.purpose));
  add_reason_and_once(html);
  html << code_field(visitor);
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

Response answer_suppress(Application& application, Request& request) { return act(application, request, suppressing); }

Response answer_lift(Application& application, Request& request) { return act(application, request, lifting); }

} // namespace admin
