// What is looked at before a request is believed: pure functions over its head. libmicrohttpd lets through two Hosts,
// two lengths, length with chunks, absolute forms and encoded zeros; nothing of that passes here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "admin/http/problem.hpp"
#include "admin/http/request.hpp"

namespace admin {

struct GuardRules {
  std::vector<std::string> allowed_hosts; // names or addresses without port, lower case, IPv6 in brackets
  std::size_t fields = 64;
  std::size_t head_octets = 16UL * 1024;
  std::uint64_t body_octets = 1 << 20;
};

struct RequestHead {
  std::string_view method;
  std::string_view target;
  std::string_view version;
  std::span<const HeaderField> fields;
};

enum class BodyLength : std::uint8_t { bounded, unbounded }; // unbounded: a sink takes it (BodySink)

/// Nothing when the request may be read on. A refused one is answered and its connection closed.
std::optional<Problem> find_fault(const RequestHead& head, const GuardRules& rules,
                                  BodyLength length = BodyLength::bounded);

/// The single parts, in the order in which they are asked.
std::optional<Problem> find_line_fault(const RequestHead& head);
std::optional<Problem> find_target_fault(std::string_view target);
std::optional<Problem> find_field_fault(std::span<const HeaderField> fields, const GuardRules& rules);
std::optional<Problem> find_host_fault(std::span<const HeaderField> fields, const GuardRules& rules);
std::optional<Problem> find_length_fault(const RequestHead& head, std::uint64_t most_octets);

} // namespace admin
