// The table of provenance: hostile first but for what a token promises, then the first row that fits.
#include "classifier/provenance.hpp"

#include <algorithm>
#include <array>

namespace classifier {

namespace {

using parsers::Address;
using parsers::Identity;
using parsers::TokenPurpose;

std::optional<Address> read_address(std::string_view text) {
  auto address = Address::parse(text);
  if (!address) return std::nullopt;
  return std::move(*address);
}

bool contains(const std::vector<Identity>& identities, const Identity& sought) {
  return std::ranges::find(identities, sought) != identities.end();
}

struct Case {
  const Arrival& arrival;
  const parsers::Facts& facts;
  const Identity& contact;
  std::optional<Address> from = std::nullopt; // the only author, when there is one

  [[nodiscard]] bool came_to(TokenPurpose purpose) const {
    return arrival.token == purpose && arrival.token_has_effect;
  }
  [[nodiscard]] bool concerns_token_recipient() const {
    return arrival.token_recipient && *arrival.token_recipient == contact;
  }
  [[nodiscard]] bool is_from_user() const { return arrival.registered_user && from == arrival.registered_user; }
  [[nodiscard]] bool is_from_contact() const { return from && Identity(*from) == contact; }
  [[nodiscard]] bool is_contradicted() const { return arrival.contradicts_proof || facts.author.size() > 1; }
  [[nodiscard]] bool is_report() const { return facts.delivery_report || facts.feedback_report; }
};

/// The failed recipients are the contact and nobody else.
bool names_contact_alone(const Case& of) {
  const auto* const contact = std::get_if<Address>(&of.contact);
  if (contact == nullptr || !of.facts.delivery_report || of.facts.delivery_report->recipients.empty()) return false;
  return std::ranges::all_of(of.facts.delivery_report->recipients, [&](const parsers::RecipientReport& report) {
    return read_address(report.recipient) == *contact || read_address(report.original_recipient) == *contact;
  });
}

bool is_unsubscribe_token(const Case& of) {
  return of.came_to(TokenPurpose::unsubscribe) && of.concerns_token_recipient();
}

bool is_contradicted_reply(const Case& of) {
  return of.came_to(TokenPurpose::reply) && of.concerns_token_recipient() && of.is_contradicted();
}

bool is_hostile(const Case& of) { return of.is_contradicted(); }

bool is_bounce_of_recipient(const Case& of) {
  return of.came_to(TokenPurpose::bounce) && of.concerns_token_recipient() && names_contact_alone(of);
}

bool is_bounce_naming_others(const Case& of) {
  return of.came_to(TokenPurpose::bounce) && of.concerns_token_recipient() && of.is_report();
}

bool is_report_without_token(const Case& of) {
  return !of.arrival.token_has_effect && of.facts.delivery_report && contains(of.arrival.mailed_by_one, of.contact);
}

bool is_forward_by_user(const Case& of) {
  return of.came_to(TokenPurpose::forward) && of.arrival.sender_is_proven && of.is_from_user() &&
         (of.facts.forwarded || of.is_report());
}

/// Mail that the user's mailbox passes on by itself: still from the person, whose signature holds.
bool is_automatic_forward(const Case& of) {
  return of.came_to(TokenPurpose::forward) && of.arrival.sender_is_proven && !of.facts.forwarded &&
         of.is_from_contact() && !of.is_from_user();
}

bool is_automatic_forward_of_mailed(const Case& of) {
  return is_automatic_forward(of) && of.arrival.was_mailed(of.contact);
}

bool is_forward_from_outside_not_mailed(const Case& of) {
  return of.came_to(TokenPurpose::forward) && !of.arrival.from_trusted_network && !of.arrival.was_mailed(of.contact);
}

bool is_forward(const Case& of) { return of.came_to(TokenPurpose::forward); }

bool is_proven_reply_of_recipient(const Case& of) {
  return of.came_to(TokenPurpose::reply) && of.concerns_token_recipient() && of.is_from_contact() &&
         of.arrival.sender_is_proven;
}

bool is_reply_token(const Case& of) { return of.came_to(TokenPurpose::reply) && of.concerns_token_recipient(); }

bool is_user_at_general_address(const Case& of) {
  return !of.arrival.token && of.arrival.sender_is_proven && of.is_from_user();
}

struct Row {
  bool (*fits)(const Case&);
  Provenance level;
};

// clang-format off
constexpr std::array rows{
  Row{is_unsubscribe_token,               Provenance::verified},         // whatever the message looks like
  Row{is_contradicted_reply,              Provenance::likely},           // a reply token's message is never below likely
  Row{is_hostile,                         Provenance::hostile},
  Row{is_bounce_of_recipient,             Provenance::verified},
  Row{is_bounce_naming_others,            Provenance::likely},
  Row{is_report_without_token,            Provenance::weak},
  Row{is_forward_by_user,                 Provenance::verified_forward},
  Row{is_automatic_forward_of_mailed,     Provenance::verified},
  Row{is_automatic_forward,               Provenance::likely},
  Row{is_forward_from_outside_not_mailed, Provenance::weak},
  Row{is_forward,                         Provenance::likely_forward},
  Row{is_proven_reply_of_recipient,       Provenance::verified},
  Row{is_reply_token,                     Provenance::likely},           // without that proof, or from somebody else
  Row{is_user_at_general_address,         Provenance::weak},
};
// clang-format on

} // namespace

bool is_likely_or_better(Provenance level) {
  switch (level) {
    case Provenance::likely_forward:
    case Provenance::likely:
    case Provenance::verified_forward:
    case Provenance::verified:
      return true;
    case Provenance::none:
    case Provenance::weak:
    case Provenance::hostile:
      return false;
  }
  return false;
}

bool Arrival::was_mailed(const Identity& contact) const { return everybody_was_mailed || contains(mailed, contact); }

Provenance provenance_of(const Arrival& arrival, const parsers::Facts& facts, const Identity& contact) {
  Case of{.arrival = arrival, .facts = facts, .contact = contact};
  if (facts.author.size() == 1) of.from = read_address(facts.author.front().address);
  for (const Row& row : rows)
    if (row.fits(of)) return row.level;
  return Provenance::none;
}

Provenance level_of_named_address(Provenance of_message, bool was_mailed) {
  if (!is_likely_or_better(of_message)) return of_message;
  if (!was_mailed) return Provenance::weak;
  return of_message == Provenance::likely_forward ? Provenance::likely_forward : Provenance::likely;
}

} // namespace classifier
