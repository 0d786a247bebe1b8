#include "parsers/header_block.hpp"

#include <optional>

namespace parsers {
namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

ByteRange range_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin)};
}

// field-name := 1*(%d33-57 / %d59-126), and white space before the colon in the obsolete form. Gives its length.
std::optional<std::size_t> field_name_length(std::string_view line) {
  std::size_t length = 0;
  while (length < line.size() && line[length] > ' ' && line[length] < 0x7F && line[length] != ':') ++length;
  std::size_t colon = length;
  while (colon < line.size() && is_blank(line[colon])) ++colon;
  if (length == 0 || colon == line.size() || line[colon] != ':') return std::nullopt;
  return length;
}

bool is_all_blank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

class BlockReader {
 public:
  BlockReader(const HeaderSource& source, std::size_t begin, Defects& defects)
      : source_(source), begin_(begin), defects_(defects) {}

  HeaderBlock read() {
    std::size_t position = begin_;
    while (position < source_.octets.size()) {
      const Line line = line_at(source_.octets, position, source_.line_ends);
      const std::string_view text = source_.octets.substr(line.begin, line.end - line.begin);
      if (line.is_empty() || (is_first_ && is_all_blank(text))) return end_at(line.begin, line.next);
      if (source_.boundaries.match(text)) return end_at(line.begin, line.begin);
      if (!take(line, text)) return end_at(*stray_, *stray_);
      is_first_ = false;
      position = line.next;
    }
    if (stray_) return end_at(*stray_, *stray_);
    if (!is_first_) defects_.add(Defect::missing_header_end);
    return end_at(position, position);
  }

 private:
  // False when the header has ended before this line, at `stray_`.
  bool take(const Line& line, std::string_view text) {
    if (is_blank(text.front()) && !is_first_) {
      if (!stray_) value_end_ = line.end;
      return true;
    }
    const auto name_length = field_name_length(text);
    if (!name_length && has_lost_fold()) {
      defects_.add(Defect::malformed_header_field);
      value_end_ = line.end;
      return true;
    }
    if (!name_length) {
      const bool was_stray = stray_.has_value();
      if (!was_stray) stray_ = line.begin;
      if (!is_first_) defects_.add(Defect::malformed_header_field);
      finish_field();
      return !is_first_ && !was_stray;
    }
    finish_field();
    stray_.reset();
    open_ = HeaderField{range_of(line.begin, line.begin + *name_length), {}};
    value_begin_ = line.begin + text.find(':', *name_length) + 1;
    value_end_ = line.end;
    return true;
  }

  // Some gateways drop the white space of a fold, and with it the boundary behind "multipart/alternative;".
  [[nodiscard]] bool has_lost_fold() const {
    return open_ && value_end_ > value_begin_ && source_.octets[value_end_ - 1] == ';';
  }

  void finish_field() {
    if (!open_) return;
    if (value_end_ - open_->name.offset > source_.limits.header_field) {
      defects_.add(Defect::header_field_too_long);
      value_end_ = open_->name.offset + source_.limits.header_field;
      if (value_end_ < value_begin_) value_end_ = value_begin_;
    }
    open_->body = range_of(value_begin_, value_end_);
    if (value_end_ - begin_ > source_.limits.header_block)
      defects_.add(Defect::header_block_too_long);
    else if (block_.fields.size() >= source_.limits.header_fields)
      defects_.add(Defect::header_field_limit);
    else
      block_.fields.push_back(*open_);
    open_.reset();
  }

  HeaderBlock end_at(std::size_t end, std::size_t body_begin) {
    finish_field();
    block_.end = end;
    block_.body_begin = body_begin;
    return std::move(block_);
  }

  const HeaderSource& source_;
  std::size_t begin_;
  Defects& defects_;
  HeaderBlock block_;
  bool is_first_ = true;
  std::optional<HeaderField> open_;
  std::size_t value_begin_ = 0;
  std::size_t value_end_ = 0;
  std::optional<std::size_t> stray_; // where a line began that is no field, when it was the last one
};

} // namespace

HeaderBlock read_header_block(const HeaderSource& source, std::size_t begin, Defects& defects) {
  return BlockReader(source, begin, defects).read();
}

} // namespace parsers
