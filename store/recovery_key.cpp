#include "store/recovery_key.hpp"

#include <sodium.h>

#include <algorithm>

#include "parsers/assert_that.hpp"
#include "parsers/base32.hpp"
#include "store/blake2b.hpp"
#include "store/key_file.hpp"
#include "store/octets.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::string_view title = "DESIST-RECOVERY";
constexpr std::size_t group = 4;
constexpr std::string_view file_title = "desist-recovery 1\npublic ";
constexpr unsigned file_mode = 0440;

using Check = std::array<std::uint8_t, 4>;
Check check_of(const RecoverySecretKey& key) {
  const auto digest = blake2b_128("recovery key" + std::string(view_of(key)));
  Check check{};
  std::copy_n(digest.begin(), check.size(), check.begin());
  return check;
}

std::filesystem::path file_of(const std::filesystem::path& data_directory) {
  return data_directory / "keys" / "recovery";
}

const unsigned char* octets_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string upper(std::string_view text) {
  std::string raised(text);
  for (char& c : raised) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return raised;
}

} // namespace

RecoveryKeyPair recovery_key_of(const RecoverySecretKey& secret_key) {
  RecoveryKeyPair pair{.public_key = {}, .secret_key = secret_key};
  parsers::assert_that(crypto_scalarmult_base(pair.public_key.data(), secret_key.data()) == 0, "X25519 multiplies");
  return pair;
}

RecoveryKeyPair make_recovery_key() {
  parsers::assert_that(sodium_init() >= 0, "libsodium starts");
  return recovery_key_of(random_secret());
}

std::string text_of(const RecoverySecretKey& key) {
  std::vector<std::uint8_t> octets(key.begin(), key.end());
  const Check check = check_of(key);
  octets.insert(octets.end(), check.begin(), check.end());
  const std::string digits = upper(parsers::encode_base32(octets));
  std::string text(title);
  for (std::size_t i = 0; i < digits.size(); i += group) text.append("-").append(digits.substr(i, group));
  return text;
}

Result<RecoverySecretKey> parse_recovery_key(std::string_view text) {
  const auto refused = [] { return failure(ErrorCode::invalid_argument, "this is no recovery key: look for a slip"); };
  std::string digits = upper(text);
  std::erase_if(digits, [](char c) { return std::string_view("- \t\r\n").find(c) != std::string_view::npos; });
  constexpr std::string_view bare_title = "DESISTRECOVERY";
  if (!digits.starts_with(bare_title)) return refused();
  const auto octets = parsers::decode_base32(std::string_view(digits).substr(bare_title.size()));
  RecoverySecretKey key{};
  Check check{};
  if (!octets || octets->size() != key.size() + check.size()) return refused();
  std::copy_n(octets->begin(), key.size(), key.begin());
  std::copy_n(octets->begin() + key.size(), check.size(), check.begin());
  if (check != check_of(key)) return refused();
  return key;
}

std::string seal_to(const RecoveryPublicKey& key, std::string_view clear) {
  std::string sealed(crypto_box_SEALBYTES + clear.size(), '\0');
  parsers::assert_that(
      crypto_box_seal(reinterpret_cast<unsigned char*>(sealed.data()), octets_of(clear), clear.size(), key.data()) == 0,
      "a box seals");
  return sealed;
}

Result<std::string> open_with(const RecoveryKeyPair& key, std::string_view sealed) {
  const auto refused = [] { return failure(ErrorCode::corrupt, "this recovery key does not open these octets"); };
  if (sealed.size() < crypto_box_SEALBYTES) return refused();
  std::string clear(sealed.size() - crypto_box_SEALBYTES, '\0');
  if (crypto_box_seal_open(reinterpret_cast<unsigned char*>(clear.data()), octets_of(sealed), sealed.size(),
                           key.public_key.data(), key.secret_key.data()) != 0) {
    return refused();
  }
  return clear;
}

Result<void> write_recovery_file(const std::filesystem::path& data_directory, const RecoveryPublicKey& key,
                                 Disk& disk) {
  const std::string text = std::string(file_title) + to_hex(key) + "\n";
  if (auto written = create_key_file(file_of(data_directory), text, file_mode, disk); !written) return written;
  return disk.sync_directory(file_of(data_directory).parent_path());
}

Result<RecoveryPublicKey> read_recovery_file(const std::filesystem::path& data_directory, Disk& disk) {
  const auto text = load_key_file(file_of(data_directory), disk);
  if (!text) return tl::unexpected(text.error());
  RecoveryPublicKey key{};
  std::size_t read = 0;
  const std::string_view digits =
      text->starts_with(file_title) ? std::string_view(*text).substr(file_title.size()) : std::string_view();
  if (digits.size() != 2 * key.size() + 1 || digits.back() != '\n' ||
      sodium_hex2bin(key.data(), key.size(), digits.data(), 2 * key.size(), nullptr, &read, nullptr) != 0 ||
      read != key.size()) {
    return failure(ErrorCode::corrupt, "the file desist-recovery is not what was written");
  }
  return key;
}

} // namespace store
