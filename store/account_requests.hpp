// What is asked of the store about people, their sessions and API keys: one struct a change, with who wants it and
// when. They go over the writer's socket as they are (store/writer_requests.hpp); the number is never used again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/accounts.hpp"

namespace store {

struct Nothing {};

/// Who changes something. In an entry it stands as its source.
struct Actor {
  enum class Kind : std::uint8_t { machine = 1, user, api_key }; // machine: whoever may run commands on it
  Kind kind = Kind::machine;
  std::uint32_t id = 0;
  friend bool operator==(const Actor&, const Actor&) = default;
};
/// Never 0. A keyed hash (KeyRing::source) looks like one about once in 10^9.
std::uint64_t source_of(const Actor& actor);
/// Nothing for a source that is no actor.
std::optional<Actor> actor_of(std::uint64_t source);

/// When something is done and by whom; an instant alone: by the command line.
struct Occasion {
  parsers::Instant at{};
  Actor by;
  Occasion() = default;
  Occasion(parsers::Instant when, Actor who = {}) : at(when), by(who) {} // NOLINT: an instant says it all
};

/// `subject` of the entries role_given and role_taken.
struct RoleSubject {
  std::uint32_t user = 0;
  Role role = Role::viewer;
};
std::uint64_t subject_of(const RoleSubject& subject);
std::optional<RoleSubject> role_subject_of(std::uint64_t subject);

struct CreateUser {
  static constexpr std::uint8_t operation = 4;
  using Answer = User;
  std::string email;
  std::string name;
  std::string password;
  std::vector<Grant> grants;
  Occasion occasion;
};

/// What is not named stays. Other grants end the sessions of the user, and so does disabling.
struct UserChange {
  std::optional<std::string> email;
  std::optional<std::string> name;
  std::optional<std::vector<Grant>> grants;
  std::optional<bool> disabled;
};
/// permission_denied when nobody would be left who owns the installation.
struct ChangeUser {
  static constexpr std::uint8_t operation = 40;
  using Answer = User;
  std::string email;
  UserChange change;
  Occasion occasion;
};

/// Erases the account: name, login, password, second factor, sessions, and where it logged in from. Its relay addresses
/// have no effect any more; what it forwarded stays with the workspaces. permission_denied for the last owner.
struct CloseUser {
  static constexpr std::uint8_t operation = 49;
  using Answer = Nothing;
  std::string email;
  Occasion occasion;
};

/// Ends the user's sessions.
struct SetPassword {
  static constexpr std::uint8_t operation = 5;
  using Answer = Nothing;
  std::string email;
  std::string password;
  Occasion occasion;
};

// -- the second factor (RFC 6238) -------------------------------------------------------------------------------------

struct SecondFactorOffer {
  std::string secret; // base32, for typing in
  std::string uri;    // otpauth://totp/…, for a QR code
};
/// A secret that is good for nothing until its first code was confirmed; already_exists where one is.
struct BeginSecondFactor {
  static constexpr std::uint8_t operation = 41;
  using Answer = SecondFactorOffer;
  std::uint32_t user = 0;
  Occasion occasion;
};
/// Answered with ten recovery codes, told this once. permission_denied for a false code.
struct ConfirmSecondFactor {
  static constexpr std::uint8_t operation = 42;
  using Answer = std::vector<std::string>;
  std::uint32_t user = 0;
  std::string code;
  Occasion occasion;
};
/// The person needs a code of the app or of recovery; the machine none, for whoever lost all of them.
struct RemoveSecondFactor {
  static constexpr std::uint8_t operation = 43;
  using Answer = Nothing;
  std::uint32_t user = 0;
  std::string code;
  Occasion occasion;
};

// -- sessions ---------------------------------------------------------------------------------------------------------

/// permission_denied for an unknown user, a wrong password and a disabled user alike, in the same time; busy when two
/// argon2id computations run already.
struct LogIn {
  static constexpr std::uint8_t operation = 7;
  using Answer = NewSession;
  std::string email;
  std::string password;
  std::string network; // address of the peer
  std::string agent;   // what its browser calls itself; cut off at 200 octets
  parsers::Instant at{};
};
/// A code of the app, each once, or of recovery. The session goes on under a new secret. permission_denied for a false
/// code, and when the session has ended; busy after five false ones, until a quarter of an hour has gone by: then only
/// a recovery code is taken.
struct EnterCode {
  static constexpr std::uint8_t operation = 44;
  using Answer = NewSession;
  std::string session; // its secret
  std::string code;
  parsers::Instant at{};
};
/// It was used; written at most once a minute.
struct TouchSession {
  static constexpr std::uint8_t operation = 45;
  using Answer = Nothing;
  std::string session;
  parsers::Instant at{};
};
struct EndSessions {
  static constexpr std::uint8_t operation = 46;
  using Answer = Nothing;
  std::uint32_t user = 0;
  std::optional<std::uint64_t> number; // nothing: all of the user's
  Occasion occasion;
};

// -- API keys ---------------------------------------------------------------------------------------------------------

struct CreateKey {
  static constexpr std::uint8_t operation = 8;
  using Answer = NewApiKey;
  KeyTerms terms;
  Occasion occasion;
};
struct RevokeKey {
  static constexpr std::uint8_t operation = 9;
  using Answer = Nothing;
  std::uint32_t id = 0;
  Occasion occasion;
};
/// A new secret; the one before stays good until then, the one before that no longer.
struct RotateKey {
  static constexpr std::uint8_t operation = 47;
  using Answer = NewApiKey;
  std::uint32_t id = 0;
  parsers::Instant previous_until{};
  Occasion occasion;
};
/// Written at most once an hour.
struct NoteKeyUse {
  static constexpr std::uint8_t operation = 48;
  using Answer = Nothing;
  std::uint32_t id = 0;
  parsers::Instant at{};
};

} // namespace store
