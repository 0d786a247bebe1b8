// Lists of digests in the address table. A digest has a row of its own, hashed under the installation's key like every
// identity; and a form of digests that a list was loaded in has one row as its mark, so that a check looks for no other
// forms. Both are rows of their import: undone with it, replicated and rebuilt with it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "parsers/contact_digest.hpp"
#include "parsers/identity.hpp"
#include "store/key_ring.hpp"
#include "store/lmdb.hpp"
#include "store/look_up_key.hpp"

namespace store {

using DigestForms = std::uint8_t; // bit i: DigestForm i

/// Of the contact's normalised text.
parsers::ContactDigest digest_of(std::string_view contact, parsers::DigestForm form);

classifier::IdentityHash hash_of_digest(const parsers::ContactDigest& digest, const KeyRing& keys);
classifier::IdentityHash digest_list_mark(parsers::DigestForm form, const KeyRing& keys);
/// By form.
std::array<LookUpKey, parsers::digest_forms.size()> digest_list_marks(const KeyRing& keys);

/// The forms that an import which was not undone has rows in.
Result<DigestForms> loaded_digest_forms(const Transaction& transaction, const KeyRing& keys);

/// One key for each of the forms, as aliases: they may only deny, and a lift of the identity reaches them.
void add_digest_keys(const parsers::Identity& identity, DigestForms forms, const KeyRing& keys,
                     std::vector<LookUpKey>& found);

} // namespace store
