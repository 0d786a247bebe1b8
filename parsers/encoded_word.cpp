#include "parsers/encoded_word.hpp"

#include <algorithm>

#include <limits>
#include <optional>

#include "parsers/ascii.hpp"
#include "parsers/charset.hpp"
#include "parsers/transfer_encoding.hpp"
#include "parsers/utf8.hpp"

namespace parsers {
namespace {

constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();
constexpr std::size_t longest_charset = 80; // with its language; keeps the look-ahead for a word's start bounded

struct EncodedWord {
  std::string_view charset;
  bool is_base64 = false;
  std::string_view text;
  std::size_t end = 0; // offset behind it
};

// encoded-word = "=?" charset ["*" language] "?" encoding "?" encoded-text "?="
class WordReader {
 public:
  explicit WordReader(std::string_view field) : field_(field) {}

  // The word at `begin`, where "=?" stands.
  std::optional<EncodedWord> read(std::size_t begin) {
    const std::string_view start = field_.substr(begin + 2, longest_charset + 3);
    const std::size_t mark = start.find('?');
    if (mark == 0 || mark == std::string_view::npos || mark + 2 >= start.size() || start[mark + 2] != '?')
      return std::nullopt;
    const char encoding = to_lower(start[mark + 1]);
    if (encoding != 'b' && encoding != 'q') return std::nullopt;
    const std::size_t text = begin + 2 + mark + 3;
    const std::size_t end = end_from(text);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view content = field_.substr(text, end - text);
    if (content.find("=?") != std::string_view::npos) return std::nullopt; // this one was cut off; the next is whole
    const std::string_view charset = start.substr(0, mark);
    return EncodedWord{charset.substr(0, charset.find('*')), encoding == 'b', content, end + 2};
  }

 private:
  // The next "?=" from `begin` on. Kept between calls, or each word without an end would search all the rest again.
  std::size_t end_from(std::size_t begin) {
    if (end_ != std::string_view::npos && end_ < begin) end_ = field_.find("?=", begin);
    return end_;
  }

  std::string_view field_;
  std::size_t end_ = 0;
};

std::string decode_word(const EncodedWord& word, Defects& defects) {
  if (word.is_base64) return decode_transfer_encoding(word.text, TransferEncoding::base64, no_limit, defects);
  std::string text(word.text);
  for (char& c : text) { // "Q": '_' is a space (RFC 2047 4.2), and no line end can be in it
    if (c == '_') c = ' ';
  }
  // Trailing space counts here, while quoted-printable drops it at the end of a line.
  const std::size_t last = text.find_last_not_of(' ') + 1;
  std::string octets = decode_transfer_encoding(std::string_view(text).substr(0, last),
                                                TransferEncoding::quoted_printable, no_limit, defects);
  return octets.append(text.size() - last, ' ');
}

// C0, DEL and C1 controls, and the two separators that end lines for some.
bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029; }

// `text` is well-formed.
void replace_controls(std::string& text) {
  std::string clean;
  std::string_view rest = text;
  while (!rest.empty()) {
    const DecodedCharacter next = decode_utf8(rest);
    if (is_control(next.character))
      clean.push_back(' ');
    else
      clean.append(rest.substr(0, next.length));
    rest.remove_prefix(next.length);
  }
  text = std::move(clean);
}

// Collects plain text and words; words of one charset are converted together, because some programs cut a character
// in two.
class HeaderText {
 public:
  explicit HeaderText(Defects& defects) : defects_(defects) {}

  void add_plain(std::string_view octets) {
    finish_words();
    text_ += to_utf8(octets, "", no_limit, defects_);
  }
  void add_word(const EncodedWord& word) {
    if (!equals_ignoring_case(word.charset, charset_)) finish_words();
    charset_ = word.charset;
    octets_ += decode_word(word, defects_);
  }
  std::string take() {
    finish_words();
    replace_controls(text_);
    return std::move(text_);
  }

 private:
  void finish_words() {
    if (!octets_.empty()) text_ += to_utf8(octets_, charset_, no_limit, defects_);
    octets_.clear();
  }

  Defects& defects_;
  std::string text_;
  std::string_view charset_;
  std::string octets_;
};

} // namespace

std::string unfold(std::string_view field_body) {
  field_body = trim(field_body);
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (std::none_of(field_body.begin(), field_body.end(), is_control)) return std::string(field_body);
  std::string text;
  text.reserve(field_body.size());
  for (std::size_t i = 0; i < field_body.size(); ++i) {
    const char c = field_body[i];
    if (c == '\r' || c == '\n') {
      while (i + 1 < field_body.size() && is_space(field_body[i + 1])) ++i;
      text.push_back(' ');
    } else {
      text.push_back(is_control(c) ? ' ' : c);
    }
  }
  return text;
}

std::string decode_header_text(std::string_view unfolded, Defects& defects) {
  const auto is_printable = [](char c) { return c >= ' ' && c <= '~'; };
  const bool is_plain = std::ranges::all_of(unfolded, is_printable) && unfolded.find("=?") == std::string_view::npos;
  if (is_plain) return std::string(unfolded);
  HeaderText text(defects);
  WordReader words(unfolded);
  std::size_t plain = 0; // where the plain text since the last word begins
  bool after_word = false;
  std::size_t position = unfolded.find("=?");
  while (position != std::string_view::npos) {
    const auto word = words.read(position);
    if (!word) {
      position = unfolded.find("=?", position + 2);
      continue;
    }
    const std::string_view between = unfolded.substr(plain, position - plain);
    if (!between.empty() && !(after_word && trim(between).empty())) text.add_plain(between);
    text.add_word(*word);
    after_word = true;
    plain = word->end;
    position = unfolded.find("=?", plain);
  }
  if (plain < unfolded.size()) text.add_plain(unfolded.substr(plain));
  return text.take();
}

} // namespace parsers
