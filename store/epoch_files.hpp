// The two files of an epoch of the vault's keys, octet by octet: the sealed epoch key, and the slots under it.
// store/VAULT.md draws them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "store/aes_gcm.hpp"
#include "store/disk.hpp"
#include "store/octets.hpp"
#include "store/vault_keys.hpp"

namespace store {

constexpr std::string_view slots_magic = "DESISTVK";
constexpr std::string_view epoch_magic = "DESISTEK";
constexpr std::string_view key_suffix = ".key";
constexpr std::string_view unfinished_suffix = ".key.new";
constexpr std::string_view slots_suffix = ".slots";
constexpr std::size_t slot_octets = 64; // nonce 12, key 32, tag 16, zeros 4

std::string name_of_epoch(std::uint32_t number);
/// The number in front of the suffix.
std::optional<std::uint32_t> number_of_epoch(std::string_view name, std::string_view suffix);

std::string epoch_header(std::string_view magic, std::uint32_t epoch);
/// Slot 0.
std::string slots_header(std::uint32_t epoch);
/// corrupt for other octets, newer_format for a later version.
Result<void> check_epoch_header(OctetReader& reader, std::string_view magic, std::uint32_t epoch);

void append_slot(std::string& slots, const AesGcm& cipher, std::uint32_t epoch, const NumberedKey& key);
/// Nothing where it is not what append_slot made with this key for this place.
std::optional<VaultKey> open_slot(std::string_view slot, const AesGcm& cipher, std::uint32_t epoch, KeyNumber number);
/// Zeros, or beyond the end of the file.
bool is_destroyed(std::string_view slot);

Result<void> write_new_file(Disk& disk, const std::filesystem::path& path, std::string_view octets);
Result<void> overwrite_and_remove(const std::filesystem::path& path, Disk& disk);

} // namespace store
