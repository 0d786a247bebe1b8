#include "store/erasure_journal.hpp"

#include <sodium.h>

#include "store/lmdb.hpp"
#include "store/octets.hpp"

namespace store {

using classifier::IdentityHash;
using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::string_view title = "desist-erasures 1\n";
constexpr std::size_t digits = 2 * IdentityHash().size();

} // namespace

Result<void> begin_erasure_journal(const std::filesystem::path& journal, Disk& disk) {
  const auto file = disk.open(journal, OpenFor::creating);
  if (!file && file.error().code == ErrorCode::already_exists) return {};
  if (!file) return tl::unexpected(file.error());
  auto done = disk.write_at(file->get(), title, 0);
  if (done) done = disk.sync_data(file->get());
  if (done) done = disk.sync_directory(journal.has_parent_path() ? journal.parent_path() : ".");
  if (!done) static_cast<void>(disk.remove(journal)); // the failure that is told is the first one
  return done;
}

Result<std::vector<IdentityHash>> read_erasure_journal(const std::filesystem::path& journal, Disk& disk) {
  const auto file = disk.open(journal, OpenFor::reading);
  if (!file && file.error().code == ErrorCode::not_found) {
    return failure(ErrorCode::not_found,
                   "there is no erasure journal at " + journal.string() + ": people who were erased would come back");
  }
  if (!file) return tl::unexpected(file.error());
  const auto size = disk.size_of(file->get());
  if (!size) return tl::unexpected(size.error());
  const auto text = disk.read_at(file->get(), 0, *size);
  if (!text) return tl::unexpected(text.error());
  const auto damaged = [] { return failure(ErrorCode::corrupt, "the erasure journal is damaged"); };
  if (!text->starts_with(title)) return damaged();
  std::vector<IdentityHash> erased;
  for (std::string_view rest = std::string_view(*text).substr(title.size()); !rest.empty();) {
    IdentityHash hash{};
    std::size_t length = 0;
    const bool is_line = rest.size() > digits && rest[digits] == '\n' &&
                         sodium_hex2bin(hash.data(), hash.size(), rest.data(), digits, nullptr, &length, nullptr) == 0;
    if (!is_line || length != hash.size()) return damaged();
    erased.push_back(hash);
    rest.remove_prefix(digits + 1);
  }
  return erased;
}

Result<std::uint64_t> replay_erasures(const std::filesystem::path& journal, const std::filesystem::path& data,
                                      Disk& disk) {
  const auto erased = read_erasure_journal(journal, disk);
  if (!erased) return tl::unexpected(erased.error());
  if (erased->empty()) return 0;
  auto environment = Environment::open({.directory = data / "store", .access = Access::read_write});
  if (!environment) return tl::unexpected(environment.error());
  auto transaction = (*environment)->write();
  if (!transaction) return tl::unexpected(transaction.error());
  for (const IdentityHash& hash : *erased) {
    const auto removed = transaction->remove(Table::identities, view_of(hash));
    if (!removed) return tl::unexpected(removed.error());
  }
  if (auto committed = std::move(*transaction).commit(); !committed) return tl::unexpected(committed.error());
  return erased->size();
}

} // namespace store
