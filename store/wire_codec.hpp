// Values as octets between two processes of one installation: every type of store/writer_requests.hpp is made of these.
// One value has one form; reading is total. A struct is its members in order; a member that somebody adds does not
// compile until it is named in members_of.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "store/account_wire.hpp"
#include "store/event_codec.hpp"
#include "store/identity_codec.hpp"
#include "store/octets.hpp"
#include "store/store.hpp"

namespace store {

auto members_of(Is<Draft> auto& value) {
  auto& [identity, domain_rule, event, cause, received_at, consent] = value;
  return std::tie(identity, domain_rule, event, cause, received_at, consent);
}
auto members_of(Is<ConsentText> auto& value) {
  auto& [basis, wording, source, source_url, evidence, jurisdiction, controller, policy_url, language, asked_at,
         confirmed_at] = value;
  return std::tie(basis, wording, source, source_url, evidence, jurisdiction, controller, policy_url, language,
                  asked_at, confirmed_at);
}
auto members_of(Is<MessageTokens> auto& value) {
  auto& [entries, concerned, mentioned, words] = value;
  return std::tie(entries, concerned, mentioned, words);
}
auto members_of(Is<Person> auto& value) {
  auto& [identities, digests] = value;
  return std::tie(identities, digests);
}
auto members_of(Is<ErasureReport> auto& value) {
  auto& [destroyed, redacted, identities, consents, is_complete] = value;
  return std::tie(destroyed, redacted, identities, consents, is_complete);
}
auto members_of(Is<RetentionReport> auto& value) {
  auto& [seen, octets, messages, proofs, sends, segments, is_whole] = value;
  return std::tie(seen, octets, messages, proofs, sends, segments, is_whole);
}
auto members_of(Is<Case> auto& value) {
  auto& [id, kind, law, workspace, person, received_at, confirmed_at, identified_at, extended_at, closed_at, outcome,
         note, identity] = value;
  return std::tie(id, kind, law, workspace, person, received_at, confirmed_at, identified_at, extended_at, closed_at,
                  outcome, note, identity);
}
auto members_of(Is<NewMessage> auto& value) {
  auto& [spool_id, workspace, received_at, octets, conclusions, drafts, tokens] = value;
  return std::tie(spool_id, workspace, received_at, octets, conclusions, drafts, tokens);
}
auto members_of(Is<SpoolId> auto& value) {
  auto& [segment, number] = value;
  return std::tie(segment, number);
}
auto members_of(Is<classifier::Position> auto& value) {
  auto& [origin, number] = value;
  return std::tie(origin, number);
}
auto members_of(Is<EntryReceipt> auto& value) {
  auto& [id, position, was_known] = value;
  return std::tie(id, position, was_known);
}
auto members_of(Is<Workspace> auto& value) {
  auto& [id, name, created_at, agency, consent, sends_are_complete] = value;
  return std::tie(id, name, created_at, agency, consent, sends_are_complete);
}
auto members_of(Is<WorkspaceChange> auto& value) {
  auto& [agency, consent, sends_are_complete] = value;
  return std::tie(agency, consent, sends_are_complete);
}
auto members_of(Is<RekeyProgress> auto& value) {
  auto& [generation, left, is_finished] = value;
  return std::tie(generation, left, is_finished);
}
auto members_of(Is<TokenRow> auto& value) {
  auto& [purpose, workspace, user, recipient, stream, revoked] = value;
  return std::tie(purpose, workspace, user, recipient, stream, revoked);
}
auto members_of(Is<NewToken> auto& value) {
  auto& [row, expires] = value;
  return std::tie(row, expires);
}

constexpr bool is_enumerator(classifier::ConsentRule rule) { return rule <= classifier::ConsentRule::opt_in; }
constexpr bool is_enumerator(Turn turn) { return turn <= Turn::within_a_day; }
constexpr bool is_enumerator(CaseKind kind) { return kind <= CaseKind::breach; }
constexpr bool is_enumerator(Law law) { return law <= Law::ccpa; }
constexpr bool is_enumerator(CaseOutcome outcome) { return outcome <= CaseOutcome::refused; }
constexpr bool is_enumerator(CaseStep step) { return step <= CaseStep::refuse; }
constexpr bool is_enumerator(OptInAnswer answer) { return answer <= OptInAnswer::refused; }
constexpr bool is_enumerator(parsers::TokenPurpose purpose) {
  using enum parsers::TokenPurpose;
  return purpose == forward || purpose == reply || purpose == bounce || purpose == unsubscribe;
}

/// Writes values one behind the other. Events were checked (check_event).
class WireWriter {
 public:
  void operator()(bool value) { octets_.number(static_cast<std::uint8_t>(value)); }
  void operator()(std::unsigned_integral auto value) { octets_.number(value); }
  template <class Enumeration>
  requires std::is_enum_v<Enumeration>
  void operator()(Enumeration value) { octets_.number(static_cast<std::uint8_t>(value)); }
  void operator()(std::string_view value) { octets_.number(static_cast<std::uint32_t>(value.size())).octets(value); }
  void operator()(const std::string& value) { (*this)(std::string_view(value)); }
  void operator()(parsers::Instant value) { write_instant(octets_, value); }
  void operator()(const classifier::Event& value) { write_event(octets_, value); }
  void operator()(const classifier::Scope& value) { write_scope(octets_, value); }
  void operator()(const parsers::Identity& value) {
    octets_.number(kind_of(value));
    (*this)(text_of(value));
  }
  template <std::size_t size>
  void operator()(const std::array<std::uint8_t, size>& value) {
    octets_.array(value);
  }
  template <class Value>
  void operator()(const std::optional<Value>& value) {
    (*this)(value.has_value());
    if (value) (*this)(*value);
  }
  template <class Value>
  void operator()(const std::vector<Value>& values) {
    octets_.number(static_cast<std::uint32_t>(values.size()));
    for (const Value& value : values) (*this)(value);
  }
  template <class Value>
  requires requires(const Value& value) { members_of(value); }
  void operator()(const Value& value) {
    std::apply([this](const auto&... members) { ((*this)(members), ...); }, members_of(value));
  }

