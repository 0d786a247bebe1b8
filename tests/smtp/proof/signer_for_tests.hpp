// Signs messages for tests, by an Ed25519 key that is the same in each run. What others make of such signatures is
// tests/relay/dkim_oracle_test.py's matter.
#pragma once

#include <openssl/evp.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "parsers/ascii.hpp"
#include "parsers/canonical_text.hpp"
#include "parsers/dkim_signature.hpp"
#include "parsers/raw_header.hpp"
#include "smtp/proof/text_answers.hpp"

namespace smtp {

inline std::string to_base64(std::string_view octets) {
  std::string text((octets.size() + 2) / 3 * 4, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), reinterpret_cast<const unsigned char*>(octets.data()),
                  static_cast<int>(octets.size()));
  return text;
}

inline std::string sha256(std::string_view octets) {
  std::string digest(32, '\0');
  EVP_Digest(octets.data(), octets.size(), reinterpret_cast<unsigned char*>(digest.data()), nullptr, EVP_sha256(),
             nullptr);
  return digest;
}

/// Relaxed header and body. `tags` stand behind "v=1; a=ed25519-sha256; c=relaxed/relaxed;".
struct SignerForTests {
  std::string tags = "d=shop.example; s=key; h=from:subject";
  std::string body_tags; // instead of bh= of the whole body: "l=5; bh=…" is made by with_length()

  [[nodiscard]] static std::string key_record() {
    const auto key = make_key();
    std::string octets(32, '\0');
    std::size_t length = octets.size();
    EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(octets.data()), &length);
    return "v=DKIM1; k=ed25519; p=" + to_base64(octets);
  }

  [[nodiscard]] static TextAnswers keys(const std::string& name = "key._domainkey.shop.example") {
    TextAnswers answers;
    answers[name] = {TextAnswer::Status::found, {key_record()}};
    return answers;
  }

  [[nodiscard]] static std::string canonical_body(std::string_view body) {
    std::string text;
    parsers::CanonicalBody canonical(parsers::Canonicalisation::relaxed, [&](std::string_view part) { text += part; });
    canonical.add(body);
    canonical.finish();
    return text;
  }

  /// The message with its signature on top.
  [[nodiscard]] std::string sign(const std::string& message) const {
    using parsers::Canonicalisation;
    const auto header = parsers::read_raw_header(message, {});
    const std::string of_body = body_tags.empty() ? "bh=" + to_base64(sha256(canonical_body(header.body))) : body_tags;
    const std::string field =
        "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; " + tags + "; " + of_body + "; b=";
    const std::string with_place = field + "QUJD\r\n\r\n";
    const auto own = parsers::read_raw_header(with_place, {});
    const auto signature = parsers::read_dkim_signature(own.fields.front().body());
    std::string hashed;
    std::vector<const parsers::RawField*> left;
    for (const auto& one : header.fields) left.push_back(&one);
    for (const std::string& name : signature->signed_fields) {
      for (auto one = left.rbegin(); one != left.rend(); ++one) {
        if (!parsers::equals_ignoring_case((*one)->name(), name)) continue;
        hashed += parsers::canonical_field(**one, Canonicalisation::relaxed);
        left.erase(std::next(one).base());
        break;
      }
    }
    hashed += parsers::canonical_field(own.fields.front(), Canonicalisation::relaxed,
                                       {signature->value_begin, signature->value_end});
    hashed.resize(hashed.size() - 2);
    return field + to_base64(sign_octets(sha256(hashed))) + "\r\n" + message;
  }

 private:
  struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  static std::unique_ptr<EVP_PKEY, Free> make_key() {
    std::array<unsigned char, 32> seed{};
    seed.fill(7);
    return std::unique_ptr<EVP_PKEY, Free>(
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
  }
  static std::string sign_octets(const std::string& digest) {
    const auto key = make_key();
    const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
    std::string signature(64, '\0');
    std::size_t length = signature.size();
    EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get());
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length,
                   reinterpret_cast<const unsigned char*>(digest.data()), digest.size());
    return signature;
  }
};

} // namespace smtp
