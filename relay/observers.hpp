// From what the servers tell to the log: one wide record a transaction, a connection, a request.
#pragma once

#include "admin/http/server.hpp"
#include "relay/log.hpp"
#include "relay/processor.hpp"
#include "relay/smtp_metrics.hpp"
#include "smtp/observer.hpp"

namespace relay {

/// Writes transactions and connections, and counts the rest.
class SmtpLog : public smtp::Observer {
 public:
  SmtpLog(Log& log, SmtpMetrics& metrics) : log_(log), metrics_(metrics) {}
  void transaction_ended(const smtp::TransactionRecord& record) override;
  void connection_ended(const smtp::ConnectionRecord& record) override;
  void connection_refused(std::string_view peer, std::optional<smtp::Reply> reply) override;
  void replied(std::uint16_t code) override;
  void certificate_failed(const parsers::Error& error) override;

 private:
  Log& log_;
  SmtpMetrics& metrics_;
};

admin::RequestObserver request_log(Log& log);
ProcessorObserver processor_log(Log& log);
/// Of what came over the writer's socket and got no answer of the store.
std::function<void(const parsers::Error&)> refusal_log(Log& log);

} // namespace relay
