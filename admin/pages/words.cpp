#include "admin/pages/words.hpp"

#include <algorithm>
#include <span>

namespace admin {
namespace {

// clang-format off
constexpr Words kinds[] = {
    {"bounce",       "Bounce"},
    {"delay",        "Delay notice"},
    {"complaint",    "Complaint report"},
    {"auto_reply",   "Automatic reply"},
    {"forward",      "Forwarded reply"},
    {"reply",        "Reply"},
    {"unsubscribe",  "Unsubscribe mail"},
    {"disposition",  "Read receipt"},
    {"confirmation", "Confirmation"},
    {"other",        "Other mail"},
};

constexpr Words intents[] = {
    {"opt_out",        "Wants no more mail", Tone::stops},
    {"complaint",      "Complains",          Tone::stops},
    {"not_interested", "Not interested",     Tone::waits},
    {"interested",     "Interested",         Tone::good},
    {"question",       "Asks something",     Tone::good},
    {"out_of_office",  "Out of office",      Tone::plain},
    {"left_company",   "Has left",           Tone::waits},
    {"auto_ack",       "Automatic receipt",  Tone::plain},
    {"bounce",         "Could not be reached", Tone::waits},
    {"other",          "Nothing to act on",  Tone::plain},
};

constexpr Words events[] = {
    {"opt_out",            "Opted out",           Tone::stops},
    {"complaint",          "Complained",          Tone::stops},
    {"erasure_request",    "Asks to be erased",   Tone::stops},
    {"access_request",     "Asks for their data", Tone::waits},
    {"not_interested",     "Not interested",      Tone::waits},
    {"replied",            "Replied",             Tone::good},
    {"absent",             "Absent",              Tone::plain},
    {"left_company",       "Has left",            Tone::waits},
    {"delivery_failed",    "Delivery failed",     Tone::waits},
    {"delivery_delayed",   "Delivery delayed",    Tone::plain},
    {"delivered",          "Delivered",           Tone::good},
    {"denied",             "Denied by an operator", Tone::stops},
    {"allow_listed",       "On the allow list",   Tone::good},
    {"legal_hold",         "Legal hold",          Tone::stops},
    {"objection",          "Objected",            Tone::stops},
    {"restricted",         "Restricted",          Tone::stops},
    {"erased",             "Erased",              Tone::stops},
    {"lifted",             "Lifted",              Tone::good},
    {"imported",           "Imported",            Tone::stops},
    {"review_requested",   "Asks for a review",   Tone::waits},
};

constexpr Words forces[] = {
    {"recorded",    "Recorded only"},
    {"in_force",    "In force"},
    {"held",        "Held for a person", Tone::waits},
    {"provisional", "Provisional",       Tone::waits},
    {"repeated",    "Said again"},
};

constexpr Words levels[] = {
    {"none",             "Sender not proven"},
    {"weak",             "Weak evidence"},
    {"likely_forward",   "Likely, forwarded",   Tone::waits},
    {"likely",           "Likely",              Tone::waits},
    {"verified_forward", "Verified, forwarded", Tone::good},
    {"verified",         "Verified",            Tone::good},
    {"hostile",          "Hostile",             Tone::stops},
};

constexpr Words answers[] = {
    {"allow",         "Yes, you may send",   Tone::good},
    {"deny",          "No, do not send",     Tone::stops},
    {"hold",          "Not now: on hold",    Tone::waits},
    {"template_only", "Only with a template", Tone::waits},
};

constexpr Words reasons[] = {
    {"unsubscribe",      "They opted out"},
    {"complaint",        "They complained"},
    {"denied",           "An operator denied it"},
    {"manual",           "An operator denied it"},
    {"manual_deny",      "An operator denied it"},
    {"held",             "An opt-out waits for a person to decide"},
    {"hard_bounce",      "Mail could not be delivered"},
    {"provisional",      "A bounce that is not confirmed yet"},
    {"provisional_bounce", "A bounce that is not confirmed yet"},
    {"soft_rest",        "Resting after a delivery failure"},
    {"soft_bounce",      "Resting after a delivery failure"},
    {"pause",            "Paused while they are away"},
    {"not_interested",   "Paused: they were not interested"},
    {"import",           "On an imported list"},
    {"imported",         "On an imported list"},
    {"domain_rule",      "A rule for their domain"},
    {"legal",            "Legal hold"},
    {"legal_hold",       "Legal hold"},
    {"erased",           "They were erased"},
    {"restricted",       "Processing is restricted"},
    {"objection",        "They objected"},
    {"user_unknown",     "No such mailbox"},
    {"host_unknown",     "No such domain"},
    {"has_moved",        "The mailbox has moved"},
    {"not_accept",       "The domain takes no mail"},
    {"mailbox_full",     "The mailbox is full"},
    {"suspended",        "The mailbox is suspended"},
    {"expired",          "Given up after many tries"},
    {"unknown_entry",    "An entry of a newer version"},
    {"consent_absent",   "They have not agreed, and this workspace asks first"},
    {"window_closed",    "They have not written for a day: templates only"},
};
// clang-format on

Words find(std::span<const Words> table, std::string_view name) {
  const auto row = std::find_if(table.begin(), table.end(), [&](const Words& words) { return words.name == name; });
  return row == table.end() ? Words{name, name, Tone::plain} : *row;
}

} // namespace

Words words_for_kind(std::string_view name) { return find(kinds, name); }
Words words_for_intent(std::string_view name) { return find(intents, name); }
Words words_for_event(std::string_view name) { return find(events, name); }
Words words_for_force(std::string_view name) { return find(forces, name); }
Words words_for_level(std::string_view name) { return find(levels, name); }
Words words_for_answer(std::string_view name) { return find(answers, name); }
Words words_for_reason(std::string_view name) { return find(reasons, name); }

Html badge(const Words& words) {
  Html html;
  html << R"(<span class="badge)";
  if (words.tone == Tone::good) html << " good";
  if (words.tone == Tone::waits) html << " waits";
  if (words.tone == Tone::stops) html << " stops";
  html << "\">" << text(words.words) << "</span>";
  return html;
}

} // namespace admin
