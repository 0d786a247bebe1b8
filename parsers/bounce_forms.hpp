// Reports of failed deliveries that are text for people: which program wrote it, where it names the recipients and
// where the returned message begins. One row a program or provider (bounce_forms_table.cpp); no regular expressions.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/recipient_rules.hpp"
#include "parsers/reply_codes.hpp"
#include "parsers/reported_text.hpp"

namespace parsers {

/// Conditions: each list that is not empty must have one word that is found; all words are lower case. A report also
/// needs a machine's sender, see `is_from_machine`, or the header field. Of several starts that are found the first in
/// the row is where the list of recipients is looked for.
struct BounceForm {
  std::string_view name;
  std::array<std::string_view, 2> header{};   // a field's name and a part of its body
  std::array<std::string_view, 4> subject{};  // parts of the subject
  std::array<std::string_view, 40> start{};   // parts of the line that the list of recipients follows
  std::array<RecipientRule, 8> recipients{};  // asked in this order; the first that finds any recipient stands alone
  std::string_view stop{};                    // part of the line that ends the list: what follows is prose
  std::string_view implied{};                 // words added to every diagnostic: what the form itself says
  SmtpCommand command = SmtpCommand::unknown; // what was answered, where the form is used at one stage only
  bool reads_quotation = false;               // the recipient stands only in what the program tells of the message
  bool may_name_nobody = false;               // a report all the same: of whom the envelope was for
  bool needs_mail_system = false;             // common words: the null return path of an answering program is no proof
  bool needs_failure_code = false;            // no words are known: "550 …" or "5.1.1" must stand in the text
};

std::span<const BounceForm> bounce_forms();
/// Words that make the report one of a delay.
std::span<const std::string_view> delay_words();
struct TextReport {
  const BounceForm* form = nullptr;
  bool is_delay = false;
  std::vector<TextRecipient> recipients; // each address once
};

/// Form null when no row fits.
TextReport read_text_report(const ReportedText& reported);

} // namespace parsers
