// What the calls of the API do, one function each; api_routes.cpp says which route leads to which.
#pragma once

#include "admin/api/call.hpp"

namespace admin {

// suppression_calls.cpp
parsers::Result<Response> list_suppressions(const Call& call);
parsers::Result<Response> read_suppression(const Call& call);
parsers::Result<Response> create_suppression(const Call& call);
parsers::Result<Response> lift_suppressions(const Call& call);
// contact_calls.cpp
parsers::Result<Response> read_contact(const Call& call);
parsers::Result<Response> list_consents(const Call& call);
parsers::Result<Response> list_consent_receipts(const Call& call);
parsers::Result<Response> create_consent(const Call& call);
parsers::Result<Response> end_consent(const Call& call);
// message_calls.cpp
parsers::Result<Response> list_messages(const Call& call);
parsers::Result<Response> read_message(const Call& call);
parsers::Result<Response> read_raw_message(const Call& call);
// sending_calls.cpp
parsers::Result<Response> record_sent(const Call& call);
parsers::Result<Response> validate_number(const Call& call);
parsers::Result<Response> validate_numbers(const Call& call);
parsers::Result<Response> mint_tokens(const Call& call);
parsers::Result<Response> mint_tokens_of_many(const Call& call);
// account_calls.cpp
parsers::Result<Response> list_workspaces(const Call& call);
parsers::Result<Response> change_workspace(const Call& call);
parsers::Result<Response> list_users(const Call& call);
parsers::Result<Response> list_keys(const Call& call);
parsers::Result<Response> read_own_key(const Call& call);
parsers::Result<Response> list_imports(const Call& call);
parsers::Result<Response> read_health(const Call& call);
// ledger_calls.cpp
parsers::Result<Response> read_changes(const Call& call);
parsers::Result<Response> stream_changes(const Call& call);
parsers::Result<Response> read_audit(const Call& call);

// check_stream.cpp: the key is looked at before the body comes.
OpenedSink open_check_stream(Application& application, Request& request);

} // namespace admin
