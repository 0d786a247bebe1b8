#include "admin/views.hpp"

namespace admin {

void note_view(Application& application, const store::KeptMessage& message, const store::Actor& actor) {
  const parsers::Instant now = application.now();
  const auto hour = std::chrono::floor<std::chrono::hours>(now).time_since_epoch().count();
  const std::uint64_t source = store::source_of(actor);
  store::Draft draft;
  draft.event.kind = classifier::EventKind::message_viewed;
  draft.event.scope = {.reach = classifier::Reach::workspace,
                       .workspace = message.workspace,
                       .channel = classifier::Channel::all,
                       .purpose = {.kind = classifier::Purpose::Kind::all, .stream = {}}};
  draft.event.subject = message.number;
  draft.event.source = source;
  draft.cause = application.store().keys().cause("view of message " + std::to_string(message.number) + " by " +
                                                 std::to_string(source) + " in hour " + std::to_string(hour));
  draft.received_at = now;
  application.askers().overrides().tell(std::move(draft));
}

} // namespace admin
