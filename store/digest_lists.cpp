#include "store/digest_lists.hpp"

#include <openssl/evp.h>

#include "parsers/ascii.hpp"
#include "parsers/assert_that.hpp"
#include "store/address_table.hpp"
#include "store/generations.hpp"
#include "store/octets.hpp"

namespace store {

using parsers::ContactDigest;
using parsers::DigestForm;

namespace {

constexpr std::string_view mark_title = "digests are listed in the form ";

const EVP_MD* function_of(DigestForm form) {
  switch (form) {
    case DigestForm::md5:
      return EVP_md5();
    case DigestForm::sha1:
      return EVP_sha1();
    case DigestForm::sha256:
      return EVP_sha256();
    case DigestForm::sha512:
      return EVP_sha512();
  }
  return nullptr;
}

} // namespace

ContactDigest digest_of(std::string_view contact, DigestForm form) {
  const std::string text = parsers::to_lower(parsers::trim(contact));
  ContactDigest digest{.form = form, .octets = std::string(parsers::octets_of(form), '\0')};
  unsigned length = 0;
  const int done = EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(digest.octets.data()), &length,
                              function_of(form), nullptr);
  parsers::assert_that(done == 1 && length == digest.octets.size(), "OpenSSL has this digest");
  return digest;
}

classifier::IdentityHash hash_of_digest(const ContactDigest& digest, const KeyRing& keys) {
  return keys.hash_text(std::string(parsers::name_of(digest.form)) + " " + digest.octets);
}

classifier::IdentityHash digest_list_mark(DigestForm form, const KeyRing& keys) {
  return keys.hash_text(std::string(mark_title).append(parsers::name_of(form)));
}

std::array<LookUpKey, parsers::digest_forms.size()> digest_list_marks(const KeyRing& keys) {
  std::array<LookUpKey, parsers::digest_forms.size()> marks;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    marks[i] = {classifier::KeyKind::alias, digest_list_mark(parsers::digest_forms[i], keys)};
  }
  return marks;
}

Result<DigestForms> loaded_digest_forms(const Transaction& transaction, const KeyRing& keys) {
  const auto view = IndexView::of(transaction, keys);
  if (!view) return tl::unexpected(view.error());
  DigestForms forms = 0;
  for (std::size_t i = 0; i < parsers::digest_forms.size(); ++i) {
    const auto state = state_at(transaction, {digest_list_mark(parsers::digest_forms[i], keys)}, *view);
    if (!state) return tl::unexpected(state.error());
    if (!state->facts.empty()) forms = static_cast<DigestForms>(forms | 1u << i);
  }
  return forms;
}

void add_digest_keys(const parsers::Identity& identity, DigestForms forms, const KeyRing& keys,
                     std::vector<LookUpKey>& found) {
  if (forms == 0) return;
  const std::string text = parsers::text_of(identity);
  for (std::size_t i = 0; i < parsers::digest_forms.size(); ++i) {
    if ((forms >> i & 1) == 0) continue;
    const ContactDigest digest = digest_of(text, parsers::digest_forms[i]);
    found.push_back({classifier::KeyKind::alias, hash_of_digest(digest, keys)});
  }
}

} // namespace store
