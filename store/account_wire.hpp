// Which members the requests about accounts have on the wire, in their order (store/wire_codec.hpp).
#pragma once

#include <concepts>
#include <tuple>
#include <type_traits>

#include "store/account_requests.hpp"

namespace store {

template <class Value, class Type>
concept Is = std::same_as<std::remove_const_t<Value>, Type>;

constexpr bool is_enumerator(Role role) { return role <= Role::viewer; }
constexpr bool is_enumerator(classifier::Reach reach) { return reach <= classifier::Reach::global; }
constexpr bool is_enumerator(Actor::Kind kind) { return kind >= Actor::Kind::machine && kind <= Actor::Kind::api_key; }

inline auto members_of(Is<Nothing> auto&) { return std::tie(); }
auto members_of(Is<Grant> auto& value) {
  auto& [reach, id, role] = value;
  return std::tie(reach, id, role);
}
auto members_of(Is<User> auto& value) {
  auto& [id, email, name, grants, disabled, has_second_factor, created_at] = value;
  return std::tie(id, email, name, grants, disabled, has_second_factor, created_at);
}
auto members_of(Is<Session> auto& value) {
  auto& [number, user, awaits_code, opened_at, used_at, code_at, network, agent] = value;
  return std::tie(number, user, awaits_code, opened_at, used_at, code_at, network, agent);
}
auto members_of(Is<NewSession> auto& value) {
  auto& [session, secret] = value;
  return std::tie(session, secret);
}
auto members_of(Is<KeyTerms> auto& value) {
  auto& [name, workspaces, scopes, networks, expires_at, requests_a_minute] = value;
  return std::tie(name, workspaces, scopes, networks, expires_at, requests_a_minute);
}
auto members_of(Is<ApiKey> auto& value) {
  auto& [id, prefix, terms, revoked, created_at, used_at, previous_until] = value;
  return std::tie(id, prefix, terms, revoked, created_at, used_at, previous_until);
}
auto members_of(Is<NewApiKey> auto& value) {
  auto& [key, secret] = value;
  return std::tie(key, secret);
}
auto members_of(Is<SecondFactorOffer> auto& value) {
  auto& [secret, uri] = value;
  return std::tie(secret, uri);
}
auto members_of(Is<Actor> auto& value) {
  auto& [kind, id] = value;
  return std::tie(kind, id);
}
auto members_of(Is<Occasion> auto& value) {
  auto& [at, by] = value;
  return std::tie(at, by);
}
auto members_of(Is<UserChange> auto& value) {
  auto& [email, name, grants, disabled] = value;
  return std::tie(email, name, grants, disabled);
}

auto members_of(Is<CreateUser> auto& value) {
  auto& [email, name, password, grants, occasion] = value;
  return std::tie(email, name, password, grants, occasion);
}
auto members_of(Is<ChangeUser> auto& value) {
  auto& [email, change, occasion] = value;
  return std::tie(email, change, occasion);
}
auto members_of(Is<CloseUser> auto& value) {
  auto& [email, occasion] = value;
  return std::tie(email, occasion);
}
auto members_of(Is<SetPassword> auto& value) {
  auto& [email, password, occasion] = value;
  return std::tie(email, password, occasion);
}
auto members_of(Is<BeginSecondFactor> auto& value) {
  auto& [user, occasion] = value;
  return std::tie(user, occasion);
}
auto members_of(Is<ConfirmSecondFactor> auto& value) {
  auto& [user, code, occasion] = value;
  return std::tie(user, code, occasion);
}
auto members_of(Is<RemoveSecondFactor> auto& value) {
  auto& [user, code, occasion] = value;
  return std::tie(user, code, occasion);
}
auto members_of(Is<LogIn> auto& value) {
  auto& [email, password, network, agent, at] = value;
  return std::tie(email, password, network, agent, at);
}
auto members_of(Is<EnterCode> auto& value) {
  auto& [session, code, at] = value;
  return std::tie(session, code, at);
}
auto members_of(Is<TouchSession> auto& value) {
  auto& [session, at] = value;
  return std::tie(session, at);
}
auto members_of(Is<EndSessions> auto& value) {
  auto& [user, number, occasion] = value;
  return std::tie(user, number, occasion);
}
auto members_of(Is<CreateKey> auto& value) {
  auto& [terms, occasion] = value;
  return std::tie(terms, occasion);
}
auto members_of(Is<RevokeKey> auto& value) {
  auto& [id, occasion] = value;
  return std::tie(id, occasion);
}
auto members_of(Is<RotateKey> auto& value) {
  auto& [id, previous_until, occasion] = value;
  return std::tie(id, previous_until, occasion);
}
auto members_of(Is<NoteKeyUse> auto& value) {
  auto& [id, at] = value;
  return std::tie(id, at);
}

} // namespace store
