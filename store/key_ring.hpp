// The installation's keys, all derived from one master key (crypto_kdf), and the small file of what the inbox may know.
// store/LEDGER.md has the form of both files.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/entry.hpp"
#include "parsers/identity.hpp"
#include "parsers/relay_token.hpp"
#include "parsers/result.hpp"
#include "store/disk.hpp"
#include "store/index_keys.hpp"
#include "store/sealing.hpp"
#include "store/spool.hpp"

namespace store {

using SigningPublicKey = std::array<std::uint8_t, 32>; // Ed25519
using Signature = std::array<std::uint8_t, 64>;
/// Whether `octets` were signed by the owner of this key.
bool is_signature_of(const Signature& signature, std::string_view octets, const SigningPublicKey& key);

using SecretHash = std::array<std::uint8_t, 32>;

/// Immutable once made, but for the generations of index keys; safe for several threads. `disk` outlives it.
class KeyRing {
 public:
  /// Writes `directory`/master (0400) and `directory`/inbox (0440: admission keys, the spool's public key, domains).
  /// already_exists when there is a master key; what a failure left half done is removed again.
  static Result<KeyRing> create(const std::filesystem::path& directory, std::vector<std::string> domains,
                                Disk& disk = system_disk());
  /// corrupt when one of the files is not whole, or when they do not belong together.
  static Result<KeyRing> open(const std::filesystem::path& directory, Disk& disk = system_disk());

  [[nodiscard]] const std::vector<std::string>& domains() const { return domains_; }
  [[nodiscard]] SpoolKeys spool_keys() const { return spool_; } // both halves
  /// Newest last: that one mints.
  [[nodiscard]] const std::vector<parsers::TokenKey>& token_keys() const { return tokens_; }

  /// Of the first generation, whatever the newest is: what identities are asked for by.
  [[nodiscard]] classifier::IdentityHash hash(const parsers::Identity& identity) const;
  [[nodiscard]] classifier::IdentityHash hash_text(std::string_view normalised) const; // "@domain", wide forms
  /// The same identity's hash of a later generation, which is known.
  [[nodiscard]] classifier::IdentityHash forward(const KeyedHash& hash, Generation to) const {
    return index_->forward(hash, to);
  }
  /// Reads keys/index again when another process has made this generation; corrupt when it is not there.
  Result<void> know_generation(Generation generation) const { return index_->know(generation); }
  /// Makes the key of the generation after the newest, durably, unless it is there. One process at a time.
  Result<void> make_generation(Generation generation) const { return index_->make(generation); }
  /// Of names that are no contact's: of users, of sources. Not made by the index keys.
  [[nodiscard]] std::array<std::uint8_t, 16> hash_name(std::string_view name) const;
  [[nodiscard]] classifier::Cause cause(std::string_view octets) const;
  /// Who says something, short: enough to tell two sources apart, too little to find one. Never 0.
  [[nodiscard]] std::uint64_t source(std::string_view octets) const;
  /// Keyed BLAKE2b of an API key or a session id, for keeping it.
  [[nodiscard]] SecretHash hash_secret(std::string_view secret) const;

  /// Authenticated encryption of small values (XChaCha20-Poly1305); `purpose` is bound into it.
  [[nodiscard]] std::string seal(std::string_view clear, std::string_view purpose) const;
  [[nodiscard]] Result<std::string> open_sealed(std::string_view sealed, std::string_view purpose) const;

  /// Ed25519: with the public key, anybody can tell what this installation signed.
  [[nodiscard]] const SigningPublicKey& signing_public_key() const { return signing_public_; }
  [[nodiscard]] Signature sign(std::string_view octets) const;

 private:
  KeyRing(const Secret& master, std::vector<std::string> domains, const std::filesystem::path& directory, Disk& disk);
  std::unique_ptr<IndexKeys> index_;
  Secret cause_{}, secrets_{}, sealing_{};
  SigningPublicKey signing_public_{};
  std::array<std::uint8_t, 64> signing_secret_{};
  SpoolKeys spool_;
  std::vector<parsers::TokenKey> tokens_;
  std::vector<std::string> domains_;
};

/// What the inbox needs and all that it may know.
struct InboxKeys {
  std::vector<std::string> domains;
  std::vector<parsers::TokenKey> admission; // effect secrets are zero
  SpoolKeys spool;                          // public half only
};
Result<InboxKeys> read_inbox_keys(const std::filesystem::path& directory, Disk& disk = system_disk());

} // namespace store
