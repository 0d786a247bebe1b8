// Folds a character at a time: the decomposition needs no reordering, because every mark that could move is dropped.
#include "parsers/folded_text.hpp"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

/// Letters that Unicode does not decompose although people leave their stroke or dot out.
UChar32 without_stroke(UChar32 letter) {
  switch (letter) {
    case 0x0131:
      return 'i'; // dotless i
    case 0x0142:
      return 'l';
    case 0x00F8:
      return 'o';
    case 0x0111:
      return 'd';
    default:
      return letter;
  }
}

/// Punctuation that has an ASCII twin; 0 when `character` is no such thing.
char plain_punctuation(UChar32 character) {
  if (character == 0x2019 || character == 0x02BC) return '\'';
  if (character == 0x3001) return ',';
  if (character == 0x2212) return '-';
  if (character == 0x201E) return '"';
  switch (u_charType(character)) {
    case U_DASH_PUNCTUATION:
      return '-';
    case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
      return '"';
    default:
      return 0;
  }
}

/// What each octet of ASCII becomes: 0 for nothing, ' ' for white space of any kind.
constexpr std::array<char, 128> folded_ascii = [] {
  std::array<char, 128> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto c = static_cast<char>(i);
    table[i] = is_space(c) ? ' ' : c >= ' ' && c != '\x7f' ? to_lower(c) : '\0';
  }
  return table;
}();

/// Folds the front of `text` up to its first octet beyond ASCII, which is most text. Returns how far it came.
std::size_t fold_ascii(std::string_view text, std::string& folded) {
  folded.resize(text.size());
  std::size_t i = 0;
  std::size_t written = 0;
  char last = ' ';
  for (; i < text.size() && static_cast<unsigned char>(text[i]) < 0x80; ++i) {
    const char c = folded_ascii[static_cast<unsigned char>(text[i])];
    if (c == '\0' || (c == ' ' && last == ' ')) continue;
    folded[written++] = last = c;
  }
  folded.resize(written);
  return i;
}

class Folder {
 public:
  /// Goes on behind what was folded already.
  explicit Folder(std::string folded) : folded_(std::move(folded)) {}

  void add(UChar32 character) {
    if (character < 0x80) {
      add_ascii(static_cast<char>(character));
    } else if (u_isUWhiteSpace(character)) {
      add_blank();
    } else if (const std::int32_t digit = u_charDigitValue(character); digit >= 0) {
      folded_ += static_cast<char>('0' + digit);
    } else if (const char plain = plain_punctuation(character); plain != 0) {
      folded_ += plain;
    } else {
      add_decomposed(character);
    }
  }

  void add_ascii(char character) {
    const char folded = folded_ascii[static_cast<unsigned char>(character)];
    if (folded == ' ')
      add_blank();
    else if (folded != '\0')
      folded_ += folded;
  }

  std::string take() {
    if (!folded_.empty() && folded_.back() == ' ') folded_.pop_back();
    return std::move(folded_);
  }

 private:
  void add_blank() {
    if (!folded_.empty() && folded_.back() != ' ') folded_ += ' ';
  }

  void add_decomposed(UChar32 character) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2* const normalizer = unorm2_getNFKDInstance(&error);
    std::array<UChar, 32> units{};
    const std::int32_t length = U_FAILURE(error)
                                    ? -1
                                    : unorm2_getDecomposition(normalizer, character, units.data(),
                                                              static_cast<std::int32_t>(units.size()), &error);
    if (length < 0 || U_FAILURE(error)) return add_letter(character);
    for (std::int32_t i = 0; i < length;) {
      UChar32 part = 0;
      U16_NEXT(units.data(), i, length, part);
      add_letter(part);
    }
  }

  void add_letter(UChar32 letter) {
    const std::int8_t type = u_charType(letter);
    if (type == U_NON_SPACING_MARK || type == U_FORMAT_CHAR || type == U_CONTROL_CHAR || type == U_SURROGATE) return;
    if (u_isUWhiteSpace(letter)) return add_blank();
    const UChar32 folded = without_stroke(u_foldCase(letter, U_FOLD_CASE_DEFAULT));
    std::array<std::uint8_t, U8_MAX_LENGTH> octets{};
    std::size_t length = 0;
    U8_APPEND_UNSAFE(octets.data(), length, folded);
    folded_.append(reinterpret_cast<const char*>(octets.data()), length);
  }

  std::string folded_;
};

} // namespace

std::string fold_text(std::string_view text) {
  std::string folded;
  std::size_t i = fold_ascii(text, folded);
  Folder folder(std::move(folded));
  const auto* const octets = reinterpret_cast<const std::uint8_t*>(text.data());
  while (i < text.size()) {
    UChar32 character = 0;
    U8_NEXT(octets, i, text.size(), character);
    if (character >= 0) folder.add(character);
  }
  return folder.take();
}

} // namespace parsers
