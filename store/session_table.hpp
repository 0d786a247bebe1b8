// Sessions of people, and failed logins by hour and source, inside a transaction. The ledger entries are the caller's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/account_requests.hpp"
#include "store/key_ring.hpp"
#include "store/lmdb.hpp"

namespace store {

class SessionTable {
 public:
  explicit SessionTable(const KeyRing& keys) : keys_(keys) {}

  /// A new one under a number and a secret of its own; those of the user that have ended go, and the longest unused
  /// one where there are too many.
  Result<NewSession> add(WriteTransaction& transaction, Session session) const;
  /// not_found when there is none or it has ended.
  [[nodiscard]] Result<Session> find(const Transaction& transaction, std::string_view secret,
                                     parsers::Instant now) const;
  /// Those that live, oldest first.
  [[nodiscard]] Result<std::vector<Session>> of_user(const Transaction& transaction, std::uint32_t user,
                                                     parsers::Instant now) const;
  /// Replaces the row of a session that `find` gave.
  Result<void> put(WriteTransaction& transaction, std::string_view secret, const Session& session) const;
  /// The same session under another secret.
  Result<NewSession> renew(WriteTransaction& transaction, std::string_view secret, const Session& session) const;
  /// Of the user, all or the one of that number; how many went.
  Result<std::size_t> end(WriteTransaction& transaction, std::uint32_t user, std::optional<std::uint64_t> number) const;

 private:
  struct KeyedSession {
    std::string key;
    Session session;
  };
  [[nodiscard]] Result<std::vector<KeyedSession>> all(const Transaction& transaction) const;
  Result<void> put_at(WriteTransaction& transaction, std::string_view key, const Session& session) const;
  Result<void> make_room(WriteTransaction& transaction, const Session& coming) const;
  const KeyRing& keys_;
};

bool has_ended(const Session& session, parsers::Instant now);

class FailedLoginTable {
 public:
  explicit FailedLoginTable(const KeyRing& keys) : keys_(keys) {}

  Result<void> count(WriteTransaction& transaction, std::string_view network, parsers::Instant at) const;
  /// Some of the hours that are over at `now` and were not taken before: for entries of the ledger.
  Result<std::vector<FailedLogins>> take_ended(WriteTransaction& transaction, parsers::Instant now) const;
  /// take_ended or forget has something to do.
  [[nodiscard]] Result<bool> is_due(const Transaction& transaction, parsers::Instant now) const;
  /// All that are kept, oldest first.
  [[nodiscard]] Result<std::vector<FailedLogins>> all(const Transaction& transaction) const;
  /// Some of those that are older than half a year go (semantics: security details).
  Result<void> forget(WriteTransaction& transaction, parsers::Instant now) const;

 private:
  const KeyRing& keys_;
};

/// For verify: whether a row can be read where it lies.
Result<Session> check_session_row(const Row& row, const KeyRing& keys);
Result<FailedLogins> check_failed_login_row(const Row& row, const KeyRing& keys);

} // namespace store
