// Which kept messages have had their time, and letting them go, inside transactions.
#pragma once

#include <set>
#include <vector>

#include "store/kept_messages.hpp"
#include "store/privacy.hpp"

namespace store {

enum class Due : std::uint8_t { nothing, octets, all };

struct DueMessage {
  MessageNumber number = 0;
  Due due = Due::nothing;
};

/// One page, newest first: what is due, and the segments of the vault that the rest needs.
struct RetentionPage {
  std::vector<DueMessage> due;
  std::set<std::uint32_t> segments;
  std::uint64_t seen = 0;
  std::uint64_t proofs = 0;
  MessageNumber before = 0; // where the next page begins; 0: there is none
};
struct RetentionRange {
  MessageNumber before = 0; // 0: from the newest
  std::size_t limit = 0;
};
Result<RetentionPage> due_messages(const Transaction& transaction, const RetentionRange& range,
                                   const RetentionPolicy& policy, parsers::Instant now, VaultKeys& keys);

/// Lets them go, as long as they are there; their keys are doomed.
Result<void> let_go(WriteTransaction& transaction, std::span<const DueMessage> due, VaultKeys& keys);

} // namespace store
