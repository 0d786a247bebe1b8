// English: answers to an offer that leave mail as it is, interest, its absence, questions, and small talk.
#include "classifier/rule.hpp"

namespace classifier {

namespace {

using enum Effect;
using enum Place;

// clang-format off
constexpr Slot slots[]{
  {"not",   "not|dont|never|longer|wont|cannot|cant|isnt|arent|wouldnt|doesnt|havent|nor"},
  {"me",    "me|us"},
  {"very",  "very|really|quite|pretty|so|definitely|certainly|extremely|highly|super|most|potentially|always|also|still|be|sure|absolutely|like|kind|kinda|too|rather|truly|just"},
  {"later", "now|today|currently|moment|time|year|quarter|month|week|stage|point|yet"},
  {"more",  "more|some|further|additional|the|a|your|any|over|along|through|full|me|us|detailed|of|complete|latest|this"},
  {"thing", "details|info|information|proposal|quote|quotation|pricing|prices|price|brochure|deck|link|demo|invite|offer|catalog|catalogue|slides|sample|samples|examples|contract|material|materials|presentation|agenda|times|slots|rates|documentation|whitepaper|estimate|availability"},
  {"talk",  "talk|chat|meet|schedule|book|connect|discuss|speak|call|catch|hop|jump|arrange|setup|set|do|have|try|see|hear|learn|know|explore|join|attend|buy|order|purchase|register|reserve|sign|get|start|upgrade|proceed|participate|come|take"},
};

constexpr Rule rules[]{
  // -- not interested -----------------------------------------------------------------------------------------------
  {"not_interested",      "{not}|no ({very}) (longer) ({very}) (that|particularly|currently|at|all|presently) (of) interested|interest", not_interested, 0.92},
  {"uninterested",        "uninterested|disinterested",                                                                not_interested, 0.90},
  {"no_thanks",           "^ no thanks|thank|thankyou|thx|cheers|ty (you) (but)",                                      refusal,        0.90},
  {"no_thanks_end",       "no thanks|thank|thankyou|thx (you) $",                                                      refusal,        0.88},
  {"no_sorry",            "no sorry|way|chance|interest|deal|dice",                                                    refusal,        0.82, sentence},
  {"no",                  "no|nope|nah|negative",                                                                      refusal,        0.72, message},
  {"no_need",             "no|little|zero (current|real|immediate|such) need|use|interest|budget|requirement|requirements|demand|appetite|plans|capacity|bandwidth", not_interested, 0.86},
  {"do_not_need",         "{not} ({very}) (currently) need|require (of) (this|it|that|any|your|a|one|help|anything|these|such|another|more)", not_interested, 0.85},
  {"not_a_fit",           "{not} ({very}) (a|the) ({very}) (good|right|great|best|big|suitable|top|current) fit|match|priority|need|relevant|applicable|suitable|appropriate|useful|convinced|focus", not_interested, 0.86},
  {"not_for_me",          "{not} ({very}) for {me}|our",                                                               not_interested, 0.86},
  {"not_something",       "{not} something|anything (that) we|i (would|are|am|need|want|can|do)",                      not_interested, 0.84},
  {"not_looking",         "{not} ({very}) (currently|actively) looking|seeking|shopping|hiring|buying|considering|planning|taking", not_interested, 0.84},
  {"not_in_market",       "{not} in the market|position",                                                              not_interested, 0.86},
  {"not_now",             "{not} (a|the) (good|right|best) (right|at) (this|the) {later}",                             not_interested, 0.84},
  {"not_at_this_time",    "^ {not} (right|at) (this|the|for) {later} $",                                               not_interested, 0.86},
  {"bad_time",            "bad time|timing",                                                                           not_interested, 0.75},
  {"already_have",        "already have|use|using|work|working|got|partnered|covered|signed|own|happy (with|a|an|another|our|one|someone|it|this|in)", not_interested, 0.80},
  {"happy_with",          "happy|satisfied|content|fine|good|sorted|covered|set with our|the|what|current|existing|where", not_interested, 0.78},
  {"all_set",             "all set|good|sorted|covered",                                                               not_interested, 0.82},
  {"pass",                "ill|well|will|to|gonna|must|should|lets|we|i|hard (have|need|going|just) (to) pass (on|for|this|thanks|thank|at)", not_interested, 0.88},
  {"decline",             "decline|declining|pass respectfully|politely|your|the|this|at",                             not_interested, 0.82},
  {"politely_decline",    "respectfully|politely|kindly|must|to decline|pass",                                         not_interested, 0.84},
  {"no_value",            "{not} see (any|the|a|much|how|why|real) value|need|benefit|fit|use|point|reason",           not_interested, 0.86},
  {"do_it_ourselves",     "do|doing|handle|handled|manage|build|built|everything|everything's (it|this|that|these|all|everything) (in) inhouse|internally|ourselves|house", not_interested, 0.84},
  {"went_elsewhere",      "went|gone|going|go|decided|chose|chosen|signed|opted (to) (go) (with|for|on|in) (a|an) another|someone|different|other|elsewhere|competitor|somebody", not_interested, 0.86},
  {"too_expensive",       "too|very expensive|pricey|costly",                                                          not_interested, 0.70},
  {"count_me_out",        "count {me} out",                                                                            not_interested, 0.88},
  {"wont_work",           "wont|doesnt|not going|isnt (to) (work|working|happen|happening) (for) {me}",                not_interested, 0.84},
  {"maybe_later",         "maybe|perhaps|possibly (some) later|another|next|other|future",                             not_interested, 0.68},
  {"budget",              "budget (is) frozen|cut|spent|exhausted|gone|tight|freeze",                                  not_interested, 0.70},
  {"waste",               "waste of|my|our (my|our) time",                                                             not_interested, 0.70},
  {"not_no",              "no|not problem|worries|doubt|rush|hurry|only|just|yet|sure|bad",                            none},
  {"not_until",           "{not} (available|here|free|able) until|before",                                             none},
  // -- interested -----------------------------------------------------------------------------------------------------
  {"interested",          "interested|intrested|intersted|intrigued|keen|curious",                                     interested, 0.76},
  {"am_interested",       "im|am|are|were|would|id|wed|be|is|definitely|very|certainly|quite|really ({very}) ({very}) interested|intrested|keen|curious|intrigued|excited", interested, 0.92},
  {"of_interest",         "of|caught|peaked|piqued (great|some|real|my|our) interest|attention",                       interested, 0.84},
  {"sounds_good",         "sounds|looks|seems|sound|look|seem ({very}) ({very}) (a) interesting|intresting|intersting|good|great|fun|promising|useful|perfect|intriguing|cool|nice|amazing|awesome|fantastic|wonderful|relevant|lovely|helpful|brilliant|excellent|exciting|right", interested, 0.90},
  {"interesting",         "interesting|intresting|intriguing",                                                         interested, 0.66},
  {"tell_me_more",        "tell|teach|show {me} more|how",                                                             interested, 0.90},
  {"send_thing",          "send|share|forward|provide|email|give|show|get|supply ({me}) ({more}) ({more}) ({more}) (product|price|technical|case) {thing}|studies|list|sheet", interested, 0.86},
  {"send_it",             "send|forward|share it|them|that|this over|along|across|through|please|now",                 interested, 0.78},
  {"more_info",           "more|additional|further {thing}",                                                           interested, 0.76},
  {"would_like",          "id|wed|would|i|we ({very}) (be) like|love|happy|glad|delighted|want|open|up (interested) (to|for) ({very}) (a) (to) {talk}|demo|trial|quote|seat|copy|sample|meeting", interested, 0.87},
  {"love_to",             "love|happy|glad|keen|delighted|eager|open to|for",                                          interested, 0.80},
  {"lets_talk",           "lets|let ({me}) ({very}) {talk}",                                                           interested, 0.82},
  {"can_we",              "can|could|shall|should|may|when|might (can|could|would|are) we|i {talk}",                   interested, 0.80},
  {"free_to",             "free|available|open|around (to|for|on) (a|the) {talk}|monday|tuesday|wednesday|thursday|friday|tomorrow|quick", interested, 0.80},
  {"call_me",             "call|ring|phone|text|contact|reach {me} (back|on|at|tomorrow|today|next|this|later|anytime|monday|tuesday|wednesday|thursday|friday|after|before|in|to)", interested, 0.80},
  {"give_call",           "give {me} a (quick) call|ring|shout|bell",                                                  interested, 0.86},
  {"sign_me_up",          "sign|count|put|add|include|book|register|pencil {me} up|in|down|on|for",                    interested, 0.90},
  {"add_me",              "please|pls|kindly|can|could (you) add|include|register|enroll {me}",                        interested, 0.72},
  {"subscribe_me",        "subscribe {me}",                                                                            interested, 0.70},
  {"yes_please",          "yes|yeah|yep|yup|sure|absolutely|definitely|certainly|ok|okay please|thanks|send|definitely|absolutely|sign|count|id|we|i|that|lets|go|call|of|sounds|interested|book|do|for|why|this", interested, 0.84},
  {"yes",                 "yes|yeah|yep|yup|sure|absolutely|definitely|certainly",                                     interested, 0.80, sentence},
  {"yes_start",           "^ yes|yeah|yep|yup|absolutely|definitely",                                                  interested, 0.66},
  {"book_seat",           "book|reserve|save|hold|keep ({me}) (a|an|two|one|three|four|five|the|my|our) seat|seats|place|places|spot|spots|slot|ticket|tickets|demo|table|room|meeting|call", interested, 0.90},
  {"go_ahead",            "go|please|lets ahead|proceed",                                                              interested, 0.72},
  {"looking_forward",     "looking|look forward",                                                                      interested, 0.66},
  {"want_to_buy",         "want|wants|like|need|ready|going|ill|id (to) buy|order|purchase|upgrade|trial|renew|take (it|one|two|them)", interested, 0.82},
  {"want_upgrade",        "want|need|take (the|a|this|that|your|an) upgrade|trial|demo|offer|deal|package|plan|product|service|quote|sample", interested, 0.84},
  {"keep_coming",         "keep (them|it|these|me|us|sending|the) coming|posted|updated|informed|emails|going|sending|loop|up", interested, 0.80},
  {"love_this",           "love|like|enjoy|enjoying ({very}) the|this|your|these|it|them|reading (newsletter|updates|emails|idea|product|tips|content|work)", interested, 0.55},
  {"cannot_stop_reading", "{not} stop reading|using|watching",                                                         interested, 0.70},
  {"trial",               "free trial|demo|sample|consultation",                                                       interested, 0.50},
  {"good_idea",           "great|good|nice|brilliant|excellent idea|timing|offer|opportunity",                         interested, 0.70},
  // -- questions ------------------------------------------------------------------------------------------------------
  {"how_much",            "how much|many|long|far|big|often|soon|does|do|is|are|would|can|could|did",                  question, 0.66},
  {"what_is",             "what|whats|which|when|where|who|whos (kind|exactly|sort|type) (of) is|are|does|do|about|would|can|will|did|s|companies|features", question, 0.60},
  {"have_question",       "have|got|with|another|one|quick|few|some|following (a|one|some|few|two|couple|another|quick) (quick|of|other|more) question|questions", question, 0.85},
  {"wondering",           "wondering|curious|wonder|unclear|unsure|confused (about) if|whether|how|what|when|about|why|who|where", question, 0.78},
  {"clarify",             "can|could|would|please (you) (please) clarify|explain|elaborate|confirm|advise|specify|tell|let (me|us|know)", question, 0.74},
  {"who_are_you",         "who (the) (hell) is|are this|you",                                                          question, 0.80},
  {"do_you",              "do|does|can|could|will|are|is|have|has|would|did (you|your|it|this|there|the|that|we|i|they) * ?", question, 0.70},
  {"asks_first",          "^ is|are|do|does|can|could|will|has|did you|it|there|your|this|the|we|i|they|that",         question, 0.62},
  // -- other ------------------------------------------------------------------------------------------------------------
  {"thanks",              "thanks|thank|ok|okay|noted|received|understood|perfect|cool|fine|great|cheers|ack|copy|thx|ty|k|roger|done|good|nice|will|appreciated|awesome (you|it|that|noted|that|do|to|know|again|so|very|much|a|lot|for|the|this|letting|info|update|updates|heads|up|received|got) (you|it|that|noted|know|much|the|update|info|me|us|up|heads|a|lot) (know|update|info|up|lot)", other, 0.80, message},
  {"got_it",              "got|will it|do|thanks",                                                                     other, 0.75, message},
  {"talk_soon",           "talk|speak|see (to) (you) soon|then|there|tomorrow|monday|tuesday|wednesday|thursday|friday", other, 0.60},
  // -- the end of a mail ------------------------------------------------------------------------------------------------
  {"regards",             "^ (with) (kind|best|warm|warmest|many|kindest) (personal) regards|rgds|wishes",             sign_off},
  {"regards_alone",       "^ regards|rgds $",                                                                          sign_off},
  {"sincerely",           "^ (yours) sincerely|faithfully|truly|respectfully (yours) $",                               sign_off},
  {"sent_from",           "^ sent from|via my|outlook|mail|yahoo|samsung|a|proton",                           sign_off},
};
// clang-format on

} // namespace

RuleTable english_answers() { return {.language = "en", .slots = slots, .rules = rules}; }

} // namespace classifier
