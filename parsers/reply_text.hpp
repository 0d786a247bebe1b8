// What a person typed, apart from what their mail program quoted. Losing a person's words is the worst error,
// keeping a signature the mildest.
#pragma once

#include <string>
#include <string_view>

#include "parsers/parsed_message.hpp"

namespace parsers {

struct ReplyText {
  std::string text;        // without quotation, signature and sign-off
  std::string signed_text; // the same with signature and sign-off kept
  std::string quotation;   // what was taken away as quotation
};

ReplyText read_reply(const ParsedMessage& message);
/// Bare text: LF line ends, UTF-8.
ReplyText read_reply_text(std::string_view text);
ReplyText read_reply_html(std::string_view html);

} // namespace parsers
