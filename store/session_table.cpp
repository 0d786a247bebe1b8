#include "store/session_table.hpp"

#include <algorithm>

#include "store/account_codec.hpp"
#include "store/event_codec.hpp"
#include "store/meta.hpp"
#include "store/octets.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;
using parsers::Instant;

namespace {

constexpr std::size_t most_sessions_of_a_user = 64;
constexpr std::chrono::hours life_of_failed_logins{183 * 24};

std::string purpose_of(std::string_view key) { return std::string("session ").append(key); }

tl::unexpected<parsers::Error> no_session() { return failure(ErrorCode::not_found, "no such session"); }

// -- failed logins: keyed by state, hour, source ----------------------------------------------------------------------

enum class Entered : std::uint8_t { not_yet, already };
constexpr std::size_t rows_at_once = 256;

std::uint32_t hour_of(Instant at) {
  return static_cast<std::uint32_t>(std::chrono::floor<std::chrono::hours>(at).time_since_epoch().count());
}
Instant instant_of(std::uint32_t hour) { return Instant(std::chrono::hours(hour)); }

std::string failed_key(Entered entered, std::uint32_t hour, std::uint64_t source) {
  return std::move(OctetWriter().enumerator(entered).number(hour).number(source)).take();
}

struct FailedRow {
  std::string key;
  FailedLogins logins;
};

/// Bound to hour and source, so that a row may change its state.
std::string purpose_of_failed(std::string_view key) { return std::string("failed logins ").append(key.substr(1)); }

Result<FailedRow> read_failed(const Row& row, const KeyRing& keys) {
  OctetReader key(row.key);
  key.number<std::uint8_t>();
  FailedRow read{std::string(row.key), {instant_of(key.number<std::uint32_t>()), {}, 0}};
  key.number<std::uint64_t>();
  if (!key.is_finished()) return failure(ErrorCode::corrupt, "a key of failed logins");
  const auto octets = keys.open_sealed(row.value, purpose_of_failed(row.key));
  if (!octets) return tl::unexpected(octets.error());
  OctetReader reader(*octets);
  read.logins.count = reader.number<std::uint64_t>();
  read.logins.network = reader.rest();
  if (!reader.is_finished()) return failure(ErrorCode::corrupt, "a row of failed logins");
  return read;
}

Result<void> put_failed(WriteTransaction& transaction, const FailedRow& row, const KeyRing& keys) {
  const std::string octets = std::move(OctetWriter().number(row.logins.count).octets(row.logins.network)).take();
  return transaction.put(Table::failed_logins, row.key, keys.seal(octets, purpose_of_failed(row.key)));
}

/// At most `limit` of one state, of the hours before `end`.
Result<std::vector<FailedRow>> failed_rows(const Transaction& transaction, const KeyRing& keys,
                                           const std::pair<Entered, std::uint32_t>& before, std::size_t limit) {
  auto cursor = transaction.cursor(Table::failed_logins);
  if (!cursor) return tl::unexpected(cursor.error());
  const std::string end = failed_key(before.first, before.second, 0);
  std::vector<FailedRow> rows;
  auto row = cursor->seek(failed_key(before.first, 0, 0));
  for (; row && *row && (*row)->key < end && rows.size() < limit; row = cursor->next()) {
    auto read = read_failed(**row, keys);
    if (!read) return tl::unexpected(read.error());
    rows.push_back(std::move(*read));
  }
  if (!row) return tl::unexpected(row.error());
  return rows;
}

} // namespace

// -- sessions ---------------------------------------------------------------------------------------------------------

bool has_ended(const Session& session, Instant now) {
  const bool rested_too_long = now - session.used_at >= longest_rest_of_session;
  const bool waited_too_long = session.awaits_code && now - session.opened_at >= longest_wait_for_code;
  return rested_too_long || waited_too_long || now - session.opened_at >= longest_session || now < session.opened_at;
}

Result<Session> check_session_row(const Row& row, const KeyRing& keys) {
  const auto octets = keys.open_sealed(row.value, purpose_of(row.key));
  if (!octets) return tl::unexpected(octets.error());
  return decode_session(*octets);
}

Result<FailedLogins> check_failed_login_row(const Row& row, const KeyRing& keys) {
  auto read = read_failed(row, keys);
  if (!read) return tl::unexpected(read.error());
  return std::move(read->logins);
}

Result<std::vector<SessionTable::KeyedSession>> SessionTable::all(const Transaction& transaction) const {
  auto cursor = transaction.cursor(Table::sessions);
  if (!cursor) return tl::unexpected(cursor.error());
  std::vector<KeyedSession> sessions;
  auto row = cursor->first();
  for (; row && *row; row = cursor->next()) {
    auto session = check_session_row(**row, keys_);
    if (!session) return tl::unexpected(session.error());
    sessions.push_back({std::string((*row)->key), std::move(*session)});
  }
  if (!row) return tl::unexpected(row.error());
  return sessions;
}

Result<void> SessionTable::put_at(WriteTransaction& transaction, std::string_view key, const Session& session) const {
  return transaction.put(Table::sessions, key, keys_.seal(encode_session(session), purpose_of(key)));
}

Result<void> SessionTable::put(WriteTransaction& transaction, std::string_view secret, const Session& session) const {
  return put_at(transaction, view_of(keys_.hash_secret(secret)), session);
}

