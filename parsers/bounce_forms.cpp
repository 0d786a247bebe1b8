#include "parsers/bounce_forms.hpp"

#include <algorithm>
#include <map>

#include "parsers/ascii.hpp"
#include "parsers/phrase_set.hpp"
#include "parsers/report_lines.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_diagnostic = 4096;
constexpr std::size_t most_sharing = 20;               // recipients that may share the whole text as their diagnostic
constexpr std::size_t most_report_text = 128UL * 1024; // what programs write themselves is far shorter
constexpr std::size_t most_read_octets = 4UL * 1024 * 1024; // by all rules of all rows together

bool contains_any(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return !word.empty() && text.find(word) != std::string_view::npos; });
}
bool is_stated(std::span<const std::string_view> words) { return !words.empty() && !words.front().empty(); }

/// A line of the returned message's header, where no separator announced it.
bool is_returned_header(std::string_view line) {
  return starts_with_ignoring_case(line, "Received: ") || starts_with_ignoring_case(line, "Received:from") ||
         starts_with_ignoring_case(line, "Return-Path: ") || starts_with_ignoring_case(line, "DKIM-Signature:");
}

std::string_view without_rules(std::string_view line) {
  while (!line.empty() && std::string_view("-=_*| \t").find(line.front()) != std::string_view::npos)
    line.remove_prefix(1);
  return line;
}

bool starts_quotation(std::string_view folded_line) {
  const std::string_view words = without_rules(folded_line);
  const auto starts = quotation_starts();
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return words.starts_with(start); });
}

/// What directly follows an address and belongs to it: brackets, "...", a colon, "(expanded from <…>)".
std::string_view diagnostic_after(std::string_view rest) {
  while (!rest.empty() && std::string_view(" \t.:;>\")'").find(rest.front()) != std::string_view::npos)
    rest.remove_prefix(1);
  return trim(rest);
}

struct Match {
  std::string address;
  std::string_view rest; // of the line
};

std::optional<Match> match_after(std::string_view line, std::size_t from) {
  static constexpr std::string_view marks = " \t<>('\":[";
  const auto found = find_address(line, from);
  if (!found || line.substr(from, found->begin - from).find_first_not_of(marks) != std::string_view::npos)
    return std::nullopt;
  return Match{found->address, line.substr(found->end)};
}

std::optional<Match> match_bracket_colon(std::string_view line) {
  const std::string_view text = trim(line);
  const auto found = find_address(text);
  if (!found || found->begin != 0 || !found->has_brackets) return std::nullopt;
  std::string_view rest = trim(text.substr(found->end));
  if (rest.starts_with('(')) {
    const std::size_t close = rest.find("):");
    if (close == std::string_view::npos) return std::nullopt;
    rest.remove_prefix(close + 1);
  }
  if (!rest.starts_with(':')) return std::nullopt;
  return Match{found->address, rest.substr(1)};
}

std::optional<Match> match_reply(std::string_view line) {
  const std::string_view text = trim(line);
  if (text.size() < 5 || find_reply_code(text.substr(0, 4)).empty()) return std::nullopt;
  const auto found = find_address(text.substr(0, 1024), 4);
  const std::size_t before = found ? found->begin : 0;
  if (!found || before > 12 || text.substr(found->end, 3) != "...") return std::nullopt;
  return Match{found->address, text};
}

/// `lower` is the line in lower case: same places, other letters.
std::optional<Match> match(const RecipientRule& rule, std::string_view line, std::string_view lower) {
  switch (rule.shape) {
    case Shape::alone: {
      const auto found = address_alone(line);
      return found ? std::optional(Match{found->address, {}}) : std::nullopt;
    }
    case Shape::bracket_colon:
      return match_bracket_colon(line);
    case Shape::first:
      return match_after(line, 0);
    case Shape::label: {
      const std::size_t begin = lower.find_first_not_of(" \t>*-|\"");
      if (begin == std::string_view::npos || !lower.substr(begin).starts_with(rule.words)) return std::nullopt;
      return match_after(line, begin + rule.words.size());
    }
    case Shape::inside: {
      const std::size_t at = lower.find(rule.words);
      return at == std::string_view::npos ? std::nullopt : match_after(line, at + rule.words.size());
    }
    case Shape::reply:
      return match_reply(line);
    case Shape::field:
    case Shape::none:
      break;
  }
  return std::nullopt;
}

/// One rule at work: goes through the lines after the start and gives each recipient the lines that belong to it, which
/// are those below its name; where a reply names it, those above.
class RuleReader {
 public:
  RuleReader(const RecipientRule& rule, std::string_view start, std::size_t most)
      : rule_(rule), start_(start), most_(most) {}

  /// The words of the start may be apart on two lines; then the list is looked for from the top.
  std::vector<TextRecipient> read(std::string_view text) {
    if (!read_from(text, start_.empty())) read_from(text, true);
    return std::move(recipients_);
  }

 private:
  bool read_from(std::string_view text, bool has_started) {
    Lines lines(text);
    std::string_view line;
    while (lines.next(line)) {
      const std::string lower = to_lower(line);
      const bool starts_here = !has_started && lower.find(start_) != std::string::npos;
      has_started = has_started || starts_here;
      if (!has_started) continue;
      const bool is_in_words =
          rule_.shape == Shape::inside || rule_.shape == Shape::label || rule_.shape == Shape::reply;
      const auto found = !starts_here || is_in_words ? match(rule_, line, lower) : std::nullopt;
      if (found)
        begin_recipient(*found, is_in_words ? line : diagnostic_after(found->rest));
      else if (!starts_here)
        add_line(line);
    }
    return has_started;
  }

