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

Result<std::optional<SendDay>> day_at(const Transaction& transaction, Table mailed, std::string_view key) {
  const auto row = transaction.get(mailed, key);
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

Result<void> put_sends_of(WriteTransaction& transaction, std::vector<Send> sends, Generation generation) {
  std::ranges::sort(sends, {}, [](const Send& send) { return std::tie(send.day, send.workspace, send.recipient); });
  for (const Send& send : sends) {
    if (auto put = transaction.put(sends_of(generation), send_key(send), {}); !put) return put;
    const std::string key = mailed_key(send.workspace, send.recipient);
    const auto last = day_at(transaction, mailed_of(generation), key);
    if (!last) return tl::unexpected(last.error());
    if (*last && **last >= send.day) continue;
    const auto put = transaction.put(mailed_of(generation), key, OctetWriter().number(send.day).view());
    if (!put) return put;
  }
  return {};
}

/// The last day goes with its own send, so that a later send of the same recipient is not forgotten with an earlier.
Result<void> remove_send(WriteTransaction& transaction, Generation generation, const Send& send) {
  const std::string key = mailed_key(send.workspace, send.recipient);
  const auto last = day_at(transaction, mailed_of(generation), key);
  if (!last) return tl::unexpected(last.error());
  auto removed = transaction.remove(sends_of(generation), send_key(send));
  if (removed && *last && **last <= send.day) removed = transaction.remove(mailed_of(generation), key);
  if (!removed) return tl::unexpected(removed.error());
  return {};
}

/// The first sends of a generation, at most `limit`, of days before `end`.
Result<std::vector<Send>> first_sends(const Transaction& transaction, Generation generation, std::uint32_t end,
                                      std::size_t limit) {
  std::vector<Send> sends;
  auto cursor = transaction.cursor(sends_of(generation));
  if (!cursor) return tl::unexpected(cursor.error());
  auto row = cursor->first();
  for (; row && *row && sends.size() < limit; row = cursor->next()) {
    const auto send = read_send((*row)->key);
    if (!send) return tl::unexpected(send.error());
    if (send->day >= end) break;
    sends.push_back(*send);
  }
  if (!row) return tl::unexpected(row.error());
  return sends;
}

Result<std::size_t> forget_of(WriteTransaction& transaction, Generation generation, SendDay first_kept,
                              std::size_t limit) {
  const auto old = first_sends(transaction, generation, first_kept, limit);
  if (!old) return tl::unexpected(old.error());
  for (const Send& send : *old) {
    if (auto removed = remove_send(transaction, generation, send); !removed) return tl::unexpected(removed.error());
  }
  return old->size();
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

Result<void> put_sends(WriteTransaction& transaction, std::span<const Send> sends, const IndexView& view) {
  std::vector<Send> in_order(sends.begin(), sends.end());
  for (Send& send : in_order) send.recipient = view.newest({send.recipient});
  return put_sends_of(transaction, std::move(in_order), view.generations().newest);
}

Result<std::optional<SendDay>> last_send(const Transaction& transaction, const Sender& sender,
                                         std::span<const IdentityHash> recipients) {
  const Generations& generations = sender.view.generations();
  std::optional<SendDay> last;
  const auto see = [&](Generation generation, const IdentityHash& hash) -> Result<void> {
    const auto day = day_at(transaction, mailed_of(generation), mailed_key(sender.workspace, hash));
    if (!day) return tl::unexpected(day.error());
    last = std::max(last, *day);
    return {};
  };
  for (const IdentityHash& recipient : recipients) {
    auto seen = see(generations.newest, sender.view.newest({recipient}));
    const auto oldest = sender.view.oldest({recipient});
    if (seen && oldest) seen = see(generations.oldest, *oldest);
    if (!seen) return tl::unexpected(seen.error());
  }
  return last;
}

Result<std::size_t> forget_sends_before(WriteTransaction& transaction, SendDay first_kept, std::size_t limit) {
  const auto generations = generations_of(transaction);
  if (!generations) return tl::unexpected(generations.error());
  auto forgotten = forget_of(transaction, generations->newest, first_kept, limit);
  if (!forgotten || !generations->is_rekeying()) return forgotten;
  const auto of_older = forget_of(transaction, generations->oldest, first_kept, limit - *forgotten);
  if (!of_older) return of_older;
  return *forgotten + *of_older;
}

Result<std::size_t> rekey_sends(WriteTransaction& transaction, const IndexView& view, std::size_t limit) {
  constexpr std::uint32_t after_every_day = 0x10000;
  const Generation from = view.generations().oldest;
  auto moved = first_sends(transaction, from, after_every_day, limit);
  if (!moved) return tl::unexpected(moved.error());
  for (Send& send : *moved) {
    if (auto removed = remove_send(transaction, from, send); !removed) return tl::unexpected(removed.error());
    send.recipient = view.newest({send.recipient, from});
  }
  const std::size_t count = moved->size();
  if (auto put = put_sends_of(transaction, std::move(*moved), view.generations().newest); !put)
    return tl::unexpected(put.error());
  return count;
}

} // namespace store
