#include "store/identity_copies.hpp"

#include <algorithm>

#include "store/octets.hpp"

namespace store {

using classifier::IdentityHash;

namespace {

std::string purpose_of(std::string_view key) { return std::string("identity ").append(key); }

Result<void> put_new(WriteTransaction& transaction, const IdentityHash& hash, std::string_view clear,
                     const KeyRing& keys) {
  const auto known = transaction.get(Table::identities, view_of(hash));
  if (!known) return tl::unexpected(known.error());
  if (*known) return {};
  return transaction.put(Table::identities, view_of(hash), keys.seal(clear, purpose_of(view_of(hash))));
}

/// Nothing where there is no such row.
Result<std::optional<std::string>> text_at(const Transaction& transaction, const IdentityHash& hash,
                                           const KeyRing& keys) {
  const auto sealed = transaction.get(Table::identities, view_of(hash));
  if (!sealed) return tl::unexpected(sealed.error());
  if (!*sealed) return std::nullopt;
  auto text = open_copy({view_of(hash), **sealed}, keys);
  if (!text) return tl::unexpected(text.error());
  return std::move(*text);
}

} // namespace

Result<std::string> open_copy(const Row& row, const KeyRing& keys) {
  return keys.open_sealed(row.value, purpose_of(row.key));
}

Result<void> remember_identities(WriteTransaction& transaction, std::vector<IdentityCopy> copies,
                                 const IndexView& view) {
  for (IdentityCopy& copy : copies) copy.hash = view.newest({copy.hash});
  std::ranges::sort(copies, {}, &IdentityCopy::hash); // neighbours after each other
  const IdentityCopy* before = nullptr;
  for (const IdentityCopy& copy : copies) {
    if (before != nullptr && before->hash == copy.hash) continue;
    before = &copy;
    if (auto put = put_new(transaction, copy.hash, copy.clear, view.keys()); !put) return put;
  }
  return {};
}

Result<std::string> describe_identity(const Transaction& transaction, const KeyedHash& hash, const IndexView& view) {
  if (auto checked = view.check(hash); !checked) return tl::unexpected(checked.error());
  auto text = text_at(transaction, view.newest(hash), view.keys());
  if (const auto oldest = view.oldest(hash); oldest && text && !*text) {
    text = text_at(transaction, *oldest, view.keys());
  }
  if (!text) return tl::unexpected(text.error());
  return *text ? std::move(**text) : to_hex(hash.hash);
}

Result<void> remember_name(WriteTransaction& transaction, const NameHash& hash, std::string_view name,
                           const KeyRing& keys) {
  return put_new(transaction, hash, name, keys);
}

Result<std::string> describe_name(const Transaction& transaction, const NameHash& hash, const KeyRing& keys) {
  auto text = text_at(transaction, hash, keys);
  if (!text) return tl::unexpected(text.error());
  return *text ? std::move(**text) : to_hex(hash);
}

} // namespace store
