#include "store/sends_table.hpp"

#include <algorithm>

#include "store/octets.hpp"

namespace store {

using classifier::IdentityHash;
using parsers::ErrorCode;
using parsers::failure;

namespace {

std::string mailed_key(WorkspaceId workspace, const IdentityHash& recipient) {
  return std::move(OctetWriter(20).number(workspace).array(recipient)).take();
}

std::string send_key(const Send& send) {
  return std::move(OctetWriter(22).number(send.day).number(send.workspace).array(send.recipient)).take();
}

Result<std::optional<SendDay>> day_at(const Transaction& transaction, std::string_view key) {
  const auto row = transaction.get(Table::mailed, key);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  OctetReader reader(**row);
  const auto day = reader.number<SendDay>();
  if (!reader.is_finished()) return failure(ErrorCode::corrupt, "a row of the table mailed");
  return day;
}

Result<Send> read_send(std::string_view key) {
  OctetReader reader(key);
  Send send;
  send.day = reader.number<SendDay>();
  send.workspace = reader.number<WorkspaceId>();
  send.recipient = reader.array<16>();
  if (!reader.is_finished()) return failure(ErrorCode::corrupt, "a row of the table sends");
  return send;
}

} // namespace

Result<SendDay> send_day_of(parsers::Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant).time_since_epoch().count();
  if (day < 0 || day > 0xffff) return failure(ErrorCode::invalid_argument, "a send is of a day from 1970 to 2149");
  return static_cast<SendDay>(day);
}

std::vector<IdentityHash> send_keys(const parsers::Identity& identity, const KeyRing& keys) {
  if (const auto* address = std::get_if<parsers::Address>(&identity)) return {keys.hash_text(address->wide_text())};
  std::vector<IdentityHash> found{keys.hash(identity)};
  if (const auto* number = std::get_if<parsers::PhoneNumber>(&identity)) {
    for (const std::string& alias : number->aliases()) found.push_back(keys.hash_text(alias));
  }
  return found;
}

Result<void> put_sends(WriteTransaction& transaction, std::span<const Send> sends) {
  std::vector<Send> in_order(sends.begin(), sends.end());
  std::ranges::sort(in_order, {}, [](const Send& send) { return std::tie(send.day, send.workspace, send.recipient); });
  for (const Send& send : in_order) {
    if (auto put = transaction.put(Table::sends, send_key(send), {}); !put) return put;
    const std::string key = mailed_key(send.workspace, send.recipient);
    const auto last = day_at(transaction, key);
    if (!last) return tl::unexpected(last.error());
    if (*last && **last >= send.day) continue;
    if (auto put = transaction.put(Table::mailed, key, OctetWriter().number(send.day).view()); !put) return put;
  }
  return {};
}

Result<std::optional<SendDay>> last_send(const Transaction& transaction, WorkspaceId workspace,
                                         std::span<const IdentityHash> recipients) {
  std::optional<SendDay> last;
  for (const IdentityHash& recipient : recipients) {
    auto day = day_at(transaction, mailed_key(workspace, recipient));
    if (!day) return day;
    last = std::max(last, *day);
  }
  return last;
}

Result<std::size_t> forget_sends_before(WriteTransaction& transaction, SendDay first_kept, std::size_t limit) {
  std::vector<Send> old;
  {
    auto cursor = transaction.cursor(Table::sends);
    if (!cursor) return tl::unexpected(cursor.error());
    auto row = cursor->first();
    for (; row && *row && old.size() < limit; row = cursor->next()) {
      const auto send = read_send((*row)->key);
      if (!send) return tl::unexpected(send.error());
      if (send->day >= first_kept) break;
      old.push_back(*send);
    }
    if (!row) return tl::unexpected(row.error());
  }
  for (const Send& send : old) {
    const std::string key = mailed_key(send.workspace, send.recipient);
    const auto last = day_at(transaction, key);
    if (!last) return tl::unexpected(last.error());
    auto removed = transaction.remove(Table::sends, send_key(send));
    if (removed && *last && **last <= send.day) removed = transaction.remove(Table::mailed, key);
    if (!removed) return tl::unexpected(removed.error());
  }
  return old.size();
}

} // namespace store
