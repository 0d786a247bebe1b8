#include "store/entry_codec.hpp"

#include "store/event_codec.hpp"
#include "store/octets.hpp"

namespace store {

using classifier::Entry;
using parsers::ErrorCode;

namespace {

constexpr std::uint8_t version = 1;
constexpr std::size_t usual_size = 192;

/// Whom an entry is about: what its identity hash is of. Only the later generations of hashes are told by number.
enum class Whom : std::uint8_t { installation, identity, wide_form, later_identity, later_wide_form };

Whom whom_of(const Entry& entry) {
  if (!entry.identity) return Whom::installation;
  if (entry.generation > 1) return entry.is_wide_copy ? Whom::later_wide_form : Whom::later_identity;
  return entry.is_wide_copy ? Whom::wide_form : Whom::identity;
}

void read_whom(OctetReader& reader, Entry& entry) {
  const Whom whom = reader.enumerator(Whom::later_wide_form);
  if (whom == Whom::later_identity || whom == Whom::later_wide_form) {
    entry.generation = reader.number<classifier::Generation>();
    if (entry.generation < 2) reader.fail(); // the first is told by the kind alone
  }
  if (whom != Whom::installation) entry.identity = reader.array<16>();
  entry.is_wide_copy = whom == Whom::wide_form || whom == Whom::later_wide_form;
}

} // namespace

std::string encode_entry(const Entry& entry) {
  OctetWriter writer(usual_size);
  writer.number(version).array(entry.position.origin).number(entry.position.number);
  writer.array(entry.id).array(entry.cause);
  write_instant(writer, entry.received_at);
  writer.number(entry.workspace);
  writer.enumerator(whom_of(entry));
  if (entry.identity && entry.generation > 1) writer.number(entry.generation);
  if (entry.identity) writer.array(*entry.identity);
  write_event(writer, entry.event);
  const bool has_evidence = entry.evidence != classifier::Digest{};
  writer.number(static_cast<std::uint8_t>(has_evidence));
  if (has_evidence) writer.array(entry.evidence);
  writer.array(entry.previous);
  return std::move(writer).take();
}

parsers::Result<Entry> decode_entry(std::string_view octets) {
  OctetReader reader(octets);
  if (const auto found = reader.number<std::uint8_t>(); reader.is_whole() && found > version) {
    return parsers::failure(ErrorCode::newer_format, "an entry of version " + std::to_string(found));
  } else if (found != version) {
    return parsers::failure(ErrorCode::corrupt, "an entry without a version");
  }
  Entry entry;
  entry.position.origin = reader.array<16>();
  entry.position.number = reader.number<std::uint64_t>();
  entry.id = reader.array<16>();
  entry.cause = reader.array<16>();
  entry.received_at = read_instant(reader);
  entry.workspace = reader.number<classifier::WorkspaceId>();
  read_whom(reader, entry);
  entry.event = read_event(reader);
  if (reader.flag()) {
    entry.evidence = reader.array<32>();
    if (entry.evidence == classifier::Digest{}) reader.fail(); // none is written by the flag alone
  }
  entry.previous = reader.array<32>();
  if (!reader.is_finished()) return parsers::failure(ErrorCode::corrupt, "the octets are of no entry");
  return entry;
}

} // namespace store
