// English: notices of absence and departure, and what answering machines say.
#include "classifier/rule.hpp"

namespace classifier {

namespace {

using enum Effect;
using enum Place;

// clang-format off
constexpr Slot slots[]{
  {"day",   "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|tomorrow|next|the|week|christmas|easter|new|1~|2~|3~|4~|5~|6~|7~|8~|9~|0~"},
  {"leave", "annual|parental|maternity|paternity|medical|sick|vacation|family|bereavement|study|extended|personal|compassionate|planned|a|an|short|long|my|pto|summer|winter|christmas|holiday|honeymoon|business"},
  {"out",   "out|away|off|absent|unavailable|traveling|travelling|offline|ooo|ill|sick|abroad|gone"},
};

constexpr Rule rules[]{
  // -- out of office --------------------------------------------------------------------------------------------------
  {"days_off",           "not|dont|never|no|longer (in) work|working|in|available|reachable (on) monday|tuesday|wednesday|thursday|friday|mondays|tuesdays|wednesdays|thursdays|fridays|weekends", out_of_office, 0.84},
  {"out_of_office",      "out of (the|my|our) office|town|country|ofice",                                              out_of_office, 0.93},
  {"ooo",                "outofoffice|ooo|outofofice",                                                                 out_of_office, 0.92},
  {"away_from",          "away from (my|the|our) desk|office|email|emails|computer|keyboard|work|mail",                out_of_office, 0.93},
  {"on_leave",           "on|taking ({leave}) ({leave}) leave|vacation|holiday|holidays|sabbatical|pto|break|honeymoon|trip|furlough", out_of_office, 0.90},
  {"limited_access",     "limited|no|intermittent|restricted|sporadic|without|little|reduced|occasional (or) (no) access (to) (my|the) (email|emails|mail|internet|messages|phone|inbox)", out_of_office, 0.90},
  {"not_checking",       "not|unable|wont|infrequently|rarely (be) (to) (regularly) check|checking|reading|monitoring|access|accessing (my|the) (email|emails|mail|messages|inbox)", out_of_office, 0.80},
  {"back_on",            "back|return|returning|returns|returned|available (again) (to|in|at) (the|my) (office|work|desk) (again) on|in|until|by|from {day}", out_of_office, 0.82},
  {"back_in_office",     "back|return|returning|returns (to|in|at) (the|my) office|work|desk",                         out_of_office, 0.84},
  {"out_until",          "{out} (from|all|starting|this|next|for|on|the) * until|till|through|thru|to|from|til",       out_of_office, 0.86},
  {"currently_out",      "currently|presently|im|am|be|is ({out}) {out} (of|this|on|until|from|for|today|next|all|the|week|sick|and|with)", out_of_office, 0.80},
  {"office_closed",      "office|offices|we|company|shop|store|school|business (will|is|are) (be) closed|shut",        out_of_office, 0.88},
  {"when_i_return",      "when|upon|on|once|after|until|till i|my (am|get|return|come|ill|im) (back|return|returning)", out_of_office, 0.84},
  {"urgent_contact",     "urgent|immediate|emergency|emergencies|urgently matters|matter|assistance|requests|issues|inquiries|enquiries|cases|please|contact|call", out_of_office, 0.55},
  {"in_my_absence",      "in|during my absence|vacation|leave",                                                        out_of_office, 0.88},
  {"vacation_message",   "vacation|holiday|absence responder|autoresponder|message|notice|notification|autoreply", out_of_office, 0.70},
  {"automatic_reply",    "automatic|automated|auto reply",                                                             out_of_office, 0.58},
  {"was_away",           "was|were|been|just|having|after|got|came|returned|wasnt (been) (back|from|from) {out}|on|back (of|from|sick|annual|a) (the) (office|vacation|holiday|leave|sick|town|country|desk|holidays)", none},
  {"back_from",          "back from (my|our|a|the) ({leave}) (vacation|holiday|holidays|leave|trip|break|sick)",       none},
  // -- left the company -----------------------------------------------------------------------------------------------
  {"longer_with",        "no|any longer (an) (active) work|works|working|with|at|employed|here|part|associated|employee|affiliated|employs|serves|represents|handles|responsible", left_company, 0.93},
  {"longer_in_role",     "no|any longer in (this|the|that|my) role|position|department|company|post",                  left_company, 0.90},
  {"not_here_anymore",   "not|doesnt|dont|isnt work|works|working|employed|here|with|exist (here|there|with|for|at|by|us) (us|the|our|this|company|organization) (company) anymore|any", left_company, 0.92},
  {"does_not_work_here", "not|doesnt|dont|nobody|noone (currently) work|works|working|employed here|there|with|for|at (us|the|our|this)", left_company, 0.86},
  {"left_company",       "left|leaving|leave|leaves|departed|exited|quit (the|our|this|my|his|her) company|organization|organisation|firm|business|school|university|agency|team|position|post|role|bank|practice|us", left_company, 0.90},
  {"has_left_name",      "has|have|recently (just|recently|now|since|sadly|already|now) left|departed|retired|resigned|died|quit (from|on|in|us|as)", left_company, 0.86},
  {"moved_on",           "moved on|to (from|to) (a|another|new) (the|our|company|role|different|position|job|opportunities|opportunity|here|us)", left_company, 0.84},
  {"retired",            "has|have|is|am|now|hes|shes|im|ive|who|she|he retired|resigned",                             left_company, 0.88},
  {"passed_away",        "passed away",                                                                                left_company, 0.93},
  {"deceased",           "deceased",                                                                                   left_company, 0.84},
  {"laid_off",           "laid off|been replaced",                                                                     left_company, 0.82},
  {"changed_jobs",       "changed|new|switched jobs|job|employer|roles|companies|employers",                           left_company, 0.80},
  {"last_day",           "last day (was|is|at|of|in|with|here|working)",                                               left_company, 0.84},
  {"not_responsible",    "not|isnt|arent (the|really) (one|person) responsible|incharge|handling|dealing for|with|of (this|that|it|these|purchasing|marketing|such)", left_company, 0.84},
  {"wrong_person",       "wrong person|address|email|guy|man|woman|contact|department|company|recipient|number|one|inbox|people", left_company, 0.86},
  {"not_right_person",   "not|isnt|arent|nor (the) right|correct|best|appropriate person|contact|department|one|people|address|team", left_company, 0.86},
  {"new_address",        "my|our|new|updated|his|her new|email|mail|address|contact (email|mail) (address|email) (is|has|will|changed|now) (changed|now|is|be|been) (to) <address>", left_company, 0.86},
  {"use_new_address",    "use|contact|write|update|reach|email|note|mail (me|us|to|at|that|your|with) (at|to|my|our|the|on|records) (my|our|new) new (work|email|mail|business) address|email|mail", left_company, 0.87},
  {"address_changed",    "changed|change|changing (my|our|the|of) (email|mail|emails) address|email|addresses|domain",  left_company, 0.84},
  {"address_has_changed", "address|email (has|was) (been) changed|moved",                                              left_company, 0.84},
  {"address_no_longer",  "address|mailbox|inbox|account|email (is|has|will|was) (be|been) no longer (in|an|a|being) (longer) used|use|active|valid|exist|exists|monitored|checked|read", left_company, 0.84},
  {"address_not_used",   "address|mailbox|inbox|account|email (is|will|was) (be|been) not (being) (in|an|a) used|use|active|valid|exist", left_company, 0.80},
  {"not_monitored",      "address|mailbox|inbox|account|email (is|will) (be) not|never|un (being) monitored|checked|read|attended", auto_ack, 0.84},
  {"address_closed",     "address|mailbox|inbox|account (is|was|has|will) (being|be|been) closed|deactivated|discontinued|disabled|retired|inactive|abandoned", left_company, 0.84},
  {"replaced_by",        "replaced by|successor is|replacement is",                                                    left_company, 0.72},
  {"taken_over",         "took|taken|taking over (his|her|my|the|their|from|this) (role|position|responsibilities|duties|work|accounts)", left_company, 0.78},
  {"i_am_not",           "you (have|got|must|may|probably) (have|reached|got) (reached|the) (the) wrong",              left_company, 0.86},
  // -- answering machines ---------------------------------------------------------------------------------------------
  {"automated_message",  "automated|automatic|automatically|autogenerated|auto|systemgenerated|system (generated) (email) response|reply|message|email|mail|confirmation|notification|acknowledgement|acknowledgment|acknowledge|generated|receipt", auto_ack, 0.88},
  {"do_not_reply",       "not|dont (directly) reply|respond (directly) to this (automated|email|message|mail|automatic) (email|message|mail)", auto_ack, 0.90},
  {"received_your",      "received|receiving|receipt|got|recieved (of) your (recent|support|contact) email|mail|message|request|inquiry|enquiry|ticket|query|submission|application|correspondence|communication|feedback|question", auto_ack, 0.80},
  {"your_request_is",    "your (support|recent|service) request|ticket|case|message|inquiry|enquiry|email|query|submission|application (has|was|is) (been) (successfully) received|created|logged|opened|registered|assigned|submitted|forwarded|recorded|queued|important", auto_ack, 0.86},
  {"ticket_created",     "ticket|case|incident (number|id|no|ref|reference) (!has|was) (!has|was) (has|was|is) (been) created|opened|received|logged|registered|updated|assigned", auto_ack, 0.88},
  {"ticket_number",      "ticket|case|reference|tracking|incident|request number|id|no|is",                            auto_ack, 0.45},
  {"reply_above_line",   "reply|respond|answer|write|type (your) (reply) above this|the|line",                         auto_ack, 0.93},
  {"thanks_for_contact", "thank|thanks (you) (very|so) (much) for contacting|reaching|writing|submitting|getting|emailing|messaging|your (us|out|to|in|recent|touch|email|message|inquiry|enquiry|interest|request|mail|query|patience|note)", auto_ack, 0.42},
  {"within_days",        "within|in * business|working|hours|hrs|days|day",                                            auto_ack, 0.50},
  {"will_respond",       "will|shall|ill|well|aim|try|endeavour (to) (be) reply|respond|get|answer|review|reviewed|contact|touch|process (back) (to|in) you|touch|your|within|as|shortly|soon|asap", auto_ack, 0.45},
  {"member_of_team",     "member|agent|representative|someone|one of|from our (support|customer|service) (team|staff|agents|representatives)", auto_ack, 0.60},
  {"unmonitored",        "unmonitored|unattended|noreply",                                                             auto_ack, 0.80},
};
// clang-format on

} // namespace

RuleTable english_notices() { return {.language = "en", .slots = slots, .rules = rules}; }

} // namespace classifier
