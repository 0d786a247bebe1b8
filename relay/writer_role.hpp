// The one process that writes the store, and its door for the others.
#pragma once

#include <memory>

#include "relay/configuration.hpp"
#include "relay/log.hpp"
#include "store/store.hpp"
#include "store/writer_service.hpp"

namespace relay {

/// The store, open for writing, as soon as a command that writes is done; and the socket that others write through.
struct WriterRole {
  std::unique_ptr<store::Store> store;
  std::unique_ptr<store::WriterService> service; // after the store, so that it ends before it

  /// busy when another process keeps the store; not_found when the configured group is not there.
  static Result<WriterRole> open(const Configuration& configuration, Log& log);
};

} // namespace relay
