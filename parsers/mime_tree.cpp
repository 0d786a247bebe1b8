// One pass over the lines. A stack of open parts stands for the nesting, so depth costs no machine stack, and a hash of
// the open boundaries finds the part that a delimiter belongs to; whatever is open inside that part ends there.
#include "parsers/mime_tree.hpp"

#include <algorithm>
#include <limits>

#include "parsers/ascii.hpp"
#include "parsers/header_block.hpp"
#include "parsers/line_reader.hpp"
#include "parsers/open_boundaries.hpp"

namespace parsers {
namespace {

TransferEncoding read_transfer_encoding(std::string_view field) {
  // mechanism := token; a comment, a ';' or quotes round it are seen in the field.
  field = trim(field.substr(0, field.find_first_of(";(")));
  if (field.size() >= 2 && field.front() == '"' && field.back() == '"') field = trim(field.substr(1, field.size() - 2));
  for (const std::string_view name : {"", "7bit", "8bit", "binary", "7-bit", "8-bit"})
    if (equals_ignoring_case(field, name)) return TransferEncoding::identity;
  if (equals_ignoring_case(field, "base64")) return TransferEncoding::base64;
  if (equals_ignoring_case(field, "quoted-printable")) return TransferEncoding::quoted_printable;
  return TransferEncoding::unknown;
}

bool is_message(const ContentType& type) { return type.is("message/rfc822") || type.is("message/global"); }

class TreeReader {
 public:
  TreeReader(std::string_view octets, const Limits& limits)
      : octets_(octets.substr(0, std::numeric_limits<std::uint32_t>::max())), limits_(limits) {}

