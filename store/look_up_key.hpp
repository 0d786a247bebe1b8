// A key that an identity is looked up by (store/address_table.hpp makes them).
#pragma once

#include "classifier/may_send.hpp"

namespace store {

struct LookUpKey {
  classifier::KeyKind kind = classifier::KeyKind::strict;
  classifier::IdentityHash hash{};
  classifier::Generation generation = 1; // of the hash; keys of identities are of the first and stay good for ever
};

} // namespace store
