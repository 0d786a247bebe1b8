#include "parsers/bounce_forms.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "parsers/ascii.hpp"
#include "parsers/phrase_set.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_diagnostic = 4096;
constexpr std::size_t most_sharing = 20; // recipients that may share the whole text as their diagnostic
constexpr std::size_t most_read_octets = 4UL * 1024 * 1024; // by all rules of all rows together

bool contains_any(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return !word.empty() && text.find(word) != std::string_view::npos; });
}

/// All starts of all rows and the words of delays, looked for in one pass.
class FormWords {
 public:
  FormWords() : phrases_(collect()) {}

  struct Candidate {
    std::size_t row;
    std::string_view start; // empty for a row without any
  };
  struct Found {
    std::vector<Candidate> candidates; // in the order of the table: rows without a start, and those with one here
    bool is_delay = false;
  };

  [[nodiscard]] Found found_in(std::string_view folded) const {
    std::map<std::size_t, std::size_t> starts; // by row: the first of its starts
    for (const std::size_t row : rows_without_start_) starts.emplace(row, none);
    Found all;
    const PhraseSet::Occurrences found = phrases_.find(folded);
    for (const PhraseSet::Occurrence& one : found.list()) {
      for (const auto& [row, place] : uses_[one.phrase]) {
        if (row == delay) {
          all.is_delay = true;
          continue;
        }
        const auto [known, is_new] = starts.try_emplace(row, place);
        if (!is_new) known->second = std::min(known->second, place);
      }
    }
    for (const auto& [row, place] : starts)
      all.candidates.push_back({row, place == none ? std::string_view{} : bounce_forms()[row].start[place]});
    return all;
  }

 private:
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t delay = none - 1;
  struct Use {
    std::size_t row; // or `delay`
    std::size_t place;
  };

  PhraseSet collect() {
    std::map<std::string_view, std::size_t> index;
    std::vector<std::string_view> phrases;
    const auto add = [&](std::string_view words, Use use) {
      const auto [place, is_new] = index.try_emplace(words, phrases.size());
      if (is_new) phrases.push_back(words);
      uses_.resize(phrases.size());
      uses_[place->second].push_back(use);
    };
    for (std::size_t row = 0; row < bounce_forms().size(); ++row) {
      const auto& starts = bounce_forms()[row].start;
      if (starts[0].empty()) rows_without_start_.push_back(row);
      for (std::size_t place = 0; place < starts.size() && !starts[place].empty(); ++place)
        add(starts[place], {row, place});
    }
    for (const std::string_view words : delay_words()) add(words, {delay, 0});
    return PhraseSet(phrases);
  }

  std::vector<std::vector<Use>> uses_; // by phrase
  std::vector<std::size_t> rows_without_start_;
  PhraseSet phrases_;
};

/// Whether a row's conditions hold beside its start.
class Conditions {
 public:
  explicit Conditions(const ReportedText& reported) : reported_(reported) {}

  [[nodiscard]] bool hold(const BounceForm& form) const {
    if (form.header[0].empty() ? !reported_.is_from_machine() : !has_field(form)) return false;
    if (form.needs_mail_system && !reported_.is_from_mail_system()) return false;
    if (!form.subject[0].empty() && !has_subject(form)) return false;
    return !form.needs_failure_code || has_failure_code(reported_.own());
  }

 private:
  [[nodiscard]] bool has_field(const BounceForm& form) const {
    const auto body = reported_.message().field(form.header[0]);
    return body && fold_words(*body).find(form.header[1]) != std::string::npos;
  }
  [[nodiscard]] bool has_subject(const BounceForm& form) const {
    return contains_any(fold_words(reported_.message().field_text("Subject")), form.subject);
  }
  static bool has_failure_code(std::string_view text) {
    return find_reply_code(text).starts_with('5') || find_status(text).starts_with('5');
  }

  const ReportedText& reported_;
};

/// What the row may read: up to the line in which its list ends.
ReportText text_for(const BounceForm& form, const ReportedText& reported) {
  const std::string_view text = form.reads_quotation ? reported.text() : reported.own();
  const std::string_view lower = reported.lower(text.size());
  const std::size_t stop = form.stop.empty() ? std::string_view::npos : lower.find(form.stop);
  return {text.substr(0, stop), lower.substr(0, stop)};
}

/// The rules of one row after the other, from its start; then from the top, for a list that stands before it. A text
/// made to fit every row is given up at some point.
class RecipientSearch {
 public:
  explicit RecipientSearch(const ReportedText& reported) : reported_(reported) {}

  std::vector<TextRecipient> search(const BounceForm& form, std::string_view start) {
    const ReportText text = text_for(form, reported_);
    std::vector<TextRecipient> recipients = search_from(form, start, text);
    if (recipients.empty() && !start.empty()) recipients = search_from(form, {}, text);
    return recipients;
  }

 private:
  std::vector<TextRecipient> search_from(const BounceForm& form, std::string_view start, const ReportText& text) {
    for (const RecipientRule& rule : form.recipients) {
      if (rule.shape == Shape::none || octets_left_ < text.text.size()) continue;
      octets_left_ -= text.text.size();
      auto recipients = read_recipients(rule, start, reported_.message(), text);
      if (!recipients.empty()) return recipients;
    }
    return {};
  }

  const ReportedText& reported_;
  std::size_t octets_left_ = most_read_octets;
};

/// What the rule did not tell: the words of the whole text, and what the form itself says.
void complete(TextRecipient& recipient, const BounceForm& form, std::string_view own, bool may_share) {
  recipient.has_own_words = has_words(recipient.diagnostic) && !form.reads_quotation;
  if (!recipient.has_own_words && may_share) recipient.diagnostic = own.substr(0, most_diagnostic);
  if (!form.implied.empty()) recipient.diagnostic.append(1, '\n').append(form.implied);
}

} // namespace

TextReport read_text_report(const ReportedText& reported) {
  static const FormWords words;
  const FormWords::Found found = words.found_in(reported.folded());
  const Conditions conditions(reported);
  RecipientSearch recipients(reported);
  const BounceForm* nobody_named = nullptr;
  for (const auto& [row, start] : found.candidates) {
    const BounceForm& form = bounce_forms()[row];
    if (!conditions.hold(form)) continue;
    TextReport report{&form, found.is_delay, recipients.search(form, start)};
    if (report.recipients.empty()) {
      if (form.may_name_nobody && nobody_named == nullptr) nobody_named = &form;
      continue;
    }
    const bool may_share = report.recipients.size() <= most_sharing;
    for (TextRecipient& recipient : report.recipients) complete(recipient, form, reported.own(), may_share);
    return report;
  }
  if (nobody_named == nullptr) return {};
  return {nobody_named, found.is_delay, {{"", "", std::string(reported.own().substr(0, most_diagnostic)), false}}};
}

} // namespace parsers
