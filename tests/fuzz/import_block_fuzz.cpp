// Octets as they might stand in a damaged table of imports: every reader ends, and has one form for each value.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "store/import_table.hpp"
#include "store/octets.hpp"
#include "store/packed_octets.hpp"
#include "store/state_codec.hpp"

namespace {

void read_block(std::string_view octets) {
  const auto block = store::ImportBlock::read(octets);
  if (!block) return;
  std::vector<store::ListedRow> rows;
  for (std::size_t i = 0; i < block->size(); ++i) {
    rows.push_back({store::OctetReader(block->hash(i)).array<16>(), block->reason(i)});
    if (block->lower_bound(block->hash(i)) > i) std::abort();
  }
  if (store::write_import_block(block->header(), rows) != octets) std::abort();
}

void read_packed(std::string_view octets) {
  store::OctetReader reader(octets);
  const std::string unpacked = store::read_packed(reader);
  if (!reader.is_finished()) return;
  store::OctetWriter writer;
  store::write_packed(writer, unpacked);
  if (writer.view() != octets) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view octets(reinterpret_cast<const char*>(data + 1), size - 1);
  switch (data[0] % 4) {
    case 0:
      read_block(octets);
      break;
    case 1:
      if (const auto terms = store::decode_import_terms(octets); terms && store::encode_import_terms(*terms) != octets)
        std::abort();
      break;
    case 2:
      read_packed(octets);
      break;
    default:
      if (const auto state = store::decode_state(octets); state && store::encode_state(*state) != octets) std::abort();
      break;
  }
  return 0;
}
