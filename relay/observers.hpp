// From what the servers tell to the log: one wide record a transaction, a connection, a request.
#pragma once

#include "admin/http/server.hpp"
#include "relay/log.hpp"
#include "relay/processor.hpp"
#include "smtp/observer.hpp"

namespace relay {

class SmtpLog : public smtp::Observer {
 public:
  explicit SmtpLog(Log& log) : log_(log) {}
  void transaction_ended(const smtp::TransactionRecord& record) override;
  void connection_ended(const smtp::ConnectionRecord& record) override;

 private:
  Log& log_;
};

admin::RequestObserver request_log(Log& log);
ProcessorObserver processor_log(Log& log);
/// Of what came over the writer's socket and got no answer of the store.
std::function<void(const parsers::Error&)> refusal_log(Log& log);

} // namespace relay
