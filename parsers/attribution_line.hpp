// The line, or the few lines, with which a mail program introduces a quotation: "On … X <x@y> wrote:".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/address_list.hpp"
#include "parsers/quote_words.hpp"
#include "parsers/quoted_lines.hpp"

namespace parsers {

struct Attribution {
  std::size_t end = 0;          // the first line behind it
  std::string_view words_above; // of the person, in front of it on its first line
  LanguageSet languages;
};

/// Looks at line `first` and at most the three behind it.
std::optional<Attribution> read_attribution(const QuotedLines& lines, std::size_t first);

struct AttributionFields {
  Mailbox from;
  std::string date; // as printed
};
/// Takes apart what read_attribution found: `text` is its lines, joined by blanks.
AttributionFields read_attribution_fields(std::string_view text);

} // namespace parsers
