#include <utility>

#include "smtp/message_sink.hpp"

namespace smtp {
namespace {

class SpoolMessage : public OpenMessage {
 public:
  explicit SpoolMessage(store::IncomingMessage message) : message_(std::move(message)) {}
  Result<void> append(std::string_view octets) override { return message_.append(octets); }
  void commit(parsers::Envelope envelope, CommitFinished finished) override {
    std::move(message_).commit(std::move(envelope), std::move(finished));
  }

 private:
  store::IncomingMessage message_;
};

class SpoolSink : public MessageSink {
 public:
  explicit SpoolSink(store::Spool& spool) : spool_(spool) {}
  Result<std::unique_ptr<OpenMessage>> begin() override {
    auto message = spool_.begin();
    if (!message) return tl::unexpected(message.error());
    return std::make_unique<SpoolMessage>(std::move(*message));
  }

 private:
  store::Spool& spool_;
};

} // namespace

std::unique_ptr<MessageSink> make_spool_sink(store::Spool& spool) { return std::make_unique<SpoolSink>(spool); }

} // namespace smtp
