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
  writer.enumerator(row.user.role);
  write_flag(writer, row.user.disabled);
  write_workspaces(writer, row.user.workspaces);
  writer.counted(row.user.email).counted(row.password_hash);
  return std::move(writer).take();
}

Result<UserRow> decode_user(std::string_view octets) {
  OctetReader reader(octets);
  expect_version(reader);
  UserRow row;
  row.user.created_at = read_instant(reader);
  row.user.role = reader.enumerator(Role::viewer);
  row.user.disabled = reader.flag();
  row.user.workspaces = read_workspaces(reader);
  row.user.email = reader.counted();
  row.password_hash = reader.counted();
  if (!reader.is_finished()) return corrupt("user");
  return row;
}

std::string encode_api_key(const ApiKey& key) {
  OctetWriter writer = begin();
  write_instant(writer, key.created_at);
  write_flag(writer, key.revoked);
  write_workspaces(writer, key.workspaces);
  writer.counted(key.name).counted(key.prefix).number(static_cast<std::uint8_t>(key.scopes.size()));
  for (const std::string& scope : key.scopes) writer.counted(scope);
  return std::move(writer).take();
}

Result<ApiKey> decode_api_key(std::string_view octets) {
  OctetReader reader(octets);
  expect_version(reader);
  ApiKey key;
  key.created_at = read_instant(reader);
  key.revoked = reader.flag();
  key.workspaces = read_workspaces(reader);
  key.name = reader.counted();
  key.prefix = reader.counted();
  const std::size_t scopes = reader.number<std::uint8_t>();
  for (std::size_t i = 0; i < scopes && reader.is_whole(); ++i) key.scopes.emplace_back(reader.counted());
  if (!reader.is_finished()) return corrupt("API key");
  return key;
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
