#include "parsers/dkim_fault.hpp"

#include <array>
#include <cstddef>

namespace parsers {
namespace {

struct Row {
  DkimFault fault;
  MethodResult result;
  std::string_view name;
};

// clang-format off
constexpr std::array rows{
  Row{DkimFault::none,                    MethodResult::pass,      "none"},
  Row{DkimFault::malformed_header,        MethodResult::permerror, "malformed_header"},
  Row{DkimFault::malformed_signature,     MethodResult::permerror, "malformed_signature"},
  Row{DkimFault::unknown_version,         MethodResult::permerror, "unknown_version"},
  Row{DkimFault::unsupported_algorithm,   MethodResult::permerror, "unsupported_algorithm"},
  Row{DkimFault::unsupported_query,       MethodResult::permerror, "unsupported_query"},
  Row{DkimFault::identity_outside_domain, MethodResult::permerror, "identity_outside_domain"},
  Row{DkimFault::from_not_signed,         MethodResult::permerror, "from_not_signed"},
  Row{DkimFault::signed_in_future,        MethodResult::policy,    "signed_in_future"},
  Row{DkimFault::expired,                 MethodResult::policy,    "expired"},
  Row{DkimFault::not_checked,             MethodResult::neutral,   "not_checked"},
  Row{DkimFault::key_unreachable,         MethodResult::temperror, "key_unreachable"},
  Row{DkimFault::key_absent,              MethodResult::permerror, "key_absent"},
  Row{DkimFault::key_malformed,           MethodResult::permerror, "key_malformed"},
  Row{DkimFault::key_ambiguous,           MethodResult::permerror, "key_ambiguous"},
  Row{DkimFault::key_revoked,             MethodResult::permerror, "key_revoked"},
  Row{DkimFault::key_not_for_signature,   MethodResult::permerror, "key_not_for_signature"},
  Row{DkimFault::key_too_short,           MethodResult::policy,    "key_too_short"},
  Row{DkimFault::body_too_short,          MethodResult::permerror, "body_too_short"},
  Row{DkimFault::body_differs,            MethodResult::fail,      "body_differs"},
  Row{DkimFault::signature_differs,       MethodResult::fail,      "signature_differs"},
};
constexpr std::array<std::string_view, 8> result_names{
  "none", "pass", "fail", "policy", "neutral", "softfail", "temperror", "permerror"};
// clang-format on

constexpr bool stands_in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (static_cast<std::size_t>(rows[i].fault) != i) return false;
  return static_cast<std::size_t>(DkimFault::signature_differs) + 1 == rows.size();
}
static_assert(stands_in_order(), "a fault is the index of its row");

} // namespace

std::string_view name_of(MethodResult result) { return result_names.at(static_cast<std::size_t>(result)); }
std::string_view name_of(DkimFault fault) { return rows.at(static_cast<std::size_t>(fault)).name; }
MethodResult result_of(DkimFault fault) { return rows.at(static_cast<std::size_t>(fault)).result; }

} // namespace parsers
