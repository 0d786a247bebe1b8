// The names of the enumerators: part of the formats that are stored and shown, so they never change.
#include <array>
#include <utility>

#include "classifier/double_opt_in.hpp"
#include "classifier/entry.hpp"
#include "classifier/intent.hpp"
#include "classifier/may_send.hpp"
#include "classifier/provenance.hpp"

namespace classifier {

namespace {

template <class Value, std::size_t size>
using Names = std::array<std::pair<Value, std::string_view>, size>;

constexpr Names<EventKind, 55> event_names{{
    {EventKind::opt_out, "opt_out"},
    {EventKind::complaint, "complaint"},
    {EventKind::erasure_request, "erasure_request"},
    {EventKind::access_request, "access_request"},
    {EventKind::not_interested, "not_interested"},
    {EventKind::replied, "replied"},
    {EventKind::absent, "absent"},
    {EventKind::left_company, "left_company"},
    {EventKind::window_opened, "window_opened"},
    {EventKind::consent_granted, "consent_granted"},
    {EventKind::consent_withdrawn, "consent_withdrawn"},
    {EventKind::delivery_failed, "delivery_failed"},
    {EventKind::delivery_delayed, "delivery_delayed"},
    {EventKind::delivered, "delivered"},
    {EventKind::denied, "denied"},
    {EventKind::allow_listed, "allow_listed"},
    {EventKind::legal_hold, "legal_hold"},
    {EventKind::objection, "objection"},
    {EventKind::restricted, "restricted"},
    {EventKind::erased, "erased"},
    {EventKind::lifted, "lifted"},
    {EventKind::imported, "imported"},
    {EventKind::review_requested, "review_requested"},
    {EventKind::store_created, "store_created"},
    {EventKind::workspace_created, "workspace_created"},
    {EventKind::user_created, "user_created"},
    {EventKind::user_changed, "user_changed"},
    {EventKind::key_created, "key_created"},
    {EventKind::key_revoked, "key_revoked"},
    {EventKind::relay_address_created, "relay_address_created"},
    {EventKind::logged_in, "logged_in"},
    {EventKind::login_failed, "login_failed"},
    {EventKind::message_viewed, "message_viewed"},
    {EventKind::list_imported, "list_imported"},
    {EventKind::import_undone, "import_undone"},
    {EventKind::case_changed, "case_changed"},
    {EventKind::retention_applied, "retention_applied"},
    {EventKind::keys_turned, "keys_turned"},
    {EventKind::workspace_closed, "workspace_closed"},
    {EventKind::user_closed, "user_closed"},
    {EventKind::new_network, "new_network"},
    {EventKind::workspace_changed, "workspace_changed"},
    {EventKind::index_key_changed, "index_key_changed"},
    {EventKind::override_used, "override_used"},
    {EventKind::password_changed, "password_changed"},
    {EventKind::second_factor_set, "second_factor_set"},
    {EventKind::second_factor_removed, "second_factor_removed"},
    {EventKind::recovery_code_used, "recovery_code_used"},
    {EventKind::sessions_ended, "sessions_ended"},
    {EventKind::code_entered, "code_entered"},
    {EventKind::user_disabled, "user_disabled"},
    {EventKind::user_enabled, "user_enabled"},
    {EventKind::role_given, "role_given"},
    {EventKind::role_taken, "role_taken"},
    {EventKind::key_rotated, "key_rotated"},
}};

constexpr Names<Force, 5> force_names{{
    {Force::recorded, "recorded"},
    {Force::in_force, "in_force"},
    {Force::held, "held"},
    {Force::provisional, "provisional"},
    {Force::repeated, "repeated"},
}};

constexpr Names<Intent, 10> intent_names{{
    {Intent::opt_out, "opt_out"},
    {Intent::complaint, "complaint"},
    {Intent::not_interested, "not_interested"},
    {Intent::interested, "interested"},
    {Intent::question, "question"},
    {Intent::out_of_office, "out_of_office"},
    {Intent::left_company, "left_company"},
    {Intent::auto_ack, "auto_ack"},
    {Intent::bounce, "bounce"},
    {Intent::other, "other"},
}};

constexpr Names<TextChannel, 3> text_channel_names{{
    {TextChannel::mail, "mail"},
    {TextChannel::sms, "sms"},
    {TextChannel::chat, "chat"},
}};

constexpr Names<Provenance, 7> provenance_names{{
    {Provenance::none, "none"},
    {Provenance::weak, "weak"},
    {Provenance::likely_forward, "likely_forward"},
    {Provenance::likely, "likely"},
    {Provenance::verified_forward, "verified_forward"},
    {Provenance::verified, "verified"},
    {Provenance::hostile, "hostile"},
}};

constexpr Names<Answer, 4> answer_names{{
    {Answer::allow, "allow"},
    {Answer::deny, "deny"},
    {Answer::hold, "hold"},
    {Answer::template_only, "template_only"},
}};

constexpr Names<ConsentRule, 2> consent_rule_names{{
    {ConsentRule::opt_out, "opt-out"},
    {ConsentRule::opt_in, "opt-in"},
}};

constexpr Names<OptInState, 6> opt_in_names{{
    {OptInState::requested, "requested"},
    {OptInState::sent, "sent"},
    {OptInState::confirmed, "confirmed"},
    {OptInState::expired, "expired"},
    {OptInState::refused, "refused"},
    {OptInState::cancelled, "cancelled"},
}};

template <class Value, std::size_t size>
constexpr std::string_view find_name(const Names<Value, size>& names, Value value) {
  for (const auto& [known, name] : names)
    if (known == value) return name;
  return "unknown";
}

} // namespace

std::string_view name_of(EventKind kind) { return find_name(event_names, kind); }
std::string_view name_of(Force force) { return find_name(force_names, force); }
std::string_view name_of(Intent intent) { return find_name(intent_names, intent); }
std::string_view name_of(TextChannel channel) { return find_name(text_channel_names, channel); }
std::string_view name_of(Provenance level) { return find_name(provenance_names, level); }
std::string_view name_of(Answer answer) { return find_name(answer_names, answer); }

std::string_view name_of(OptInState state) { return find_name(opt_in_names, state); }
std::string_view name_of(ConsentRule rule) { return find_name(consent_rule_names, rule); }

std::optional<ConsentRule> parse_consent_rule(std::string_view name) {
  for (const auto& [value, known] : consent_rule_names)
    if (known == name) return value;
  return std::nullopt;
}

std::optional<Intent> parse_intent(std::string_view name) {
  for (const auto& [value, known] : intent_names)
    if (known == name) return value;
  return std::nullopt;
}

std::optional<TextChannel> parse_text_channel(std::string_view name) {
  for (const auto& [value, known] : text_channel_names)
    if (known == name) return value;
  return std::nullopt;
}

bool may_cancel(EventKind kind) {
  return kind == EventKind::lifted || kind == EventKind::consent_granted || kind == EventKind::consent_withdrawn;
}

bool is_known(EventKind kind) { return name_of(kind) != "unknown"; }

} // namespace classifier
