#include "admin/http/guards.hpp"

#include <array>
#include <charconv>
#include <limits>

#include "parsers/ascii.hpp"

namespace admin {
namespace {

constexpr Problem bad(std::string_view detail) {
  return {.status = 400, .code = "bad_request", .title = "The request is malformed", .detail = detail};
}

// RFC 9110 5.6.2: tchar
constexpr bool is_token_character(char c) {
  return parsers::is_alpha(c) || parsers::is_digit(c) ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}
bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}
constexpr bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

// Fields of which a second one would leave it open which of them is meant.
constexpr std::array<std::string_view, 9> single_fields = {
    "host",   "content-length", "transfer-encoding", "content-type", "authorization",
    "cookie", "origin",         "sec-fetch-site",    "expect",
};

// libmicrohttpd appends a folded line (RFC 9112 5.2) to the *name* of its field, so "Content-Length: 1" folded becomes
// "Content-Length0" and hides. Of these fields no longer name is let through.
constexpr std::array<std::string_view, 3> framing_fields = {"host", "content-length", "transfer-encoding"};

bool hides_framing(std::string_view name) {
  return std::any_of(framing_fields.begin(), framing_fields.end(), [&](std::string_view framing) {
    return name.size() > framing.size() && parsers::starts_with_ignoring_case(name, framing);
  });
}

std::size_t count(std::span<const HeaderField> fields, std::string_view name) {
  return static_cast<std::size_t>(std::count_if(fields.begin(), fields.end(), [&](const HeaderField& field) {
    return parsers::equals_ignoring_case(field.name, name);
  }));
}

std::optional<std::string_view> find(std::span<const HeaderField> fields, std::string_view name) {
  for (const HeaderField& field : fields) {
    if (parsers::equals_ignoring_case(field.name, name)) return field.value;
  }
  return std::nullopt;
}

// uri-host of RFC 9110 7.2 without its port; nothing when the port is not digits.
std::optional<std::string_view> without_port(std::string_view host) {
  const std::size_t bracket = host.rfind(']');
  const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  if (colon == std::string_view::npos) return host;
  const std::string_view port = host.substr(colon + 1);
  if (port.empty() || port.size() > 5 || !std::all_of(port.begin(), port.end(), parsers::is_digit)) return std::nullopt;
  return host.substr(0, colon);
}

bool has_dot_segment(std::string_view path) {
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view segment = path.substr(0, slash);
    if (segment == "." || segment == "..") return true;
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
  }
  return false;
}

std::optional<Problem> find_path_fault(std::string_view encoded) {
  if (encoded.find('%') == std::string_view::npos) {
    return has_dot_segment(encoded) ? std::optional(bad("The path has dot segments.")) : std::nullopt;
  }
  std::string path;
  if (!append_percent_decoded(path, encoded, PlusSign::is_itself)) return bad("The path has a broken escape.");
  const auto slashes = [](std::string_view text) { return std::count(text.begin(), text.end(), '/'); };
  if (slashes(path) != slashes(encoded)) return bad("The path hides a slash.");
  if (std::any_of(path.begin(), path.end(), is_control)) return bad("The path hides a control character.");
  if (path.find('\\') != std::string::npos) return bad("The path hides a backslash.");
  if (has_dot_segment(path)) return bad("The path has dot segments.");
  return std::nullopt;
}

} // namespace

std::optional<Problem> find_line_fault(const RequestHead& head) {
  if (head.version != "HTTP/1.1" && head.version != "HTTP/1.0") {
    return Problem{.status = 505,
                   .code = "http_version",
                   .title = "This version of HTTP is not spoken here",
                   .detail = "HTTP/1.1 is."};
  }
  if (head.method.size() > 20 || !is_token(head.method)) return bad("The method is no token.");
  return std::nullopt;
}

