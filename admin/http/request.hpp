// One HTTP request as handlers see it: its head has passed the guards and its body is whole.
#pragma once

#include <any>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "admin/http/parameters.hpp"

namespace admin {

enum class Method : std::uint8_t { get, head, post, other };
Method parse_method(std::string_view name);
std::string_view name_of(Method method);

struct HeaderField {
  std::string_view name;
  std::string_view value;
};

/// What the record of a request says beside its method, status and time. Handlers fill it; 0 and empty mean none.
struct RequestSubject {
  std::uint32_t key = 0;  // API key id
  std::uint32_t user = 0; // user id
  std::string note;       // an operator's stated reason; never text of a message
};

/// Lives as long as its connection and is filled anew for each request, so that a busy connection allocates nothing.
/// Views point into the server's memory and are good until the handler has returned.
struct Request {
  Method method = Method::other;
  std::string_view method_name;
  std::string target;        // as sent: origin form
  std::string path;          // of the target, percent-decoded
  std::string path_argument; // what the segment "{name}" of a route "/a/{name}" stands for
  Parameters query;          // empty until `read_query`
  std::vector<HeaderField> fields;
  std::string body;
  std::string_view peer; // network address of the client
  bool peer_is_trusted = false;
  bool has_tls = false;
  RequestSubject subject;
  std::vector<std::pair<std::string_view, std::string>> answer_fields; // that the answer carries, whatever it says
  std::any* connection_memory = nullptr; // what the application keeps for this connection; one thread at a time

  /// Fills `query` from the target; false when it cannot be read. An API takes '+' as itself, a form as a space.
  [[nodiscard]] bool read_query(PlusSign plus);
  [[nodiscard]] std::optional<std::string_view> field(std::string_view name) const;
  /// The media type of the body, lower case, without parameters; empty when there is none.
  [[nodiscard]] std::string content_type() const;
  /// The value of one cookie (RFC 6265 4.2).
  [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const;
};

} // namespace admin
