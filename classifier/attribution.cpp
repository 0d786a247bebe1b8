// Verdicts find their contact by the token, the forward or the author; named addresses become verdicts of their own.
#include "classifier/attribution.hpp"

#include <algorithm>

namespace classifier {

namespace {

using parsers::Address;
using parsers::Identity;
using parsers::TokenPurpose;

bool came_to(const Arrival& arrival, TokenPurpose purpose) {
  return arrival.token == purpose && arrival.token_has_effect &&
         (purpose == TokenPurpose::forward || arrival.token_recipient);
}

std::optional<Identity> read_identity(std::string_view address) {
  auto parsed = Address::parse(address);
  if (!parsed) return std::nullopt;
  return Identity(std::move(*parsed));
}

/// A message to an unsubscribe token is an opt-out of the token's recipient, whatever else it says.
Verdict unsubscribe_of_token(const std::vector<Verdict>& verdicts) {
  Verdict verdict;
  verdict.intent = Intent::opt_out;
  verdict.confidence = 1;
  verdict.reasons.push_back({.rule = "opt_out.unsubscribe_token", .excerpt = {}});
  for (const Verdict& read : verdicts) {
    if (read.intent == Intent::bounce || !read.concerns_sender) continue;
    verdict.erasure_request = verdict.erasure_request || read.erasure_request;
    verdict.access_request = verdict.access_request || read.access_request;
    verdict.covers_everything = verdict.covers_everything || (read.intent == Intent::opt_out && read.covers_everything);
    verdict.reasons.insert(verdict.reasons.end(), read.reasons.begin(), read.reasons.end());
    if (verdict.language.empty()) verdict.language = read.language;
  }
  return verdict;
}

/// A report to a bounce token may name an alias or another address of the recipient, or several: one verdict remains,
/// the one that names the recipient before the first.
Verdict report_for_token(const std::vector<Verdict>& verdicts, const Identity& recipient) {
  const auto named = std::ranges::find_if(verdicts, [&](const Verdict& read) { return read.contact == recipient; });
  return named != verdicts.end() ? *named : verdicts.front();
}

class Attribution {
 public:
  Attribution(const parsers::Facts& facts, const Arrival& arrival) : facts_(facts), arrival_(arrival) {}

  std::vector<AttributedVerdict> attribute(const std::vector<Verdict>& verdicts) {
    if (verdicts.empty()) return {};
    if (came_to(arrival_, TokenPurpose::unsubscribe)) {
      add(unsubscribe_of_token(verdicts), arrival_.token_recipient);
    } else if (came_to(arrival_, TokenPurpose::bounce)) {
      add(report_for_token(verdicts, *arrival_.token_recipient), arrival_.token_recipient);
    } else {
      for (const Verdict& verdict : verdicts) add(verdict, contact_of(verdict));
    }
    return std::move(attributed_);
  }

 private:
  [[nodiscard]] bool is_users_own(const Identity& identity) const {
    return arrival_.registered_user && identity == Identity(*arrival_.registered_user);
  }

  /// Never the user who forwards, and never a guess.
  [[nodiscard]] std::optional<Identity> contact_of(const Verdict& verdict) const {
    if (came_to(arrival_, TokenPurpose::reply)) return arrival_.token_recipient;
    std::optional<Identity> contact = verdict.contact;
    const bool is_report = verdict.intent == Intent::bounce || verdict.is_reported;
    if (facts_.forwarded && !is_report) contact = read_identity(facts_.forwarded->from.address);
    if (contact && is_users_own(*contact)) return std::nullopt;
    return contact;
  }

  [[nodiscard]] Provenance level_of(const std::optional<Identity>& contact) const {
    return contact ? provenance_of(arrival_, facts_, *contact) : Provenance::none;
  }

  void add(Verdict verdict, std::optional<Identity> contact) {
    verdict.contact = std::move(contact);
    const Provenance level = level_of(verdict.contact);
    const std::vector<Address> named = std::move(verdict.concerns);
    verdict.concerns.clear();
    const bool names_contact = std::ranges::any_of(
        named, [&](const Address& address) { return verdict.contact && Identity(address) == *verdict.contact; });
    if (names_contact) verdict.concerns_sender = true;
    Verdict of_others = verdict;
    of_others.concerns_sender = true;
    of_others.erasure_request = of_others.access_request = false;
    attributed_.push_back({.verdict = std::move(verdict), .level = level});
    for (const Address& address : named)
      add_named(of_others, address, of_others.contact ? level : level_of(Identity(address)));
  }

  void add_named(const Verdict& verdict, const Address& address, Provenance of_message) {
    const Identity contact(address);
    const bool is_known = std::ranges::any_of(
        attributed_, [&](const AttributedVerdict& known) { return known.verdict.contact == contact; });
    if (is_known || is_users_own(contact)) return;
    Verdict named = verdict;
    named.contact = contact;
    named.intent = Intent::opt_out;
    attributed_.push_back({.verdict = std::move(named),
                           .level = level_of_named_address(of_message, arrival_.was_mailed(Identity(address)))});
  }

  const parsers::Facts& facts_;
  const Arrival& arrival_;
  std::vector<AttributedVerdict> attributed_;
};

} // namespace

std::vector<Identity> possible_contacts(const std::vector<Verdict>& verdicts, const parsers::Facts& facts,
                                        const Arrival& arrival) {
  std::vector<Identity> contacts;
  const auto add = [&](const std::optional<Identity>& contact) {
    if (contact && std::ranges::find(contacts, *contact) == contacts.end()) contacts.push_back(*contact);
  };
  add(arrival.token_recipient);
  if (facts.forwarded) add(read_identity(facts.forwarded->from.address));
  for (const Verdict& verdict : verdicts) {
    add(verdict.contact);
    for (const Address& address : verdict.concerns) add(Identity(address));
  }
  return contacts;
}

std::vector<AttributedVerdict> attribute(const std::vector<Verdict>& verdicts, const parsers::Facts& facts,
                                         const Arrival& arrival) {
  return Attribution(facts, arrival).attribute(verdicts);
}

} // namespace classifier
