// Somebody looked at a person's message: that is an entry of the ledger, and what the watch over accounts counts.
#pragma once

#include "admin/application.hpp"
#include "store/account_requests.hpp"

namespace admin {

/// Once an hour, message and actor; written aside, so that no answer waits for it (Overrides::tell).
void note_view(Application& application, const store::KeptMessage& message, const store::Actor& actor);

} // namespace admin