  [[nodiscard]] std::string take() && { return std::move(octets_).take(); }

 private:
  OctetWriter octets_;
};

/// Reads what WireWriter wrote. Views point into the octets; they must outlive what is read.
class WireReader {
 public:
  explicit WireReader(std::string_view octets) : octets_(octets) {}

  void operator()(bool& value) { value = octets_.flag(); }
  template <std::unsigned_integral Number>
  void operator()(Number& value) {
    value = octets_.number<Number>();
  }
  template <class Enumeration>
  requires std::is_enum_v<Enumeration>
  void operator()(Enumeration& value) {
    value = static_cast<Enumeration>(octets_.number<std::uint8_t>());
    if (!is_enumerator(value)) octets_.fail();
  }
  void operator()(std::string_view& value) { value = octets_.octets(octets_.number<std::uint32_t>()); }
  void operator()(std::string& value) { value = octets_.octets(octets_.number<std::uint32_t>()); }
  void operator()(parsers::Instant& value) { value = read_instant(octets_); }
  void operator()(classifier::Event& value) { value = read_event(octets_); }
  void operator()(classifier::Scope& value) { value = read_scope(octets_); }
  template <std::size_t size>
  void operator()(std::array<std::uint8_t, size>& value) {
    value = octets_.array<size>();
  }
  /// An identity has no value before it is read, so it comes as an optional only.
  void operator()(std::optional<parsers::Identity>& value) {
    value.reset();
    if (!octets_.flag()) return;
    const auto kind = octets_.number<std::uint8_t>();
    const std::string_view text = octets_.octets(octets_.number<std::uint32_t>());
    value = identity_of_kind(kind, text);
    if (!value || text_of(*value) != text) octets_.fail();
  }
  template <class Value>
  void operator()(std::optional<Value>& value) {
    value.reset();
    if (octets_.flag()) (*this)(value.emplace());
  }
  template <class Value>
  void operator()(std::vector<Value>& values) {
    const auto count = octets_.number<std::uint32_t>();
    if (count > octets_.left()) octets_.fail(); // each takes an octet at least
    values.clear();
    for (std::uint32_t i = 0; i < count && octets_.is_whole(); ++i) (*this)(values.emplace_back());
  }
  template <class Value>
  requires requires(Value& value) { members_of(value); }
  void operator()(Value& value) {
    std::apply([this](auto&... members) { ((*this)(members), ...); }, members_of(value));
  }

  [[nodiscard]] bool is_finished() const { return octets_.is_finished(); }

 private:
  OctetReader octets_;
};

} // namespace store
