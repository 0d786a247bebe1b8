// One pass over the text: lines, runs without white space, characters.
#include "classifier/words.hpp"

#include <algorithm>
#include <array>

#include "classifier/letters.hpp"
#include "parsers/ascii.hpp"
#include "parsers/utf8.hpp"

namespace classifier {

namespace {

/// A line this short was ended by the writer, a longer one perhaps by a mail program that wraps.
constexpr std::size_t shortest_wrapped_line = 45;
/// A greeting of so few words is a sentence of its own: "Hi Mara, stop".
constexpr std::uint32_t longest_greeting = 5;

constexpr std::array<std::string_view, 34> greetings{
    "hi",         "hello", "hey",    "dear",   "hallo",    "guten",        "liebe",   "lieber",  "sehr",
    "moin",       "hola",  "buenos", "buenas", "estimado", "estimada",     "bonjour", "bonsoir", "ciao",
    "buongiorno", "salve", "ola",    "bom",    "hej",      "hei",          "beste",   "geachte", "goedemorgen",
    "czesc",      "dzien", "dobry",  "ahoj",   "привет",   "здравствуйте", "добрый"};

bool is_signature_delimiter(std::string_view line) { return line == "--" || line == "-- " || line == "\xE2\x80\x94"; }

/// The run without the brackets and points round it.
std::string_view bare(std::string_view run) {
  constexpr std::string_view leading = "<([{\"'*,;:";
  constexpr std::string_view trailing = ">)]}\"'*,;:.!?";
  while (!run.empty() && leading.find(run.front()) != std::string_view::npos) run.remove_prefix(1);
  while (!run.empty() && trailing.find(run.back()) != std::string_view::npos) run.remove_suffix(1);
  return run;
}

bool is_link(std::string_view run) {
  using parsers::starts_with_ignoring_case;
  return starts_with_ignoring_case(run, "http://") || starts_with_ignoring_case(run, "https://") ||
         starts_with_ignoring_case(run, "www.");
}

std::string_view without_mailto(std::string_view run) {
  constexpr std::string_view scheme = "mailto:";
  return parsers::starts_with_ignoring_case(run, scheme) ? run.substr(scheme.size()) : run;
}

bool is_address(std::string_view run) {
  const std::size_t at = run.find('@');
  return at != std::string_view::npos && at > 0 && run.find('.', at) != std::string_view::npos &&
         run.find('@', at + 1) == std::string_view::npos;
}

/// The address that a run is, or that letters of scripts without spaces surround; empty when there is none.
std::string_view address_in(std::string_view run) {
  if (run.find('@') == std::string_view::npos) return {};
  const auto is_foreign = [](std::string_view from) {
    const char32_t character = parsers::decode_utf8(from).character;
    return letter_of(character) == Letter::alone || (character >= 0x80 && letter_of(character) == Letter::separating);
  };
  std::size_t begin = 0;
  std::size_t end = run.size();
  const std::size_t at = run.find('@');
  for (std::size_t i = 0; i < run.size();) {
    const std::size_t length = parsers::decode_utf8(run.substr(i)).length;
    if (is_foreign(run.substr(i))) {
      if (i >= at) {
        end = i;
        break;
      }
      begin = i + length;
    }
    i += length;
  }
  const std::string_view address = bare(run.substr(begin, end - begin));
  if (is_address(address)) return address;
  return is_address(run) ? run : std::string_view(); // the address itself is of such a script
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text.substr(0, parsers::length_at_character(text, longest_text))) {}

  Words read() {
    std::size_t begin = 0;
    while (begin < text_.size()) {
      std::size_t end = std::min(text_.find('\n', begin), text_.size());
      std::string_view line = text_.substr(begin, end - begin);
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      if (is_signature_delimiter(line) && !result_.words.empty()) break;
      if (parsers::trim(line).empty()) end_sentence();
      read_line(begin, begin + line.size());
      if (line.size() < shortest_wrapped_line) end_sentence();
      begin = end + 1;
    }
    end_sentence();
    return std::move(result_);
  }

 private:
  void read_line(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end;) {
      if (parsers::is_space(text_[i])) {
        ++i;
        continue;
      }
      std::size_t run_end = i;
      while (run_end < end && !parsers::is_space(text_[run_end])) ++run_end;
      read_run(i, run_end);
      i = run_end;
    }
  }

  /// A run has no white space of ASCII inside.
  void read_run(std::size_t begin, std::size_t end) {
    const std::string_view run = text_.substr(begin, end - begin);
    const std::string_view inner = without_mailto(bare(run));
    const auto offset = static_cast<std::size_t>(inner.data() - text_.data());
    if (is_link(inner)) {
      add_special(link_word, offset, inner.size());
      return;
    }
    const std::string_view address = address_in(inner);
    if (address.empty()) return read_words_of(begin, end);
    const auto at = static_cast<std::size_t>(address.data() - text_.data());
    if (at > offset) read_words_of(offset, at);
    add_special(address_word, at, address.size());
    const std::size_t after = at + address.size();
    if (after < offset + inner.size())
      read_words_of(after, end);
    else
      read_marks(after, end);
  }