  MimeTree read() {
    const LineEndCensus census = take_line_end_census(octets_);
    line_ends_ = census.line_ends();
    report(census);
    std::size_t position = skip_blank_lines(octets_.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    position = begin_part(position, 0);
    while (position < octets_.size() && !boundaries_.empty()) {
      const Line line = line_at(octets_, position, line_ends_);
      const auto delimiter = boundaries_.match(octets_.substr(line.begin, line.end - line.begin));
      position = delimiter ? take(*delimiter, line) : line.next;
    }
    if (!boundaries_.empty()) tree_.defects.add(Defect::unclosed_multipart);
    close_from(0, octets_.size());
    return std::move(tree_);
  }

 private:
  void report(const LineEndCensus& census) {
    if (census.has_nul) tree_.defects.add(Defect::nul_octet);
    if (line_ends_ == LineEnds::cr)
      tree_.defects.add(Defect::cr_line_ends);
    else if (census.has_bare_cr)
      tree_.defects.add(Defect::bare_cr);
    if (census.has_cr_lf && census.has_bare_lf) tree_.defects.add(Defect::bare_lf);
  }

  std::size_t take(const OpenBoundaries::Delimiter& delimiter, const Line& line) {
    close_from(delimiter.level + 1, line.begin);
    if (delimiter.closes) {
      boundaries_.close_from(delimiter.level); // what follows is the epilogue, inside of the same part
      return line.next;
    }
    return may_begin_part() ? begin_part(line.next, open_.back()) : line.next;
  }

  bool may_begin_part() {
    if (tree_.parts.size() < limits_.mime_parts) return true;
    tree_.defects.add(Defect::part_limit);
    return false;
  }

  // Reads the header of a part, and of the message inside it and so on; returns where the last body begins.
  std::size_t begin_part(std::size_t position, std::uint32_t parent) {
    bool is_whole_message = tree_.parts.empty();
    do {
      if (is_whole_message) position = skip_mbox_line(position);
      const auto index = static_cast<std::uint32_t>(tree_.parts.size());
      position = read_part_header(position, parent);
      open_.push_back(index);
      parent = index;
      is_whole_message = true;
    } while (holds_message(tree_.parts[parent]) && may_nest() && may_begin_part());
    const MimePart& last = tree_.parts[parent];
    if (const auto boundary = boundary_of(last); !boundary.empty() && may_nest())
      boundaries_.open(boundary, static_cast<std::uint32_t>(open_.size() - 1));
    return position;
  }

  std::size_t read_part_header(std::size_t position, std::uint32_t parent) {
    HeaderBlock block = read_header_block({octets_, line_ends_, boundaries_, limits_}, position, tree_.defects);
    MimePart part;
    part.parent = parent;
    part.depth = static_cast<std::uint32_t>(open_.size());
    part.header = {static_cast<std::uint32_t>(position), static_cast<std::uint32_t>(block.end - position)};
    part.body.offset = static_cast<std::uint32_t>(block.body_begin);
    part.fields = std::move(block.fields);
    const bool in_digest = !tree_.parts.empty() && tree_.parts[parent].content_type.is("multipart/digest");
    if (in_digest) part.content_type = {"message", "rfc822", {}};
    read_type_fields(part);
    if (part.transfer_encoding == TransferEncoding::unknown) tree_.defects.add(Defect::unknown_transfer_encoding);
    check_boundary(part);
    tree_.parts.push_back(std::move(part));
    return block.body_begin;
  }

  void read_type_fields(MimePart& part) const {
    bool has_type = false;
    bool has_encoding = false;
    for (const HeaderField& field : part.fields) {
      const std::string_view name = slice(octets_, field.name);
      if (!has_type && equals_ignoring_case(name, "Content-Type")) {
        part.content_type = read_content_type(slice(octets_, field.body)).value_or(ContentType{});
        has_type = true;
      } else if (!has_encoding && equals_ignoring_case(name, "Content-Transfer-Encoding")) {
        part.transfer_encoding = read_transfer_encoding(slice(octets_, field.body));
        has_encoding = true;
      }
    }
  }

  static std::string_view boundary_of(const MimePart& part) {
    return part.content_type.type == "multipart" ? part.content_type.parameter("boundary").value_or("")
                                                 : std::string_view{};
  }

  // A multipart that nothing can delimit is text: its octets are shown, not dropped.
  void check_boundary(MimePart& part) {
    if (part.content_type.type != "multipart") return;
    const std::string_view boundary = boundary_of(part);
    if (!boundary.empty() && boundary.size() <= limits_.boundary) return;
    tree_.defects.add(boundary.empty() ? Defect::missing_boundary : Defect::boundary_too_long);
    part.content_type = ContentType{};
  }

  // RFC 2046 5.2.1 allows no encoding of a message; where there is one all the same, there are no octets to point at.
  static bool holds_message(const MimePart& part) {
    return is_message(part.content_type) && part.transfer_encoding != TransferEncoding::base64 &&
           part.transfer_encoding != TransferEncoding::quoted_printable;
  }

  bool may_nest() {
    if (open_.size() <= limits_.mime_depth) return true;
    tree_.defects.add(Defect::nesting_limit);
    return false;
  }

  // Empty lines that an export put in front of the header. Where no field follows them, the header is empty.
  [[nodiscard]] std::size_t skip_blank_lines(std::size_t position) const {
    std::size_t begin = position;
    while (begin < octets_.size()) {
      const Line line = line_at(octets_, begin, line_ends_);
      const std::string_view text = octets_.substr(line.begin, line.end - line.begin);
      if (text.find_first_not_of(" \t") != std::string_view::npos) {
        const std::size_t colon = text.find_first_of(": \t");
        return colon != std::string_view::npos && colon > 0 && text[colon] == ':' ? begin : position;
      }
      begin = line.next;
    }
    return position;
  }

  // "From " of an mbox, and ">From " where such a file was returned inside a report.
  [[nodiscard]] std::size_t skip_mbox_line(std::size_t position) const {
    const std::string_view rest = octets_.substr(position);
    if (!rest.starts_with("From ") && !rest.starts_with(">From ")) return position;
    return line_at(octets_, position, line_ends_).next;
  }

  // Ends all open parts from the given level inwards at the line that begins at `position`.
  void close_from(std::uint32_t level, std::size_t position) {
    if (level < open_.size() && boundaries_.close_from(level) > 0) tree_.defects.add(Defect::unclosed_multipart);
    const std::size_t end = position == octets_.size() && level == 0 ? position : before_line_end(position);
    for (; open_.size() > level; open_.pop_back()) {
      MimePart& part = tree_.parts[open_.back()];
      part.body.length = static_cast<std::uint32_t>(std::max<std::size_t>(end, part.body.offset) - part.body.offset);
    }
  }

  // The line end in front of a delimiter belongs to the delimiter (RFC 2046 5.1.1).
  [[nodiscard]] std::size_t before_line_end(std::size_t position) const {
    if (position == 0) return position;
    const std::string_view before = octets_.substr(0, position);
    if (line_ends_ == LineEnds::cr) return before.ends_with('\r') ? position - 1 : position;
    if (before.ends_with("\r\n")) return position - 2;
    return before.ends_with('\n') ? position - 1 : position;
  }

  std::string_view octets_;
  const Limits& limits_;
  LineEnds line_ends_ = LineEnds::lf;
  MimeTree tree_;
  std::vector<std::uint32_t> open_; // parts from the root inwards; the level of a boundary is an index here
  OpenBoundaries boundaries_;
};

} // namespace

MimeTree read_mime_tree(std::string_view octets, const Limits& limits) { return TreeReader(octets, limits).read(); }

} // namespace parsers
