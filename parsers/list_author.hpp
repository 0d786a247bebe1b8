// Who wrote a message that a mailing list sent on under its own address, as lists do for authors whose domain's policy
// lets nobody else send for it (RFC 7960 4.1.3.1).
#pragma once

#include <optional>
#include <vector>

#include "parsers/address_list.hpp"
#include "parsers/parsed_message.hpp"

namespace parsers {

/// From the header as it was received. Nothing when From is the author's own, or when nothing tells one author.
std::optional<Mailbox> read_list_author(const ParsedMessage& message);

/// From a header as a mail program prints it, which shows nothing of the list: "Ada via List" in From, and one other
/// address in Reply-To.
std::optional<Mailbox> printed_list_author(const Mailbox& from, const std::vector<Mailbox>& reply_to);

} // namespace parsers
