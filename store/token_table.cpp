#include "store/token_table.hpp"

#include "store/identity_codec.hpp"
#include "store/identity_copies.hpp"
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

constexpr std::uint8_t nobody = 255; // in the place of a kind of identity

/// The recipient's kind and hash, then the token without them.
std::string encode(const MintedToken& token, const KeyRing& ring) {
  OctetWriter writer;
  writer.number(token.row.recipient ? kind_of(*token.row.recipient) : nobody);
  writer.array(token.row.recipient ? ring.hash(*token.row.recipient) : classifier::IdentityHash{});
  MintedToken rest = token;
  rest.row.recipient.reset();
  return std::move(writer.octets(encode_token(rest))).take();
}

std::string purpose_of(TokenReference reference) { return "token " + std::to_string(reference); }

} // namespace

Result<MintedToken> TokenTable::at(const Transaction& transaction, TokenReference reference) const {
  const auto sealed = transaction.get(Table::tokens, token_key(reference));
  if (!sealed) return tl::unexpected(sealed.error());
  if (!*sealed) return failure(ErrorCode::not_found, "no such token");
  const auto octets = keys_.ring().open_sealed(**sealed, purpose_of(reference));
  if (!octets) return tl::unexpected(octets.error());
  OctetReader reader(*octets);
  const auto kind = reader.number<std::uint8_t>();
  const auto hash = reader.array<16>();
  auto token = decode_token(reader.rest());
  if (!token || kind == nobody) return token;
  const auto view = IndexView::of(transaction, keys_.ring());
  if (!view) return tl::unexpected(view.error());
  const auto clear = find_identity(transaction, {hash}, *view, keys_);
  if (!clear) return tl::unexpected(clear.error());
  if (!*clear) return token;
  token->row.recipient = identity_of_kind(kind, **clear);
  if (!token->row.recipient) return failure(ErrorCode::corrupt, "the recipient of a token");
  return token;
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
  if (token.row.recipient) {
    std::vector<IdentityCopy> copies{{keys_.ring().hash(*token.row.recipient), text_of(*token.row.recipient)}};
    const auto view = IndexView::of(transaction, keys_.ring());
    if (!view) return tl::unexpected(view.error());
    if (auto kept = remember_identities(transaction, std::move(copies), *view, keys_); !kept) return kept;
  }
  if (auto put = put_row(transaction, reference, token); !put) return put;
  if (token.row.purpose != TokenPurpose::forward) return {};
  return transaction.put(Table::forward_tokens, forward_key(token.row.workspace, token.row.user), key);
}

Result<void> TokenTable::put_row(WriteTransaction& transaction, TokenReference reference,
                                 const MintedToken& token) const {
  const std::string sealed = keys_.ring().seal(encode(token, keys_.ring()), purpose_of(reference));
  return transaction.put(Table::tokens, token_key(reference), sealed);
}

Result<void> TokenTable::revoke_forward_tokens(WriteTransaction& transaction, std::uint32_t user) const {
  std::vector<MintedToken> theirs;
  std::vector<TokenReference> references;
  {
    auto cursor = transaction.cursor(Table::forward_tokens);
    if (!cursor) return tl::unexpected(cursor.error());
    auto row = cursor->first();
    for (; row && *row; row = cursor->next()) {
      const auto reference = OctetReader((*row)->value).number<TokenReference>();
      auto token = at(transaction, reference);
      if (!token) return tl::unexpected(token.error());
      if (token->row.user != user) continue;
      theirs.push_back(std::move(*token));
      references.push_back(reference);
    }
    if (!row) return tl::unexpected(row.error());
  }
  for (std::size_t i = 0; i < theirs.size(); ++i) {
    theirs[i].row.revoked = true;
    if (auto put = put_row(transaction, references[i], theirs[i]); !put) return put;
    const auto gone = transaction.remove(Table::forward_tokens, forward_key(theirs[i].row.workspace, user));
    if (!gone) return tl::unexpected(gone.error());
  }
  return {};
}

} // namespace store
