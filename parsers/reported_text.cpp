#include "parsers/reported_text.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <vector>

#include "parsers/ascii.hpp"
#include "parsers/phrase_set.hpp"
#include "parsers/report_lines.hpp"

namespace parsers {
namespace {

constexpr std::size_t longest_quotation_start = 160;   // octets; white space in it may be wide
constexpr std::size_t most_report_text = 128UL * 1024; // what programs write themselves is far shorter
constexpr std::size_t most_header_text = 4096;         // octets of a field in which a program is looked for

/// A line of the returned message's header, where no separator announced it.
bool is_returned_header(std::string_view line) {
  if (line.empty() || (to_lower(line[0]) != 'r' && to_lower(line[0]) != 'd')) return false;
  return starts_with_ignoring_case(line, "Received: ") || starts_with_ignoring_case(line, "Received:from") ||
         starts_with_ignoring_case(line, "Return-Path: ") || starts_with_ignoring_case(line, "DKIM-Signature:");
}

std::string_view without_rules(std::string_view line) {
  const std::size_t begin = line.find_first_not_of("-=_*| \t");
  return line.substr(std::min(begin, line.size()));
}

/// The starts of quotations by their first octet.
class QuotationStarts {
 public:
  QuotationStarts() {
    for (const std::string_view start : quotation_starts()) {
      by_octet_[static_cast<unsigned char>(start[0])].push_back(start);
      may_begin_.set(pair_of(start));
    }
  }
  /// Two letters of ASCII tell of most lines that they begin nothing; what else may fold to something is folded.
  [[nodiscard]] bool may_begin(std::string_view words) const {
    if (words.empty()) return false;
    if (words.size() > 1 && is_alpha(words[0]) && is_alpha(words[1])) return may_begin_.test(pair_of(words));
    const auto first = static_cast<unsigned char>(to_lower(words[0]));
    return first >= 0x80 || !by_octet_[first].empty();
  }
  [[nodiscard]] bool begin(std::string_view folded) const {
    return !folded.empty() && std::ranges::any_of(by_octet_[static_cast<unsigned char>(folded[0])],
                                                  [&](std::string_view start) { return folded.starts_with(start); });
  }

 private:
  static std::size_t pair_of(std::string_view words) {
    return static_cast<std::size_t>(static_cast<unsigned char>(to_lower(words[0]))) << 8U |
           static_cast<unsigned char>(to_lower(words[1]));
  }

  std::array<std::vector<std::string_view>, 256> by_octet_;
  std::bitset<0x10000> may_begin_;
};

bool starts_quotation(std::string_view line) {
  static const QuotationStarts starts;
  const std::string_view words = without_rules(line);
  return starts.may_begin(words) && starts.begin(fold_words(words.substr(0, longest_quotation_start)));
}

bool is_subject_of_mail_system(std::string_view subject) {
  static const PhraseSet starts(machine_subjects());
  static const PhraseSet parts(machine_subject_parts());
  if (parts.any_in(subject)) return true;
  const PhraseSet::Occurrences found = starts.find(subject);
  return std::ranges::any_of(found.list(), [&](const PhraseSet::Occurrence& one) {
    return subject.starts_with(machine_subjects()[one.phrase]);
  });
}

std::string text_of_parts(const ParsedMessage& message) {
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

} // namespace

bool has_words(std::string_view text) {
  int letters = 0;
  for (const char c : text)
    if ((is_alpha(c) || static_cast<unsigned char>(c) >= 0x80) && ++letters > 3) return true;
  return false;
}

bool is_inside_returned_message(const ParsedMessage& message, std::uint32_t part) {
  while (part != 0) {
    part = message.parts()[part].parent;
    if (message.parts()[part].content_type.type == "message") return true;
  }
  return false;
}

bool is_from_mail_system(const ParsedMessage& message, std::uint32_t part) {
  static const PhraseSet senders(machine_senders());
  std::string fields;
  for (const std::string_view name : {"From", "Return-Path", "Sender"})
    fields += to_lower(std::string_view(message.field(name, part).value_or("")).substr(0, most_header_text)) + '\n';
  return senders.any_in(fields) ||
         is_subject_of_mail_system(fold_words(message.field_text("Subject", part).substr(0, most_header_text)));
}

bool is_from_machine(const ParsedMessage& message, std::uint32_t part) {
  for (const std::string_view name : {"From", "Return-Path", "Sender"}) {
    const std::string body = message.field(name, part).value_or("");
    if (body == "<>" || body.ends_with(" <>")) return true;
  }
  return is_from_mail_system(message, part);
}

std::string_view before_quotation(std::string_view text) {
  Lines lines(text);
  std::string_view line;
  while (lines.next(line))
    if (is_returned_header(line) || starts_quotation(line))
      return text.substr(0, static_cast<std::size_t>(line.data() - text.data()));
  return text;
}

ReportedText::ReportedText(const ParsedMessage& message)
    : message_(message),
      text_(text_of_parts(message)),
      own_length_(before_quotation(text_).size()),
      folded_(fold_words(own())),
      is_from_mail_system_(parsers::is_from_mail_system(message)),
      is_from_machine_(is_from_mail_system_ || parsers::is_from_machine(message)) {}

std::string_view ReportedText::lower(std::size_t length) const {
  if (lower_.size() < length) lower_ = to_lower(std::string_view(text_).substr(0, length));
  return std::string_view(lower_).substr(0, length);
}

} // namespace parsers
