// Octets as they might stand in a damaged table: every reader ends, and what it takes is written back the same.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "store/account_codec.hpp"
#include "store/consent_codec.hpp"
#include "store/entry_codec.hpp"
#include "store/generations.hpp"
#include "store/key_file.hpp"
#include "store/ledger.hpp"
#include "store/signed_heads.hpp"
#include "store/state_codec.hpp"

namespace {

template <class Decode, class Encode>
void expect_one_form(std::string_view octets, Decode decode, Encode encode) {
  if (const auto value = decode(octets); value && encode(*value) != octets) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view octets(reinterpret_cast<const char*>(data + 1), size - 1);
  switch (data[0] % 14) {
    case 0:
      expect_one_form(octets, store::decode_entry, store::encode_entry);
      break;
    case 1:
      expect_one_form(octets, store::decode_state, store::encode_state);
      break;
    case 2:
      expect_one_form(octets, store::decode_workspace, store::encode_workspace);
      break;
    case 3:
      expect_one_form(octets, store::decode_user, store::encode_user);
      break;
    case 4:
      expect_one_form(octets, store::decode_api_key, store::encode_api_key);
      break;
    case 5:
      static_cast<void>(store::decode_token(octets)); // an identity is normalised when it is read
      break;
    case 9:
      expect_one_form(octets, store::decode_signed_head, store::encode_signed_head);
      break;
    case 6:
      expect_one_form(octets, store::read_master_file, store::write_master_file);
      break;
    case 7:
      expect_one_form(octets, store::decode_consent, store::encode_consent);
      break;
    case 8:
      expect_one_form(octets, store::decode_opt_in, store::encode_opt_in);
      break;
    case 10:
      expect_one_form(octets, store::decode_generations, [](const store::Generations& generations) {
        return std::string{'\1', static_cast<char>(generations.oldest), static_cast<char>(generations.newest)};
      });
      break;
    case 11:
      expect_one_form(octets, store::read_index_file,
                      [](const std::vector<store::Secret>& later) { return store::write_index_file(later); });
      break;
    case 12:
      expect_one_form(octets, store::decode_session, store::encode_session);
      break;
    default:
      static_cast<void>(store::read_inbox_file(octets)); // its lines may stand in another order
      break;
  }
  // A state made of an entry that was read is one that can be kept.
  if (const auto entry = store::decode_entry(octets)) {
    const store::StoredState state{.known = classifier::evolve({}, *entry), .imported = {}};
    if (store::decode_state(store::encode_state(state)) != state) std::abort();
  }
  return 0;
}
