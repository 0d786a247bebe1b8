// May I send to this contact now? Asked one by one or by the list; the command line prints the same JSON.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"
#include "admin/overrides.hpp"
#include "classifier/may_send.hpp"
#include "store/store.hpp"

namespace admin {

class Application;

struct CheckContext {
  const store::Store& store;
  const classifier::Policy& policy;
  parsers::Instant now{};
  std::function<void(store::Draft)> on_override = {}; // told what is to be recorded; empty: nobody is
};

struct CheckAnswer {
  classifier::Decision decision;
  std::uint64_t position = 0; // the entry up to which it is true
};

/// invalid_argument when `to` is no identity; any other error: the store cannot be read, and nobody may send.
parsers::Result<CheckAnswer> check(std::string_view to, const classifier::Query& query, const CheckContext& context);

/// One answer: {"to","decision","reason","scope","since","expires_at","entry","position"}; null where there is nothing
/// to say. Of a row of another workspace only to, decision, scope and position. Fails as `check`.
parsers::Result<std::string> check_json(std::string_view to, const classifier::Query& query,
                                        const CheckContext& context);

/// As `check_json`, appended; of many, one that is odd must not cost the others their answer: what is no identity
/// cannot be sent to, and is denied.
parsers::Result<void> append_one_of_many(std::string& json, std::string_view to, const classifier::Query& query,
                                         const CheckContext& context);

/// The answer for what is no identity, without asking.
void append_denied_as_invalid(std::string& json, std::string_view to);

/// Of this moment; overrides are recorded.
CheckContext context_of(Application& application);

/// The channel and the purpose by name, e-mail and marketing when absent.
parsers::Result<classifier::Query> read_query_terms(std::optional<std::string_view> channel,
                                                    std::optional<std::string_view> purpose);

struct QueryTerms {
  std::optional<std::string_view> channel, purpose, workspace;
};
/// The same in a workspace that the key was issued for: the named one, else its first.
parsers::Result<classifier::Query> query_for(const store::Store& store, const store::ApiKey& key,
                                             const QueryTerms& terms);

/// Asks for this workspace: in its agency, by its rule of consent.
void apply(const store::Workspace& workspace, classifier::Query& query);

Response answer_check(Application& application, Request& request);
Response answer_bulk_check(Application& application, Request& request);

} // namespace admin
