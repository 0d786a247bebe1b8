#include "admin/lookup/look_up.hpp"

namespace admin {
namespace {

using classifier::Answer;
using Kind = RecipientAnswer::Kind;

constexpr std::chrono::hours longest_deferral{4};

std::string text_of(std::string_view status, const classifier::Decision& decision) {
  std::string text(status);
  text += decision.answer == Answer::hold ? " Recipient is on hold" : " Recipient does not want this mail";
  if (!decision.is_foreign && !decision.reason.empty()) text.append(" (").append(decision.reason).append(")");
  return text;
}

} // namespace

RecipientAnswer ask_for_recipient(const LookUp& look_up, const classifier::Query& asked, std::string_view recipient) {
  if (recipient.find('@') == std::string_view::npos) return {Kind::send, {}};
  const RecipientAnswer trouble{Kind::trouble, "4.3.0 Suppressions cannot be read now"};
  const auto workspace = look_up.store.workspace(asked.workspace);
  if (!workspace) return trouble;
  classifier::Query query = asked;
  apply(*workspace, query);
  const CheckContext context = look_up.context();
  const auto answer = check(recipient, query, context);
  if (!answer) {
    if (answer.error().code == parsers::ErrorCode::invalid_argument)
      return {Kind::refuse, "5.1.3 Recipient address cannot be read"};
    return trouble;
  }
  const classifier::Decision& decision = answer->decision;
  if (decision.answer == Answer::allow) return {Kind::send, {}};
  const bool ends_soon = decision.answer == Answer::hold && decision.retry_after &&
                         *decision.retry_after - context.now <= longest_deferral;
  return ends_soon ? RecipientAnswer{Kind::defer, text_of("4.7.1", decision)}
                   : RecipientAnswer{Kind::refuse, text_of("5.7.1", decision)};
}

} // namespace admin
