#include "store/account_codec.hpp"

#include "store/event_codec.hpp"
#include "store/identity_codec.hpp"
#include "store/octets.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::Identity;
using parsers::Result;
using parsers::TokenPurpose;

namespace {

constexpr std::uint8_t version = 1;

OctetWriter begin() {
  OctetWriter writer;
  writer.number(version);
  return writer;
}

void expect_version(OctetReader& reader) {
  if (reader.number<std::uint8_t>() != version) reader.fail();
}

tl::unexpected<parsers::Error> corrupt(std::string_view what) {
  return parsers::failure(ErrorCode::corrupt, std::string("the octets are of no ").append(what));
}

void write_flag(OctetWriter& writer, bool flag) { writer.number(static_cast<std::uint8_t>(flag)); }

void write_workspaces(OctetWriter& writer, const std::vector<WorkspaceId>& workspaces) {
  writer.number(static_cast<std::uint16_t>(workspaces.size()));
  for (const WorkspaceId workspace : workspaces) writer.number(workspace);
}

std::vector<WorkspaceId> read_workspaces(OctetReader& reader) {
  std::vector<WorkspaceId> workspaces;
  const std::size_t count = reader.number<std::uint16_t>();
  for (std::size_t i = 0; i < count && reader.is_whole(); ++i) workspaces.push_back(reader.number<WorkspaceId>());
  return workspaces;
}

void write_grants(OctetWriter& writer, const std::vector<Grant>& grants) {
  writer.number(static_cast<std::uint16_t>(grants.size()));
  for (const Grant& grant : grants) writer.enumerator(grant.reach).number(grant.id).enumerator(grant.role);
}

std::vector<Grant> read_grants(OctetReader& reader) {
  std::vector<Grant> grants;
  const std::size_t count = reader.number<std::uint16_t>();
  for (std::size_t i = 0; i < count && reader.is_whole(); ++i) {
    Grant grant;
    grant.reach = reader.enumerator(classifier::Reach::global);
    grant.id = reader.number<std::uint32_t>();
    grant.role = reader.enumerator(Role::viewer);
    grants.push_back(grant);
  }
  return grants;
}

void write_texts(OctetWriter& writer, const std::vector<std::string>& texts) {
  writer.number(static_cast<std::uint8_t>(texts.size()));
  for (const std::string& text : texts) writer.counted(text);
}

std::vector<std::string> read_texts(OctetReader& reader) {
  std::vector<std::string> texts;
  const std::size_t count = reader.number<std::uint8_t>();
  for (std::size_t i = 0; i < count && reader.is_whole(); ++i) texts.emplace_back(reader.counted());
  return texts;
}

void write_optional(OctetWriter& writer, const std::optional<parsers::Instant>& instant) {
  write_flag(writer, instant.has_value());
  if (instant) write_instant(writer, *instant);
}

std::optional<parsers::Instant> read_optional_instant(OctetReader& reader) {
  if (!reader.flag()) return std::nullopt;
  return read_instant(reader);
}

void write_second_factor(OctetWriter& writer, const SecondFactor& factor) {
  writer.array(factor.secret);
  write_flag(writer, factor.is_confirmed);
  writer.number(factor.last_step).number(factor.failures);
  write_instant(writer, factor.failed_at);
  writer.number(static_cast<std::uint8_t>(factor.recovery.size()));
  for (const SecretHash& hash : factor.recovery) writer.array(hash);
}

SecondFactor read_second_factor(OctetReader& reader) {
  SecondFactor factor;
  factor.secret = reader.array<20>();
  factor.is_confirmed = reader.flag();
  factor.last_step = reader.number<std::uint64_t>();
  factor.failures = reader.number<std::uint8_t>();
  factor.failed_at = read_instant(reader);
  const std::size_t count = reader.number<std::uint8_t>();
  for (std::size_t i = 0; i < count && reader.is_whole(); ++i) factor.recovery.push_back(reader.array<32>());
  return factor;
}

void write_identity(OctetWriter& writer, const Identity& identity) {
  writer.number(kind_of(identity)).counted(text_of(identity));
}

std::optional<Identity> read_identity(OctetReader& reader) {
  const auto kind = reader.number<std::uint8_t>();
  auto identity = identity_of_kind(kind, reader.counted());
  if (!identity) reader.fail();
  return identity;
}

TokenPurpose read_purpose(OctetReader& reader) {
  const auto purpose = static_cast<TokenPurpose>(reader.number<std::uint8_t>());
  switch (purpose) {
    case TokenPurpose::forward:
    case TokenPurpose::reply:
    case TokenPurpose::bounce:
    case TokenPurpose::unsubscribe:
      return purpose;
  }
  reader.fail();
  return TokenPurpose::forward;
}

} // namespace

std::string encode_workspace(const Workspace& workspace) {
  OctetWriter writer = begin();
  write_instant(writer, workspace.created_at);
  writer.counted(workspace.name).number(workspace.agency).enumerator(workspace.consent);
  write_flag(writer, workspace.sends_are_complete);
  return std::move(writer).take();
}

