#include "parsers/canonical_text.hpp"

#include <algorithm>

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

constexpr std::size_t piece_octets = 16UL * 1024; // handed to the sink at once
constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

// RFC 6376 3.4.2: unfolded, runs of white space are one space, none at the ends and none round the colon.
void append_relaxed(std::string& text, std::string_view value) {
  bool has_blank = false, has_text = false;
  for (const char c : value) {
    if (c == '\r' || c == '\n') continue;
    if (is_blank(c)) {
      has_blank = true;
      continue;
    }
    if (has_blank && has_text) text.push_back(' ');
    text.push_back(c);
    has_blank = false;
    has_text = true;
  }
}

} // namespace

std::string canonical_field(const RawField& field, Canonicalisation form, LeftOut left_out) {
  const std::string_view body = field.body();
  std::string kept(body.substr(0, left_out.begin));
  kept.append(body.substr(std::min(left_out.end, body.size())));
  std::string text;
  text.reserve(field.whole.size() + 2);
  if (form == Canonicalisation::simple) {
    text.append(field.whole.substr(0, field.colon + 1)).append(kept);
  } else {
    text.append(to_lower(field.name())).push_back(':');
    append_relaxed(text, kept);
  }
  return text.append("\r\n");
}

void CanonicalBody::add(std::string_view octets) {
  while (!octets.empty()) {
    if (has_return_) {
      has_return_ = false;
      if (octets.front() == '\n') {
        octets.remove_prefix(1);
        end_line();
        continue;
      }
      add_text("\r");
    }
    const std::size_t next_return = std::min(octets.find('\r'), octets.size());
    add_text(octets.substr(0, next_return));
    has_return_ = next_return < octets.size();
    octets.remove_prefix(next_return + (has_return_ ? 1 : 0));
  }
}

void CanonicalBody::add_text(std::string_view octets) {
  if (form_ == Canonicalisation::simple) {
    write(octets);
    return;
  }
  while (!octets.empty()) {
    const auto* const blank = std::ranges::find_if(octets, is_blank);
    const auto words = static_cast<std::size_t>(blank - octets.begin());
    if (words > 0) {
      if (has_blank_) write(" ");
      has_blank_ = false;
      write(octets.substr(0, words));
    }
    octets.remove_prefix(words);
    const auto* const word = std::ranges::find_if_not(octets, is_blank);
    const auto blanks = static_cast<std::size_t>(word - octets.begin());
    has_blank_ = has_blank_ || blanks > 0;
    octets.remove_prefix(blanks);
  }
}

void CanonicalBody::write(std::string_view octets) {
  if (octets.empty()) return;
  write_line_ends();
  waiting_.append(octets);
  has_written_ = true;
  if (waiting_.size() >= piece_octets) flush();
}

void CanonicalBody::write_line_ends() {
  for (; line_ends_ > 0; --line_ends_) {
    waiting_.append("\r\n");
    if (waiting_.size() >= piece_octets) flush();
  }
}

void CanonicalBody::end_line() {
  has_blank_ = false;
  ++line_ends_;
}

// Empty lines at the end are one line end; a body of nothing is one in the simple form and none in the relaxed one
// (RFC 6376 3.4.3, 3.4.4).
void CanonicalBody::finish() {
  if (has_return_) add_text("\r");
  has_return_ = false;
  if (has_written_ || form_ == Canonicalisation::simple) waiting_.append("\r\n");
  flush();
}

void CanonicalBody::flush() {
  if (!waiting_.empty()) sink_(waiting_);
  waiting_.clear();
}

} // namespace parsers
