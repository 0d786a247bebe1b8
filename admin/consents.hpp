// Consents as people and programs record and end them, and the receipt that shows one. classifier::decide makes the
// events, the store commits them.
#pragma once

#include <string>
#include <vector>

#include "store/store.hpp"

namespace admin {

struct ConsentCommand {
  parsers::Identity identity;
  classifier::Scope scope;
  classifier::Cause cause{}; // the same cause again changes nothing
  parsers::Instant now{};
};

/// What somebody says that the contact agreed to. It lifts nothing.
parsers::Result<store::EntryReceipt> record_consent(store::Store& store, const ConsentCommand& command,
                                                    const store::ConsentText& text,
                                                    std::optional<parsers::Instant> expires);
/// Ends what was agreed to inside the scope, and is an opt-out of it.
parsers::Result<std::vector<store::EntryReceipt>> withdraw_consent(store::Store& store, const ConsentCommand& command);

/// A receipt in the shape of ISO/IEC TS 27560: JSON that stands for itself, also once the record has changed.
std::string consent_receipt(const parsers::Identity& identity, const store::ConsentRecord& record,
                            parsers::Instant issued_at);

} // namespace admin
