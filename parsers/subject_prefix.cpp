#include "parsers/subject_prefix.hpp"

#include <string>

#include "parsers/ascii.hpp"
#include "parsers/folded_text.hpp"
#include "parsers/forwarded_message.hpp"
#include "parsers/quoted_lines.hpp"

namespace parsers {
namespace {

constexpr std::size_t longest_prefix = 48; // octets

/// "re[2]", "re(2)", "re^2" and "re 2" are "re".
std::string_view without_count(std::string_view folded) {
  while (!folded.empty() &&
         (is_digit(folded.back()) || std::string_view("[]()^ *").find(folded.back()) != std::string_view::npos))
    folded.remove_suffix(1);
  return folded;
}

bool means(const SubjectPrefix& prefix, SubjectMark mark) {
  for (const auto& [meaning, languages] : prefix.meanings)
    if (meaning == mark) return true;
  return false;
}

} // namespace

std::optional<PrefixedSubject> split_subject_prefix(std::string_view subject) {
  constexpr std::string_view wide_colon = "\xEF\xBC\x9A";
  subject = trim_invisible(subject);
  const bool is_bracketed = subject.starts_with('[') && subject.ends_with(']'); // "[Fwd: …]", old Mozilla
  if (is_bracketed) subject = subject.substr(1, subject.size() - 2);
  const std::string_view front = subject.substr(0, longest_prefix);
  const std::size_t narrow = front.find(':');
  const std::size_t wide = front.substr(0, narrow).find(wide_colon);
  const std::size_t colon = wide != std::string_view::npos ? wide : narrow;
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string folded = fold_text(front.substr(0, colon));
  const SubjectPrefix* const prefix = find_subject_prefix(without_count(folded));
  if (prefix == nullptr) return std::nullopt;
  const std::size_t end = colon + (colon == wide ? wide_colon.size() : 1);
  return PrefixedSubject{prefix, trim_invisible(subject.substr(end))};
}

std::optional<SubjectMark> first_subject_mark(std::string_view subject, LanguageSet languages) {
  const auto split = split_subject_prefix(subject);
  if (!split) return std::nullopt;
  const auto& meanings = split->prefix->meanings;
  if (meanings.size() == 1) return meanings.front().first;
  for (const auto& [mark, spoken] : meanings)
    if (spoken.shares(languages)) return mark;
  return SubjectMark::forward;
}

std::string_view without_forward_prefix(std::string_view subject) {
  subject = trim_invisible(subject);
  for (auto split = split_subject_prefix(subject); split && means(*split->prefix, SubjectMark::forward);
       split = split_subject_prefix(subject))
    subject = split->rest;
  return subject;
}

std::string base_subject(std::string_view subject) {
  subject = trim_invisible(subject);
  for (auto split = split_subject_prefix(subject); split; split = split_subject_prefix(subject)) subject = split->rest;
  return std::string(subject);
}

bool has_forward_prefix(std::string_view subject) {
  for (auto split = split_subject_prefix(subject); split; split = split_subject_prefix(split->rest))
    if (means(*split->prefix, SubjectMark::forward)) return true;
  return false;
}

} // namespace parsers
