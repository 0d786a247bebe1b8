// What the conversation needs of the spool, so that it can be tested without one.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "parsers/envelope.hpp"
#include "parsers/result.hpp"
#include "store/spool.hpp"

namespace smtp {

using parsers::Result;
using store::SpoolId;

using CommitFinished = std::function<void(Result<SpoolId>)>;

/// One message on its way in; destroying it before commit forgets it. One thread at a time.
class OpenMessage {
 public:
  virtual ~OpenMessage() = default;
  virtual Result<void> append(std::string_view octets) = 0;
  /// Once and last. `finished` is called once, on any thread, when the message is durable or in doubt.
  virtual void commit(parsers::Envelope envelope, CommitFinished finished) = 0;
};

/// Safe for several threads.
class MessageSink {
 public:
  virtual ~MessageSink() = default;
  virtual Result<std::unique_ptr<OpenMessage>> begin() = 0;
};

/// The real one. `spool` must outlive it.
std::unique_ptr<MessageSink> make_spool_sink(store::Spool& spool);

} // namespace smtp
