// Who may not be written to: the list, one of them, a new one, and the lifting of what an operator may lift.
#include <nlohmann/json.hpp>

#include "admin/actions.hpp"
#include "admin/api/event_json.hpp"
#include "admin/api/handlers.hpp"
#include "admin/hexadecimal.hpp"

namespace admin {
namespace {

using nlohmann::ordered_json;
using parsers::ErrorCode;
using parsers::failure;
using parsers::Result;
using store::SuppressionRow;

constexpr std::size_t rows_at_once = 1000; // of the index, in one read transaction
constexpr std::size_t most_pages = 20;     // of those for an answer: a filter that nobody meets ends too
constexpr std::size_t longest_reason = 300;

tl::unexpected<parsers::Error> not_here() {
  return failure(ErrorCode::not_found, "there is no suppression of yours with this name");
}

struct Filter {
  std::string_view kind, force, channel, purpose;
  std::optional<parsers::Instant> since;

  [[nodiscard]] bool passes(const SuppressionRow& row) const {
    const classifier::Event& event = row.event;
    const auto agrees = [](std::string_view wanted, std::string_view is) { return wanted.empty() || wanted == is; };
    return agrees(kind, name_of(event.kind)) && agrees(force, name_of(event.force)) &&
           agrees(channel, name_of(event.scope.channel)) && agrees(purpose, name_of(event.scope.purpose)) &&
           (!since || row.received_at >= *since);
  }
};

ordered_json suppression_json(const SuppressionRow& row) {
  ordered_json object;
  object["to"] = known_contact(row.identity);
  object["entry"] = hexadecimal(row.entry);
  object["since"] = parsers::to_rfc3339(row.received_at);
  put_event(object, row.event);
  return object;
}

Result<std::string> read_cursor(const Call& call) {
  const auto octets = read_hexadecimal(call.asked.text("cursor"));
  if (!octets) return failure(ErrorCode::invalid_argument, "\"cursor\" is none that was given");
  return std::string(octets->begin(), octets->end());
}

std::string write_cursor(const std::string& place) {
  return hexadecimal({reinterpret_cast<const std::uint8_t*>(place.data()), place.size()});
}

Result<OperatorCommand> command_of(const Call& call) {
  auto target = parse_target(call.asked.text("to"));
  if (!target) return failure(ErrorCode::invalid_argument, target.error().context);
  const auto scope =
      scope_of(call, {.channel = classifier::Channel::all, .purpose = {classifier::Purpose::Kind::all, {}}});
  if (!scope) return tl::unexpected(scope.error());
  const auto cause = cause_of(call);
  if (!cause) return tl::unexpected(cause.error());
  if (call.asked.text("reason").size() > longest_reason) {
    return failure(ErrorCode::invalid_argument, "\"reason\" is over 300 octets");
  }
  call.request.subject.note = call.asked.text("reason");
  return OperatorCommand{std::move(*target), *scope, *cause, call.now, call.actor()};
}

Response recorded(const Target& target, const Receipts& receipts) {
  ordered_json object;
  object["to"] = text_of(target);
  object["entries"] = receipts_json(receipts);
  return json_answer(object, status_of(receipts));
}

} // namespace

Result<Response> list_suppressions(const Call& call) {
  const auto cursor = read_cursor(call);
  if (!cursor) return tl::unexpected(cursor.error());
  const Asked& asked = call.asked;
  const Filter filter{asked.text("kind"), asked.text("force"), asked.text("channel"), asked.text("purpose"),
                      asked.instant("since")};
  ordered_json items = ordered_json::array();
  store::SuppressionRange range{call.workspace.id, *cursor, limit_of(call), rows_at_once};
  for (std::size_t pages = 0; pages < most_pages && range.limit > 0; ++pages) {
    auto page = call.store().suppression_page(range);
    if (!page) return tl::unexpected(page.error());
    for (const SuppressionRow& row : page->rows) {
      if (!filter.passes(row)) continue;
      items.push_back(suppression_json(row));
      --range.limit;
    }
    range.from = std::move(page->next);
    if (range.from.empty()) break;
  }
  return list_answer(std::move(items), write_cursor(range.from));
}

Result<Response> read_suppression(const Call& call) {
  const auto octets = read_hexadecimal(call.request.path_argument);
  classifier::EntryId id{};
  if (!octets || octets->size() != id.size()) return not_here();
  std::ranges::copy(*octets, id.begin());
  const auto row = call.store().suppression(id);
  if (!row && row.error().code != ErrorCode::not_found) return tl::unexpected(row.error());
  // Another workspace's is as absent as one that never was.
  if (!row || row->event.scope.workspace != call.workspace.id) return not_here();
  return json_answer(suppression_json(*row));
}

Result<Response> create_suppression(const Call& call) {
  const auto command = command_of(call);
  if (!command) return tl::unexpected(command.error());
  const auto receipts = suppress(call.store(), *command, call.application.policy());
  if (!receipts) return tl::unexpected(receipts.error());
  return recorded(command->target, *receipts);
}

Result<Response> lift_suppressions(const Call& call) {
  const auto command = command_of(call);
  if (!command) return tl::unexpected(command.error());
  if (call.asked.text("reason").empty()) return failure(ErrorCode::invalid_argument, "\"reason\" is empty");
  const auto receipts = lift(call.store(), *command, call.application.policy());
  if (!receipts) return tl::unexpected(receipts.error());
  return recorded(command->target, *receipts);
}

} // namespace admin
