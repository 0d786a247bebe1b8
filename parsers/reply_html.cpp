// Replies in HTML: what mail programs mark as quoted by elements is taken out by its place, then the rest is read as
// text, where <blockquote> has become '>' and the other forms look as they do in plain text.
#include <algorithm>

#include "parsers/ascii.hpp"
#include "parsers/html_quotation.hpp"
#include "parsers/html_text.hpp"
#include "parsers/reply_lines.hpp"
#include "parsers/reply_text.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_tokens = 200'000;

bool has_words(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; });
}

class QuotationCutter {
 public:
  explicit QuotationCutter(std::string_view html) : html_(html) {}

  void cut() {
    for (const HtmlToken& token : read_html_tokens(html_, most_tokens)) {
      take(token);
      if (is_done_) break;
    }
    (is_done_ || cut_ == Cut::quotation ? removed_ : kept_).append(html_.substr(copied_));
  }

  [[nodiscard]] const std::string& kept() const { return kept_; }
  [[nodiscard]] const std::string& removed() const { return removed_; }

 private:
  /// What the element is that we are in. An attribution is cut only when a quotation follows.
  enum class Cut : std::uint8_t { none, quotation, attribution, closed_attribution };

  void take(const HtmlToken& token) {
    if (cut_ == Cut::quotation || cut_ == Cut::attribution) return take_inside(token);
    if (token.kind == HtmlToken::Kind::text) {
      if (!has_words(token.text)) return;
      has_words_ = has_words_ || quotation_ == 0;
      if (cut_ == Cut::closed_attribution) cut_ = Cut::none;
      return;
    }
    const bool begins = token.kind == HtmlToken::Kind::start_tag;
    if (token.name == "blockquote") return take_blockquote(token);
    if (begins && has_words_ && begins_quoted_mail(token)) {
      copy_to(token.place.offset);
      is_done_ = true;
    } else if (begins && has_words_ && is_quotation_element(token)) {
      open(token, Cut::quotation);
    } else if (begins && is_attribution_element(token)) {
      open(token, Cut::attribution);
    }
  }

  void open(const HtmlToken& tag, Cut cut) {
    if (cut == Cut::quotation) copy_to(tag.place.offset);
    cut_ = cut;
    element_ = tag.name;
    depth_ = 1;
    place_ = tag.place;
  }

  void take_inside(const HtmlToken& token) {
    if (token.kind == HtmlToken::Kind::text || token.name != element_) return;
    depth_ += token.kind == HtmlToken::Kind::start_tag ? 1 : -1;
    if (depth_ > 0) return;
    place_.length = token.place.end() - place_.offset;
    if (cut_ == Cut::quotation) remove(place_.end());
    cut_ = cut_ == Cut::quotation ? Cut::none : Cut::closed_attribution;
  }

  void take_blockquote(const HtmlToken& token) {
    const bool begins = token.kind == HtmlToken::Kind::start_tag;
    if (begins && cut_ == Cut::closed_attribution) {
      copy_to(place_.offset);
      remove(place_.end());
      cut_ = Cut::none;
    }
    if (begins) {
      is_indentation_.push_back(is_indentation(token));
    } else if (is_indentation_.empty()) {
      return;
    }
    if (is_indentation_.back()) {
      copy_to(token.place.offset);
      kept_.append(begins ? "<div>" : "</div>");
      copied_ = token.place.end();
    } else {
      quotation_ += begins ? 1 : -1;
    }
    if (!begins) is_indentation_.pop_back();
  }

  void copy_to(std::size_t end) {
    if (end > copied_) kept_.append(html_.substr(copied_, end - copied_));
    copied_ = std::max(copied_, end);
  }

  void remove(std::size_t end) {
    removed_.append(html_.substr(copied_, end - copied_)).append("<br>");
    kept_.append("<br>");
    copied_ = end;
  }

  std::string_view html_;
  std::string kept_;
  std::string removed_;
  std::size_t copied_ = 0; // octets of the HTML that are in one of the two
  bool has_words_ = false;
  bool is_done_ = false;
  int quotation_ = 0;
  Cut cut_ = Cut::none;
  std::string element_; // that is being cut
  int depth_ = 0;
  ByteRange place_;
  std::vector<bool> is_indentation_; // of the open blockquotes
};

} // namespace

ReplyText read_reply_html(std::string_view html) {
  QuotationCutter cutter(html);
  cutter.cut();
  ReplyText reply = read_reply_text(html_to_text(cutter.kept()));
  if (const std::string removed = html_to_text(cutter.removed()); !removed.empty())
    reply.quotation.append(reply.quotation.empty() ? "" : "\n").append(removed);
  return reply;
}

ReplyText read_reply(const ParsedMessage& message) {
  if (const auto plain = message.first_plain_text()) {
    if (!trim(message.text_body(*plain).text).empty()) return read_reply_lines(message.text_lines(*plain));
  }
  if (const auto html = message.first_html()) return read_reply_html(message.text_body(*html).text);
  return {};
}

} // namespace parsers
