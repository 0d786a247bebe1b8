// The ledger as one workspace may see it: what changed for its contacts, and who did what. Lines come as they are read,
// so that any length costs the same memory; nothing of another workspace is among them.
#include <nlohmann/json.hpp>

#include "admin/api/event_json.hpp"
#include "admin/api/feed_cursor.hpp"
#include "admin/api/handlers.hpp"
#include "admin/hexadecimal.hpp"
#include "store/tail.hpp"

namespace admin {
namespace {

using classifier::Entry;
using classifier::EventKind;
using nlohmann::ordered_json;
using parsers::Result;
using std::chrono::seconds;

constexpr std::size_t entries_at_once = 1000;
constexpr int most_batches_of_others = 32; // before the reading rests
constexpr seconds between_heartbeats{10};
constexpr seconds life_of_stream{300}; // then the key is looked at anew

bool is_change(const Entry& entry) {
  return entry.identity && !entry.is_wide_copy && entry.event.kind < EventKind::store_created;
}

bool is_audited(const Entry& entry) {
  return !entry.is_wide_copy &&
         (entry.event.kind >= EventKind::store_created || store::actor_of(entry.event.source).has_value());
}

Result<ordered_json> contact_json(const Entry& entry, const store::Store& store) {
  const auto contact = store.contact_of(entry);
  if (!contact) return tl::unexpected(contact.error());
  return known_contact(*contact);
}

Result<ordered_json> change_json(const Entry& entry, const store::Store& store) {
  auto contact = contact_json(entry, store);
  if (!contact) return contact;
  ordered_json object;
  object["number"] = entry.position.number;
  object["entry"] = hexadecimal(entry.id);
  object["at"] = parsers::to_rfc3339(entry.received_at);
  put_event(object, entry.event);
  object["to"] = std::move(*contact);
  object["cancels"] = ordered_json::array();
  for (const classifier::EntryId& id : entry.event.cancels) object["cancels"].push_back(hexadecimal(id));
  return object;
}

Result<ordered_json> audit_json(const Entry& entry, const store::Store& store) {
  auto contact = contact_json(entry, store);
  if (!contact) return contact;
  ordered_json object;
  object["number"] = entry.position.number;
  object["at"] = parsers::to_rfc3339(entry.received_at);
  object["by"] = actor_json(entry.event.source);
  object["what"] = name_of(entry.event.kind);
  object["to"] = std::move(*contact);
  object["subject"] = entry.event.subject == 0 ? ordered_json() : ordered_json(entry.event.subject);
  return object;
}

/// What is read of the ledger, and how.
struct View {
  bool (*shows)(const Entry&);
  Result<ordered_json> (*json)(const Entry&, const store::Store&);
};
constexpr View changes{is_change, change_json};
constexpr View audit{is_audited, audit_json};

enum class Form : std::uint8_t { lines, events }; // NDJSON, or server-sent events

struct Reading {
  View view;
  Form form = Form::lines;
  classifier::Positions positions;
  std::uint64_t lines_left = 0;
  parsers::Instant ends_at{}; // of lines, when none has come until then
};

/// A Feed: copied into the answer, it outlives its call.
class LedgerFeed {
 public:
  LedgerFeed(const Call& call, Reading reading)
      : application_(call.application),
        workspace_(call.workspace.id),
        reading_(std::move(reading)),
        heartbeat_at_(call.now + between_heartbeats) {}

  FeedState operator()(std::string& text) {
    if (reading_.form == Form::events && application_.now() >= reading_.ends_at) return FeedState::has_ended;
    for (int batch = 0; batch < most_batches_of_others && reading_.lines_left > 0; ++batch) {
      const auto entries = application_.store().read_after(reading_.positions, entries_at_once);
      if (!entries) return FeedState::has_failed;
      if (entries->empty()) return at_the_end(text);
      for (const Entry& entry : *entries) {
        if (reading_.lines_left == 0) break;
        reading_.positions[entry.position.origin] = entry.position.number;
        if (entry.workspace != workspace_ || !reading_.view.shows(entry)) continue;
        if (!write(entry, text)) return FeedState::has_failed;
      }
      if (!text.empty()) return FeedState::has_text;
    }
    return reading_.lines_left == 0 ? end(text) : FeedState::rests;
  }

 private:
  bool write(const Entry& entry, std::string& text) {
    const auto json = reading_.view.json(entry, application_.store());
    if (!json) return false;
    ordered_json object;
    object["cursor"] = write_feed_cursor(reading_.positions);
    object.update(*json);
    --reading_.lines_left;
    has_written_ = true;
    append(text, object);
    return true;
  }

  void append(std::string& text, const ordered_json& object) const {
    const std::string json = object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
    if (reading_.form == Form::lines) {
      text.append(json).append("\n");
    } else {
      text.append("id: ").append(object["cursor"].get<std::string>()).append("\ndata: ").append(json).append("\n\n");
    }
  }

  FeedState at_the_end(std::string& text) {
    const parsers::Instant now = application_.now();
    if (reading_.form == Form::lines && has_written_) return end(text);
    if (now >= reading_.ends_at) return end(text);
    if (reading_.form == Form::lines || now < heartbeat_at_) return FeedState::rests;
    heartbeat_at_ = now + between_heartbeats;
    text = ": nothing new\n\n";
    return FeedState::has_text;
  }

  /// Lines are told that they are all: an answer that was cut off does not look like a whole one.
  FeedState end(std::string& text) const {
    if (reading_.form == Form::lines)
      append(text, {{"cursor", write_feed_cursor(reading_.positions)}, {"is_end", true}});
    return FeedState::has_ended;
  }

  Application& application_;
  store::WorkspaceId workspace_;
  Reading reading_;
  parsers::Instant heartbeat_at_;
  bool has_written_ = false;
};

Result<classifier::Positions> positions_of(const Call& call, std::string_view after) {
  const auto head = call.store().head();
  if (!head) return tl::unexpected(head.error());
  auto positions = read_feed_cursor(after, head->origin);
  if (!positions) return positions;
  // An origin that is not known here is told now, not by an answer that breaks off.
  if (const auto looked = call.store().read_after(*positions, 1); !looked) return tl::unexpected(looked.error());
  return positions;
}

Result<Response> read_lines(const Call& call, const View& view) {
  auto positions = positions_of(call, call.asked.text("after"));
  if (!positions) return tl::unexpected(positions.error());
  Reading reading{view, Form::lines, std::move(*positions), call.asked.number("limit", ~std::uint64_t{0}),
                  call.now + seconds(call.asked.number("wait", 0))};
  return Response{.type = MediaType::json_lines, .feed = LedgerFeed(call, std::move(reading))};
}

} // namespace

Result<Response> read_changes(const Call& call) { return read_lines(call, changes); }
Result<Response> read_audit(const Call& call) { return read_lines(call, audit); }

Result<Response> stream_changes(const Call& call) {
  const auto last = call.request.field("Last-Event-ID");
  auto positions = positions_of(call, last ? *last : call.asked.text("after"));
  if (!positions) return tl::unexpected(positions.error());
  Reading reading{changes, Form::events, std::move(*positions), ~std::uint64_t{0}, call.now + life_of_stream};
  return Response{.type = MediaType::event_stream, .feed = LedgerFeed(call, std::move(reading))};
}

} // namespace admin