std::optional<Problem> find_target_fault(std::string_view target) {
  if (target.size() > 8192) {
    return Problem{.status = 414, .code = "too_large", .title = "The address is too long", .detail = ""};
  }
  if (target.empty() || target.front() != '/') return bad("The target is not in origin form.");
  const auto is_wrong = [](char c) {
    return is_control(c) || static_cast<unsigned char>(c) >= 0x80 || c == ' ' || c == '\\' || c == '#' || c == '"' ||
           c == '<' || c == '>';
  };
  if (std::any_of(target.begin(), target.end(), is_wrong))
    return bad("The target has a character that must be escaped.");
  const std::size_t question = target.find('?');
  if (const auto fault = find_path_fault(target.substr(0, question))) return fault;
  if (question == std::string_view::npos) return std::nullopt;
  const std::string_view query = target.substr(question + 1);
  if (query.find('%') == std::string_view::npos) return std::nullopt;
  std::string decoded;
  if (!append_percent_decoded(decoded, query, PlusSign::is_space)) return bad("The query has a broken escape.");
  if (std::any_of(decoded.begin(), decoded.end(), is_control)) return bad("The query hides a control character.");
  return std::nullopt;
}

std::optional<Problem> find_field_fault(std::span<const HeaderField> fields, const GuardRules& rules) {
  std::size_t octets = 0;
  for (const HeaderField& field : fields) octets += field.name.size() + field.value.size() + 4;
  if (fields.size() > rules.fields || octets > rules.head_octets) {
    return Problem{.status = 431, .code = "too_large", .title = "There are too many header fields", .detail = ""};
  }
  for (const HeaderField& field : fields) {
    if (!is_token(field.name)) return bad("A field name is no token.");
    if (hides_framing(field.name)) return bad("A field of the framing is folded.");
    const auto is_wrong = [](char c) { return is_control(c) && c != '\t'; };
    if (std::any_of(field.value.begin(), field.value.end(), is_wrong)) return bad("A field has a control character.");
  }
  for (const std::string_view name : single_fields) {
    if (count(fields, name) > 1) return bad("A field that must be there once is there twice.");
  }
  return std::nullopt;
}

std::optional<Problem> find_host_fault(std::span<const HeaderField> fields, const GuardRules& rules) {
  const auto value = find(fields, "host");
  if (!value) return bad("There is no Host field.");
  const auto host = without_port(*value);
  if (!host || host->empty()) return bad("The Host field is malformed.");
  const auto is_it = [&](const std::string& allowed) { return parsers::equals_ignoring_case(allowed, *host); };
  if (std::any_of(rules.allowed_hosts.begin(), rules.allowed_hosts.end(), is_it)) return std::nullopt;
  return Problem{.status = 421,
                 .code = "misdirected",
                 .title = "This is not the host that you asked for",
                 .detail = "Add the name to the allowed hosts if it is meant to be."};
}

std::optional<Problem> find_length_fault(const RequestHead& head, std::uint64_t most_octets) {
  const auto length = find(head.fields, "content-length");
  const auto encoding = find(head.fields, "transfer-encoding");
  if (length && encoding) return bad("There are both a length and an encoding of the body.");
  if (encoding && (head.version == "HTTP/1.0" || !parsers::equals_ignoring_case(*encoding, "chunked"))) {
    return bad("The body's encoding is not \"chunked\".");
  }
  if (!length) return std::nullopt;
  std::uint64_t octets = 0;
  const char* const end = length->data() + length->size();
  const auto [stop, error] = std::from_chars(length->data(), end, octets);
  const bool is_number = !length->empty() && parsers::is_digit(length->front()) && stop == end;
  if (!is_number || error == std::errc::invalid_argument) return bad("The length is no number.");
  if (error != std::errc{} || octets > most_octets) {
    return Problem{.status = 413, .code = "too_large", .title = "The body is too large", .detail = ""};
  }
  return std::nullopt;
}

std::optional<Problem> find_fault(const RequestHead& head, const GuardRules& rules, BodyLength length) {
  if (auto fault = find_line_fault(head)) return fault;
  if (auto fault = find_target_fault(head.target)) return fault;
  if (auto fault = find_field_fault(head.fields, rules)) return fault;
  if (auto fault = find_host_fault(head.fields, rules)) return fault;
  constexpr std::uint64_t no_limit = std::numeric_limits<std::int64_t>::max();
  return find_length_fault(head, length == BodyLength::bounded ? rules.body_octets : no_limit);
}

} // namespace admin
