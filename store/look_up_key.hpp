// A key that an identity is looked up by (store/address_table.hpp makes them).
#pragma once

#include "classifier/may_send.hpp"

namespace store {

struct LookUpKey {
  classifier::KeyKind kind = classifier::KeyKind::strict;
  classifier::IdentityHash hash{}; // of the first generation: it stays good when identities are re-keyed
};

} // namespace store
