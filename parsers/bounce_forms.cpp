#include "parsers/bounce_forms.hpp"

#include <algorithm>
#include <bitset>
#include <map>

#include "parsers/ascii.hpp"
#include "parsers/phrase_set.hpp"
#include "parsers/report_lines.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_diagnostic = 4096;
constexpr std::size_t most_sharing = 20;               // recipients that may share the whole text as their diagnostic
constexpr std::size_t longest_quotation_start = 160;   // octets; white space in it may be wide
constexpr std::size_t most_report_text = 128UL * 1024; // what programs write themselves is far shorter
constexpr std::size_t most_read_octets = 4UL * 1024 * 1024; // by all rules of all rows together

bool contains_any(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return !word.empty() && text.find(word) != std::string_view::npos; });
}
bool is_stated(std::span<const std::string_view> words) { return !words.empty() && !words.front().empty(); }

/// A line of the returned message's header, where no separator announced it.
bool is_returned_header(std::string_view line) {
  if (line.empty() || (to_lower(line[0]) != 'r' && to_lower(line[0]) != 'd')) return false;
  return starts_with_ignoring_case(line, "Received: ") || starts_with_ignoring_case(line, "Received:from") ||
         starts_with_ignoring_case(line, "Return-Path: ") || starts_with_ignoring_case(line, "DKIM-Signature:");
}

std::string_view without_rules(std::string_view line) {
  while (!line.empty() && std::string_view("-=_*| \t").find(line.front()) != std::string_view::npos)
    line.remove_prefix(1);
  return line;
}

/// Octets that some quotation begins with; any beyond ASCII may be a capital.
std::bitset<256> quotation_octets() {
  std::bitset<256> octets;
  for (const std::string_view start : quotation_starts()) octets.set(static_cast<unsigned char>(start[0]));
  for (std::size_t octet = 0x80; octet < octets.size(); ++octet) octets.set(octet);
  return octets;
}

bool starts_quotation(std::string_view line) {
  static const std::bitset<256> octets = quotation_octets();
  const std::string_view words = without_rules(line);
  if (words.empty() || !octets.test(static_cast<unsigned char>(to_lower(words[0])))) return false;
  const std::string folded = fold_words(words.substr(0, longest_quotation_start));
  const auto starts = quotation_starts();
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return folded.starts_with(start); });
}

/// The rules of the row one after the other, from its start; then from the top, for a list that stands before it.
/// Takes what it read off `octets_left`; a text made to fit every row is given up at some point.
std::vector<TextRecipient> read_recipients(const BounceForm& form, std::string_view start, const ParsedMessage& message,
                                           const ReportText& text, std::size_t& octets_left) {
  std::vector<TextRecipient> recipients;
  for (const std::string_view from : {start, std::string_view{}}) {
    for (const RecipientRule& rule : form.recipients) {
      if (rule.shape == Shape::none || !recipients.empty() || octets_left < text.text.size()) continue;
      octets_left -= text.text.size();
      recipients = read_recipients(rule, from, message, text);
    }
    if (start.empty()) break;
  }
  return recipients;
}

/// `text` up to the line in which the row's list ends.
std::string_view before_stop(const BounceForm& form, std::string_view text, std::string_view lower) {
  const std::size_t stop = form.stop.empty() ? std::string_view::npos : lower.find(form.stop);
  return text.substr(0, stop);
}

/// All starts of all rows, looked for in one pass.
class FormStarts {
 public:
  FormStarts() : phrases_(collect()) {}

  /// The first start of each row that stands in the text. Empty for a row without any; nothing for one that has none
  /// here.
  [[nodiscard]] std::vector<std::optional<std::string_view>> found_in(std::string_view folded) const {
    const PhraseSet::Occurrences found = phrases_.find(folded);
    std::vector<std::optional<std::string_view>> starts;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const auto first =
          std::find_if(rows_[row].begin(), rows_[row].end(), [&](const Start& s) { return found[s.phrase].found(); });
      if (rows_[row].empty()) {
        starts.emplace_back(std::string_view{});
      } else if (first != rows_[row].end()) {
        starts.emplace_back(first->words);
      } else {
        starts.emplace_back(std::nullopt);
      }
    }
    return starts;
  }

 private:
  struct Start {
    std::string_view words;
    std::size_t phrase;
  };

  PhraseSet collect() {
    std::map<std::string_view, std::size_t> index;
    std::vector<std::string_view> phrases;
    for (const BounceForm& form : bounce_forms()) {
      rows_.emplace_back();
      for (const std::string_view start : form.start) {
        if (start.empty()) continue;
        const auto [place, is_new] = index.try_emplace(start, phrases.size());
        if (is_new) phrases.push_back(start);
        rows_.back().push_back({start, place->second});
      }
    }
    return PhraseSet(phrases);
  }

  std::vector<std::vector<Start>> rows_;
  PhraseSet phrases_;
};

struct Clues {
  const ParsedMessage& message;
  std::string subject; // folded
  bool is_from_machine;
  bool is_from_mail_system;
  bool has_failure_code; // a reply code or a status of a failure for ever
};

