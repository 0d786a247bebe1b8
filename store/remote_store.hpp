// The store of a process that may not write: it reads LMDB and the vault itself, and has everything written by the
// process that may.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "store/store.hpp"

namespace store {

/// Opened although nobody answers the socket yet; then every write is unavailable. Reads see each commit at once. A
/// request that got no answer may have been done: the same drafts again are the same entries.
Result<std::unique_ptr<Store>> open_remote_store(const std::filesystem::path& directory);

/// A store to write to: by way of the gateway that has `directory` open, or itself where none runs, which then cannot
/// start before the store is closed. busy when neither can be had within `patience`.
Result<std::unique_ptr<Store>> open_store_to_write(const std::filesystem::path& directory,
                                                   std::chrono::milliseconds patience);

/// Open for writing by this process, as soon as others that write are done. busy after `patience`.
Result<std::unique_ptr<Store>> open_only_writer(const std::filesystem::path& directory,
                                                std::chrono::milliseconds patience);

} // namespace store
