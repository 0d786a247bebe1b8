#include "relay/pipeline.hpp"

#include "classifier/attribution.hpp"
#include "classifier/classify.hpp"
#include "classifier/decide.hpp"
#include "parsers/ascii.hpp"
#include "parsers/relay_token.hpp"
#include "relay/message_json.hpp"
#include "relay/message_search.hpp"

namespace relay {
namespace {

using parsers::Result;

/// How one forward path leads into the store.
struct Destination {
  std::string forward_path;
  classifier::WorkspaceId workspace = 0; // 0: nobody's
  classifier::AgencyId agency = 0;
  classifier::Arrival arrival;
};

Result<void> follow_token(const parsers::RelayToken& token, std::string_view domain, const store::Store& store,
                          parsers::Instant received_at, Destination& destination) {
  destination.arrival.token = token.purpose;
  const bool is_ours = parsers::has_effect(token, domain, store.keys().token_keys());
  if (!is_ours) return {}; // admitted, but not minted here: nobody's
  auto row = store.token_row(token.reference);
  if (!row && row.error().code == parsers::ErrorCode::not_found) return {};
  if (!row) return tl::unexpected(row.error());
  if (row->purpose != token.purpose) return {};
  destination.workspace = row->workspace;
  destination.arrival.token_has_effect = !row->revoked && !token.has_expired(received_at);
  destination.arrival.token_recipient = row->recipient;
  destination.arrival.stream = row->stream;
  if (token.purpose == parsers::TokenPurpose::forward) {
    auto user = store.user(row->user);
    if (!user && user.error().code != parsers::ErrorCode::not_found) return tl::unexpected(user.error());
    if (!user || user->disabled) {
      destination.arrival.token_has_effect = false;
    } else if (auto address = parsers::Address::parse(user->email)) {
      destination.arrival.registered_user = *address;
    }
  }
  return {};
}

Result<Destination> destination_of(const parsers::ForwardPath& path, const parsers::Envelope& envelope,
                                   const store::Store& store, const PipelineSettings& settings) {
  Destination destination;
  destination.forward_path = path.address;
  const auto peer = parsers::NetworkAddress::parse(envelope.peer);
  destination.arrival.from_trusted_network = peer && is_in(*peer, settings.trusted_networks);
  const std::size_t at = path.address.rfind('@');
  const std::string domain = at == std::string::npos ? "" : parsers::to_lower(path.address.substr(at + 1));
  if (const auto token = parsers::read_token(std::string_view(path.address).substr(0, at))) {
    if (auto followed = follow_token(*token, domain, store, envelope.received_at, destination); !followed) {
      return tl::unexpected(followed.error());
    }
  }
  return destination;
}

classifier::Event review_event(classifier::WorkspaceId workspace, classifier::Provenance level) {
  classifier::Event event;
  event.kind = classifier::EventKind::review_requested;
  event.scope.workspace = workspace;
  event.level = level;
  return event;
}

parsers::Facts read(const MessageToRead& to_read, const parsers::Limits& limits) {
  if (to_read.reading == Reading::whole)
    return parsers::read_message(to_read.message.envelope, to_read.message.octets, limits);
  parsers::Facts facts;
  facts.defects.add(parsers::Defect::too_complex);
  return facts;
}

smtp::SenderProof prove(const MessageToRead& to_read, const parsers::Facts& facts, const smtp::SenderProver& prover) {
  if (to_read.reading != Reading::whole) return {};
  return prover.prove({to_read.message.octets, to_read.message.envelope, facts.author}, to_read.keys);
}

/// Reads one message once and decides for each of its destinations.
class MessageProcess {
 public:
  MessageProcess(const MessageToRead& to_read, const store::Store& store, const PipelineSettings& settings)
      : message_(to_read.message),
        store_(store),
        settings_(settings),
        facts_(read(to_read, settings.limits)),
        proof_(prove(to_read, facts_, settings.prover)),
        waits_(proof_.waits_for_key && to_read.on_missing_key == OnMissingKey::wait),
        verdicts_(classifier::classify(facts_, *settings.knowledge)),
        tokens_(tokens_of({message_.octets, facts_, verdicts_}, store.keys())) {}

  Result<MessageOutcome> run() {
    if (waits_) return MessageOutcome{{}, true};
    for (const parsers::ForwardPath& path : message_.envelope.forward_paths) {
      auto destination = destination_of(path, message_.envelope, store_, settings_);
      if (!destination) return tl::unexpected(destination.error());
      destination->arrival.sender_is_proven = proof_.is_proven();
      destination->arrival.contradicts_proof = proof_.is_contradicted;
      if (auto decided = decide_for(*destination); !decided) return tl::unexpected(decided.error());
    }
    MessageOutcome outcome;
    for (auto& [workspace, pending] : pending_) {
      pending.record.conclusions = conclusions_text(facts_, pending.conclusions);
      outcome.records.push_back(std::move(pending.record));
    }
    return outcome;
  }

 private:
  struct Pending {
    Pending(const parsers::Envelope& envelope, const smtp::SenderProof& proof)
        : conclusions{envelope, proof, {}, {}, {}} {}
    store::NewMessage record;
    Conclusions conclusions;
  };

