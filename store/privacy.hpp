// What the store does about personal data: whom to erase, how long what is kept, what is searched for. Values only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "classifier/entry.hpp"
#include "parsers/identity.hpp"
#include "parsers/instant.hpp"
#include "store/message_tokens.hpp"

namespace store {

/// Somebody without clear text: what an erasure, and its repetition after a restore, goes by.
struct Person {
  std::vector<classifier::IdentityHash> identities; // the strict form first, then the wide one or the aliases
  std::vector<PersonDigest> digests;
  friend bool operator==(const Person&, const Person&) = default;
};
Person person_of(const parsers::Identity& identity, const KeyRing& ring);

enum class Turn : std::uint8_t { at_once, within_a_day };

struct ErasureRequest {
  Person person;
  classifier::WorkspaceId workspace = 0; // 0: in all of them
  parsers::Instant at{};                 // the same request at the same time is the same erasure
  Turn turn = Turn::within_a_day;
};

struct ErasureReport {
  std::uint64_t destroyed = 0;  // messages that concerned nobody else
  std::uint64_t redacted = 0;   // messages of others that named them
  std::uint64_t identities = 0; // clear-text copies
  std::uint64_t consents = 0;   // words of consents and of double opt-ins
  bool is_complete = false;     // the keys are gone from the disk; else with the next turn
  friend bool operator==(const ErasureReport&, const ErasureReport&) = default;
};

/// Semantics 8. What proves a live opt-out, complaint or consent stays as long as that lives.
struct RetentionPolicy {
  std::chrono::days messages{90};
  std::chrono::days excerpts{400}; // conclusions, with what they quote
};

struct RetentionReport {
  std::uint64_t seen = 0;     // messages looked at
  std::uint64_t octets = 0;   // whose octets go, the conclusions stay
  std::uint64_t messages = 0; // that go wholly
  std::uint64_t proofs = 0;   // that stay for what they prove
  std::uint64_t sends = 0;
  std::uint64_t segments = 0; // of the vault, that nothing needs
  bool is_whole = true;       // false: it was stopped
  friend bool operator==(const RetentionReport&, const RetentionReport&) = default;
};

} // namespace store
