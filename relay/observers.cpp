#include "relay/observers.hpp"

#include <nlohmann/json.hpp>

namespace relay {
namespace {

using nlohmann::ordered_json;

void put_reply(ordered_json& object, const std::optional<smtp::Reply>& reply) {
  if (!reply) return;
  const smtp::ReplyRow& row = smtp::row_of(*reply);
  object["code"] = row.code;
  if (!row.enhanced.empty()) object["enhanced"] = row.enhanced;
}

std::function<void(const parsers::Error&)> error_log(Log& log, std::string_view where) {
  return [&log, where](const parsers::Error& error) {
    log.write("error", ordered_json{{"where", where}, {"code", name_of(error.code)}, {"context", error.context}});
  };
}

} // namespace

void SmtpLog::transaction_ended(const smtp::TransactionRecord& record) {
  ordered_json object;
  object["peer"] = record.peer;
  object["helo"] = record.helo;
  object["protocol"] = record.protocol;
  if (!record.user.empty()) object["user"] = record.user;
  object["reverse_path"] = record.reverse_path;
  object["recipients"] = record.recipients;
  object["octets"] = record.octets;
  if (record.has_bare_line_feed) object["bare_line_feed"] = true;
  put_reply(object, record.reply);
  if (record.stored) object["spool_id"] = store::to_string(*record.stored);
  object["milliseconds"] = record.duration.count();
  log_.write("transaction", std::move(object));
}

/// A connection that brought mail has said all in its transactions.
void SmtpLog::connection_ended(const smtp::ConnectionRecord& record) {
  metrics_.count_connection();
  if (record.messages > 0) return;
  ordered_json object;
  object["peer"] = record.peer;
  object["unknown_recipients"] = record.unknown_recipients;
  put_reply(object, record.reply);
  object["milliseconds"] = record.duration.count();
  log_.write("connection", std::move(object));
}

/// Only counted: whoever floods the port must not flood the log too.
void SmtpLog::connection_refused(std::string_view /*peer*/, std::optional<smtp::Reply> reply) {
  metrics_.count_refused_connection();
  if (reply) metrics_.count_reply(smtp::row_of(*reply).code);
}

void SmtpLog::replied(std::uint16_t code) { metrics_.count_reply(code); }

void SmtpLog::certificate_failed(const parsers::Error& error) { error_log(log_, "certificate")(error); }

/// A look-up that was answered is not written: there may be a hundred thousand a second, and they say whom somebody
/// writes to.
admin::RequestObserver request_log(Log& log) {
  return [&log](const admin::RequestRecord& record) {
    if (record.route.starts_with("/v1/check") && record.status == 200) return;
    ordered_json object;
    object["method"] = record.method;
    object["route"] = record.route;
    object["status"] = record.status;
    object["peer"] = record.peer;
    if (record.subject->key != 0) object["key"] = record.subject->key;
    if (record.subject->user != 0) object["user"] = record.subject->user;
    if (!record.subject->note.empty()) object["note"] = record.subject->note;
    object["microseconds"] = record.duration.count();
    log.write("request", std::move(object));
  };
}

ProcessorObserver processor_log(Log& log) {
  ProcessorObserver observer;
  observer.message = [&log](const ProcessedMessage& processed) {
    log.write("message", ordered_json{{"spool_id", store::to_string(processed.message->id)},
                                      {"octets", processed.message->octets.size()},
                                      {"entries", processed.entries},
                                      {"outcome", processed.outcome}});
  };
  observer.failed = error_log(log, "processor");
  return observer;
}

std::function<void(const parsers::Error&)> refusal_log(Log& log) { return error_log(log, "writer"); }

} // namespace relay
