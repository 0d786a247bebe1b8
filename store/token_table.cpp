#include "store/token_table.hpp"

#include "store/octets.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;
using parsers::TokenPurpose;
using parsers::TokenReference;

namespace {

std::string token_key(TokenReference reference) { return std::move(OctetWriter().number(reference)).take(); }

std::string forward_key(WorkspaceId workspace, std::uint32_t user) {
  return std::move(OctetWriter().number(workspace).number(user)).take();
}

std::string purpose_of(TokenReference reference) { return "token " + std::to_string(reference); }

} // namespace

Result<MintedToken> TokenTable::at(const Transaction& transaction, TokenReference reference) const {
  const auto sealed = transaction.get(Table::tokens, token_key(reference));
  if (!sealed) return tl::unexpected(sealed.error());
  if (!*sealed) return failure(ErrorCode::not_found, "no such token");
  const auto octets = keys_.open_sealed(**sealed, purpose_of(reference));
  if (!octets) return tl::unexpected(octets.error());
  return decode_token(*octets);
}

Result<std::optional<MintedToken>> TokenTable::forward_token(const Transaction& transaction, WorkspaceId workspace,
                                                             std::uint32_t user) const {
  const auto row = transaction.get(Table::forward_tokens, forward_key(workspace, user));
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  OctetReader reader(**row);
  const auto reference = reader.number<TokenReference>();
  if (!reader.is_finished()) return failure(ErrorCode::corrupt, "a row of the table forward_tokens");
  auto token = at(transaction, reference);
  if (!token) return tl::unexpected(token.error());
  if (token->row.revoked) return std::nullopt;
  return std::move(*token);
}

Result<void> TokenTable::put(WriteTransaction& transaction, TokenReference reference, const MintedToken& token) const {
  const std::string key = token_key(reference);
  const std::string sealed = keys_.seal(encode_token(token), purpose_of(reference));
  if (auto put = transaction.put(Table::tokens, key, sealed); !put) return put;
  if (token.row.purpose != TokenPurpose::forward) return {};
  return transaction.put(Table::forward_tokens, forward_key(token.row.workspace, token.row.user), key);
}

} // namespace store
