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

std::string purpose_of(std::string_view hash) { return std::string("identity ").append(hash); }

std::string block_prefix(KeyNumber number) { return std::move(OctetWriter().number(number)).take(); }

std::string encode(const NumberedKey& key, const IdentityCopy& copy) {
  return block_prefix(key.number) + seal(key.key, copy.clear, purpose_of(view_of(copy.hash)));
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
  Result<NumberedKey> key_of(std::string_view row) {
    if (row.size() < number_octets) return parsers::failure(ErrorCode::corrupt, "a row of the table identities");
    const KeyNumber number = number_in(row);
    if (number != last_.number) {
      const auto key = keys_.find(number);
      if (!key) return tl::unexpected(key.error());
      last_ = {number, *key};
    }
    return last_;
  }
  Result<std::string> read(const Row& row) {
    const auto key = key_of(row.value);
    if (!key) return tl::unexpected(key.error());
    return open_sealed(key->key, row.value.substr(number_octets), purpose_of(row.key));
  }

 private:
  VaultKeys& keys_;
  NumberedKey last_;
};

Result<std::optional<std::string>> text_at(const Transaction& transaction, const IdentityHash& hash, VaultKeys& keys) {
  const auto row = transaction.get(Table::identities, view_of(hash));
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  auto clear = open_copy({view_of(hash), **row}, keys);
  if (!clear) return tl::unexpected(clear.error());
  return std::move(*clear);
}

/// Where the rows of an identity may stand.
std::vector<IdentityHash> places_of(const KeyedHash& hash, const IndexView& view) {
  std::vector<IdentityHash> places{view.newest(hash)};
  if (const auto oldest = view.oldest(hash)) places.push_back(*oldest);
  return places;
}

Result<bool> is_there(const Transaction& transaction, std::span<const IdentityHash> places) {
  for (const IdentityHash& hash : places) {
    const auto row = transaction.get(Table::identities, view_of(hash));
    if (!row) return tl::unexpected(row.error());
    if (*row) return true;
  }
  return false;
}

Result<void> put_in_block(WriteTransaction& transaction, const IdentityCopy& copy, VaultKeys& keys) {
  const auto key = keys.take_for_block();
  if (!key) return tl::unexpected(key.error());
  return put_copy(transaction, copy, *key);
}

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
      auto clear = reader.read({view_of(hash), **octets});
      if (!clear) return tl::unexpected(clear.error());
      if (auto put = put_copy(transaction, {hash, std::move(*clear)}, *fresh); !put) return put;
    }
    const std::string indexed = block_prefix(number).append(view_of(hash));
    if (auto done = transaction.remove(Table::identity_blocks, indexed); !done) return tl::unexpected(done.error());
  }
  return {};
}

} // namespace

Result<void> remember_identities(WriteTransaction& transaction, std::vector<IdentityCopy> copies, const IndexView& view,
                                 VaultKeys& keys) {
  std::vector<MovedIdentity> placed; // from the hash that is known to the place that it is kept at
  placed.reserve(copies.size());
  for (IdentityCopy& copy : copies) {
    placed.push_back({copy.hash, {view.newest({copy.hash}), std::move(copy.clear)}});
  }
  std::ranges::sort(placed, {}, [](const MovedIdentity& copy) { return copy.to.hash; }); // neighbours after each other
  const MovedIdentity* before = nullptr;
  for (const MovedIdentity& copy : placed) {
    if (before != nullptr && before->from == copy.from) continue;
    before = &copy;
    const auto known = is_there(transaction, places_of({copy.from}, view));
    if (!known) return tl::unexpected(known.error());
    if (*known) continue; // one that waits to be re-keyed is moved with its block
    if (auto put = put_in_block(transaction, copy.to, keys); !put) return put;
  }
  return {};
}

Result<std::optional<std::string>> find_identity(const Transaction& transaction, const KeyedHash& hash,
                                                 const IndexView& view, VaultKeys& keys) {
  if (auto checked = view.check(hash); !checked) return tl::unexpected(checked.error());
  for (const IdentityHash& place : places_of(hash, view)) {
    auto text = text_at(transaction, place, keys);
    if (!text || *text) return text;
  }
  return std::nullopt;
}

Result<std::string> describe_identity(const Transaction& transaction, const KeyedHash& hash, const IndexView& view,
                                      VaultKeys& keys) {
  auto clear = find_identity(transaction, hash, view, keys);
  if (!clear) return tl::unexpected(clear.error());
  return *clear ? std::move(**clear) : to_hex(hash.hash);
}

Result<void> remember_name(WriteTransaction& transaction, const NameHash& hash, std::string_view name,
                           VaultKeys& keys) {
  const auto known = is_there(transaction, {{hash}});
  if (!known) return tl::unexpected(known.error());
  return *known ? Result<void>() : put_in_block(transaction, {hash, std::string(name)}, keys);
}

Result<std::string> describe_name(const Transaction& transaction, const NameHash& hash, VaultKeys& keys) {
  auto text = text_at(transaction, hash, keys);
  if (!text) return tl::unexpected(text.error());
  return *text ? std::move(**text) : to_hex(hash);
}

Result<ForgottenIdentities> forget_identities(WriteTransaction& transaction, std::span<const KeyedHash> hashes,
                                              const IndexView& view, VaultKeys& keys) {
  std::map<KeyNumber, std::set<IdentityHash>> by_block;
  for (const KeyedHash& hash : hashes) {
    if (auto checked = view.check(hash); !checked) return tl::unexpected(checked.error());
    for (const IdentityHash& place : places_of(hash, view)) {
      const auto row = transaction.get(Table::identities, view_of(place));
      if (!row) return tl::unexpected(row.error());
      if (*row) by_block[number_in(**row)].insert(place);
    }
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
    auto clear = reader.read(**row);
    if (!clear) return tl::unexpected(clear.error());
    see({OctetReader(last).array<16>(), std::move(*clear)});
  }
  if (!row) return tl::unexpected(row.error());
  return std::string();
}

Result<void> move_identities(WriteTransaction& transaction, std::span<const MovedIdentity> moved, VaultKeys& keys) {
  RowReader reader(keys);
  for (const auto& [from, to] : moved) {
    const auto row = transaction.get(Table::identities, view_of(from));
    if (!row) return tl::unexpected(row.error());
    if (!*row) return parsers::failure(ErrorCode::corrupt, "an identity is moved that is not there");
    const auto taken = is_there(transaction, {{to.hash}});
    if (!taken) return tl::unexpected(taken.error());
    if (*taken) return parsers::failure(ErrorCode::corrupt, "an identity is kept twice");
    const auto key = reader.key_of(**row);
    if (!key) return tl::unexpected(key.error());
    const std::string indexed = block_prefix(key->number).append(view_of(from));
    if (auto done = transaction.remove(Table::identities, view_of(from)); !done) return tl::unexpected(done.error());
    if (auto done = transaction.remove(Table::identity_blocks, indexed); !done) return tl::unexpected(done.error());
    if (auto put = put_copy(transaction, to, *key); !put) return put;
  }
  return {};
}

Result<std::string> open_copy(const Row& row, VaultKeys& keys) { return RowReader(keys).read(row); }

Result<std::string> check_identity_block(const Row& row, const Transaction& transaction) {
  if (row.key.size() != number_octets + sizeof(IdentityHash) || !row.value.empty()) return "is no place of a block";
  const auto copy = transaction.get(Table::identities, row.key.substr(number_octets));
  if (!copy) return tl::unexpected(copy.error());
  return *copy && (*copy)->starts_with(row.key.substr(0, number_octets)) ? "" : "names no identity of its block";
}

} // namespace store
