#include "relay/message_search.hpp"

#include <algorithm>

#include "parsers/mentions.hpp"
#include "store/search.hpp"

namespace relay {
namespace {

using parsers::Mailbox;
using store::PersonDigest;

constexpr std::size_t searched_octets = 256UL * 1024; // for addresses; what a person reads is searched besides

class Collector {
 public:
  explicit Collector(const store::KeyRing& ring) : ring_(ring), words_(ring) {}

  void author(const Mailbox& mailbox) {
    if (const auto person = mention(mailbox, "from")) tokens_.concerned.push_back(*person);
  }
  void recipient(const Mailbox& mailbox) { mention(mailbox, "to"); }
  /// A word of a field.
  void field(std::string_view name, std::string_view value) {
    if (tokens_.words.size() < store::most_words) tokens_.words.push_back(words_.of(store::search_term(name, value)));
  }
  void text(std::string_view text) {
    people_in(text);
    for (const std::string& word :
         parsers::search_words(text, store::most_words - std::min(store::most_words, tokens_.words.size()))) {
      tokens_.words.push_back(words_.of(word));
    }
  }
  void people_in(std::string_view text) {
    for (const parsers::Mention& found : parsers::find_mentions(text, store::most_mentioned)) {
      person(found.identity);
    }
  }
  PersonDigest person(const parsers::Identity& identity) {
    const PersonDigest digest = store::digest_of_person(identity, ring_);
    if (tokens_.mentioned.size() < store::most_mentioned &&
        std::ranges::find(tokens_.mentioned, digest) == tokens_.mentioned.end()) {
      tokens_.mentioned.push_back(digest);
    }
    return digest;
  }
  store::MessageTokens take() {
    store::sort_tokens(tokens_);
    return std::move(tokens_);
  }

 private:
  std::optional<PersonDigest> mention(const Mailbox& mailbox, std::string_view name) {
    const auto address = parsers::Address::parse(mailbox.address);
    if (!address) return std::nullopt;
    field(name, address->text());
    field("domain", address->domain());
    return person(*address);
  }

  const store::KeyRing& ring_;
  const store::WordTokens words_;
  store::MessageTokens tokens_;
};

void collect_forward(Collector& collector, const parsers::ForwardedMessage& forward) {
  collector.recipient(forward.from);
  for (const Mailbox& mailbox : forward.to) collector.recipient(mailbox);
  for (const Mailbox& mailbox : forward.cc) collector.recipient(mailbox);
  collector.text(forward.subject);
  collector.text(forward.comment);
  collector.text(forward.body);
}

} // namespace

store::MessageTokens tokens_of(const UnderstoodMessage& message, const store::KeyRing& ring) {
  const parsers::Facts& facts = message.facts;
  Collector collector(ring);
  collector.field("kind", name_of(facts.kind));
  for (const classifier::Verdict& verdict : message.verdicts) {
    collector.field("intent", name_of(verdict.intent));
    if (verdict.contact) collector.person(*verdict.contact);
  }
  for (const Mailbox& mailbox : facts.author) collector.author(mailbox);
  for (const Mailbox& mailbox : facts.recipients) collector.recipient(mailbox);
  if (facts.delivery_report) {
    for (const parsers::RecipientReport& report : facts.delivery_report->recipients) {
      collector.recipient({.name = {}, .address = report.recipient});
      collector.recipient({.name = {}, .address = report.original_recipient});
    }
  }
  collector.text(facts.subject);
  if (facts.reply) collector.text(facts.reply->signed_text);
  if (facts.forwarded) collect_forward(collector, *facts.forwarded);
  for (const parsers::ForwardedMessage& forward : facts.also_forwarded) collect_forward(collector, forward);
  collector.people_in(message.octets.substr(0, searched_octets));
  return collector.take();
}

} // namespace relay
