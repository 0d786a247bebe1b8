#include "store/identity_copies.hpp"

#include <algorithm>

#include "store/octets.hpp"

namespace store {

using classifier::IdentityHash;

namespace {

std::string purpose_of(const IdentityHash& hash) { return std::string("identity ").append(view_of(hash)); }

} // namespace

Result<void> remember_identities(WriteTransaction& transaction, std::vector<IdentityCopy> copies, const KeyRing& keys) {
  std::ranges::sort(copies, {}, &IdentityCopy::hash); // neighbours after each other
  const IdentityCopy* before = nullptr;
  for (const IdentityCopy& copy : copies) {
    if (before != nullptr && before->hash == copy.hash) continue;
    before = &copy;
    const auto known = transaction.get(Table::identities, view_of(copy.hash));
    if (!known) return tl::unexpected(known.error());
    if (*known) continue;
    const std::string sealed = keys.seal(copy.clear, purpose_of(copy.hash));
    if (auto put = transaction.put(Table::identities, view_of(copy.hash), sealed); !put) return put;
  }
  return {};
}

Result<std::string> describe_identity(const Transaction& transaction, const IdentityHash& hash, const KeyRing& keys) {
  const auto sealed = transaction.get(Table::identities, view_of(hash));
  if (!sealed) return tl::unexpected(sealed.error());
  if (!*sealed) return to_hex(hash);
  return keys.open_sealed(**sealed, purpose_of(hash));
}

} // namespace store
