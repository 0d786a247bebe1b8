// The tables of what calls ask and answer. A name, once given, keeps its meaning.
#pragma once

#include "admin/api/members.hpp"

namespace admin {

inline constexpr std::uint32_t most_checks_of_a_body = 10'000;
inline constexpr std::uint32_t most_of_a_list = 1000;
inline constexpr std::uint32_t most_numbers_of_a_body = 1000;
inline constexpr std::uint32_t most_wait_seconds = 60;

inline constexpr std::string_view any_channel = "all email sms whatsapp messenger instagram";
inline constexpr std::string_view one_channel = "email sms whatsapp messenger instagram";

// What several calls have in common.
inline constexpr Member workspace_member{"workspace", ValueKind::text, Need::optional,
                                         "one of the workspaces that the key was issued for; without it its first"};
inline constexpr Member contact_member{"to", ValueKind::text, Need::required,
                                       "an address, a phone number with its country, or a platform's id"};
inline constexpr Member limit_member{
    "limit", ValueKind::number, Need::optional, "at most so many items; without it 100", {}, most_of_a_list};
inline constexpr Member cursor_member{"cursor", ValueKind::text, Need::optional,
                                      "the \"next\" of the page before; without it the first page"};
inline constexpr Member check_channel_member{"channel", ValueKind::text, Need::optional,
                                             "how it will be sent; without it email", one_channel};
inline constexpr Member check_purpose_member{"purpose", ValueKind::text, Need::optional,
                                             "marketing, transactional or the name of a stream; without it marketing"};

inline constexpr Member nothing_asked[] = {workspace_member};
inline constexpr Member contact_asked[] = {contact_member, workspace_member};

// -- check ------------------------------------------------------------------------------------------------------------

inline constexpr Member check_asked[] = {contact_member, check_channel_member, check_purpose_member, workspace_member};
inline constexpr Member bulk_check_asked[] = {
    {"to", ValueKind::texts, Need::required, "addresses, phone numbers, platform ids", {}, most_checks_of_a_body},
    check_channel_member,
    check_purpose_member,
    workspace_member};
inline constexpr Member check_stream_asked[] = {check_channel_member, check_purpose_member, workspace_member};
inline constexpr Member check_line_asked[] = {contact_member};

inline constexpr Member check_answered[] = {
    {"to", ValueKind::text, Need::required, "as it was asked"},
    {"decision", ValueKind::text, Need::required, "may it be sent now?", "allow deny hold template_only"},
    {"reason", ValueKind::text, Need::optional, "the row that decided, as unsubscribe or hard_bounce"},
    {"scope", ValueKind::text, Need::optional, "where that row holds", "workspace agency global"},
    {"since", ValueKind::instant, Need::optional, "when it began"},
    {"expires_at", ValueKind::instant, Need::optional, "when it ends by itself"},
    {"entry", ValueKind::text, Need::optional, "the entry of the ledger that decided"},
    {"position", ValueKind::number, Need::optional, "up to which entry the answer is true"}};
inline constexpr Schema check_schema{"Check", check_answered};
inline constexpr Member checks_answered[] = {{"results",
                                              ValueKind::objects,
                                              Need::required,
                                              "one for each, in the order of the question",
                                              {},
                                              0,
                                              &check_schema}};
inline constexpr Schema checks_schema{"Checks", checks_answered};

// -- suppressions -----------------------------------------------------------------------------------------------------

inline constexpr Member suppressions_asked[] = {
    limit_member,
    cursor_member,
    {"kind", ValueKind::text, Need::optional, "only this kind of event, as opt_out, complaint or delivery_failed"},
    {"force", ValueKind::text, Need::optional, "only what is so", "in_force held provisional"},
    {"channel", ValueKind::text, Need::optional, "only of this channel", any_channel},
    {"purpose", ValueKind::text, Need::optional, "only of this purpose"},
    {"since", ValueKind::instant, Need::optional, "only what came at this instant or later"},
    workspace_member};
inline constexpr Member suppress_asked[] = {
    {"to", ValueKind::text, Need::required, "a contact, \"@domain\" or \"*.domain\""},
    {"channel", ValueKind::text, Need::optional, "without it all", any_channel},
    {"purpose", ValueKind::text, Need::optional, "all, marketing, transactional or a stream; without it all"},
    {"reason", ValueKind::text, Need::optional, "for the log"},
    workspace_member};
inline constexpr Member lift_asked[] = {
    {"to", ValueKind::text, Need::required, "a contact, \"@domain\" or \"*.domain\""},
    {"reason", ValueKind::text, Need::required, "why, for the log"},
    {"channel", ValueKind::text, Need::optional, "without it all", any_channel},
    {"purpose", ValueKind::text, Need::optional, "all, marketing, transactional or a stream; without it all"},
    workspace_member};

inline constexpr Member suppression_answered[] = {
    {"to", ValueKind::text, Need::optional, "whom; null when only a keyed hash is known"},
    {"entry", ValueKind::text, Need::required, "names it"},
    {"since", ValueKind::instant, Need::required, "when it came"},
    {"kind", ValueKind::text, Need::required, "what happened, as opt_out"},
    {"force", ValueKind::text, Need::required, "whether it denies, waits for a person, or ends by itself"},
    {"level", ValueKind::text, Need::required, "how well it is proven"},
    {"reason", ValueKind::text, Need::optional, "of a delivery failure"},
    {"scope", ValueKind::text, Need::required, "where it holds", "workspace agency global"},
    {"channel", ValueKind::text, Need::required, "on which channel"},
    {"purpose", ValueKind::text, Need::required, "for which purpose"},
    {"until", ValueKind::instant, Need::optional, "when it ends by itself"}};
inline constexpr Schema suppression_schema{"Suppression", suppression_answered};
inline constexpr Member suppression_list_answered[] = {
    {"items", ValueKind::objects, Need::required, "newest first", {}, 0, &suppression_schema},
    {"next", ValueKind::text, Need::optional, "cursor of the page after this; null: nothing is left"}};
inline constexpr Schema suppression_list_schema{"SuppressionList", suppression_list_answered};

inline constexpr Member receipt_answered[] = {
    {"entry", ValueKind::text, Need::required, "names the entry of the ledger"},
    {"position", ValueKind::number, Need::required, "its number in the ledger"},
    {"was_known", ValueKind::flag, Need::required, "the same call was carried out before"}};
inline constexpr Schema receipt_schema{"Receipt", receipt_answered};
inline constexpr Member recorded_answered[] = {
    {"to", ValueKind::text, Need::required, "whom, normalised"},
    {"entries", ValueKind::objects, Need::required, "what was written", {}, 0, &receipt_schema}};
inline constexpr Schema recorded_schema{"Recorded", recorded_answered};

// -- contacts and consents --------------------------------------------------------------------------------------------

inline constexpr Member fact_answered[] = {
    {"entry", ValueKind::text, Need::required, "names it"},
    {"at", ValueKind::instant, Need::required, "when it came"},
    {"kind", ValueKind::text, Need::required, "what happened"},
    {"force", ValueKind::text, Need::required, "what it may do by itself"},
    {"level", ValueKind::text, Need::required, "how well it is proven"},
    {"reason", ValueKind::text, Need::optional, "of a delivery failure"},
    {"scope", ValueKind::text, Need::required, "where it holds", "workspace agency global"},
    {"channel", ValueKind::text, Need::required, "on which channel"},
    {"purpose", ValueKind::text, Need::required, "for which purpose"},
    {"until", ValueKind::instant, Need::optional, "when it ends by itself"},
    {"key", ValueKind::text, Need::required, "the spelling that it was found under", "strict wide alias"},
    {"by", ValueKind::text, Need::optional, "who did it, when it was a person or a program"},
    {"cancelled_by", ValueKind::texts, Need::required, "entries that lifted it, or a part of it"},
    {"message", ValueKind::number, Need::optional, "the kept message that says so, when it is a recent one"}};
inline constexpr Schema fact_schema{"Fact", fact_answered};
inline constexpr Member consent_answered[] = {
    {"entry", ValueKind::text, Need::required, "names it"},
    {"at", ValueKind::instant, Need::required, "when it was recorded"},
    {"state", ValueKind::text, Need::required, "as it stands now", "granted withdrawn expired"},
    {"channel", ValueKind::text, Need::required, "for which channel"},
    {"purpose", ValueKind::text, Need::required, "for which purpose"},
    {"expires", ValueKind::instant, Need::optional, "when it ends by itself"},
    {"ended_at", ValueKind::instant, Need::optional, "when it was withdrawn"},
    {"basis", ValueKind::text, Need::required, "consent, contract, …"},
    {"wording", ValueKind::text, Need::required, "exactly what was agreed to"},
    {"source", ValueKind::text, Need::required, "form, import, message, api"},
    {"evidence", ValueKind::text, Need::required, "what proves it, as the collector has it"}};
inline constexpr Schema consent_schema{"Consent", consent_answered};
inline constexpr Member contact_answered[] = {
    {"to", ValueKind::text, Need::required, "normalised"},
    {"facts", ValueKind::objects, Need::required, "what is known in this workspace, newest first", {}, 0, &fact_schema},
    {"consents", ValueKind::objects, Need::required, "newest first", {}, 0, &consent_schema},
    {"check", ValueKind::object, Need::required, "may be mailed for marketing?", {}, 0, &check_schema}};
inline constexpr Schema contact_schema{"Contact", contact_answered};
inline constexpr Member consent_list_answered[] = {
    {"items", ValueKind::objects, Need::required, "newest first", {}, 0, &consent_schema},
    {"next", ValueKind::text, Need::optional, "always null: all of a contact's are told"}};
inline constexpr Schema consent_list_schema{"ConsentList", consent_list_answered};
inline constexpr Member receipt_list_answered[] = {
    {"items", ValueKind::any, Need::required, "receipts in the shape of ISO/IEC TS 27560"},
    {"next", ValueKind::text, Need::optional, "always null: all of a contact's are told"}};
inline constexpr Schema receipt_list_schema{"ConsentReceiptList", receipt_list_answered};

inline constexpr Member grant_asked[] = {
    contact_member,
    {"wording", ValueKind::text, Need::required, "exactly what was agreed to"},
    {"channel", ValueKind::text, Need::optional, "without it the contact's own", any_channel},
    {"purpose", ValueKind::text, Need::optional, "without it marketing"},
    {"basis", ValueKind::text, Need::optional, "without it consent"},
    {"source", ValueKind::text, Need::optional, "form, import, message; without it api"},
    {"source_url", ValueKind::text, Need::optional, "where the words stood"},
    {"evidence", ValueKind::text, Need::optional, "what proves it"},
    {"jurisdiction", ValueKind::text, Need::optional, "DE"},
    {"controller", ValueKind::text, Need::optional, "who is responsible"},
    {"policy_url", ValueKind::text, Need::optional, "the privacy notice"},
    {"language", ValueKind::text, Need::optional, "of the wording"},
    {"expires", ValueKind::instant, Need::optional, "when it ends by itself"},
    workspace_member};
inline constexpr Member withdraw_asked[] = {
    contact_member,
    {"channel", ValueKind::text, Need::optional, "without it the contact's own", any_channel},
    {"purpose", ValueKind::text, Need::optional, "without it marketing"},
    workspace_member};

// -- messages, sends, numbers, tokens ---------------------------------------------------------------------------------

inline constexpr Member message_answered[] = {
    {"number", ValueKind::number, Need::required, "names it"},
    {"received_at", ValueKind::instant, Need::required, "when it came"},
    {"octets", ValueKind::number, Need::required, "its size"},
    {"conclusions", ValueKind::any, Need::required, "what was understood and decided, as desist messages has it"}};
inline constexpr Schema message_schema{"Message", message_answered};
inline constexpr Member message_list_answered[] = {
    {"items", ValueKind::objects, Need::required, "newest first", {}, 0, &message_schema},
    {"next", ValueKind::text, Need::optional, "cursor of the page after this; null: nothing is left"}};
inline constexpr Schema message_list_schema{"MessageList", message_list_answered};

inline constexpr Member messages_asked[] = {
    limit_member,
    cursor_member,
    {"search", ValueKind::text, Need::optional,
     "only those with all of these: whole words, addresses, from: to: domain: kind: intent: with a value each"},
    workspace_member};

inline constexpr Member sent_asked[] = {
    {"to", ValueKind::texts, Need::required, "whom the workspace wrote to", {}, most_checks_of_a_body},
    {"day", ValueKind::text, Need::optional, "2026-11-21, UTC; without it today"},
    workspace_member};
inline constexpr Member sent_answered[] = {{"recorded", ValueKind::number, Need::required, "so many"},
                                           {"invalid", ValueKind::texts, Need::required, "what is no contact"}};
inline constexpr Schema sent_schema{"Sent", sent_answered};

inline constexpr Member number_asked[] = {
    {"number", ValueKind::text, Need::required, "as it was written"},
    {"region", ValueKind::text, Need::optional, "country of a number that names none, as DE"},
    workspace_member};
inline constexpr Member numbers_asked[] = {
    {"numbers", ValueKind::texts, Need::required, "as they were written", {}, most_numbers_of_a_body},
    {"region", ValueKind::text, Need::optional, "country of numbers that name none, as DE"},
    workspace_member};
inline constexpr Member number_answered[] = {
    {"raw", ValueKind::text, Need::required, "as it was written"},
    {"normalised", ValueKind::text, Need::optional, "E.164"},
    {"status", ValueKind::text, Need::required, "by the numbering plans", "valid possible impossible unknown"},
    {"type", ValueKind::text, Need::required, "mobile, fixed_line, …"},
    {"region", ValueKind::text, Need::optional, "country"},
    {"aliases", ValueKind::texts, Need::required, "other spellings of the same subscriber"}};
inline constexpr Schema number_schema{"Number", number_answered};
inline constexpr Member number_list_answered[] = {
    {"results", ValueKind::objects, Need::required, "in the order of the question", {}, 0, &number_schema}};
inline constexpr Schema number_list_schema{"NumberList", number_list_answered};

inline constexpr Member stream_member{"stream", ValueKind::text, Need::optional,
                                      "what unsubscribing ends; without it all marketing"};
inline constexpr Member tokens_asked[] = {contact_member, stream_member, workspace_member};
inline constexpr Member bulk_tokens_asked[] = {
    {"to", ValueKind::texts, Need::required, "whom the mails go to", {}, most_checks_of_a_body},
    stream_member,
    workspace_member};
inline constexpr Member tokens_answered[] = {
    {"to", ValueKind::text, Need::required, "as it was asked"},
    {"return_path", ValueKind::text, Need::optional, "for MAIL FROM, good for 30 days; null: this is no contact"},
    {"reply_to", ValueKind::text, Need::optional, "for Reply-To beside your own, good for 400 days"},
    {"list_unsubscribe", ValueKind::text, Need::optional, "value of List-Unsubscribe"},
    {"list_unsubscribe_post", ValueKind::text, Need::optional,
     "value of List-Unsubscribe-Post; null while [http] public_url is not set"}};
inline constexpr Schema tokens_schema{"Tokens", tokens_answered};
inline constexpr Member bulk_tokens_answered[] = {
    {"results", ValueKind::objects, Need::required, "in the order of the question", {}, 0, &tokens_schema}};
inline constexpr Schema bulk_tokens_schema{"TokenList", bulk_tokens_answered};

// -- accounts ---------------------------------------------------------------------------------------------------------

inline constexpr Member workspace_answered[] = {
    {"id", ValueKind::number, Need::required, "names it in entries"},
    {"name", ValueKind::text, Need::required, "names it"},
    {"created_at", ValueKind::instant, Need::required, ""},
    {"consent", ValueKind::text, Need::required, "by what it works", "opt-out opt-in"},
    {"sends_are_complete", ValueKind::flag, Need::required, "who is not among its sends was not written to"}};
inline constexpr Schema workspace_schema{"Workspace", workspace_answered};
inline constexpr Member workspace_list_answered[] = {
    {"items", ValueKind::objects, Need::required, "those that the key was issued for", {}, 0, &workspace_schema},
    {"next", ValueKind::text, Need::optional, "always null"}};
inline constexpr Schema workspace_list_schema{"WorkspaceList", workspace_list_answered};
inline constexpr Member change_workspace_asked[] = {
    {"consent", ValueKind::text, Need::optional, "by what it works", "opt-out opt-in"},
    {"sends_are_complete", ValueKind::flag, Need::optional, "every send is told to POST /v1/sent or by tokens"},
    workspace_member};

inline constexpr Member user_answered[] = {
    {"id", ValueKind::number, Need::required, "names them in entries"},
    {"email", ValueKind::text, Need::required, "login name"},
    {"name", ValueKind::text, Need::optional, ""},
    {"role", ValueKind::text, Need::required, "in this workspace", "owner admin agent viewer"},
    {"disabled", ValueKind::flag, Need::required, ""},
    {"has_second_factor", ValueKind::flag, Need::required, ""},
    {"created_at", ValueKind::instant, Need::required, ""}};
inline constexpr Schema user_schema{"User", user_answered};
inline constexpr Member user_list_answered[] = {
    {"items", ValueKind::objects, Need::required, "who has a role in the workspace", {}, 0, &user_schema},
    {"next", ValueKind::text, Need::optional, "always null"}};
inline constexpr Schema user_list_schema{"UserList", user_list_answered};

inline constexpr Member key_answered[] = {
    {"id", ValueKind::number, Need::required, "names it in entries"},
    {"name", ValueKind::text, Need::required, "what it is for"},
    {"prefix", ValueKind::text, Need::required, "how its secret begins"},
    {"workspaces", ValueKind::texts, Need::required, "that it was issued for"},
    {"scopes", ValueKind::texts, Need::required, "what it may do"},
    {"networks", ValueKind::texts, Need::required, "where it may come from; empty: everywhere"},
    {"requests_a_minute", ValueKind::number, Need::required, "0: no limit"},
    {"revoked", ValueKind::flag, Need::required, ""},
    {"created_at", ValueKind::instant, Need::required, ""},
    {"expires_at", ValueKind::instant, Need::optional, ""},
    {"used_at", ValueKind::instant, Need::optional, "to the hour"},
    {"previous_secret_until", ValueKind::instant, Need::optional, "after a rotation"}};
inline constexpr Schema key_schema{"Key", key_answered};
inline constexpr Member key_list_answered[] = {
    {"items", ValueKind::objects, Need::required, "of the workspaces that this key was issued for", {}, 0, &key_schema},
    {"next", ValueKind::text, Need::optional, "always null"}};
inline constexpr Schema key_list_schema{"KeyList", key_list_answered};

inline constexpr Member import_answered[] = {{"id", ValueKind::text, Need::required, "names it"},
                                             {"at", ValueKind::instant, Need::required, "when it began"},
                                             {"source", ValueKind::text, Need::required, "where the list came from"},
                                             {"rows", ValueKind::number, Need::required, "that it brought"},
                                             {"is_complete", ValueKind::flag, Need::required, "all of its rows count"},
                                             {"is_undone", ValueKind::flag, Need::required, "none of them does"}};
inline constexpr Schema import_schema{"Import", import_answered};
inline constexpr Member import_list_answered[] = {
    {"items", ValueKind::objects, Need::required, "of the workspace", {}, 0, &import_schema},
    {"next", ValueKind::text, Need::optional, "always null"}};
inline constexpr Schema import_list_schema{"ImportList", import_list_answered};

// -- the ledger -------------------------------------------------------------------------------------------------------

inline constexpr Member feed_asked[] = {
    {"after", ValueKind::text, Need::optional,
     "the cursor of the line that was read last, or its number; without it from the first entry"},
    {"limit", ValueKind::number, Need::optional, "at most so many lines; without it all there are", {}, 1'000'000},
    {"wait", ValueKind::number, Need::optional, "seconds to wait for the first line", {}, most_wait_seconds},
    workspace_member};
inline constexpr Member stream_asked[] = {
    {"after", ValueKind::text, Need::optional, "as with the feed; the field Last-Event-ID stands above it"},
    workspace_member};
inline constexpr Member cursor_answered{"cursor", ValueKind::text, Need::required, "what to ask on after"};
inline constexpr Member end_answered{"is_end", ValueKind::flag, Need::optional,
                                     "true in the last line, which has nothing else but the cursor"};
inline constexpr Member change_answered[] = {
    cursor_answered,
    end_answered,
    {"number", ValueKind::number, Need::optional, "in the ledger; numbers of others are left out"},
    {"entry", ValueKind::text, Need::optional, "names it"},
    {"at", ValueKind::instant, Need::optional, "when it came"},
    {"kind", ValueKind::text, Need::optional, "what happened"},
    {"force", ValueKind::text, Need::optional, "what it may do by itself"},
    {"level", ValueKind::text, Need::optional, "how well it is proven"},
    {"reason", ValueKind::text, Need::optional, "of a delivery failure"},
    {"scope", ValueKind::text, Need::optional, "where it holds", "workspace agency global"},
    {"channel", ValueKind::text, Need::optional, "on which channel"},
    {"purpose", ValueKind::text, Need::optional, "for which purpose"},
    {"until", ValueKind::instant, Need::optional, "when it ends by itself"},
    {"to", ValueKind::text, Need::optional, "whom; null when only a keyed hash is known"},
    {"cancels", ValueKind::texts, Need::optional, "entries that it ends inside its scope"}};
inline constexpr Schema change_schema{"Change", change_answered};
inline constexpr Member audit_answered[] = {
    cursor_answered,
    end_answered,
    {"number", ValueKind::number, Need::optional, "in the ledger; numbers of others are left out"},
    {"at", ValueKind::instant, Need::optional, "when it was done"},
    {"by", ValueKind::text, Need::optional, "machine, user N or key N"},
    {"what", ValueKind::text, Need::optional, "kind of the entry"},
    {"to", ValueKind::text, Need::optional, "whom it was done about"},
    {"subject", ValueKind::number, Need::optional, "the user, key or other thing that it was done to"}};
inline constexpr Schema audit_schema{"AuditEntry", audit_answered};

inline constexpr Member health_answered[] = {
    {"status", ValueKind::text, Need::required, "", "ready"},
    {"position", ValueKind::number, Need::required, "number of the last entry of the ledger"}};
inline constexpr Schema health_schema{"Health", health_answered};

} // namespace admin
