#include "admin/pages/messages_page.hpp"

#include <algorithm>
#include <charconv>

#include "admin/application.hpp"
#include "admin/pages/conclusions.hpp"
#include "admin/pages/layout.hpp"
#include "admin/pages/message_detail.hpp"
#include "admin/pages/words.hpp"
#include "admin/views.hpp"

namespace admin {
namespace {

using store::KeptMessage;
using store::MessageNumber;

constexpr std::size_t messages_a_page = 50;

std::optional<MessageNumber> read_number(std::string_view text) {
  MessageNumber number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return number;
}

// The newest of all workspaces that the visitor may see, one more than a page holds.
parsers::Result<std::vector<KeptMessage>> visible_messages(const store::Store& store, const Visitor& visitor,
                                                           MessageNumber before) {
  if (visitor.sees_everything()) return store.messages(0, before, messages_a_page + 1);
  std::vector<KeptMessage> all;
  for (const store::Workspace& workspace : visitor.workspaces) {
    auto some = store.messages(workspace.id, before, messages_a_page + 1);
    if (!some) return some;
    std::move(some->begin(), some->end(), std::back_inserter(all));
  }
  std::sort(all.begin(), all.end(), [](const KeptMessage& a, const KeptMessage& b) { return a.number > b.number; });
  if (all.size() > messages_a_page + 1) all.resize(messages_a_page + 1);
  return all;
}

// "Anna Weber <anna@kunde.example>" with the address less loud.
Html sender_of(std::string_view from) {
  Html html;
  const std::size_t bracket = from.rfind(" <");
  html << R"(<bdi class="from">)" << text(from.empty() ? "(no sender)" : from.substr(0, bracket));
  if (bracket != std::string_view::npos) {
    std::string_view address = from.substr(bracket + 2);
    if (address.ends_with('>')) address.remove_suffix(1);
    html << R"( <span class="address">)" << text(address) << "</span>";
  }
  html << "</bdi>";
  return html;
}

// One badge: what was done, the strongest first; nothing done is said too.
Html effect_of(const Conclusions& conclusions) {
  const auto has_force = [&](std::string_view force) {
    return std::any_of(conclusions.events.begin(), conclusions.events.end(),
                       [&](const ConcludedEvent& event) { return event.force == force; });
  };
  if (has_force("in_force")) return badge({"", "Suppressed", Tone::stops});
  if (has_force("held")) return badge(words_for_force("held"));
  if (has_force("provisional")) return badge({"", "Suppressed for now", Tone::waits});
  return badge({"", conclusions.events.empty() ? "No effect" : "Recorded only"});
}

Html row_of(const KeptMessage& message, const Visitor& visitor) {
  const Conclusions conclusions = read_conclusions(message.conclusions);
  Html row;
  row << R"(<li><a class="row" href="/messages/)" << message.number << R"("><span class="when">)"
      << time_of(message.received_at);
  if (visitor.workspaces.size() > 1) {
    const std::string_view name = visitor.name_of_workspace(message.workspace);
    row << " <small>" << text(name.empty() ? "nobody's" : name) << "</small>";
  }
  row << R"(</span><span class="what">)" << sender_of(conclusions.from) << R"(<bdi class="subject">)"
      << text(conclusions.subject.empty() ? "(no subject)" : conclusions.subject)
      << R"(</bdi></span><span class="badges">)"
      << badge(words_for_kind(conclusions.kind.empty() ? "other" : conclusions.kind));
  if (!conclusions.verdicts.empty() && conclusions.verdicts.front().intent != conclusions.kind) {
    row << badge(words_for_intent(conclusions.verdicts.front().intent));
  }
  row << effect_of(conclusions) << "</span></a></li>";
  return row;
}

Html empty_state() {
  Html html;
  html
      << R"(<section class="empty"><h2>No message has come yet</h2>)"
      << "<p>Forward a reply that you got to your relay address, and it shows here within a second: what the person "
      << "wants, and what was done about it.</p>"
      << "<p>Your relay address is printed by <code>desist token forward</code>. Until a message comes, you can "
      << R"(<a href="/look-up">look up an address</a> or <a href="/suppressions">see who is suppressed</a>.</p></section>)";
  return html;
}

} // namespace

Response answer_messages(Application& application, Request& request) {
  const auto visitor = visitor_of(application, request);
  if (!visitor) return visitor.error();
  const bool is_readable = request.read_query(PlusSign::is_space);
  const MessageNumber before = is_readable ? read_number(request.query.get("before")).value_or(0) : 0;
  const auto messages = visible_messages(application.store(), *visitor, before);
  if (!messages) return error_page(application, &*visitor, messages.error());
  Html content;
  content << "<h1>Messages</h1>";
  if (messages->empty() && before == 0) {
    content << empty_state();
  } else {
    content << R"(<ol class="rows" reversed>)";
    const std::size_t shown = std::min(messages->size(), messages_a_page);
    for (std::size_t i = 0; i < shown; ++i) content << row_of((*messages)[i], *visitor);
    content << R"(</ol><nav class="pages" aria-label="Pages">)";
    if (before != 0) content << R"(<a class="button quiet" href="/messages">Newest</a>)";
    if (messages->size() > shown) {
      content << R"(<a class="button quiet" href="/messages?before=)" << (*messages)[shown - 1].number
              << R"(">Older</a>)";
    }
    content << "</nav>";
  }
  return html_response(
      application,
      {.title = "Messages", .section = Section::messages, .visitor = &*visitor, .content = std::move(content)});
}

Response answer_message(Application& application, Request& request) {
  const auto visitor = visitor_of(application, request);
  if (!visitor) return visitor.error();
  const auto not_here = [&] {
    return error_page(application, &*visitor,
                      parsers::Error{parsers::ErrorCode::not_found, "No message of yours has this number."});
  };
  const auto number = read_number(request.path_argument);
  if (!number) return not_here();
  const auto message = application.store().message(*number);
  if (!message && message.error().code != parsers::ErrorCode::not_found) {
    return error_page(application, &*visitor, message.error());
  }
  // Another workspace's message is as absent as one that never was.
  if (!message || !visitor->may_see(message->workspace)) return not_here();
  const auto octets = application.store().message_octets(*number);
  note_view(application, *message, visitor->actor());
  const Conclusions conclusions = read_conclusions(message->conclusions);
  return html_response(application,
                       {.title = conclusions.subject.empty() ? "Message" : conclusions.subject,
                        .section = Section::messages,
                        .visitor = &*visitor,
                        .content = message_detail(*message, conclusions,
                                                  octets ? std::optional<std::string_view>(*octets) : std::nullopt)});
}

} // namespace admin