bool fits(const BounceForm& form, const Clues& clues) {
  if (form.header[0].empty() && !clues.is_from_machine) return false;
  if (!form.header[0].empty()) {
    const auto body = clues.message.field(form.header[0]);
    if (!body || fold_words(*body).find(form.header[1]) == std::string::npos) return false;
  }
  if (form.needs_mail_system && !clues.is_from_mail_system) return false;
  if (form.needs_failure_code && !clues.has_failure_code) return false;
  return !is_stated(form.subject) || contains_any(clues.subject, form.subject);
}

/// More than a few letters.
bool has_words(std::string_view text) {
  int letters = 0;
  for (const char c : text)
    if ((is_alpha(c) || static_cast<unsigned char>(c) >= 0x80) && ++letters > 3) return true;
  return false;
}

bool has_failure_code(std::string_view text) {
  return find_reply_code(text).starts_with('5') || find_status(text).starts_with('5');
}

/// What the rule did not tell: the words of the whole text, and what the form itself says.
void complete(TextRecipient& recipient, const BounceForm& form, std::string_view own, bool may_share) {
  recipient.has_own_words = has_words(recipient.diagnostic) && !form.reads_quotation;
  if (!recipient.has_own_words && may_share) recipient.diagnostic = own.substr(0, most_diagnostic);
  if (!form.implied.empty()) recipient.diagnostic.append(1, '\n').append(form.implied);
}

} // namespace

bool is_inside_returned_message(const ParsedMessage& message, std::uint32_t part) {
  while (part != 0) {
    part = message.parts()[part].parent;
    if (message.parts()[part].content_type.type == "message") return true;
  }
  return false;
}

bool is_from_mail_system(const ParsedMessage& message, std::uint32_t part) {
  for (const std::string_view field : {"From", "Return-Path", "Sender"})
    if (contains_any(to_lower(message.field(field, part).value_or("")), machine_senders())) return true;
  const std::string subject = fold_words(message.field_text("Subject", part));
  if (contains_any(subject, machine_subject_parts())) return true;
  const auto starts = machine_subjects();
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return subject.starts_with(start); });
}

bool is_from_machine(const ParsedMessage& message, std::uint32_t part) {
  for (const std::string_view field : {"From", "Return-Path", "Sender"}) {
    const std::string body = message.field(field, part).value_or("");
    if (body == "<>" || body.ends_with(" <>")) return true;
  }
  return is_from_mail_system(message, part);
}

std::string report_text(const ParsedMessage& message) {
  std::string text;
  for (std::uint32_t part = 0; part < message.parts().size() && text.size() < most_report_text; ++part) {
    const ContentType& type = message.parts()[part].content_type;
    const bool has_parts = part + 1 < message.parts().size() && message.parts()[part + 1].parent == part;
    const bool is_text = type.is("text/plain") || (type.type == "multipart" && !has_parts);
    if (!is_text || is_inside_returned_message(message, part)) continue;
    if (!text.empty() && text.back() != '\n') text.push_back('\n');
    text += message.text_body(part).text;
  }
  if (!has_words(text)) text = message.visible_text();
  text.resize(std::min(text.size(), most_report_text));
  return text;
}

std::string_view before_quotation(std::string_view text) {
  Lines lines(text);
  std::string_view line;
  while (lines.next(line))
    if (is_returned_header(line) || starts_quotation(line))
      return text.substr(0, static_cast<std::size_t>(line.data() - text.data()));
  return text;
}

TextReport read_text_report(const ParsedMessage& message, std::string_view text) {
  static const FormStarts form_starts;
  const std::string_view own = before_quotation(text);
  const std::string folded = fold_words(own);
  const std::string lower = to_lower(text);
  const Clues clues{message, fold_words(message.field_text("Subject")), is_from_machine(message),
                    is_from_mail_system(message), has_failure_code(own)};
  const bool is_delay = contains_any(folded, delay_words());
  const auto starts = form_starts.found_in(folded);
  const auto forms = bounce_forms();
  const BounceForm* nobody_named = nullptr;
  std::size_t octets_left = most_read_octets;
  for (std::size_t row = 0; row < forms.size(); ++row) {
    const BounceForm& form = forms[row];
    if (!starts[row] || !fits(form, clues)) continue;
    const std::string_view read = before_stop(form, form.reads_quotation ? text : own, lower);
    TextReport report{&form, is_delay, {}};
    report.recipients = read_recipients(form, *starts[row], message,
                                        {read, std::string_view(lower).substr(0, read.size())}, octets_left);
    if (report.recipients.empty()) {
      if (form.may_name_nobody && nobody_named == nullptr) nobody_named = &form;
      continue;
    }
    const bool may_share = report.recipients.size() <= most_sharing;
    for (TextRecipient& recipient : report.recipients) complete(recipient, form, own, may_share);
    return report;
  }
  if (nobody_named == nullptr) return {};
  return {nobody_named, is_delay, {{"", "", std::string(own.substr(0, most_diagnostic)), false}}};
}

} // namespace parsers
