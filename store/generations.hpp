// Which generations of identity hashes the rows of a store have: one, or two while identities are re-keyed. The row of
// the table meta that says so, and the way from a hash to the rows of its identity.
#pragma once

#include <optional>

#include "store/key_ring.hpp"
#include "store/lmdb.hpp"

namespace store {

struct Generations {
  Generation oldest = 1; // the newest, or the one before it
  Generation newest = 1; // what is written from now on
  [[nodiscard]] bool is_rekeying() const { return oldest != newest; }
  friend bool operator==(const Generations&, const Generations&) = default;
};
Result<Generations> generations_of(const Transaction& transaction);
Result<void> put_generations(WriteTransaction& transaction, const Generations& generations);
/// The key and the check of that row, for who checks the table meta.
constexpr std::string_view generations_key = "generations";
/// There while the sealed texts are re-keyed: the last key that was looked at.
constexpr std::string_view rekeyed_until_key = "rekeyed until";
[[nodiscard]] Result<Generations> decode_generations(std::string_view octets);

/// The table of a generation. Those of two generations that stand side by side are never the same.
constexpr Table addresses_of(Generation generation) {
  return generation % 2 == 0 ? Table::even_addresses : Table::addresses;
}
constexpr Table sends_of(Generation generation) { return generation % 2 == 0 ? Table::even_sends : Table::sends; }
constexpr Table mailed_of(Generation generation) { return generation % 2 == 0 ? Table::even_mailed : Table::mailed; }

/// The rows of both generations.
Result<std::uint64_t> count_addresses(const Transaction& transaction);

/// What one transaction needs to find the rows of an identity.
class IndexView {
 public:
  /// corrupt when the key of a generation that the store has is missing.
  static Result<IndexView> of(const Transaction& transaction, const KeyRing& keys);

  [[nodiscard]] const Generations& generations() const { return generations_; }
  [[nodiscard]] const KeyRing& keys() const { return *keys_; }
  /// corrupt for a hash of a generation that the store does not have.
  [[nodiscard]] Result<void> check(const KeyedHash& hash) const;
  /// What the identity's rows stand under from now on. The hash was checked.
  [[nodiscard]] classifier::IdentityHash newest(const KeyedHash& hash) const;
  /// While identities are re-keyed: what rows that were not moved yet stand under. Nothing else, and nothing for a hash
  /// that is newer itself.
  [[nodiscard]] std::optional<classifier::IdentityHash> oldest(const KeyedHash& hash) const;

 private:
  IndexView(const KeyRing& keys, const Generations& generations) : keys_(&keys), generations_(generations) {}
  const KeyRing* keys_;
  Generations generations_;
};

} // namespace store
