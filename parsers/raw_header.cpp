#include "parsers/raw_header.hpp"

#include <algorithm>
#include <array>

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

constexpr std::string_view line_end = "\r\n";

/// Those that change what a person, or we, read.
constexpr std::array<std::string_view, 13> single_fields{"From",
                                                         "Subject",
                                                         "Date",
                                                         "To",
                                                         "Cc",
                                                         "Reply-To",
                                                         "Sender",
                                                         "Message-ID",
                                                         "In-Reply-To",
                                                         "References",
                                                         "MIME-Version",
                                                         "Content-Type",
                                                         "Content-Transfer-Encoding"};

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

// field-name = 1*ftext, and white space before the colon in the obsolete form (RFC 5322 2.2, 4.5).
bool read_name(RawField& field) {
  std::size_t end = 0;
  while (end < field.whole.size() && field.whole[end] > ' ' && field.whole[end] < 0x7F && field.whole[end] != ':')
    ++end;
  std::size_t colon = end;
  while (colon < field.whole.size() && is_blank(field.whole[colon])) ++colon;
  if (end == 0 || colon == field.whole.size() || field.whole[colon] != ':') return false;
  field.name_end = end;
  field.colon = colon;
  return true;
}

class RawHeaderReader {
 public:
  RawHeaderReader(std::string_view octets, const Limits& limits) : octets_(octets), limits_(limits) {}

  RawHeader read() {
    std::size_t position = 0;
    while (position < octets_.size()) {
      if (octets_.substr(position).starts_with(line_end)) {
        header_.body = octets_.substr(position + line_end.size());
        break;
      }
      if (position > limits_.header_block) {
        header_.is_unambiguous = false;
        break;
      }
      const std::size_t next = octets_.find(line_end, position);
      const std::size_t end = std::min(next, octets_.size());
      take_line(position, end);
      if (next == std::string_view::npos) header_.is_unambiguous = false; // it may go on
      position = next == std::string_view::npos ? end : next + line_end.size();
    }
    finish_field();
    return std::move(header_);
  }

 private:
  void take_line(std::size_t begin, std::size_t end) {
    const std::string_view line = octets_.substr(begin, end - begin);
    if (line.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) header_.is_unambiguous = false;
    if (is_blank(line.front()) && is_open_) {
      open_end_ = end;
      return;
    }
    finish_field();
    open_begin_ = begin;
    open_end_ = end;
    is_open_ = true;
  }

  void finish_field() {
    if (!is_open_) return;
    is_open_ = false;
    RawField field{.whole = octets_.substr(open_begin_, open_end_ - open_begin_)};
    const bool fits = field.whole.size() <= limits_.header_field && header_.fields.size() < limits_.header_fields;
    if (fits && read_name(field))
      header_.fields.push_back(field);
    else
      header_.is_unambiguous = false;
  }

  std::string_view octets_;
  const Limits& limits_;
  RawHeader header_;
  bool is_open_ = false;
  std::size_t open_begin_ = 0;
  std::size_t open_end_ = 0;
};

} // namespace

RawHeader read_raw_header(std::string_view octets, const Limits& limits) {
  return RawHeaderReader(octets, limits).read();
}

bool repeats_single_field(const RawHeader& header) {
  std::array<bool, single_fields.size()> is_there{};
  for (const RawField& field : header.fields) {
    const auto* const name = std::ranges::find_if(
        single_fields, [&](std::string_view single) { return equals_ignoring_case(single, field.name()); });
    if (name == single_fields.end()) continue;
    bool& was_there = is_there.at(static_cast<std::size_t>(name - single_fields.begin()));
    if (was_there) return true;
    was_there = true;
  }
  return false;
}

} // namespace parsers
