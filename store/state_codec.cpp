#include "store/state_codec.hpp"

#include <tuple>

#include "store/event_codec.hpp"
#include "store/octets.hpp"

namespace store {

using classifier::AddressState;
using classifier::Fact;
using classifier::Tombstone;
using parsers::ErrorCode;

namespace {

constexpr std::uint8_t version = 1;
constexpr std::size_t usual_fact = 40;
constexpr std::size_t least_fact = 37;      // id, instant, an event without anything optional
constexpr std::size_t least_tombstone = 39; // two ids, a scope without a stream

Fact read_fact(OctetReader& reader) {
  Fact fact;
  fact.id = reader.array<16>();
  fact.received_at = read_instant(reader);
  fact.event = read_event(reader);
  return fact;
}

Tombstone read_tombstone(OctetReader& reader) {
  Tombstone tombstone;
  tombstone.cancelled = reader.array<16>();
  tombstone.lift = reader.array<16>();
  tombstone.scope = read_scope(reader);
  return tombstone;
}

bool is_before(const Fact& a, const Fact& b) { return std::tie(a.id, a.received_at) < std::tie(b.id, b.received_at); }

/// A count of rows of at least `least` octets: what cannot be there is not waited for.
std::size_t read_count(OctetReader& reader, std::size_t least) {
  const std::size_t count = reader.number<std::uint32_t>();
  if (count > reader.left() / least) {
    reader.fail();
    return 0;
  }
  return count;
}

} // namespace

std::string encode_state(const AddressState& state) {
  OctetWriter writer(9 + usual_fact * (state.facts.size() + state.tombstones.size()));
  writer.number(version).number(static_cast<std::uint32_t>(state.facts.size()));
  for (const Fact& fact : state.facts) {
    writer.array(fact.id);
    write_instant(writer, fact.received_at);
    write_event(writer, fact.event);
  }
  writer.number(static_cast<std::uint32_t>(state.tombstones.size()));
  for (const Tombstone& tombstone : state.tombstones) {
    writer.array(tombstone.cancelled).array(tombstone.lift);
    write_scope(writer, tombstone.scope);
  }
  return std::move(writer).take();
}

parsers::Result<AddressState> decode_state(std::string_view octets) {
  OctetReader reader(octets);
  if (const auto found = reader.number<std::uint8_t>(); reader.is_whole() && found > version) {
    return parsers::failure(ErrorCode::newer_format, "an address state of version " + std::to_string(found));
  } else if (found != version) {
    return parsers::failure(ErrorCode::corrupt, "an address state without a version");
  }
  AddressState state;
  const std::size_t facts = read_count(reader, least_fact);
  state.facts.reserve(facts);
  for (std::size_t i = 0; i < facts && reader.is_whole(); ++i) {
    state.facts.push_back(read_fact(reader));
    if (i > 0 && !is_before(state.facts[i - 1], state.facts[i])) reader.fail();
  }
  const std::size_t tombstones = read_count(reader, least_tombstone);
  state.tombstones.reserve(tombstones);
  for (std::size_t i = 0; i < tombstones && reader.is_whole(); ++i) {
    state.tombstones.push_back(read_tombstone(reader));
    if (i > 0 && state.tombstones[i - 1] >= state.tombstones[i]) reader.fail();
  }
  if (!reader.is_finished()) return parsers::failure(ErrorCode::corrupt, "the octets are of no address state");
  return state;
}

} // namespace store
