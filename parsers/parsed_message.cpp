#include "parsers/parsed_message.hpp"

#include <algorithm>
#include <cstring>

#include "parsers/ascii.hpp"
#include "parsers/assert_that.hpp"
#include "parsers/charset.hpp"
#include "parsers/encoded_word.hpp"
#include "parsers/html_charset.hpp"
#include "parsers/html_text.hpp"
#include "parsers/transfer_encoding.hpp"
#include "parsers/utf8.hpp"

namespace parsers {
namespace {

constexpr std::size_t longest_character = 4; // of UTF-8

// CR LF and CR alone become LF, in place.
void normalise_line_ends(std::string& text) {
  std::size_t written = text.find('\r');
  if (written == std::string::npos) return;
  for (std::size_t at = written; at < text.size();) { // at a CR
    const bool is_before_line_feed = at + 1 < text.size() && text[at + 1] == '\n';
    if (!is_before_line_feed) text[written++] = '\n';
    const std::size_t next = std::min(text.find('\r', at + 1), text.size());
    std::memmove(text.data() + written, text.data() + at + 1, next - at - 1);
    written += next - at - 1;
    at = next;
  }
  text.resize(written);
}

bool is_encoded(const MimePart& part) {
  return part.transfer_encoding == TransferEncoding::base64 ||
         part.transfer_encoding == TransferEncoding::quoted_printable;
}

bool is_attachment(std::string_view octets, const MimePart& part) {
  for (const HeaderField& field : part.fields) {
    if (!equals_ignoring_case(slice(octets, field.name), "Content-Disposition")) continue;
    const auto disposition = read_content_disposition(slice(octets, field.body));
    return disposition && disposition->type == "attachment";
  }
  return false;
}

// The parts that belong to the message itself: not what is inside a returned or forwarded message, and of a report
// only what was written for people, its first part (RFC 6522 3).
std::vector<bool> own_parts(const std::vector<MimePart>& parts) {
  std::vector<bool> is_own(parts.size(), false);
  std::vector<bool> has_child(parts.size(), false);
  is_own[0] = true;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::size_t parent = parts[i].parent;
    const ContentType& type = parts[parent].content_type;
    const bool is_later_report_part = has_child[parent] && type.is("multipart/report");
    is_own[i] = is_own[parent] && type.type != "message" && !is_later_report_part;
    has_child[parent] = true;
  }
  return is_own;
}

} // namespace

ParsedMessage::ParsedMessage(std::string_view octets, const Limits& limits)
    : octets_(octets),
      limits_(limits),
      tree_(read_mime_tree(octets, limits)),
      defects_(tree_.defects),
      texts_(tree_.parts.size()) {}

bool ParsedMessage::has_field(std::string_view name, std::uint32_t part) const {
  return std::ranges::any_of(parts().at(part).fields, [&](const HeaderField& field) {
    return equals_ignoring_case(slice(octets_, field.name), name);
  });
}

std::optional<std::string> ParsedMessage::field(std::string_view name, std::uint32_t part) const {
  for (const HeaderField& field : parts().at(part).fields)
    if (equals_ignoring_case(slice(octets_, field.name), name)) return unfold(slice(octets_, field.body));
  return std::nullopt;
}

std::vector<std::string> ParsedMessage::fields(std::string_view name, std::uint32_t part) const {
  std::vector<std::string> bodies;
  for (const HeaderField& field : parts().at(part).fields)
    if (equals_ignoring_case(slice(octets_, field.name), name)) bodies.push_back(unfold(slice(octets_, field.body)));
  return bodies;
}

std::string ParsedMessage::field_text(std::string_view name, std::uint32_t part) const {
  const auto body = field(name, part);
  return body ? decode_header_text(*body, defects_) : std::string();
}

std::vector<Mailbox> ParsedMessage::field_addresses(std::string_view name, std::uint32_t part) const {
  std::vector<Mailbox> mailboxes;
  for (const std::string& body : fields(name, part)) {
    std::vector<Mailbox> more = read_address_list(body, limits_, defects_);
    mailboxes.insert(mailboxes.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  if (mailboxes.size() > limits_.addresses) {
    defects_.add(Defect::address_limit);
    mailboxes.resize(limits_.addresses);
  }
  return mailboxes;
}

std::string ParsedMessage::decoded_body(std::uint32_t part) const {
  const MimePart& leaf = parts().at(part);
  const std::string_view body = slice(octets_, leaf.body);
  return decode_transfer_encoding(body, leaf.transfer_encoding, body.size(), defects_);
}

const TextBody& ParsedMessage::text_body(std::uint32_t part) const {
  assert_that(part < texts_.size(), "a part of another message");
  std::optional<TextBody>& known = texts_[part];
  if (known) return *known;
  const MimePart& leaf = parts()[part];
  TextBody text{part, leaf.content_type.is("text/html"), {}};
  // One character more than is allowed, so that it is seen whether there was more.
  const std::size_t most = limits_.decoded_text - decoded_so_far_ + longest_character;
  // No charset of mail needs more octets for a character than UTF-32 for ASCII.
  const std::size_t most_octets = std::min<std::size_t>(leaf.body.length, std::min(most, octets_.size()) * 4);
  std::string decoded;
  std::string_view octets = slice(octets_, leaf.body).substr(0, most_octets);
  if (is_encoded(leaf)) {
    decoded = decode_transfer_encoding(slice(octets_, leaf.body), leaf.transfer_encoding, most_octets, defects_);
    octets = decoded;
  }
  std::string charset(leaf.content_type.parameter("charset").value_or(""));
  if (charset.empty() && text.is_html) charset = charset_of_html(octets);
  text.text = to_utf8(octets, charset, most, defects_);
  const bool was_cut = octets.size() == most_octets && most_octets < leaf.body.length;
  if (was_cut || text.text.size() > most - longest_character) {
    text.text.resize(length_at_character(text.text, most - longest_character));
    defects_.add(Defect::text_limit);
  }
  decoded_so_far_ += text.text.size();
  normalise_line_ends(text.text);
  known = std::move(text);
  return *known;
}

const QuotedLines& ParsedMessage::text_lines(std::uint32_t part) const {
  const auto known = lines_.find(part);
  return known != lines_.end() ? known->second : lines_.emplace(part, QuotedLines(text_body(part).text)).first->second;
}

std::optional<std::uint32_t> ParsedMessage::first_readable(std::string_view type) const {
  const std::vector<bool> is_own = own_parts(parts());
  for (std::uint32_t i = 0; i < parts().size(); ++i)
    if (is_own[i] && parts()[i].content_type.is(type) && !is_attachment(octets_, parts()[i])) return i;
  return std::nullopt;
}

std::optional<std::uint32_t> ParsedMessage::first_plain_text() const { return first_readable("text/plain"); }

std::optional<std::uint32_t> ParsedMessage::first_html() const { return first_readable("text/html"); }

std::string ParsedMessage::visible_text() const {
  if (const auto plain = first_plain_text()) {
    const std::string& text = text_body(*plain).text;
    if (!trim(text).empty()) return text;
  }
  const auto html = first_html();
  return html ? html_to_text(text_body(*html).text) : std::string();
}

std::optional<std::uint32_t> ParsedMessage::first_part(std::string_view type, std::uint32_t below) const {
  // Parts stand in document order, so those below one follow it until one is not deeper.
  for (std::uint32_t i = below; i < parts().size(); ++i) {
    if (i != below && parts()[i].depth <= parts()[below].depth) break;
    if (parts()[i].content_type.is(type)) return i;
  }
  return std::nullopt;
}

} // namespace parsers
