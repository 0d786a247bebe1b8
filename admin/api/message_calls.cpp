// Messages that were kept: what was concluded of them, and their octets as they came.
#include <charconv>
#include <nlohmann/json.hpp>

#include "admin/api/handlers.hpp"
#include "admin/views.hpp"

namespace admin {
namespace {

using nlohmann::ordered_json;
using parsers::ErrorCode;
using parsers::failure;
using parsers::Result;
using store::KeptMessage;

ordered_json message_json(const KeptMessage& message) {
  ordered_json object;
  object["number"] = message.number;
  object["received_at"] = parsers::to_rfc3339(message.received_at);
  object["octets"] = message.octets;
  auto conclusions = ordered_json::parse(message.conclusions, nullptr, /*allow_exceptions=*/false);
  object["conclusions"] = conclusions.is_object() ? std::move(conclusions) : ordered_json::object();
  return object;
}

Result<store::MessageNumber> read_cursor(const Call& call) {
  const std::string_view digits = call.asked.text("cursor");
  store::MessageNumber number = 0;
  if (digits.empty()) return number;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || stop != digits.data() + digits.size() || number == 0) {
    return failure(ErrorCode::invalid_argument, "\"cursor\" is none that was given");
  }
  return number;
}

Result<std::vector<KeptMessage>> find_messages(const Call& call, store::MessageNumber before, std::size_t limit) {
  const auto text = call.asked.find("search");
  if (!text) return call.store().messages(call.workspace.id, before, limit);
  const auto query = store::parse_search(*text, call.store().keys());
  if (!query) return tl::unexpected(query.error());
  return call.store().search(*query, call.workspace.id, before, limit);
}

/// Another workspace's message is as absent as one that never was.
Result<KeptMessage> message_of(const Call& call) {
  const auto not_here = [] { return failure(ErrorCode::not_found, "there is nothing of yours with this number"); };
  const auto number = number_of_path(call);
  if (!number) return tl::unexpected(number.error());
  auto message = call.store().message(*number);
  if (!message && message.error().code == ErrorCode::not_found) return not_here();
  if (message && message->workspace != call.workspace.id) return not_here();
  return message;
}

} // namespace

Result<Response> list_messages(const Call& call) {
  const auto before = read_cursor(call);
  if (!before) return tl::unexpected(before.error());
  const std::size_t limit = limit_of(call);
  const auto messages = find_messages(call, *before, limit + 1);
  if (!messages) return tl::unexpected(messages.error());
  ordered_json items;
  const std::size_t shown = std::min(messages->size(), limit);
  for (std::size_t i = 0; i < shown; ++i) items.push_back(message_json((*messages)[i]));
  return list_answer(std::move(items), messages->size() > shown ? std::to_string((*messages)[shown - 1].number) : "");
}

Result<Response> read_message(const Call& call) {
  const auto message = message_of(call);
  if (!message) return tl::unexpected(message.error());
  note_view(call.application, *message, call.actor());
  return json_answer(message_json(*message));
}

Result<Response> read_raw_message(const Call& call) {
  const auto message = message_of(call);
  if (!message) return tl::unexpected(message.error());
  auto octets = call.store().message_octets(message->number);
  if (!octets) return tl::unexpected(octets.error());
  note_view(call.application, *message, call.actor());
  Response response{.type = MediaType::message, .body = std::move(*octets)};
  response.fields.emplace_back("Content-Disposition",
                               "attachment; filename=\"message-" + std::to_string(message->number) + ".eml\"");
  return response;
}

} // namespace admin
