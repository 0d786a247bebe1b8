#include "store/recovery_key.hpp"

#include <sodium.h>

#include <optional>

#include "parsers/ascii.hpp"
#include "store/blake2b.hpp"
#include "store/key_file.hpp"
#include "store/octets.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

static_assert(crypto_box_PUBLICKEYBYTES == RecoveryPublicKey().size());
static_assert(crypto_box_SECRETKEYBYTES == Secret().size());

constexpr std::string_view title = "dsr_";
constexpr std::size_t secret_digits = 2 * Secret().size();
constexpr std::size_t check_digits = 8;
constexpr std::string_view file_title = "desist-recovery 1\npublic ";
constexpr std::string_view file_name = "recovery";

const unsigned char* octets_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* octets_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string check_of(std::string_view text) { return to_hex(blake2b_256(text)).substr(0, check_digits); }

std::optional<Secret> read_hex(std::string_view digits) {
  Secret octets{};
  std::size_t length = 0;
  const char* end = nullptr;
  const int outcome =
      sodium_hex2bin(octets.data(), octets.size(), digits.data(), digits.size(), nullptr, &length, &end);
  if (outcome != 0 || length != octets.size() || end != digits.data() + digits.size()) return std::nullopt;
  return octets;
}

} // namespace

RecoveryKey::RecoveryKey(const Secret& secret) : secret_(secret) {
  crypto_scalarmult_base(public_.data(), secret_.data());
}

RecoveryKey RecoveryKey::make() { return RecoveryKey(random_secret()); }

Result<RecoveryKey> RecoveryKey::parse(std::string_view text) {
  text = parsers::trim(text);
  const bool has_form = text.size() == title.size() + secret_digits + check_digits && text.starts_with(title);
  const std::string_view body = text.substr(0, has_form ? title.size() + secret_digits : 0);
  const auto secret = has_form ? read_hex(body.substr(title.size())) : std::nullopt;
  if (!secret || text.substr(body.size()) != check_of(body)) {
    return failure(ErrorCode::invalid_argument, "this is no recovery key, or a digit of it is wrong");
  }
  return RecoveryKey(*secret);
}

std::string RecoveryKey::text() const {
  const std::string body = std::string(title) + to_hex(secret_);
  return body + check_of(body);
}

Result<std::string> RecoveryKey::open_with(std::string_view sealed) const {
  if (sealed.size() < crypto_box_SEALBYTES) return failure(ErrorCode::corrupt, "too short for a sealed value");
  std::string clear(sealed.size() - crypto_box_SEALBYTES, '\0');
  if (crypto_box_seal_open(octets_of(clear), octets_of(sealed), sealed.size(), public_.data(), secret_.data()) != 0) {
    return failure(ErrorCode::corrupt, "what was sealed to the recovery key does not open");
  }
  return clear;
}

std::string seal_to(const RecoveryPublicKey& key, std::string_view clear) {
  std::string sealed(clear.size() + crypto_box_SEALBYTES, '\0');
  const int outcome = crypto_box_seal(octets_of(sealed), octets_of(clear), clear.size(), key.data());
  parsers::assert_that(outcome == 0, "a public key of ours seals");
  return sealed;
}

Result<void> write_recovery_public_key(const std::filesystem::path& keys, const RecoveryPublicKey& key, Disk& disk) {
  const std::string lines = std::string(file_title) + to_hex(key) + "\n";
  const std::string text = lines + "check " + to_hex(blake2b_256(lines)) + "\n";
  if (auto written = create_key_file(keys / file_name, text, 0444, disk); !written) return written;
  return disk.sync_directory(keys);
}

Result<RecoveryPublicKey> read_recovery_public_key(const std::filesystem::path& keys, Disk& disk) {
  const auto text = load_key_file(keys / file_name, disk);
  if (!text) return tl::unexpected(text.error());
  const std::size_t lines = file_title.size() + secret_digits + 1;
  const bool is_whole = text->size() > lines && text->starts_with(file_title) &&
                        text->substr(lines) == "check " + to_hex(blake2b_256(text->substr(0, lines))) + "\n";
  const auto key = is_whole ? read_hex(text->substr(file_title.size(), secret_digits)) : std::nullopt;
  if (!key) return failure(ErrorCode::corrupt, "the file desist-recovery is not what was written");
  return *key;
}

} // namespace store
