#include "classifier/import_reason.hpp"

#include <algorithm>
#include <array>

namespace classifier {

namespace {

struct Meaning {
  ImportReason reason;
  std::string_view name;
  EventKind kind;
  parsers::Permanence permanence;
};
struct Word {
  std::string_view word;
  ImportReason reason;
};

// clang-format off
constexpr std::array meanings{
    Meaning{ImportReason::unstated,    "unstated",    EventKind::imported,   parsers::Permanence::none},
    Meaning{ImportReason::unsubscribe, "unsubscribe", EventKind::opt_out,    parsers::Permanence::none},
    Meaning{ImportReason::complaint,   "complaint",   EventKind::complaint,  parsers::Permanence::none},
    Meaning{ImportReason::hard_bounce, "hard_bounce", EventKind::imported,   parsers::Permanence::hard},
    Meaning{ImportReason::denied,      "denied",      EventKind::denied,     parsers::Permanence::none},
    Meaning{ImportReason::objection,   "objection",   EventKind::objection,  parsers::Permanence::none},
    Meaning{ImportReason::legal_hold,  "legal_hold",  EventKind::legal_hold, parsers::Permanence::none},
};
static_assert(meanings.size() == static_cast<std::size_t>(greatest_import_reason) + 1);

// As mail providers write them in the lists that they export.
constexpr std::array words{
    Word{"",             ImportReason::unstated},
    Word{"unsubscribed", ImportReason::unsubscribe},
    Word{"unsub",        ImportReason::unsubscribe},
    Word{"opt_out",      ImportReason::unsubscribe},
    Word{"opted_out",    ImportReason::unsubscribe},
    Word{"spam",         ImportReason::complaint},
    Word{"spam_report",  ImportReason::complaint},
    Word{"complained",   ImportReason::complaint},
    Word{"abuse",        ImportReason::complaint},
    Word{"bounce",       ImportReason::hard_bounce},
    Word{"bounced",      ImportReason::hard_bounce},
    Word{"hard",         ImportReason::hard_bounce},
    Word{"invalid",      ImportReason::hard_bounce},
    Word{"manual",       ImportReason::denied},
    Word{"blocked",      ImportReason::denied},
    Word{"blacklist",    ImportReason::denied},
    Word{"legal",        ImportReason::legal_hold},
};
// clang-format on

/// "Hard Bounce", "hard-bounce" and "HARD_BOUNCE" are one word.
bool is_same_word(std::string_view written, std::string_view known) {
  return std::ranges::equal(written, known, [](char w, char k) {
    if (w >= 'A' && w <= 'Z') w = static_cast<char>(w - 'A' + 'a');
    return (w == ' ' || w == '-' ? '_' : w) == k;
  });
}

const Meaning& meaning_of(ImportReason reason) { return meanings[static_cast<std::size_t>(reason)]; }

} // namespace

std::string_view name_of(ImportReason reason) { return meaning_of(reason).name; }

std::optional<ImportReason> parse_import_reason(std::string_view word) {
  for (const Meaning& meaning : meanings)
    if (is_same_word(word, meaning.name)) return meaning.reason;
  for (const Word& known : words)
    if (is_same_word(word, known.word)) return known.reason;
  return std::nullopt;
}

Event event_of(ImportReason reason, const Scope& scope) {
  Event event;
  event.kind = meaning_of(reason).kind;
  event.scope = scope;
  event.force = Force::in_force;
  event.permanence = meaning_of(reason).permanence;
  return event;
}

bool is_imported_bounce(const Event& event) {
  return event.kind == EventKind::imported && event.permanence == parsers::Permanence::hard;
}

} // namespace classifier
