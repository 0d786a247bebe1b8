#include "store/state_codec.hpp"

#include <tuple>

#include "store/event_codec.hpp"
#include "store/packed_octets.hpp"

namespace store {

using classifier::Fact;
using classifier::Tombstone;
using parsers::ErrorCode;

namespace {

constexpr std::uint8_t version = 2;
// Which sections there are; none of them is empty.
constexpr std::uint8_t has_imported = 1;
constexpr std::uint8_t has_facts = 2;
constexpr std::uint8_t has_tombstones = 4;
constexpr std::uint8_t every_section = has_imported | has_facts | has_tombstones;
constexpr std::size_t usual_fact = 48;
constexpr std::size_t least_imported = 10;  // import, row, reason
constexpr std::size_t least_fact = 18;      // id, the length and one mask of the rest
constexpr std::size_t least_tombstone = 34; // two ids, the length and one mask of the scope

void write_imported(OctetWriter& writer, const ImportedFact& fact) {
  writer.number(fact.import).varint(fact.row).enumerator(fact.reason);
}

ImportedFact read_imported(OctetReader& reader) {
  ImportedFact fact;
  fact.import = reader.number<ImportId>();
  fact.row = reader.varint();
  fact.reason = reader.enumerator(classifier::greatest_import_reason);
  if (fact.import == 0) reader.fail();
  return fact;
}

void write_fact(OctetWriter& writer, const Fact& fact) {
  OctetWriter rest(usual_fact);
  write_instant(rest, fact.received_at);
  write_event(rest, fact.event);
  writer.array(fact.id);
  write_packed(writer, rest.view());
}

Fact read_fact(OctetReader& reader) {
  Fact fact;
  fact.id = reader.array<16>();
  const std::string octets = read_packed(reader);
  OctetReader rest(octets);
  fact.received_at = read_instant(rest);
  fact.event = read_event(rest);
  if (!rest.is_finished()) reader.fail();
  return fact;
}

void write_tombstone(OctetWriter& writer, const Tombstone& tombstone) {
  OctetWriter scope;
  write_scope(scope, tombstone.scope);
  writer.array(tombstone.cancelled).array(tombstone.lift);
  write_packed(writer, scope.view());
}

Tombstone read_tombstone(OctetReader& reader) {
  Tombstone tombstone;
  tombstone.cancelled = reader.array<16>();
  tombstone.lift = reader.array<16>();
  const std::string octets = read_packed(reader);
  OctetReader rest(octets);
  tombstone.scope = read_scope(rest);
  if (!rest.is_finished()) reader.fail();
  return tombstone;
}

bool is_before(const Fact& a, const Fact& b) { return std::tie(a.id, a.received_at) < std::tie(b.id, b.received_at); }

template <class Element>
struct Section {
  Element (*read)(OctetReader&);
  bool (*is_before)(const Element&, const Element&);
  std::size_t least; // octets of an element: more than are left are not waited for
};

template <class Element>
void read_section(OctetReader& reader, const Section<Element>& section, std::vector<Element>& elements) {
  const std::uint64_t count = reader.varint();
  if (count == 0 || count > reader.left() / section.least) return reader.fail();
  elements.reserve(count);
  for (std::uint64_t i = 0; i < count && reader.is_whole(); ++i) {
    elements.push_back(section.read(reader));
    if (i > 0 && !section.is_before(elements[i - 1], elements[i])) reader.fail();
  }
}

template <class Element>
void write_section(OctetWriter& writer, void (*write)(OctetWriter&, const Element&),
                   const std::vector<Element>& elements) {
  if (elements.empty()) return;
  writer.varint(elements.size());
  for (const Element& element : elements) write(writer, element);
}

} // namespace

void write_imported_state(OctetWriter& writer, const ImportedFact& fact) {
  writer.number(version).number(has_imported).varint(1);
  write_imported(writer, fact);
}

void write_state(OctetWriter& writer, const StoredState& state) {
  unsigned sections = 0;
  if (!state.imported.empty()) sections |= has_imported;
  if (!state.known.facts.empty()) sections |= has_facts;
  if (!state.known.tombstones.empty()) sections |= has_tombstones;
  writer.number(version).number(static_cast<std::uint8_t>(sections));
  write_section(writer, write_imported, state.imported);
  write_section(writer, write_fact, state.known.facts);
  write_section(writer, write_tombstone, state.known.tombstones);
}

std::string encode_state(const StoredState& state) {
  OctetWriter writer(4 + usual_fact * (state.imported.size() + state.known.facts.size()));
  write_state(writer, state);
  return std::move(writer).take();
}

parsers::Result<StoredState> decode_state(std::string_view octets) {
  OctetReader reader(octets);
  if (const auto found = reader.number<std::uint8_t>(); reader.is_whole() && found > version) {
    return parsers::failure(ErrorCode::newer_format, "an address state of version " + std::to_string(found));
  } else if (found != version) {
    return parsers::failure(ErrorCode::corrupt, "an address state without a version");
  }
  StoredState state;
  const auto ascends = [](const auto& a, const auto& b) { return a < b; };
  const auto sections = reader.number<std::uint8_t>();
  if ((sections & ~every_section) != 0) reader.fail();
  if ((sections & has_imported) != 0) {
    read_section(reader, Section<ImportedFact>{read_imported, ascends, least_imported}, state.imported);
  }
  if ((sections & has_facts) != 0) {
    read_section(reader, Section<Fact>{read_fact, is_before, least_fact}, state.known.facts);
  }
  if ((sections & has_tombstones) != 0) {
    read_section(reader, Section<Tombstone>{read_tombstone, ascends, least_tombstone}, state.known.tombstones);
  }
  if (!reader.is_finished()) return parsers::failure(ErrorCode::corrupt, "the octets are of no address state");
  return state;
}

} // namespace store