Result<void> SessionTable::make_room(WriteTransaction& transaction, const Session& coming) const {
  const auto sessions = all(transaction);
  if (!sessions) return tl::unexpected(sessions.error());
  std::vector<const KeyedSession*> living;
  for (const KeyedSession& row : *sessions) {
    if (has_ended(row.session, coming.opened_at)) {
      if (auto done = transaction.remove(Table::sessions, row.key); !done) return tl::unexpected(done.error());
    } else if (row.session.user == coming.user) {
      living.push_back(&row);
    }
  }
  if (living.size() < most_sessions_of_a_user) return {};
  const auto oldest =
      std::ranges::min_element(living, {}, [](const KeyedSession* row) { return row->session.used_at; });
  if (auto done = transaction.remove(Table::sessions, (*oldest)->key); !done) return tl::unexpected(done.error());
  return {};
}

Result<NewSession> SessionTable::add(WriteTransaction& transaction, Session session) const {
  if (auto done = make_room(transaction, session); !done) return tl::unexpected(done.error());
  const auto number = take_number(transaction, Counter::session);
  if (!number) return tl::unexpected(number.error());
  session.number = *number;
  NewSession made{std::move(session), to_hex(random_secret())};
  if (auto done = put(transaction, made.secret, made.session); !done) return tl::unexpected(done.error());
  return made;
}

Result<NewSession> SessionTable::renew(WriteTransaction& transaction, std::string_view secret,
                                       const Session& session) const {
  const auto hash = keys_.hash_secret(secret);
  if (auto done = transaction.remove(Table::sessions, view_of(hash)); !done) return tl::unexpected(done.error());
  NewSession renewed{session, to_hex(random_secret())};
  if (auto done = put(transaction, renewed.secret, session); !done) return tl::unexpected(done.error());
  return renewed;
}

Result<Session> SessionTable::find(const Transaction& transaction, std::string_view secret, Instant now) const {
  const auto hash = keys_.hash_secret(secret);
  const auto sealed = transaction.get(Table::sessions, view_of(hash));
  if (!sealed) return tl::unexpected(sealed.error());
  if (!*sealed) return no_session();
  auto session = check_session_row({view_of(hash), **sealed}, keys_);
  if (session && has_ended(*session, now)) return no_session();
  return session;
}

Result<std::vector<Session>> SessionTable::of_user(const Transaction& transaction, std::uint32_t user,
                                                   Instant now) const {
  auto rows = all(transaction);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Session> sessions;
  for (KeyedSession& row : *rows) {
    if (row.session.user == user && !has_ended(row.session, now)) sessions.push_back(std::move(row.session));
  }
  std::ranges::sort(sessions, {}, &Session::number);
  return sessions;
}

Result<std::size_t> SessionTable::end(WriteTransaction& transaction, std::uint32_t user,
                                      std::optional<std::uint64_t> number) const {
  const auto rows = all(transaction);
  if (!rows) return tl::unexpected(rows.error());
  std::size_t count = 0;
  for (const KeyedSession& row : *rows) {
    if (row.session.user != user || (number && row.session.number != *number)) continue;
    if (auto done = transaction.remove(Table::sessions, row.key); !done) return tl::unexpected(done.error());
    ++count;
  }
  return count;
}

// -- failed logins ----------------------------------------------------------------------------------------------------

Result<void> FailedLoginTable::count(WriteTransaction& transaction, std::string_view network, Instant at) const {
  FailedRow failed{failed_key(Entered::not_yet, hour_of(at), keys_.source(network)), {at, std::string(network), 0}};
  const auto row = transaction.get(Table::failed_logins, failed.key);
  if (!row) return tl::unexpected(row.error());
  if (*row) {
    auto read = read_failed({failed.key, **row}, keys_);
    if (!read) return tl::unexpected(read.error());
    failed = std::move(*read);
  }
  ++failed.logins.count;
  return put_failed(transaction, failed, keys_);
}

Result<bool> FailedLoginTable::is_due(const Transaction& transaction, Instant now) const {
  for (const auto& [state, until] :
       {std::pair{Entered::not_yet, now}, {Entered::already, now - life_of_failed_logins}}) {
    const auto rows = failed_rows(transaction, keys_, {state, hour_of(until)}, 1);
    if (!rows) return tl::unexpected(rows.error());
    if (!rows->empty()) return true;
  }
  return false;
}

/// Where the clock went back, an hour may be taken twice: each time it is what came since.
Result<std::vector<FailedLogins>> FailedLoginTable::take_ended(WriteTransaction& transaction, Instant now) const {
  auto rows = failed_rows(transaction, keys_, {Entered::not_yet, hour_of(now)}, rows_at_once);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<FailedLogins> taken;
  for (FailedRow& row : *rows) {
    if (auto done = transaction.remove(Table::failed_logins, row.key); !done) return tl::unexpected(done.error());
    row.key[0] = static_cast<char>(Entered::already);
    if (auto done = put_failed(transaction, row, keys_); !done) return tl::unexpected(done.error());
    taken.push_back(std::move(row.logins));
  }
  return taken;
}

Result<std::vector<FailedLogins>> FailedLoginTable::all(const Transaction& transaction) const {
  std::vector<FailedLogins> all;
  for (const Entered state : {Entered::already, Entered::not_yet}) {
    auto rows = failed_rows(transaction, keys_, {state, ~std::uint32_t{0}}, static_cast<std::size_t>(-1));
    if (!rows) return tl::unexpected(rows.error());
    for (FailedRow& row : *rows) all.push_back(std::move(row.logins));
  }
  return all;
}

Result<void> FailedLoginTable::forget(WriteTransaction& transaction, Instant now) const {
  const auto rows =
      failed_rows(transaction, keys_, {Entered::already, hour_of(now - life_of_failed_logins)}, rows_at_once);
  if (!rows) return tl::unexpected(rows.error());
  for (const FailedRow& row : *rows) {
    if (auto done = transaction.remove(Table::failed_logins, row.key); !done) return tl::unexpected(done.error());
  }
  return {};
}

} // namespace store