  Pending& record_of(const Destination& destination) {
    const auto [place, is_new] = pending_.try_emplace(destination.workspace, message_.envelope, proof_);
    if (is_new) {
      store::NewMessage& record = place->second.record;
      record.spool_id = message_.id;
      record.workspace = destination.workspace;
      record.received_at = message_.envelope.received_at;
      record.octets = message_.octets;
      record.tokens = tokens_;
      place->second.conclusions.token = destination.arrival.token;
    }
    return place->second;
  }

  /// Whom the workspace of the destination mailed; at nobody's address, by whom it was done at all.
  Result<void> ask_who_was_mailed(Destination& destination) const {
    classifier::Arrival& arrival = destination.arrival;
    arrival.everybody_was_mailed = false;
    for (const parsers::Identity& contact : classifier::possible_contacts(verdicts_, arrival)) {
      if (destination.workspace == 0) {
        const auto workspaces = store_.workspaces_that_mailed(contact, message_.envelope.received_at);
        if (!workspaces) return tl::unexpected(workspaces.error());
        if (workspaces->size() == 1) arrival.mailed_by_one.push_back(contact);
        continue;
      }
      const auto was_mailed = store_.was_mailed(destination.workspace, contact, message_.envelope.received_at);
      if (!was_mailed) return tl::unexpected(was_mailed.error());
      if (*was_mailed) arrival.mailed.push_back(contact);
    }
    return {};
  }

  Result<void> decide_for(Destination& destination) {
    if (auto asked = ask_who_was_mailed(destination); !asked) return asked;
    if (destination.workspace != 0) {
      const auto workspace = store_.workspace(destination.workspace);
      if (!workspace) return tl::unexpected(workspace.error());
      destination.agency = workspace->agency;
    }
    Pending& pending = record_of(destination);
    std::uint32_t ordinal = 0;
    for (classifier::AttributedVerdict& one : classifier::attribute(verdicts_, facts_, destination.arrival)) {
      const auto events = events_of(one.verdict, one.level, destination);
      if (!events) return tl::unexpected(events.error());
      for (const classifier::Event& event : *events)
        add_draft(pending, destination, one.verdict.contact, event, ordinal++);
      pending.conclusions.verdicts.push_back(std::move(one));
    }
    if (ordinal == 0) {
      add_draft(pending, destination, std::nullopt, review_event(destination.workspace, classifier::Provenance::none),
                0);
    }
    return {};
  }

  Result<std::vector<classifier::Event>> events_of(const classifier::Verdict& verdict, classifier::Provenance level,
                                                   const Destination& destination) const {
    if (!verdict.contact || destination.workspace == 0) {
      return std::vector{review_event(destination.workspace, level)};
    }
    const auto states = store_.states_of(*verdict.contact);
    if (!states) return tl::unexpected(states.error());
    classifier::AddressState own;
    for (const classifier::KeyedState& keyed : states->states) {
      if (keyed.key == classifier::KeyKind::strict) own = keyed.state;
    }
    classifier::Circumstances circumstances;
    circumstances.workspace = destination.workspace;
    circumstances.agency = destination.agency;
    circumstances.contact_was_mailed = destination.arrival.was_mailed(*verdict.contact);
    circumstances.source = source_of_message();
    if (!destination.arrival.stream.empty()) {
      circumstances.stream = classifier::Purpose{classifier::Purpose::Kind::stream, destination.arrival.stream};
    }
    return classifier::decide(verdict, level, circumstances, own, settings_.policy, message_.envelope.received_at);
  }

  /// Who says so: the only author, as a short keyed hash. Several authors, or none, are nobody.
  [[nodiscard]] std::uint64_t source_of_message() const {
    if (facts_.author.size() != 1) return 0;
    const auto author = parsers::Address::parse(facts_.author.front().address);
    return author ? store_.keys().source(author->wide_text()) : 0;
  }

  /// Cause of mail: the octets as received, the forward path and an ordinal; so a retry of the client is the same
  /// entry. Instead of the octets the signature that proves them: who sends a signed message again, with other words in
  /// fields that are not signed, repeats the same cause.
  void add_draft(Pending& pending, const Destination& destination, const std::optional<parsers::Identity>& contact,
                 const classifier::Event& event, std::uint32_t ordinal) {
    if (octets_cause_.empty()) {
      const std::string& signature = proof_.signature;
      const classifier::Cause digest = signature.empty()
                                           ? store_.keys().cause(message_.octets)
                                           : store_.keys().cause("dkim " + proof_.domain + " " + signature);
      octets_cause_.assign(digest.begin(), digest.end());
    }
    store::Draft draft;
    draft.identity = contact;
    draft.event = event;
    draft.cause = store_.keys().cause(octets_cause_ + parsers::to_lower(destination.forward_path) + '\0' +
                                      std::to_string(ordinal));
    draft.received_at = message_.envelope.received_at;
    pending.record.drafts.push_back(std::move(draft));
    pending.conclusions.events.push_back({event, contact});
  }

  const store::SpooledMessage& message_;
  const store::Store& store_;
  const PipelineSettings& settings_;
  const parsers::Facts facts_;
  const smtp::SenderProof proof_;
  const bool waits_;
  const std::vector<classifier::Verdict> verdicts_;
  const store::MessageTokens tokens_;
  std::string octets_cause_;
  std::map<classifier::WorkspaceId, Pending> pending_;
};

} // namespace

Result<MessageOutcome> process_message(const MessageToRead& message, const store::Store& store,
                                       const PipelineSettings& settings) {
  return MessageProcess(message, store, settings).run();
}

} // namespace relay
