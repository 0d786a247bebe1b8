#include "store/consent_codec.hpp"

#include <algorithm>

#include "store/event_codec.hpp"
#include "store/octets.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::Identity;
using parsers::Instant;
using parsers::Result;

namespace {

constexpr std::uint8_t version = 1;
constexpr std::size_t longest_text = 0xffff;

/// In the order of their octets.
constexpr std::array texts{&ConsentText::basis,      &ConsentText::wording,    &ConsentText::source,
                           &ConsentText::source_url, &ConsentText::evidence,   &ConsentText::jurisdiction,
                           &ConsentText::controller, &ConsentText::policy_url, &ConsentText::language};

void write_optional(OctetWriter& writer, const std::optional<Instant>& instant) {
  writer.number(static_cast<std::uint8_t>(instant.has_value()));
  if (instant) write_instant(writer, *instant);
}

std::optional<Instant> read_optional(OctetReader& reader) {
  if (!reader.flag()) return std::nullopt;
  return read_instant(reader);
}

void write_text(OctetWriter& writer, const ConsentText& text) {
  for (const auto member : texts) writer.counted(text.*member);
  write_optional(writer, text.asked_at);
  write_optional(writer, text.confirmed_at);
}

ConsentText read_text(OctetReader& reader) {
  ConsentText text;
  for (const auto member : texts) text.*member = reader.counted();
  text.asked_at = read_optional(reader);
  text.confirmed_at = read_optional(reader);
  return text;
}

template <class Kind>
std::optional<Identity> parse_as(std::string_view text) {
  auto parsed = Kind::parse(text);
  if (!parsed || parsed->text() != text) return std::nullopt;
  return Identity(std::move(*parsed));
}

std::optional<Identity> read_identity(OctetReader& reader) {
  const auto kind = reader.number<std::uint8_t>();
  const std::string_view text = reader.counted();
  if (kind == 0) return parse_as<parsers::Address>(text);
  if (kind == 1) return parse_as<parsers::PhoneNumber>(text);
  if (kind == 2) return parse_as<parsers::PlatformId>(text);
  return std::nullopt;
}

tl::unexpected<parsers::Error> corrupt(std::string_view what) {
  return parsers::failure(ErrorCode::corrupt, std::string("the octets are of no ").append(what));
}

} // namespace

Result<void> check_consent(const ConsentText& text) {
  if (text.wording.empty()) {
    return parsers::failure(ErrorCode::invalid_argument, "a consent has the words that were agreed to");
  }
  if (std::ranges::any_of(texts, [&](const auto member) { return (text.*member).size() > longest_text; })) {
    return parsers::failure(ErrorCode::invalid_argument, "a text of a consent has at most 65,535 octets");
  }
  return {};
}

std::string encode_consent(const ConsentText& text) {
  OctetWriter writer;
  writer.number(version);
  write_text(writer, text);
  return std::move(writer).take();
}

Result<ConsentText> decode_consent(std::string_view octets) {
  OctetReader reader(octets);
  if (reader.number<std::uint8_t>() != version) reader.fail();
  ConsentText text = read_text(reader);
  if (!reader.is_finished()) return corrupt("consent");
  return text;
}

std::string encode_opt_in(const OptInRow& row) {
  const OptInRequest& request = row.opt_in.request;
  OctetWriter writer;
  writer.number(version).enumerator(row.opt_in.state);
  writer.number(static_cast<std::uint8_t>(request.identity.index())).counted(text_of(request.identity));
  write_scope(writer, request.scope);
  write_text(writer, request.text);
  write_optional(writer, request.consent_expires);
  write_instant(writer, request.asked_at);
  write_instant(writer, request.answer_by);
  write_optional(writer, row.opt_in.answered_at);
  writer.counted(row.token);
  return std::move(writer).take();
}

Result<OptInRow> decode_opt_in(std::string_view octets) {
  OctetReader reader(octets);
  if (reader.number<std::uint8_t>() != version) reader.fail();
  const auto state = reader.enumerator(classifier::OptInState::cancelled);
  auto identity = read_identity(reader);
  if (!identity) return corrupt("double opt-in");
  OptInRow row{.opt_in = {.id = 0, .request = {.identity = std::move(*identity)}, .state = state}};
  OptInRequest& request = row.opt_in.request;
  request.scope = read_scope(reader);
  request.text = read_text(reader);
  request.consent_expires = read_optional(reader);
  request.asked_at = read_instant(reader);
  request.answer_by = read_instant(reader);
  row.opt_in.answered_at = read_optional(reader);
  row.token = reader.counted();
  if (!reader.is_finished()) return corrupt("double opt-in");
  return row;
}

} // namespace store
