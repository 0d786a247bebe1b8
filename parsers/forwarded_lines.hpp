// The reader of forwards in text, for lines whose reads can be counted.
#pragma once

#include <optional>
#include <string_view>

#include "parsers/forwarded_message.hpp"
#include "parsers/quoted_lines.hpp"

namespace parsers {

std::optional<ForwardedMessage> read_forwarded_lines(const QuotedLines& lines, std::string_view subject);

} // namespace parsers
