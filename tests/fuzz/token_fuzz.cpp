// Local parts as relay tokens: nobody without the key makes one, and reading undoes minting.
#include <cstdint>

#include "parsers/assert_that.hpp"
#include "parsers/base32.hpp"
#include "parsers/relay_token.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using parsers::assert_that;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  parsers::TokenKey key;
  key.id = size > 0 ? data[0] & 31U : 0;
  key.admission.fill(0x5A);
  key.effect.fill(0xA5);
  if (const auto token = parsers::read_token(text)) {
    key.id = token->key_id;
    const std::string minted =
        parsers::mint_token(token->purpose, token->reference, token->expiry_day, "example.test", key);
    const bool is_ours = parsers::is_admitted(*token, "example.test", std::span(&key, 1)) &&
                         parsers::has_effect(*token, "example.test", std::span(&key, 1));
    const auto again = parsers::read_token(minted);
    assert_that(again && again->reference == token->reference, "reading undoes minting");
    assert_that(is_ours == (again->admission_mac == token->admission_mac && again->effect_mac == token->effect_mac),
                "only the minted token is ours");
  }
  if (const auto octets = parsers::decode_base32(text))
    assert_that(parsers::decode_base32(parsers::encode_base32(*octets)) == octets, "base32 has one spelling");
  return 0;
}
