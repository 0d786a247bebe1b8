// The key files as text: words of one line each, a digest of all of it in the last. No keys are made here.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/result.hpp"
#include "store/disk.hpp"
#include "store/key_ring.hpp"

namespace store {

std::string write_master_file(const Secret& master);
Result<Secret> read_master_file(std::string_view text);

std::string write_inbox_file(const InboxKeys& keys);
Result<InboxKeys> read_inbox_file(std::string_view text);

/// The keys of the generations from 2 on, in order.
std::string write_index_file(std::span<const Secret> later);
Result<std::vector<Secret>> read_index_file(std::string_view text);

/// Writes a file that must not be there yet, with the permissions `mode`, and syncs it. Removes it again on failure.
Result<void> create_key_file(const std::filesystem::path& path, std::string_view text, unsigned mode, Disk& disk);
Result<std::string> load_key_file(const std::filesystem::path& path, Disk& disk);
/// The master key's file: $CREDENTIALS_DIRECTORY/master where systemd hands one over (LoadCredential=master:…), else
/// `directory`/master. permission_denied where a group or others may read the
/// latter.
Result<std::string> load_master_file(const std::filesystem::path& directory, Disk& disk);

} // namespace store
