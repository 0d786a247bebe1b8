// Reads the address lists of header fields (RFC 5322 3.4 with its obsolete forms), and what mail programs print
// for people in quoted header blocks. Linear in its input; never fails: what is no address is a defect.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/defect.hpp"
#include "parsers/limits.hpp"

namespace parsers {

struct Mailbox {
  std::string name;    // decoded UTF-8, unquoted; empty when there is none
  std::string address; // as written, without brackets and comments; empty when only a name is given
  friend bool operator==(const Mailbox&, const Mailbox&) = default;
};

/// `field` is an unfolded field body as received; encoded words (RFC 2047) in names are decoded. Groups are flattened.
std::vector<Mailbox> read_address_list(std::string_view field, const Limits& limits, Defects& defects);

} // namespace parsers
