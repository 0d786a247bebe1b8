#include "store/identity_copies.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "store/octets.hpp"

namespace store {

using classifier::IdentityHash;
using parsers::ErrorCode;

namespace {

constexpr std::size_t number_octets = sizeof(KeyNumber);

std::string purpose_of(const IdentityHash& hash) { return std::string("identity ").append(view_of(hash)); }

std::string block_prefix(KeyNumber number) { return std::move(OctetWriter().number(number)).take(); }

std::string encode(const NumberedKey& key, const IdentityCopy& copy) {
  return block_prefix(key.number) + seal(key.key, copy.clear, purpose_of(copy.hash));
}

Result<void> put_copy(WriteTransaction& transaction, const IdentityCopy& copy, const NumberedKey& key) {
  if (auto put = transaction.put(Table::identities, view_of(copy.hash), encode(key, copy)); !put) return put;
  return transaction.put(Table::identity_blocks, block_prefix(key.number).append(view_of(copy.hash)), {});
}

KeyNumber number_in(std::string_view row) { return OctetReader(row).number<KeyNumber>(); }

/// The key of the row before is mostly that of the next one too.
class RowReader {
 public:
  explicit RowReader(VaultKeys& keys) : keys_(keys) {}
  Result<std::string> read(std::string_view row, const IdentityHash& hash) {
    if (row.size() < number_octets) return parsers::failure(ErrorCode::corrupt, "a row of the table identities");
    const KeyNumber number = number_in(row);
    if (number != last_.number) {
      const auto key = keys_.find(number);
      if (!key) return tl::unexpected(key.error());
      last_ = {number, *key};
    }
    return open_sealed(last_.key, row.substr(number_octets), purpose_of(hash));
  }

 private:
  VaultKeys& keys_;
  NumberedKey last_;
};

Result<std::vector<IdentityHash>> hashes_of_block(const Transaction& transaction, KeyNumber number) {
  const std::string prefix = block_prefix(number);
  auto cursor = transaction.cursor(Table::identity_blocks);
  if (!cursor) return tl::unexpected(cursor.error());
  std::vector<IdentityHash> hashes;
  auto row = cursor->seek(prefix);
  for (; row && *row && (*row)->key.starts_with(prefix); row = cursor->next()) {
    hashes.push_back(OctetReader((*row)->key.substr(prefix.size())).array<16>());
  }
  if (!row) return tl::unexpected(row.error());
  return hashes;
}

/// All of a block but `gone` moves under a fresh key.
Result<void> leave_block(WriteTransaction& transaction, KeyNumber number, const std::set<IdentityHash>& gone,
                         VaultKeys& keys) {
  const auto hashes = hashes_of_block(transaction, number);
  if (!hashes) return tl::unexpected(hashes.error());
  const auto fresh = keys.take();
  if (!fresh) return tl::unexpected(fresh.error());
  RowReader reader(keys);
  for (const IdentityHash& hash : *hashes) {
    const auto octets = transaction.get(Table::identities, view_of(hash));
    if (!octets) return tl::unexpected(octets.error());
    if (!*octets) return parsers::failure(ErrorCode::corrupt, "a row of the table identity_blocks names nobody");
    if (gone.contains(hash)) {
      if (auto done = transaction.remove(Table::identities, view_of(hash)); !done) return tl::unexpected(done.error());
    } else {
      auto clear = reader.read(**octets, hash);
      if (!clear) return tl::unexpected(clear.error());
      if (auto put = put_copy(transaction, {hash, std::move(*clear)}, *fresh); !put) return put;
    }
    const std::string indexed = block_prefix(number).append(view_of(hash));
    if (auto done = transaction.remove(Table::identity_blocks, indexed); !done) return tl::unexpected(done.error());
  }
  return {};
}

} // namespace

Result<void> remember_identities(WriteTransaction& transaction, std::vector<IdentityCopy> copies, VaultKeys& keys) {
  std::ranges::sort(copies, {}, &IdentityCopy::hash); // neighbours after each other
  const IdentityCopy* before = nullptr;
  for (const IdentityCopy& copy : copies) {
    if (before != nullptr && before->hash == copy.hash) continue;
    before = &copy;
    const auto known = transaction.get(Table::identities, view_of(copy.hash));
    if (!known) return tl::unexpected(known.error());
    if (*known) continue;
    const auto key = keys.take_for_block();
    if (!key) return tl::unexpected(key.error());
    if (auto put = put_copy(transaction, copy, *key); !put) return put;
  }
  return {};
}

Result<std::optional<std::string>> find_identity(const Transaction& transaction, const IdentityHash& hash,
                                                 VaultKeys& keys) {
  const auto row = transaction.get(Table::identities, view_of(hash));
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  auto clear = RowReader(keys).read(**row, hash);
  if (!clear) return tl::unexpected(clear.error());
  return std::move(*clear);
}

Result<std::string> describe_identity(const Transaction& transaction, const IdentityHash& hash, VaultKeys& keys) {
  auto clear = find_identity(transaction, hash, keys);
  if (!clear) return tl::unexpected(clear.error());
  return *clear ? std::move(**clear) : to_hex(hash);
}

Result<ForgottenIdentities> forget_identities(WriteTransaction& transaction, std::span<const IdentityHash> hashes,
                                              VaultKeys& keys) {
  std::map<KeyNumber, std::set<IdentityHash>> by_block;
  for (const IdentityHash& hash : hashes) {
    const auto row = transaction.get(Table::identities, view_of(hash));
    if (!row) return tl::unexpected(row.error());
    if (*row) by_block[number_in(**row)].insert(hash);
  }
  ForgottenIdentities forgotten;
  for (const auto& [number, gone] : by_block) {
    if (auto moved = leave_block(transaction, number, gone, keys); !moved) return tl::unexpected(moved.error());
    forgotten.keys.push_back(number);
    forgotten.rows += gone.size();
  }
  return forgotten;
}

Result<std::string> scan_identities(const Transaction& transaction, std::string_view after, std::size_t most,
                                    VaultKeys& keys, const SeeIdentity& see) {
  auto cursor = transaction.cursor(Table::identities);
  if (!cursor) return tl::unexpected(cursor.error());
  RowReader reader(keys);
  std::string last;
  auto row = after.empty() ? cursor->first() : cursor->seek(after);
  if (row && *row && !after.empty() && (*row)->key == after) row = cursor->next();
  for (std::size_t count = 0; row && *row; row = cursor->next()) {
    if (count++ == most) return last;
    last = (*row)->key;
    const auto hash = OctetReader(last).array<16>();
    auto clear = reader.read((*row)->value, hash);
    if (!clear) return tl::unexpected(clear.error());
    see({hash, std::move(*clear)});
  }
  if (!row) return tl::unexpected(row.error());
  return std::string();
}

Result<std::string> check_identity_block(const Row& row, const Transaction& transaction) {
  if (row.key.size() != number_octets + sizeof(IdentityHash) || !row.value.empty()) return "is no place of a block";
  const auto copy = transaction.get(Table::identities, row.key.substr(number_octets));
  if (!copy) return tl::unexpected(copy.error());
  return *copy && (*copy)->starts_with(row.key.substr(0, number_octets)) ? "" : "names no identity of its block";
}

} // namespace store