  void read_words_of(std::size_t begin, std::size_t end) {
    std::size_t word_begin = begin;
    std::string word;
    for (std::size_t i = begin; i < end;) {
      if (word.empty()) word_begin = i;
      i += append_folded_ascii(word, text_.substr(i, end - i));
      if (i == end) break;
      const parsers::DecodedCharacter next = parsers::decode_utf8(text_.substr(i, end - i));
      const Letter letter = letter_of(next.character);
      if (word.empty()) word_begin = i;
      if (letter == Letter::word) append_folded(word, next.character);
      if (letter == Letter::alone || letter == Letter::separating) add_word(word, word_begin, i);
      if (letter == Letter::alone) {
        append_folded(word, next.character);
        add_word(word, i, i + next.length);
      }
      i += next.length;
      if (letter == Letter::separating) read_mark(next.character, i == end);
    }
    add_word(word, word_begin, end);
  }

  void read_marks(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end;) {
      const parsers::DecodedCharacter next = parsers::decode_utf8(text_.substr(i, end - i));
      i += next.length;
      read_mark(next.character, i == end);
    }
  }

  void read_mark(char32_t mark, bool ends_run) {
    switch (mark) {
      case '?':
      case 0x37E:  // Greek
      case 0x61F:  // Arabic
      case 0xFF1F: // wide
        mark_question();
        return end_sentence();
      case '!':
      case 0x3002: // ideographic full stop
      case 0xFF01:
      case 0x2026:
        return end_sentence();
      case '.':
      case ';':
        if (ends_run) end_sentence();
        return;
      case ',':
        if (is_greeting()) end_sentence();
        return;
      default:
        return;
    }
  }

  void mark_question() {
    if (first_ < result_.words.size())
      is_question_ = true;
    else if (!result_.sentences.empty())
      result_.sentences.back().is_question = true; // "!?" and "...?"
  }

  [[nodiscard]] bool is_greeting() const {
    const std::size_t count = result_.words.size() - first_;
    return count > 0 && count <= longest_greeting &&
           std::ranges::find(greetings, result_.words[first_].text) != greetings.end();
  }

  void add_word(std::string& word, std::size_t begin, std::size_t end) {
    if (word.empty()) return;
    fold_digraphs(word);
    push(std::move(word), begin, end - begin);
    word.clear();
  }

  void add_special(std::string_view word, std::size_t offset, std::size_t length) {
    has_link_ = has_link_ || word == link_word;
    push(std::string(word), offset, length);
  }

  void push(std::string word, std::size_t offset, std::size_t length) {
    result_.words.push_back({.text = std::move(word),
                             .offset = static_cast<std::uint32_t>(offset),
                             .length = static_cast<std::uint32_t>(length),
                             .sentence = static_cast<std::uint32_t>(result_.sentences.size())});
  }

  void end_sentence() {
    const std::size_t end = result_.words.size();
    if (end == first_) return;
    result_.sentences.push_back({.first = static_cast<std::uint32_t>(first_),
                                 .end = static_cast<std::uint32_t>(end),
                                 .is_question = is_question_,
                                 .has_link = has_link_,
                                 .is_greeting = is_greeting()});
    first_ = end;
    is_question_ = has_link_ = false;
  }

  std::string_view text_;
  Words result_;
  std::size_t first_ = 0; // word of the sentence that is being read
  bool is_question_ = false;
  bool has_link_ = false;
};

} // namespace

bool is_folded_word(std::string_view written) {
  char before = 0;
  for (const char c : written) {
    const bool is_digraph = c == 'e' && (before == 'a' || before == 'o' || before == 'u');
    if (is_digraph || !((c >= 'a' && c <= 'z') || parsers::is_digit(c))) return false;
    before = c;
  }
  return !written.empty();
}

std::optional<std::string> fold_plain_word(std::string_view written) {
  std::string word;
  for (std::size_t i = append_folded_ascii(word, written); i < written.size();) {
    const parsers::DecodedCharacter next = parsers::decode_utf8(written.substr(i));
    if (letter_of(next.character) != Letter::word) return std::nullopt;
    append_folded(word, next.character);
    i += next.length;
    i += append_folded_ascii(word, written.substr(i));
  }
  fold_digraphs(word);
  if (word.empty()) return std::nullopt;
  return word;
}

Words read_words(std::string_view text) { return Reader(text).read(); }

} // namespace classifier
