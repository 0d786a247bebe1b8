// The part of LmdbStore that mints addresses: one, or thousands in a transaction and under one entry of the ledger.
#include "store/lmdb_store.hpp"
#include "store/meta.hpp"
#include "store/sends_table.hpp"

namespace store {

using classifier::EventKind;
using parsers::ErrorCode;
using parsers::failure;
using parsers::Instant;
using parsers::TokenPurpose;

namespace {

constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_identity = 1024; // of a token's recipient
constexpr std::size_t most_at_once = 10'000;

/// The last day on which the token is good; 0: for ever.
Result<std::uint16_t> expiry_day_of(std::optional<Instant> expires) {
  if (!expires) return 0;
  const auto day = std::chrono::floor<std::chrono::days>(*expires).time_since_epoch().count();
  if (day <= 0 || day > 0xffff) return failure(ErrorCode::invalid_argument, "a token ends between 1970 and 2149");
  return static_cast<std::uint16_t>(day);
}

Result<void> check_tokens(std::span<const NewToken> tokens) {
  for (const auto& [row, expires] : tokens) {
    if (const auto day = expiry_day_of(expires); !day) return tl::unexpected(day.error());
    if (row.stream.size() > longest_name || (row.recipient && text_of(*row.recipient).size() > longest_identity)) {
      return failure(ErrorCode::invalid_argument, "a token's recipient or stream is too long");
    }
  }
  return {};
}

} // namespace

Result<std::string> LmdbStore::mint_address(const TokenRow& row, std::optional<Instant> expires, Instant now) {
  const std::array one{NewToken{row, expires}};
  auto addresses = mint_addresses(one, now);
  if (!addresses) return tl::unexpected(addresses.error());
  return std::move(addresses->front());
}

Result<std::vector<std::string>> LmdbStore::mint_addresses(std::span<const NewToken> tokens, Instant now) {
  if (auto fine = check_tokens(tokens); !fine) return tl::unexpected(fine.error());
  std::vector<std::string> all;
  while (!tokens.empty()) {
    const auto some = tokens.first(std::min(tokens.size(), most_at_once));
    tokens = tokens.subspan(some.size());
    auto addresses = write([&](WriteTransaction& transaction) { return mint_together(transaction, some, now); });
    if (!addresses) return addresses;
    std::ranges::move(*addresses, std::back_inserter(all));
  }
  return all;
}

Result<std::vector<std::string>> LmdbStore::mint_together(WriteTransaction& transaction,
                                                          std::span<const NewToken> tokens, Instant now) const {
  std::vector<std::string> addresses;
  std::vector<Send> sends;
  std::vector<WorkspaceId> entered; // workspaces whose entry there is
  const auto day = send_day_of(now);
  if (!day) return tl::unexpected(day.error());
  for (const NewToken& token : tokens) {
    auto minted = mint(transaction, token);
    if (!minted) return tl::unexpected(minted.error());
    addresses.push_back(std::move(minted->address));
    if (minted->was_known) continue;
    if (token.row.recipient) {
      const auto recipient = send_keys(*token.row.recipient, keys_).front();
      sends.push_back({.workspace = token.row.workspace, .recipient = recipient, .day = *day});
    }
    if (std::ranges::find(entered, token.row.workspace) != entered.end()) continue;
    entered.push_back(token.row.workspace);
    const auto recorded =
        record(transaction, {EventKind::relay_address_created, token.row.workspace, minted->reference, now});
    if (!recorded) return tl::unexpected(recorded.error());
  }
  const auto view = IndexView::of(transaction, keys_);
  if (!view) return tl::unexpected(view.error());
  if (auto put = put_sends(transaction, sends, *view); !put) return tl::unexpected(put.error());
  return addresses;
}

Result<LmdbStore::Minted> LmdbStore::mint(WriteTransaction& transaction, const NewToken& token) const {
  const TokenRow& row = token.row;
  const std::array workspace{row.workspace};
  if (auto found = expect_workspaces(transaction, workspace); !found) return tl::unexpected(found.error());
  if (row.purpose == TokenPurpose::forward) {
    if (auto user = users_.at(transaction, row.user); !user) return tl::unexpected(user.error());
    auto known = tokens_.forward_token(transaction, row.workspace, row.user);
    if (!known) return tl::unexpected(known.error());
    if (*known) return Minted{.address = std::move((*known)->address), .was_known = true};
  }
  const auto reference = take_number(transaction, Counter::token);
  if (!reference) return tl::unexpected(reference.error());
  const auto expiry_day = expiry_day_of(token.expires);
  if (!expiry_day) return tl::unexpected(expiry_day.error());
  const std::string& domain = keys_.domains().front();
  MintedToken minted{
      row, parsers::mint_token(row.purpose, *reference, *expiry_day, domain, keys_.token_keys().back()) + "@" + domain};
  if (auto put = tokens_.put(transaction, *reference, minted); !put) return tl::unexpected(put.error());
  return Minted{.address = std::move(minted.address), .reference = *reference};
}

Result<TokenRow> LmdbStore::token_row(parsers::TokenReference reference) const {
  return read([&](const Transaction& transaction) -> Result<TokenRow> {
    auto token = tokens_.at(transaction, reference);
    if (!token) return tl::unexpected(token.error());
    return std::move(token->row);
  });
}

} // namespace store
