// What a mail program tells people in its report, up to the message that it returns, and whether a program wrote at
// all. Prepared once for all who read it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "parsers/parsed_message.hpp"

namespace parsers {

/// Beginnings of lines after which the returned message follows; lower case. In reported_text_words.cpp, as those
/// below.
std::span<const std::string_view> quotation_starts();
/// Parts of a sender's address, and beginnings of a subject, that mail programs report with.
std::span<const std::string_view> machine_senders();
std::span<const std::string_view> machine_subjects();
/// Words that only subjects of mail programs have, wherever they stand.
std::span<const std::string_view> machine_subject_parts();

/// The sender or the subject of a mail system, or (`is_from_machine`) the null return path of any program: never enough
/// for a report, always needed for one.
bool is_from_mail_system(const ParsedMessage& message, std::uint32_t part = 0);
bool is_from_machine(const ParsedMessage& message, std::uint32_t part = 0);

/// Inside of a message/rfc822 part, or of any other message/ part.
bool is_inside_returned_message(const ParsedMessage& message, std::uint32_t part);

/// `text` up to where the returned message begins.
std::string_view before_quotation(std::string_view text);

/// More than a few letters.
bool has_words(std::string_view text);

/// All text parts that are not inside of a returned message. Refers to the message, which must outlive it. Not for
/// several threads at once.
class ReportedText {
 public:
  explicit ReportedText(const ParsedMessage& message);
  ReportedText(const ReportedText&) = delete; // the views are of its own strings
  ReportedText& operator=(const ReportedText&) = delete;

  [[nodiscard]] const ParsedMessage& message() const { return message_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  /// What the program says itself.
  [[nodiscard]] std::string_view own() const { return std::string_view(text_).substr(0, own_length_); }
  /// The front of `text` in ASCII lower case: same places. Made when first asked.
  [[nodiscard]] std::string_view lower(std::size_t length) const;
  /// `own` as phrases are compared with it.
  [[nodiscard]] std::string_view folded() const { return folded_; }
  [[nodiscard]] bool is_from_mail_system() const { return is_from_mail_system_; }
  [[nodiscard]] bool is_from_machine() const { return is_from_machine_; }

 private:
  const ParsedMessage& message_;
  std::string text_;
  std::size_t own_length_;
  mutable std::string lower_;
  std::string folded_;
  bool is_from_mail_system_;
  bool is_from_machine_;
};

} // namespace parsers
