// The elements by which mail programs mark quoted mail in HTML: their names, classes and ids.
#pragma once

#include "parsers/html_text.hpp"

namespace parsers {

/// All of these are asked of start tags.
/// Everything from here on is the quoted mail.
bool begins_quoted_mail(const HtmlToken& tag);
/// The element holds the header block of the quoted mail.
bool is_header_element(const HtmlToken& tag);
/// The element holds the quoted mail, and nothing else.
bool is_quotation_element(const HtmlToken& tag);
/// The element holds the line that introduces a quotation; Gmail uses it for the header of a forward too.
bool is_attribution_element(const HtmlToken& tag);
/// A <blockquote> that quotes nothing: the button "indent" of Apple Mail and Gmail.
bool is_indentation(const HtmlToken& tag);

} // namespace parsers
