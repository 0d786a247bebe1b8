#include "admin/hooks/one_click.hpp"

#include "admin/application.hpp"
#include "admin/http/problem.hpp"
#include "admin/pages/layout.hpp"
#include "classifier/decide.hpp"
#include "classifier/natural_channel.hpp"
#include "parsers/relay_token.hpp"

namespace admin {
namespace {

using parsers::ErrorCode;
using parsers::failure;
using parsers::Result;
using parsers::TokenPurpose;

constexpr std::string_view field_name = "List-Unsubscribe";
constexpr std::string_view field_value = "One-Click";

struct UnsubscribeToken {
  parsers::TokenReference reference = 0;
  store::TokenRow row;
};

/// not_found for everything that was not minted here, and for what was revoked: they look alike.
Result<UnsubscribeToken> token_of(const Application& application, const Request& request) {
  const auto not_here = [] { return failure(ErrorCode::not_found, "This link is not complete, or no longer good."); };
  const store::KeyRing& keys = application.store().keys();
  const auto token = parsers::read_token(request.path_argument);
  if (!token || token->purpose != TokenPurpose::unsubscribe) return not_here();
  const bool is_ours = std::ranges::any_of(keys.domains(), [&](const std::string& domain) {
    return parsers::has_effect(*token, domain, keys.token_keys());
  });
  if (!is_ours) return not_here();
  auto row = application.store().token_row(token->reference);
  if (!row && row.error().code != ErrorCode::not_found) return tl::unexpected(row.error());
  if (!row || row->revoked || row->purpose != token->purpose || !row->recipient) return not_here();
  return UnsubscribeToken{token->reference, std::move(*row)};
}

/// RFC 8058 3.1 and 3.2: the pair as a form, or as a part of multipart/form-data.
bool asks_for_one_click(const Request& request) {
  if (request.content_type() == "multipart/form-data") {
    const std::size_t name = request.body.find("name=\"" + std::string(field_name) + "\"");
    return name != std::string::npos && request.body.find(field_value, name) != std::string::npos;
  }
  Parameters form;
  return form.read(request.body, PlusSign::is_space) && form.get(field_name) == field_value;
}

Result<classifier::AddressState> state_of(const Application& application, const parsers::Identity& recipient) {
  const auto states = application.store().states_of(recipient);
  if (!states) return tl::unexpected(states.error());
  for (const classifier::KeyedState& keyed : states->states) {
    if (keyed.key == classifier::KeyKind::strict) return keyed.state;
  }
  return classifier::AddressState{};
}

Result<std::vector<classifier::Event>> events_of(const Application& application, const UnsubscribeToken& token,
                                                 const classifier::AddressState& own, parsers::Instant now) {
  const parsers::Identity& recipient = *token.row.recipient;
  const auto workspace = application.store().workspace(token.row.workspace);
  if (!workspace) return tl::unexpected(workspace.error());
  classifier::Verdict verdict;
  verdict.contact = recipient;
  verdict.intent = classifier::Intent::opt_out;
  verdict.confidence = 1;
  classifier::Circumstances circumstances;
  circumstances.workspace = workspace->id;
  circumstances.agency = workspace->agency;
  circumstances.channel = classifier::natural_channel(recipient);
  if (!token.row.stream.empty()) {
    circumstances.stream = classifier::Purpose{classifier::Purpose::Kind::stream, token.row.stream};
  }
  return classifier::decide(verdict, classifier::Provenance::verified, circumstances, own, application.policy(), now);
}

/// A second click of the same day is the same fact; one of another day is a new one, and so is one after something was
/// cancelled meanwhile: it may have been the first click's.
classifier::Cause cause_of(const store::KeyRing& keys, const UnsubscribeToken& token,
                           const classifier::AddressState& own, parsers::Instant now) {
  const auto day = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
  return keys.cause("one-click " + std::to_string(token.reference) + " day " + std::to_string(day) + " cancelled " +
                    std::to_string(own.tombstones.size()));
}

Result<void> unsubscribe(const Application& application, const UnsubscribeToken& token) {
  const parsers::Instant now = application.now();
  const auto own = state_of(application, *token.row.recipient);
  if (!own) return tl::unexpected(own.error());
  const auto events = events_of(application, token, *own, now);
  if (!events) return tl::unexpected(events.error());
  const classifier::Cause cause = cause_of(application.store().keys(), token, *own, now);
  std::vector<store::Draft> drafts;
  for (const classifier::Event& event : *events) {
    store::Draft draft;
    draft.identity = token.row.recipient;
    draft.event = event;
    draft.cause = cause;
    draft.received_at = now;
    drafts.push_back(std::move(draft));
  }
  if (const auto receipts = application.store().commit(drafts); !receipts) return tl::unexpected(receipts.error());
  return {};
}

Html subject_of(const UnsubscribeToken& token) {
  Html html;
  if (token.row.stream.empty()) return html << "advertising";
  return html << "mails of “" << text(token.row.stream) << "”";
}

} // namespace

Response answer_unsubscribe_page(Application& application, Request& request) {
  const auto token = token_of(application, request);
  if (!token) return error_page(application, nullptr, token.error());
  Html content;
  content << R"(<section class="login"><h1>Unsubscribe</h1><p>No more )" << subject_of(*token)
          << R"( to this address?</p><form method="post"><input type="hidden" name="List-Unsubscribe" )"
          << R"(value="One-Click"><button type="submit">Unsubscribe</button></form></section>)";
  return html_response(application, {.title = "Unsubscribe", .content = std::move(content)});
}

// RFC 8058 3.1: no redirect; the same answer however often it is asked.
Response answer_unsubscribe(Application& application, Request& request) {
  const auto token = token_of(application, request);
  if (!token) return error_page(application, nullptr, token.error());
  if (!asks_for_one_click(request)) {
    return error_page(application, nullptr,
                      parsers::Error{ErrorCode::invalid_argument, "List-Unsubscribe=One-Click is missing."});
  }
  if (auto done = unsubscribe(application, *token); !done) return error_page(application, nullptr, done.error());
  Html content;
  content << R"(<section class="empty"><h1>You are unsubscribed</h1><p>No more )" << subject_of(*token)
          << " will be sent to this address.</p></section>";
  return html_response(application, {.title = "Unsubscribed", .content = std::move(content)});
}

} // namespace admin
