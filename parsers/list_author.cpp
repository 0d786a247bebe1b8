#include "parsers/list_author.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

/// The name that stands before "via" and the list, without the quotes that Google Groups puts round it.
std::string name_before_list(std::string_view name) {
  name = trim(name.substr(0, name.find(" via ")));
  if (name.size() > 1 && name.front() == '\'' && name.back() == '\'') name = name.substr(1, name.size() - 2);
  return std::string(name);
}

std::optional<Mailbox> only_other(const std::vector<Mailbox>& mailboxes, const Mailbox& from) {
  if (mailboxes.size() != 1 || mailboxes.front().address.empty()) return std::nullopt;
  if (equals_ignoring_case(mailboxes.front().address, from.address)) return std::nullopt;
  Mailbox author = mailboxes.front();
  if (author.name.empty()) author.name = name_before_list(from.name);
  return author;
}

/// List-Post names the list's address (RFC 2369 3.4); where there is none, the name says that From is a list's.
bool is_of_list(const ParsedMessage& message, const Mailbox& from) {
  const std::string post = message.field("List-Post").value_or("");
  const std::string mark = "<mailto:" + from.address;
  const bool posts_there = std::search(post.begin(), post.end(), mark.begin(), mark.end(),
                                       [](char a, char b) { return to_lower(a) == to_lower(b); }) != post.end();
  return posts_there || (message.has_field("List-Id") && from.name.find(" via ") != std::string::npos);
}

} // namespace

std::optional<Mailbox> read_list_author(const ParsedMessage& message) {
  const std::vector<Mailbox> from = message.field_addresses("From");
  if (from.size() != 1 || from.front().address.empty() || !is_of_list(message, from.front())) return std::nullopt;
  // What the list software notes, the surest first; Reply-To last, since some lists put themselves there.
  constexpr std::array<std::string_view, 4> fields{"X-Original-From", "Original-From", "X-Original-Sender", "Reply-To"};
  for (const std::string_view field : fields)
    if (auto author = only_other(message.field_addresses(field), from.front())) return author;
  return std::nullopt;
}

std::optional<Mailbox> printed_list_author(const Mailbox& from, const std::vector<Mailbox>& reply_to) {
  return from.name.find(" via ") == std::string::npos ? std::nullopt : only_other(reply_to, from);
}

} // namespace parsers
