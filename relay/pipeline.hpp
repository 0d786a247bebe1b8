// One spooled message to what the store keeps of it: octets → facts → verdicts → events. Pure but for look-ups in the
// store; several threads may run it at once.
#pragma once

#include <vector>

#include "classifier/knowledge.hpp"
#include "classifier/policy.hpp"
#include "parsers/limits.hpp"
#include "parsers/network_address.hpp"
#include "smtp/proof/sender_proof.hpp"
#include "store/spool.hpp"
#include "store/store.hpp"

namespace relay {

struct PipelineSettings {
  classifier::Policy policy;
  parsers::Limits limits;
  std::vector<parsers::Network> trusted_networks = parsers::loopback_networks();
  const classifier::Knowledge* knowledge = &classifier::standard_knowledge();
  smtp::SenderProver prover = smtp::SenderProver();
};

/// A message that ended its reader is kept and goes to review, unread.
enum class Reading : std::uint8_t { whole, given_up };
enum class OnMissingKey : std::uint8_t { wait, go_on };
struct MessageToRead {
  const store::SpooledMessage& message;
  Reading reading = Reading::whole;
  const smtp::TextAnswers* keys = nullptr; // of its signatures; null: no signature is looked at
  OnMissingKey on_missing_key = OnMissingKey::go_on;
};

/// What is to be kept of a message: nothing yet when its proof of sender waits for a key.
struct MessageOutcome {
  std::vector<store::NewMessage> records;
  bool waits_for_key = false;
};

/// One record a workspace that the message came for (0: nobody's), at least one unless it waits. Each holds at least
/// one draft, so that every accepted message stands in the ledger. The message must outlive the records. A failed
/// look-up fails the whole: nothing may be concluded from a store that cannot be read.
parsers::Result<MessageOutcome> process_message(const MessageToRead& message, const store::Store& store,
                                                const PipelineSettings& settings);

} // namespace relay
