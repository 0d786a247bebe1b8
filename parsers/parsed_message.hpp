// A message that was read once: its tree, and typed ways to its fields and texts. What recognisers are written against.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/address_list.hpp"
#include "parsers/limits.hpp"
#include "parsers/mime_tree.hpp"
#include "parsers/quoted_lines.hpp"

namespace parsers {

/// Text of one leaf, ready to be read: UTF-8, LF line ends, transfer encoding and charset undone.
struct TextBody {
  std::uint32_t part = 0; // index in the tree
  bool is_html = false;   // then `text` is the HTML source, decoded
  std::string text;
};

/// Does not own the octets: they must outlive it. Not for several threads at once (texts are decoded when first asked).
class ParsedMessage {
 public:
  ParsedMessage(std::string_view octets, const Limits& limits);

  [[nodiscard]] std::string_view octets() const { return octets_; }
  [[nodiscard]] const Limits& limits() const { return limits_; }
  [[nodiscard]] const MimeTree& tree() const { return tree_; }
  [[nodiscard]] const std::vector<MimePart>& parts() const { return tree_.parts; }
  [[nodiscard]] const Defects& defects() const { return defects_; }
  Defects& defects() { return defects_; }

  /// Field bodies of one part, first to last; names are compared without case. All are unfolded; `field_text` decodes
  /// encoded words too. part 0 is the message's own header.
  [[nodiscard]] bool has_field(std::string_view name, std::uint32_t part = 0) const;
  [[nodiscard]] std::optional<std::string> field(std::string_view name, std::uint32_t part = 0) const;
  [[nodiscard]] std::vector<std::string> fields(std::string_view name, std::uint32_t part = 0) const;
  [[nodiscard]] std::string field_text(std::string_view name, std::uint32_t part = 0) const; // "" when missing
  [[nodiscard]] std::vector<Mailbox> field_addresses(std::string_view name, std::uint32_t part = 0) const;

  /// The body of a leaf without its transfer encoding; octets, no charset applied.
  [[nodiscard]] std::string decoded_body(std::uint32_t part) const;
  /// A leaf as UTF-8, by its charset parameter (of HTML without one: by its meta element). `limits().decoded_text`
  /// bounds all calls on this message together.
  [[nodiscard]] const TextBody& text_body(std::uint32_t part) const;

  /// The same, line by line: what a reader of forwards has found out about them the reader of replies need not find out
  /// again.
  [[nodiscard]] const QuotedLines& text_lines(std::uint32_t part) const;

  /// The leaf that a mail program shows first as plain text (text/plain, not an attachment, not inside a
  /// message/rfc822 or report part); of multipart/alternative the plain one. Nothing when there is none.
  [[nodiscard]] std::optional<std::uint32_t> first_plain_text() const;
  [[nodiscard]] std::optional<std::uint32_t> first_html() const;
  /// What a person would read: the plain text where it has words, else the HTML as text.
  [[nodiscard]] std::string visible_text() const;
  /// First part of this type, "message/delivery-status", in document order; at or below `below`.
  [[nodiscard]] std::optional<std::uint32_t> first_part(std::string_view type, std::uint32_t below = 0) const;

 private:
  [[nodiscard]] std::optional<std::uint32_t> first_readable(std::string_view type) const;

  std::string_view octets_;
  Limits limits_;
  MimeTree tree_;
  mutable Defects defects_;
  mutable std::vector<std::optional<TextBody>> texts_;
  mutable std::map<std::uint32_t, QuotedLines> lines_; // of texts_
  mutable std::size_t decoded_so_far_ = 0;
};

} // namespace parsers