Result<Workspace> decode_workspace(std::string_view octets) {
  OctetReader reader(octets);
  expect_version(reader);
  Workspace workspace;
  workspace.created_at = read_instant(reader);
  workspace.name = reader.counted();
  workspace.agency = reader.number<AgencyId>();
  workspace.consent = reader.enumerator(classifier::ConsentRule::opt_in);
  workspace.sends_are_complete = reader.flag();
  if (!reader.is_finished()) return corrupt("workspace");
  return workspace;
}

std::string encode_user(const UserRow& row) {
  OctetWriter writer = begin();
  write_instant(writer, row.user.created_at);
  write_flag(writer, row.user.disabled);
  write_grants(writer, row.user.grants);
  writer.counted(row.user.email).counted(row.user.name).counted(row.password_hash);
  write_flag(writer, row.second_factor.has_value());
  if (row.second_factor) write_second_factor(writer, *row.second_factor);
  writer.number(static_cast<std::uint8_t>(row.networks.size()));
  for (const std::uint64_t network : row.networks) writer.number(network);
  return std::move(writer).take();
}

Result<UserRow> decode_user(std::string_view octets) {
  OctetReader reader(octets);
  expect_version(reader);
  UserRow row;
  row.user.created_at = read_instant(reader);
  row.user.disabled = reader.flag();
  row.user.grants = read_grants(reader);
  row.user.email = reader.counted();
  row.user.name = reader.counted();
  row.password_hash = reader.counted();
  if (reader.flag()) row.second_factor = read_second_factor(reader);
  row.user.has_second_factor = row.second_factor && row.second_factor->is_confirmed;
  const std::size_t count = reader.number<std::uint8_t>();
  for (std::size_t i = 0; i < count && reader.is_whole(); ++i) row.networks.push_back(reader.number<std::uint64_t>());
  if (!reader.is_finished()) return corrupt("user");
  return row;
}

std::string encode_api_key(const ApiKeyRow& row) {
  OctetWriter writer = begin();
  const KeyTerms& terms = row.key.terms;
  write_instant(writer, row.key.created_at);
  write_flag(writer, row.key.revoked);
  write_workspaces(writer, terms.workspaces);
  writer.counted(terms.name).counted(row.key.prefix);
  write_texts(writer, terms.scopes);
  write_texts(writer, terms.networks);
  writer.number(terms.requests_a_minute);
  for (const auto& instant : {terms.expires_at, row.key.used_at, row.key.previous_until})
    write_optional(writer, instant);
  writer.array(row.secret);
  if (row.previous) writer.array(*row.previous);
  return std::move(writer).take();
}

Result<ApiKeyRow> decode_api_key(std::string_view octets) {
  OctetReader reader(octets);
  expect_version(reader);
  ApiKeyRow row;
  KeyTerms& terms = row.key.terms;
  row.key.created_at = read_instant(reader);
  row.key.revoked = reader.flag();
  terms.workspaces = read_workspaces(reader);
  terms.name = reader.counted();
  row.key.prefix = reader.counted();
  terms.scopes = read_texts(reader);
  terms.networks = read_texts(reader);
  terms.requests_a_minute = reader.number<std::uint32_t>();
  for (auto* const instant : {&terms.expires_at, &row.key.used_at, &row.key.previous_until}) {
    *instant = read_optional_instant(reader);
  }
  row.secret = reader.array<32>();
  if (row.key.previous_until) row.previous = reader.array<32>();
  if (!reader.is_finished()) return corrupt("API key");
  return row;
}

std::string encode_session(const Session& session) {
  OctetWriter writer = begin();
  writer.number(session.number).number(session.user);
  write_flag(writer, session.awaits_code);
  write_instant(writer, session.opened_at);
  write_instant(writer, session.used_at);
  write_optional(writer, session.code_at);
  writer.counted(session.network).counted(session.agent);
  return std::move(writer).take();
}

Result<Session> decode_session(std::string_view octets) {
  OctetReader reader(octets);
  expect_version(reader);
  Session session;
  session.number = reader.number<std::uint64_t>();
  session.user = reader.number<std::uint32_t>();
  session.awaits_code = reader.flag();
  session.opened_at = read_instant(reader);
  session.used_at = read_instant(reader);
  session.code_at = read_optional_instant(reader);
  session.network = reader.counted();
  session.agent = reader.counted();
  if (!reader.is_finished()) return corrupt("session");
  return session;
}

std::string encode_token(const MintedToken& token) {
  OctetWriter writer = begin();
  writer.number(static_cast<std::uint8_t>(token.row.purpose)).number(token.row.workspace).number(token.row.user);
  write_flag(writer, token.row.revoked);
  write_flag(writer, token.row.recipient.has_value());
  if (token.row.recipient) write_identity(writer, *token.row.recipient);
  writer.counted(token.row.stream).counted(token.address);
  return std::move(writer).take();
}

Result<MintedToken> decode_token(std::string_view octets) {
  OctetReader reader(octets);
  expect_version(reader);
  MintedToken token;
  token.row.purpose = read_purpose(reader);
  token.row.workspace = reader.number<WorkspaceId>();
  token.row.user = reader.number<std::uint32_t>();
  token.row.revoked = reader.flag();
  if (reader.flag()) token.row.recipient = read_identity(reader);
  token.row.stream = reader.counted();
  token.address = reader.counted();
  if (!reader.is_finished()) return corrupt("token");
  return token;
}

} // namespace store
