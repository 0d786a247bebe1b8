#include "parsers/charset.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>

#include "parsers/charset_names.hpp"
#include "parsers/utf8.hpp"
#include "parsers/windows_1252.hpp"

namespace parsers {
namespace {

std::size_t ascii_length(std::string_view octets) {
  std::size_t i = 0;
  for (std::uint64_t word = 0; i + sizeof word <= octets.size(); i += sizeof word) {
    std::memcpy(&word, octets.data() + i, sizeof word);
    if ((word & 0x8080808080808080U) != 0) break;
  }
  while (i < octets.size() && static_cast<unsigned char>(octets[i]) < 0x80) ++i;
  return i;
}

// Appends characters up to a length that none of them crosses, and leaves NUL out.
class BoundedText {
 public:
  explicit BoundedText(std::size_t most, std::size_t expected) : most_(most) {
    text_.reserve(std::min(most, expected));
  }

  void append(char32_t character) {
    if (character == 0) {
      has_nul_ = true;
      return;
    }
    const std::size_t before = text_.size();
    append_utf8(text_, character);
    if (text_.size() <= most_) return;
    text_.resize(before);
    is_full_ = true;
  }
  void append_well_formed(std::string_view utf8) {
    const std::size_t length = length_at_character(utf8, most_ - text_.size());
    is_full_ = is_full_ || length < utf8.size();
    const std::size_t before = text_.size();
    text_.append(utf8.substr(0, length));
    if (std::memchr(text_.data() + before, '\0', length) == nullptr) return;
    has_nul_ = true;
    text_.erase(std::remove(text_.begin() + static_cast<std::ptrdiff_t>(before), text_.end(), '\0'), text_.end());
  }
  [[nodiscard]] bool is_full() const { return is_full_; }

  std::string take(Defects& defects) {
    if (has_nul_) defects.add(Defect::nul_octet);
    return std::move(text_);
  }

 private:
  std::string text_;
  std::size_t most_;
  bool is_full_ = false;
  bool has_nul_ = false;
};

std::string from_utf8(std::string_view octets, std::size_t most, Defects& defects) {
  BoundedText text(most, octets.size());
  while (!octets.empty() && !text.is_full()) {
    std::size_t length = 0;
    while (length < octets.size()) {
      length += ascii_length(octets.substr(length));
      if (length == octets.size()) break;
      const DecodedCharacter next = decode_utf8(octets.substr(length));
      if (!next.well_formed) break;
      length += next.length;
    }
    text.append_well_formed(octets.substr(0, length));
    octets.remove_prefix(length);
    if (octets.empty()) break;
    defects.add(Defect::bad_charset);
    text.append(replacement_character);
    octets.remove_prefix(decode_utf8(octets).length);
  }
  return text.take(defects);
}

std::string from_windows_1252(std::string_view octets, std::size_t most, Defects& defects) {
  BoundedText text(most, octets.size() + octets.size() / 4);
  while (!octets.empty() && !text.is_full()) {
    const std::size_t length = ascii_length(octets);
    text.append_well_formed(octets.substr(0, length));
    octets.remove_prefix(length);
    if (octets.empty()) break;
    const auto octet = static_cast<unsigned char>(octets.front());
    text.append(octet < 0xA0 ? windows_1252_from_0x80[octet - 0x80U] : octet);
    octets.remove_prefix(1);
  }
  return text.take(defects);
}

std::string from_unknown(std::string_view octets, std::size_t most, Defects& defects) {
  return is_utf8(octets) ? from_utf8(octets, most, defects) : from_windows_1252(octets, most, defects);
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

// Called by ICU for octets that mean nothing in the charset; `context` is a bool of ours.
extern "C" void note_and_substitute(const void* context, UConverterToUnicodeArgs* arguments, const char* units,
                                    std::int32_t length, UConverterCallbackReason reason, UErrorCode* status) {
  if (reason <= UCNV_IRREGULAR) *static_cast<bool*>(const_cast<void*>(context)) = true;
  UCNV_TO_U_CALLBACK_SUBSTITUTE(nullptr, arguments, units, length, reason, status);
}

Converter open_converter(const std::string& name, bool& has_bad_octets) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &status));
  if (U_FAILURE(status)) return nullptr;
  ucnv_setToUCallBack(converter.get(), note_and_substitute, &has_bad_octets, nullptr, nullptr, &status);
  return U_SUCCESS(status) ? std::move(converter) : nullptr;
}

std::string convert(UConverter& converter, std::string_view octets, std::size_t most, Defects& defects) {
  BoundedText text(most, octets.size());
  const char* next = octets.data();
  const char* const end = next + octets.size();
  std::array<UChar, 1024> units{};
  char32_t high_surrogate = 0; // of a pair that two rounds share
  UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
  while (status == U_BUFFER_OVERFLOW_ERROR && !text.is_full()) {
    status = U_ZERO_ERROR;
    UChar* written = units.data();
    ucnv_toUnicode(&converter, &written, units.data() + units.size(), &next, end, nullptr, 1, &status);
    for (const UChar* unit = units.data(); unit != written; ++unit) {
      if (U16_IS_LEAD(*unit)) {
        high_surrogate = *unit;
      } else if (U16_IS_TRAIL(*unit) && high_surrogate != 0) {
        text.append(static_cast<char32_t>(U16_GET_SUPPLEMENTARY(high_surrogate, *unit)));
        high_surrogate = 0;
      } else {
        text.append(*unit);
      }
    }
  }
  if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) defects.add(Defect::bad_charset);
  return text.take(defects);
}

} // namespace

bool is_utf8(std::string_view octets) {
  while (true) {
    octets.remove_prefix(ascii_length(octets));
    if (octets.empty()) return true;
    const DecodedCharacter next = decode_utf8(octets);
    if (!next.well_formed) return false;
    octets.remove_prefix(next.length);
  }
}

std::string to_utf8(std::string_view octets, std::string_view charset, std::size_t most, Defects& defects) {
  const std::string name = clean_charset_name(charset);
  if (name.empty()) return from_unknown(octets, most, defects);
  const auto known = known_charset(name);
  if (!known) {
    defects.add(Defect::unknown_charset);
    return from_unknown(octets, most, defects);
  }
  if (*known == "utf-8") return from_utf8(octets, most, defects);
  if (*known == "windows-1252") return from_windows_1252(octets, most, defects);
  if (*known == "us-ascii") {
    if (ascii_length(octets) < octets.size()) defects.add(Defect::bad_charset);
    return from_unknown(octets, most, defects);
  }
  bool has_bad_octets = false;
  const Converter converter = open_converter(*known, has_bad_octets);
  if (!converter) {
    defects.add(Defect::unknown_charset);
    return from_unknown(octets, most, defects);
  }
  std::string text = convert(*converter, octets, most, defects);
  if (has_bad_octets) defects.add(Defect::bad_charset);
  return text;
}

} // namespace parsers
