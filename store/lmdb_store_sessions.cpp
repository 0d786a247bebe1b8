// The part of LmdbStore that is about logging in: passwords, codes, sessions, and what failed.
#include "parsers/address.hpp"
#include "parsers/network_address.hpp"
#include "store/lmdb_store.hpp"

namespace store {

using classifier::EventKind;
using parsers::ErrorCode;
using parsers::failure;
using parsers::Instant;

namespace {

constexpr std::size_t longest_agent = 200;
constexpr std::size_t longest_network = 64;
constexpr std::chrono::minutes between_touches{1};
constexpr std::size_t most_networks = 16; // that are remembered of a user

tl::unexpected<parsers::Error> refused() { return failure(ErrorCode::permission_denied, "not authenticated"); }

Occasion by_user(std::uint32_t user, Instant at) { return {at, {Actor::Kind::user, user}}; }

} // namespace

Result<Session> LmdbStore::session(std::string_view secret, Instant now) const {
  return read([&](const Transaction& transaction) { return sessions_.find(transaction, secret, now); });
}

Result<std::vector<Session>> LmdbStore::sessions(std::uint32_t user, Instant now) const {
  return read([&](const Transaction& transaction) { return sessions_.of_user(transaction, user, now); });
}

Result<std::vector<FailedLogins>> LmdbStore::failed_logins() const {
  return read([&](const Transaction& transaction) { return failed_logins_.all(transaction); });
}

// -- in ---------------------------------------------------------------------------------------------------------------

Result<UserRow> LmdbStore::find_row(std::string_view login) const {
  const auto address = parsers::Address::parse(login);
  return read([&](const Transaction& transaction) {
    return users_.find(transaction, address ? std::string_view(address->text()) : std::string_view());
  });
}

Result<User> LmdbStore::verify_password(std::string_view login, std::string_view password) {
  const auto row = find_row(login);
  if (!row && row.error().code != ErrorCode::not_found) return tl::unexpected(row.error());
  const auto fits = hasher_.verify(row ? std::string_view(row->password_hash) : std::string_view(), password);
  if (!fits) return tl::unexpected(fits.error());
  if (!*fits || row->user.disabled || row->user.has_second_factor) return refused();
  return row->user;
}

Result<NewSession> LmdbStore::perform(const LogIn& request) {
  const auto row = find_row(request.email);
  if (!row && row.error().code != ErrorCode::not_found) return tl::unexpected(row.error());
  const auto fits = hasher_.verify(row ? std::string_view(row->password_hash) : std::string_view(), request.password);
  if (!fits) return tl::unexpected(fits.error());
  if (!*fits || row->user.disabled) {
    const std::string_view network = std::string_view(request.network).substr(0, longest_network);
    // Refused it is, also where it cannot be counted.
    (void)write([&](WriteTransaction& transaction) { return failed_logins_.count(transaction, network, request.at); });
    return refused();
  }
  return write([&](WriteTransaction& transaction) -> Result<NewSession> {
    const auto current = users_.at(transaction, row->user.id);
    if (!current) return tl::unexpected(current.error());
    const bool has_changed = current->user.disabled || current->password_hash != row->password_hash;
    if (has_changed) return refused(); // since the password was checked
    return open_session(transaction, *current, request);
  });
}

Result<NewSession> LmdbStore::open_session(WriteTransaction& transaction, const UserRow& row,
                                           const LogIn& request) const {
  Session session;
  session.user = row.user.id;
  session.awaits_code = row.user.has_second_factor;
  session.opened_at = session.used_at = request.at;
  session.network = request.network.substr(0, longest_network);
  session.agent = request.agent.substr(0, longest_agent);
  auto made = sessions_.add(transaction, std::move(session));
  if (!made || made->session.awaits_code) return made;
  auto recorded = record(transaction, {EventKind::logged_in, 0, row.user.id, by_user(row.user.id, request.at)});
  if (recorded) recorded = note_network(transaction, row, made->session);
  if (!recorded) return tl::unexpected(recorded.error());
  return made;
}

/// The first network of a user is no news.
Result<void> LmdbStore::note_network(WriteTransaction& transaction, UserRow row, const Session& session) const {
  const auto address = parsers::NetworkAddress::parse(session.network);
  if (!address) return {}; // a Unix socket: from the machine itself
  const std::uint64_t network = keys_.source("network " + to_string(parsers::Network::around(*address)));
  const bool is_first = row.networks.empty();
  const bool was_known = std::erase(row.networks, network) > 0;
  row.networks.push_back(network);
  if (row.networks.size() > most_networks) row.networks.erase(row.networks.begin());
  if (auto put = users_.put(transaction, row); !put || was_known || is_first) return put;
  return record(transaction, {EventKind::new_network, 0, row.user.id, by_user(row.user.id, session.used_at)});
}

/// A false code is a change that stands, so the refusal is made outside of the transaction.
Result<NewSession> LmdbStore::perform(const EnterCode& request) {
  CodeOutcome outcome = CodeOutcome::wrong;
  auto renewed = write([&](WriteTransaction& transaction) -> Result<NewSession> {
    auto session = sessions_.find(transaction, request.session, request.at);
    if (!session && session.error().code == ErrorCode::not_found) return refused();
    if (!session) return tl::unexpected(session.error());
    auto row = users_.at(transaction, session->user);
    if (!row) return tl::unexpected(row.error());
    if (row->user.disabled) return refused();
    if (!row->user.has_second_factor) return failure(ErrorCode::not_found, "there is no second factor");
    const auto tried = try_code_of(transaction, *row, request.code, by_user(row->user.id, request.at));
    if (!tried) return tl::unexpected(tried.error());
    outcome = **tried;
    if (outcome == CodeOutcome::right || outcome == CodeOutcome::recovery_was_right) {
      return accept_code(transaction, std::move(*session), request);
    }
    if (auto counted = failed_logins_.count(transaction, session->network, request.at); !counted) {
      return tl::unexpected(counted.error());
    }
    return NewSession{};
  });
  if (!renewed || !renewed->secret.empty()) return renewed;
  if (outcome == CodeOutcome::must_rest) {
    return failure(ErrorCode::busy, "too many false codes: wait a quarter of an hour, or use a recovery code");
  }
  return refused();
}

Result<NewSession> LmdbStore::accept_code(WriteTransaction& transaction, Session session,
                                          const EnterCode& request) const {
  const EventKind kind = session.awaits_code ? EventKind::logged_in : EventKind::code_entered;
  if (session.awaits_code) session.opened_at = request.at;
  session.awaits_code = false;
  session.used_at = request.at;
  session.code_at = request.at;
  auto recorded = record(transaction, {kind, 0, session.user, by_user(session.user, request.at)});
  if (recorded && kind == EventKind::logged_in) {
    const auto row = users_.at(transaction, session.user);
    if (!row) return tl::unexpected(row.error());
    recorded = note_network(transaction, *row, session);
  }
  if (!recorded) return tl::unexpected(recorded.error());
  return sessions_.renew(transaction, request.session, session);
}

// -- on and out -------------------------------------------------------------------------------------------------------

Result<Nothing> LmdbStore::perform(const TouchSession& request) {
  return write([&](WriteTransaction& transaction) -> Result<Nothing> {
    auto session = sessions_.find(transaction, request.session, request.at);
    if (!session) return tl::unexpected(session.error());
    if (request.at - session->used_at < between_touches) return Nothing{}; // another process was first
    session->used_at = request.at;
    if (auto put = sessions_.put(transaction, request.session, *session); !put) return tl::unexpected(put.error());
    return Nothing{};
  });
}

Result<Nothing> LmdbStore::perform(const EndSessions& request) {
  return write([&](WriteTransaction& transaction) -> Result<Nothing> {
    if (auto ended = end_sessions(transaction, request); !ended) return tl::unexpected(ended.error());
    return Nothing{};
  });
}

Result<void> LmdbStore::end_sessions(WriteTransaction& transaction, const EndSessions& which) const {
  const auto ended = sessions_.end(transaction, which.user, which.number);
  if (!ended) return tl::unexpected(ended.error());
  if (*ended == 0) return {};
  return record(transaction, {EventKind::sessions_ended, 0, which.user, which.occasion});
}

// -- what failed ------------------------------------------------------------------------------------------------------

Result<void> LmdbStore::enter_failed_logins(Instant now) {
  const auto is_due = read([&](const Transaction& transaction) { return failed_logins_.is_due(transaction, now); });
  if (!is_due) return tl::unexpected(is_due.error());
  if (!*is_due) return {};
  return write([&](WriteTransaction& transaction) -> Result<void> {
    const auto ended = failed_logins_.take_ended(transaction, now);
    if (!ended) return tl::unexpected(ended.error());
    for (const FailedLogins& logins : *ended) {
      const AccountEvent event{EventKind::login_failed, 0, logins.count, logins.hour + std::chrono::hours(1),
                               keys_.source(logins.network)};
      if (auto recorded = record(transaction, event); !recorded) return recorded;
    }
    return failed_logins_.forget(transaction, now);
  });
}

} // namespace store
