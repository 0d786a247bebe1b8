// What another mail system found out about a message (RFC 8601). Worth as much as whoever wrote it; anybody can write
// it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/dkim_fault.hpp"

namespace parsers {

struct AuthenticationProperty {
  std::string type;  // lower case: header, smtp, policy, body
  std::string name;  // lower case: d, i, from, mailfrom, auth
  std::string value; // as written, without quotes
};

struct AuthenticationResult {
  std::string method;                       // lower case: dkim, spf, dmarc, auth, iprev
  MethodResult result = MethodResult::none; // neutral for a result that nobody registered
  std::vector<AuthenticationProperty> properties;

  /// The first value of this property; empty when there is none.
  [[nodiscard]] std::string_view property(std::string_view type, std::string_view name) const;
};

struct AuthenticationResults {
  std::string authserv_id; // lower case
  std::vector<AuthenticationResult> results;
};

/// `field_body` is what stands behind the colon. Nothing for what does not follow the grammar, for another version, and
/// for more than 100 results or properties: a field that is half understood says nothing. Comments are passed over.
std::optional<AuthenticationResults> read_authentication_results(std::string_view field_body);

} // namespace parsers
