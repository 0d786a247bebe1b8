// What postmasters know about replies: the words, the status codes and the hosts that mean something of their own.
// Rows only; failure_reason.cpp says in which order they are asked.
#pragma once

#include <span>
#include <string_view>

#include "parsers/delivery_report.hpp"
#include "parsers/reply_codes.hpp"

namespace parsers {

/// Words of a reply, lower case, one space between words. "a … b" stands for a and, anywhere after it, b.
struct PhraseRow {
  FailureReason reason;
  std::string_view words;
};

/// An enhanced status code. "x.2.2" stands for 4.2.2 and 5.2.2.
struct StatusRow {
  std::string_view status;
  FailureReason reason;
};

/// A host that uses a code in a way of its own. `host` is a part of the name of the remote or the reporting host, of
/// the recipient's domain or of the words, `code` the beginning of the status or the reply code, `words` as in
/// PhraseRow without "…", `command` what was answered; what is empty or unknown is not asked.
struct HostRow {
  std::string_view host;
  std::string_view code;
  std::string_view words;
  FailureReason reason;
  SmtpCommand command = SmtpCommand::unknown;
};

std::span<const PhraseRow> phrase_rows();
/// Weaker words: asked last, the first row that is found decides.
std::span<const PhraseRow> hint_rows();
std::span<const StatusRow> status_rows();
std::span<const HostRow> host_rows();

} // namespace parsers
