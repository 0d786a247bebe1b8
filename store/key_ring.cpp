#include "store/key_ring.hpp"

#include <sodium.h>

#include "parsers/address.hpp"
#include "parsers/assert_that.hpp"
#include "store/blake2b.hpp"
#include "store/key_file.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr unsigned master_mode = 0400;
constexpr unsigned inbox_mode = 0440;

/// What crypto_kdf makes of the master key, by number. A number is never used for anything else again.
enum class Use : std::uint64_t {
  index = 1,
  cause = 2,
  secrets = 3,
  sealing = 4,
  spool = 5,
  admission = 6,
  effect = 7,
  signing = 16,
};

Secret derive(const Secret& master, Use use) { return derive_secret(master, static_cast<std::uint64_t>(use)); }

void start_sodium() { parsers::assert_that(sodium_init() >= 0, "libsodium starts"); }

/// A relay domain as it stands in addresses; nothing when it is none.
std::optional<std::string> normalise_domain(std::string_view domain) {
  const auto address = parsers::Address::parse("x@" + std::string(domain));
  if (!address || !address->is_normalised() || address->domain().find_first_of(" \t\r\n@") != std::string_view::npos) {
    return std::nullopt;
  }
  return std::string(address->domain());
}

InboxKeys inbox_keys_of(const KeyRing& ring) {
  InboxKeys keys{.domains = ring.domains(), .admission = ring.token_keys(), .spool = ring.spool_keys()};
  for (parsers::TokenKey& key : keys.admission) key.effect = {};
  keys.spool.secret_key.reset();
  return keys;
}

bool belong_together(const InboxKeys& a, const InboxKeys& b) {
  const auto same = [](const parsers::TokenKey& x, const parsers::TokenKey& y) {
    return x.id == y.id && x.admission == y.admission;
  };
  return a.spool.public_key == b.spool.public_key && std::ranges::equal(a.admission, b.admission, same);
}

} // namespace

KeyRing::KeyRing(const Secret& master, std::vector<std::string> domains, const std::filesystem::path& directory,
                 Disk& disk)
    : index_(std::make_unique<IndexKeys>(derive(master, Use::index), directory, disk)),
      cause_(derive(master, Use::cause)),
      secrets_(derive(master, Use::secrets)),
      sealing_(derive(master, Use::sealing)),
      domains_(std::move(domains)) {
  const Secret seed = derive(master, Use::spool);
  spool_.secret_key.emplace();
  crypto_box_seed_keypair(spool_.public_key.data(), spool_.secret_key->data(), seed.data());
  crypto_sign_seed_keypair(signing_public_.data(), signing_secret_.data(), derive(master, Use::signing).data());
  tokens_.push_back({.id = 1, .admission = derive(master, Use::admission), .effect = derive(master, Use::effect)});
}

Result<KeyRing> KeyRing::create(const std::filesystem::path& directory, std::vector<std::string> domains, Disk& disk) {
  start_sodium();
  if (domains.empty()) return failure(ErrorCode::invalid_argument, "a relay needs a domain");
  for (std::string& domain : domains) {
    auto normalised = normalise_domain(domain);
    if (!normalised) return failure(ErrorCode::invalid_argument, "not a domain: " + domain);
    domain = std::move(*normalised);
  }
  if (auto made = disk.create_directory(directory); !made) return tl::unexpected(made.error());
  const Secret master = random_secret();
  KeyRing ring(master, std::move(domains), directory, disk);
  const auto master_path = directory / "master";
  const auto inbox_path = directory / "inbox";
  if (auto written = create_key_file(master_path, write_master_file(master), master_mode, disk); !written) {
    return tl::unexpected(written.error());
  }
  auto written = create_key_file(inbox_path, write_inbox_file(inbox_keys_of(ring)), inbox_mode, disk);
  if (written) {
    written = disk.sync_directory(directory);
    if (!written) static_cast<void>(disk.remove(inbox_path)); // the failure that is told is the first one
  }
  if (!written) {
    static_cast<void>(disk.remove(master_path));
    return tl::unexpected(written.error());
  }
  return ring;
}

Result<KeyRing> KeyRing::open(const std::filesystem::path& directory, Disk& disk) {
  start_sodium();
  const auto text = load_master_file(directory, disk);
  if (!text) return tl::unexpected(text.error());
  const auto master = read_master_file(*text);
  if (!master) return tl::unexpected(master.error());
  const auto inbox = read_inbox_keys(directory, disk);
  if (!inbox) return tl::unexpected(inbox.error());
  KeyRing ring(*master, inbox->domains, directory, disk);
  if (!belong_together(*inbox, inbox_keys_of(ring))) {
    return failure(ErrorCode::corrupt,
                   directory.string() + "/inbox was not made from " + directory.string() + "/master");
  }
  return ring;
}

classifier::IdentityHash KeyRing::hash(const parsers::Identity& identity) const {
  return hash_text(parsers::text_of(identity));
}

classifier::IdentityHash KeyRing::hash_text(std::string_view normalised) const { return index_->hash(normalised); }

std::array<std::uint8_t, 16> KeyRing::hash_name(std::string_view name) const { return blake2b_128(name, secrets_); }

classifier::Cause KeyRing::cause(std::string_view octets) const { return blake2b_128(octets, cause_); }

std::uint64_t KeyRing::source(std::string_view octets) const {
  const classifier::Cause hash = cause("source " + std::string(octets));
  std::uint64_t source = 0;
  for (std::size_t i = 0; i < sizeof source; ++i) source = source << 8 | hash[i];
  return source == 0 ? 1 : source;
}

SecretHash KeyRing::hash_secret(std::string_view secret) const { return blake2b_256(secret, secrets_); }

std::string KeyRing::seal(std::string_view clear, std::string_view purpose) const {
  return store::seal(sealing_, clear, purpose);
}

Result<std::string> KeyRing::open_sealed(std::string_view sealed, std::string_view purpose) const {
  return store::open_sealed(sealing_, sealed, purpose);
}

Signature KeyRing::sign(std::string_view octets) const {
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char*>(octets.data()), octets.size(),
                       signing_secret_.data());
  return signature;
}

bool is_signature_of(const Signature& signature, std::string_view octets, const SigningPublicKey& key) {
  start_sodium();
  return crypto_sign_verify_detached(signature.data(), reinterpret_cast<const unsigned char*>(octets.data()),
                                     octets.size(), key.data()) == 0;
}

Result<InboxKeys> read_inbox_keys(const std::filesystem::path& directory, Disk& disk) {
  const auto text = load_key_file(directory / "inbox", disk);
  if (!text) return tl::unexpected(text.error());
  return read_inbox_file(*text);
}

} // namespace store
