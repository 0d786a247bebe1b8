#include "store/event_codec.hpp"

#include "parsers/assert_that.hpp"

namespace store {

using classifier::Event;
using classifier::EventKind;
using classifier::Purpose;
using classifier::Scope;
using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::size_t longest_stream = 64;
constexpr std::size_t most_cancels = 0xffff;

// What follows the fixed octets of an event.
constexpr std::uint8_t has_until = 1;
constexpr std::uint8_t transactional_may_pass = 2;
constexpr std::uint8_t has_cancels = 4;
constexpr std::uint8_t has_subject = 8;
constexpr std::uint8_t has_source = 16;
constexpr std::uint8_t by_keyword = 32;
constexpr std::uint8_t every_flag =
    has_until | transactional_may_pass | has_cancels | has_subject | has_source | by_keyword;

} // namespace

parsers::Result<void> check_event(const Event& event) {
  const Purpose& purpose = event.scope.purpose;
  const bool is_stream = purpose.kind == Purpose::Kind::stream;
  if (is_stream ? purpose.stream.empty() || purpose.stream.size() > longest_stream : !purpose.stream.empty()) {
    return failure(ErrorCode::invalid_argument, "a stream has a name of 1 to 64 octets, another purpose has none");
  }
  if (event.cancels.size() > most_cancels || (!classifier::may_cancel(event.kind) && !event.cancels.empty())) {
    return failure(ErrorCode::invalid_argument,
                   "a lift or a consent names at most 65,535 entries, nothing else names any");
  }
  return {};
}

void write_instant(OctetWriter& writer, parsers::Instant instant) {
  writer.number(static_cast<std::uint64_t>(instant.time_since_epoch().count()));
}

parsers::Instant read_instant(OctetReader& reader) {
  return parsers::Instant(std::chrono::milliseconds(static_cast<std::int64_t>(reader.number<std::uint64_t>())));
}

void write_scope(OctetWriter& writer, const Scope& scope) {
  writer.enumerator(scope.reach).number(scope.workspace).enumerator(scope.channel).enumerator(scope.purpose.kind);
  if (scope.purpose.kind == Purpose::Kind::stream) {
    parsers::assert_that(!scope.purpose.stream.empty() && scope.purpose.stream.size() <= longest_stream,
                         "a stream's name was checked before it is written");
    writer.number(static_cast<std::uint8_t>(scope.purpose.stream.size())).octets(scope.purpose.stream);
  }
  writer.number(scope.agency);
}

Scope read_scope(OctetReader& reader) {
  Scope scope;
  scope.reach = reader.enumerator(classifier::Reach::global);
  scope.workspace = reader.number<classifier::WorkspaceId>();
  scope.channel = reader.enumerator(classifier::Channel::instagram);
  scope.purpose.kind = reader.enumerator(Purpose::Kind::transactional);
  if (scope.purpose.kind == Purpose::Kind::stream) {
    scope.purpose.stream = reader.octets(reader.number<std::uint8_t>());
    if (scope.purpose.stream.empty() || scope.purpose.stream.size() > longest_stream) reader.fail();
  }
  scope.agency = reader.number<classifier::AgencyId>();
  return scope;
}

void write_event(OctetWriter& writer, const Event& event) {
  unsigned flags = 0;
  if (event.until) flags |= has_until;
  if (event.transactional_may_pass) flags |= transactional_may_pass;
  if (!event.cancels.empty()) flags |= has_cancels;
  if (event.subject != 0) flags |= has_subject;
  if (event.source != 0) flags |= has_source;
  if (event.by_keyword) flags |= by_keyword;
  writer.enumerator(event.kind).number(static_cast<std::uint8_t>(flags));
  writer.enumerator(event.level).enumerator(event.force).enumerator(event.failure).enumerator(event.permanence);
  write_scope(writer, event.scope);
  if (event.until) write_instant(writer, *event.until);
  if (!event.cancels.empty()) {
    parsers::assert_that(event.cancels.size() <= most_cancels, "a lift was checked before it is written");
    writer.number(static_cast<std::uint16_t>(event.cancels.size()));
    for (const classifier::EntryId& id : event.cancels) writer.array(id);
  }
  if (event.subject != 0) writer.number(event.subject);
  if (event.source != 0) writer.number(event.source);
}

Event read_event(OctetReader& reader) {
  Event event;
  event.kind = static_cast<EventKind>(reader.number<std::uint8_t>());
  const auto flags = reader.number<std::uint8_t>();
  if ((flags & ~every_flag) != 0) reader.fail();
  event.level = reader.enumerator(classifier::Provenance::hostile);
  event.force = reader.enumerator(classifier::Force::repeated);
  event.failure = reader.enumerator(parsers::FailureReason::failed_starttls);
  event.permanence = reader.enumerator(parsers::Permanence::hard);
  event.scope = read_scope(reader);
  event.by_keyword = (flags & by_keyword) != 0;
  event.transactional_may_pass = (flags & transactional_may_pass) != 0;
  if ((flags & has_until) != 0) event.until = read_instant(reader);
  if ((flags & has_cancels) != 0) {
    const std::size_t count = reader.number<std::uint16_t>();
    if (count == 0 || reader.left() < count * classifier::EntryId().size()) reader.fail();
    for (std::size_t i = 0; i < count && reader.is_whole(); ++i) event.cancels.push_back(reader.array<16>());
  }
  if ((flags & has_subject) != 0) {
    event.subject = reader.number<std::uint64_t>();
    if (event.subject == 0) reader.fail();
  }
  if ((flags & has_source) != 0) {
    event.source = reader.number<std::uint64_t>();
    if (event.source == 0) reader.fail();
  }
  return event;
}

} // namespace store