  void begin_recipient(const Match& found, std::string_view words) {
    if (recipients_.size() == most_) return;
    const auto [place, is_new] = index_.try_emplace(to_lower(found.address), recipients_.size());
    if (is_new) recipients_.push_back({found.address, {}, true});
    current_ = place->second;
    append(recipients_[current_].diagnostic, above_);
    above_.clear();
    append(recipients_[current_].diagnostic, words);
  }
  void add_line(std::string_view line) {
    if (rule_.shape == Shape::reply)
      append(above_, line);
    else if (!recipients_.empty())
      append(recipients_[current_].diagnostic, line);
  }
  static void append(std::string& diagnostic, std::string_view line) {
    const std::string_view words = trim(line);
    if (words.empty() || diagnostic.size() + words.size() > most_diagnostic) return;
    if (!diagnostic.empty()) diagnostic.push_back('\n');
    diagnostic.append(words);
  }

  const RecipientRule& rule_;
  std::string_view start_;
  std::size_t most_;
  std::vector<TextRecipient> recipients_;
  std::map<std::string, std::size_t> index_;
  std::string above_;
  std::size_t current_ = 0;
};

std::vector<TextRecipient> read_recipients(const RecipientRule& rule, std::string_view start,
                                           const ParsedMessage& message, std::string_view text) {
  if (rule.shape != Shape::field) return RuleReader(rule, start, message.limits().report_recipients).read(text);
  std::vector<TextRecipient> recipients;
  for (const Mailbox& mailbox : message.field_addresses(rule.words))
    if (!mailbox.address.empty()) recipients.push_back({mailbox.address, {}, true});
  return recipients;
}

/// The rules of the row one after the other, from its start; then from the top, for a list that stands before it.
/// Takes what it read off `octets_left`; a text made to fit every row is given up at some point.
std::vector<TextRecipient> read_recipients(const BounceForm& form, std::string_view start, const ParsedMessage& message,
                                           std::string_view text, std::size_t& octets_left) {
  std::vector<TextRecipient> recipients;
  for (const std::string_view from : {start, std::string_view{}}) {
    for (const RecipientRule& rule : form.recipients) {
      if (rule.shape == Shape::none || !recipients.empty() || octets_left < text.size()) continue;
      octets_left -= text.size();
      recipients = read_recipients(rule, from, message, text);
    }
  }
  return recipients;
}

/// All starts of all rows, looked for in one pass.
class FormStarts {
 public:
  FormStarts() : phrases_(collect()) {}

  /// The first start of each row that stands in the text. Empty for a row without any; nothing for one that has none
  /// here.
  [[nodiscard]] std::vector<std::optional<std::string_view>> found_in(std::string_view folded) const {
    const std::vector<PhraseSet::Occurrence> found = phrases_.find(folded);
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
};

bool fits(const BounceForm& form, const Clues& clues) {
  if (form.header[0].empty() && !clues.is_from_machine) return false;
  if (!form.header[0].empty()) {
    const auto body = clues.message.field(form.header[0]);
    if (!body || fold_words(*body).find(form.header[1]) == std::string::npos) return false;
  }
  return !is_stated(form.subject) || contains_any(clues.subject, form.subject);
}

bool has_words(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }) > 3;
}

} // namespace

bool is_inside_returned_message(const ParsedMessage& message, std::uint32_t part) {
  while (part != 0) {
    part = message.parts()[part].parent;
    if (message.parts()[part].content_type.type == "message") return true;
  }
  return false;
}

bool is_from_machine(const ParsedMessage& message, std::uint32_t part) {
  for (const std::string_view field : {"From", "Return-Path", "Sender"}) {
    const std::string body = to_lower(message.field(field, part).value_or(""));
    if (contains_any(body, machine_senders())) return true;
    if (body == "<>" || body.ends_with(" <>")) return true;
  }
  const std::string subject = fold_words(message.field_text("Subject", part));
  const auto starts = machine_subjects();
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return subject.starts_with(start); });
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
    if (is_returned_header(line) || starts_quotation(fold_words(line)))
      return text.substr(0, static_cast<std::size_t>(line.data() - text.data()));
  return text;
}

TextReport read_text_report(const ParsedMessage& message, std::string_view text) {
  static const FormStarts form_starts;
  const std::string_view own = before_quotation(text);
  const std::string folded = fold_words(own);
  const Clues clues{message, fold_words(message.field_text("Subject")), is_from_machine(message)};
  const auto starts = form_starts.found_in(folded);
  const auto forms = bounce_forms();
  const BounceForm* nobody_named = nullptr;
  std::size_t octets_left = most_read_octets;
  for (std::size_t row = 0; row < forms.size(); ++row) {
    const BounceForm& form = forms[row];
    if (!starts[row] || !fits(form, clues)) continue;
    TextReport report{&form, contains_any(folded, delay_words()), {}};
    report.recipients = read_recipients(form, *starts[row], message, form.reads_quotation ? text : own, octets_left);
    if (report.recipients.empty()) {
      if (form.may_name_nobody && nobody_named == nullptr) nobody_named = &form;
      continue;
    }
    for (TextRecipient& recipient : report.recipients) {
      recipient.has_own_words = has_words(recipient.diagnostic) && !form.reads_quotation;
      if (!recipient.has_own_words && report.recipients.size() <= most_sharing)
        recipient.diagnostic = own.substr(0, most_diagnostic);
      if (!form.implied.empty()) recipient.diagnostic.append(1, '\n').append(form.implied);
    }
    return report;
  }
  if (nobody_named == nullptr) return {};
  return {
      nobody_named, contains_any(folded, delay_words()), {{"", std::string(own.substr(0, most_diagnostic)), false}}};
}

} // namespace parsers
