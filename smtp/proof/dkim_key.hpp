// A signer's public key in OpenSSL's form.
#pragma once

#include <memory>
#include <string_view>
#include <tl/expected.hpp>

#include "parsers/dkim_key_record.hpp"
#include "parsers/dkim_signature.hpp"
#include "smtp/proof/text_answers.hpp"

struct evp_pkey_st;

namespace smtp {

/// Immutable.
class DkimKey {
 public:
  /// The key that the answer gives for this signature (RFC 6376 6.1.2), or why there is none.
  static tl::expected<DkimKey, parsers::DkimFault> choose(const TextAnswer& answer,
                                                          const parsers::DkimSignature& signature);

  /// Whether `signature` is of the octets with this SHA-256 digest (RFC 6376 3.3.1, RFC 8463 3).
  [[nodiscard]] bool verifies(std::string_view signature, std::string_view digest) const;
  [[nodiscard]] bool is_testing() const { return is_testing_; }

 private:
  struct Free {
    void operator()(evp_pkey_st* key) const;
  };
  using Handle = std::unique_ptr<evp_pkey_st, Free>;
  DkimKey(Handle key, const parsers::DkimKeyRecord& record);
  static tl::expected<Handle, parsers::DkimFault> read(const parsers::DkimKeyRecord& record);

  Handle key_;
  bool is_rsa_ = true;
  bool is_testing_ = false;
};

} // namespace smtp
